using System.Collections.Concurrent;

namespace DataPortal.WorkingTime;

/// <summary>
/// One clock of one calendar version as arithmetic: how much working time lies before a moment of a year, and which moment has how much before it.
/// A year is summed up once, so a span of ten years costs ten additions. Moments are local (WIB), without offset.
/// </summary>
internal sealed class OpenTime(Func<DateOnly, IReadOnlyList<Window>> hours)
{
    private const int LastYear = 9998;

    private readonly ConcurrentDictionary<int, long[]> _years = [];

    public IReadOnlyList<Window> On(DateOnly day) => hours(day);

    public long Between(DateTime from, DateTime to)
    {
        if (to <= from)
        {
            return 0;
        }

        var sum = Before(to) - Before(from);
        for (var year = from.Year; year < to.Year; year++)
        {
            sum += Days(year)[^1];
        }

        return sum;
    }

    /// <summary>The first moment with that much (more than nothing) working time since <paramref name="from"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies beyond the calendar of .NET.</exception>
    public DateTime After(DateTime from, long ticks)
    {
        var year = from.Year;
        var left = ticks + Before(from);
        for (; left > Days(year)[^1]; year++)
        {
            left -= Days(year)[^1];
            ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear, nameof(ticks));
        }

        // The last day that begins with less behind it than is wanted.
        var days = Days(year);
        var (low, high) = (0, days.Length - 1);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = days[middle] < left ? (middle, high) : (low, middle);
        }

        var day = new DateOnly(year, 1, 1).AddDays(low);
        left -= days[low];
        foreach (var window in hours(day))
        {
            if (left <= window.Length.Ticks)
            {
                return day.ToDateTime(window.From).AddTicks(left);
            }

            left -= window.Length.Ticks;
        }

        throw new InvalidOperationException($"The sums of {year} do not match its days.");
    }

    public bool IsOpen(DateTime at)
    {
        var time = TimeOnly.FromDateTime(at);
        return hours(DateOnly.FromDateTime(at)).Any(window => window.From <= time && time < window.To);
    }

    /// <summary>The moment itself when open, else the beginning of the next window.</summary>
    public DateTime NextOpening(DateTime at)
    {
        if (IsOpen(at))
        {
            return at;
        }

        var time = TimeOnly.FromDateTime(at);
        for (var day = DateOnly.FromDateTime(at); ; day = day.AddDays(1), time = TimeOnly.MinValue)
        {
            foreach (var window in hours(day))
            {
                if (window.From >= time)
                {
                    return day.ToDateTime(window.From);
                }
            }

            ArgumentOutOfRangeException.ThrowIfGreaterThan(day.Year, LastYear, nameof(at));
        }
    }

    /// <summary>Working time of the moment's year before it.</summary>
    private long Before(DateTime at)
    {
        var sum = Days(at.Year)[at.DayOfYear - 1];
        var time = at.TimeOfDay.Ticks;
        foreach (var window in hours(DateOnly.FromDateTime(at)))
        {
            sum += Math.Clamp(time - window.From.Ticks, 0, window.Length.Ticks);
        }

        return sum;
    }

    /// <summary>Working time of a year before each of its days; one entry more holds the whole year.</summary>
    private long[] Days(int year) => _years.GetOrAdd(year, wanted =>
    {
        var first = new DateOnly(wanted, 1, 1);
        var sums = new long[(DateTime.IsLeapYear(wanted) ? 366 : 365) + 1];
        for (var day = 0; day < sums.Length - 1; day++)
        {
            sums[day + 1] = sums[day] + hours(first.AddDays(day)).Sum(window => window.Length.Ticks);
        }

        return sums;
    });
}
