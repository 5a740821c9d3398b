using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities;

/// <summary>What may be done to any step, whatever form it is done with (procedures.md §1.3, §1.5): each is one button or one small form of <c>_StepActs</c>.</summary>
public abstract partial class StepPage
{
    [BindProperty]
    public StepActs Acts { get; set; } = new();

    /// <summary>Whether a colleague has the step in hand, and the person is nobody who leads them.</summary>
    public bool IsWithOther => Attempt is { IsOpen: true, PersonId: { } holder } && holder != Rights.PersonId && !Rights.Leads(Run) && Rights.StandsInFor(holder, RunRights.RoleOf(Procedure, Step!)) is null;

    protected static string TakenBy(Attempt attempt) => $"Langkah ini sudah diambil {attempt.Person}.";

    /// <summary>Whether the step can be taken: it is nobody's, and of the person's work.</summary>
    public virtual bool MayTake => Attempt is { IsOpen: true, PersonId: null } && MayDo;

    public virtual bool MayGiveBack => Attempt is { IsOpen: true, PersonId: { } person } && (person == Rights.PersonId || Rights.Leads(Run));

    public virtual bool MayHandOver => Attempt is { IsOpen: true } && (Attempt.PersonId == Rights.PersonId || Rights.Leads(Run)) && Colleagues.Any(one => one.Id != Attempt.PersonId);

    /// <summary>Whether its clock is a promise to the public: only a head lets it stand (§1.2).</summary>
    public bool IsPromise => Step is { Standard: not null, Clock: WorkClock.Service or WorkClock.Elapsed };

    public virtual bool MayPause => Attempt is { State: AttemptState.Started } && MayDo && (!IsPromise || Rights.IsHead);

    public virtual bool MayResume => Attempt is { State: AttemptState.Paused } && MayDo;

    public virtual bool MaySkip => Attempt is { IsOpen: true } && (Step!.MayBeSkipped ? MayDo : Rights.IsHead);

    /// <summary>Outcomes a skipped decision may have.</summary>
    public virtual IReadOnlyList<SelectListItem> SkipOutcomes => Outcomes;

    public virtual bool MayMove => Attempt is { IsOpen: true } && Rights.Leads(Run);

    /// <summary>Whether the step may be entered as done on paper. A form whose documents a late entry would leave empty says no.</summary>
    public virtual bool MayEnterLate => Attempt is { State: AttemptState.Ready or AttemptState.Started } && MayDo && !IsWithOther;

    /// <summary>Whether what was done may be done again: by somebody above who did it; who exactly did it is asked when it is tried.</summary>
    public bool MayReopen => Run.State != RunState.Cancelled && Attempt is { State: AttemptState.Done or AttemptState.Skipped } && Rights.IsAbove(RunRights.RoleOf(Procedure, Step!));

    /// <summary>Whether the partial has anything to show.</summary>
    public bool HasActs => MayOpenChild || MayTake || MayGiveBack || MayHandOver || MayPause || MayResume || MaySkip || MayMove || MayEnterLate || MayReopen;

