using DataPortal.Accounts;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Versions;

/// <summary>
/// Forgets uploads nobody finished, once a day, when they are older than <c>Limits:TableUploadDays</c>. Their files stay: the file store is content-addressed,
/// so another document may hold the same file, and it offers no way to remove one that would be safe while others write.
/// </summary>
public sealed class UploadCollector(IDocumentStore store, AuditTrail audit, TimeProvider clock, IOptions<TableLimits> limits, ILogger<UploadCollector> logger) : BackgroundService
{
    private const int AtOnce = 100;

    /// <returns>How many were forgotten.</returns>
    public async Task<int> CollectAsync(CancellationToken ct)
    {
        if (limits.Value.TableUploadDays == 0)
        {
            return 0;
        }

        var cleared = 0;
        while (await store.ListAsync(TableQueries.UploadsBefore(clock.GetUtcNow().AddDays(-limits.Value.TableUploadDays)).Top(AtOnce), ct) is { Count: > 0 } old)
        {
            await store.CommitAsync([.. old.Select(TableQueries.Uploads.Delete), audit.Entry("table.uploads-cleared", TableQueries.Uploads, old[0].Id, $"{old.Count} unggahan yang tidak diselesaikan, dari {old[0].At:yyyy-MM-dd} sampai {old[^1].At:yyyy-MM-dd}", "sistem")], ct);
            cleared += old.Count;
        }

        return cleared;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromDays(1), clock);
        try
        {
            do
            {
                try
                {
                    await CollectAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // Another machine may be at it, or somebody finishes one just now: tomorrow is soon enough.
                    logger.LogWarning(fault, "Old uploads could not be cleared");
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }
}
