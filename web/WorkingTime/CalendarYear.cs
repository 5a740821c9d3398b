using DataPortal.Storage;

namespace DataPortal.WorkingTime;

/// <summary>A year's days off as the office uploaded them; takes the place of <c>content/calendar/&lt;year&gt;.csv</c>.</summary>
public sealed record CalendarYear : Document
{
    public required int Year { get; init; }
    public required IReadOnlyList<Holiday> Days { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required string ChangedBy { get; init; }
}

public static class CalendarQueries
{
    public static Collection<CalendarYear> Years { get; } = new Collection<CalendarYear>("calendar_years").Index("year", kept => kept.Year);

    /// <summary>A handful: one a year.</summary>
    public static Query<CalendarYear> All => Years.All().OrderBy("year");
}
