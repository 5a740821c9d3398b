using System.Globalization;
using DataPortal.Shared;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.WorkingTime;

public sealed class DueWordsTests
{
    private static string In(CultureInfo language, Func<string> words)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = language;
        try
        {
            return words();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void A_due_moment_is_told_with_its_day()
    {
        Assert.Equal("paling lambat Senin, 23 November 2026 pukul 10.00 WIB", In(Speech.Indonesian, () => DueWords.NoLaterThan(Wib("2026-11-23 10:00"))));
        Assert.Equal("no later than Monday, 23 November 2026 at 10.00 WIB", In(Speech.English, () => DueWords.NoLaterThan(Wib("2026-11-23 10:00"))));
    }

    [Theory]
    [InlineData("2026-11-20 09:34", "2026-11-20 09:32", "Sisa 2 menit", "2 minutes left")]
    [InlineData("2026-11-20 09:20", "2026-11-20 09:32", "Terlambat 12 menit", "Late by 12 minutes")]
    [InlineData("2026-11-20 15:30", "2026-11-20 17:00", "Terlambat kurang dari 1 menit", "Late by less than 1 minute")]
    [InlineData("2026-11-17 09:00", "2026-11-20 09:00", "Terlambat 3 hari kerja", "Late by 3 working days")]
    [InlineData("2026-11-23 08:33", "2026-11-20 15:28", "Sisa 5 menit", "5 minutes left")]
    [InlineData("2026-11-20 11:35", "2026-11-20 09:30", "Sisa 2 jam 5 menit", "2 hours 5 minutes left")]
    [InlineData("2026-11-20 10:30", "2026-11-20 09:30", "Sisa 1 jam", "1 hour left")]
    public void How_it_stands_is_told_in_the_time_of_the_clock(string due, string now, string indonesian, string english)
    {
        Assert.Equal(indonesian, In(Speech.Indonesian, () => DueWords.Standing(Office, WorkClock.Service, Wib(due), Wib(now)).Words));
        Assert.Equal(english, In(Speech.English, () => DueWords.Standing(Office, WorkClock.Service, Wib(due), Wib(now)).Words));
    }

    [Fact]
    public void A_closed_office_says_when_it_opens()
    {
        Assert.Equal("Sekarang tutup; permintaan Anda dibaca mulai Senin, 23 November 2026 pukul 08.30 WIB",
            In(Speech.Indonesian, () => DueWords.Closed(Office, WorkClock.Service, Wib("2026-11-21 12:00"), "permintaan Anda dibaca")!));
        Assert.Null(DueWords.Closed(Office, WorkClock.Service, Wib("2026-11-20 12:00"), "permintaan Anda dibaca"));
    }

    [Fact]
    public void A_clock_that_stands_says_since_when() => Assert.Equal("Jam berhenti, menunggu pemohon sejak Rabu, 18 November 2026",
        In(Speech.Indonesian, () => DueWords.Stopped("menunggu pemohon", Wib("2026-11-18 10:00"))));

    [Fact]
    public void Opening_hours_are_told_by_days_with_the_same_hours()
    {
        Assert.Equal("Senin–Jumat, 08.30–15.30 WIB", In(Speech.Indonesian, () => DueWords.Week(Office, WorkClock.Service, new(2026, 11, 20))));
        Assert.Equal("Senin–Kamis, 07.30–12.00 dan 13.00–16.00 WIB; Jumat, 07.30–11.30 dan 13.00–16.30 WIB",
            In(Speech.Indonesian, () => DueWords.Week(Office, WorkClock.Office, new(2026, 11, 20))));
    }

    [Theory]
    [InlineData("5 menit", WorkClock.Service, "5 menit pada jam layanan", "5 minutes within service hours")]
    [InlineData("1 – 2 Jam", WorkClock.Service, "1–2 jam pada jam layanan", "1–2 hours within service hours")]
    [InlineData("8 jam", WorkClock.Office, "8 jam kerja", "8 working hours")]
    [InlineData("1 jam", WorkClock.Office, "1 jam kerja", "1 working hour")]
    [InlineData("30 menit", WorkClock.Office, "30 menit kerja", "30 working minutes")]
    [InlineData("30 menit", WorkClock.Elapsed, "30 menit", "30 minutes")]
    [InlineData("5 hari kerja", WorkClock.Office, "5 hari kerja", "5 working days")]
    [InlineData("2 Minggu", WorkClock.Office, "2 minggu", "2 weeks")]
    [InlineData("Sesuai jadwal/beban kerja", WorkClock.Office, "sesuai jadwal", "as scheduled")]
    [InlineData("", WorkClock.Office, "–", "–")]
    public void A_standard_is_told_with_its_clock(string standard, WorkClock clock, string indonesian, string english)
    {
        Assert.Equal(indonesian, In(Speech.Indonesian, () => DueWords.Standard(ServiceStandard.Parse(standard), clock)));
        Assert.Equal(english, In(Speech.English, () => DueWords.Standard(ServiceStandard.Parse(standard), clock)));
    }
}
