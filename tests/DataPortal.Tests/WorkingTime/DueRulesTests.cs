using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.WorkingTime;

/// <summary>procedures.md §2.3 and every worked example of §2.5.</summary>
public sealed class DueRulesTests
{
    [Theory]
    [InlineData("5 hari kerja", "2026-08-12 10:20", "2026-08-20 16:00")]
    [InlineData("5 hari kerja", "2026-08-15 09:00", "2026-08-24 16:00")]
    [InlineData("1 hari kerja", "2026-08-14 18:00", "2026-08-18 16:00")]
    [InlineData("30 menit", "2026-08-14 16:10", "2026-08-18 07:40")]
    [InlineData("30 menit", "2026-08-13 11:50", "2026-08-13 13:20")]
    [InlineData("1 – 2 Jam", "2026-08-13 15:30", "2026-08-14 09:00")]
    [InlineData("2 Minggu", "2026-08-03 08:00", "2026-08-18 16:00")]
    [InlineData("3 Bulan", "2026-11-30 08:00", "2027-03-01 16:00")]
    [InlineData("1 Bulan", "2026-10-31 08:00", "2026-11-30 16:00")]
    [InlineData("1 tahun", "2026-11-20 08:00", "2027-11-22 16:00")]
    [InlineData("3 hari", "2026-11-19 08:00", "2026-11-23 16:00")]
    [InlineData("30 menit", "2026-08-13 15:30", "2026-08-13 16:00")]
    public void What_is_due_when_by_the_office_clock(string standard, string ready, string due) =>
        Assert.Equal(Wib(due), Office.Due(ServiceStandard.Parse(standard), WorkClock.Office, Wib(ready), null)!.Limit);

    [Fact]
    public void A_range_has_a_target_before_its_limit() =>
        Assert.Equal(Wib("2026-08-14 08:00"), Office.Due(ServiceStandard.Parse("1 – 2 Jam"), WorkClock.Office, Wib("2026-08-13 15:30"), null)!.Target);

    [Theory]
    [InlineData("5 menit", "2026-11-20 15:28", "2026-11-23 08:33")]
    [InlineData("5 menit", "2026-11-21 20:00", "2026-11-23 08:35")]
    [InlineData("5 menit", "2026-11-20 12:30", "2026-11-20 12:35")]
    [InlineData("1 hari kerja", "2026-11-20 09:00", "2026-11-23 15:30")]
    public void What_the_public_waits_for_runs_in_service_hours(string standard, string ready, string due) =>
        Assert.Equal(Wib(due), Office.Due(ServiceStandard.Parse(standard), WorkClock.Service, Wib(ready), null)!.Limit);

    [Fact]
    public void Before_a_visitor_at_the_desk_time_just_passes() =>
        Assert.Equal(Wib("2026-11-21 20:03"), Office.Due(ServiceStandard.Parse("3 menit"), WorkClock.Elapsed, Wib("2026-11-21 20:00"), null)!.Limit);

    [Fact]
    public void A_normal_week_has_2250_working_minutes() =>
        Assert.Equal(2250, Office.Working(WorkClock.Office, Wib("2026-08-03 00:00"), Wib("2026-08-10 00:00")).TotalMinutes);

    [Fact]
    public void A_week_of_Ramadan_has_32_hours_and_a_half() =>
        Assert.Equal(32.5, Office.Working(WorkClock.Office, Wib("2026-03-02 00:00"), Wib("2026-03-09 00:00")).TotalHours);

    [Fact]
    public void The_hours_of_Ramadan_hold_from_its_first_to_its_last_day()
    {
        Assert.Equal(7.5, Office.Working(WorkClock.Office, Wib("2026-02-18 00:00"), Wib("2026-02-19 00:00")).TotalHours);
        Assert.Equal(6.5, Office.Working(WorkClock.Office, Wib("2026-02-19 00:00"), Wib("2026-02-20 00:00")).TotalHours);
        Assert.Equal(6.5, Office.Working(WorkClock.Office, Wib("2026-03-17 00:00"), Wib("2026-03-18 00:00")).TotalHours);
        Assert.Equal(7.5, Office.Working(WorkClock.Office, Wib("2026-03-25 00:00"), Wib("2026-03-26 00:00")).TotalHours);
    }

