using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>Who is told of whose steps (procedures.md §1.4, §1.5).</summary>
public sealed class WorkRoles(IDocumentStore store)
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

    public Task<IReadOnlyList<Staff>> HoldingAsync(Role role, CancellationToken ct) => store.ListAsync(StaffQueries.Holding(role), ct);

    /// <summary>Holders of the role above; where nobody holds it, of the next one up.</summary>
    public async Task<IReadOnlyList<Staff>> AboveAsync(Role role, CancellationToken ct)
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

    /// <summary>Who is to do it: the person who has it, or all who may take it.</summary>
    public async Task<IReadOnlyList<Staff>> DoersAsync(WorkItem work, CancellationToken ct) =>
        work.PersonId is { } id && await store.FindAsync(StaffQueries.Collection, id, ct) is { IsDisabled: false } person ? [person]
        : work.Role is { } role ? await HoldingAsync(role, ct) : [];
}
