using DataPortal.Content;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.WorkingTime;

public sealed class CalendarFilesTests
{
    private const string Hours = """
        kantor:
          biasa:
            senin-jumat: 08.00-12.00, 13.00-16.00
        layanan:
          biasa:
            senin-jumat: 08.30-15.30
        """;

    [Fact]
    public void The_days_off_of_2026_are_those_of_the_decree()
    {
        var days = Office.Data.Holidays(2026);
        Assert.Equal(25, days.Count);
        Assert.Equal(8, days.Count(day => day.Kind == HolidayKind.JointLeave));
        Assert.All(days, day => Assert.Contains("SKB", day.Decree, StringComparison.Ordinal));
        Assert.Equal("Proklamasi Kemerdekaan", Office.Holiday(new(2026, 8, 17))!.Name);
    }

    [Fact]
    public void Every_mistake_is_told_at_once_with_file_and_line()
    {
        var root = Folder(("jam.yml", Hours + "\nramadan:\n  - nama: R\n    mulai: 2026-02-19\n    sampai: 2026-03-29\n    sumber: x\n    dikonfirmasi: tidak\n"), ("2027.csv", """
            tanggal,nama,jenis,dasar
            01/01/2027,Tahun Baru,libur nasional,SKB 1 Tahun 2026
            2026-08-17,Proklamasi,libur nasional,SKB 1 Tahun 2026
            2027-08-17,Proklamasi,libur,SKB 1 Tahun 2026
            2027-08-17,Proklamasi,libur nasional,
            2027-08-18,"Libur, panjang",cuti bersama,SKB 1 Tahun 2026
            2027-08-18,Libur,cuti bersama,SKB 1 Tahun 2026
            2027-08-19,Libur,cuti bersama
            """), ("libur.csv", ""), ("2028.csv", "date;name\n"));
        var problems = Assert.Throws<ContentException>(() => CalendarFiles.Read(root)).Problems.Select(problem => problem.ToString()).ToList();
        Assert.Collection(problems,
            problem => Assert.StartsWith("content/calendar/2027.csv:2: tanggal \"01/01/2027\" tidak dapat dibaca", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/2027.csv:3: tanggal 2026-08-17 bukan tahun 2027", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/2027.csv:4: jenis \"libur\" tidak dikenal", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/2027.csv:5: dasar harus menyebut SKB", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/2027.csv:7: tanggal 2027-08-18 sudah ada di baris 6", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/2027.csv:8: ada 3 kolom; harus 4", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/2028.csv:1: baris pertama", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/libur.csv:1: nama berkas", problem, StringComparison.Ordinal),
            problem => Assert.StartsWith("content/calendar/jam.yml:8: Ramadan berlangsung 29 atau 30 hari", problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("    senin-jumat: 08.30-15.30", "    senin-kamis: 08.30-15.30", "jam hari jumat belum tertulis", 6)]
    [InlineData("    senin-jumat: 08.30-15.30", "    senin-minggu: 08.30-15.30", "bukan hari kerja", 6)]
    [InlineData("    senin-jumat: 08.30-15.30", "    senin-jumat: 8.30-15.30", "tidak dapat dibaca", 6)]
    [InlineData("    senin-jumat: 08.30-15.30", "    senin-jumat: 15.30-08.30", "tidak berurutan", 6)]
    [InlineData("layanan:", "pelayanan:", "tidak dikenal", 4)]
    public void Hours_that_cannot_be_used_stop_the_start(string line, string changed, string message, int at)
    {
        var problems = Assert.Throws<ContentException>(() => CalendarFiles.Read(Folder(("jam.yml", Hours.Replace(line, changed, StringComparison.Ordinal))))).Problems;
        Assert.Contains(problems, problem => problem.Message.Contains(message, StringComparison.Ordinal) && problem.Line == at && problem.File == "calendar/jam.yml");
    }

    [Fact]
    public void Without_hours_the_portal_does_not_start() =>
        Assert.Contains("jam.yml:1", Assert.Throws<ContentException>(() => CalendarFiles.Read(Folder())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_list_saved_by_a_spreadsheet_with_semicolons_is_read_and_writes_itself_again()
    {
        List<ContentProblem> problems = [];
        var days = HolidayList.Read("2027.csv", 2027, new StringReader("\uFEFFtanggal;nama;jenis;dasar\r\n2027-01-01;\"Tahun; Baru\";Libur Nasional;\"SKB 1, 2, 3 Tahun 2026\"\r\n"), problems);
        Assert.Empty(problems);
        Assert.Equal(new Holiday(new(2027, 1, 1), "Tahun; Baru", HolidayKind.National, "SKB 1, 2, 3 Tahun 2026"), Assert.Single(days));
        Assert.Equal(days, HolidayList.Read("2027.csv", 2027, new StringReader(HolidayList.Write(days)), problems));
    }

    [Fact]
    public void A_calendar_of_other_content_has_another_version()
    {
        var one = CalendarFiles.Read(Folder(("jam.yml", Hours)));
        Assert.Equal(one.Version, CalendarFiles.Read(Folder(("jam.yml", Hours.ReplaceLineEndings("\r\n")))).Version);
        Assert.NotEqual(one.Version, CalendarFiles.Read(Folder(("jam.yml", Hours), ("2026.csv", "tanggal,nama,jenis,dasar\n2026-01-01,T,libur nasional,SKB 1\n"))).Version);
        Assert.NotEqual(one.Version, CalendarFiles.Read(Folder(("jam.yml", Hours.Replace("15.30", "15.00", StringComparison.Ordinal)))).Version);
    }

    [Fact]
    public void An_empty_next_year_is_warned_of_and_an_empty_present_one_before_it()
    {
        Assert.Contains("2027", Office.Warning(Wib("2026-11-20 09:00")), StringComparison.Ordinal);
        Assert.Contains("2027", Office.Warning(Wib("2027-01-02 09:00")), StringComparison.Ordinal);
        var known = new WorkingCalendar(Office.Data.With([KeyValuePair.Create<int, IReadOnlyList<Holiday>>(2027, [new(new(2027, 1, 1), "Tahun Baru", HolidayKind.National, "SKB")])]));
        Assert.Null(known.Warning(Wib("2026-11-20 09:00")));
    }
}
