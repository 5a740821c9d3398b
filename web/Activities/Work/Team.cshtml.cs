using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Work;

/// <summary><i>Tim saya</i>: by officer, and what nobody has taken.</summary>
[Allow(Role.TeamLead, Role.SectionHead, Role.DivisionHead, Role.OfficeHead)]
public sealed class TeamModel(WorkTeam team, WorkList list, WorkRows rows, TimeProvider clock) : PageModel
{
    private const int FreeShown = 25;

    public IReadOnlyList<TeamMember> Members { get; private set; } = [];
    public IReadOnlyList<WorkItem> Free { get; private set; } = [];
    public int FreeTotal { get; private set; }

    /// <summary>The officer whose steps are shown; null: nobody's.</summary>
    public TeamMember? Chosen { get; private set; }
    public WorkPage Rows { get; private set; } = WorkPage.Empty;
    public WorkRows Words => rows;
    public string Me => list.Me;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public string Nonce { get; } = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");

    /// <summary>The greatest near load of the team, at least 1: the whole width of the bars.</summary>
    public int Most => Math.Max(1, Members.Select(member => member.Week).DefaultIfEmpty().Max());

    public async Task OnGetAsync(string? orang, int? hal, CancellationToken ct)
    {
        Members = await team.ListAsync(ct);
        (Free, FreeTotal) = await team.FreeAsync(FreeShown, ct);
        Chosen = Members.FirstOrDefault(member => member.Person.Id == orang);
        if (Chosen is not null)
        {
            Rows = await list.OfAsync(Chosen.Person.Id, hal ?? 1, ct);
        }
    }
}
