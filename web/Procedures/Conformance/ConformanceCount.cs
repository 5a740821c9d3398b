using System.Runtime.InteropServices;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>Counts the measures of one procedure out of the tally, each by its definition in procedures.md §10.</summary>
/// <param name="versionOf">The document a run was opened under.</param>
internal sealed class ConformanceCount(EventTally tally, Procedure procedure, Func<string, Procedure> versionOf, WorkingCalendar calendar)
{
    private readonly Dictionary<int, StepMap> _maps = [];
    private readonly Dictionary<string, StepSums> _steps = new(StringComparer.Ordinal);
    private readonly MonthSums[] _months = [.. Enumerable.Range(0, 12).Select(_ => new MonthSums())];
    private readonly List<long> _cycles = [];
    private readonly List<int> _cycleRuns = [];
    private readonly List<Deviation> _deviations = [];
    private readonly Dictionary<DeviationKind, int> _deviationCounts = [];
    private readonly RunOrder _order = new();
    private readonly ItemSums _items = new(tally, calendar);
    private readonly FindingSums _findings = new();
    private LoopSums[] _loops = [];
    private int _ended;
    private int _conform;
    private int _unjudged;
    private int _cancelled;
    private int _open;

    public ConformanceFigures Count(Period period, DateTimeOffset now)
    {
        var (from, to) = (period.From.UtcTicks, period.To.UtcTicks);
        var year = period with { Month = null, Half = null };
        var (yearFrom, yearTo) = (year.From.UtcTicks, year.To.UtcTicks);
        var present = new StepMap(procedure);
        _loops = [.. present.Loops.Select(loop => new LoopSums(loop))];
        foreach (var step in procedure.Steps)
        {
            _steps[step.No] = new();
        }

        var runs = tally.Runs;
        var wanted = tally.Procedure(procedure.Id);
        for (var run = 0; run < runs.Length; run++)
        {
            if (runs[run].Procedure != wanted)
            {
                continue;
            }

            ref readonly var row = ref runs[run];
            ref var map = ref CollectionsMarshal.GetValueRefOrAddDefault(_maps, row.Version, out _);
            map ??= tally.Version(row.Version) == procedure.Version ? present : new StepMap(versionOf(tally.Version(row.Version)));
            CountRun(run, row, map, (from, to), (yearFrom, yearTo), now);
        }

        return new(
            procedure, period, now, new(_ended, _conform, _unjudged, _cancelled, _open, CycleSpread()),
            [.. Ordered().Select(entry => entry.Sums.Figures(entry.No, procedure.FindStep(entry.No), this))],
            [.. _months.Select((month, at) => new MonthFigures(at + 1, month.Done, month.Judged, month.Within, month.Ended, month.Conform))],
            [.. _loops.Select(loop => loop.Figures())],
            Roles(),
            [.. Ordered().Where(entry => entry.Sums.Open > 0).Select(entry => entry.Sums.OpenFigures(entry.No))],
            [.. _deviations.OrderByDescending(deviation => deviation.At).ThenBy(deviation => deviation.Run, StringComparer.Ordinal).Take(ConformanceFigures.MostDeviations)],
            _deviationCounts,
            _items.Figures(procedure.Steps.FirstOrDefault(step => step.IsPerItem)?.Per,
                Spread(_items.Cycles, at => new(tally.RunName(_items.Cases[at].Run), tally.ItemName(_items.Cases[at].Item), 1, TimeSpan.FromTicks(_items.Cycles[at])))),
            _findings.Figures(Ordered().Select(entry => entry.No)));
    }

