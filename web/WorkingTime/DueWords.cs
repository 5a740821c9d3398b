using DataPortal.Shared;

namespace DataPortal.WorkingTime;

/// <summary>How a due moment stands: late, soon or neither, and in words.</summary>
/// <param name="Left">Working time left, or past it when late.</param>
public sealed record DueStanding(bool IsLate, TimeSpan Left, string Words);

/// <summary>Due moments and opening hours in words, in the visitor's language.</summary>
public static class DueWords
{
    /// <summary>paling lambat Senin, 23 November 2026 pukul 10.00 WIB</summary>
    public static string NoLaterThan(DateTimeOffset due) => Speech.T("paling lambat ", "no later than ") + Show.Moment(due);

    /// <summary>Sisa 2 menit · Terlambat 12 menit · Terlambat 3 hari kerja: counted in the clock's own time.</summary>
    public static DueStanding Standing(WorkingCalendar calendar, WorkClock clock, DateTimeOffset due, DateTimeOffset now)
    {
        var late = now > due;
        var left = late ? calendar.Working(clock, due, now) : calendar.Working(clock, now, due);
        var length = Length(left, calendar.DayLength(clock, Show.Day(due)), clock.HasWindows());
        return new(late, left, late ? Speech.T($"Terlambat {length}", $"Late by {length}") : Speech.T($"Sisa {length}", $"{length} left"));
    }

    /// <summary>Jam berhenti, menunggu pemohon sejak Rabu, 18 November 2026</summary>
    /// <param name="reason">What is waited for, already in the visitor's language: <c>menunggu pemohon</c>.</param>
    public static string Stopped(string reason, DateTimeOffset since) =>
        Speech.T($"Jam berhenti, {reason} sejak {Show.LongDate(since)}", $"The clock stands, {reason} since {Show.LongDate(since)}");

    /// <summary>Sekarang tutup; permintaan Anda dibaca mulai Senin, 23 November 2026 pukul 08.30 WIB</summary>
    /// <param name="what">What is done at the opening, already in the visitor's language: <c>permintaan Anda dibaca</c>.</param>
    /// <returns>Null when it is open.</returns>
    public static string? Closed(WorkingCalendar calendar, WorkClock clock, DateTimeOffset now, string what) => calendar.IsOpen(clock, now)
        ? null
        : Speech.T("Sekarang tutup; ", "Closed now; ") + what + Speech.T(" mulai ", " from ") + Show.Moment(calendar.NextOpening(clock, now));

    /// <summary>12 menit · 2 jam 5 menit · kurang dari 1 menit</summary>
    public static string Length(TimeSpan time)
    {
        var (hours, minutes) = ((long)time.TotalHours, time.Minutes);
        return (hours, minutes) switch
        {
            (0, 0) => Speech.T("kurang dari 1 menit", "less than 1 minute"),
            (0, _) => Minutes(minutes),
            (_, 0) => Hours(hours),
            _ => $"{Hours(hours)} {Minutes(minutes)}",
        };
    }

    /// <summary>The same, in whole days once a day is reached.</summary>
    /// <param name="day">How long a day of the clock is.</param>
    /// <param name="workingDays">Whether those are working days.</param>
    public static string Length(TimeSpan time, TimeSpan day, bool workingDays)
    {
        var days = (long)(time / day);
        return (days, workingDays) switch
        {
            (0, _) => Length(time),
            (_, true) => Speech.T($"{Show.Number(days)} hari kerja", $"{Show.Number(days)} working {(days == 1 ? "day" : "days")}"),
            (_, false) => Speech.T($"{Show.Number(days)} hari", $"{Show.Number(days)} {(days == 1 ? "day" : "days")}"),
        };
    }

    /// <summary>Senin–Kamis · Jumat</summary>
    public static string Days(OpeningLine line) => line.First == line.Last ? Day(line.First) : $"{Day(line.First)}–{Day(line.Last)}";

    /// <summary>07.30–12.00 dan 13.00–16.00 WIB</summary>
    public static string Hours(IReadOnlyList<Window> windows) => windows.Count == 0
        ? Speech.T("Tutup", "Closed")
        : string.Join(Speech.T(" dan ", " and "), windows) + " WIB";

    /// <summary>Senin–Jumat, 08.30–15.30 WIB: the hours of the week of a day in one line.</summary>
    public static string Week(WorkingCalendar calendar, WorkClock clock, DateOnly day) =>
        string.Join("; ", calendar.Week(clock, day).Select(line => $"{Days(line)}, {Hours(line.Windows)}"));

    /// <summary>5 menit pada jam layanan · 2 jam kerja · 5 hari kerja: a standard with the clock it is counted by.</summary>
    public static string Standard(ServiceStandard standard, WorkClock clock)
    {
        if (standard.Unit == StandardUnit.None)
        {
            return "–";
        }

        if (standard.Unit == StandardUnit.Scheduled)
        {
            return Speech.T("sesuai jadwal", "as scheduled");
        }

        var number = standard.Target is { } target ? $"{Number(target)}–{Number(standard.Limit)}" : Number(standard.Limit);
        var many = standard.Limit != 1 ? "s" : "";
        // "2 jam kerja" stands beside "5 hari kerja"; the hours of the counter are named, because they are others.
        var (kerja, working) = standard.IsDuration && clock == WorkClock.Office ? (" kerja", "working ") : ("", "");
        var unit = standard.Unit switch
        {
            StandardUnit.Seconds => Speech.T("detik" + kerja, working + "second" + many),
            StandardUnit.Minutes => Speech.T("menit" + kerja, working + "minute" + many),
            StandardUnit.Hours => Speech.T("jam" + kerja, working + "hour" + many),
            StandardUnit.Days => Speech.T("hari", "day" + many),
            StandardUnit.WorkingDays => Speech.T("hari kerja", "working day" + many),
            StandardUnit.Weeks => Speech.T("minggu", "week" + many),
            StandardUnit.Months => Speech.T("bulan", "month" + many),
            StandardUnit.Years => Speech.T("tahun", "year" + many),
            StandardUnit.None or StandardUnit.Scheduled or _ => throw new ArgumentOutOfRangeException(nameof(standard)),
        };
        return $"{number} {unit}{(standard.IsDuration && clock == WorkClock.Service ? Speech.T(" pada jam layanan", " within service hours") : "")}";
    }

    private static string Number(decimal number) => Show.Number((double)number, number == decimal.Truncate(number) ? 0 : number * 10 == decimal.Truncate(number * 10) ? 1 : 3);

    private static string Minutes(long count) => Speech.T($"{Show.Number(count)} menit", $"{Show.Number(count)} {(count == 1 ? "minute" : "minutes")}");

    private static string Hours(long count) => Speech.T($"{Show.Number(count)} jam", $"{Show.Number(count)} {(count == 1 ? "hour" : "hours")}");

    private static string Day(DayOfWeek day) => (Speech.IsEnglish ? Speech.English : Speech.Indonesian).DateTimeFormat.GetDayName(day);
}
