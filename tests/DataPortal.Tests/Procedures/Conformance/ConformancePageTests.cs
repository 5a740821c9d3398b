using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>The pages over the real application and the log it really has.</summary>
public sealed class ConformancePageTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_page_counts_what_was_answered_in_time_and_late_and_its_lists_are_as_long()
    {
        await AnsweredAsync("r1", "2026-10-05 10:00", "2026-10-05 10:02", "2026-10-05 10:04");
        await AnsweredAsync("r2", "2026-10-06 10:00", "2026-10-06 10:01", "2026-10-06 10:05");
        await AnsweredAsync("r3", "2026-10-07 10:00", "2026-10-07 11:00", "2026-10-07 11:04");
        await MarkAsync("r4", "7", Mark.Ready, "2026-11-12 10:00");
        var head = _portal.Staff(Role.DivisionHead);

        var page = await GetAsync(head, "/petugas/standar/pelayanan-website?tahun=2026");
        Assert.Contains("2 dari 3 kegiatan (66,7%) berjalan sesuai prosedur; 2 dari 3 langkah yang dinilai (66,7%) selesai dalam standar.", page, StringComparison.Ordinal);
        Assert.Contains("3 kasus:", page, StringComparison.Ordinal);
        Assert.Contains("1 lewat", page, StringComparison.Ordinal);
        Assert.Contains("langkah, 1 lewat tenggat", page, StringComparison.Ordinal);
        Assert.Contains("Belum ada yang selesai pada September 2026", await GetAsync(head, "/petugas/standar/pelayanan-website?tahun=2026&bulan=9"), StringComparison.Ordinal);

        var late = await GetAsync(head, "/petugas/standar/pelayanan-website/kasus?tahun=2026&langkah=7&kasus=lewat");
        Assert.Contains("1 kasus lewat standar", late, StringComparison.Ordinal);
        Assert.Contains("href=\"/petugas/standar/pelayanan-website?tahun=2026", late, StringComparison.Ordinal);
        Assert.Contains("/kasus/r3\"", late, StringComparison.Ordinal);
        Assert.Contains("siap sejak 12 Nov 2026 10.00", await GetAsync(head, "/petugas/standar/pelayanan-website/kasus?tahun=2026&kasus=terbuka"), StringComparison.Ordinal);

        var marks = await GetAsync(head, "/petugas/standar/pelayanan-website/kasus/r3");
        Assert.Contains("7 Okt 2026 11.04", marks, StringComparison.Ordinal);
        Assert.Contains("3 tanda", marks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_leads_to_its_page_only_for_those_it_opens_to()
    {
        await AnsweredAsync("r1", "2026-10-05 10:00", "2026-10-05 10:02", "2026-10-05 10:04");
        foreach (var path in (string[])["/petugas/standar/pelayanan-website/kasus?tahun=2026&kasus=selesai", "/petugas/standar/pelayanan-website/kasus/r1"])
        {
            Assert.Contains("href=\"/petugas/permintaan/r1\"", await GetAsync(_portal.Staff(Role.SectionHead), path), StringComparison.Ordinal);
            var other = await GetAsync(_portal.Staff(Role.OfficeHead), path);
            Assert.DoesNotContain("/petugas/permintaan/r1", other, StringComparison.Ordinal);
            Assert.Contains("r1", other, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mark_is_in_the_figures_as_soon_as_it_is_kept()
    {
        var head = _portal.Staff(Role.SectionHead);
        Assert.Contains("Belum ada yang selesai", await GetAsync(head, "/petugas/standar/pelayanan-website?tahun=2026"), StringComparison.Ordinal);
        await AnsweredAsync("r1", "2026-10-05 10:00", "2026-10-05 10:02", "2026-10-05 10:04");
        Assert.Contains("1 dari 1 kegiatan (100,0%)", await GetAsync(head, "/petugas/standar/pelayanan-website?tahun=2026"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_due_while_nothing_is_done_is_late_on_the_page()
    {
        await MarkAsync("r1", "7", Mark.Ready, "2026-11-16 09:00");
        var head = _portal.Staff(Role.SectionHead);
        Assert.Contains("langkah, 0 lewat tenggat", await GetAsync(head, "/petugas/standar/pelayanan-website?tahun=2026"), StringComparison.Ordinal);
        _portal.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Contains("langkah, 1 lewat tenggat", await GetAsync(head, "/petugas/standar/pelayanan-website?tahun=2026"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_leaves_as_process_mining_reads_it_and_without_names()
    {
        await AnsweredAsync("r1", "2026-10-05 10:00", "2026-10-05 10:02", "2026-10-05 10:04");
        var response = await _portal.Staff(Role.WebAdmin).GetAsync(new Uri("/petugas/standar/pelayanan-website/log.csv?tahun=2026", UriKind.Relative), Ct);
        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        var lines = (await response.Content.ReadAsStringAsync(Ct)).Split("\r\n");
        Assert.Equal("case,activity,lifecycle,timestamp,resource,attempt,item,outcome,role,due,late_entry,version", lines[0]);
        Assert.StartsWith("r1,7. Mengirim data via email kepada pemohon data,schedule,2026-10-05T10:00:00.000+07:00,petugas-1,1,r1,", lines[1], StringComparison.Ordinal);
        Assert.Equal(["schedule", "start", "complete"], lines[1..4].Select(line => line.Split(',')[2]));
        Assert.DoesNotContain("Siti", string.Concat(lines), StringComparison.Ordinal);

        var xes = (await GetAsync(_portal.Staff(Role.WebAdmin), "/petugas/standar/pelayanan-website/log.csv?tahun=2026&kolom=xes")).Split("\r\n");
        Assert.Equal("case:concept:name,concept:name,lifecycle:transition,time:timestamp,org:resource,attempt,item,outcome,org:role,due,late_entry,version", xes[0]);
        Assert.Equal(lines[1..], xes[1..]);

        using var asked = new HttpRequestMessage(HttpMethod.Head, new Uri("/petugas/standar/pelayanan-website/log.csv?tahun=2026", UriKind.Relative));
        var head = await _portal.Staff(Role.WebAdmin).SendAsync(asked, Ct);
        Assert.Equal((HttpStatusCode.OK, "text/csv", 0), (head.StatusCode, head.Content.Headers.ContentType?.MediaType, (await head.Content.ReadAsByteArrayAsync(Ct)).Length));
        Assert.Equal(2, await _portal.Store.CountAsync(AuditTrail.Collection.Where("action", "procedure.log-exported"), Ct));

        var named = await GetAsync(_portal.Staff(Role.SectionHead), "/petugas/standar/pelayanan-website/log.csv?tahun=2026&pribadi=ya");
        Assert.Contains("Siti Contoh", named, StringComparison.Ordinal);
        Assert.Single(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "procedure.log-exported-with-names"), Ct));
        Assert.DoesNotContain("Siti", await GetAsync(_portal.Staff(Role.WebAdmin), "/petugas/standar/pelayanan-website/log.csv?tahun=2026&pribadi=ya"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xlsx")]
    [InlineData("pdf")]
    public async Task The_measures_leave_as_a_valid_file_without_a_name(string format)
    {
        for (var day = 1; day <= 9; day++)
        {
            await AnsweredAsync($"r{day}", $"2026-10-0{day} 10:00", $"2026-10-0{day} 10:02", $"2026-10-0{day} 10:04");
        }

        await MarkAsync("r20", "7", Mark.Skipped, "2026-10-12 10:00");
        var bytes = await _portal.Staff(Role.SectionHead).GetByteArrayAsync(new Uri($"/petugas/standar/pelayanan-website?tahun=2026&format={format}", UriKind.Relative), Ct);
        using var stream = new MemoryStream(bytes);
        if (format == "pdf")
        {
            Assert.StartsWith("%PDF-1.", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
            return;
        }

        using var document = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.DoesNotContain(document.WorkbookPart!.SharedStringTablePart!.SharedStringTable.InnerText, "Siti", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/petugas/standar/tidak-ada")]
    [InlineData("/petugas/standar/pelayanan-website?tahun=99999")]
    [InlineData("/petugas/standar/pelayanan-website?bulan=13")]
    [InlineData("/petugas/standar/pelayanan-website?bulan=kapan")]
    [InlineData("/petugas/standar/pelayanan-website?format=exe")]
    [InlineData("/petugas/standar/pelayanan-website/kasus?kasus=aneh")]
    [InlineData("/petugas/standar/pelayanan-website/kasus?hal=0")]
    [InlineData("/petugas/standar/pelayanan-website/kasus/tidak-ada")]
    [InlineData("/petugas/standar/tidak-ada/log.csv")]
    public async Task What_is_not_there_is_not_found(string address) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Staff(Role.SectionHead).GetAsync(new Uri(address, UriKind.Relative), Ct)).StatusCode);

    [Fact]
    public async Task Who_has_nothing_to_do_with_it_may_not_look()
    {
        foreach (var address in new[] { "", "/kasus", "/kasus/r1", "/log.csv" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await _portal.Staff(Role.Treasurer).GetAsync(new Uri($"/petugas/standar/pelayanan-website{address}", UriKind.Relative), Ct)).StatusCode);
        }
    }

    private static async Task<string> GetAsync(HttpClient browser, string address) => WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri(address, UriKind.Relative), Ct));

    private async Task AnsweredAsync(string run, string ready, string started, string done)
    {
        await MarkAsync(run, "7", Mark.Ready, ready);
        await MarkAsync(run, "7", Mark.Started, started);
        await MarkAsync(run, "7", Mark.Done, done);
    }

    private async Task MarkAsync(string run, string step, Mark mark, string at)
    {
        _portal.Clock.Set(Wib(at));
        var change = _portal.Get<ProcedureLog>().Mark(_portal.Get<ProcedureLibrary>().Find("pelayanan-website")!, step, run, mark, actor: "Siti Contoh", role: Role.WebAdmin);
        _portal.Clock.Set(Wib("2026-11-16 09:00"));
        await _portal.Store.CommitAsync([change], Ct);
    }
}
