using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>Where the work goes: the next step, loops, fans and joins (procedures.md §1.4).</summary>
internal sealed partial class RunAdvance
{
    /// <summary>The time of a repair where neither the checker nor the document's reading sets one and the step is due on a date of its own (§4.3).</summary>
    private const int UsualRepairDays = 2;

    /// <summary>Whether a step is done per item, not once per run.</summary>
    private static bool IsPer(ProcedureStep step) => step.Per is not null && !step.IsPeriodic && !step.IsCounted;

    /// <summary>Whether a step has attempts in this run: what is counted has none, and what the calendar opens is a run of its own.</summary>
    private bool Runs(ProcedureStep step) => !step.IsCounted && (!step.IsPeriodic || step.No == FirstStep || procedure.FindStep(FirstStep)?.IsPeriodic == true);

    private string FirstStep => run.FirstStep;

    private bool IsBack(ProcedureStep from, string? to) => to is not null && Row(to) <= Row(from.No);

    private int Row(string no)
    {
        for (var row = 0; row < procedure.Steps.Count; row++)
        {
            if (procedure.Steps[row].No == no)
            {
                return row;
            }
        }

        throw new RunRuleException($"Prosedur ini tidak punya langkah {no}.");
    }

    /// <summary>A step is settled: what comes next becomes ready.</summary>
    private void Leave(ProcedureStep step, string item, string? outcome, DateTimeOffset? repairDue)
    {
        DropOtherBranches(step, item);
        foreach (var next in step.Next.Outcomes.Where(next => step.Next.Kind != NextKind.Decision || next.Word == outcome))
        {
            Go(step, item, next.Step, repairDue);
        }
    }

    private void Go(ProcedureStep from, string item, string? to, DateTimeOffset? repairDue)
    {
        var next = to is null ? null : procedure.Step(to);
        if (next is null || !Runs(next))
        {
            Arrive(item, null);
        }
        else if (IsPer(next) == item.Length > 0)
        {
            Enter(next, item, IsBack(from, to) && IsDecided(from) ? RepairDue(from, item, next, repairDue) : null);
        }
        else if (IsPer(next))
        {
            FanOut(next);
        }
        else
        {
            Arrive(item, next);
        }
    }

    private static bool IsDecided(ProcedureStep step) => step.Next.Kind == NextKind.Decision;

    /// <summary>A deferred choice is made by whichever branch is done first: the others vanish.</summary>
    private void DropOtherBranches(ProcedureStep step, string item)
    {
        foreach (var choice in procedure.Steps.Where(other => other.Next.Kind == NextKind.DeferredChoice && other.Next.Steps.Contains(step.No)))
        {
            foreach (var branch in choice.Next.Steps.Where(branch => branch != step.No))
            {
                if (run.Open(branch, item) is { } open)
                {
                    Write(Mark.Cancelled, branch, item, open.Number, reason: $"jalan lain dipilih: langkah {step.No}");
                }
            }
        }
    }

    /// <summary>Opens an attempt at a step, or lets it wait for what is missing.</summary>
    /// <param name="set">A due date of its own: a repair's.</param>
    /// <param name="person">The item whose person gets it; null: who did the step last, if anybody did.</param>
    private void Enter(ProcedureStep step, string item, DateTimeOffset? set = null, RunItem? person = null)
    {
        if (run.Open(step.No, item) is not null)
        {
            return;
        }

        var before = run.Last(step.No, item);
        if (set is null && before is not null && step.Repair?.Kind == RepairKind.Shared)
        {
            set = run.First(step.No, item)!.Limit;
        }

        var (id, name) = person is null ? (before?.PersonId, before?.Person) : (person.PersonId, person.Person);
        Open(step, item, (before?.Number ?? 0) + 1, set, id, name);
    }

    private void Open(ProcedureStep step, string item, int number, DateTimeOffset? set, string? personId, string? person)
    {
        if (WhyNot(step, item, set, number) is not null)
        {
            DateTimeOffset? until = run.Item(item) is { Held: null, From: { } day } && day > _at && number == 1 ? day : null;
            if (run.Open(step.No, item) is not { } waiting || waiting.Until != until)
            {
                Write(Mark.Awaited, step.No, item, number, detail: detail => detail with { Set = set, Until = until, PersonId = personId, Person = person });
            }

            return;
        }

        // What waited for its day is ready from that day on, also when the portal was down then.
        var ready = run.Item(item)?.From is { } from && number == 1 && happened is Tick && from > Settled() ? from : Moment;
        var due = set is { } date ? new DueMoment(null, date, calendar.Version)
            : step.Standard is { } standard ? calendar.Due(standard, step.Clock, ready, run.Item(item)?.Due ?? run.Due) : null;
        Write(Mark.Ready, step.No, item, number, due: due, observed: ready == _at ? null : ready, detail: detail => detail with { Set = set, PersonId = personId, Person = person });
    }

    /// <summary>The latest moment at which anything of the run was settled: nothing after it is ready before.</summary>
    private DateTimeOffset Settled() => run.Attempts.Max(attempt => attempt.Done) ?? DateTimeOffset.MinValue;

    /// <summary>Why a step cannot become ready for an item; null when it can.</summary>
    private string? WhyNot(ProcedureStep step, string item, DateTimeOffset? set, int number = 1)
    {
        var about = run.Item(item);
        return number == 1 && about?.Held is { } held ? held
            : number == 1 && about?.From > _at ? "tanggal mulainya belum tiba"
            : set is null && step.Standard?.Unit == StandardUnit.Scheduled && (about?.Due ?? run.Due) is null ? "tanggalnya belum ditetapkan"
            : null;
    }

