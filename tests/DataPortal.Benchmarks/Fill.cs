using DataPortal.Catalog;
using DataPortal.Reports;
using DataPortal.Requests;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Benchmarks;

/// <summary>Stores with many documents, the same each time.</summary>
internal static class Fill
{
    private static readonly string[] _words = ["penduduk", "padi", "harga", "beras", "kemiskinan", "tenaga", "kerja", "ekspor", "impor", "jalan", "sekolah", "guru", "puskesmas", "kopi", "karet", "batubara", "listrik", "pelanggan", "pajak", "inflasi", "hotel", "wisata", "angkutan", "ternak", "ikan"];
    private static readonly string[] _areas = ["Muara Enim", "Lawang Kidul", "Tanjung Agung", "Gelumbang", "Lubai", "Rambang", "Semendo Darat Laut", "Ujan Mas", "Benakat", "Lembak"];

    public static OpenStorage Open(string folder) =>
        StorageEngines.Open(new StorageOptions { Engine = "sqlite", Path = folder }, [RequestQueries.Collection, CatalogQueries.Items, ReportQueries.Collection, YearlyCounter.Collection], NullLogger.Instance);

    public static IEnumerable<CatalogItem> Items(int count)
    {
        var random = new Random(1603);
        var now = new DateTimeOffset(2026, 11, 16, 2, 0, 0, TimeSpan.Zero);

        // Words as texts have them: a few everywhere, most of them rare (Zipf), twenty thousand in all.
        string Word() => random.Next(3) == 0 ? _words[random.Next(_words.Length)] : $"kata{(int)Math.Pow(20_000, random.NextDouble())}";
        for (var at = 0; at < count; at++)
        {
            var year = 2010 + at % 17;
            yield return new()
            {
                Id = $"butir-{at}",
                Kind = (ItemKind)(at % 4),
                State = ItemState.Published,
                Title = new($"Jumlah {Word()} dan {Word()} menurut {Word()} di {_areas[at % _areas.Length]}, {year}", $"Number of {Word()} in {_areas[at % _areas.Length]}, {year}"),
                Summary = new($"{Word()} {Word()} {Word()} {Word()} {Word()} tahun {year}."),
                Subject = (519 + at % 20).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Years = [year],
                Period = $"{year}",
                Terms = [.. Enumerable.Range(0, 12).Select(_ => Word())],
                CreatedAt = now,
                UpdatedAt = now,
                PublishedAt = now.AddMinutes(-at),
            };
        }
    }

    public static IEnumerable<Request> Requests(int count)
    {
        var random = new Random(16);
        var month = new ReportMonth(2026, 10);
        for (var at = 0; at < count; at++)
        {
            var received = month.Start.AddSeconds(at * (30.0 * 86400 / count));
            var held = random.Next(4) == 0;
            yield return new()
            {
                Id = $"r{at:0000000}",
                Number = $"2026-{at + 1:0000}",
                Token = $"token{at}",
                FormId = $"form{at}",
                Channel = (Channel)random.Next(9),
                Requester = new() { Name = $"Pemohon Contoh {at}", Email = $"p{at}@contoh.id", BirthYear = 1960 + random.Next(45), Sex = (Sex)random.Next(2), Education = (Education)random.Next(7), Occupation = (Occupation)random.Next(7), Institution = "Universitas Contoh", InstitutionCategory = (InstitutionCategory)random.Next(10) },
                Need = new() { Title = $"Jumlah {_words[random.Next(_words.Length)]} menurut kecamatan", Wanted = "Mohon data menurut kecamatan, lima tahun terakhir.", Subject = (519 + random.Next(20)).ToString(System.Globalization.CultureInfo.InvariantCulture), Purpose = (Purpose)random.Next(5), Region = "Kabupaten Muara Enim", Period = "2021–2025" },
                Items = [new() { No = 1, Title = $"Jumlah {_words[random.Next(_words.Length)]}", Decision = held ? ItemDecision.NotHeld : ItemDecision.Available, NotHeldReason = held ? NotHeldReason.NotCollected : null }],
                State = RequestState.Closed,
                Outcome = held ? Outcome.NotHeld : Outcome.Fulfilled,
                ReceivedAt = received,
                RegisteredAt = received,
                ClosedAt = received.AddHours(random.Next(1, 200)),
                Due = new(null, received.AddMinutes(5), "v", "5 menit"),
                WorkingTimeUsed = TimeSpan.FromMinutes(random.Next(1, 900)),
                WorkingTimeSinceOpened = TimeSpan.FromMinutes(random.Next(1, 30)),
                OnTime = random.Next(3) == 0,
            };
        }
    }

    public static async Task WriteAsync<T>(IDocumentStore store, Collection<T> collection, IEnumerable<T> documents) where T : Document
    {
        foreach (var chunk in documents.Chunk(2000))
        {
            await store.CommitAsync([.. chunk.Select(collection.Insert)], default);
        }
    }
}

internal static class Items
{
    public static async Task FillAsync(string folder, int count)
    {
        using var storage = Fill.Open(folder);
        await Fill.WriteAsync(storage.Documents, CatalogQueries.Items, Fill.Items(count));
    }
}
