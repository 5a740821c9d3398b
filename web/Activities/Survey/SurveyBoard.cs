using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Survey;

/// <summary>One officer's line of the board.</summary>
/// <param name="Counts">Assignments by state.</param>
/// <param name="Expected">Units that should have been obtained by the end of today.</param>
public sealed record BoardLine(string OfficerId, string Officer, IReadOnlyDictionary<AssignmentState, int> Counts, int Planned, int Obtained, double Expected, int Open, int Late);

/// <summary>One assignment of the board, with how long it has been as it is.</summary>
/// <param name="Age">Days in its state, the first day counting as 1; null when settled.</param>
public sealed record BoardEntry(Assignment Assignment, AssignmentState State, DateTimeOffset? Since, int? Age, bool IsLate, double Expected, int Obtained);

/// <summary>Open assignments whose age lies in a bucket (procedures.md §10: 1, 2, 3, 4, 5–9, 10–19, 20–29, 30+).</summary>
public sealed record AgeBucket(string Words, int From, int? To, int Count);

/// <summary>What the Kabid sees of a survey under way (procedures.md §4.3, <i>Board for Kabid</i>).</summary>
public sealed record SurveyBoard(IReadOnlyList<BoardEntry> Entries, IReadOnlyList<BoardLine> Lines, IReadOnlyList<AgeBucket> Ages)
{
    private static readonly (int From, int? To)[] _buckets = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 9), (10, 19), (20, 29), (30, null)];

    public int Planned => Lines.Sum(line => line.Planned);
    public int Obtained => Lines.Sum(line => line.Obtained);
    public double Expected => Lines.Sum(line => line.Expected);
    public int Open => Lines.Sum(line => line.Open);
    public int Late => Lines.Sum(line => line.Late);

    /// <summary>Obtained ÷ expected by today (§10); null while nothing is expected.</summary>
    public double? OnSchedule => Expected > 0 ? Obtained / Expected : null;

    /// <summary>The board of a run as it stands at a moment.</summary>
    public static SurveyBoard Of(Run run, SurveySteps steps, IReadOnlyList<Assignment> assignments, WorkingCalendar calendar, DateTimeOffset now)
    {
        var states = AssignmentStates.OfAll(run, steps, assignments);
        Dictionary<string, Attempt> last = [];
        foreach (var attempt in run.Attempts.Where(attempt => attempt.Item.Length > 0))
        {
            last[attempt.Item] = attempt;
        }

        var today = Shared.Show.Day(now);
        List<BoardEntry> entries =
        [
            .. assignments.Select(assignment =>
            {
                var state = states[assignment.Item];
                var since = Since(last.GetValueOrDefault(assignment.Item)) ?? run.OpenedAt;
                var settled = state.IsSettled();
                var counts = state is not (AssignmentState.Cancelled or AssignmentState.NotObtained);
                return new BoardEntry(
                    assignment, state, settled ? null : since, settled ? null : Age(since, today),
                    !settled && last.GetValueOrDefault(assignment.Item) is { IsOpen: true } open && open.IsLate(now),
                    counts ? ExpectedOf(assignment, calendar, today) : 0, counts ? assignment.Obtained : 0);
            }),
        ];
        List<BoardLine> lines =
        [
            .. entries.GroupBy(entry => entry.Assignment.OfficerId, StringComparer.Ordinal).Select(group => new BoardLine(
                group.Key, group.First().Assignment.Officer, group.GroupBy(entry => entry.State).ToDictionary(state => state.Key, state => state.Count()),
                group.Where(entry => entry.State != AssignmentState.Cancelled).Sum(entry => entry.Assignment.PlannedUnits), group.Sum(entry => entry.Obtained), group.Sum(entry => entry.Expected),
                group.Count(entry => entry.Age is not null), group.Count(entry => entry.IsLate))).OrderBy(line => line.Officer, StringComparer.CurrentCulture),
        ];
        return new(entries, lines,
            [.. _buckets.Select(bucket => new AgeBucket(
                bucket.To is null ? $"{bucket.From}+" : bucket.To == bucket.From ? $"{bucket.From}" : $"{bucket.From}–{bucket.To}", bucket.From, bucket.To,
                entries.Count(entry => entry.Age >= bucket.From && (bucket.To is null || entry.Age <= bucket.To))))]);
    }

    /// <summary>Planned units × working days gone ÷ working days planned, today included (§4.3, <i>seharusnya hari ini</i>).</summary>
    public static double ExpectedOf(Assignment assignment, WorkingCalendar calendar, DateOnly today)
    {
        if (today < assignment.From)
        {
            return 0;
        }

        var before = assignment.From.AddDays(-1);
        var planned = calendar.WorkingDaysBetween(before, assignment.FirstDue);
        return today >= assignment.FirstDue || planned == 0
            ? assignment.PlannedUnits
            : (double)assignment.PlannedUnits * calendar.WorkingDaysBetween(before, today) / planned;
    }

    /// <summary>Numbers of a column made whole so that they add up to what their sum is rounded to: the largest remainders are rounded up.</summary>
    public static IReadOnlyList<long> Whole(IReadOnlyList<double> numbers)
    {
        var whole = numbers.Select(number => (long)Math.Floor(number)).ToArray();
        var missing = (long)Math.Round(numbers.Sum(), MidpointRounding.AwayFromZero) - whole.Sum();
        foreach (var (_, at) in numbers.Select((number, at) => (Left: number - Math.Floor(number), at)).OrderByDescending(one => one.Left).ThenBy(one => one.at).Take((int)Math.Clamp(missing, 0, numbers.Count)))
        {
            whole[at]++;
        }

        return whole;
    }

    private static DateTimeOffset? Since(Attempt? attempt) => attempt is null ? null : attempt.Done ?? attempt.Started ?? attempt.Ready;

    private static int Age(DateTimeOffset since, DateOnly today) =>
        Math.Max(1, today.DayNumber - Shared.Show.Day(since).DayNumber + 1);
}
