using DataPortal.Shared;

namespace DataPortal.Procedures.Conformance;

/// <summary>A year, one month or one half of it, in Asia/Jakarta.</summary>
/// <param name="Half">1 or 2: six months, as SOPs are monitored (PermenPANRB 35/2012).</param>
public readonly record struct Period(int Year, int? Month = null, int? Half = null)
{
    private static readonly TimeSpan _wib = TimeSpan.FromHours(7);

    public static Period Of(DateTimeOffset moment) => new(Show.Day(moment).Year);

    /// <summary>Years a log of this portal can hold.</summary>
    public static bool IsYear(int year) => year is >= 2000 and <= 2200;

    public bool IsValid => IsYear(Year) && Month is null or (>= 1 and <= 12) && Half is null or 1 or 2;

    public DateTimeOffset From => new(Year, Month ?? (Half == 2 ? 7 : 1), 1, 0, 0, 0, _wib);

    public DateTimeOffset To => From.AddMonths(Month is not null ? 1 : Half is not null ? 6 : 12);

    public string Words => Month is { } month ? Show.Month(Year, month) : Half is { } half ? $"semester {half} tahun {Year}" : $"tahun {Year}";

    /// <summary>The month, 1 to 12, a moment lies in.</summary>
    internal static int MonthOf(long ticks) => new DateTime(ticks + _wib.Ticks).Month;
}

/// <summary>Which attempt a time belongs to.</summary>
public readonly record struct CaseTime(string Run, string Item, int Attempt, TimeSpan Time);

/// <summary>How times are spread: percentiles by nearest rank; below five the cases themselves.</summary>
/// <param name="Few">The cases in order of time, where there are fewer than <see cref="Fewest"/>; else empty.</param>
public sealed record Spread(int Count, TimeSpan P50, TimeSpan P80, TimeSpan P95, IReadOnlyList<CaseTime> Few)
{
    /// <summary>From so many on percentiles say more than the cases do (procedures.md §10).</summary>
    public const int Fewest = 5;

    public static Spread None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, []);

    /// <summary>The smallest value with at least that share of all values at or below it.</summary>
    /// <param name="ordered">In ascending order, at least one.</param>
    /// <param name="percent">Above 0, at most 100.</param>
    public static long Rank(ReadOnlySpan<long> ordered, int percent) => ordered[(int)((((long)ordered.Length * percent) + 99) / 100) - 1];
}

/// <summary>One step in a period: attempts done in it, by the month of <i>done</i>.</summary>
/// <param name="Step">As the present document has it; null for a step of an older version only.</param>
/// <param name="Done">All attempts done, those entered afterwards included.</param>
/// <param name="LateEntries"><i>Susulan</i>: in <paramref name="Done"/>, in no time and in no share.</param>
/// <param name="Judged">Done, measured and compared with the standard.</param>
/// <param name="Within">Of those, at most the limit.</param>
/// <param name="WithinTarget">Of those, at most the nicer end of a range; null where the standard is no range.</param>
/// <param name="Unmeasured">Done, with a standard, and without the marks it needs.</param>
/// <param name="WaitSum">Of attempts whose wait and lead are both known.</param>
/// <param name="Skipped">Skips the document allows.</param>
public sealed record StepFigures(
    string No, ProcedureStep? Step, int Done, int LateEntries, int Judged, int Within, int? WithinTarget, int Unmeasured,
    Spread Wait, Spread Work, Spread Lead, TimeSpan WaitSum, TimeSpan LeadSum, int Skipped, int Open)
{
    public double? Share => Judged == 0 ? null : (double)Within / Judged;

    /// <summary>Σ wait ÷ Σ lead: where it is stuck.</summary>
    public double? WaitShare => LeadSum > TimeSpan.Zero ? WaitSum / LeadSum : null;
}

/// <summary>Runs that ended in a period.</summary>
/// <param name="Ended">Carried to the end.</param>
/// <param name="Conform">Every judged attempt within its limit, no skip the document does not allow, no step out of order.</param>
/// <param name="Unjudged">Of those, without a single judged attempt.</param>
/// <param name="Cancelled">Stopped; in no rate.</param>
/// <param name="Cycle">From opening to end, in working time of the office.</param>
public sealed record RunFigures(int Ended, int Conform, int Unjudged, int Cancelled, int Open, Spread Cycle)
{
    public double? Share => Ended == 0 ? null : (double)Conform / Ended;
}

/// <summary>Items of runs (an assignment, a producer) that came to their end in a period.</summary>
/// <param name="Per">What the document calls one; null where it has none.</param>
/// <param name="Ended">Those that went their whole way.</param>
/// <param name="Settled">Those settled without the rest of it: not obtained, nil, cancelled.</param>
/// <param name="Open">Now, whatever the period.</param>
/// <param name="Cycle">Of those that went their whole way: from the first step's ready to the item's end, in working time of the office.</param>
public sealed record ItemFigures(string? Per, int Ended, int Settled, int Open, Spread Cycle);

