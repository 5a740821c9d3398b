using DataPortal.Accounts;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>One event being done to one run: what may be done to the run and its items, and the marks. Steps, and where the work goes next, stand in the other parts.</summary>
internal sealed partial class RunAdvance(Procedure procedure, WorkingCalendar calendar, RunFold run, string runId, RunEvent happened)
{
    /// <summary>Dates further away than this are slips of the hand.</summary>
    private const int FarYears = 100;

    private static readonly ServiceStandard _days = new(StandardUnit.WorkingDays, null, 1, "");

    private static readonly Role[] _heads = [Role.SectionHead, Role.DivisionHead, Role.OfficeHead];

    /// <summary>Time in a run never goes back: a machine whose clock was set back marks at the last moment there was.</summary>
    private DateTimeOffset _at = happened.At;

    /// <summary>When what was entered late was true.</summary>
    private DateTimeOffset? _late;

    public List<ProcedureEvent> Marks { get; } = [];

    /// <summary>When what happened was true. Only work at a step is observed; plans, ends and reopenings are made when they are made.</summary>
    private DateTimeOffset Moment => _late ?? (happened is Start or Complete or PauseStep or Resume or Skip ? happened.ObservedAt ?? _at : _at);

    private bool IsByHead => happened.Role is { } role && _heads.Contains(role);

    public Advanced Finish() => new(run.ToRun(), Marks);

    public void Begin(OpenRun opening, ProcedureStep first)
    {
        NotInFuture(happened.ObservedAt);
        Near(opening.Due);
        _late = happened.ObservedAt;
        Write(Mark.Opened, "", "", 0, reason: happened.Reason, detail: detail => detail with { Opening = new(opening.Title, first.No, opening.Parent, opening.Replaces, opening.Due), ActorId = happened.ActorId });
        Enter(first, "");
    }

