using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DataPortal.WorkingTime;

public enum HolidayKind
{
    /// <summary><i>libur nasional</i></summary>
    National,

    /// <summary><i>cuti bersama</i></summary>
    JointLeave,
}

/// <summary>A day off, and the decree that made it one.</summary>
public sealed record Holiday(DateOnly Date, string Name, HolidayKind Kind, string Decree);

/// <summary>One stretch of opening hours within a day; the end is outside.</summary>
public readonly record struct Window(TimeOnly From, TimeOnly To)
{
    public TimeSpan Length => To - From;

    /// <summary>08.30–15.30</summary>
    public override string ToString() => $"{Clock(From)}–{Clock(To)}";

    private static string Clock(TimeOnly time) => time.ToString("HH'.'mm", CultureInfo.InvariantCulture);
}

/// <summary>The windows of a week, Monday first, five days, each with at least one.</summary>
public sealed record WeekHours(IReadOnlyList<IReadOnlyList<Window>> Days)
{
    public IReadOnlyList<Window> On(DayOfWeek day) => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? [] : Days[(int)day - 1];

    public TimeSpan Total => Days.SelectMany(windows => windows).Aggregate(TimeSpan.Zero, (sum, window) => sum + window.Length);
}

/// <summary>A clock's hours: most of the year, and in Ramadan where they differ.</summary>
public sealed record ClockHours(WeekHours Usual, WeekHours? Ramadan);

/// <summary>Ramadan of one year, first and last day.</summary>
/// <param name="Source">Where the dates come from.</param>
/// <param name="Confirmed">False while the office has not confirmed them.</param>
public sealed record RamadanPeriod(string Name, DateOnly From, DateOnly To, string Source, bool Confirmed);

/// <summary>All a working calendar knows: hours, Ramadan, days off. Made from files by <see cref="CalendarFiles"/>; never changes.</summary>
/// <param name="Years">Days off by year; a year that is not here is not known.</param>
public sealed record CalendarData(
    ClockHours Office, ClockHours Service, IReadOnlyList<RamadanPeriod> Ramadan, IReadOnlyDictionary<int, IReadOnlyList<Holiday>> Years)
{
    /// <summary>The hash of the content, 12 hexadecimal digits: stored beside every due moment (procedures.md §2.3, 6).</summary>
    public string Version { get; } = Hash(Office, Service, Ramadan, Years);

    public IReadOnlyList<Holiday> Holidays(int year) => Years.GetValueOrDefault(year) ?? [];

    /// <summary>The same calendar with another list of days off for these years.</summary>
    public CalendarData With(IEnumerable<KeyValuePair<int, IReadOnlyList<Holiday>>> years)
    {
        var merged = Years.ToDictionary();
        foreach (var (year, holidays) in years)
        {
            merged[year] = holidays;
        }

        return new(Office, Service, Ramadan, merged);
    }

    private static string Hash(ClockHours office, ClockHours service, IReadOnlyList<RamadanPeriod> ramadan, IReadOnlyDictionary<int, IReadOnlyList<Holiday>> years)
    {
        var text = new StringBuilder();
        foreach (var week in new[] { office.Usual, office.Ramadan, service.Usual, service.Ramadan })
        {
            text.Append(week is null ? "-" : string.Join('|', week.Days.Select(day => string.Join(',', day)))).Append('\n');
        }

        foreach (var period in ramadan.OrderBy(period => period.From))
        {
            text.Append(CultureInfo.InvariantCulture, $"{period.From:yyyy-MM-dd}|{period.To:yyyy-MM-dd}|{period.Name}|{period.Source}|{period.Confirmed}\n");
        }

        foreach (var (year, holidays) in years.OrderBy(entry => entry.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"{year}\n");
            foreach (var day in holidays.OrderBy(day => day.Date))
            {
                text.Append(CultureInfo.InvariantCulture, $"{day.Date:yyyy-MM-dd}|{day.Kind}|{day.Name}|{day.Decree}\n");
            }
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 6));
    }
}
