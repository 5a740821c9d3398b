using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>Step 3: the briefing, its attendance and materials, and those who come to it later.</summary>
public sealed class BriefingPageModel(StepTools tools, SurveyTools survey, BriefingDesk desk) : SurveyPage(tools)
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public Briefing? Briefing { get; private set; }
    public IReadOnlyList<Attendee> Officers { get; private set; } = [];
    public IReadOnlyList<Attendee> Missing { get; private set; } = [];

    /// <summary>Whether the typed briefing was held before the step was ready: then its reason is asked for.</summary>
    public bool IsEarly { get; private set; }

    /// <summary>Why nothing can be recorded yet; null when it can, or was.</summary>
    public string? WaitsFor => Attempt is not null || !Run.IsOpen || Run.OpenAttempt(Steps.Allocation?.No ?? "") is not { } allocation ? null
        : allocation.Person is null ? "Briefing dicatat setelah alokasi disimpan Kabid dan diterima Kasie JRS."
        : $"Briefing dicatat setelah alokasi diterima {allocation.Person}. Briefing yang sudah berlangsung dapat dicatat sesudahnya dengan jam yang sebenarnya.";

    public bool MayRecord => IsOpen && survey.LeadsField;
    public bool MayFollowUp => Run.IsOpen && Briefing is { Skipped: null } && Missing.Count > 0 && survey.LeadsField;
    public IEnumerable<SelectListItem> OfficerChoices => Officers.Select(person => new SelectListItem(person.Name, person.Id));
    public IEnumerable<SelectListItem> MissingChoices => Missing.Select(person => new SelectListItem(person.Name, person.Id));

    /// <summary>How many assignments of a person are held.</summary>
    public int Held(string personId) => Run.Items.Count(item => item.IsOpen && item.PersonId == personId && item.Held is not null);

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        Form.Day = survey.Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (IsDone("catat"))
        {
            return Again("simpan");
        }

        await TakeFilesAsync(ct);
        var (from, to) = Times();
        if (from != default && Attempt is { IsOpen: true } open && BriefingDesk.IsEarly(open, from))
        {
            IsEarly = true;
            Need(!string.IsNullOrWhiteSpace(Form.Early), "Form.Early", BriefingDesk.EarlyWords(open));
        }

        Need(Form.Present.Any(id => Officers.Any(person => person.Id == id)), "Form.Present", "Pilih sedikitnya satu orang yang hadir.");
        Need(Kept.Count > 0 || !string.IsNullOrWhiteSpace(Form.Link), "Form.Link", "Lampirkan bahan (pedoman, kuesioner), atau tulis tautannya.");
        return ModelState.IsValid && await TryAsync(() => desk.RecordAsync(
            Run, Step!, new(from, to, Form.Place!.Trim(), Form.Present, SurveyTools.CutOrNone(Form.Link, SurveyLimits.Line), SurveyTools.CutOrNone(Form.Notes, SurveyLimits.Text), SurveyTools.CutOrNone(Form.Early, SurveyLimits.Line)), Kept, Officers, Named("catat"), ct))
            ? Again("simpan") : Page();
    }

    public async Task<IActionResult> OnPostFollowUpAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        var (from, to) = Times();
        var person = Person(Form.Person, "Form.Person");
        return ModelState.IsValid && await TryAsync(() => desk.FollowUpAsync(Run, person!, from, to, Form.Place!.Trim(), SurveyTools.CutOrNone(Form.Notes, SurveyLimits.Text), Named("susulan"), ct)) ? Again("susulan") : Page();
    }

    public async Task<IActionResult> OnPostWaiveAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        var person = Person(Form.Waived, "Form.Waived");
        Need(!string.IsNullOrWhiteSpace(Form.Reason), "Form.Reason", "Tulis alasannya.");
        return ModelState.IsValid && await TryAsync(() => desk.WaiveAsync(Run, person!, Form.Reason, Named("izin"), ct)) ? Again("simpan") : Page();
    }

    private (DateTimeOffset From, DateTimeOffset To) Times()
    {
        Need(Form.Day is not null, "Form.Day", "Isi tanggal briefing.");
        Need(Form.From is not null, "Form.From", "Isi jam mulai, misalnya 09:00.");
        Need(Form.To is not null, "Form.To", "Isi jam selesai, misalnya 09:30.");
        Need(Form.To is null || Form.From is null || Form.To > Form.From, "Form.To", "Jam selesai harus sesudah jam mulai.");
        Need(Form.Place?.Trim() is { Length: > 0 and <= SurveyLimits.Name }, "Form.Place", "Tulis tempat briefing.");
        if (Form.Day is not { } day || Form.From is not { } first || Form.To is not { } last)
        {
            return default;
        }

        var (from, to) = (SurveyTools.At(day, first), SurveyTools.At(day, last));
        Need(to <= Now, "Form.To", "Briefing dicatat setelah selesai; jam selesai ini masih di masa depan.");
        return (from, to);
    }

    protected override (Func<Run, IEnumerable<RunEvent>> Before, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>> Also)? Skipping
    {
        get
        {
            var (events, documents) = desk.Skipping(Run.Id, Acts.SkipReason?.Trim() is { Length: > 0 } why ? SurveyTools.Cut(why, SurveyLimits.Line) : "dilewati", Named("lewat"));
            return (events, (_, attempt) => documents(attempt));
        }
    }

    private Attendee? Person(string? id, string field)
    {
        var person = Missing.FirstOrDefault(one => one.Id == id);
        Need(person is not null, field, "Pilih orangnya.");
        return person;
    }

    protected override string FormName => SurveySteps.BriefingForm;

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Briefing = await desk.FindAsync(Run.Id, ct);
        Officers = BriefingDesk.Officers(Run);
        Missing = BriefingDesk.Missing(Run, Briefing);
        return null;
    }

    public sealed class Input
    {
        public string? Person { get; set; }

        /// <summary>Who may begin without a briefing.</summary>
        public string? Waived { get; set; }
        public DateOnly? Day { get; set; }
        public TimeOnly? From { get; set; }
        public TimeOnly? To { get; set; }
        public string? Place { get; set; }
        public List<string> Present { get; set; } = [];
        public string? Link { get; set; }
        public string? Notes { get; set; }

        /// <summary>Why it was held before the step was ready.</summary>
        public string? Early { get; set; }
        public string? Reason { get; set; }
    }
}
