using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>How one attempt stands against its standard.</summary>
public enum Verdict : byte
{
    /// <summary>The step has no standard, or is only recorded.</summary>
    NotJudged,

    /// <summary>A mark its time needs was not observed.</summary>
    Unmeasured,

    /// <summary><i>Susulan</i>: entered by hand afterwards; counted apart.</summary>
    LateEntry,

    /// <summary>Within the nicer end of a range.</summary>
    WithinTarget,
    Within,
    Over,
}

/// <summary>One mark as the measures need it.</summary>
/// <param name="At">When it was true (<see cref="ProcedureEvent.Moment"/>).</param>
/// <param name="IsCorrection">A due moment that moved because the calendar was corrected, not because somebody moved it: it is the promise from then on (§2.3, 6).</param>
public readonly record struct AttemptMark(
    Mark Mark, DateTimeOffset At, DateTimeOffset? Target = null, DateTimeOffset? Limit = null, bool IsLateEntry = false, bool IsCorrection = false)
{
    public static AttemptMark Of(ProcedureEvent happened) => new(
        happened.Mark, happened.Moment, happened.Target, happened.Limit, happened.IsLateEntry, happened.Mark == Mark.Moved && happened.Detail is { Set: null });

    /// <summary>Whether a kind of mark is of an attempt; the others are of its run or of an item of it.</summary>
    public static bool IsOfAttempt(Mark mark) => mark is not (Mark.Opened or Mark.Planned or Mark.Settled or Mark.Ended);
}

/// <summary>A time in which the clock of an attempt stood.</summary>
/// <param name="To">Null while it stands.</param>
public readonly record struct Standstill(DateTimeOffset From, DateTimeOffset? To);

/// <summary>
/// One attempt folded from its marks, in whatever order they come (procedures.md §1.2). What was not observed is null, never made up.
/// </summary>
public sealed record AttemptMarks
{
    public DateTimeOffset? Ready { get; private init; }
    public DateTimeOffset? Started { get; private init; }

    /// <summary>When it was done; null for one that is open, skipped or cancelled.</summary>
    public DateTimeOffset? Done { get; private init; }

    /// <summary>When it ended, whichever way.</summary>
    public DateTimeOffset? Ended { get; private init; }
    public IReadOnlyList<Standstill> Pauses { get; private init; } = [];

    /// <summary>The nicer end of the standard as the log kept it; null where it kept none.</summary>
    public DateTimeOffset? Target { get; private init; }

    /// <summary>
    /// Due as first promised, moved by pauses only: a date that was moved by hand stays the first one for reports (procedures.md §4.3, 5.3). Null where the log kept none.
    /// </summary>
    public DateTimeOffset? Limit { get; private init; }

    /// <summary>Due as it stands now, with what was moved by hand.</summary>
    public DateTimeOffset? Current { get; private init; }

    /// <summary>When the due moment was first moved by hand; null when it never was.</summary>
    public DateTimeOffset? MovedAt { get; private init; }
    public bool IsLateEntry { get; private init; }
    public bool WasReopened { get; private init; }
    public AttemptState State { get; private init; }

    /// <summary>Since when it is in its state; null where no mark says so.</summary>
    public DateTimeOffset? Since { get; private init; }

    /// <summary>Folds the marks of one attempt; the same mark twice changes nothing.</summary>
    public static AttemptMarks Of(IEnumerable<AttemptMark> marks)
    {
        AttemptMark[] all = [.. marks.OrderBy(mark => mark.At).ThenBy(mark => Rank(mark.Mark))];
        DateTimeOffset? First(Mark kind) => all.Where(mark => mark.Mark == kind).Select(mark => (DateTimeOffset?)mark.At).FirstOrDefault();
        var (done, skipped, cancelled, reopened) = (First(Mark.Done), First(Mark.Skipped), First(Mark.Cancelled), First(Mark.Reopened));

        var ready = First(Mark.Ready);
        var started = First(Mark.Started);
        var ended = done ?? skipped ?? cancelled;
        var (pauses, open) = Paused(all, ended);
        var (state, since) = done is not null ? (AttemptState.Done, done)
            : skipped is not null ? (AttemptState.Skipped, skipped)
            : cancelled is not null ? (AttemptState.Cancelled, cancelled)
            : open is not null ? (AttemptState.Paused, open)
            : started is not null ? (AttemptState.Started, Later(started, pauses.Count > 0 ? pauses[^1].To : null))
            : ready is not null ? (AttemptState.Ready, ready)
            : (AttemptState.Waiting, (DateTimeOffset?)null);

        var due = all.Where(mark => mark.Limit is not null && mark.Mark is Mark.Ready or Mark.Resumed or Mark.Moved).ToArray();
        var moved = Array.FindIndex(due, mark => mark is { Mark: Mark.Moved, IsCorrection: false });
        var promised = moved < 0 ? due.LastOrDefault() : moved == 0 ? default : due[moved - 1];
        return new()
        {
            Ready = ready,
            Started = started,
            Done = done,
            Ended = ended,
            Pauses = pauses,
            Target = promised.Target,
            Limit = promised.Limit,
            Current = due.LastOrDefault().Limit,
            MovedAt = moved < 0 ? null : due[moved].At,
            IsLateEntry = all.Any(mark => mark.IsLateEntry),
            WasReopened = reopened is not null,
            State = state,
            Since = since,
        };
    }

