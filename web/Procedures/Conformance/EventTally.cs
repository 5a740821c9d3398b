using System.Runtime.InteropServices;
using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>
/// The event log by columns: one row an attempt, so that a million events take some tens of megabytes and a year of them is counted in a blink.
/// Events may come in any order and more than once. Not for several threads at once.
/// </summary>
internal sealed class EventTally
{
    private readonly record struct MoreMark(long At, Mark Mark, long Target, long Limit, bool IsCorrection, int Next);

    private readonly List<AttemptRow> _attempts = [];
    private readonly List<RunRow> _runs = [];
    private readonly List<string> _runNames = [];
    private readonly List<ItemRow> _itemRows = [];
    private readonly List<MoreMark> _more = [];

    /// <summary>The kinds of what an attempt found, by the attempt's place: few attempts find anything.</summary>
    private readonly Dictionary<int, ushort[]> _found = [];
    private readonly Names _procedures = new();
    private readonly Names _versions = new();
    private readonly Names _steps = new();
    private readonly Names _words = new();
    private readonly List<string> _items = [""];
    private readonly Dictionary<string, int> _itemOf = new(StringComparer.Ordinal);
    private readonly Dictionary<(ushort Procedure, string Run), int> _runOf = [];
    private readonly Dictionary<(int Run, int Item, ushort Step, ushort Attempt), int> _attemptOf = [];
    private readonly Dictionary<(int Run, int Item), int> _itemRowOf = [];

    public int Events { get; private set; }

    public Span<AttemptRow> Attempts => CollectionsMarshal.AsSpan(_attempts);

    public ReadOnlySpan<RunRow> Runs => CollectionsMarshal.AsSpan(_runs);

    public ReadOnlySpan<ItemRow> Items => CollectionsMarshal.AsSpan(_itemRows);

    /// <summary>The kinds of what an attempt found, one for each finding (<see cref="Word"/>; empty where nobody said); empty when it found nothing.</summary>
    /// <param name="attempt">Its place.</param>
    public ReadOnlySpan<ushort> Found(int attempt) => _found.GetValueOrDefault(attempt);

    public string ItemName(int item) => _items[item];

    /// <summary>The number of a procedure in the tally, or −1 when the log knows none of it.</summary>
    public int Procedure(string id) => _procedures.Find(id);

    public int FindStep(string no) => _steps.Find(no);

    public string Version(int version) => _versions[version];

    public string StepNo(int step) => _steps[step];

    public string Word(int word) => _words[word];

    public string RunName(int run) => _runNames[run];

    /// <summary>The item's name; the run's own where the step is done per run.</summary>
    public string ItemName(in AttemptRow row) => row.Item == 0 ? _runNames[row.Run] : _items[row.Item];

    public int FindRun(string procedure, string run) =>
        _procedures.Find(procedure) is >= 0 and var number && _runOf.TryGetValue(((ushort)number, run), out var found) ? found : -1;

    public void Add(ProcedureEvent happened)
    {
        Events++;
        var procedure = _procedures.Of(happened.Procedure);
        ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_runOf, (procedure, happened.Run), out var known);
        if (!known)
        {
            run = _runs.Count;
            _runNames.Add(happened.Run);
            _runs.Add(new() { Procedure = procedure, First = -1, FirstItem = -1, Version = _versions.Of(happened.ProcedureVersion) });
        }

        if (happened.Step.Length == 0 || !AttemptMark.IsOfAttempt(happened.Mark))
        {
            if (happened.Mark is Mark.Planned or Mark.Settled && happened.Item != happened.Run)
            {
                OfItem(ref ItemOf(run, happened.Item), happened);
            }

            OfRun(ref CollectionsMarshal.AsSpan(_runs)[run], happened);
            return;
        }

