using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Delegating;

/// <summary>Puts a role into other hands for some days, and takes it back; both people are written, who did it excepted.</summary>
public sealed class DelegationDesk(
    IDocumentStore store, Delegations delegations, CurrentStaff staff, AuditTrail audit, MailComposer composer, PortalLinks links, TimeProvider clock)
{
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
                .. await LettersAsync("pelaksana-harian", delegation, attempt),
            ]), ct);
        await delegations.ReadAsync(ct);
    }

    /// <summary>Ends it now; one that ended already, or is over, stays as it is.</summary>
    public async Task EndAsync(string id, CancellationToken ct)
    {
        await store.CommitAsync(async attempt =>
        {
            var found = await store.FindAsync(DelegationQueries.Collection, id, attempt);
            return (true, found is null or { EndedAt: not null } || found.Last < delegations.Today ? [] : (IReadOnlyList<Change>)
                [
                    DelegationQueries.Collection.Replace(found with { EndedAt = clock.GetUtcNow(), EndedBy = staff.Name }),
                    audit.Entry("role.taken-back", DelegationQueries.Collection, id, $"{found.Role}: {found.From} kepada {found.To}"),
                    .. await LettersAsync("pelaksana-harian-berakhir", found, attempt),
                ]);
        }, ct);
        await delegations.ReadAsync(ct);
    }

    private async Task<IReadOnlyList<Change>> LettersAsync(string letter, Delegation delegation, CancellationToken ct)
    {
        List<Change> letters = [];
        foreach (var id in new[] { delegation.ToId, delegation.FromId })
        {
            if (id != staff.Id && await store.FindAsync(StaffQueries.Collection, id, ct) is { IsDisabled: false } person)
            {
                letters.Add(Outbox.Collection.Insert(composer.Compose(letter, "id", person.Email, person.Name, new Dictionary<string, string>
                {
                    ["nama"] = person.Name,
                    ["pengganti"] = delegation.To,
                    ["digantikan"] = delegation.From,
                    ["peran"] = RoleWords.Of(delegation.Role).ToLower(Speech.Indonesian),
                    ["mulai"] = Show.Date(delegation.First),
                    ["sampai"] = Show.Date(delegation.Last),
                    ["dasar"] = delegation.Reason,
                    ["tautan"] = links.To(Work.WorkLinks.List, "id"),
                }, $"{DelegationQueries.Collection.Name}/{delegation.Id}")));
            }
        }

        return letters;
    }
}
