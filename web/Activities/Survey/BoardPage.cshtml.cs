using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Survey;

/// <summary>The board of a survey (procedures.md §4.3): states by officer, what should be there by today, ages, map, timeline. From here collection is closed early.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class BoardPageModel(StepTools tools, IDocumentStore store, WorkingCalendar calendar, Boundaries boundaries) : RunPage(tools.Desk, tools.Rights, tools.Clock)
{
    /// <summary>Bars of the timeline and lines of the table on one page.</summary>
    public const int PageSize = 60;

    public sealed class CloseInput
    {
        public string? Reason { get; set; }
    }

    [BindProperty]
    public CloseInput Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "petugas")]
    public string? Officer { get; set; }

    [BindProperty(SupportsGet = true, Name = "keadaan")]
    public AssignmentState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int PageNumber { get; set; } = 1;

    public SurveyBoard Board { get; private set; } = null!;
    public IReadOnlyList<BoardEntry> Shown { get; private set; } = [];
    public int Found { get; private set; }
    public RegionShapes? Map { get; private set; }
    public SurveySteps Steps { get; private set; } = null!;
    public DateOnly Today => Show.Day(Now);
    public string? Said { get; private set; }

    public async Task<IActionResult> OnGetAsync(string run, string? pesan, CancellationToken ct)
    {
        Said = pesan == "tutup" ? "Pengumpulan ditutup. Penugasan yang masih terbuka dicatat tidak diperoleh." : null;
        return await OpenAsync(run, ct) ?? Page();
    }

    public async Task<IActionResult> OnPostTutupAsync(string run, CancellationToken ct)
    {
        if (await OpenAsync(run, ct) is { } answer)
        {
            return answer;
        }

        if (!Rights.IsHead)
        {
            return Forbid();
        }

        if (string.IsNullOrWhiteSpace(Form.Reason))
        {
            ModelState.AddModelError("Form.Reason", "Tulis alasannya");
            return Page();
        }

        return await DoAsync(_ => new SettleRest { Id = "tutup/" + Nonce, At = default, Outcome = AssignmentStates.NotObtained, Reason = Form.Reason.Trim() }, ct)
            ? Redirect(Url.Content($"~/petugas/kegiatan/{run}/papan?pesan=tutup"))
            : Page();
    }

    private async Task<IActionResult?> OpenAsync(string run, CancellationToken ct)
    {
        if (await LoadAsync(run, null, null, ct) is { } answer)
        {
            return answer;
        }

        Steps = new(Procedure);
        if (!Steps.AreOfASurvey)
        {
            return NotFound();
        }

        var assignments = await store.ListAsync(SurveyQueries.Of(run), ct);
        Board = SurveyBoard.Of(Run, Steps, assignments, calendar, Now);
        Map = boundaries.Holding([.. assignments.Select(assignment => assignment.Kecamatan).OfType<string>().Distinct()]);
        List<BoardEntry> chosen = [.. Board.Entries.Where(entry => (Officer is null || entry.Assignment.OfficerId == Officer) && (State is null || entry.State == State))];
        Found = chosen.Count;
        PageNumber = Math.Clamp(PageNumber, 1, Math.Max(1, (Found + PageSize - 1) / PageSize));
        Shown = [.. chosen.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
        return null;
    }
}
