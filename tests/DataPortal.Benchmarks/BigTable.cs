using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Benchmarks;

/// <summary>A data folder with one published table of 1,000,000 cells: 1,000 regions × 20 years × 50 ages; <c>/tabel/kubus-besar</c>.</summary>
internal static class BigTable
{
    public const string Id = "kubus-besar";

    public static async Task FillAsync(string folder)
    {
        using var storage = StorageEngines.Open(new StorageOptions { Engine = "sqlite", Path = folder }, [CatalogQueries.Items, TableQueries.Tables, YearlyCounter.Collection], NullLogger.Instance);
        var random = new Random(1603);
        Cube cube = new()
        {
            Dimensions = [Made("wilayah", DimensionRole.Region, 1000, at => $"Wilayah contoh {at}"), Made("tahun", DimensionRole.Time, 20, at => $"{2007 + at}"), Made("umur", DimensionRole.Other, 50, at => $"{at * 2}–{at * 2 + 1}")],
            Values = [.. Enumerable.Range(0, 1_000_000).Select(_ => (double)random.Next(1_000_000))],
            Status = [.. Enumerable.Range(0, 1_000_000).Select(at => at % 50 == 0 ? CellStatus.Provisional : CellStatus.Normal)],
        };
        TableText text = new() { Title = new("Kubus besar (contoh)", "Large cube (sample)"), Unit = new("jiwa", "persons"), Source = new("Contoh", "Sample"), Period = "2007–2026", IsSample = true };
        using var made = new MemoryStream();
        CubeFile.Write(made, cube, text);
        made.Position = 0;
        var kept = await storage.Files.PutAsync(made, "v1.cube", CubeFile.MediaType, long.MaxValue, default);
        var now = new DateTimeOffset(2026, 11, 16, 2, 0, 0, TimeSpan.Zero);
        await storage.Documents.CommitAsync(
            [
                CatalogQueries.Items.Insert(new()
                {
                    Id = Id, Kind = ItemKind.Table, State = ItemState.Published, Title = text.Title, Subject = "519", Period = text.Period, Years = [.. Enumerable.Range(2007, 20)],
                    Source = text.Source, IsSample = true, HasFigures = true, CreatedAt = now, UpdatedAt = now, PublishedAt = now,
                }),
                TableQueries.Tables.Insert(new() { Id = Id, Text = text, Current = new(1, kept, null, now, "sistem", cube.Length), Rows = ["wilayah"], Columns = ["tahun"] }),
            ],
            default);
    }

    private static Dimension Made(string code, DimensionRole role, int size, Func<int, string> label) =>
        new(code, new(char.ToUpperInvariant(code[0]) + code[1..]), role, [.. Enumerable.Range(0, size).Select(at => new Category(role is DimensionRole.Time ? label(at) : $"{1000 + at}", new(label(at))))]);
}
