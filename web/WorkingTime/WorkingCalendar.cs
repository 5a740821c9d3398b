using System.Globalization;

namespace DataPortal.WorkingTime;

/// <summary>When something is due, by the calendar of that version. Computed once, when the step is ready, and kept (procedures.md §2.3, 6).</summary>
/// <param name="Target">The lower end of a range; passing it is reported, not late.</param>
/// <param name="Limit">Late after this moment.</param>
public sealed record DueMoment(DateTimeOffset? Target, DateTimeOffset Limit, string CalendarVersion);

/// <summary>A stretch of a week with the same hours: <i>Senin–Kamis</i>, 07.30–12.00 and 13.00–16.00.</summary>
public sealed record OpeningLine(DayOfWeek First, DayOfWeek Last, IReadOnlyList<Window> Windows);

/// <summary>A step whose time is the date set for the item became ready for an item that has no date (procedures.md §2.3, 4).</summary>
public sealed class MissingScheduleException()
    : Exception("The step is due on the date set for its item, and the item has none.");

/// <summary>
/// Opening hours, working days and due moments (procedures.md §2). Everything is reckoned in western Indonesian time (WIB, UTC+7 since 1964, no summer time),
/// whatever the machine's zone is. Moments may have any offset; those returned have +07:00. Safe for many threads; a changed calendar is swapped in whole.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly TimeSpan _wib = TimeSpan.FromHours(7);

    private volatile Loaded _loaded;

    public WorkingCalendar(CalendarData data) => _loaded = new(data);

    public CalendarData Data => _loaded.Data;

    public string Version => _loaded.Data.Version;

    /// <summary>Raised after another version came into force. Handlers are quick and never throw.</summary>
    public event Action? Changed;

    /// <summary>From now on reckons with this calendar. Due moments already kept stay as they are; who keeps them hears of it by <see cref="Changed"/>.</summary>
    public void Use(CalendarData data)
    {
        var before = _loaded.Data.Version;
        _loaded = new(data);
        if (data.Version != before)
        {
            Changed?.Invoke();
        }
    }

    /// <summary>When a step that is ready now is due; null without a standard. A start outside the clock's windows counts from the next opening.</summary>
    /// <param name="clock">Of durations; dates of clocks without windows are due at the closing hour of the office.</param>
    /// <param name="scheduled">The item's own due date, for <see cref="StandardUnit.Scheduled"/>.</param>
    /// <exception cref="MissingScheduleException">The standard is the item's own date, and there is none.</exception>
    public DueMoment? Due(ServiceStandard standard, WorkClock clock, DateTimeOffset ready, DateTimeOffset? scheduled)
    {
        var loaded = _loaded;
        return standard.Unit switch
        {
            StandardUnit.None => null,
            StandardUnit.Scheduled => new(null, Wib((scheduled ?? throw new MissingScheduleException())), loaded.Data.Version),
            StandardUnit.Seconds or StandardUnit.Minutes or StandardUnit.Hours => new(
                standard.TargetTime is { } target ? loaded.Add(clock, ready, target) : null, loaded.Add(clock, ready, standard.LimitTime!.Value), loaded.Data.Version),
            StandardUnit.Days or StandardUnit.WorkingDays or StandardUnit.Weeks or StandardUnit.Months or StandardUnit.Years => new(
                standard.Target is { } first ? loaded.DateDue(standard.Unit, (int)first, clock, ready) : null,
                loaded.DateDue(standard.Unit, (int)standard.Limit, clock, ready), loaded.Data.Version),
            _ => throw new ArgumentOutOfRangeException(nameof(standard)),
        };
    }

    /// <summary>The due moment after a pause (procedures.md §2.3, 7): durations later by the paused working time, dates by the working days whose whole window was paused.</summary>
    /// <remarks>Pauses that do not overlap may be given one by one, in any order.</remarks>
    public DueMoment Pushed(DueMoment due, ServiceStandard standard, WorkClock clock, DateTimeOffset from, DateTimeOffset to)
    {
        var loaded = _loaded;
        if (standard.IsDuration)
        {
            var paused = loaded.Working(clock, from, to);
            return due with { Target = due.Target is { } target ? loaded.Add(clock, target, paused) : null, Limit = loaded.Add(clock, due.Limit, paused) };
        }

        var days = standard.IsDate ? loaded.WholeDays(clock, from, to) : 0;
        return days == 0 ? due : due with { Target = due.Target is { } first ? loaded.Push(clock, first, days) : null, Limit = loaded.Push(clock, due.Limit, days) };
    }

    /// <summary>Time of the clock between two moments; nothing when the second is not later.</summary>
    public TimeSpan Working(WorkClock clock, DateTimeOffset from, DateTimeOffset to) => _loaded.Working(clock, from, to);

    /// <summary>The first moment that has this much of the clock's time behind it, counted from a moment. Adding nothing changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or ends after the year 9998.</exception>
    public DateTimeOffset Add(WorkClock clock, DateTimeOffset from, TimeSpan working) => _loaded.Add(clock, from, working);

    public bool IsOpen(WorkClock clock, DateTimeOffset at) => !clock.HasWindows() || _loaded.Of(clock).IsOpen(Local(at));

    /// <summary>The moment itself when the clock runs then; else when it next begins to.</summary>
    public DateTimeOffset NextOpening(WorkClock clock, DateTimeOffset at) =>
        clock.HasWindows() ? Wib(_loaded.Of(clock).NextOpening(Local(at))) : Wib(at);

    /// <summary>Monday to Friday, neither <i>libur nasional</i> nor <i>cuti bersama</i>.</summary>
    public bool IsWorkingDay(DateOnly day) => _loaded.IsWorkingDay(day);

    /// <summary>Why a day is off, or null: a weekend has no entry.</summary>
    public Holiday? Holiday(DateOnly day) => _loaded.Holiday(day);

    /// <summary>The n-th working day after a day (before it when negative); the day itself when n is 0, whatever day it is.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int n) => _loaded.AddWorkingDays(day, n);

    /// <summary>Working days after the first day up to and including the second; 0 when the second is not later.</summary>
    public int WorkingDaysBetween(DateOnly after, DateOnly upTo)
    {
        var loaded = _loaded;
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
        {
            count += loaded.IsWorkingDay(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The hours of a day; none when it is off. A clock without windows shows the office's.</summary>
    public IReadOnlyList<Window> Hours(WorkClock clock, DateOnly day) => _loaded.Of(clock).On(day);

    /// <summary>The hours of an ordinary week in the season of a day (Ramadan or not), days with the same hours together.</summary>
    public IReadOnlyList<OpeningLine> Week(WorkClock clock, DateOnly day) => Lines(_loaded.WeekOf(clock, day));

    /// <summary>How long a working day is on average in the season of a day: what makes hours into working days in words.</summary>
    public TimeSpan DayLength(WorkClock clock, DateOnly day)
    {
        var week = _loaded.WeekOf(clock, day);
        return clock.HasWindows() ? week.Total / week.Days.Count : TimeSpan.FromDays(1);
    }

    public RamadanPeriod? Ramadan(DateOnly day) => _loaded.Data.Ramadan.FirstOrDefault(period => period.From <= day && day <= period.To);

    /// <summary>What staff must be told when days off of this year or the next are not known; null when they are.</summary>
    public string? Warning(DateTimeOffset now)
    {
        var (data, year) = (_loaded.Data, Local(now).Year);
        return data.Holidays(year).Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Hari libur {year} belum ada di kalender. Tenggat sekarang dihitung seolah-olah semua Senin–Jumat hari kerja. Unggah daftarnya menurut SKB.")
            : data.Holidays(year + 1).Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"Hari libur {year + 1} belum ada di kalender. Unggah daftarnya begitu SKB terbit; sampai saat itu tenggat di tahun {year + 1} dihitung tanpa hari libur.")
                : null;
    }

    internal static IReadOnlyList<OpeningLine> Lines(WeekHours week)
    {
        List<OpeningLine> lines = [];
        for (var day = DayOfWeek.Monday; day <= DayOfWeek.Friday; day++)
        {
            var windows = week.On(day);
            if (lines is [.., var last] && last.Windows.SequenceEqual(windows))
            {
                lines[^1] = last with { Last = day };
            }
            else
            {
                lines.Add(new(day, day, windows));
            }
        }

        return lines;
    }

    private static DateTime Local(DateTimeOffset moment) => moment.ToOffset(_wib).DateTime;

    private static DateTimeOffset Wib(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), _wib);

    private static DateTimeOffset Wib(DateTimeOffset moment) => moment.ToOffset(_wib);

    /// <summary>One version of the calendar with its sums.</summary>
    private sealed class Loaded
    {
        private readonly Dictionary<DateOnly, Holiday> _holidays;
        private readonly OpenTime _office;
        private readonly OpenTime _service;

        public Loaded(CalendarData data)
        {
            Data = data;
            _holidays = data.Years.Values.SelectMany(days => days).ToDictionary(day => day.Date);
            _office = new(day => HoursOf(data.Office, day));
            _service = new(day => HoursOf(data.Service, day));
        }

        public CalendarData Data { get; }

        public OpenTime Of(WorkClock clock) => clock == WorkClock.Service ? _service : _office;

        public WeekHours WeekOf(WorkClock clock, DateOnly day) => Season(clock == WorkClock.Service ? Data.Service : Data.Office, day);

        public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.ContainsKey(day);

        public Holiday? Holiday(DateOnly day) => _holidays.GetValueOrDefault(day);

        public TimeSpan Working(WorkClock clock, DateTimeOffset from, DateTimeOffset to) => to <= from
            ? TimeSpan.Zero
            : clock.HasWindows() ? TimeSpan.FromTicks(Of(clock).Between(Local(from), Local(to))) : to - from;

        public DateTimeOffset Add(WorkClock clock, DateTimeOffset from, TimeSpan working)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(working, TimeSpan.Zero);
            return working == TimeSpan.Zero || !clock.HasWindows() ? Wib(from + working) : Wib(Of(clock).After(Local(from), working.Ticks));
        }

        public DateOnly AddWorkingDays(DateOnly day, int n)
        {
            for (var left = Math.Abs(n); left > 0;)
            {
                day = day.AddDays(Math.Sign(n));
                left -= IsWorkingDay(day) ? 1 : 0;
            }

            return day;
        }

        /// <summary>Rules 2 and 3 of §2.3: days are dates; weeks, months and calendar days move on to a working day; due at closing hour.</summary>
        public DateTimeOffset DateDue(StandardUnit unit, int n, WorkClock clock, DateTimeOffset ready)
        {
            var day = DateOnly.FromDateTime(Local(ready));
            var due = unit switch
            {
                StandardUnit.WorkingDays => AddWorkingDays(day, n),
                StandardUnit.Days => day.AddDays(n),
                StandardUnit.Weeks => day.AddDays(7 * n),
                StandardUnit.Months => day.AddMonths(n),
                StandardUnit.Years => day.AddYears(n),
                StandardUnit.None or StandardUnit.Seconds or StandardUnit.Minutes or StandardUnit.Hours or StandardUnit.Scheduled or _ =>
                    throw new ArgumentOutOfRangeException(nameof(unit)),
            };
            return Closing(clock, IsWorkingDay(due) ? due : AddWorkingDays(due, 1));
        }

        public DateTimeOffset Push(WorkClock clock, DateTimeOffset due, int days) => Closing(clock, AddWorkingDays(DateOnly.FromDateTime(Local(due)), days));

        /// <summary>Working days whose whole window, from opening to closing, lies in the pause.</summary>
        public int WholeDays(WorkClock clock, DateTimeOffset from, DateTimeOffset to)
        {
            var count = 0;
            for (var day = DateOnly.FromDateTime(Local(from)); day <= DateOnly.FromDateTime(Local(to)); day = day.AddDays(1))
            {
                var windows = Of(clock).On(day);
                count += windows.Count > 0 && Wib(day.ToDateTime(windows[0].From)) >= from && Wib(day.ToDateTime(windows[^1].To)) <= to ? 1 : 0;
            }

            return count;
        }

        private DateTimeOffset Closing(WorkClock clock, DateOnly day) => Of(clock).On(day) is [.., var last]
            ? Wib(day.ToDateTime(last.To))
            : throw new InvalidOperationException($"The working day {day:yyyy-MM-dd} has no hours.");

        private IReadOnlyList<Window> HoursOf(ClockHours hours, DateOnly day) => IsWorkingDay(day) ? Season(hours, day).On(day.DayOfWeek) : [];

        private WeekHours Season(ClockHours hours, DateOnly day)
        {
            if (hours.Ramadan is { } ramadan)
            {
                foreach (var period in Data.Ramadan)
                {
                    if (period.From <= day && day <= period.To)
                    {
                        return ramadan;
                    }
                }
            }

            return hours.Usual;
        }
    }
}
