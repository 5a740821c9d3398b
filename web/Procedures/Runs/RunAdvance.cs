using DataPortal.Accounts;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>One event being done to one run: what may be done, and its marks. Where the work goes next stands in the other part.</summary>
internal sealed partial class RunAdvance(Procedure procedure, WorkingCalendar calendar, RunFold run, string runId, RunEvent happened)
{
    private static readonly Role[] _heads = [Role.SectionHead, Role.DivisionHead, Role.OfficeHead];

    /// <summary>Time in a run never goes back: a machine whose clock was set back marks at the last moment there was.</summary>
    private DateTimeOffset _at = happened.At;

    public List<ProcedureEvent> Marks { get; } = [];

    /// <summary>When what happened was true.</summary>
    private DateTimeOffset Moment => happened.ObservedAt ?? _at;

    private bool IsByHead => happened.Role is { } role && _heads.Contains(role);

    public Advanced Finish() => new(run.ToRun(), Marks);

    public void Begin(OpenRun opening, ProcedureStep first)
    {
        Write(Mark.Opened, "", "", 0, detail: detail => detail with { Opening = new(opening.Title, first.No, opening.Parent, opening.Replaces, opening.Due), ActorId = happened.ActorId });
        if (IsPer(first))
        {
            FanOut(first);
        }
        else
        {
            Enter(first, "");
        }
    }