    /// <summary>What waited and need wait no longer becomes ready.</summary>
    /// <param name="item">Null: of any item.</param>
    private void OpenWaiting(string? item = null)
    {
        foreach (var waiting in run.Attempts.Where(attempt => attempt.State == AttemptState.Waiting && (item is null || attempt.Item == item)).ToList())
        {
            Open(procedure.Step(waiting.Step), waiting.Item, waiting.Number, waiting.Set, waiting.PersonId ?? run.Item(waiting.Item)?.PersonId, waiting.Person ?? run.Item(waiting.Item)?.Person);
        }
    }

    /// <summary>The run goes on per item: the step becomes ready for each.</summary>
    private void FanOut(ProcedureStep step)
    {
        foreach (var item in run.Items.Where(item => item.State != ItemState.Settled).ToList())
        {
            if (!item.IsOpen)
            {
                Write(Mark.Planned, "", item.Key, 0, detail: detail => detail with { Plan = item with { State = ItemState.Open, Arrived = null } });
            }

            Enter(step, item.Key, person: item);
        }
    }

    /// <summary>The step at which items begin while the run is with its items; null before and after.</summary>
    private string? Entry()
    {
        Attempt? last = null;
        foreach (var attempt in run.Attempts)
        {
            if (attempt.Item.Length > 0)
            {
                continue;
            }

            if (attempt.IsOpen)
            {
                return null;
            }

            last = attempt.State == AttemptState.Cancelled ? last : attempt;
        }

        if (last is null)
        {
            return IsPer(procedure.Step(FirstStep)) ? FirstStep : null;
        }

        var step = procedure.Step(last.Step);
        return step.Next.Outcomes.Where(next => !IsDecided(step) || next.Word == last.Outcome).Select(next => next.Step).OfType<string>().FirstOrDefault(next => IsPer(procedure.Step(next)));
    }

    /// <summary>An item, or the run itself, came to where the run goes on as a whole.</summary>
    /// <param name="at">Null: the end.</param>
    private void Arrive(string item, ProcedureStep? at)
    {
        if (item.Length > 0)
        {
            // The run goes on with all its items, not with one.
            if (run.Attempts.All(attempt => !attempt.IsOpen || attempt.Item != item))
            {
                Write(Mark.Settled, at?.No ?? "", item, 0);
                CheckJoin();
            }
        }
        else if (run.Attempts.All(attempt => !attempt.IsOpen))
        {
            End(Ending.Done);
        }
    }

    /// <summary>When every item is settled the run goes on as a whole (a join), or ends.</summary>
    /// <param name="closing">The owner closed the rest: also when there never was an item.</param>
    private void CheckJoin(bool closing = false)
    {
        if (Entry() is not { } entry || run.Items.Any(item => item.IsOpen) || (run.Items.Count == 0 && !closing))
        {
            return;
        }

        var arrived = run.Items.Where(item => item.State == ItemState.Ended).Select(item => item.Arrived ?? "").Where(no => no.Length > 0).ToList();
        var join = arrived.Count > 0
            ? procedure.Step(arrived.MinBy(Row)!)
            : run.Items.Any(item => item.State == ItemState.Ended) ? null : JoinOf(entry);
        if (join is null)
        {
            End(Ending.Done);
        }
        else
        {
            Enter(join, "");
        }
    }

    /// <summary>Where items of a step arrive in the end: the first step of the run that can be reached from it; null: nowhere but the end.</summary>
    private ProcedureStep? JoinOf(string entry)
    {
        HashSet<string> seen = [];
        Queue<string> open = new([entry]);
        List<ProcedureStep> joins = [];
        while (open.TryDequeue(out var no))
        {
            if (!seen.Add(no))
            {
                continue;
            }

            var step = procedure.Step(no);
            if (IsPer(step))
            {
                step.Next.Steps.ToList().ForEach(open.Enqueue);
            }
            else if (Runs(step))
            {
                joins.Add(step);
            }
        }

        return joins.MinBy(step => Row(step.No));
    }

    /// <summary>By when a repair is due (reading <c>Perbaikan</c>).</summary>
    private DateTimeOffset? RepairDue(ProcedureStep decision, string item, ProcedureStep target, DateTimeOffset? asked)
    {
        DateTimeOffset After(ServiceStandard time) => calendar.Due(time, target.Clock, Moment, null)!.Limit;
        return asked ?? decision.Repair switch
        {
            { Kind: RepairKind.Own, Time: { } time } => After(time),
            { Kind: RepairKind.Shared } => run.Last(decision.No, item)?.Limit,
            { Kind: RepairKind.Rest, Time: { } least } => run.First(target.No, item)?.Limit is { } first && first > After(least) ? first : After(least),
            _ => target.Standard?.Unit == StandardUnit.Scheduled ? After(new(StandardUnit.WorkingDays, null, UsualRepairDays, "")) : null,
        };
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

    private void CancelOpen(Func<Attempt, bool> which)
    {
        foreach (var open in run.Attempts.Where(attempt => attempt.IsOpen && which(attempt)).ToList())
        {
            Write(Mark.Cancelled, open.Step, open.Item, open.Number, reason: happened.Reason);
        }
    }

    private void End(string how) => Write(Mark.Ended, "", "", 0, outcome: how, reason: happened.Reason);

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

            // What the run did after its items would stand on something that is being done again.
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
        Open(step, item, done.Number + 1, null, done.PersonId, done.Person);
    }
}
