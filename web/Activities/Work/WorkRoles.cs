using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>A person who is to do a step, or to hear of it.</summary>
/// <param name="For">By which delegation, where it is not their own work.</param>
public sealed record Doer(Staff Person, Delegation? For = null);

/// <summary>
/// Who is told of whose steps (procedures.md §1.4, §1.5). A delegation adds a pair of hands and takes none away (§1.3: any holder of the role sees the step; §1.5: a step leaves
/// its owner by <i>alihkan</i>): on its days the substitute is told of what the owner is told, and the owner still is.
/// </summary>
public sealed class WorkRoles(IDocumentStore store, Delegations delegations)
{
    /// <summary>The role above, as the office's documents have it; null above the head of the office and for who does no steps.</summary>
    public static Role? Above(Role role) => role switch
    {
        Role.FieldOfficer => Role.TeamLead,
        Role.TeamLead => Role.DivisionHead, // 000: Kabid above Kasie JRS
        Role.WebAdmin or Role.DeskOfficer or Role.Treasurer => Role.SectionHead,
        Role.SectionHead => Role.DivisionHead,
        Role.DivisionHead => Role.OfficeHead,
        Role.OfficeHead or Role.DataProducer or Role.SystemAdmin => null,
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>Who holds a role, and to whom it is delegated today; nobody twice.</summary>
    public async Task<IReadOnlyList<Doer>> HoldingAsync(Role role, CancellationToken ct) =>
        await WithAsync((await store.ListAsync(StaffQueries.Holding(role), ct)).Select(person => new Doer(person)), delegations.Of(role), ct);

    /// <summary>Holders of the role above; where nobody holds it, of the next one up.</summary>
    public async Task<IReadOnlyList<Doer>> AboveAsync(Role role, CancellationToken ct)
    {
        for (var above = Above(role); above is { } next; above = Above(next))
        {
            if (await HoldingAsync(next, ct) is { Count: > 0 } holders)
            {
                return holders;
            }
        }

        return [];
    }

    /// <summary>Who is to do it: the person who has it and who stands in for them, or all who may take it.</summary>
    public async Task<IReadOnlyList<Doer>> DoersAsync(WorkItem work, CancellationToken ct) =>
        work.PersonId is { } id && await ActiveAsync(id, ct) is { } person ? await WithAsync([new(person)], work.Role is { } own ? delegations.From(id, own) : [], ct)
        : work.Role is { } role ? await HoldingAsync(role, ct) : [];

    private async Task<IReadOnlyList<Doer>> WithAsync(IEnumerable<Doer> own, IReadOnlyList<Delegation> given, CancellationToken ct)
    {
        List<Doer> found = [.. own];
        foreach (var delegation in given)
        {
            if (found.All(doer => doer.Person.Id != delegation.ToId) && await ActiveAsync(delegation.ToId, ct) is { } substitute)
            {
                found.Add(new(substitute, delegation));
            }
        }

        return found;
    }

    private async Task<Staff?> ActiveAsync(string id, CancellationToken ct) => await store.FindAsync(StaffQueries.Collection, id, ct) is { IsDisabled: false } person ? person : null;
}
