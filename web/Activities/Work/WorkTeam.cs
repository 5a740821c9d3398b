using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>One person of the team, and what lies before them.</summary>
/// <param name="Late">Past its due moment.</param>
/// <param name="Back">Sent back for repair.</param>
/// <param name="Resting">Paused, or waiting for its day.</param>
/// <param name="Week">Due within seven days, what is late included: the load that is near.</param>
/// <param name="StandsIn">Today, for whom of the team.</param>
/// <param name="ReplacedBy">Who stands in for them today.</param>
public sealed record TeamMember(Staff Person, int Open, int Late, int Back, int Resting, int Week, IReadOnlyList<Delegation> StandsIn, IReadOnlyList<Delegation> ReplacedBy);

/// <summary><i>Tim saya</i>: who has how much before them, for those who lead.</summary>
public sealed class WorkTeam(IDocumentStore store, RunRights rights, Delegations delegations, TimeProvider clock)
{
    private static readonly TimeSpan _near = TimeSpan.FromDays(7);

    /// <summary>The roles whose holders the person leads: a head all who do steps, a team lead the team.</summary>
    public IReadOnlyList<Role> Led => rights.IsHead
        ? [Role.FieldOfficer, Role.TeamLead, Role.DeskOfficer, Role.WebAdmin, Role.Treasurer, Role.SectionHead, Role.DivisionHead, Role.OfficeHead]
        : [Role.FieldOfficer, Role.TeamLead];

    /// <summary>Everyone of the team, who has most late first; people without an account that works only while they still have open steps.</summary>
    public async Task<IReadOnlyList<TeamMember>> ListAsync(CancellationToken ct)
    {
        var (now, led) = (clock.GetUtcNow(), Led);
        List<TeamMember> members = [];
        foreach (var person in await store.ListAsync(StaffQueries.Everyone(), ct))
        {
            IReadOnlyList<Delegation> standsIn = [.. delegations.To(person.Id).Where(delegation => led.Contains(delegation.Role))];
            IReadOnlyList<Delegation> replaced = [.. delegations.From(person.Id).Where(delegation => led.Contains(delegation.Role))];
            var own = WorkQueries.Of(person.Id);
            var open = await store.CountAsync(own, ct);
            if (open == 0)
            {
                if (!person.IsDisabled && (person.Roles.Any(led.Contains) || standsIn.Count > 0))
                {
                    members.Add(new(person, 0, 0, 0, 0, 0, standsIn, replaced));
                }

                continue;
            }

            members.Add(new(
                person, open, await store.CountAsync(own.DueBefore(now), ct), await store.CountAsync(own.Back(), ct), await store.CountAsync(own.Resting(), ct),
                await store.CountAsync(own.DueBefore(now + _near), ct), standsIn, replaced));
        }

        return [.. members.OrderByDescending(member => member.Late).ThenByDescending(member => member.Open).ThenBy(member => member.Person.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Open steps of the team's roles that nobody has taken, due first.</summary>
    /// <returns>The first of them, and how many there are.</returns>
    public async Task<(IReadOnlyList<WorkItem> First, int Total)> FreeAsync(int most, CancellationToken ct)
    {
        List<WorkItem> found = [];
        var total = 0;
        foreach (var role in Led)
        {
            total += await store.CountAsync(WorkQueries.Free(role), ct);
            found.AddRange(await store.ListAsync(WorkQueries.Free(role).Top(most), ct));
        }

        return ([.. found.OrderBy(WorkQueries.TurnOf, StringComparer.Ordinal).Take(most)], total);
    }
}
