using System.Diagnostics;
using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Catalog.Search;

namespace DataPortal.Benchmarks;

/// <summary>The index alone: how long it takes to build, and to answer.</summary>
internal static class Searches
{
    private static readonly string[] _questions = ["penduduk muara enim", "harga beras 2020", "kemiskinan", "jumlah guru sekolah lubai", "pdrb", "padi", "tenaga kerja", "kopi semendo", "ekspor impor", "pendudk"];

    public static void Run(int count)
    {
        var content = BenchContent.Root;
        var index = new CatalogIndex(new Lexicon(content), new Subjects(content), new Regions(content));
        var items = Fill.Items(count).ToList();
        var watch = Stopwatch.StartNew();
        items.ForEach(index.Put);
        index.Seal();
        var built = watch.Elapsed;
        List<double> times = [];
        for (var round = 0; round < 300; round++)
        {
            foreach (var question in _questions)
            {
                watch.Restart();
                index.Search(new() { Text = question });
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        times.RemoveRange(0, 500);
        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Search over {count} items: built in {built.TotalSeconds:F2} s; median {times[times.Count / 2]:F2} ms, p99 {times[(int)(times.Count * 0.99)]:F2} ms"));
    }
}
