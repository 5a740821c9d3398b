using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.WorkingTime;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>The measures by their definitions in procedures.md §10, slowly and straight from the events: what the fast ones are held against.</summary>
internal sealed class NaiveFigures(IReadOnlyList<ProcedureEvent> log, Procedure procedure, Period period, WorkingCalendar calendar)
{
    public sealed record Attempt(
        string Run, string Step, string Item, int Number, DateTimeOffset? Ready, DateTimeOffset? Started, DateTimeOffset? Done, DateTimeOffset? Skipped, DateTimeOffset? Cancelled,
        string Outcome, bool Late, TimeSpan? Wait, TimeSpan? Work, TimeSpan? Lead, bool? Within, bool Unmeasured, bool OnTarget)
    {
        public DateTimeOffset? Ended => Done ?? Skipped ?? Cancelled;
    }

    public IReadOnlyList<Attempt> Attempts { get; } =
    [
        .. log.Where(mark => mark.Step.Length > 0 && mark.Mark is not (Mark.Settled or Mark.Planned))
            .GroupBy(mark => (mark.Run, mark.Step, mark.Item, mark.Attempt)).Select(group => Fold([.. group.DistinctBy(mark => mark.Id)], procedure.FindStep(group.Key.Step), calendar)),
    ];

    public bool In(DateTimeOffset? moment) => moment >= period.From && moment < period.To;

    public IReadOnlyList<Attempt> DoneAt(string step) => [.. Attempts.Where(attempt => attempt.Step == step && In(attempt.Done))];

    /// <summary>Runs with marks of their own: ended and conform.</summary>
    public (int Ended, int Conform) Runs()
    {
        var (ended, conform) = (0, 0);
        foreach (var run in log.GroupBy(mark => mark.Run))
        {
            var end = run.Where(mark => mark.Mark == Mark.Ended).MaxBy(mark => mark.Moment);
            if (end is null || end.Outcome == "batal" || !In(end.Moment) || run.Any(mark => mark.Mark == Mark.Reopened && mark.Moment > end.Moment))
            {
                continue;
            }

            var attempts = Attempts.Where(attempt => attempt.Run == run.Key).ToList();
            ended++;
            conform += attempts.Any(attempt => attempt.Within == false || IsBadSkip(attempt) || IsOutOfOrder(attempt)) ? 0 : 1;
        }

        return (ended, conform);
    }

    public int Deviations(DeviationKind kind) => kind switch
    {
        DeviationKind.Skipped => Attempts.Count(attempt => IsBadSkip(attempt) && In(attempt.Skipped)),
        DeviationKind.OutOfOrder => Attempts.Count(attempt => IsOutOfOrder(attempt) && In(attempt.Done)),
        DeviationKind.Reopened => log.DistinctBy(mark => mark.Id).Count(mark => mark.Mark == Mark.Reopened && In(mark.Moment)),
        _ => throw new InvalidOperationException(),
    };

    /// <summary>Items of a decision: decided in the period, accepted at once, with two attempts or more at the loop's target.</summary>
    public (int Decided, int FirstPass, int Reworked) Loop(string decision, string target, string back)
    {
        var decided = Attempts.Where(attempt => attempt.Step == decision && attempt.Done is not null).GroupBy(attempt => (attempt.Run, attempt.Item))
            .Select(item => item.MinBy(attempt => attempt.Done)!).Where(first => In(first.Done)).ToList();
        return (decided.Count, decided.Count(first => first.Outcome != back),
            decided.Count(first => Attempts.Count(attempt => attempt.Step == target && attempt.Run == first.Run && attempt.Item == first.Item) >= 2));
    }

    /// <summary>Items (of runs) that came to their end: those that went their way, those settled otherwise, those open; and how long the first took.</summary>
    public (int Ended, int Settled, int Open, IReadOnlyList<TimeSpan> Cycles) Items()
    {
        var (ended, settled, open) = (0, 0, 0);
        List<TimeSpan> cycles = [];
        foreach (var item in log.DistinctBy(mark => mark.Id).Where(mark => mark.Item != mark.Run).GroupBy(mark => (mark.Run, mark.Item)))
        {
            var end = item.Where(mark => mark.Mark == Mark.Settled).MaxBy(mark => mark.Moment);
            var opens = item.Where(mark => mark.Mark is Mark.Planned or Mark.Reopened).ToList();
            if (end is null && opens.Count == 0)
            {
                continue;
            }

            if (end is null || opens.Any(mark => mark.Moment > end.Moment))
            {
                open++;
            }
            else if (In(end.Moment))
            {
                settled += end.Outcome is null ? 0 : 1;
                ended += end.Outcome is null ? 1 : 0;
                var began = Attempts.Where(attempt => attempt.Run == item.Key.Run && attempt.Item == item.Key.Item).Min(attempt => attempt.Ready ?? attempt.Started);
                if (end.Outcome is null && began is { } from)
                {
                    cycles.Add(calendar.Working(WorkClock.Office, from, end.Moment));
                }
            }
        }

        return (ended, settled, open, cycles);
    }

