using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using DataPortal.Accounts;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.WorkingTime;

/// <summary>Each test has a portal of its own: the calendar belongs to all of one.</summary>
public sealed class CalendarPagesTests : IDisposable
{
    private const string List2027 = """
        tanggal,nama,jenis,dasar
        2027-01-01,Tahun Baru 2027 Masehi,libur nasional,"SKB 3 Menteri Nomor 1, 2, 3 Tahun 2026"
        2027-01-04,Contoh cuti bersama,cuti bersama,"SKB 3 Menteri Nomor 1, 2, 3 Tahun 2026"
        """;

    private readonly Portal _portal = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_calendar_shows_the_year_its_hours_and_what_is_missing()
    {
        var page = await Read(await _portal.Staff(Role.WebAdmin).GetAsync(Address("/petugas/kalender"), Ct));
        var text = page.Body!.TextContent;
        Assert.Contains("Senin, 17 Agustus 2026", text, StringComparison.Ordinal);
        Assert.Contains("Hari libur 2027 belum ada di kalender", text, StringComparison.Ordinal);
        Assert.Contains("08.30–15.30 WIB", text, StringComparison.Ordinal);
        Assert.Contains("Belum dikonfirmasi kantor", text, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href^='/petugas/kalender/ubah']"));
    }

    [Fact]
    public async Task The_staff_home_says_what_is_missing_to_those_who_may_enter_it()
    {
        var head = await Read(await _portal.Staff(Role.SectionHead).GetAsync(Address("/petugas"), Ct));
        Assert.Contains("Hari libur 2027 belum ada", head.QuerySelector(".alert a[href='/petugas/kalender']")!.TextContent, StringComparison.Ordinal);
        var other = await Read(await _portal.Staff(Role.Treasurer).GetAsync(Address("/petugas"), Ct));
        Assert.DoesNotContain("Hari libur 2027", other.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_is_seen_before_it_is_put_into_force_and_then_counts_from_there_on()
    {
        var head = _portal.Staff(Role.SectionHead);
        var calendar = _portal.Get<WorkingCalendar>();
        var version = calendar.Version;
        var standard = ServiceStandard.Parse("1 hari kerja");
        var due = calendar.Due(standard, WorkClock.Office, Wib("2026-12-31 09:00"), null)!;
        Assert.Equal(Wib("2027-01-01 16:30"), due.Limit);

        var preview = await Read(await Upload(head, "2027", List2027));
        Assert.Contains("Ditambahkan: 2 hari", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("17 Agustus (Proklamasi Kemerdekaan) tidak ada di daftar", preview.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(version, calendar.Version);

        var kept = await Confirm(head, preview);
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.NotEqual(version, calendar.Version);
        Assert.Equal(Wib("2027-01-05 16:00"), calendar.Due(standard, WorkClock.Office, Wib("2026-12-31 09:00"), null)!.Limit);
        Assert.Null(calendar.Warning(Wib("2026-11-16 09:00")));

        var page = await Read(await head.GetAsync(kept.Headers.Location, Ct));
        Assert.Contains("Tenggat yang sudah ditetapkan sebelumnya tidak berubah", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Diunggah oleh Petugas Contoh", page.Body!.TextContent, StringComparison.Ordinal);
        var line = Assert.Single(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "calendar.changed"), Ct));
        Assert.Equal("Hari libur 2027: 2 hari, 2 baru, 0 dihapus, 0 diubah.", line.Summary);
        Assert.Equal(List2027.ReplaceLineEndings("\n") + "\n", await head.GetStringAsync(Address("/petugas/kalender?tahun=2027&handler=Berkas"), Ct));
    }

    [Fact]
    public async Task A_list_without_a_decree_or_with_a_guessable_date_is_refused_by_its_lines()
    {
        var page = await Read(await Upload(_portal.Staff(Role.SystemAdmin), "2027", "tanggal,nama,jenis,dasar\n01/02/2027,Tahun Baru,libur nasional,SKB 1\n2027-05-01,Buruh,libur nasional,kata orang\n"));
        Assert.Contains("Baris 2: tanggal \"01/02/2027\" tidak dapat dibaca", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Baris 3: dasar harus menyebut SKB", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await _portal.Store.ListAsync(CalendarQueries.All, Ct));
    }

    [Fact]
    public async Task Who_was_overtaken_sees_the_comparison_again()
    {
        var head = _portal.Staff(Role.SectionHead);
        var first = await Read(await Upload(head, "2027", List2027));
        var second = await Read(await Upload(head, "2027", List2027.Replace("2027-01-04", "2027-01-05", StringComparison.Ordinal)));
        await Confirm(head, first);
        var again = await Read(await Confirm(head, second));
        Assert.Contains("baru saja diubah orang lain", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Dihapus: 1 hari", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await Confirm(head, again)).StatusCode);
        Assert.NotNull(_portal.Get<WorkingCalendar>().Holiday(new(2027, 1, 5)));
    }

    [Fact]
    public async Task A_missing_file_and_a_wrong_year_are_told_together()
    {
        var answer = await _portal.Staff(Role.SectionHead).SubmitAsync("/petugas/kalender/ubah?handler=Periksa", ("Form.Year", "1999"));
        var page = await Read(answer);
        Assert.Contains("Pilih berkas CSV", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Tulis tahun antara 2025 dan 2028", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1999", page.QuerySelector("[name='Form.Year']")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("/petugas/kalender", Role.Treasurer)]
    [InlineData("/petugas/kalender/ubah", Role.WebAdmin)]
    public async Task Others_may_not(string address, Role role) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await _portal.Staff(role).GetAsync(Address(address), Ct)).StatusCode);

    private static Action<AngleSharp.Io.VirtualResponse> Page(string html) => page => page.Content(html);

    private static Uri Address(string address) => new(address, UriKind.Relative);

    private static async Task<IDocument> Read(HttpResponseMessage answer) =>
        await BrowsingContext.New(Configuration.Default).OpenAsync(Page(await answer.Content.ReadAsStringAsync(Ct)), Ct);

    private static async Task<HttpResponseMessage> Upload(HttpClient browser, string year, string list)
    {
        var form = await Read(await browser.GetAsync(Address("/petugas/kalender/ubah"), Ct));
        using var sent = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(year), "Form.Year" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(list)), "Form.File", "daftar.csv" },
        };
        return await browser.PostAsync(Address("/petugas/kalender/ubah?handler=Periksa"), sent, Ct);
    }

    private static async Task<HttpResponseMessage> Confirm(HttpClient browser, IDocument preview)
    {
        using var sent = new FormUrlEncodedContent(preview.QuerySelectorAll("main form[method=post] input")
            .Where(input => input.GetAttribute("name") is "Form.Year" or "Form.Text" or "Form.Based" or "__RequestVerificationToken")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")));
        return await browser.PostAsync(Address("/petugas/kalender/ubah?handler=Simpan"), sent, Ct);
    }
}
