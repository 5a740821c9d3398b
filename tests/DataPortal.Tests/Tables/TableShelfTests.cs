using DataPortal.Storage;
using DataPortal.Tables;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Tables;

public class TableShelfTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7));
    private readonly MemoryStore _store = new();
    private readonly MemoryFileStore _files = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_found_with_its_figures()
    {
        await KeepAsync("satu", 3);
        var shelf = Shelf(1_000_000);

        var found = await shelf.FindAsync("satu", Ct);

        Assert.Equal([0, 1, 2], found!.Cube.Values);
        Assert.Null(await shelf.FindAsync("tiada", Ct));
    }

    [Fact]
    public async Task Figures_read_lately_stay_in_memory_within_the_bound()
    {
        foreach (var at in Enumerable.Range(0, 10))
        {
            await KeepAsync($"t{at}", 1000 + at);
        }

        var shelf = Shelf(3 * 1009 * 209);
        var first = (await shelf.FindAsync("t0", Ct))!.Cube;
        Assert.Same(first, (await shelf.FindAsync("t0", Ct))!.Cube);

        for (var at = 1; at < 10; at++)
        {
            await shelf.FindAsync($"t{at}", Ct);
            Assert.InRange(shelf.HeldBytes, 1, 3 * 1009 * 209);
        }

        Assert.NotSame(first, (await shelf.FindAsync("t0", Ct))!.Cube);
    }

    [Fact]
    public async Task A_table_larger_than_the_bound_is_read_and_not_kept()
    {
        await KeepAsync("besar", 1000);
        var shelf = Shelf(100);
        Assert.NotNull(await shelf.FindAsync("besar", Ct));
        Assert.Equal(0, shelf.HeldBytes);
    }

    [Fact]
    public async Task A_missing_file_is_said_and_asked_for_again_later()
    {
        var (hash, _) = await _files.PutAsync(new MemoryStream([1, 2, 3]), 100, Ct);
        await _store.CommitAsync([TableQueries.Tables.Insert(Document("rusak", new(hash, "x", CubeFile.MediaType, 3), 1))], Ct);
        var shelf = Shelf(100);
        await Assert.ThrowsAsync<DamagedCubeException>(() => shelf.FindAsync("rusak", Ct));
        await Assert.ThrowsAsync<DamagedCubeException>(() => shelf.FindAsync("rusak", Ct));
    }

    private TableShelf Shelf(long bytes) => new(_store, _files, Options.Create(new TableLimits { TableCacheBytes = bytes }));

    private async Task KeepAsync(string id, int cells)
    {
        using var file = new MemoryStream();
        CubeFile.Write(file, new()
        {
            Dimensions = [Cubes.Dimension("d", DimensionRole.Other, [.. Enumerable.Range(0, cells).Select(at => $"k{at}")])],
            Values = [.. Enumerable.Range(0, cells).Select(at => (double)at)],
            Status = new CellStatus[cells],
        }, Cubes.Text);
        file.Position = 0;
        var kept = await _files.PutAsync(file, id, CubeFile.MediaType, 1_000_000, Ct);
        await _store.CommitAsync([TableQueries.Tables.Insert(Document(id, kept, cells))], Ct);
    }

    private static TableDocument Document(string id, FileReference cube, int cells) =>
        new() { Id = id, Text = Cubes.Text, Current = new(1, cube, null, _now, "uji", cells) };
}
