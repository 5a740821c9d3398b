using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Delegating;

/// <summary>Who stands in for whom. Those that may count today are kept in memory, because every page of a run asks; a commit anywhere to them reads them anew.</summary>
public sealed class Delegations(IDocumentStore store, CurrentStaff staff, AuditTrail audit, TimeProvider clock) : BackgroundService
{
    private readonly SemaphoreSlim _changed = new(0);
    private volatile IReadOnlyList<Delegation> _coming = [];

    public DateOnly Today => Show.Day(clock.GetUtcNow());

    /// <summary>What is in a person's hands today; none for nobody.</summary>
    public IEnumerable<Delegation> To(string? personId) => personId is null ? [] : _coming.Where(delegation => delegation.ToId == personId && delegation.IsOn(Today));

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

    /// <summary>Whether the signed-in person may put a role into other hands: their own, one under a role of theirs, or any, for who keeps the accounts. Nobody lends themselves a role above.</summary>
    public bool MayGive(Role role, string from) =>
        staff.Has(Role.SystemAdmin) || (from == staff.Id && staff.Has(role)) || Enum.GetValues<Role>().Any(own => staff.Has(own) && RunRights.IsUnder(role, own));

    /// <summary>Keeps one; it is there already: nothing (a form sent twice).</summary>
    public async Task AddAsync(Delegation delegation, CancellationToken ct)
    {
        await store.CommitAsync(async attempt => (true, await store.FindAsync(DelegationQueries.Collection, delegation.Id, attempt) is not null ? [] : (IReadOnlyList<Change>)
            [
                DelegationQueries.Collection.Insert(delegation with { By = staff.Name ?? "sistem", MadeAt = clock.GetUtcNow() }),
                audit.Entry("role.delegated", DelegationQueries.Collection, delegation.Id, $"{delegation.Role}: {delegation.From} kepada {delegation.To}, {delegation.First:yyyy-MM-dd} sampai {delegation.Last:yyyy-MM-dd}"),
            ]), ct);
        await ReadAsync(ct);
    }

    /// <summary>Ends it now; one that ended already stays as it is.</summary>
    public async Task EndAsync(string id, CancellationToken ct)
    {
        await store.CommitAsync(async attempt =>
        {
            var found = await store.FindAsync(DelegationQueries.Collection, id, attempt);
            return (true, found is null or { EndedAt: not null } ? [] : (IReadOnlyList<Change>)
                [
                    DelegationQueries.Collection.Replace(found with { EndedAt = clock.GetUtcNow(), EndedBy = staff.Name }),
                    audit.Entry("role.taken-back", DelegationQueries.Collection, id, $"{found.Role}: {found.From} kepada {found.To}"),
                ]);
        }, ct);
        await ReadAsync(ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _changed.WaitAsync(stoppingToken);
            await ReadAsync(stoppingToken);
        }
    }

    private async Task ReadAsync(CancellationToken ct) => _coming = await store.ListAsync(DelegationQueries.Until(Today.AddDays(-1)).Top(1000), ct);

    private void OnCommitted(IReadOnlyList<DocumentKey> keys)
    {
        if (keys.Any(key => key.Collection == DelegationQueries.Collection.Name))
        {
            _changed.Release();
        }
    }
}
