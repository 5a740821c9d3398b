using DataPortal.WorkingTime;
using FsCheck;
using FsCheck.Fluent;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.WorkingTime;

public sealed class WorkingTimeProperties
{
    private static readonly Gen<WorkClock> _clocks = Gen.Elements(WorkClock.Office, WorkClock.Service, WorkClock.Elapsed, WorkClock.Calendar);

    // To the second, over the years around the known ones, with any offset a caller may bring.
    private static readonly Gen<DateTimeOffset> _moments =
        from second in Gen.Choose(0, 4 * 366 * 24 * 3600)
        from offset in Gen.Choose(-12, 14)
        select Wib("2025-01-01 00:00").AddSeconds(second).ToOffset(TimeSpan.FromHours(offset));

    private static readonly Gen<TimeSpan> _times = Gen.Frequency(
        (3, Gen.Choose(1, 8 * 3600)), (1, Gen.Choose(1, 3000 * 3600))).Select(seconds => TimeSpan.FromSeconds(seconds));

    private static void For<T>(Gen<T> cases, Func<T, bool> holds) =>
        Prop.ForAll(cases.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void What_was_added_is_what_was_worked() => For(
        from clock in _clocks from start in _moments from time in _times select (clock, start, time),
        given => Office.Working(given.clock, given.start, Office.Add(given.clock, given.start, given.time)) == given.time);

    [Fact]
    public void What_was_worked_added_again_leads_to_the_same_working_time() => For(
        from clock in _clocks from first in _moments from second in _moments select (clock, first, second),
        given =>
        {
            var (from, to) = given.first <= given.second ? (given.first, given.second) : (given.second, given.first);
            var end = Office.Add(given.clock, from, Office.Working(given.clock, from, to));
            return end <= to && Office.Working(given.clock, end, to) == TimeSpan.Zero;
        });

    [Fact]
    public void The_more_is_added_the_later_it_ends() => For(
        from clock in _clocks from start in _moments from time in _times from more in _times select (clock, start, time, more),
        given => Office.Add(given.clock, given.start, given.time) < Office.Add(given.clock, given.start, given.time + given.more));

    [Fact]
    public void Who_starts_later_is_never_due_earlier() => For(
        from clock in _clocks
        from first in _moments
        from second in _moments
        from standard in Gen.Elements("5 menit", "1 – 2 Jam", "3 hari", "5 hari kerja", "2 minggu", "1 bulan", "1 tahun")
        select (clock, first, second, standard),
        given =>
        {
            DateTimeOffset Due(DateTimeOffset ready) => Office.Due(ServiceStandard.Parse(given.standard), given.clock, ready, null)!.Limit;
            return given.first <= given.second ? Due(given.first) <= Due(given.second) : Due(given.second) <= Due(given.first);
        });

    [Fact]
    public void Nothing_is_due_before_it_is_ready_and_no_target_after_its_limit() => For(
        from clock in _clocks
        from ready in _moments
        from standard in Gen.Elements("45 detik", "5 menit", "1 – 2 Jam", "2 jam", "1 hari", "1 hari kerja", "5 – 7 hari kerja", "2 minggu", "1 bulan", "1 tahun")
        select (clock, ready, standard),
        given => Office.Due(ServiceStandard.Parse(given.standard), given.clock, given.ready, null) is { } due && due.Limit >= given.ready && !(due.Target > due.Limit));

    [Fact]
    public void Nothing_ends_inside_closed_hours() => For(
        from clock in Gen.Elements(WorkClock.Office, WorkClock.Service) from start in _moments from time in _times select (clock, start, time),
        given => Office.IsOpen(given.clock, Office.Add(given.clock, given.start, given.time).AddTicks(-1)));

    [Fact]
    public void Working_time_of_parts_is_the_working_time_of_the_whole() => For(
        from clock in _clocks from a in _moments from b in _moments from c in _moments select (clock, Moments: new[] { a, b, c }.Order().ToArray()),
        given => Office.Working(given.clock, given.Moments[0], given.Moments[1]) + Office.Working(given.clock, given.Moments[1], given.Moments[2])
            == Office.Working(given.clock, given.Moments[0], given.Moments[2]));

    [Fact]
    public void Pauses_add_up_in_any_order() => For(
        from clock in _clocks
        from ready in _moments
        from length in Gen.ArrayOf(Gen.Choose(1, 20 * 24 * 3600), 4)
        from standard in Gen.Elements("5 menit", "1 – 2 Jam", "5 hari kerja", "2 minggu")
        select (clock, ready, length, standard),
        given =>
        {
            var standard = ServiceStandard.Parse(given.standard);
            var due = Office.Due(standard, given.clock, given.ready, null)!;
            var first = (From: given.ready.AddSeconds(given.length[0]), To: given.ready.AddSeconds(given.length[0] + given.length[1]));
            var second = (From: first.To.AddSeconds(given.length[2]), To: first.To.AddSeconds(given.length[2] + given.length[3]));
            DueMoment Pushed(DueMoment moment, (DateTimeOffset From, DateTimeOffset To) pause) => Office.Pushed(moment, standard, given.clock, pause.From, pause.To);
            return Pushed(Pushed(due, first), second) == Pushed(Pushed(due, second), first) && Pushed(due, first).Limit >= due.Limit;
        });

    [Fact]
    public void The_offset_a_moment_comes_with_changes_nothing() => For(
        from clock in _clocks from start in _moments from offset in Gen.Choose(-12, 14) from time in _times select (clock, start, offset, time),
        given =>
        {
            var elsewhere = given.start.ToOffset(TimeSpan.FromHours(given.offset));
            var end = Office.Add(given.clock, elsewhere, given.time);
            return end == Office.Add(given.clock, given.start, given.time) && end.Offset == TimeSpan.FromHours(7)
                && Office.IsOpen(given.clock, elsewhere) == Office.IsOpen(given.clock, given.start);
        });

    [Fact]
    public void The_next_opening_is_open_and_nothing_is_worked_until_then() => For(
        from clock in _clocks from at in _moments select (clock, at),
        given =>
        {
            var next = Office.NextOpening(given.clock, given.at);
            return next >= given.at && Office.IsOpen(given.clock, next) && (next == given.at || Office.Working(given.clock, given.at, next) == TimeSpan.Zero);
        });

    [Fact]
    public void Day_arithmetic_agrees_with_counting_minute_by_minute() => Prop.ForAll(
        (from clock in Gen.Elements(WorkClock.Office, WorkClock.Service) from day in Gen.Choose(0, 700) from minutes in Gen.Choose(0, 9 * 24 * 60) from begin in Gen.Choose(0, 1439) select (clock, day, begin, minutes)).ToArbitrary(),
        given =>
        {
            var from = Wib("2025-10-01 00:00").AddDays(given.day).AddMinutes(given.begin);
            var counted = Enumerable.Range(0, given.minutes).Count(minute => Office.IsOpen(given.clock, from.AddMinutes(minute)));
            return Office.Working(given.clock, from, from.AddMinutes(given.minutes)) == TimeSpan.FromMinutes(counted);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
}
