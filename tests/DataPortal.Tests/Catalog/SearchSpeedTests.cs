using System.Diagnostics;
using DataPortal.Catalog;
using DataPortal.Catalog.Search;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

/// <summary>Holds the search to its size: generous bounds, so that a slow machine does not fail, and a mistake in the order of things does.</summary>
public sealed class SearchSpeedTests(Portal portal, ITestOutputHelper output)
{
    private const int Items = 20_000;

    private static readonly string[] _things = ["penduduk", "produksi padi", "luas panen", "harga beras", "sekolah", "puskesmas", "tenaga kerja", "PDRB", "panjang jalan", "curah hujan", "kendaraan", "listrik", "pelanggan air", "hotel", "koperasi"];
    private static readonly string[] _by = ["kecamatan", "jenis kelamin", "kelompok umur", "bulan", "lapangan usaha", "desa", "jenis tanaman", "pendidikan"];
    private static readonly string[] _questions = ["penduduk kecamatan", "harga beras 2024", "produksi padi bulan", "puskesmas", "pdrb lapangan usaha", "panjang jalan desa", "curah hujan oktober", "orang miskin", "pen", "listrik pelanggan kecamatan 2020"];

    [Fact]
    public void Twenty_thousand_items_are_indexed_and_searched_in_time()
    {
        var items = Enumerable.Range(0, Items).Select(Item).ToList();
        var index = new CatalogIndex(portal.Get<Lexicon>(), portal.Get<Subjects>(), portal.Get<Regions>());
        var watch = Stopwatch.StartNew();
        items.ForEach(index.Put);
        index.Seal();
        var build = watch.Elapsed;

        List<double> times = [];
        foreach (var question in Enumerable.Range(0, 20).SelectMany(_ => _questions))
        {
            watch.Restart();
            index.Search(new() { Text = question });
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"{Items:N0} items indexed in {build.TotalMilliseconds:N0} ms; search p50 {times[times.Count / 2]:N2} ms, p99 {times[times.Count * 99 / 100]:N2} ms");
        Assert.True(build < TimeSpan.FromSeconds(30), build.ToString());
        Assert.True(times[times.Count / 2] < 250, $"{times[times.Count / 2]} ms");
    }

    private static CatalogItem Item(int number)
    {
        var (thing, by, year) = (_things[number % _things.Length], _by[number / 7 % _by.Length], 2010 + (number % 17));
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(-number);
        return new()
        {
            Id = $"butir-{number}",
            Kind = (ItemKind)(number % 4),
            State = ItemState.Published,
            Title = new($"{thing} menurut {by} di Kecamatan {number % 22}, {year}", $"Item {number} by {by}"),
            Summary = new($"Banyaknya {thing} tiap {by}, nomor {number}, dengan satuan dan catatan."),
            Subject = "5" + (19 + (number % 20)),
            Tags = [thing, by],
            Region = "1603",
            Years = [year],
            Period = $"{year}",
            Terms = ["laki-laki", "perempuan", "jumlah", $"kategori{number % 500}", $"kategori{number % 777}"],
            CreatedAt = at,
            UpdatedAt = at,
            PublishedAt = at,
        };
    }
}