    [Fact]
    public void Working_minutes_over_a_holiday() =>
        Assert.Equal(1720, Office.Working(WorkClock.Office, Wib("2026-08-12 10:20"), Wib("2026-08-19 09:00")).TotalMinutes);

    [Fact]
    public void Without_a_standard_nothing_is_due() => Assert.Null(Office.Due(ServiceStandard.Parse("-"), WorkClock.Office, Wib("2026-08-12 10:20"), null));

    [Fact]
    public void By_schedule_the_date_of_the_item_is_due_and_an_item_without_one_is_refused()
    {
        var standard = ServiceStandard.Parse("Sesuai jadwal/beban kerja");
        Assert.Equal(Wib("2026-09-01 12:00"), Office.Due(standard, WorkClock.Office, Wib("2026-08-12 10:20"), Wib("2026-09-01 12:00"))!.Limit);
        Assert.Throws<MissingScheduleException>(() => Office.Due(standard, WorkClock.Office, Wib("2026-08-12 10:20"), null));
    }

    [Fact]
    public void A_due_moment_says_by_which_calendar_it_was_found() =>
        Assert.Equal(Office.Version, Office.Due(ServiceStandard.Parse("5 menit"), WorkClock.Service, Wib("2026-08-12 10:20"), null)!.CalendarVersion);

    [Fact]
    public void A_pause_pushes_minutes_by_its_working_time()
    {
        var standard = ServiceStandard.Parse("5 menit");
        var due = Office.Due(standard, WorkClock.Service, Wib("2026-11-20 15:20"), null)!;
        Assert.Equal(Wib("2026-11-23 08:50"), Office.Pushed(due, standard, WorkClock.Service, Wib("2026-11-20 15:22"), Wib("2026-11-23 08:47")).Limit);
    }

    [Theory]
    [InlineData("2026-08-18 07:30", "2026-08-19 16:00", "2026-08-24 16:00")]
    [InlineData("2026-08-18 07:31", "2026-08-19 16:00", "2026-08-21 16:30")]
    [InlineData("2026-08-15 00:00", "2026-08-18 07:00", "2026-08-20 16:00")]
    public void A_pause_pushes_dates_by_the_working_days_it_covers_wholly(string from, string to, string pushed)
    {
        var standard = ServiceStandard.Parse("5 hari kerja");
        var due = Office.Due(standard, WorkClock.Office, Wib("2026-08-12 10:20"), null)!;
        Assert.Equal(Wib(pushed), Office.Pushed(due, standard, WorkClock.Office, Wib(from), Wib(to)).Limit);
    }

    [Theory]
    [InlineData("2026-11-20 15:30", false, "2026-11-23 08:30")]
    [InlineData("2026-11-20 15:29", true, "2026-11-20 15:29")]
    [InlineData("2026-11-20 08:30", true, "2026-11-20 08:30")]
    [InlineData("2026-08-14 17:00", false, "2026-08-18 08:30")]
    public void A_clock_is_open_up_to_its_closing_minute(string at, bool open, string next)
    {
        Assert.Equal(open, Office.IsOpen(WorkClock.Service, Wib(at)));
        Assert.Equal(Wib(next), Office.NextOpening(WorkClock.Service, Wib(at)));
    }

    [Fact]
    public void Working_days_are_counted_forwards_and_back()
    {
        Assert.Equal(new DateOnly(2026, 8, 18), Office.AddWorkingDays(new(2026, 8, 14), 1));
        Assert.Equal(new DateOnly(2026, 8, 14), Office.AddWorkingDays(new(2026, 8, 18), -1));
        Assert.Equal(new DateOnly(2026, 8, 16), Office.AddWorkingDays(new(2026, 8, 16), 0));
        Assert.Equal(1, Office.WorkingDaysBetween(new(2026, 8, 14), new(2026, 8, 18)));
        Assert.False(Office.IsWorkingDay(new(2026, 12, 24)));
    }
}
