using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>What is done at one step of one item.</summary>
internal sealed partial class RunAdvance
{
    private void DoStep(StepEvent happening, ProcedureStep step)
    {
        var (no, item) = (step.No, happening.Item);
        if (happening is Reopen)
        {
            ReopenStep(step, item);
            return;
        }

        var attempt = run.Open(no, item) ?? throw (run.Last(no, item) is { } settled ? new StepSettledException(settled) : new StepNotReadyException(no));
        if (attempt.State == AttemptState.Waiting && happening is not (Assign or Move or Skip))
        {
            throw new StepNotReadyException(no, Obstacle(step, item, attempt.Set).Why);
        }

        if (happening is Start or Complete or PauseStep or Resume or Skip)
        {
            NotBefore(Since(attempt), Moment, TooEarly(attempt));
        }

        switch (happening)
        {
            case Start start when attempt.State == AttemptState.Ready:
                // Who begins it in place of the one who has it does not take it away: when the delegation ends it is the owner's still (§1.3).
                var inPlace = happened.OnBehalfOf is { } owner && owner == attempt.Person;
                Write(Mark.Started, no, item, attempt.Number, evidence: start.Evidence, detail: detail => inPlace ? detail : detail with { PersonId = happened.ActorId, Person = happened.Actor });
                break;
            case Start:
                // Started already, by this person or another: taking it twice changes nothing.
                break;
            case Complete done:
                Done(step, attempt, done);
                break;
            case EnterLater later:
                EnterLate(step, attempt, later);
                break;
            case PauseStep pause:
                PauseAt(step, attempt, pause.Why);
                break;
            case Resume:
                Continue(step, attempt);
                break;
            case Skip skip:
                SkipAt(step, attempt, skip.Outcome);
                break;
            case Assign assign when assign.PersonId != attempt.PersonId:
                Write(Mark.Assigned, no, item, attempt.Number, reason: happened.Reason, detail: detail => detail with { PersonId = assign.PersonId, Person = assign.Person });
                break;
            case Assign:
                break;
            case Move move:
                MoveTo(attempt, move.Due);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happening));
        }
    }

    private static string TooEarly(Attempt attempt)
    {
        var (what, since) = attempt.Pauses is [.., var pause] ? ("penundaan langkah ini", pause.To ?? pause.From)
            : attempt.Started is { } started ? ("saat langkah ini dimulai", started)
            : ("saat langkah ini siap", attempt.Ready);
        return $"Waktunya lebih awal daripada {what}{(since is { } moment ? $", {Show.Moment(moment)}" : "")}.";
    }

    private void Done(ProcedureStep step, Attempt attempt, Complete done, bool isLate = false)
    {
        Near(done.RepairDue);
        NotBefore(Moment, done.RepairDue ?? Moment, "Tenggat perbaikan lebih awal daripada keputusannya.");
        var chosen = Decided(step, done.Outcome, done.Findings);

        // What was paused is judged with its pause.
        Continue(step, attempt);
        string[] kinds = [.. done.Findings.Select((_, at) => FindingKinds.Known(step, done.Kinds.ElementAtOrDefault(at)))];
        Write(Mark.Done, step.No, attempt.Item, attempt.Number, outcome: chosen, reason: happened.Reason, evidence: done.Evidence, isLate: isLate,
            detail: done.Findings.Count == 0 ? null : detail => detail with { Findings = done.Findings, Kinds = kinds.All(kind => kind.Length == 0) ? null : kinds });
        Leave(step, attempt.Item, chosen, done.RepairDue);
    }

    /// <summary>The word of the decision, when one is to be made.</summary>
    private string? Decided(ProcedureStep step, string? outcome, IReadOnlyList<string> findings)
    {
        if (!IsDecided(step))
        {
            return null;
        }

        var found = step.Next.Outcomes.FirstOrDefault(known => known.Word == outcome)
            ?? throw new RunRuleException($"Pilih keputusan langkah {step.No}: {string.Join(" atau ", step.Next.Outcomes.Select(known => known.Word))}.");
        return IsBack(step, found.Step) && findings.All(string.IsNullOrWhiteSpace)
            ? throw new RunRuleException("Tulis sedikitnya satu temuan: apa yang harus diperbaiki.")
            : outcome;
    }

    private void EnterLate(ProcedureStep step, Attempt attempt, EnterLater later)
    {
        _ = Reasoned("");
        NotInFuture(later.Done);
        NotBefore(later.Started, later.Done, "Waktu selesai lebih awal daripada waktu mulai.");
        attempt = ReadyBy(step, attempt, later.Started ?? later.Done);
        NotBefore(Since(attempt), later.Done, TooEarly(attempt));
        if (attempt.Started is null && later.Started is { } started)
        {
            Write(Mark.Started, step.No, attempt.Item, attempt.Number, moment: started, isLate: true, detail: detail => detail with { PersonId = happened.ActorId, Person = happened.Actor });
        }

        _late = later.Done;
        Done(step, attempt, new()
        {
            Id = later.Id,
            At = later.At,
            Step = later.Step,
            Outcome = later.Outcome,
            Findings = later.Findings,
            Kinds = later.Kinds,
            Evidence = later.Evidence,
            RepairDue = later.RepairDue,
        }, isLate: true);
    }

    /// <summary>Work on paper often ran before the portal was told of its run: the step was ready at the latest when it was begun, if nothing that precedes it was done later.</summary>
    private Attempt ReadyBy(ProcedureStep step, Attempt attempt, DateTimeOffset begun)
    {
        if (attempt.Started is not null || attempt.Ready is not { } ready || begun >= ready)
        {
            return attempt;
        }

        if (SettledBefore(attempt) is { } before && begun < before)
        {
            throw new RunRuleException($"Waktunya lebih awal daripada saat langkah sebelumnya selesai, {Show.Moment(before)}. Bila pekerjaan ini mendahuluinya, isi waktu itu dan tulis waktu sebenarnya di alasannya.");
        }

        NotBefore(run.OpenedAt.AddYears(-1), begun, $"Waktunya lebih dari setahun sebelum kegiatan ini dibuka pada {Show.Moment(run.OpenedAt)}; periksa tanggalnya.");
        MakeReady(step, attempt.Item, attempt.Number, begun, attempt.Set is { } date ? new(attempt.Limit ?? date, attempt.SetBy) : null, attempt.PersonId, attempt.Person, isLate: true);
        return run.Open(step.No, attempt.Item)!;
    }

    private void PauseAt(ProcedureStep step, Attempt attempt, PauseReason why)
    {
        if (attempt.State == AttemptState.Paused)
        {
            return;
        }

        if (attempt.State != AttemptState.Started)
        {
            throw new RunRuleException("Langkah yang belum dimulai tidak dapat ditunda.");
        }

        if (step is { Standard: not null, Clock: WorkClock.Service or WorkClock.Elapsed } && !IsByHead)
        {
            throw new RunRuleException("Waktu langkah ini janji kepada publik; hanya kepala seksi yang dapat menundanya.");
        }

        Write(Mark.Paused, step.No, attempt.Item, attempt.Number, reason: happened.Reason, detail: detail => detail with { Why = why });
    }

    /// <summary>Ends a pause, if there is one: what is due is due so much later.</summary>
    private void Continue(ProcedureStep step, Attempt attempt)
    {
        if (attempt.State != AttemptState.Paused)
        {
            return;
        }

        var kept = attempt.Limit is { } limit ? new DueMoment(attempt.Target, limit, attempt.Calendar ?? calendar.Version) : null;
        var due = Reckoned(step, attempt)
            ?? (kept is null || step.Standard is not { } standard ? kept : calendar.Pushed(kept, standard, step.Clock, attempt.Pauses[^1].From, Moment));
        Write(Mark.Resumed, step.No, attempt.Item, attempt.Number, due: due, reason: happened is Resume ? happened.Reason : null);
    }

    private void SkipAt(ProcedureStep step, Attempt attempt, string? outcome)
    {
        if (!step.MayBeSkipped)
        {
            if (!IsByHead)
            {
                throw new RunRuleException("Langkah ini tidak boleh dilewati tanpa persetujuan kepala seksi.");
            }

            _ = Reasoned("");
        }

        var chosen = Decided(step, outcome, [happened.Reason ?? "dilewati"]);
        Write(Mark.Skipped, step.No, attempt.Item, attempt.Number, outcome: chosen, reason: happened.Reason);
        Leave(step, attempt.Item, chosen, null);
    }

    private void MoveTo(Attempt attempt, DateTimeOffset due)
    {
        _ = Reasoned("");
        Near(due);
        NotBefore(attempt.Ready, due, "Tenggat baru lebih awal daripada saat langkah ini siap.");
        if (attempt.State == AttemptState.Waiting)
        {
            if (attempt.Set != due)
            {
                Write(Mark.Awaited, attempt.Step, attempt.Item, attempt.Number, reason: happened.Reason,
                    detail: detail => detail with { Set = due, Until = attempt.Until, PersonId = attempt.PersonId, Person = attempt.Person });
                OpenWaiting(attempt.Item);
            }
        }
        else if (attempt.Limit != due)
        {
            Write(Mark.Moved, attempt.Step, attempt.Item, attempt.Number, due: new(null, due, calendar.Version), reason: happened.Reason, detail: detail => detail with { Set = due });
        }
    }

    /// <summary>A new attempt at what was done. What followed from it and is still open falls away; it comes again when the step is done again.</summary>
    private void ReopenStep(ProcedureStep step, string item)
    {
        var done = run.Last(step.No, item) ?? throw new StepNotReadyException(step.No);
        if (done.IsOpen)
        {
            return;
        }

        if (done.State == AttemptState.Cancelled)
        {
            throw new RunRuleException("Langkah yang batal tidak dapat dibuka kembali.");
        }

        _ = Reasoned("");
        if (item.Length > 0)
        {
            if (run.Item(item) is { State: ItemState.Settled } settled)
            {
                throw new RunRuleException($"{settled.Title} sudah dituntaskan.");
            }

            // What the run does after its items stands on all of them and falls away; what it does again before them does not.
            if (run.Attempts.FirstOrDefault(attempt => attempt.IsOpen && attempt.Item.Length == 0 && run.Items.All(other => other.Arrived != attempt.Step)) is { } again)
            {
                throw new RunRuleException($"Langkah {again.Step} sedang dikerjakan; selesaikan dahulu.");
            }

            CancelOpen(attempt => attempt.Item == item || attempt.Item.Length == 0);
            if (Entry() is null)
            {
                throw new RunRuleException("Langkah sesudahnya sudah selesai; buka kembali langkah itu lebih dahulu.");
            }
        }
        else
        {
            CancelOpen(_ => true);
        }

        Write(Mark.Reopened, step.No, item, done.Number, reason: happened.Reason);
        Open(step, item, done.Number + 1, SharedDue(step, done), done.PersonId, done.Person);
        if (Entry() is { } entry)
        {
            // Items that joined while the run went on as a whole begin with the others.
            var busy = run.Attempts.Where(attempt => attempt.IsOpen).Select(attempt => attempt.Item).ToHashSet(StringComparer.Ordinal);
            foreach (var joined in run.Items.Where(other => other.IsOpen && !busy.Contains(other.Key)).ToList())
            {
                Enter(procedure.Step(entry), joined.Key, person: joined);
            }
        }
    }
}
