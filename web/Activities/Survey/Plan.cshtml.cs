using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Activities.Years;
using DataPortal.Catalog;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Survey;

/// <summary>Step 1: the plan of a survey.</summary>
public sealed class PlanModel(StepTools tools, SurveyTools survey, PlanDesk desk, Regions regions, YearDesk years) : SurveyPage(tools)
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public SurveyPlan? Plan { get; private set; }

    /// <summary>Assignments are made of the plan and its allocation: a survey without them has nothing to go on with. It is cancelled instead.</summary>
    public override bool MaySkip => false;

    public bool MayWrite => IsOpen && desk.MayPlan;

    public string Place(SurveyTarget target) => target.Kecamatan is { } code ? regions.Name(code) : "–";

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (IsOpened && await survey.BeginAsync(Run, Attempt, Role.DivisionHead, ct))
        {
            await LoadAsync(run, step, null, ct);
        }

        var planned = Plan is null ? await years.OfRunAsync(run, ct) : null;
        Form = Plan is { } plan
            ? new()
            {
                Title = plan.Title,
                Year = plan.Year,
                Period = plan.Period,
                Purpose = plan.Purpose,
                Targets = TargetLines.Write(plan.Targets),
                From = plan.From,
                To = plan.To,
                InstrumentLink = plan.InstrumentLink,
            }
            : new() { Title = Run.Title, Year = planned?.Year ?? survey.Today.Year, From = planned?.From, To = planned?.To };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        await TakeFilesAsync(ct);
        var (targets, wrong) = TargetLines.Read(Form.Targets, regions, Plan?.Targets ?? []);
        if (wrong.Count == 0 && targets.Count == 0)
        {
            wrong = ["Tulis sedikitnya satu sasaran."];
        }

        if (wrong.Count > 0)
        {
            ModelState.AddModelError("Form.Targets", string.Join(" ", wrong));
        }

        var instruments = Kept.Concat(Plan?.Instruments ?? []).DistinctBy(file => file.Hash).ToList();
        if (instruments.Count == 0 && string.IsNullOrWhiteSpace(Form.InstrumentLink))
        {
            ModelState.AddModelError("Form.InstrumentLink", "Lampirkan instrumen (kuesioner, pedoman), atau tulis tautannya.");
        }

        var late = ReadLate();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var plan = new SurveyPlan
        {
            Id = Run.Id,
            Title = Form.Title!.Trim(),
            Year = Form.Year!.Value,
            Period = Form.Period?.Trim() ?? "",
            Purpose = Form.Purpose!.Trim(),
            Targets = targets,
            From = Form.From!.Value,
            To = Form.To!.Value,
            Instruments = instruments,
            InstrumentLink = SurveyTools.CutOrNone(Form.InstrumentLink, SurveyLimits.Line),
        };
        return await TryAsync(() => desk.SaveAsync(Run, Step!, plan, [.. instruments.Select(RunEvidence.Of)], late, Named("simpan"), ct)) ? Again("simpan") : Page();
    }

    protected override string FormName => SurveySteps.PlanForm;

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Plan = await desk.FindAsync(Run.Id, ct);
        return null;
    }

    public sealed class Input : IValidatableObject
    {
        public string? Title { get; set; }
        public int? Year { get; set; }
        public string? Period { get; set; }
        public string? Purpose { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? To { get; set; }
        public string? Targets { get; set; }
        public string? InstrumentLink { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > SurveyLimits.Name)
            {
                yield return new($"Tulis nama kegiatan, paling panjang {SurveyLimits.Name} huruf.", [nameof(Title)]);
            }

            if (Year is not (>= 2000 and <= 2100))
            {
                yield return new("Tulis tahun dengan empat angka.", [nameof(Year)]);
            }

            if (Period?.Length > 60)
            {
                yield return new("Tulis periode dengan singkat, misalnya Semester I.", [nameof(Period)]);
            }

            if (string.IsNullOrWhiteSpace(Purpose) || Purpose.Length > SurveyLimits.Text)
            {
                yield return new("Tulis tujuan kegiatan.", [nameof(Purpose)]);
            }

            if (From is null)
            {
                yield return new("Isi rencana tanggal mulai.", [nameof(From)]);
            }

            if (To is null)
            {
                yield return new("Isi rencana tanggal selesai.", [nameof(To)]);
            }
            else if (To < From)
            {
                yield return new("Tanggal selesai lebih awal daripada tanggal mulai.", [nameof(To)]);
            }
            else if (To.Value.Year is < 2000 or > 2100 || To.Value.DayNumber - (From?.DayNumber ?? To.Value.DayNumber) > 1100)
            {
                yield return new("Rencana paling lama tiga tahun.", [nameof(To)]);
            }
        }
    }
}