    private void CountRun(int run, in RunRow row, StepMap map, (long From, long To) period, (long From, long To) year, DateTimeOffset now)
    {
        var attempts = tally.Attempts;
        _order.Begin();
        var (first, last, open, judged, over, odd, reachedEnd) = (row.Opened, 0L, 0, 0, 0, 0, false);
        for (var at = row.First; at >= 0; at = attempts[at].Next)
        {
            ref var attempt = ref attempts[at];
            var no = tally.StepNo(attempt.Step);
            var entry = map.Find(no);
            tally.Fold(ref attempt, entry?.Step, calendar);
            _order.Note(attempt);
            var began = attempt.Ready != 0 ? attempt.Ready : attempt.Started;
            first = first == 0 || (began != 0 && began < first) ? began : first;
            last = Math.Max(last, attempt.Ended);
            reachedEnd |= attempt.State is AttemptState.Done or AttemptState.Skipped && entry?.EndsRun == true;
            CountAttempt(at, attempt, no, entry?.Step, period, year, now);
            open += attempt.State is AttemptState.Ready or AttemptState.Started or AttemptState.Paused ? 1 : 0;
            judged += attempt.Verdict >= Verdict.WithinTarget ? 1 : 0;
            over += attempt.Verdict == Verdict.Over ? 1 : 0;
        }

        for (var at = row.First; at >= 0; at = attempts[at].Next)
        {
            odd += Deviations(attempts[at], map, period);
            Reopenings(attempts[at], period);
        }

        foreach (var loop in _loops)
        {
            loop.Count(tally, row, period);
        }

        _items.Count(run, row, period);

        var hasMarks = row.Opened != 0 || row.Ended != 0;
        var ended = hasMarks ? (row.IsOver ? row.Ended : 0) : row.First >= 0 && open == 0 ? last : 0;
        if (ended == 0)
        {
            _open++;
            return;
        }

        var cancelled = hasMarks ? row.IsCancelled : !reachedEnd;
        if (Within(ended, year) && !cancelled)
        {
            var month = _months[Period.MonthOf(ended) - 1];
            month.Ended++;
            month.Conform += over + odd == 0 ? 1 : 0;
        }

        if (!Within(ended, period))
        {
            return;
        }

        if (cancelled)
        {
            _cancelled++;
            return;
        }

        _ended++;
        _conform += over + odd == 0 ? 1 : 0;
        _unjudged += judged == 0 ? 1 : 0;
        if (first != 0)
        {
            _cycles.Add(calendar.Working(WorkClock.Office, EventTally.At(first), EventTally.At(ended)).Ticks);
            _cycleRuns.Add(run);
        }
    }

