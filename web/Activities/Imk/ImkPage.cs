using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Imk;

/// <summary>What every page of an IMK survey needs, in one parameter.</summary>
public sealed record ImkTools(StepTools Step, ImkDesk Desk, ImkField Field, SubRuns SubRuns);

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

    /// <summary>The document that says this step in detail; null while there is none.</summary>
    public Procedure? Sub => Step?.Sub is { } sub ? Tools.Library.Find(sub) : null;

    /// <summary>The run that does this step in detail; null when none does.</summary>
    public Run? Child { get; private set; }

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

    protected ImkDesk Imk => tools.Desk;

    protected ImkField Field => tools.Field;

    /// <summary>Words of what was done, by the key the address carries.</summary>
    protected virtual string? Saying(string key) => null;

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
        _said = Request.Query["pesan"].FirstOrDefault() is { } key ? Saying(key) : null;
        Child = Attempt?.Child is { } child ? await Desk.FindAsync(child, ct) : null;
        if (Attempt is { State: AttemptState.Started, Child: { } lost } && Child is null && Sub is not null && Run.IsOpen)
        {
            // The step was started and the portal stopped before its sub-run was opened: it is opened now, under the name the log has.
            Child = await tools.SubRuns.OpenAsync(Run, Step!, Item, Sub, lost, ct);
        }
    }

    /// <summary>Starts the step; where a document says it in detail, with a run of that.</summary>
    protected async Task<IActionResult> BeginAsync(IReadOnlyList<string> evidence, CancellationToken ct)
    {
        if (Sub is { } sub && !await TryAsync(() => tools.SubRuns.CheckAsync(Run, sub, ct)))
        {
            return Page();
        }

        IReadOnlyList<string> all = Sub is null ? evidence : [.. evidence, Procedures.Runs.Attempt.ChildEvidence + Nonce];
        if (!await DoAsync(_ => new Start { Id = "mulai/" + Nonce, At = default, Step = Step!.No, Evidence = all }, ct))
        {
            return Page();
        }

        return Sub is null ? Back("mulai") : Redirect(Url.Content(RunLinks.Run((await tools.SubRuns.OpenAsync(Run, Step!, Item, Sub, Nonce!, ct)).Id)));
    }

    /// <summary>Finishes the step, now or at the earlier moment the form says (<i>catat susulan</i>), and goes to the run.</summary>
    protected async Task<IActionResult> FinishAsync(
        IReadOnlyList<string> evidence, CancellationToken ct, string? outcome = null, IReadOnlyList<string>? findings = null, IReadOnlyList<string>? kinds = null, Func<Advanced, CancellationToken, Task<IReadOnlyList<Storage.Change>>>? also = null)
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

    /// <summary>Does something the desk may refuse; a refusal becomes a sentence above the form.</summary>
    protected async Task<bool> TryAsync(Func<Task> act, string field = "")
    {
        try
        {
            await act();
            return true;
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError(field, broken.Message);
            return false;
        }
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