    /// <summary>What was found in the period, by step and kind; and how many attempts found anything.</summary>
    public IReadOnlyDictionary<string, (int Checks, IReadOnlyDictionary<string, int> Kinds)> Findings() =>
        Attempts.Where(attempt => In(attempt.Done)).Select(attempt => (attempt.Step, Mark: log.Where(mark => mark.Mark == Mark.Done && mark.Run == attempt.Run && mark.Step == attempt.Step && mark.Item == attempt.Item && mark.Attempt == attempt.Number).MinBy(mark => mark.Moment)!))
            .Where(done => done.Mark.Detail?.Findings is { Count: > 0 }).GroupBy(done => done.Step)
            .ToDictionary(step => step.Key, step => (step.Count(), (IReadOnlyDictionary<string, int>)step
                .SelectMany(done => done.Mark.Detail!.Findings!.Select((_, at) => done.Mark.Detail.Kinds?.ElementAtOrDefault(at) ?? "")).GroupBy(kind => kind).ToDictionary(kind => kind.Key, kind => kind.Count())));

    private bool IsBadSkip(Attempt attempt) => attempt.Done is null && attempt.Skipped is not null && procedure.FindStep(attempt.Step)?.MayBeSkipped != true;

    private bool IsOutOfOrder(Attempt attempt)
    {
        var step = procedure.FindStep(attempt.Step);
        if (step is null || attempt.Done is null || step.OpensByItself || step.IsCounted || step == procedure.Steps[0])
        {
            return false;
        }

        var before = Attempts.Where(other => other.Run == attempt.Run && procedure.FindStep(other.Step) is { IsPeriodic: false, IsCounted: false } leading
            && leading.Next.Steps.Contains(step.No) && (leading.Per != step.Per || other.Item == attempt.Item)).ToList();
        return before.Count > 0 && before.All(other => other.Ended is null || other.Ended > attempt.Done);
    }

    private static Attempt Fold(IReadOnlyList<ProcedureEvent> marks, ProcedureStep? step, WorkingCalendar calendar)
    {
        DateTimeOffset? First(Mark mark) => marks.Where(one => one.Mark == mark).Select(one => (DateTimeOffset?)one.Moment).Min();
        var (ready, started, done) = (First(Mark.Ready), First(Mark.Started), First(Mark.Done));
        List<(DateTimeOffset From, DateTimeOffset To)> pauses = [];
        DateTimeOffset? paused = null;
        foreach (var mark in marks.Where(mark => mark.Mark is Mark.Paused or Mark.Resumed).OrderBy(mark => mark.Moment).ThenBy(mark => mark.Mark))
        {
            if (mark.Mark == Mark.Paused)
            {
                paused ??= mark.Moment;
            }
            else if (paused is { } from)
            {
                pauses.Add((from, mark.Moment));
                paused = null;
            }
        }

        if (paused is { } open && (done ?? First(Mark.Skipped) ?? First(Mark.Cancelled)) is { } end)
        {
            pauses.Add((open, end));
        }

        TimeSpan? Between(DateTimeOffset? from, DateTimeOffset? to) => from is { } a && to is { } b
            ? pauses.Aggregate(calendar.Working(step!.Clock, a, b), (left, pause) => left - calendar.Working(step.Clock, pause.From > a ? pause.From : a, pause.To < b ? pause.To : b))
            : null;
        var (wait, work, lead) = step is null ? default : (Between(ready, started), Between(started, done), Between(ready, done));
        var late = marks.Any(mark => mark.IsLateEntry);
        var (within, unmeasured, onTarget) = ((bool?)null, false, false);
        if (done is not null && !late && step is { Standard: { IsJudged: true } standard } && step.Judged != Judged.None)
        {
            var time = step.Judged == Judged.Work ? work : lead;
            if (time is null || standard.Unit == StandardUnit.Scheduled)
            {
                unmeasured = true;
            }
            else if (standard.IsDuration)
            {
                within = time <= standard.LimitTime;
                onTarget = time <= standard.TargetTime;
            }
            else
            {
                var from = (step.Judged == Judged.Work ? started : ready)!.Value;
                var due = pauses.Aggregate(calendar.Due(standard, step.Clock, from, null)!, (moment, pause) => calendar.Pushed(moment, standard, step.Clock, pause.From > from ? pause.From : from, pause.To));
                within = done <= due.Limit;
                onTarget = done <= due.Target;
            }
        }

        var first = marks[0];
        return new(first.Run, first.Step, first.Item, first.Attempt, ready, started, done, First(Mark.Skipped), First(Mark.Cancelled),
            marks.Where(mark => mark.Mark == Mark.Done).MinBy(mark => mark.Moment)?.Outcome ?? "", late, wait, work, lead, within, unmeasured, onTarget);
    }
}
