using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Delegating;

/// <summary>
/// Who stands in for whom. Those that may count today are kept in memory, because every page of a run asks; a commit anywhere to them reads them anew.
/// A role is passed on once: what a substitute has in hand by one delegation is not what another delegation of theirs gives away.
/// </summary>
public sealed class Delegations(IDocumentStore store, TimeProvider clock, ILogger<Delegations> logger) : BackgroundService
{
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _changed = new(0);
    private volatile IReadOnlyList<Delegation> _coming = [];

    public DateOnly Today => Show.Day(clock.GetUtcNow());

    /// <summary>What is in a person's hands today, a role of a person once; none for nobody.</summary>
    public IReadOnlyList<Delegation> To(string? personId) => personId is null ? [] : Which(delegation => delegation.ToId == personId && delegation.FromId != personId);

    /// <summary>By which others stand in today for a person in a role.</summary>
    public IReadOnlyList<Delegation> From(string personId, Role role) => Which(delegation => delegation.FromId == personId && delegation.Role == role);

    /// <summary>By which others stand in today for a person, in whatever role.</summary>
    public IReadOnlyList<Delegation> From(string personId) => Which(delegation => delegation.FromId == personId);

    /// <summary>By which a role is in the hands of others today.</summary>
    public IReadOnlyList<Delegation> Of(Role role) => Which(delegation => delegation.Role == role);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        store.Committed += OnCommitted;
        await ReadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        store.Committed -= OnCommitted;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    /// <summary>Reads them anew: who changed one does it, so that the next page knows.</summary>
    internal async Task ReadAsync(CancellationToken ct) => _coming = await store.ListAsync(DelegationQueries.Until(Today.AddDays(-1)).Top(1000), ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _changed.WaitAsync(stoppingToken);
            try
            {
                await ReadAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A store that does not answer for a moment ends no delegation and no portal.
                logger.LogError(fault, "The delegations could not be read; they are read again in a moment.");
                await Task.Delay(_again, clock, stoppingToken);
                _changed.Release();
            }
        }
    }

    /// <summary>Of several of the same role between the same two, the one that lasts longest.</summary>
    private IReadOnlyList<Delegation> Which(Func<Delegation, bool> which)
    {
        var coming = _coming;
        if (coming.Count == 0)
        {
            return [];
        }

        var today = Today;
        return [.. coming.Where(delegation => which(delegation) && delegation.IsOn(today)).OrderByDescending(delegation => delegation.Last).DistinctBy(delegation => (delegation.FromId, delegation.ToId, delegation.Role))];
    }

    private void OnCommitted(IReadOnlyList<DocumentKey> keys)
    {
        if (keys.Any(key => key.Collection == DelegationQueries.Collection.Name))
        {
            _changed.Release();
        }
    }
}
