using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Shared.Forms;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Activities;

/// <summary>Configuration section <c>Activities</c>.</summary>
public sealed class ActivityOptions
{
    public const string Section = "Activities";

    /// <summary>Files of one form.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 20)] public int Files { get; init; } = 10;

    /// <summary>Megabytes (powers of 1,000) of one file.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, 50)] public int FileMegabytes { get; init; } = 10;

    public AttachmentLimits ForFiles => new(Files, FileMegabytes * 1_000_000L);
}

/// <summary>What every page of a step needs, in one parameter.</summary>
public sealed record StepTools(
    RunDesk Desk, RunRights Rights, Attachments Attachments, IDocumentStore Store, ProcedureLibrary Library, WorkingCalendar Calendar, IOptions<ActivityOptions> Options, TimeProvider Clock, SubRuns SubRuns);

/// <summary>
/// A page on which one step is done: the generic checklist and the forms of the surveys. With it come what stands above the form (partial <c>_StepHead</c>), evidence files
/// (<c>_EvidenceFiles</c>) and what may be done to any step (<c>_StepActs</c>, in the other part of this class).
/// </summary>
[RequestSizeLimit(210_000_000), RequestFormLimits(MultipartBodyLengthLimit = 210_000_000)]
public abstract partial class StepPage(StepTools tools) : RunPage(tools.Desk, tools.Rights, tools.Clock)
{
    /// <summary>Files sent with this turn of the form.</summary>
    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    /// <summary>Signed references to files sent with earlier turns; one whose box is cleared is left out.</summary>
    [BindProperty]
    public List<string>? KeptFiles { get; set; }

    /// <summary>All files of the form, after <see cref="TakeFilesAsync"/>.</summary>
    public IReadOnlyList<FileReference> Kept { get; private set; } = [];

    /// <summary>The files as evidence of the step.</summary>
    public IReadOnlyList<string> FileEvidence => [.. Kept.Select(RunEvidence.Of)];

    public string FileHint => $"PDF, gambar, Excel, Word, OpenDocument, CSV, atau teks; paling banyak {Limits.Count} berkas, masing-masing {Show.Size(Limits.Bytes)}";

    /// <summary>The document that says this step in detail, in the version in force; null while there is none.</summary>
    public Procedure? Sub => Step?.Sub is { } id ? tools.Library.Find(id) : null;

    /// <summary>The run that does this step in detail; null when none does.</summary>
    public Run? Child { get; private set; }

    /// <summary>Whether the log names a run in detail that is not there: it can be opened again under its name.</summary>
    public bool MayOpenChild => Child is null && Attempt is { State: AttemptState.Started, Child: not null } && Sub is not null && Run.IsOpen && MayDo;

    /// <summary>Who could be given the step: holders of its role.</summary>
    public IReadOnlyList<Staff> Colleagues { get; private set; } = [];

    /// <summary>What an earlier decision sent back to be repaired with this attempt.</summary>
    public IReadOnlyList<string> SentBack => Attempt is null ? [] : RunWords.SentBack(Procedure, Run, Attempt);

    public DueStanding? Due => Attempt is null ? null : RunWords.Due(tools.Calendar, Step!, Attempt, Now);

    /// <summary>Earlier doings of this step for this item, the latest first.</summary>
    public IEnumerable<Attempt> Earlier => Run.Attempts.Where(other => other.Step == Step!.No && other.Item == Item && other.Number != Attempt?.Number).Reverse();

    public bool IsDecision => Step!.Next.Kind == NextKind.Decision;

    /// <summary>The words of the decision, as choices.</summary>
    public IReadOnlyList<SelectListItem> Outcomes => [.. Step!.Next.Outcomes.Select(outcome => new SelectListItem(
        $"{outcome.Word}: {(outcome.Step is not { } no ? "selesai" : IsBack(outcome) ? $"kembali ke langkah {no}" : $"lanjut ke langkah {no}")}", outcome.Word))];

    /// <summary>The kinds of findings of this decision, as choices.</summary>
    public IReadOnlyList<SelectListItem> KindOptions => [.. FindingKinds.Of(Step!).Select(kind => new SelectListItem(kind, kind))];

    public IReadOnlyList<SelectListItem> PauseReasons { get; } = [.. Enum.GetValues<PauseReason>().Select(why => new SelectListItem(RunWords.Of(why), why.ToString()))];

    /// <summary>Breadcrumbs of the page.</summary>
    public (string Text, string Href)[] Crumbs => [("Kegiatan", RunLinks.List), (Run.Title, RunLinks.Run(Run.Id))];

    public string Heading => $"Langkah {Step!.No}: {Step.Activity.TrimEnd('.')}";

    /// <summary>What was done a moment ago, in a sentence; null on a page that was only opened. Forms with words of their own say those.</summary>
    public virtual string? Told => ActSaid;

