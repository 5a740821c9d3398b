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
public sealed class BoardPageModel(StepTools tools, IDocumentStore store, WorkingCalendar calendar, Boundaries boundaries, FieldLead lead) : RunPage(tools.Desk, tools.Rights, tools.Clock)
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

    /// <summary>What closing early settles: nothing of it waits for a check.</summary>
    public IReadOnlyList<BoardEntry> Closing => [.. Board.Entries.Where(entry => !entry.State.IsSettled() && entry.State is not (AssignmentState.HandedIn or AssignmentState.Checking))];

    /// <summary>What was handed in and is not looked at yet: closing leaves it to its check.</summary>
    public IReadOnlyList<BoardEntry> Checked => [.. Board.Entries.Where(entry => entry.State is AssignmentState.HandedIn or AssignmentState.Checking)];

    public async Task<IActionResult> OnGetAsync(string run, string? pesan, CancellationToken ct)
    {
        Said = pesan == "tutup" ? "Pengumpulan ditutup. Yang belum diserahkan dicatat tidak diperoleh; yang sudah diserahkan tetap diperiksa." : null;
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

        try
        {
            await lead.CloseAsync(Run, Steps, Form.Reason, "tutup/" + Nonce, ct);
            return Redirect(Url.Content($"~/petugas/kegiatan/{run}/papan?pesan=tutup"));
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            return Page();
        }
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