    private void CountAttempt(int at, in AttemptRow attempt, string no, ProcedureStep? step, (long From, long To) period, (long From, long To) year, DateTimeOffset now)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(_steps, no, out _);
        sums ??= new();
        switch (attempt.State)
        {
            case AttemptState.Ready or AttemptState.Started or AttemptState.Paused:
                sums.AddOpen(attempt, Show.Day(now).DayNumber - Show.Day(EventTally.At(attempt.Since)).DayNumber + 1,
                    step is not null && AttemptTimes.IsOverdue(step, AttemptMarks.Of(tally.Marks(attempt)), now, calendar));
                break;
            case AttemptState.Skipped when Within(attempt.Ended, period) && step is { MayBeSkipped: true }:
                sums.Skipped++;
                break;
            case AttemptState.Done:
                if (Within(attempt.Ended, year))
                {
                    var month = _months[Period.MonthOf(attempt.Ended) - 1];
                    month.Done++;
                    month.Judged += attempt.Verdict >= Verdict.WithinTarget ? 1 : 0;
                    month.Within += attempt.Verdict is Verdict.WithinTarget or Verdict.Within ? 1 : 0;
                }

                if (Within(attempt.Ended, period))
                {
                    sums.AddDone(at, attempt);
                    _findings.Add(tally, at, no);
                }

                break;
            default:
                break;
        }
    }

    /// <returns>How many of this attempt make its run not conform.</returns>
    private int Deviations(in AttemptRow attempt, StepMap map, (long From, long To) period)
    {
        var entry = map.Find(tally.StepNo(attempt.Step));
        var odd = 0;
        if (attempt.State == AttemptState.Skipped && entry?.Step.MayBeSkipped != true)
        {
            odd++;
            Deviates(DeviationKind.Skipped, attempt, attempt.Ended, period);
        }

        if (attempt.State == AttemptState.Done && entry is { Before.Count: > 0 } && _order.IsOutOfOrder(attempt, entry, tally))
        {
            odd++;
            Deviates(DeviationKind.OutOfOrder, attempt, attempt.Ended, period);
        }

        return odd;
    }

    /// <summary>Allowed by a role above, so reopenings stand in the list and not in the run's conformity.</summary>
    private void Reopenings(in AttemptRow attempt, (long From, long To) period)
    {
        if (attempt.Flags.HasFlag(AttemptFlags.Reopened))
        {
            foreach (var mark in tally.Marks(attempt).Where(mark => mark.Mark == Mark.Reopened))
            {
                Deviates(DeviationKind.Reopened, attempt, mark.At.UtcTicks, period);
            }
        }
    }

    private void Deviates(DeviationKind kind, in AttemptRow attempt, long at, (long From, long To) period)
    {
        if (Within(at, period))
        {
            _deviationCounts[kind] = _deviationCounts.GetValueOrDefault(kind) + 1;
            _deviations.Add(new(kind, tally.RunName(attempt.Run), tally.ItemName(attempt), tally.StepNo(attempt.Step), attempt.Attempt, EventTally.At(at)));
        }
    }

    private static bool Within(long at, (long From, long To) period) => at >= period.From && at < period.To;

    /// <summary>The document's steps in its order, then those of older versions only.</summary>
    private IEnumerable<(string No, StepSums Sums)> Ordered() => procedure.Steps.Select(step => (step.No, _steps[step.No]))
        .Concat(_steps.Where(entry => procedure.FindStep(entry.Key) is null).OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Key, entry.Value)));

    private IReadOnlyList<RoleFigures> Roles() =>
    [
        .. procedure.Steps.GroupBy(step => step.Responsible.Key).Select(group => new RoleFigures(
            procedure.Actor(group.Key).Label, group.Sum(step => _steps[step.No].Done), group.Sum(step => _steps[step.No].Judged), group.Sum(step => _steps[step.No].Within),
            TimeSpan.FromTicks(group.Sum(step => _steps[step.No].WaitSum)), TimeSpan.FromTicks(group.Sum(step => _steps[step.No].LeadSum))))
        .Where(role => role.Done > 0),
    ];

    private Spread CycleSpread() => Spread(_cycles, at => new(tally.RunName(_cycleRuns[at]), tally.RunName(_cycleRuns[at]), 1, TimeSpan.FromTicks(_cycles[at])));

    private Spread Spread(TimeList times) => Spread(times.Ticks, at =>
    {
        ref readonly var row = ref tally.Attempts[times.Rows[at]];
        return new(tally.RunName(row.Run), tally.ItemName(row), row.Attempt, TimeSpan.FromTicks(times.Ticks[at]));
    });

    private static Spread Spread(List<long> ticks, Func<int, CaseTime> caseAt)
    {
        if (ticks.Count < Conformance.Spread.Fewest)
        {
            return Conformance.Spread.None with { Count = ticks.Count, Few = [.. Enumerable.Range(0, ticks.Count).Select(caseAt).OrderBy(found => found.Time).ThenBy(found => found.Run, StringComparer.Ordinal)] };
        }

        long[] ordered = [.. ticks];
        Array.Sort(ordered);
        TimeSpan At(int percent) => TimeSpan.FromTicks(Conformance.Spread.Rank(ordered, percent));
        return new(ordered.Length, At(50), At(80), At(95), []);
    }

    private sealed class MonthSums
    {
        public int Done;
        public int Judged;
        public int Within;
        public int Ended;
        public int Conform;
    }

    /// <summary>Times with the attempts they are of.</summary>
    private sealed class TimeList
    {
        public List<long> Ticks { get; } = [];
        public List<int> Rows { get; } = [];

        public void Add(long ticks, int row)
        {
            if (ticks >= 0)
            {
                Ticks.Add(ticks);
                Rows.Add(row);
            }
        }
    }

    private sealed class StepSums
    {
        private readonly TimeList _wait = new();
        private readonly TimeList _work = new();
        private readonly TimeList _lead = new();
        private readonly int[] _ages = new int[AgeBucket.Labels.Count];
        private int _late;
        private int _target;
        private int _unmeasured;
        private int _ready;
        private int _working;
        private int _paused;
        private int _overdue;

        public int Done { get; private set; }
        public int Judged { get; private set; }
        public int Within { get; private set; }
        public int Skipped { get; set; }
        public long WaitSum { get; private set; }
        public long LeadSum { get; private set; }
        public int Open => _ready + _working + _paused;

        public void AddDone(int at, in AttemptRow attempt)
        {
            Done++;
            if (attempt.Flags.HasFlag(AttemptFlags.Late))
            {
                _late++;
                return;
            }

            _wait.Add(attempt.Wait, at);
            _work.Add(attempt.Work, at);
            _lead.Add(attempt.Lead, at);
            if (attempt is { Wait: >= 0, Lead: >= 0 })
            {
                WaitSum += attempt.Wait;
                LeadSum += attempt.Lead;
            }

            _unmeasured += attempt.Verdict == Verdict.Unmeasured ? 1 : 0;
            Judged += attempt.Verdict >= Verdict.WithinTarget ? 1 : 0;
            Within += attempt.Verdict is Verdict.WithinTarget or Verdict.Within ? 1 : 0;
            _target += attempt.Verdict == Verdict.WithinTarget ? 1 : 0;
        }

        public void AddOpen(in AttemptRow attempt, int days, bool overdue)
        {
            _ready += attempt.State == AttemptState.Ready ? 1 : 0;
            _working += attempt.State == AttemptState.Started ? 1 : 0;
            _paused += attempt.State == AttemptState.Paused ? 1 : 0;
            _ages[AgeBucket.Of(days)]++;
            _overdue += overdue ? 1 : 0;
        }

        public StepFigures Figures(string no, ProcedureStep? step, ConformanceCount count) => new(
            no, step, Done, _late, Judged, Within, step?.Standard?.Target is null ? null : _target, _unmeasured,
            count.Spread(_wait), count.Spread(_work), count.Spread(_lead), TimeSpan.FromTicks(WaitSum), TimeSpan.FromTicks(LeadSum), Skipped, Open);

        public OpenFigures OpenFigures(string no) => new(no, _ready, _working, _paused, _ages, _overdue);
    }
}
