using DataPortal.Storage;

namespace DataPortal.Tables.Versions;

/// <summary>Shows new figures at the moment set for them, to the second; at start, what came due while the portal was down.</summary>
public sealed class VersionPublisher(IDocumentStore store, VersionDesk desk, TimeProvider clock, ILogger<VersionPublisher> logger) : BackgroundService
{
    /// <summary>Shows what is due; one that cannot be shown does not hold up the others.</summary>
    public async Task ShowDueAsync(CancellationToken ct)
    {
        foreach (var due in await store.ListAsync(TableQueries.DueBy(clock.GetUtcNow().AddTicks(1)).Top(100), ct))
        {
            try
            {
                await desk.ShowAsync(due.Id, early: false, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "New figures of {Table} could not be shown at their moment; it is tried again", due.Id);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var next = new DueMoment(store, clock, TableQueries.Tables);
        try
        {
            while (true)
            {
                DateTimeOffset? due = null;
                try
                {
                    await ShowDueAsync(stoppingToken);
                    due = (await store.FirstAsync(TableQueries.Waiting(), stoppingToken))?.Waiting?.At;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    logger.LogError(fault, "Showing scheduled figures failed; it is tried again");
                }

                await next.WaitAsync(due, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
    }
}
