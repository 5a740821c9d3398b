using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Reports;

/// <summary>A calendar month in Asia/Jakarta.</summary>
public readonly record struct ReportMonth(int Year, int Number)
{
    /// <summary>Midnight of the first day.</summary>
    public DateTimeOffset Start => At(new DateOnly(Year, Number, 1));

    /// <summary>Midnight of the first day of the next month: the month ends before it.</summary>
    public DateTimeOffset End => Next.Start;

    public ReportMonth Next => Number == 12 ? new(Year + 1, 1) : new(Year, Number + 1);

    public ReportMonth Previous => Number == 1 ? new(Year - 1, 12) : new(Year, Number - 1);

    public string Words => Show.Month(Year, Number);

    public static ReportMonth Of(DateTimeOffset moment)
    {
        var day = Show.Day(moment);
        return new(day.Year, day.Month);
    }

    /// <param name="text"><c>2026-10</c></param>
    public static ReportMonth? Parse(string? text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and < 2100
            ? new(day.Year, day.Month)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Number:00}");

    private static DateTimeOffset At(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new(midnight, Show.Jakarta.GetUtcOffset(midnight));
    }
}