    private static (List<Standstill> Pauses, DateTimeOffset? Open) Paused(AttemptMark[] all, DateTimeOffset? ended)
    {
        List<Standstill> pauses = [];
        DateTimeOffset? from = null;
        foreach (var mark in all)
        {
            if (mark.Mark == Mark.Paused)
            {
                from ??= mark.At;
            }
            else if (mark.Mark == Mark.Resumed && from is { } began)
            {
                pauses.Add(new(began, mark.At));
                from = null;
            }
        }

        // Ended out of a pause: it stood until then.
        if (from is { } last)
        {
            pauses.Add(new(last, ended));
        }

        return (pauses, ended is null ? from : null);
    }

    // Of marks of one moment the pause ends before the work does, and begins after it began.
    private static int Rank(Mark mark) => mark switch
    {
        Mark.Reopened => 0,
        Mark.Ready => 1,
        Mark.Started => 3,
        Mark.Paused => 4,
        Mark.Resumed => 5,
        Mark.Done or Mark.Skipped or Mark.Cancelled => 6,
        _ => 2,
    };

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => b > a ? b : a;
}

/// <summary>The times of one attempt in the working time of its step's clock, and how it stands against the standard (procedures.md §1.2, §2.4).</summary>
/// <param name="Wait">Started − ready; null unless both were observed.</param>
/// <param name="Work">Done − started − paused.</param>
/// <param name="Lead">Done − ready − paused.</param>
public readonly record struct AttemptTimes(TimeSpan? Wait, TimeSpan? Work, TimeSpan? Lead, Verdict Verdict)
{
    /// <summary>The one of the two that is compared with the standard.</summary>
    public TimeSpan? Judged(ProcedureStep step) => step.Judged switch
    {
        Procedures.Judged.Work => Work,
        Procedures.Judged.Lead => Lead,
        Procedures.Judged.None => null,
        _ => throw new InvalidOperationException($"Unknown {step.Judged}."),
    };

    public static AttemptTimes Of(ProcedureStep step, AttemptMarks marks, WorkingCalendar calendar)
    {
        var clock = step.Clock;
        TimeSpan? Between(DateTimeOffset? from, DateTimeOffset? to)
        {
            if (from is not { } begin || to is not { } end)
            {
                return null;
            }

            var time = calendar.Working(clock, begin, end);
            foreach (var pause in marks.Pauses)
            {
                var (first, last) = (pause.From > begin ? pause.From : begin, pause.To is { } over && over < end ? over : end);
                time -= calendar.Working(clock, first, last);
            }

            return time;
        }

        var (wait, work, lead) = (Between(marks.Ready, marks.Started), Between(marks.Started, marks.Done), Between(marks.Ready, marks.Done));
        return new(wait, work, lead, Judge(step, marks, work, lead, calendar));
    }

    /// <summary>Whether an open attempt is past its due moment; one whose clock stands is not.</summary>
    public static bool IsOverdue(ProcedureStep step, AttemptMarks marks, DateTimeOffset now, WorkingCalendar calendar)
    {
        if (step.Standard is not { IsJudged: true } || step.Judged == Procedures.Judged.None || marks.State is not (AttemptState.Ready or AttemptState.Started))
        {
            return false;
        }

        return marks.Current is { } current ? current < now
            : (step.Judged == Procedures.Judged.Work ? marks.Started : marks.Ready) is { } from && Due(step, marks, from, now, calendar) is var (_, limit) && limit < now;
    }

    private static Verdict Judge(ProcedureStep step, AttemptMarks marks, TimeSpan? work, TimeSpan? lead, WorkingCalendar calendar)
    {
        if (marks.Done is not { } done || step.Standard is not { IsJudged: true } standard || step.Judged == Procedures.Judged.None)
        {
            return Verdict.NotJudged;
        }

        if (marks.IsLateEntry)
        {
            return Verdict.LateEntry;
        }

        var byWork = step.Judged == Procedures.Judged.Work;
        if ((byWork ? work : lead) is not { } time)
        {
            return Verdict.Unmeasured;
        }

        // Minutes and hours of work have no due moment that could be kept; a promise that was kept in the log is not reckoned anew when the calendar is corrected.
        if (standard.IsDuration && (byWork || marks.Limit is null))
        {
            return time <= standard.TargetTime ? Verdict.WithinTarget : time <= standard.LimitTime ? Verdict.Within : Verdict.Over;
        }

        if (Due(step, marks, byWork ? marks.Started!.Value : marks.Ready!.Value, done, calendar) is not var (target, limit))
        {
            return Verdict.Unmeasured;
        }

        return done <= target ? Verdict.WithinTarget : done <= limit ? Verdict.Within : Verdict.Over;
    }

    /// <summary>Due as first promised: kept in the log, else reckoned from the standard and the pauses. Null where the item had no date.</summary>
    /// <param name="until">Where a pause that is still open ends.</param>
    private static (DateTimeOffset? Target, DateTimeOffset Limit)? Due(ProcedureStep step, AttemptMarks marks, DateTimeOffset from, DateTimeOffset until, WorkingCalendar calendar)
    {
        var standard = step.Standard!;
        if (marks.Limit is { } kept)
        {
            // The log's later due moments stand on the moved one; pauses since then move the first one too.
            var first = new DueMoment(marks.Target, kept, "");
            foreach (var pause in marks.Pauses.Where(pause => pause.From >= marks.MovedAt))
            {
                first = calendar.Pushed(first, standard, step.Clock, pause.From, pause.To ?? until);
            }

            return (first.Target, first.Limit);
        }

        if (standard.Unit == StandardUnit.Scheduled || calendar.Due(standard, step.Clock, from, null) is not { } due)
        {
            return null;
        }

        foreach (var pause in marks.Pauses)
        {
            due = calendar.Pushed(due, standard, step.Clock, pause.From > from ? pause.From : from, pause.To ?? until);
        }

        return (due.Target, due.Limit);
    }
}
