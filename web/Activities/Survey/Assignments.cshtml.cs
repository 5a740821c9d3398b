using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>All assignments of a survey, fifty at a time: by state, officer and words.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class AssignmentsModel(StepTools tools, SurveyTools survey) : RunPage(tools.Desk, tools.Rights, tools.Clock)
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int PageNo { get; set; } = 1;

    [BindProperty(SupportsGet = true, Name = "keadaan")]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "petugas")]
    public string? Of { get; set; }

    [BindProperty(SupportsGet = true, Name = "cari")]
    public string? Words { get; set; }

    public IReadOnlyList<AssignmentLine> Lines { get; private set; } = [];
    public int Found { get; private set; }
    public int All { get; private set; }
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);
    public IReadOnlyList<(AssignmentState State, int Count)> Counts { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Officers { get; private set; } = [];

    public string Address(int page) => Url.Content(AssignmentLinks.List(Run.Id))
        + $"?hal={page}&keadaan={Uri.EscapeDataString(State ?? "")}&petugas={Uri.EscapeDataString(Of ?? "")}&cari={Uri.EscapeDataString(Words ?? "")}";

    public async Task<IActionResult> OnGetAsync(string run, CancellationToken ct)
    {
        if (await LoadAsync(run, null, null, ct) is { } answer)
        {
            return answer;
        }

        var steps = new SurveySteps(Procedure);
        if (!steps.AreOfASurvey)
        {
            return NotFound();
        }

        // An officer reads what is theirs; who leads reads all.
        List<Assignment> all = [.. (await survey.Store.ListAsync(SurveyQueries.Of(run), ct)).Where(survey.MayRead)];
        var states = AssignmentStates.OfAll(Run, steps, all);
        All = all.Count;
        Counts = [.. AssignmentStates.All.Select(state => (state, states.Values.Count(one => one == state))).Where(count => count.Item2 > 0)];
        Officers = [.. all.Select(one => (one.OfficerId, one.Officer)).Distinct().OrderBy(one => one.Officer, StringComparer.OrdinalIgnoreCase).Select(one => new SelectListItem(one.Officer, one.OfficerId))];
        AssignmentState? wanted = Enum.TryParse<AssignmentState>(State, out var known) && Enum.IsDefined(known) ? known : null;
        List<Assignment> found = [.. all.Where(one =>
            (wanted is null || states[one.Item] == wanted) && (string.IsNullOrEmpty(Of) || one.OfficerId == Of)
            && (string.IsNullOrWhiteSpace(Words) || one.Target.Contains(Words.Trim(), StringComparison.OrdinalIgnoreCase)))];
        Found = found.Count;
        PageNo = Math.Clamp(PageNo, 1, Pages);
        var shown = found.Skip((PageNo - 1) * PageSize).Take(PageSize);
        Lines = [.. shown.Select(one => new AssignmentLine(
            one, states[one.Item], Run.OpenAttempt(steps.Collection!.No, one.Item) ?? Run.OpenAttempt(steps.Check!.No, one.Item),
            states[one.Item] is AssignmentState.HandedIn or AssignmentState.Checking && survey.Has(Role.TeamLead) ? AssignmentLinks.CheckOf(steps, one) : AssignmentLinks.Of(steps, one)))];
        return Page();
    }
}