    public void Do()
    {
        _at = happened.At < run.LastAt ? run.LastAt : happened.At;
        NotInFuture(happened.ObservedAt);
        if (run.State == RunState.Cancelled || (run.State == RunState.Ended && happened is not Reopen))
        {
            if (happened is Tick)
            {
                return;
            }

            throw happened is StepEvent { Step: var step, Item: var item } and not Reopen && run.Last(step, item) is { IsOpen: false } settled ? new StepSettledException(settled) : new RunClosedException(run.ToRun());
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
                CloseRest(Reasoned(rest.Outcome));
                break;
            case Tick:
                PassTime();
                break;
            case CancelRun:
                _ = Reasoned("");
                CancelOpen(_ => true);
                End(Ending.Cancelled);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(happened));
        }
    }

    private void Plan(PlanItem plan)
    {
        Near(plan.From);
        Near(plan.Due);
        if (plan.Key.Length == 0)
        {
            PlanRun(plan.Due);
            return;
        }

        if (plan.Key == runId)
        {
            throw new RunRuleException("Butir tidak dapat bernama sama dengan kegiatannya.");
        }

        var known = run.Item(plan.Key);
        if (known is { IsOpen: false })
        {
            throw new RunRuleException($"{known.Title} sudah dituntaskan.");
        }

        if (known is null && !TakesItems())
        {
            throw new RunRuleException(procedure.Steps.Any(step => step.IsPerItem)
                ? "Langkah tiap butir sudah ditutup; butir baru tidak dapat ditambahkan."
                : "Prosedur ini tidak punya langkah yang dikerjakan tiap butir.");
        }

        if (plan.Due < plan.From)
        {
            throw new RunRuleException($"{plan.Title}: tenggat lebih awal daripada tanggal mulai.");
        }

        var item = (known ?? new() { Key = plan.Key, Title = plan.Title }) with
        {
            Title = plan.Title,
            From = plan.From,
            Due = plan.Due,
            FirstDue = known?.FirstDue ?? plan.Due,
            PersonId = plan.PersonId,
            Person = plan.Person,
            Held = plan.Held,
        };
        if (item == known)
        {
            return;
        }

        Write(Mark.Planned, "", plan.Key, 0, reason: happened.Reason, detail: detail => detail with { Plan = item });
        var entry = Entry();
        foreach (var open in run.Attempts.Where(attempt => attempt.IsOpen && attempt.Item == plan.Key).ToList())
        {
            // An attempt of the first step follows its item from person to person.
            if (known?.PersonId != item.PersonId && open.PersonId == known?.PersonId && entry == open.Step)
            {
                Write(Mark.Assigned, open.Step, open.Item, open.Number, reason: happened.Reason, detail: detail => detail with { PersonId = item.PersonId, Person = item.Person });
            }

            FollowDate(open, known?.Due ?? run.Due, item.Due ?? run.Due);
        }

        if (known is null && entry is not null)
        {
            Enter(procedure.Step(entry), plan.Key, person: item);
        }

        OpenWaiting(plan.Key);
    }

    private void PlanRun(DateTimeOffset? due)
    {
        if (run.Due is var before && before == due)
        {
            return;
        }

        Write(Mark.Planned, "", "", 0, reason: happened.Reason, detail: detail => detail with { Plan = new() { Key = "", Title = "", Due = due } });
        foreach (var open in run.Attempts.Where(attempt => attempt.IsOpen && run.Item(attempt.Item)?.Due is null).ToList())
        {
            FollowDate(open, before, due);
        }

        OpenWaiting();
    }

    /// <summary>What is due on the date of its item, or of the run, follows it; what got a date of its own does not.</summary>
    private void FollowDate(Attempt open, DateTimeOffset? before, DateTimeOffset? due)
    {
        if (due is { } date && due != before && open.State != AttemptState.Waiting && (open.Set is null || open.Set == before) && procedure.Step(open.Step).Standard?.Unit == StandardUnit.Scheduled)
        {
            Write(Mark.Moved, open.Step, open.Item, open.Number, due: new(null, date, calendar.Version), reason: happened.Reason, detail: detail => detail with { Set = date });
        }
    }

    private void Settle(RunItem item, string outcome)
    {
        if (!item.IsOpen)
        {
            throw new RunRuleException($"{item.Title} sudah dituntaskan.");
        }

        CancelOpen(attempt => attempt.Item == item.Key);
        Write(Mark.Settled, "", item.Key, 0, outcome: outcome, reason: happened.Reason);
    }

    private void CloseRest(string outcome)
    {
        var open = run.Items.Where(item => item.IsOpen).ToList();
        if (open.Count == 0 && Entry() is null)
        {
            throw new RunRuleException("Tidak ada butir yang masih terbuka.");
        }

        CancelOpen(attempt => attempt.Item.Length > 0);
        open.ForEach(item => Settle(item, outcome));
        CheckJoin(closing: true);
    }

    private void CancelOpen(Func<Attempt, bool> which)
    {
        foreach (var open in run.Attempts.Where(attempt => attempt.IsOpen && which(attempt)).ToList())
        {
            Cancel(open, happened.Reason);
        }
    }

    private void Cancel(Attempt open, string? reason) =>
        Write(Mark.Cancelled, open.Step, open.Item, open.Number, reason: reason, moment: Later(Moment, Since(open)));

    /// <summary>Ends the run. What was planned and never begun ends with it.</summary>
    private void End(string how)
    {
        foreach (var item in run.Items.Where(item => item.IsOpen).ToList())
        {
            Write(Mark.Settled, "", item.Key, 0, outcome: how == Ending.Cancelled ? Ending.Cancelled : Ending.Unworked, reason: happened.Reason);
        }

        Write(Mark.Ended, "", "", 0, outcome: how, reason: how == Ending.Cancelled ? happened.Reason : null, moment: Later(Moment, AllDone()));
    }

    /// <summary>Time went on, or the calendar was corrected.</summary>
    private void PassTime()
    {
        OpenWaiting();
        foreach (var open in run.Attempts.Where(attempt => attempt.State is AttemptState.Ready or AttemptState.Started && attempt.Calendar is { } kept && kept != calendar.Version).ToList())
        {
            var step = procedure.Step(open.Step);
            if (Reckoned(step, open) is { } due && (due.Limit != open.Limit || due.Target != open.Target))
            {
                Write(Mark.Moved, open.Step, open.Item, open.Number, due: due, reason: "kalender kerja berubah");
            }
        }
    }

    /// <summary>The due moment from the standard, or of a repair from its reading, with this calendar and the pauses there were; null when it is a date somebody set, or there is none.</summary>
    private DueMoment? Reckoned(ProcedureStep step, Attempt attempt)
    {
        if (attempt.Ready is not { } ready)
        {
            return null;
        }

        var due = attempt.Set is not null ? RepairReckoned(step, attempt)
            : step.Standard is { } own && own.Unit != StandardUnit.Scheduled ? calendar.Due(own, step.Clock, ready, null) : null;
        // A repair of a step on a schedule is reckoned in days, and so are its pauses.
        var standard = step.Standard is { Unit: StandardUnit.Scheduled } ? _days : step.Standard;
        if (due is null || standard is null)
        {
            return due;
        }

        foreach (var pause in attempt.Pauses)
        {
            due = calendar.Pushed(due, standard, step.Clock, pause.From, pause.To ?? Moment);
        }

        return due;
    }

    /// <summary>The last moment something is known of an open attempt: nothing that happens to it was before.</summary>
    private DateTimeOffset? Since(Attempt attempt) => attempt.State == AttemptState.Waiting
        ? SettledBefore(attempt)
        : attempt.Pauses is [.., var last] ? last.To ?? last.From : attempt.Started ?? attempt.Ready;

    /// <summary>The latest moment at which anything was settled that an attempt may follow: of the run, or of its item.</summary>
    private DateTimeOffset? SettledBefore(Attempt attempt) =>
        run.Attempts.Where(other => other.Item.Length == 0 || attempt.Item.Length == 0 || other.Item == attempt.Item).Max(other => other.Done);

    /// <summary>The latest moment at which anything of the run was settled.</summary>
    private DateTimeOffset? AllDone() => run.Attempts.Max(attempt => attempt.Done);

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private string Reasoned(string outcome) => string.IsNullOrWhiteSpace(happened.Reason) ? throw new RunRuleException("Tulis alasannya.") : outcome;

    private static void NotBefore(DateTimeOffset? first, DateTimeOffset then, string words)
    {
        if (then < first)
        {
            throw new RunRuleException(words);
        }
    }

    private void NotInFuture(DateTimeOffset? moment)
    {
        if (moment > _at)
        {
            throw new RunRuleException("Waktu kejadian tidak boleh di masa depan.");
        }
    }

    private void Near(DateTimeOffset? date)
    {
        if (date is { } set && Math.Abs(set.Year - _at.Year) > FarYears)
        {
            throw new RunRuleException($"Tahun {set.Year} terlalu jauh dari sekarang; periksa tanggalnya.");
        }
    }

    private void Write(
        Mark mark, string step, string item, int attempt, string? outcome = null, string? reason = null, DueMoment? due = null, IReadOnlyList<string>? evidence = null,
        DateTimeOffset? moment = null, bool isLate = false, Func<MarkDetail, MarkDetail>? detail = null)
    {
        var order = mark == Mark.Opened ? 0 : run.Marks;
        MarkDetail told = new() { Order = order, Event = RunEngine.Hash(happened.Id), Calendar = due?.CalendarVersion };
        var observed = moment ?? Moment;
        var made = new ProcedureEvent
        {
            Id = ProcedureEvents.IdOf(runId, order),
            At = _at,
            ObservedAt = observed == _at ? null : observed,
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
