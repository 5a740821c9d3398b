using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Runs;

/// <summary>Where the work goes: the next step, loops, fans and joins (procedures.md §1.4).</summary>
internal sealed partial class RunAdvance
{
    /// <summary>The time of a repair where neither the checker nor the document's reading sets one and the step is due on a date of its own (§4.3).</summary>
    private const int UsualRepairDays = 2;

    /// <summary>Whether a step has attempts in this run: what is counted has none, and what the calendar opens is a run of its own.</summary>
    private bool Runs(ProcedureStep step) => !step.IsCounted && (!step.IsPeriodic || step.No == run.FirstStep || procedure.FindStep(run.FirstStep)?.IsPeriodic == true);

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

    private static bool IsDecided(ProcedureStep step) => step.Next.Kind == NextKind.Decision;

    /// <summary>A step is settled: what comes next becomes ready.</summary>
    private void Leave(ProcedureStep step, string item, string? outcome, DateTimeOffset? repairDue)
    {
        DropOtherBranches(step, item);
        foreach (var next in step.Next.Outcomes.Where(next => !IsDecided(step) || next.Word == outcome))
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
        else if (item.Length > 0 && !next.IsPerItem)
        {
            Arrive(item, next);
        }
        else
        {
            Enter(next, item, IsDecided(from) && IsBack(from, to) ? about => RepairDue(from, about, next, repairDue) : null);
        }
    }

    /// <summary>A deferred choice is made by whichever branch is done first: the others vanish.</summary>
    private void DropOtherBranches(ProcedureStep step, string item)
    {
        foreach (var choice in procedure.Steps.Where(other => other.Next.Kind == NextKind.DeferredChoice && other.Next.Steps.Contains(step.No)))
        {
            foreach (var branch in choice.Next.Steps.Where(branch => branch != step.No))
            {
                if (run.Open(branch, item) is { } open)
                {
                    Cancel(open, $"jalan lain dipilih: langkah {step.No}");
                }
            }
        }
    }

    /// <summary>A step is reached: by the run, by one item, or by the run for each of its items.</summary>
    /// <param name="repair">Of a repair: when it is due, by item.</param>
    /// <param name="person">The item whose person gets it; null: who did the step last, if anybody did.</param>
    /// <param name="ready">Since when all before it is done; null: since what happened just now.</param>
    private void Enter(ProcedureStep step, string item, Func<string, SetDate?>? repair = null, RunItem? person = null, DateTimeOffset? ready = null)
    {
        if (item.Length == 0 && step.IsPerItem)
        {
            FanOut(step, repair);
        }
        else if (run.Open(step.No, item) is null)
        {
            var before = run.Last(step.No, item);
            var (id, name) = person is null ? (before?.PersonId, before?.Person) : (person.PersonId, person.Person);
            Open(step, item, (before?.Number ?? 0) + 1, repair?.Invoke(item) ?? SharedDue(step, before), id, name, ready);
        }
    }

    /// <summary>Later attempts at a step whose repairs share its time keep its due moment (reading <c>bersama</c>, §5.3).</summary>
    private SetDate? SharedDue(ProcedureStep step, Attempt? before) => step.Repair?.Kind == RepairKind.Shared && before is not null && LimitOf(before) is { } limit ? new(limit, step.No) : null;

    /// <summary>Opens an attempt at a step, or lets it wait for what is missing.</summary>
    /// <param name="set">A due date of its own: a repair's, or one somebody moved it to.</param>
    private void Open(ProcedureStep step, string item, int number, SetDate? set, string? personId, string? person, DateTimeOffset? ready = null)
    {
        var about = run.Item(item);
        var waiting = run.Open(step.No, item);
        if (Obstacle(step, item, set?.Due) is { Why: not null, Until: var until })
        {
            if (waiting is null || waiting.Until != until)
            {
                Write(Mark.Awaited, step.No, item, number, detail: detail => detail with { Set = set?.Due, SetBy = set?.By, Until = until, PersonId = personId, Person = person });
            }

            return;
        }

        // What waited for nothing but its day is ready from that day on, also when the portal was down then.
        MakeReady(step, item, number, waiting?.Until is { } day && day == about?.From ? day : ready ?? Moment, set, personId, person);
    }

