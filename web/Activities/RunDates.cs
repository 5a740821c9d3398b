using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Activities;

/// <summary>Dates people type, as moments of the office's day.</summary>
public static class RunDates
{
    /// <summary>The closing hour of a day: when something due on that date is due.</summary>
    public static DateTimeOffset ClosingOf(this WorkingCalendar calendar, DateOnly day) => At(day, calendar.Hours(WorkClock.Office, day) is [.., var last] ? last.To : new(16, 0));

    /// <summary>The opening hour of a day: when something that begins on that date begins.</summary>
    public static DateTimeOffset OpeningOf(this WorkingCalendar calendar, DateOnly day) => At(day, calendar.Hours(WorkClock.Office, day) is [var first, ..] ? first.From : new(7, 30));

    private static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Show.Jakarta.BaseUtcOffset);
}
