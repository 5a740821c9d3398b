using DataPortal.Storage;

namespace DataPortal.Tables.Versions;

/// <summary>Shows new figures at the moment set for them.</summary>
public sealed class VersionPublisher(IDocumentStore store, VersionDesk desk, TimeProvider clock, ILogger<VersionPublisher> logger)
    : DueService(store, clock, TableQueries.Tables, logger)
{
    public override async Task DoDueAsync(CancellationToken ct)
    {
        foreach (var due in await Store.ListAsync(TableQueries.DueBy(Clock.GetUtcNow().AddTicks(1)).Top(100), ct))
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

    protected override async Task<DateTimeOffset?> NextAsync(CancellationToken ct) => (await Store.FirstAsync(TableQueries.Waiting(), ct))?.Waiting?.At;
}