    /// <summary>The title on the page.</summary>
    public virtual string Title => (About is { } place ? place.Title + ": " : "") + Heading;

    /// <summary>Where the step stands: the style of its badge, and its word.</summary>
    public virtual (string Style, string Words) Badge => (RunWords.Badge(Attempt, Now), Attempt is null ? "belum sampai" : RunWords.State(Attempt.State));

    /// <summary>Whether the head of the page lists actor, standard and evidence; a form that shows its own documents leaves them out.</summary>
    public virtual bool HasFacts => true;

    /// <summary>Where the run goes on, once this step is behind it; before it is reached, what it waits for.</summary>
    public IReadOnlyList<NextStep> Next => Attempt is { IsOpen: true } ? [] : NextSteps.Of(Run, Procedure, Rights);

    /// <summary>What was done by the acts every step has.</summary>
    protected string? ActSaid => Request.Query["pesan"].ToString() switch
    {
        "mulai" => "Langkah ini dimulai.",
        "selesai" => "Langkah ini selesai.",
        "ambil" => "Langkah ini sekarang di tangan Anda.",
        "kembali" => "Langkah ini dikembalikan; siapa pun yang berperan dapat mengambilnya.",
        "alih" => "Langkah ini dialihkan.",
        "tunda" => "Langkah ini ditunda; waktunya berhenti.",
        "lanjut" => "Langkah ini dilanjutkan.",
        "lewat" => "Langkah ini dilewati.",
        "geser" => "Tenggatnya digeser.",
        "susulan" => "Catatan susulan disimpan.",
        "buka" => "Langkah ini dibuka kembali.",
        "simpan" => "Tersimpan.",
        _ => null,
    };

    /// <summary>The form the page is (reading <c>Formulir</c>); null: the checklist of the document's own words.</summary>
    protected abstract string? FormName { get; }

    protected StepTools Tools => tools;

    private AttachmentLimits Limits => tools.Options.Value.ForFiles;

    public string Sign(FileReference file) => tools.Attachments.Sign(file);

    /// <summary>The closing hour of a day: when something due on that date is due.</summary>
    public DateTimeOffset Closing(DateOnly day) => tools.Calendar.ClosingOf(day);

    /// <summary>Whether an outcome sends work back to this row or an earlier one: it needs findings (§1.4).</summary>
    public bool IsBack(Outcome outcome) =>
        outcome.Step is { } no && Procedure.Steps.ToList().FindIndex(step => step.No == no) <= Procedure.Steps.ToList().FindIndex(step => step.No == Step!.No);

    protected override async Task<IActionResult?> LoadAsync(string run, string? step, string? item, CancellationToken ct)
    {
        var answer = await base.LoadAsync(run, step, item, ct);
        if (answer is null && Step?.Form != FormName)
        {
            // A step with a form of its own is done there, and nowhere else: no button of another page does it past what its form asks.
            return FormName is null ? Redirect(Url.Content(RunLinks.Step(Run.Id, Step!, Item))) : NotFound();
        }

        Child = answer is null && Attempt?.Child is { } child ? await Desk.FindAsync(child, ct) : null;
        if (answer is null && Step is not null && RunRights.RoleOf(Procedure, Step) is { } role)
        {
            Colleagues = await tools.Store.ListAsync(StaffQueries.Holding(role).Top(200), ct);
        }

        return answer;
    }

    /// <summary>Does something a use case may refuse; a refusal becomes a sentence above the form, or at a field, and what was typed stays.</summary>
    protected async Task<bool> TryAsync(Func<Task> act, string field = "")
    {
        try
        {
            await act();
            return true;
        }
        catch (RunRuleException broken)
        {
            foreach (var fault in broken is Survey.AllocationFaultyException { Faults: var faults } ? faults : [broken.Message])
            {
                ModelState.AddModelError(field, fault);
            }

            return false;
        }
    }

    /// <summary>Begins the form with files kept before.</summary>
    protected void Carry(IReadOnlyList<FileReference>? files) => Kept = files ?? [];

    /// <summary>Keeps what was sent, before anything else of the form is looked at: a mistake elsewhere loses no upload. What is wrong with a file stands at the field.</summary>
    /// <returns>Whether every file was taken.</returns>
    protected async Task<bool> TakeFilesAsync(CancellationToken ct)
    {
        var (files, wrong) = await tools.Attachments.TakeAsync(tools.Attachments.Read(KeptFiles), Files, Limits, null, ct);
        Kept = files;
        foreach (var message in wrong)
        {
            ModelState.AddModelError(nameof(Files), message);
        }

        return wrong.Count == 0;
    }

    /// <summary>After an act: the page of the step again, saying what was done.</summary>
    /// <param name="said">A word of <see cref="ActSaid"/>.</param>
    protected RedirectResult Back(string said) => Redirect(Url.Content(RunLinks.Step(Run.Id, Step!, Item)) + "?pesan=" + said);
}
