using System.Collections.Concurrent;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Tables;

/// <summary>
/// Counts downloads per item, format and day (event <c>table.downloaded</c>, procedure pelayanan-website step 4): in memory at once, in the store every half minute and at the end.
/// A download never waits for it; a power cut loses at most half a minute of counts, which are no acknowledged work.
/// </summary>
public sealed class DownloadCounter(IDocumentStore store, TimeProvider clock, ILogger<DownloadCounter> log) : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(DateOnly Day, string Item, string Format), long> _counts = [];

    public void Count(string item, string format) => _counts.AddOrUpdate((Show.Day(clock.GetUtcNow()), item, format), 1, (_, count) => count + 1);

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        foreach (var key in _counts.Keys)
        {
            if (!_counts.TryRemove(key, out var counted))
            {
                continue;
            }

            try
            {
                await store.CommitAsync(
                    async ct =>
                    {
                        var id = $"{key.Day:yyyyMMdd}.{key.Format}.{key.Item}";
                        var known = await store.FindAsync(TableQueries.Downloads, id, ct);
                        IReadOnlyList<Change> changes = [known is null
                            ? TableQueries.Downloads.Insert(new() { Id = id, Day = key.Day, Item = key.Item, Format = key.Format, Count = counted })
                            : TableQueries.Downloads.Replace(known with { Count = known.Count + counted })];
                        return (true, changes);
                    }, ct);
            }
            catch
            {
                _counts.AddOrUpdate(key, counted, (_, later) => later + counted);
                throw;
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_pause);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TrySaveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            await TrySaveAsync();
        }
    }

    private async Task TrySaveAsync()
    {
        try
        {
            await SaveAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.LogWarning(e, "Download counts could not be kept; they are tried again.");
        }
    }
}
