using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>The worked examples of procedures.md §2.5, and what §1.2, §2.3 and §2.4 say of them. 17 August 2026, a Monday, is a holiday.</summary>
public sealed class AttemptTimesTests
{
    internal static ProcedureStep Step(string standard, Judged judged, WorkClock clock = WorkClock.Office, string no = "1") => new()
    {
        No = no,
        Line = 1,
        Activity = "Contoh",
        Actors = [new("a", false, false, Capsule.None, null)],
        Requisites = "",
        StandardText = standard,
        Standard = ServiceStandard.Parse(standard) is { IsJudged: true } parsed ? parsed : null,
        Output = "",
        Next = new(NextKind.Plain, [new("", null)]),
        Event = null,
        Remarks = "",
        Per = null,
        Judged = judged,
        Clock = clock,
    };

    private static AttemptMark At(Mark mark, string moment) => new(mark, Wib(moment));

    private static AttemptTimes Times(ProcedureStep step, params AttemptMark[] marks) => AttemptTimes.Of(step, AttemptMarks.Of(marks), Office);

    [Fact]
    public void Lead_counts_the_working_minutes_between_ready_and_done()
    {
        var times = Times(Step("5 hari kerja", Judged.Lead), At(Mark.Ready, "2026-08-12 10:20"), At(Mark.Done, "2026-08-19 09:00"));
        Assert.Equal(TimeSpan.FromMinutes(1720), times.Lead);
        Assert.Equal((null, null), (times.Work, times.Wait));
        Assert.Equal(Verdict.Within, times.Verdict);
    }

    [Theory]
    [InlineData("5 hari kerja", "2026-08-12 10:20", "2026-08-20 16:00", Verdict.Within)]
    [InlineData("5 hari kerja", "2026-08-12 10:20", "2026-08-20 16:01", Verdict.Over)]
    [InlineData("1 hari kerja", "2026-08-14 18:00", "2026-08-18 16:00", Verdict.Within)]
    [InlineData("1 hari kerja", "2026-08-14 18:00", "2026-08-19 07:31", Verdict.Over)]
    [InlineData("30 menit", "2026-08-14 16:10", "2026-08-18 07:40", Verdict.Within)]
    [InlineData("30 menit", "2026-08-14 16:10", "2026-08-18 07:41", Verdict.Over)]
    [InlineData("30 menit", "2026-08-13 11:50", "2026-08-13 13:20", Verdict.Within)]
    [InlineData("1 – 2 Jam", "2026-08-13 15:30", "2026-08-14 08:00", Verdict.WithinTarget)]
    [InlineData("1 – 2 Jam", "2026-08-13 15:30", "2026-08-14 09:00", Verdict.Within)]
    [InlineData("1 – 2 Jam", "2026-08-13 15:30", "2026-08-14 09:01", Verdict.Over)]
    [InlineData("2 Minggu", "2026-08-03 10:00", "2026-08-18 16:00", Verdict.Within)]
    [InlineData("3 Bulan", "2026-11-30 09:00", "2027-03-01 16:00", Verdict.Within)]
    public void A_promise_is_judged_from_ready_to_done(string standard, string ready, string done, Verdict verdict) =>
        Assert.Equal(verdict, Times(Step(standard, Judged.Lead), At(Mark.Ready, ready), At(Mark.Done, done)).Verdict);

    [Fact]
    public void Work_begins_at_started_and_wait_ends_there()
    {
        var times = Times(Step("30 menit", Judged.Work), At(Mark.Ready, "2026-08-13 08:00"), At(Mark.Started, "2026-08-13 09:00"), At(Mark.Done, "2026-08-13 09:25"));
        Assert.Equal((60, 25, 85), (times.Wait!.Value.TotalMinutes, times.Work!.Value.TotalMinutes, times.Lead!.Value.TotalMinutes));
        Assert.Equal(Verdict.Within, times.Verdict);
    }

    [Fact]
    public void Work_without_started_is_unmeasured_and_never_nothing()
    {
        var times = Times(Step("30 menit", Judged.Work), At(Mark.Ready, "2026-08-13 08:00"), At(Mark.Done, "2026-08-13 08:10"));
        Assert.Null(times.Work);
        Assert.Equal(Verdict.Unmeasured, times.Verdict);
    }

