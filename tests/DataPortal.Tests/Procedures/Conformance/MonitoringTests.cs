using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Conformance.Monitoring;
using DataPortal.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Conformance;

public sealed class MonitoringTests : IDisposable
{
    private const string Page = "/petugas/standar/pemantauan?tahun=2026&semester=2";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_sheet_is_prefilled_from_the_half_year_and_decides_nothing_by_itself()
    {
        await AnsweredAsync("r1", "2026-10-05 10:00", "2026-10-05 10:04");
        await AnsweredAsync("r2", "2026-10-06 10:00", "2026-10-06 10:14");
        await AnsweredAsync("r3", "2026-03-09 10:00", "2026-03-09 10:14");
        var page = WebUtility.HtmlDecode(await _portal.Staff(Role.SectionHead).GetStringAsync(new Uri(Page, UriKind.Relative), Ct));
        Assert.Contains("1 dari 2 kegiatan (50,0%) berjalan sesuai prosedur", page, StringComparison.Ordinal);
        Assert.Contains("Langkah 7 paling sering lewat standar: 1 dari 2.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("checked", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_assessor_wrote_is_kept_and_stands_on_paper_and_in_the_workbook()
    {
        var head = _portal.Staff(Role.DivisionHead);
        var saved = await head.SubmitAsync(Page, ("Form.Version", "0"), ("Form.Rows[0].Procedure", "pelayanan-website"), ("Form.Rows[0].Good", "ya"), ("Form.Rows[0].Note", "Catatan penilai"), ("Form.Rows[0].Action", "Tambah petugas"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        var page = WebUtility.HtmlDecode(await head.GetStringAsync(saved.Headers.Location, Ct));
        Assert.Contains("Lembar pemantauan disimpan", page, StringComparison.Ordinal);
        Assert.Contains("Catatan penilai", page, StringComparison.Ordinal);

        using var stream = new MemoryStream(await head.GetByteArrayAsync(new Uri($"{Page}&format=xlsx", UriKind.Relative), Ct));
        using var book = SpreadsheetDocument.Open(stream, false);
        Assert.Empty(new OpenXmlValidator().Validate(book, Ct).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        var words = book.WorkbookPart!.SharedStringTablePart!.SharedStringTable.InnerText;
        Assert.All(["Penilaian terhadap penerapan", "berjalan dengan baik", "Tambah petugas", "Paraf penilai"], word => Assert.Contains(word, words, StringComparison.Ordinal));
        Assert.StartsWith("%PDF-1.", System.Text.Encoding.Latin1.GetString(await head.GetByteArrayAsync(new Uri($"{Page}&format=pdf", UriKind.Relative), Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_saves_over_another_is_told_and_nothing_is_lost()
    {
        var head = _portal.Staff(Role.SectionHead);
        await head.SubmitAsync(Page, ("Form.Version", "0"), ("Form.Rows[0].Procedure", "pelayanan-website"), ("Form.Rows[0].Note", "Yang pertama"));
        var second = await head.SubmitAsync(Page, ("Form.Version", "0"), ("Form.Rows[0].Procedure", "pelayanan-website"), ("Form.Rows[0].Note", "Yang kedua"));
        var page = WebUtility.HtmlDecode(await second.Content.ReadAsStringAsync(Ct));
        Assert.Contains("Orang lain menyimpan lembar ini", page, StringComparison.Ordinal);
        Assert.Contains("Yang kedua", page, StringComparison.Ordinal);
        Assert.Equal("Yang pertama", (await _portal.Store.FindAsync(MonitoringSheet.Collection, "2026-2", Ct))!.Rows[0].Note);
    }

    [Fact]
    public async Task Only_heads_write_it_and_a_half_year_that_is_none_is_not_found()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await _portal.Staff(Role.WebAdmin).SubmitAsync(Page, ("Form.Version", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Staff(Role.SectionHead).GetAsync(new Uri("/petugas/standar/pemantauan?semester=3", UriKind.Relative), Ct)).StatusCode);
    }

    [Fact]
    public async Task The_public_page_shows_the_fourteen_components_and_says_which_are_not_set()
    {
        var page = WebUtility.HtmlDecode(await _portal.Browser().GetStringAsync(new Uri("/standar-pelayanan", UriKind.Relative), Ct));
        Assert.Contains("14. Evaluasi kinerja pelaksana", page, StringComparison.Ordinal);
        Assert.Contains("Komputer, jaringan internet", page, StringComparison.Ordinal);
        Assert.Contains("Belum ditetapkan", page, StringComparison.Ordinal);
        Assert.Contains("Not set yet", await _portal.Browser().GetStringAsync(new Uri("/en/standar-pelayanan", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    private async Task AnsweredAsync(string run, string ready, string done)
    {
        foreach (var (mark, at) in new[] { (Mark.Ready, ready), (Mark.Started, ready), (Mark.Done, done) })
        {
            _portal.Clock.Set(Wib(at));
            var change = _portal.Get<ProcedureLog>().Mark(_portal.Get<ProcedureLibrary>().Find("pelayanan-website")!, "7", run, mark);
            _portal.Clock.Set(Wib("2026-11-16 09:00"));
            await _portal.Store.CommitAsync([change], Ct);
        }
    }
}
