using DataPortal.WorkingTime;

namespace DataPortal.Activities.Imk;

/// <summary>A day of the field period: what should have been done by its end and what was.</summary>
/// <param name="Done">Obtained and non-response together; null for days to come.</param>
public sealed record ProgressDay(DateOnly Day, double Expected, int? Obtained, int? Done);

/// <summary>How far the field work is (procedures.md §5.3, step 2; expected by today as §4.3 reckons it).</summary>
/// <param name="Expected">Σ target × elapsed working days ÷ planned working days.</param>
public sealed record ImkProgress(int Target, int Obtained, int NonResponse, double Expected, IReadOnlyList<ProgressDay> Days)
{
    public int Left => Math.Max(0, Target - Obtained - NonResponse);

    public bool IsBehind => Obtained + NonResponse < Math.Floor(Expected);

    public static ImkProgress Of(IReadOnlyList<ImkBlock> blocks, WorkingCalendar calendar, DateOnly today)
    {
        List<ProgressDay> days = [];
        if (blocks.Count > 0)
        {
            var (first, last) = (blocks.Min(block => block.From), blocks.Max(block => block.Due));
            last = last < today && blocks.Any(block => block.Left > 0) ? today : last;
            var obtained = PerDay(blocks, result => result == UnitResult.Obtained, day => day.Obtained);
            var others = PerDay(blocks, result => result is not (UnitResult.Obtained or UnitResult.NotYet), day => day.NonResponses.Sum(some => some.Units));
            var (sum, rest) = (obtained.Where(some => some.Key < first).Sum(some => some.Value), others.Where(some => some.Key < first).Sum(some => some.Value));
            // A survey lasts months: beyond a year the picture says nothing, and the page stays small.
            for (var (day, left) = (first, 400); day <= last && left > 0; (day, left) = (day.AddDays(1), left - 1))
            {
                sum += obtained.GetValueOrDefault(day);
                rest += others.GetValueOrDefault(day);
                days.Add(new(day, blocks.Sum(block => Expect(block, calendar, day)), day <= today ? sum : null, day <= today ? sum + rest : null));
            }
        }

        return new(blocks.Sum(block => block.Target), blocks.Sum(block => block.Obtained), blocks.Sum(block => block.NonResponses), blocks.Sum(block => Expect(block, calendar, today)), days);
    }

    /// <summary>Units of a block that should be done by the end of a day.</summary>
    public static double Expect(ImkBlock block, WorkingCalendar calendar, DateOnly day)
    {
        if (day < block.From)
        {
            return 0;
        }

        var before = block.From.AddDays(-1);
        var planned = calendar.WorkingDaysBetween(before, block.Due);
        return day >= block.Due || planned == 0 ? block.Target : block.Target * (double)calendar.WorkingDaysBetween(before, day) / planned;
    }

    private static Dictionary<DateOnly, int> PerDay(IReadOnlyList<ImkBlock> blocks, Func<UnitResult, bool> isOne, Func<BlockDay, int> typed)
    {
        Dictionary<DateOnly, int> days = [];
        foreach (var block in blocks)
        {
            foreach (var unit in block.Units.Where(unit => unit.Day is not null && isOne(unit.Outcome)))
            {
                days[unit.Day!.Value] = days.GetValueOrDefault(unit.Day.Value) + 1;
            }

            foreach (var day in block.Counted)
            {
                days[day.Day] = days.GetValueOrDefault(day.Day) + typed(day);
            }
        }

        return days;
    }
}