    [Fact]
    public void A_pause_is_in_neither_time_and_pushes_the_due_moment()
    {
        AttemptMark[] marks =
        [
            At(Mark.Ready, "2026-08-13 08:00"), At(Mark.Started, "2026-08-13 08:05"), At(Mark.Paused, "2026-08-13 08:15"),
            At(Mark.Resumed, "2026-08-13 10:15"), At(Mark.Done, "2026-08-13 10:25"),
        ];
        var times = Times(Step("30 menit", Judged.Lead), marks);
        Assert.Equal((5, 20, 25), (times.Wait!.Value.TotalMinutes, times.Work!.Value.TotalMinutes, times.Lead!.Value.TotalMinutes));
        Assert.Equal(Verdict.Within, times.Verdict);

        // Two whole working days, Thursday and Friday, stood still.
        AttemptMark[] days = [At(Mark.Ready, "2026-08-12 10:00"), At(Mark.Started, "2026-08-12 10:00"), At(Mark.Paused, "2026-08-12 16:00"), At(Mark.Resumed, "2026-08-14 17:00")];
        Assert.Equal(Verdict.Within, Times(Step("1 hari kerja", Judged.Lead), [.. days, At(Mark.Done, "2026-08-18 16:00")]).Verdict);
        Assert.Equal(Verdict.Over, Times(Step("1 hari kerja", Judged.Lead), [.. days, At(Mark.Done, "2026-08-19 08:00")]).Verdict);
    }

    [Fact]
    public void The_order_in_which_marks_are_read_changes_nothing_and_neither_does_reading_one_twice()
    {
        AttemptMark[] marks =
        [
            At(Mark.Ready, "2026-08-13 08:00"), At(Mark.Started, "2026-08-13 08:05"), At(Mark.Paused, "2026-08-13 08:15"),
            At(Mark.Resumed, "2026-08-13 10:15"), At(Mark.Done, "2026-08-13 10:25"),
        ];
        var straight = Times(Step("30 menit", Judged.Lead), marks);
        Assert.Equal(straight, Times(Step("30 menit", Judged.Lead), [.. marks.Reverse(), marks[0], marks[2]]));
    }

    [Fact]
    public void A_date_moved_by_hand_is_judged_by_the_first_one_and_a_corrected_calendar_by_the_new_one()
    {
        AttemptMark ready = new(Mark.Ready, Wib("2026-08-10 08:00"), null, Wib("2026-08-14 16:30"));
        AttemptMark done = At(Mark.Done, "2026-08-18 10:00");
        AttemptMark moved = new(Mark.Moved, Wib("2026-08-13 10:00"), null, Wib("2026-08-20 16:00"));
        var step = Step("Sesuai jadwal/beban kerja", Judged.Lead);
        Assert.Equal(Verdict.Over, Times(step, ready, moved, done).Verdict);
        Assert.Equal(Verdict.Within, Times(step, ready, moved with { IsCorrection = true }, done).Verdict);
        Assert.Equal(Verdict.Unmeasured, Times(step, ready with { Limit = null }, done).Verdict);
    }

    [Fact]
    public void What_was_entered_afterwards_is_counted_apart_and_what_has_no_standard_is_not_judged()
    {
        AttemptMark[] marks = [At(Mark.Ready, "2026-08-13 08:00"), At(Mark.Done, "2026-08-13 08:10") with { IsLateEntry = true }];
        Assert.Equal(Verdict.LateEntry, Times(Step("30 menit", Judged.Lead), marks).Verdict);
        Assert.Equal(Verdict.NotJudged, Times(Step("-", Judged.None), marks).Verdict);
        Assert.Equal(Verdict.NotJudged, Times(Step("30 menit", Judged.Lead), marks[0]).Verdict);
    }

    [Fact]
    public void An_open_attempt_says_its_state_and_since_when()
    {
        AttemptMarks Fold(params AttemptMark[] marks) => AttemptMarks.Of(marks);
        var (ready, started, paused, resumed) = (At(Mark.Ready, "2026-08-13 08:00"), At(Mark.Started, "2026-08-13 09:00"), At(Mark.Paused, "2026-08-13 10:00"), At(Mark.Resumed, "2026-08-13 11:00"));
        Assert.Equal((AttemptState.Ready, ready.At), (Fold(ready).State, Fold(ready).Since!.Value));
        Assert.Equal((AttemptState.Started, started.At), (Fold(ready, started).State, Fold(ready, started).Since!.Value));
        Assert.Equal((AttemptState.Paused, paused.At), (Fold(ready, started, paused).State, Fold(ready, started, paused).Since!.Value));
        Assert.Equal((AttemptState.Started, resumed.At), (Fold(ready, started, paused, resumed).State, Fold(ready, started, paused, resumed).Since!.Value));
    }

    [Theory]
    [InlineData(new long[] { 7 }, 50, 7)]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 50, 5)]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 80, 8)]
    [InlineData(new long[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 95, 10)]
    [InlineData(new long[] { 15, 20, 35, 40, 50 }, 30, 20)]
    [InlineData(new long[] { 15, 20, 35, 40, 50 }, 100, 50)]
    public void Percentiles_are_by_nearest_rank(long[] ordered, int percent, long expected) => Assert.Equal(expected, Spread.Rank(ordered, percent));
}
