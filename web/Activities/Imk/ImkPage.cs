using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Imk;

/// <summary>What every page of an IMK survey needs, in one parameter.</summary>
public sealed record ImkTools(StepTools Step, ImkDesk Desk, ImkField Field);

/// <summary>A page of one step of an IMK survey. Its forms share one <c>Form</c>; each handler looks at its own part.</summary>
public abstract class ImkPage(ImkTools tools) : StepPage(tools.Step)
{
    private string? _said;

    public ImkSurvey Survey { get; private set; } = null!;

    /// <summary>The document's steps by their forms.</summary>
    public ImkSteps Steps { get; private set; } = null!;

    /// <summary>What was just done, in words; null when nothing was.</summary>
    public override string? Told => _said ?? ActSaid;

    public DateOnly Today => Show.Day(Now);

    /// <summary>Whether the step is ready or being worked on, and this person may do it.</summary>
    public bool IsDoable => MayDo && Attempt is { IsDoable: true } && Run.IsOpen;

    public bool MayStart => IsDoable && Attempt is { State: AttemptState.Ready };

    /// <summary>A step done in detail ends with its sub-run, but for a decision on what that found.</summary>
    public bool MayFinish => IsDoable && Attempt is { State: AttemptState.Started } && Child is not { IsOpen: true };

    /// <summary>The form itself takes times that lie back: a late entry without it would leave its lists empty.</summary>
    public override bool MayEnterLate => false;

    /// <summary>Whether lists of the step may still be changed.</summary>
    public bool IsKept => MayDo && Run.IsOpen;

    public WorkingCalendar Calendar => Tools.Calendar;

    /// <summary>Of <i>Kelengkapan</i>: what the form says is there.</summary>
    [BindProperty]
    public List<string>? Ticks { get; set; }

    /// <summary><i>Kelengkapan</i>, entry by entry; none where a document of its own says the step (§5.3).</summary>
    public IReadOnlyList<string> Requisites => AsksRequisites ? StepWork.Requisites(Step!) : [];

    /// <summary>Whether the document's own words are the checklist of the step.</summary>
    protected virtual bool AsksRequisites => Sub is null;

    /// <summary>What was ticked, and the files kept with it, for the log.</summary>
    protected IReadOnlyList<string> TickEvidence => [.. Survey.Ticks.Where(tick => tick.Step == Step!.No && Requisites.Contains(tick.Words))
        .SelectMany(tick => tick.File is { } file ? new[] { RunEvidence.Tick(tick.Words), RunEvidence.Of(file) } : [RunEvidence.Tick(tick.Words)])];

    protected ImkDesk Imk => tools.Desk;

    protected ImkField Field => tools.Field;

    /// <summary>Words of what was done, by the key the address carries.</summary>
    protected virtual string? Saying(string key) => null;

    public async Task<IActionResult> OnPostKelengkapanAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (!IsDoable)
        {
            ModelState.AddModelError("", "Langkah ini sudah selesai atau ditunda; centangnya tidak diubah.");
            Fill();
            return Page();
        }

        Dictionary<string, FileReference> files = new(StringComparer.Ordinal);
        for (var at = 0; at < Requisites.Count; at++)
        {
            if (Request.Form.Files.GetFile($"Berkas.{at}") is not { Length: > 0 } sent)
            {
                continue;
            }

            var (taken, wrong) = await Tools.Attachments.TakeAsync([], [sent], Tools.Options.Value.ForFiles, null, ct);
            wrong.ToList().ForEach(message => ModelState.AddModelError($"Berkas.{at}", message));
            if (taken.Count > 0)
            {
                files[Requisites[at]] = taken[0];
            }
        }

        // What could be taken is kept: a file refused loses neither the others nor the ticks.
        if (await TryAsync(() => Imk.TickAsync(Run.Id, Step!, [.. Ticks ?? []], files, ct)) && ModelState.IsValid)
        {
            return Done("kelengkapan");
        }

        if (await OpenAsync(run, step, ct) is { } again)
        {
            return again;
        }

