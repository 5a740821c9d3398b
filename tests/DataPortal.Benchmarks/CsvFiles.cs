using System.Diagnostics;
using System.Globalization;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using Microsoft.Extensions.Options;

namespace DataPortal.Benchmarks;

/// <summary>Reads a long CSV file of four columns, as a person uploads it, and says what it took.</summary>
internal static class CsvFiles
{
    public static void Run(string path, int rows)
    {
        Make(path, rows);
        // Once for the compiler, then for the clock.
        for (var round = 0; round < 2; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            var before = Environment.WorkingSet;
            var peak = before;
            using var watch = new Timer(_ => peak = Math.Max(peak, Environment.WorkingSet), null, 0, 5);
            var clock = Stopwatch.StartNew();
            using var file = File.OpenRead(path);
            var preview = new TableImport(new RegionNames([]), Options.Create(new TableLimits())).Read(file, "panjang.csv", new(), CancellationToken.None);
            clock.Stop();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"csv in: {file.Length / 1e6:0} MB, {preview.Cube!.Length:N0} rows of four cells, {clock.Elapsed.TotalSeconds:0.00} s, working set +{(peak - before) / 1e6:0} MB, {(peak - before) / (double)rows:0} bytes a row"));
        }
    }

    private static void Make(string path, int rows)
    {
        var random = new Random(1603);
        using var file = new StreamWriter(path);
        file.WriteLine("Wilayah;Tahun;Umur;Jumlah penduduk");
        for (var row = 0; row < rows; row++)
        {
            file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"W{row / 1000};{2007 + row / 50 % 20};u{row % 50 * 2};{random.Next(1_000_000)}"));
        }
    }
}
