using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>Which attempts are listed.</summary>
public enum CaseKind
{
    /// <summary>All that were done in the period.</summary>
    Done,
    Within,
    Over,
    Unmeasured,
    LateEntry,

    /// <summary>Open now, whatever the period.</summary>
    Open,

    /// <summary>Skipped in the period.</summary>
    Skipped,

    /// <summary>Done in the period, and something was found.</summary>
    Found,
}

/// <param name="Step">Null: of all steps.</param>
/// <param name="Page">From 1.</param>
public sealed record CaseQuery(Period Period, string? Step, CaseKind Kind, int Page)
{
    public const int PageSize = 100;
}

/// <summary>One attempt as it is listed.</summary>
public sealed record CaseRow(string Run, string Item, string Step, int Attempt, AttemptMarks Marks, AttemptTimes Times, string Outcome);

/// <param name="Count">On all pages.</param>
public sealed record CasePage(int Count, IReadOnlyList<CaseRow> Rows);

/// <summary>Finds the attempts behind a figure in the tally: they are counted by the same rows, so the list is as long as the figure says.</summary>
internal sealed class CaseFinder(EventTally tally, Procedure procedure, Func<string, Procedure> versionOf, WorkingCalendar calendar)
{
    public CasePage Find(CaseQuery query)
    {
        var (from, to) = (query.Period.From.UtcTicks, query.Period.To.UtcTicks);
        var wanted = tally.Procedure(procedure.Id);
        var step = query.Step is null ? -1 : tally.FindStep(query.Step);
        List<(long At, int Row)> found = [];
        if (query.Step is not null && step < 0)
        {
            return new(0, []);
        }

        var attempts = tally.Attempts;
        var runs = tally.Runs;
        for (var at = 0; at < attempts.Length; at++)
        {
            ref var attempt = ref attempts[at];
            ref readonly var run = ref runs[attempt.Run];
            if (run.Procedure != wanted || (step >= 0 && attempt.Step != step))
            {
                continue;
            }

            tally.Fold(ref attempt, StepOf(run, attempt), calendar);
            if (Is(at, attempt, query.Kind) && (query.Kind == CaseKind.Open || (attempt.Ended >= from && attempt.Ended < to)))
            {
                found.Add((attempt.Ended == 0 ? attempt.Since : attempt.Ended, at));
            }
        }

        // Open ones longest first; ended ones newest first.
        found.Sort((a, b) => query.Kind == CaseKind.Open ? a.At.CompareTo(b.At) : b.At.CompareTo(a.At));
        return new(found.Count, [.. found.Skip((query.Page - 1) * CaseQuery.PageSize).Take(CaseQuery.PageSize).Select(entry => Row(entry.Row))]);
    }

    private CaseRow Row(int at)
    {
        ref readonly var attempt = ref tally.Attempts[at];
        var marks = AttemptMarks.Of(tally.Marks(attempt));
        var step = StepOf(tally.Runs[attempt.Run], attempt);
        var times = step is null ? default : AttemptTimes.Of(step, marks, calendar);
        return new(tally.RunName(attempt.Run), tally.ItemName(attempt), tally.StepNo(attempt.Step), attempt.Attempt, marks, times, tally.Word(attempt.Outcome));
    }

    private ProcedureStep? StepOf(in RunRow run, in AttemptRow attempt)
    {
        var version = tally.Version(run.Version);
        return (version == procedure.Version ? procedure : versionOf(version)).FindStep(tally.StepNo(attempt.Step));
    }

    private bool Is(int at, in AttemptRow attempt, CaseKind kind) => kind switch
    {
        CaseKind.Done => attempt.State == AttemptState.Done,
        CaseKind.Within => attempt.Verdict is Verdict.Within or Verdict.WithinTarget,
        CaseKind.Over => attempt.Verdict == Verdict.Over,
        CaseKind.Unmeasured => attempt.Verdict == Verdict.Unmeasured,
        CaseKind.LateEntry => attempt.State == AttemptState.Done && attempt.Flags.HasFlag(AttemptFlags.Late),
        CaseKind.Open => attempt.State is AttemptState.Ready or AttemptState.Started or AttemptState.Paused,
        CaseKind.Skipped => attempt.State == AttemptState.Skipped,
        CaseKind.Found => attempt.State == AttemptState.Done && tally.Found(at).Length > 0,
        _ => throw new InvalidOperationException($"Unknown {kind}."),
    };
}