    /// <summary>Opens the run in detail that the log names and that is not there.</summary>
    public async Task<IActionResult> OnPostChildAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        return Child is { } there ? Redirect(Url.Content(RunLinks.Run(there.Id)))
            : MayOpenChild ? Redirect(Url.Content(RunLinks.Run((await Tools.SubRuns.OpenAsync(Run, Step!, Item, Sub!, Attempt!.Child!, ct)).Id)))
            : Forbid();
    }

    public Task<IActionResult> OnPostTakeAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "ambil", () => MayTake,
        id => now => now.OpenAttempt(step, Item) is { PersonId: { } taken } other && taken != Rights.PersonId
            ? throw new RunRuleException(TakenBy(other))
            : new Assign { Id = id, At = default, Step = step, Item = Item, PersonId = Rights.PersonId, Person = Rights.Person }, ct);

    public Task<IActionResult> OnPostGiveBackAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "kembali", () => MayGiveBack,
        id => _ => new Assign { Id = id, At = default, Step = step, Item = Item }, ct);

    public Task<IActionResult> OnPostHandOverAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "alih", () => MayHandOver, id =>
    {
        var to = Colleagues.FirstOrDefault(one => one.Id == Acts.HandTo);
        Need(to is not null, "Acts.HandTo", "Pilih kepada siapa langkah ini dialihkan.");
        return _ => new Assign { Id = id, At = default, Step = step, Item = Item, PersonId = to!.Id, Person = to.Name, Reason = Typed(Acts.HandReason) };
    }, ct);

    public Task<IActionResult> OnPostPauseAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "tunda", () => MayPause, id =>
    {
        Need(Enum.TryParse<PauseReason>(Acts.PauseWhy, out var why) && Enum.IsDefined(why), "Acts.PauseWhy", "Pilih apa yang ditunggu.");
        return _ => new PauseStep { Id = id, At = default, Step = step, Item = Item, Why = why, Reason = Typed(Acts.PauseNote) };
    }, ct, asHead: () => IsPromise);

    public Task<IActionResult> OnPostResumeAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "lanjut", () => MayResume,
        id => _ => new Resume { Id = id, At = default, Step = step, Item = Item }, ct);

    public Task<IActionResult> OnPostSkipAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "lewat", () => MaySkip, id =>
    {
        Need(Step!.MayBeSkipped || Typed(Acts.SkipReason) is not null, "Acts.SkipReason", "Tulis alasan langkah ini dilewati.");
        Need(!IsDecision || SkipOutcomes.Any(known => known.Value == Acts.SkipOutcome), "Acts.SkipOutcome", "Pilih ke mana kegiatan berlanjut.");
        return _ => new Skip { Id = id, At = default, Step = step, Item = Item, Outcome = IsDecision ? Acts.SkipOutcome : null, Reason = Typed(Acts.SkipReason) };
    }, ct, asHead: () => !Step!.MayBeSkipped, with: () => Skipping);

    public Task<IActionResult> OnPostMoveAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "geser", () => MayMove, id =>
    {
        Need(Acts.MoveDue is not null, "Acts.MoveDue", "Tulis tanggal tenggat yang baru.");
        Need(Typed(Acts.MoveReason) is not null, "Acts.MoveReason", "Tulis alasan tenggat digeser; nomor surat bila ada.");
        return _ => new Move { Id = id, At = default, Step = step, Item = Item, Due = Closing(Acts.MoveDue!.Value), Reason = Typed(Acts.MoveReason) };
    }, ct);

    public Task<IActionResult> OnPostLateAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "susulan", () => MayEnterLate, id =>
    {
        Need(Acts.LateDone is not null, "Acts.LateDone", "Tulis kapan langkah ini selesai.");
        Need(Typed(Acts.LateReason) is not null, "Acts.LateReason", "Tulis mengapa baru dicatat sekarang.");
        Need(!IsDecision || Known(Acts.LateOutcome), "Acts.LateOutcome", "Pilih keputusannya.");
        var findings = StepActs.Lines(Acts.LateFindings);
        Need(!IsDecision || findings.Count > 0 || !Step!.Next.Outcomes.Any(outcome => outcome.Word == Acts.LateOutcome && IsBack(outcome)), "Acts.LateFindings", "Tulis sedikitnya satu temuan: apa yang harus diperbaiki.");
        return _ => new EnterLater
        {
            Id = id,
            At = default,
            Step = step,
            Item = Item,
            Started = Wib(Acts.LateStarted),
            Done = Wib(Acts.LateDone)!.Value,
            Outcome = IsDecision ? Acts.LateOutcome : null,
            Findings = IsDecision ? findings : [],
            Kinds = IsDecision && Acts.LateKind is { } kind ? [.. findings.Select(_ => kind)] : [],
            Reason = Typed(Acts.LateReason),
            Evidence = Typed(Acts.LateNote) is { } note ? [RunEvidence.Note(note)] : [],
        };
    }, ct);

    public Task<IActionResult> OnPostReopenAsync(string run, string step, string? item, CancellationToken ct) => ActAsync(run, step, item, "buka", () => MayReopen, async id =>
    {
        var doer = (await Tools.Store.ListAsync(RunQueries.Log(Run.Id), ct)).LastOrDefault(mark =>
            mark.Mark is Mark.Done or Mark.Skipped && mark.Step == step && mark.Attempt == Attempt!.Number && (mark.Item == Item || (Item.Length == 0 && mark.Item == Run.Id)));
        if (!Rights.IsAbove(doer?.Role ?? RunRights.RoleOf(Procedure, Step!)))
        {
            throw new RunRuleException("Hanya peran di atas yang mengerjakan langkah ini yang dapat membukanya kembali.");
        }

        Need(Typed(Acts.ReopenReason) is not null, "Acts.ReopenReason", "Tulis mengapa langkah ini dibuka kembali.");
        return _ => new Reopen { Id = id, At = default, Step = step, Item = Item, Reason = Typed(Acts.ReopenReason) };
    }, ct, asHead: () => true);

    /// <summary>What a skip takes along in its commit: what waited for the step waits no longer.</summary>
    protected virtual (Func<Run, IEnumerable<RunEvent>> Before, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>> Also)? Skipping => null;

    /// <summary>What the page shows besides the run, for an act that was not done: pages with more to show override it.</summary>
    protected virtual Task ReadAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>A moment typed in the office's own time.</summary>
    protected static DateTimeOffset? Wib(DateTime? typed) => typed is { } moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Unspecified), Show.Jakarta.BaseUtcOffset) : null;

    private Task<IActionResult> ActAsync(string run, string step, string? item, string said, Func<bool> may, Func<string, Func<Run, RunEvent>> make, CancellationToken ct, Func<bool>? asHead = null,
        Func<(Func<Run, IEnumerable<RunEvent>> Before, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>> Also)?>? with = null) =>
        ActAsync(run, step, item, said, may, id => Task.FromResult(make(id)), ct, asHead, with);

    private async Task<IActionResult> ActAsync(string run, string step, string? item, string said, Func<bool> may, Func<string, Task<Func<Run, RunEvent>>> make, CancellationToken ct, Func<bool>? asHead = null,
        Func<(Func<Run, IEnumerable<RunEvent>> Before, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>> Also)?>? with = null)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        // The page's own form was not sent with this one: what is missing in it is no mistake here.
        foreach (var name in ModelState.Keys.Where(name => !name.StartsWith("Acts.", StringComparison.Ordinal)).ToList())
        {
            ModelState.Remove(name);
        }

        var id = $"{said}/{Nonce}";
        if (!may())
        {
            // Sent twice, or somebody was faster: what is true now is shown. Who may never do it is refused.
            return Run.HasSeen(id) ? Back(said) : await RefusedAsync(ct);
        }

        try
        {
            var happened = await make(id);
            var along = with?.Invoke();
            if (ModelState.IsValid && await DoAsync(happened, ct, asHead?.Invoke() ?? false, along?.Also, along?.Before))
            {
                return Back(said);
            }
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
        }

        await ReadAsync(ct);
        return Page();
    }

    private async Task<IActionResult> RefusedAsync(CancellationToken ct)
    {
        if (!MayDo && !Rights.Leads(Run))
        {
            return Forbid();
        }

        ModelState.AddModelError("", Attempt is { IsOpen: false } settled
            ? new StepSettledException(settled).Message
            : IsWithOther ? TakenBy(Attempt!)
            : "Itu tidak dapat dilakukan: keadaan langkah ini sudah berubah, atau memerlukan peran lain. Di bawah ini keadaannya sekarang.");
        await ReadAsync(ct);
        return Page();
    }

    private bool Known(string? outcome) => Step!.Next.Outcomes.Any(known => known.Word == outcome);
}
