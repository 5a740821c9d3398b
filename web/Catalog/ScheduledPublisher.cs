using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>Publishes drafts at the moment staff set for them. Several machines may try; the store lets one.</summary>
public sealed class ScheduledPublisher(IDocumentStore store, CatalogDesk desk, TimeProvider clock, ILogger<ScheduledPublisher> logger) : BackgroundService
{
    /// <summary>Publishes what is due.</summary>
    public async Task PublishDueAsync(CancellationToken ct)
    {
        foreach (var due in await store.ListAsync(CatalogQueries.DueBy(clock.GetUtcNow().AddTicks(1)).Top(100), ct))
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var next = new DueMoment(store, clock, CatalogQueries.Items);
        try
        {
            while (true)
            {
                DateTimeOffset? due = null;
                try
                {
                    await PublishDueAsync(stoppingToken);
                    due = (await store.FirstAsync(CatalogQueries.DueBy(DateTimeOffset.MaxValue), stoppingToken))?.PublishAt;
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    logger.LogError(fault, "Scheduled publishing failed; it is tried again");
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