    public void Do()
    {
        _at = happened.At < run.LastAt ? run.LastAt : happened.At;
        if (happened.ObservedAt > _at)
        {
            throw new RunRuleException("Waktu kejadian tidak boleh di masa depan.");
        }

        if (run.State == RunState.Cancelled || (run.State == RunState.Ended && happened is not Reopen))
        {
            if (happened is Tick)
            {
                return;
            }

            throw happened is StepEvent { Step: var step, Item: var item } && run.Last(step, item) is { IsOpen: false } settled ? new StepSettledException(settled) : new RunClosedException(run.ToRun());
        }

        switch (happened)
        {
            case StepEvent step:
                DoStep(step, procedure.FindStep(step.Step) ?? throw new RunRuleException($"Prosedur ini tidak punya langkah {step.Step}."));
                break;
            case PlanItem plan:
                Plan(plan);
                break;
            case SettleItem settle:
                var item = run.Item(settle.Key) ?? throw new RunRuleException("Butir itu tidak ada di kegiatan ini.");
                Settle(item, Reasoned(settle.Outcome));
                CheckJoin();
                break;
            case SettleRest rest:
                foreach (var open in run.Items.Where(item => item.IsOpen).ToList())
                {
                    Settle(open, Reasoned(rest.Outcome));
                }

                CheckJoin(closing: true);
                break;
            case Tick:
                PassTime();
                break;
            case CancelRun:
                _ = Reasoned("batal");
                CancelOpen(_ => true);
                End(Ending.Cancelled);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened));
        }
    }

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
            throw new StepNotReadyException(no, WhyNot(step, item, attempt.Set));
        }

        switch (happening)
        {
            case Start start when attempt.State == AttemptState.Ready:
                NotBefore(attempt.Ready, Moment, "Waktu mulai lebih awal daripada saat langkah ini siap.");
                Write(Mark.Started, no, item, attempt.Number, evidence: start.Evidence, detail: detail => detail with { PersonId = happened.ActorId, Person = happened.Actor });
                break;
            case Start:
                // Started already, by this person or another: taking it twice changes nothing.
                break;
            case Complete done:
                NotBefore(attempt.Started ?? attempt.Ready, Moment, "Waktu selesai lebih awal daripada waktu mulai.");
                Done(step, attempt, done.Outcome, done.Findings, done.Evidence, done.RepairDue);
                break;
            case EnterLater later:
                EnterLate(step, attempt, later);
                break;
            case PauseStep pause:
                PauseAt(step, attempt, pause.Why);
                break;
            case Resume:
                if (attempt.State == AttemptState.Paused)
                {
                    Continue(step, attempt);
                }

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
                MoveTo(step, attempt, move.Due);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happening));
        }
    }

    private void Done(
        ProcedureStep step, Attempt attempt, string? outcome, IReadOnlyList<string> findings, IReadOnlyList<string> evidence, DateTimeOffset? repairDue, bool isLate = false)
    {
        var chosen = Decided(step, outcome, findings);
        Write(Mark.Done, step.No, attempt.Item, attempt.Number, outcome: chosen, reason: happened.Reason, evidence: evidence, isLate: isLate,
            detail: findings.Count == 0 ? null : detail => detail with { Findings = findings });
        Leave(step, attempt.Item, chosen, repairDue);
    }

    /// <summary>The word of the decision, when one is to be made.</summary>
    private string? Decided(ProcedureStep step, string? outcome, IReadOnlyList<string> findings)
    {
        if (step.Next.Kind != NextKind.Decision)
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
        if (later.Done > _at)
        {
            throw new RunRuleException("Waktu kejadian tidak boleh di masa depan.");
        }

        NotBefore(attempt.Ready, later.Started ?? later.Done, "Waktunya lebih awal daripada saat langkah ini siap. Catat susulan langkah sebelumnya lebih dahulu.");
        NotBefore(later.Started, later.Done, "Waktu selesai lebih awal daripada waktu mulai.");
        if (attempt.Started is null && later.Started is { } started)
        {
            Write(Mark.Started, step.No, attempt.Item, attempt.Number, observed: started, isLate: true, detail: detail => detail with { PersonId = happened.ActorId, Person = happened.Actor });
        }

        NotBefore(attempt.Started, later.Done, "Waktu selesai lebih awal daripada waktu mulai.");
        happened = happened with { ObservedAt = later.Done };
        Done(step, attempt, later.Outcome, later.Findings, later.Evidence, null, isLate: true);
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

    private void Continue(ProcedureStep step, Attempt attempt)
    {
        var due = Kept(attempt);
        var pushed = due is null || step.Standard is null ? due : calendar.Pushed(due, step.Standard, step.Clock, attempt.Pauses[^1].From, Moment);
        Write(Mark.Resumed, step.No, attempt.Item, attempt.Number, due: pushed, reason: happened.Reason);
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

    private void MoveTo(ProcedureStep step, Attempt attempt, DateTimeOffset due)
    {
        _ = Reasoned("");
        NotBefore(attempt.Ready, due, "Tenggat baru lebih awal daripada saat langkah ini siap.");
        if (attempt.State == AttemptState.Waiting)
        {
            Write(Mark.Awaited, step.No, attempt.Item, attempt.Number, detail: detail => detail with { Set = due, PersonId = attempt.PersonId, Person = attempt.Person });
            OpenWaiting();
            return;
        }

        if (attempt.Limit != due)
        {
            Write(Mark.Moved, step.No, attempt.Item, attempt.Number, due: new(null, due, calendar.Version), reason: happened.Reason, detail: detail => detail with { Set = due });
        }
    }

    private void Plan(PlanItem plan)
    {
        if (plan.Key.Length == 0)
        {
            Write(Mark.Planned, "", "", 0, detail: detail => detail with { Plan = new() { Key = "", Title = "", Due = plan.Due } });
            OpenWaiting();
            return;
        }

        var known = run.Item(plan.Key);
        if (known is { IsOpen: false })
        {
            throw new RunRuleException($"{known.Title} sudah dituntaskan.");
        }

        if (known is null && Entry() is null && run.Attempts.Any(attempt => attempt.Item.Length > 0))
        {
            throw new RunRuleException("Langkah tiap butir sudah ditutup; butir baru tidak dapat ditambahkan.");
        }

        if (plan.Due < plan.From)
        {
            throw new RunRuleException($"{plan.Title}: tenggat lebih awal daripada tanggal mulai.");
        }

        var item = (known ?? new() { Key = plan.Key, Title = plan.Title }) with
        {
            Title = plan.Title, From = plan.From, Due = plan.Due, FirstDue = known?.FirstDue ?? plan.Due, PersonId = plan.PersonId, Person = plan.Person, Held = plan.Held,
        };
        if (item == known)
        {
            return;
        }

        Write(Mark.Planned, "", plan.Key, 0, reason: happened.Reason, detail: detail => detail with { Plan = item });
        foreach (var open in run.Attempts.Where(attempt => attempt.IsOpen && attempt.Item == plan.Key && attempt.State != AttemptState.Waiting).ToList())
        {
            Follow(open, known, item);
        }

        if (known is null && Entry() is { } entry)
        {
            Enter(procedure.Step(entry), plan.Key, person: item);
        }

        OpenWaiting(plan.Key);
    }

    /// <summary>An open attempt follows its item: the new date of what is due by it, the new person of what was the old one's.</summary>
    private void Follow(Attempt open, RunItem? known, RunItem item)
    {
        if (known?.PersonId != item.PersonId && open.PersonId == known?.PersonId && Entry() == open.Step)
        {
            Write(Mark.Assigned, open.Step, open.Item, open.Number, reason: happened.Reason, detail: detail => detail with { PersonId = item.PersonId, Person = item.Person });
        }

        if (item.Due is { } due && due != known?.Due && open.Set is null && procedure.Step(open.Step).Standard?.Unit == StandardUnit.Scheduled)
        {
            Write(Mark.Moved, open.Step, open.Item, open.Number, due: new(null, due, calendar.Version), reason: happened.Reason, detail: detail => detail with { Set = due });
        }
    }

    private void PassTime()
    {
        OpenWaiting();
        foreach (var open in run.Attempts.Where(attempt => attempt.State is AttemptState.Ready or AttemptState.Started && attempt.Calendar is { } kept && kept != calendar.Version).ToList())
        {
            var step = procedure.Step(open.Step);
            if (open.Set is not null || step.Standard is not { } standard || standard.Unit == StandardUnit.Scheduled)
            {
                continue;
            }

            var due = calendar.Due(standard, step.Clock, open.Ready!.Value, null)!;
            foreach (var pause in open.Pauses)
            {
                due = calendar.Pushed(due, standard, step.Clock, pause.From, pause.To!.Value);
            }

            if (due.Limit != open.Limit || due.Target != open.Target)
            {
                Write(Mark.Moved, open.Step, open.Item, open.Number, due: due, reason: "kalender kerja berubah");
            }
        }
    }

    private string Reasoned(string outcome) => string.IsNullOrWhiteSpace(happened.Reason) ? throw new RunRuleException("Tulis alasannya.") : outcome;

    private static void NotBefore(DateTimeOffset? first, DateTimeOffset then, string words)
    {
        if (then < first)
        {
            throw new RunRuleException(words);
        }
    }

    private static DueMoment? Kept(Attempt attempt) => attempt.Limit is { } limit ? new(attempt.Target, limit, attempt.Calendar ?? "") : null;

    private void Write(
        Mark mark, string step, string item, int attempt, string? outcome = null, string? reason = null, DueMoment? due = null, IReadOnlyList<string>? evidence = null,
        DateTimeOffset? observed = null, bool isLate = false, Func<MarkDetail, MarkDetail>? detail = null)
    {
        var order = Marks.Count == 0 && mark == Mark.Opened ? 0 : run.Marks;
        MarkDetail told = new() { Order = order, Event = RunEngine.Hash(happened.Id), Calendar = due?.CalendarVersion };
        var made = new ProcedureEvent
        {
            Id = ProcedureEvents.IdOf(runId, order),
            At = _at,
            ObservedAt = observed ?? (happened.ObservedAt is { } moment && moment != _at ? moment : null),
            IsLateEntry = isLate,
            Procedure = procedure.Id,
            ProcedureVersion = procedure.Version,
            Run = runId,
            Step = step,
            Item = item.Length == 0 ? runId : item,
            Attempt = attempt,
            Mark = mark,
            Outcome = outcome,
            Target = due?.Target,
            Limit = due?.Limit,
            Actor = happened.Actor ?? "sistem",
            Role = happened.Role,
            OnBehalfOf = happened.OnBehalfOf,
            Reason = reason,
            Evidence = evidence ?? [],
            Cause = happened.Cause,
            Detail = detail is null ? told : detail(told),
        };
        run.Apply(made);
        Marks.Add(made);
    }
}