        OfAttempt(Row(run, happened), happened);
        if (happened.Mark == Mark.Reopened)
        {
            if (happened.Item != happened.Run)
            {
                OfItem(ref ItemOf(run, happened.Item), happened);
            }

            ref var row = ref CollectionsMarshal.AsSpan(_runs)[run];
            var (at, order) = (happened.Moment.UtcTicks, happened.Detail?.Order ?? -1);
            if (row.Reopened == 0 || RunRow.IsLater(at, order, row.Reopened, row.ReopenedOrder))
            {
                (row.Reopened, row.ReopenedOrder) = (at, order);
            }
        }
    }

    /// <summary>All that the tally keeps of one attempt, as marks.</summary>
    public IEnumerable<AttemptMark> Marks(AttemptRow row)
    {
        var late = row.Flags.HasFlag(AttemptFlags.Late);
        if (row.Ready != 0)
        {
            yield return new(Mark.Ready, At(row.Ready), Maybe(row.Target), Maybe(row.Limit), late);
        }

        if (row.Started != 0)
        {
            yield return new(Mark.Started, At(row.Started), IsLateEntry: late);
        }

        for (var at = row.More; at >= 0; at = _more[at].Next)
        {
            var more = _more[at];
            yield return new(more.Mark, At(more.At), Maybe(more.Target), Maybe(more.Limit), late, more.IsCorrection);
        }

        if (row.Ended != 0)
        {
            yield return new(row.Flags.HasFlag(AttemptFlags.Done) ? Mark.Done : row.Flags.HasFlag(AttemptFlags.Skipped) ? Mark.Skipped : Mark.Cancelled, At(row.Ended), IsLateEntry: late);
        }
    }

    /// <summary>Gives back the room that growing took beforehand.</summary>
    public void Trim()
    {
        _attempts.TrimExcess();
        _runs.TrimExcess();
        _runNames.TrimExcess();
        _itemRows.TrimExcess();
        _more.TrimExcess();
        _found.TrimExcess();
        _items.TrimExcess();
        _itemOf.TrimExcess();
        _runOf.TrimExcess();
        _attemptOf.TrimExcess();
        _itemRowOf.TrimExcess();
    }

    /// <summary>Forgets the times reckoned so far: the calendar or the documents changed.</summary>
    public void Unfold()
    {
        foreach (ref var row in Attempts)
        {
            row.IsFolded = false;
        }
    }

    /// <summary>Reckons the times of an attempt unless that was done.</summary>
    /// <param name="step">As the version of its run has it; null when that document has no such step any more.</param>
    public void Fold(ref AttemptRow row, ProcedureStep? step, WorkingCalendar calendar)
    {
        if (row.IsFolded)
        {
            return;
        }

        var marks = AttemptMarks.Of(Marks(row));
        var times = step is null ? new AttemptTimes(null, null, null, Verdict.NotJudged) : AttemptTimes.Of(step, marks, calendar);
        (row.Wait, row.Work, row.Lead) = (times.Wait?.Ticks ?? -1, times.Work?.Ticks ?? -1, times.Lead?.Ticks ?? -1);
        (row.Verdict, row.State, row.Since, row.IsFolded) = (times.Verdict, marks.State, marks.Since?.UtcTicks ?? 0, true);
    }

    public static DateTimeOffset At(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? Maybe(long ticks) => ticks == 0 ? null : At(ticks);

    private static void OfRun(ref RunRow run, ProcedureEvent happened)
    {
        switch (happened.Mark)
        {
            case Mark.Opened:
                run.Opened = First(run.Opened, happened.Moment.UtcTicks);
                break;
            case Mark.Ended:
                // A run that was reopened ends again.
                var (at, order) = (happened.Moment.UtcTicks, happened.Detail?.Order ?? -1);
                if (run.Ended == 0 || RunRow.IsLater(at, order, run.Ended, run.EndedOrder))
                {
                    (run.Ended, run.EndedOrder, run.IsCancelled) = (at, order, happened.Outcome == Ending.Cancelled);
                }

                break;
            default:
                // Plans and settled items say nothing of time.
                break;
        }
    }

    private ref ItemRow ItemOf(int run, string name)
    {
        var item = Item(name);
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(_itemRowOf, (run, item), out var known);
        if (!known)
        {
            at = _itemRows.Count;
            ref var row = ref CollectionsMarshal.AsSpan(_runs)[run];
            _itemRows.Add(new() { Item = item, Next = row.FirstItem });
            row.FirstItem = at;
        }

        return ref CollectionsMarshal.AsSpan(_itemRows)[at];
    }

    private static void OfItem(ref ItemRow item, ProcedureEvent happened)
    {
        var (at, order) = (happened.Moment.UtcTicks, happened.Detail?.Order ?? -1);
        if (happened.Mark == Mark.Settled)
        {
            if (item.Ended == 0 || RunRow.IsLater(at, order, item.Ended, item.EndedOrder))
            {
                (item.Ended, item.EndedOrder, item.IsSettled) = (at, order, happened.Outcome is not null);
            }
        }
        else if (item.Opened == 0 || RunRow.IsLater(at, order, item.Opened, item.OpenedOrder))
        {
            // What is planned or done again is open, whatever it was.
            (item.Opened, item.OpenedOrder) = (at, order);
        }
    }

    /// <returns>The attempt's place.</returns>
    private int Row(int run, ProcedureEvent happened)
    {
        var item = happened.Item == happened.Run ? 0 : Item(happened.Item);
        var (step, attempt) = (_steps.Of(happened.Step), (ushort)Math.Clamp(happened.Attempt, 0, ushort.MaxValue));
        ref var at = ref CollectionsMarshal.GetValueRefOrAddDefault(_attemptOf, (run, item, step, attempt), out var known);
        if (!known)
        {
            at = _attempts.Count;
            ref var row = ref CollectionsMarshal.AsSpan(_runs)[run];
            _attempts.Add(new() { Run = run, Item = item, Step = step, Attempt = attempt, Next = row.First, More = -1, Outcome = _words.Of("") });
            row.First = at;
        }

        return at;
    }

    private void OfAttempt(int place, ProcedureEvent happened)
    {
        ref var row = ref Attempts[place];
        row.IsFolded = false;
        var at = happened.Moment.UtcTicks;
        if (happened.IsLateEntry)
        {
            row.Flags |= AttemptFlags.Late;
        }

        switch (happened.Mark)
        {
            case Mark.Ready:
                if (row.Ready == 0 || at < row.Ready)
                {
                    (row.Ready, row.Target, row.Limit) = (at, happened.Target?.UtcTicks ?? 0, happened.Limit?.UtcTicks ?? 0);
                }

                break;
            case Mark.Started:
                row.Started = First(row.Started, at);
                break;
            case Mark.Done:
                // A done mark outweighs the others, whichever came first.
                if (!row.Flags.HasFlag(AttemptFlags.Done) || at < row.Ended)
                {
                    (row.Ended, row.Outcome) = (at, _words.Of(happened.Outcome ?? ""));
                    Find(place, happened.Detail);
                }

                row.Flags |= AttemptFlags.Done;
                break;
            case Mark.Skipped:
                End(ref row, AttemptFlags.Skipped, AttemptFlags.Done, at);
                break;
            case Mark.Cancelled:
                End(ref row, AttemptFlags.Cancelled, AttemptFlags.Done | AttemptFlags.Skipped, at);
                break;
            case Mark.Reopened:
                row.Flags |= AttemptFlags.Reopened;
                More(ref row, happened);
                break;
            case Mark.Paused or Mark.Resumed or Mark.Moved:
                More(ref row, happened);
                break;
            default:
                // Whose hands it went through says nothing of time.
                break;
        }
    }

    private void Find(int place, MarkDetail? detail)
    {
        if (detail?.Findings is { Count: > 0 } findings)
        {
            _found[place] = [.. findings.Select((_, at) => _words.Of(detail.Kinds?.ElementAtOrDefault(at) ?? ""))];
        }
        else
        {
            _found.Remove(place);
        }
    }

    private static void End(ref AttemptRow row, AttemptFlags way, AttemptFlags stronger, long at)
    {
        if ((row.Flags & stronger) == 0)
        {
            row.Ended = row.Flags.HasFlag(way) ? First(row.Ended, at) : at;
        }

        row.Flags |= way;
    }

    private void More(ref AttemptRow row, ProcedureEvent happened)
    {
        MoreMark more = new(happened.Moment.UtcTicks, happened.Mark, happened.Target?.UtcTicks ?? 0, happened.Limit?.UtcTicks ?? 0, AttemptMark.Of(happened).IsCorrection, row.More);
        for (var at = row.More; at >= 0; at = _more[at].Next)
        {
            if (_more[at] with { Next = more.Next } == more)
            {
                return;
            }
        }

        row.More = _more.Count;
        _more.Add(more);
    }

    private int Item(string name)
    {
        ref var item = ref CollectionsMarshal.GetValueRefOrAddDefault(_itemOf, name, out var known);
        if (!known)
        {
            item = _items.Count;
            _items.Add(name);
        }

        return item;
    }

    private static long First(long kept, long at) => kept == 0 || at < kept ? at : kept;

    /// <summary>Texts that come again and again, by number.</summary>
    private sealed class Names
    {
        private readonly Dictionary<string, ushort> _of = new(StringComparer.Ordinal);
        private readonly List<string> _names = [];

        public string this[int number] => _names[number];

        public int Find(string name) => _of.TryGetValue(name, out var found) ? found : -1;

        /// <exception cref="OverflowException">There are more than 65,535 different ones: such a log is none of this portal's.</exception>
        public ushort Of(string name)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(_of, name, out var known);
            if (!known)
            {
                number = checked((ushort)_names.Count);
                _names.Add(name);
            }

            return number;
        }
    }
}
