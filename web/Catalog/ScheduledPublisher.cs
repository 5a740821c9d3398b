using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>Publishes drafts at the moment staff set for them.</summary>
public sealed class ScheduledPublisher(IDocumentStore store, CatalogDesk desk, TimeProvider clock, ILogger<ScheduledPublisher> logger)
    : DueService(store, clock, CatalogQueries.Items, logger)
{
    public override async Task DoDueAsync(CancellationToken ct)
    {
        foreach (var due in await Store.ListAsync(CatalogQueries.DueBy(Clock.GetUtcNow().AddTicks(1)).Top(100), ct))
        {
            try
            {
                await desk.PublishAsync(due.Id, ct);
            }
            catch (Exception fault) when (fault is ItemIncompleteException or ItemStateException or UnknownItemException)
            {
                // It changed since it was set: it stays a draft, and staff see that it did.
                logger.LogWarning(fault, "{Item} could not be published at the moment set for it", due.Id);
                if (fault is ItemIncompleteException)
                {
                    await desk.ScheduleAsync(due.Id, null, ct);
                }
            }
        }
    }

    protected override async Task<DateTimeOffset?> NextAsync(CancellationToken ct) => (await Store.FirstAsync(CatalogQueries.DueBy(DateTimeOffset.MaxValue), ct))?.PublishAt;
}
