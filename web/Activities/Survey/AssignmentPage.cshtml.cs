using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>Step 4: one assignment. The officer begins, answers findings and hands in; Kasie JRS hands over, moves the date and settles.</summary>
public sealed partial class AssignmentPageModel(
    StepTools tools, SurveyTools survey, PlanDesk plans, AllocationDesk allocations, BriefingDesk briefings, AssignmentDesk desk, FieldLead lead) : SurveyPage(tools)
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public Assignment Assignment { get; private set; } = null!;
    public AssignmentState State { get; private set; }
    public override string Title => Assignment.Target;
    public override (string Style, string Words) Badge => (State.Badge(), State.Words());
    public SurveyPlan? Plan { get; private set; }
    public Briefing? Briefing { get; private set; }
    public IReadOnlyList<Staff> Officers { get; private set; } = [];

    public bool IsMine => desk.IsMine(Assignment);
    public bool WasMine => !IsMine && Assignment.Officers.Contains(survey.MyId);
    public string? HeldBy => About?.Held;
    public bool MayStart => IsMine && IsOpen && HeldBy is null && Attempt!.State == Procedures.Runs.AttemptState.Ready;
    public bool MayHandIn => IsMine && IsOpen && HeldBy is null;
    public bool MayLead => Run.IsOpen && About is { IsOpen: true } && survey.LeadsField && (IsCollecting || Assignment.Refused is not null);

    /// <summary>Whether it is still with the officer, or waits: it can be handed over and moved.</summary>
    public bool IsCollecting => About is { IsOpen: true } && Attempt is null or { IsOpen: true };

    public bool IsRepair => Assignment.ToAnswer.Any() && Assignment.Checks is [.., { Repair: true }];

    /// <summary>Whether the units need mending: on a repair they are out of sight until then.</summary>
    public bool IsNumbersWrong => IsWrong("Form.Obtained") || ModelState.Keys.Any(key => key.StartsWith("Form.NonResponse", StringComparison.Ordinal) && IsWrong(key));

    public IEnumerable<SelectListItem> OfficerChoices => Officers.Where(officer => officer.Id != Assignment.OfficerId || Assignment.GivenBack is not null).Select(officer => new SelectListItem(officer.Name, officer.Id));

    // Handing over, giving back and moving the date change the assignment too: they have their own buttons here.
    public override bool MayTake => false;

    public override bool MayGiveBack => false;

    public override bool MayHandOver => false;

    public override bool MayMove => false;

    /// <summary>What is not collected is settled, with its reason: <i>tidak diperoleh</i> or <i>batal</i>.</summary>
    public override bool MaySkip => false;

    public override bool MayResume => base.MayResume && (IsMine || survey.LeadsField);

    public override bool MayPause => base.MayPause && (IsMine || survey.LeadsField);

    public static IReadOnlyList<NonResponseReason> Reasons { get; } = Enum.GetValues<NonResponseReason>();

    public async Task<IActionResult> OnGetAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        // A repair begins from what was handed in before: only the findings are asked for.
        if (IsRepair && Assignment.HandIns is [.., var last])
        {
            Form.Obtained = last.Obtained.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Form.NonResponse = [.. Reasons.Select(reason => last.NonResponses.FirstOrDefault(one => one.Reason == reason)?.Units.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }

        return Page();
    }

    public Task<IActionResult> OnPostStartAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "mulai", () => desk.StartAsync(Run, Step!, Assignment, ct), ct);

    public async Task<IActionResult> OnPostHandInAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        if (IsDone("serah"))
        {
            return Again("serah");
        }

        await TakeFilesAsync(ct);
        var (draft, late) = (Draft(), ReadLate());
        return ModelState.IsValid && await TryAsync(() => desk.HandInAsync(Run, Step!, Assignment, draft, late, Named("serah"), ct)) ? Again("serah") : Page();
    }

    public Task<IActionResult> OnPostSurrenderAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(
        run, step, item, "kembali", () => desk.GiveBackAsync(Run, Step!, Assignment, Form.SurrenderReason, Named("kembali"), ct), ct, ("Form.SurrenderReason", Form.SurrenderReason));

    public Task<IActionResult> OnPostRefusedAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(
        run, step, item, "lapor", () => desk.RefuseAsync(Run, Step!, Assignment, Form.RefusedReason, Named("lapor"), ct), ct, ("Form.RefusedReason", Form.RefusedReason));

    public Task<IActionResult> OnPostReassignAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "alih", () =>
    {
        var officer = Officers.FirstOrDefault(one => one.Id == Form.Officer) ?? throw new Procedures.Runs.RunRuleException("Pilih petugas yang menerima penugasan ini.");
        return lead.HandOverAsync(Run, Step!, Assignment, officer, Form.ReassignReason, Named("alih"), ct);
    }, ct, ("Form.ReassignReason", Form.ReassignReason));

    public Task<IActionResult> OnPostPostponeAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "geser", () =>
        lead.MoveAsync(Run, Step!, Assignment, Form.Due ?? throw new Procedures.Runs.RunRuleException("Isi tenggat yang baru."), Form.PostponeReason, Named("geser"), ct), ct, ("Form.PostponeReason", Form.PostponeReason));

    public Task<IActionResult> OnPostNotObtainedAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "tuntas", () =>
        lead.SettleAsync(Run, Assignment, AssignmentStates.NotObtained, Form.SettleReason, Named("tuntas"), ct), ct, ("Form.SettleReason", Form.SettleReason));

    public Task<IActionResult> OnPostDropAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "tuntas", () =>
        lead.SettleAsync(Run, Assignment, AssignmentStates.Cancelled, Form.SettleReason, Named("tuntas"), ct), ct, ("Form.SettleReason", Form.SettleReason));

    public Task<IActionResult> OnPostGoOnAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "lanjut", () =>
        lead.GoOnAsync(Run, Step!, Assignment, Form.GoOnReason, Named("lanjut"), ct), ct, ("Form.GoOnReason", Form.GoOnReason));

    private async Task<IActionResult> ActAsync(string run, string step, string? item, string news, Func<Task> act, CancellationToken ct, params (string Field, string? Value)[] reasons)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        if (IsDone(news))
        {
            return Again(news);
        }

        foreach (var (field, value) in reasons)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                ModelState.AddModelError(field, "Tulis alasannya.");
            }
        }

        return ModelState.IsValid && await TryAsync(act) ? Again(news) : Page();
    }

    protected override string FormName => SurveySteps.CollectionForm;

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        if (Item.Length == 0)
        {
            return Redirect(Url.Content(AssignmentLinks.List(Run.Id)));
        }

        if (await desk.FindAsync(Run.Id, Item, ct) is not { } found)
        {
            return NotFound();
        }

        if (!survey.MayRead(found))
        {
            return Forbid();
        }

        Assignment = found;
        while (Form.NonResponse.Count < Reasons.Count)
        {
            Form.NonResponse.Add(null);
        }

        State = AssignmentStates.Of(Run, Steps, found);
        Plan = await plans.FindAsync(Run.Id, ct);
        Briefing = await briefings.FindAsync(Run.Id, ct);
        Officers = survey.LeadsField ? await allocations.OfficersAsync(ct) : [];
        return null;
    }
}