    private void MakeReady(ProcedureStep step, string item, int number, DateTimeOffset since, SetDate? set, string? personId, string? person, bool isLate = false)
    {
        var due = set is { Due: var date } ? new DueMoment(null, date, calendar.Version)
            : step.Standard is { } standard ? calendar.Due(standard, step.Clock, since, run.Item(item)?.Due ?? run.Due) : null;
        Write(Mark.Ready, step.No, item, number, due: due, moment: since, isLate: isLate, detail: detail => detail with { Set = set?.Due, SetBy = set?.By, PersonId = personId, Person = person });
    }

    /// <summary>Why a step cannot become ready for an item, and the day when it can, if that is all; nothing when it can.</summary>
    private (string? Why, DateTimeOffset? Until) Obstacle(ProcedureStep step, string item, DateTimeOffset? set)
    {
        var about = run.Item(item);
        var begins = about is not null && !run.HasBegun(item);
        return begins && about!.Held is { } held ? (held, null)
            : set is null && step.Standard?.Unit == StandardUnit.Scheduled && (about?.Due ?? run.Due) is null ? ("tanggalnya belum ditetapkan", null)
            : begins && about!.From > _at ? ("tanggal mulainya belum tiba", about.From)
            : (null, null);
    }

    /// <summary>What waited and need wait no longer becomes ready.</summary>
    /// <param name="item">Only what waits for this item; null: everything.</param>
    private void OpenWaiting(string? item = null)
    {
        foreach (var waiting in run.Attempts.Where(attempt => attempt.State == AttemptState.Waiting && (item is null || attempt.Item == item)).ToList())
        {
            Open(procedure.Step(waiting.Step), waiting.Item, waiting.Number, waiting.Set is { } set ? new(set, waiting.SetBy) : null, waiting.PersonId, waiting.Person);
        }
    }

    /// <summary>The run goes on per item: the step becomes ready for each. When all were settled before, it goes on behind them.</summary>
    private void FanOut(ProcedureStep step, Func<string, SetDate?>? repair)
    {
        foreach (var item in run.Items.Where(item => item.State != ItemState.Settled).ToList())
        {
            if (!item.IsOpen)
            {
                Write(Mark.Planned, "", item.Key, 0, detail: detail => detail with { Plan = item with { State = ItemState.Open, Arrived = null } });
            }

            Enter(step, item.Key, repair, person: item);
        }

        CheckJoin();
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
            return procedure.Step(run.FirstStep).IsPerItem ? run.FirstStep : null;
        }