/// <summary>What one step found.</summary>
/// <param name="Checks">Attempts done in the period with at least one finding.</param>
/// <param name="Kinds">The most frequent first; last those nobody gave a kind.</param>
public sealed record FindingFigures(string Step, int Checks, IReadOnlyList<KindCount> Kinds)
{
    public int Count => Kinds.Sum(kind => kind.Count);
}

/// <param name="Kind">Empty: nobody said.</param>
public sealed record KindCount(string Kind, int Count);

/// <param name="Judged">Attempts of all steps.</param>
public sealed record MonthFigures(int Month, int Done, int Judged, int Within, int RunsEnded, int RunsConform)
{
    public double? Share => Judged == 0 ? null : (double)Within / Judged;
}

public enum DeviationKind
{
    /// <summary>A skip the document does not allow.</summary>
    Skipped,
    Reopened,
    OutOfOrder,
}

public sealed record Deviation(DeviationKind Kind, string Run, string Item, string Step, int Attempt, DateTimeOffset At);

/// <summary>A decision that may send work back.</summary>
/// <param name="Decided">Items first decided in the period.</param>
/// <param name="FirstPass">Of those, accepted at the first attempt.</param>
/// <param name="Reached">Items of the loop's target that came to the decision.</param>
/// <param name="Reworked">Of those, with two attempts or more at the target.</param>
public sealed record LoopFigures(string Decision, string Target, int Decided, int FirstPass, int Reached, int Reworked)
{
    public double? Yield => Decided == 0 ? null : (double)FirstPass / Decided;

    public double? Rework => Reached == 0 ? null : (double)Reworked / Reached;
}

/// <summary>By whom the document makes answer for the step.</summary>
public sealed record RoleFigures(string Label, int Done, int Judged, int Within, TimeSpan WaitSum, TimeSpan LeadSum)
{
    public double? Share => Judged == 0 ? null : (double)Within / Judged;

    public double? WaitShare => LeadSum > TimeSpan.Zero ? WaitSum / LeadSum : null;
}

/// <summary>Open attempts of a step by how long they are in their present state.</summary>
/// <param name="Ages">One count for each of <see cref="AgeBucket"/>.</param>
/// <param name="Overdue">Past their limit, where the log keeps one.</param>
public sealed record OpenFigures(string No, int Ready, int Working, int Paused, IReadOnlyList<int> Ages, int Overdue)
{
    public int Count => Ready + Working + Paused;
}

/// <summary>Days in the present state, the day it began counted as the first (procedures.md §10).</summary>
public static class AgeBucket
{
    public static IReadOnlyList<string> Labels { get; } = ["1", "2", "3", "4", "5–9", "10–19", "20–29", "30+"];

    public static int Of(int days) => days switch { <= 1 => 0, 2 => 1, 3 => 2, 4 => 3, <= 9 => 4, <= 19 => 5, <= 29 => 6, _ => 7 };
}

/// <summary>All measures of one procedure in one period.</summary>
/// <param name="Deviations">The newest; <paramref name="DeviationCounts"/> counts them all.</param>
public sealed record ConformanceFigures(
    Procedure Procedure, Period Period, DateTimeOffset At, RunFigures Runs, IReadOnlyList<StepFigures> Steps, IReadOnlyList<MonthFigures> Months,
    IReadOnlyList<LoopFigures> Loops, IReadOnlyList<RoleFigures> Roles, IReadOnlyList<OpenFigures> Open, IReadOnlyList<Deviation> Deviations,
    IReadOnlyDictionary<DeviationKind, int> DeviationCounts, ItemFigures Items, IReadOnlyList<FindingFigures> Findings)
{
    public const int MostDeviations = 200;

    public int Done => Steps.Sum(step => step.Done);

    public int Judged => Steps.Sum(step => step.Judged);

    public int Within => Steps.Sum(step => step.Within);

    /// <summary>Where it is stuck: the step most of whose time is waiting (§10); null where nothing waited.</summary>
    public StepFigures? Stuck => Steps.Where(step => step.WaitSum > TimeSpan.Zero).MaxBy(step => step.WaitShare);

    /// <summary>Σ wait ÷ Σ lead over all steps; null where nothing was measured.</summary>
    public double? WaitShare => Steps.Sum(step => step.LeadSum.Ticks) is > 0 and var lead ? (double)Steps.Sum(step => step.WaitSum.Ticks) / lead : null;

    public int DeviationCount => DeviationCounts.Values.Sum();

    /// <summary>Deviations per 100 runs ended; null without one.</summary>
    public double? DeviationsPer100 => Runs.Ended == 0 ? null : 100.0 * DeviationCount / Runs.Ended;

    public StepFigures? Step(string no) => Steps.FirstOrDefault(step => step.No == no);
}
