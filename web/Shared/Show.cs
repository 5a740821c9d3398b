using System.Globalization;

namespace DataPortal.Shared;

/// <summary>Numbers, dates and sizes as a visitor reads them: in the visitor's language, moments in Asia/Jakarta.</summary>
public static class Show
{
    public static TimeZoneInfo Jakarta { get; } = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    private static CultureInfo Culture => Speech.IsEnglish ? Speech.English : Speech.Indonesian;

    public static DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Jakarta);

    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment).DateTime);

    /// <summary>654.720 · 654,720</summary>
    public static string Number(long number) => number.ToString("N0", Culture);

    /// <summary>7,3 · 7.3</summary>
    public static string Number(double number, int decimals) => number.ToString($"N{decimals}", Culture);

    /// <summary>Kamis, 19 November 2026</summary>
    public static string LongDate(DateTimeOffset moment) => Local(moment).ToString("dddd, d MMMM yyyy", Culture);

    /// <summary>19 November 2026</summary>
    public static string Date(DateTimeOffset moment) => Local(moment).ToString("d MMMM yyyy", Culture);

    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", Culture);

    /// <summary>19 Nov</summary>
    public static string ShortDate(DateTimeOffset moment) => Local(moment).ToString("d MMM", Culture);

    public static string ShortDate(DateOnly day) => day.ToString("d MMM", Culture);

    /// <summary>November 2026</summary>
    public static string Month(int year, int month) => new DateOnly(year, month, 1).ToString("MMMM yyyy", Culture);

    /// <summary>09.12 WIB</summary>
    public static string Time(DateTimeOffset moment) => Local(moment).ToString("HH'.'mm", CultureInfo.InvariantCulture) + " WIB";

    /// <summary>Kamis, 19 November 2026 pukul 09.12 WIB</summary>
    public static string Moment(DateTimeOffset moment) => $"{LongDate(moment)} {Speech.T("pukul", "at")} {Time(moment)}";

    /// <summary>For the datetime attribute of <c>&lt;time&gt;</c>.</summary>
    public static string Machine(DateTimeOffset moment) => Local(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>14 KB · 9,6 MB (powers of 1,000)</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1_000 => $"{Number(bytes)} B",
        < 1_000_000 => $"{Number(Math.Max(1, bytes / 1000))} KB",
        _ => $"{Number(bytes / 1e6, 1)} MB",
    };

    /// <summary>12 menit · 2 jam 5 menit: rounded up, and at least a minute; for a wait.</summary>
    public static string Duration(TimeSpan span)
    {
        var minutes = Math.Max(1, (long)Math.Ceiling(span.TotalMinutes));
        var (hours, rest) = (minutes / 60, minutes % 60);
        return (hours, rest) switch
        {
            (0, _) => Minutes(rest),
            (_, 0) => Hours(hours),
            _ => $"{Hours(hours)} {Minutes(rest)}",
        };
    }

    private static string Minutes(long minutes) => Speech.T($"{minutes} menit", minutes == 1 ? "1 minute" : $"{minutes} minutes");

    private static string Hours(long hours) => Speech.T($"{hours} jam", hours == 1 ? "1 hour" : $"{hours} hours");
}