        Fill();
        return Page();
    }

    /// <summary>Puts into the forms what is kept already.</summary>
    protected virtual void Fill()
    {
    }

    /// <summary>Whether every entry of <i>Kelengkapan</i> is ticked; what is missing stands above the form by name.</summary>
    protected bool HasRequisites()
    {
        List<string> missing = [.. Requisites.Where(words => !Survey.HasTick(Step!.No, words))];
        if (missing.Count > 0)
        {
            ModelState.AddModelError("", $"Kelengkapan belum dicentang: {string.Join(", ", missing)}.");
        }

        return missing.Count == 0;
    }

    /// <summary>Loads the run, its step and what is kept beside it. Null when all is well; else the answer.</summary>
    protected async Task<IActionResult?> OpenAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        await ReadAsync(ct);
        if (!HttpMethods.IsPost(Request.Method))
        {
            return null;
        }

        if (!MayDo)
        {
            return Forbid();
        }

        if (Run.IsOpen)
        {
            return null;
        }

        // What ended the run, sent twice, was done; anything else comes too late: its lists are what the run ended with.
        if (Run.HasSeen("selesai/" + Nonce))
        {
            return ToRun();
        }

        ModelState.AddModelError("", new RunClosedException(Run).Message);
        return Page();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        Steps = new(Procedure);
        Survey = await Imk.FindAsync(Run.Id, ct);
        _said = Request.Query["pesan"].FirstOrDefault() is { } key ? key == "kelengkapan" ? "Kelengkapan disimpan." : Saying(key) : null;
    }

    /// <summary>Starts the step; where a document says it in detail, with a run of that.</summary>
    protected async Task<IActionResult> BeginAsync(IReadOnlyList<string> evidence, CancellationToken ct)
    {
        if (Sub is { } sub && !await TryAsync(() => Tools.SubRuns.CheckAsync(Run, sub, ct)))
        {
            return Page();
        }

        IReadOnlyList<string> all = Sub is null ? evidence : [.. evidence, Procedures.Runs.Attempt.ChildEvidence + Nonce];
        var detail = Sub;
        return !await DoAsync(
            _ => new Start { Id = "mulai/" + Nonce, At = default, Step = Step!.No, Evidence = all }, ct,
            also: detail is null ? null : (after, attempt) => Tools.SubRuns.OpeningAsync(after.Run, Step!, Item, detail, Nonce!, attempt)) ? Page()
            : detail is null ? Back("mulai") : Redirect(Url.Content(RunLinks.Run(Nonce!)));
    }

    /// <summary>Finishes the step, now or at the earlier moment the form says (<i>catat susulan</i>), and goes to the run.</summary>
    protected async Task<IActionResult> FinishAsync(
        IReadOnlyList<string> evidence, CancellationToken ct, string? outcome = null, IReadOnlyList<string>? findings = null, IReadOnlyList<string>? kinds = null, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>>? also = null)
    {
        var (id, late) = ("selesai/" + Nonce, Wib(Acts.LateDone));
        if (late is not null && Typed(Acts.LateReason) is null)
        {
            ModelState.AddModelError("Acts.LateReason", "Tulis mengapa baru dicatat sekarang.");
        }

        return ModelState.IsValid && await DoAsync(
            _ => late is { } done
                ? new EnterLater { Id = id, At = default, Step = Step!.No, Done = done, Outcome = outcome, Findings = findings ?? [], Kinds = kinds ?? [], Evidence = evidence, Reason = Typed(Acts.LateReason) }
                : new Complete { Id = id, At = default, Step = Step!.No, Outcome = outcome, Findings = findings ?? [], Kinds = kinds ?? [], Evidence = evidence },
            ct, also: also) ? ToRun() : Page();
    }

    protected void Wrong(string field, string message) => ModelState.AddModelError("Form." + field, message);

    /// <summary>A letter's number and date, looked at; what is wrong stands at the fields.</summary>
    protected bool IsLetter(string? number, DateOnly? date, string numberField, string dateField)
    {
        if (string.IsNullOrWhiteSpace(number) || number.Length > ImkLimits.Name)
        {
            Wrong(numberField, $"Tulis nomor surat, paling banyak {ImkLimits.Name} huruf.");
        }

        if (date is null)
        {
            Wrong(dateField, "Pilih tanggal surat.");
        }
        else if (date > Today)
        {
            Wrong(dateField, "Tanggal surat belum tiba.");
        }

        return ModelState.IsValid;
    }

    /// <summary>Back to the step after something was done.</summary>
    protected RedirectResult Done(string said) => Redirect(Url.Content(RunLinks.Step(Run.Id, Step!)) + "?pesan=" + said);

    /// <summary>On, after the step was done: to the run, which shows what is next.</summary>
    protected RedirectResult ToRun() => Redirect(Url.Content(RunLinks.Run(Run.Id)));
}
