using DataPortal.Procedures.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>Step 5: the check of what was handed in. Opening it begins the check, for whoever may do it.</summary>
public sealed class CheckPageModel(StepTools tools, SurveyTools survey, AssignmentDesk assignments, CheckDesk desk) : SurveyPage(tools)
{
    /// <summary>Empty rows for findings a page begins with, and how many each further turn adds.</summary>
    private const int FewRows = 3;

    [BindProperty]
    public Input Form { get; set; } = new();

    public Assignment Assignment { get; private set; } = null!;
    public AssignmentState State { get; private set; }
    public override string Title => $"Periksa: {Assignment.Target}";
    public override (string Style, string Words) Badge => (State.Badge(), State.Words());
    /// <summary>Who collected it does not check it.</summary>
    public override bool MayTake => base.MayTake && !IsCollector;

    public override bool MaySkip => base.MaySkip && !IsCollector;

    /// <summary>Skipped is not looked at: nothing can be sent back for repair.</summary>
    public override IReadOnlyList<SelectListItem> SkipOutcomes => [.. Outcomes.Where(outcome => outcome.Value == Steps.AcceptWord)];

    public bool IsCollector => desk.IsCollector(Assignment);
    public bool MayCheck => IsOpen && desk.MayCheck(Assignment);

    /// <summary>When the repair is due if the checker sets no date.</summary>
    public DateTimeOffset? UsualDue { get; private set; }

    public async Task<IActionResult> OnGetAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        if (IsOpened && await desk.OpenAsync(Run, Attempt, Assignment, ct))
        {
            await LoadAsync(run, step, item, ct);
        }

        Grow(FewRows);
        return Page();
    }

    /// <summary>More rows for findings; nothing is saved.</summary>
    public async Task<IActionResult> OnPostMoreAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        ModelState.Clear();
        Grow(Form.Found.Count + FewRows);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        if (IsDone("periksa"))
        {
            return Again("periksa");
        }

        var (draft, late) = (Draft(), ReadLate());
        if (ModelState.IsValid && await TryAsync(() => desk.DecideAsync(Run, Steps, Assignment, draft, late, Named("periksa"), ct)))
        {
            return Again("periksa");
        }

        Grow(FewRows);
        return Page();
    }

    private CheckDraft Draft()
    {
        List<FindingDraft> found = [];
        for (var at = 0; at < Math.Min(Form.Found.Count, SurveyLimits.Findings); at++)
        {
            var row = Form.Found[at];
            if (row.IsEmpty)
            {
                continue;
            }

            Need(!string.IsNullOrWhiteSpace(row.What), $"Form.Found[{at}].What", $"Temuan baris {at + 1}: tulis apa yang perlu diperbaiki.");
            Need(!string.IsNullOrWhiteSpace(row.Where), $"Form.Found[{at}].Where", $"Temuan baris {at + 1}: tulis di mana, misalnya tabel 2 atau halaman 4.");
            Need(!string.IsNullOrWhiteSpace(row.ToDo), $"Form.Found[{at}].ToDo", $"Temuan baris {at + 1}: tulis apa yang harus dilakukan.");
            found.Add(new(SurveyTools.Cut(row.What ?? "", SurveyLimits.Line), SurveyTools.Cut(row.Where ?? "", SurveyLimits.Line), SurveyTools.Cut(row.ToDo ?? "", SurveyLimits.Line), FindingKinds.Known(Step!, row.Kind)));
        }

        List<Verdict> verdicts = [];
        foreach (var finding in Assignment.ToConfirm)
        {
            var at = Form.Verdicts.FindIndex(one => one.No == finding.No);
            var typed = at < 0 ? null : Form.Verdicts[at];
            Need(typed?.Word is "beres" or "buka", $"Form.Verdicts[{Math.Max(at, 0)}].Word", $"Temuan {finding.No}: pilih beres atau dibuka lagi.");
            Need(typed?.Word != "buka" || !string.IsNullOrWhiteSpace(typed.Text), $"Form.Verdicts[{Math.Max(at, 0)}].Text", $"Temuan {finding.No}: tulis mengapa dibuka lagi.");
            verdicts.Add(new(finding.No, typed?.Word == "beres", SurveyTools.CutOrNone(typed?.Text, SurveyLimits.Line)));
        }

        var repair = Form.Decision == Steps.RepairWord;
        Need(Form.Decision is not null && (repair || Form.Decision == Steps.AcceptWord), "Form.Decision", "Pilih keputusan: perlu diperbaiki atau diterima.");
        Need(Form.RepairDue is null || Form.RepairDue >= survey.Today, "Form.RepairDue", "Tenggat perbaikan sudah lewat.");
        Need(Form.Note is null or { Length: <= SurveyLimits.Text }, "Form.Note", "Catatannya terlalu panjang.");
        if (ModelState.IsValid)
        {
            var any = found.Count > 0 || verdicts.Exists(verdict => !verdict.Confirmed);
            Need(!repair || any, "Form.Found[0].What", "Tulis sedikitnya satu temuan: apa, di mana, dan apa yang harus dilakukan.");
            Need(repair || !any, "Form.Decision", "Masih ada temuan. Pilih perlu diperbaiki, atau kosongkan temuannya.");
        }

        return new(repair, found, verdicts, Form.RepairDue, SurveyTools.CutOrNone(Form.Note, SurveyLimits.Text));
    }

    private void Grow(int rows)
    {
        while (Form.Found.Count < Math.Min(rows, SurveyLimits.Findings))
        {
            Form.Found.Add(new());
        }
    }

    protected override string FormName => SurveySteps.CheckForm;

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        if (Item.Length == 0)
        {
            return Redirect(Url.Content(AssignmentLinks.List(Run.Id)));
        }

        if (await assignments.FindAsync(Run.Id, Item, ct) is not { } found)
        {
            return NotFound();
        }

        if (!survey.MayRead(found))
        {
            return Forbid();
        }

        Assignment = found;
        State = AssignmentStates.Of(Run, Steps, found);
        UsualDue = Step!.Repair?.Time is { } time ? survey.Calendar.Due(time, Steps.Collection!.Clock, Now, null)?.Limit : null;
        return null;
    }

    public sealed class Input
    {
        public List<VerdictInput> Verdicts { get; set; } = [];
        public List<FindingInput> Found { get; set; } = [];
        public string? Decision { get; set; }
        public DateOnly? RepairDue { get; set; }
        public string? Note { get; set; }
    }

    public sealed class FindingInput
    {
        public string? What { get; set; }
        public string? Where { get; set; }
        public string? ToDo { get; set; }

        /// <summary>Chosen for a row that says nothing else it means nothing.</summary>
        public string? Kind { get; set; }

        public bool IsEmpty => string.IsNullOrWhiteSpace(What) && string.IsNullOrWhiteSpace(Where) && string.IsNullOrWhiteSpace(ToDo);
    }

    public sealed class VerdictInput
    {
        public int No { get; set; }
        public string? Word { get; set; }
        public string? Text { get; set; }
    }
}