        var step = procedure.Step(last.Step);
        return step.Next.Outcomes.Where(next => !IsDecided(step) || next.Word == last.Outcome).Select(next => next.Step).OfType<string>().FirstOrDefault(next => procedure.Step(next).IsPerItem);
    }

    /// <summary>Whether an item may join: the run is with its items, or may still come to them.</summary>
    private bool TakesItems() => Entry() is not null
        || run.Attempts.Where(attempt => attempt.IsOpen && attempt.Item.Length == 0).Any(open => Ahead(open.Step, step => !step.IsPerItem).Any(step => step.IsPerItem));

    /// <summary>The steps that can be reached from one, itself among them, going on only from those that fit.</summary>
    private List<ProcedureStep> Ahead(string from, Func<ProcedureStep, bool> goesOn)
    {
        HashSet<string> seen = [from];
        Queue<string> open = new(seen);
        List<ProcedureStep> found = [];
        while (open.TryDequeue(out var no))
        {
            var step = procedure.Step(no);
            if (!Runs(step))
            {
                continue;
            }

            found.Add(step);
            foreach (var next in goesOn(step) ? step.Next.Steps.Where(seen.Add) : [])
            {
                open.Enqueue(next);
            }
        }

        return found;
    }

    /// <summary>An item, or the run itself, came to where the run goes on as a whole.</summary>
    /// <param name="at">Null: the end.</param>
    private void Arrive(string item, ProcedureStep? at)
    {
        if (item.Length > 0)
        {
            // The run goes on with all its items, not with one.
            Write(Mark.Settled, at?.No ?? "", item, 0);
            CheckJoin();
        }
        else
        {
            End(Ending.Done);
        }
    }

    /// <summary>When every item is settled the run goes on as a whole (a join), or ends.</summary>
    /// <param name="closing">The owner closed the rest: also when there never was an item.</param>
    private void CheckJoin(bool closing = false)
    {
        if (run.Items.Any(item => item.IsOpen) || (run.Items.Count == 0 && !closing) || Entry() is not { } entry)
        {
            return;
        }

        var ended = run.Items.Where(item => item.State == ItemState.Ended).ToList();
        var arrived = ended.Select(item => item.Arrived).Where(no => !string.IsNullOrEmpty(no)).OfType<string>().Distinct().ToList();
        var join = arrived.Count > 0 ? procedure.Step(arrived.MinBy(Row)!) : ended.Count > 0 ? null : JoinOf(entry);
        if (join is null)
        {
            End(Ending.Done);
        }
        else
        {
            // All before it is done when the last of them is, in whatever order they were entered.
            Enter(join, "", ready: Later(Moment, AllDone()));
        }
    }

    /// <summary>Where items of a step arrive when all goes well: the first step of the run behind it; null: at the end.</summary>
    private ProcedureStep? JoinOf(string entry)
    {
        var ahead = Ahead(entry, step => step.IsPerItem);
        return ahead.Where(step => !step.IsPerItem && Row(step.No) > Row(entry)).MinBy(step => Row(step.No));
    }

    /// <summary>A due date of an attempt's own.</summary>
    /// <param name="By">The step whose reading gives it; null: a person set it.</param>
    private readonly record struct SetDate(DateTimeOffset Due, string? By);

    /// <summary>By when a repair is due: as the checker says, else as the document's reading does.</summary>
    private SetDate? RepairDue(ProcedureStep decision, string item, ProcedureStep target, DateTimeOffset? asked) =>
        asked is { } date ? new(date, null)
        : RepairByReading(decision, run.Last(decision.No, item) ?? run.Last(decision.No, ""), target, item, LimitOf) is { } read ? new(read, decision.No)
        : null;

    /// <summary>By when a repair is due (reading <c>Perbaikan</c>), from the moment it was decided.</summary>
    /// <param name="limitOf">By when an earlier attempt was due.</param>
    private DateTimeOffset? RepairByReading(ProcedureStep decision, Attempt? decided, ProcedureStep target, string item, Func<Attempt, DateTimeOffset?> limitOf)
    {
        DateTimeOffset After(ServiceStandard time) => calendar.Due(time, target.Clock, decided?.Done ?? Moment, null)!.Limit;
        return decision.Repair switch
        {
            { Kind: RepairKind.Own, Time: { } time } => After(time),
            { Kind: RepairKind.Shared } => decided is null ? null : limitOf(decided),
            { Kind: RepairKind.Rest, Time: { } least } => run.First(target.No, item) is { } once && limitOf(once) is { } first && first > After(least) ? first : After(least),
            _ => target.Standard?.Unit == StandardUnit.Scheduled ? After(new(StandardUnit.WorkingDays, null, UsualRepairDays, "")) : null,
        };
    }

    /// <summary>By when an attempt is or was due, with this calendar: what is done keeps its moment, but what is reckoned from it does not keep a calendar that was wrong.</summary>
    private DateTimeOffset? LimitOf(Attempt attempt) => Reckoned(procedure.Step(attempt.Step), attempt)?.Limit ?? attempt.Limit;

    /// <summary>The due moment of a repair reckoned anew with this calendar; null when somebody set it: then it stays.</summary>
    private DueMoment? RepairReckoned(ProcedureStep step, Attempt attempt)
    {
        if (attempt.SetBy is not { } by || procedure.FindStep(by) is not { } decision || DecidedBefore(attempt, by) is not { } decided)
        {
            return null;
        }

        // Each attempt it goes back to is of a later row or has a smaller number, so this comes to an end.
        return RepairByReading(decision, decided, step, attempt.Item, other => IsSame(other, attempt) ? null : LimitOf(other)) is { } date ? new(null, date, calendar.Version) : null;
    }

    private static bool IsSame(Attempt one, Attempt other) => one.Number == other.Number && one.Step == other.Step && one.Item == other.Item;

    /// <summary>The attempt at a step, of the item or of the run, that was settled last before another one was opened.</summary>
    private Attempt? DecidedBefore(Attempt opened, string step)
    {
        Attempt? found = null;
        foreach (var attempt in run.Attempts)
        {
            if (IsSame(attempt, opened))
            {
                break;
            }

            found = attempt.Step == step && !attempt.IsOpen && (attempt.Item == opened.Item || attempt.Item.Length == 0) ? attempt : found;
        }

        return found;
    }
}
