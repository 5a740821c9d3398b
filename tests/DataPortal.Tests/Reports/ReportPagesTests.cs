using System.Net;
using System.Text.RegularExpressions;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Reports;
using DataPortal.Requests;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Outcome = DataPortal.Requests.Outcome;

namespace DataPortal.Tests.Reports;

public sealed partial class ReportPagesTests : IDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly Portal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_register_holds_a_line_a_request_and_the_summary_adds_them_up()
    {
        await ReceiveAsync(10, 3, "Luas panen padi", Outcome.Fulfilled);
        await ReceiveAsync(10, 5, "Produksi duku menurut desa", Outcome.NotHeld);
        await ReceiveAsync(9, 20, "Harga beras", null);
        await ReceiveAsync(11, 2, "Bukan bulan ini", null);
        var head = _portal.Staff(Role.SectionHead);

        var register = await head.GetStringAsync(new Uri("/petugas/laporan/16-1?bulan=2026-10", UriKind.Relative), Ct);
        Assert.Contains("Luas panen padi", register, StringComparison.Ordinal);
        Assert.Contains("dari bulan lalu", register, StringComparison.Ordinal);
        Assert.DoesNotContain("Bukan bulan ini", register, StringComparison.Ordinal);

        var summary = await head.GetStringAsync(new Uri("/petugas/laporan/16-2?bulan=2026-10", UriKind.Relative), Ct);
        Assert.Contains("2 permintaan masuk dan 1 dari bulan sebelumnya: 1 dijawab dengan data, 0 sebagian, 1 tidak tersedia, 0 ditolak, 0 ditarik, 1 masih terbuka.", summary, StringComparison.Ordinal);
        Assert.Contains("Produksi duku menurut desa: 1 permintaan", summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_freezes_the_month_and_a_correction_is_another_edition_beside_it()
    {
        await ReceiveAsync(10, 3, "Luas panen padi", Outcome.Fulfilled);
        var head = _portal.Staff(Role.SectionHead);

        var signed = await SignAsync(head);
        Assert.EndsWith("/petugas/laporan/16-2?bulan=2026-10&edisi=1&kabar=ditandatangani", signed.Headers.Location?.ToString(), StringComparison.Ordinal);

        await ReceiveAsync(10, 7, "Datang terlambat dicatat", Outcome.Fulfilled);
        var frozen = await head.GetStringAsync(new Uri("/petugas/laporan/16-1?bulan=2026-10", UriKind.Relative), Ct);
        Assert.DoesNotContain("Datang terlambat dicatat", frozen, StringComparison.Ordinal);
        Assert.Contains("Data bulan ini berubah sesudah ditandatangani", frozen, StringComparison.Ordinal);

        Assert.Contains("ditandatangani sebagai edisi 1", await head.GetStringAsync(signed.Headers.Location, Ct), StringComparison.Ordinal);
        var again = await SignAsync(head, "?bulan=2026-10&edisi=0");
        Assert.EndsWith("edisi=2&kabar=ditandatangani", again.Headers.Location?.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Datang terlambat dicatat", await head.GetStringAsync(new Uri("/petugas/laporan/16-1?bulan=2026-10&edisi=1", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Contains("Datang terlambat dicatat", await head.GetStringAsync(new Uri("/petugas/laporan/16-1?bulan=2026-10&edisi=2", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_section_head_signs_and_only_a_month_that_is_over()
    {
        await ReceiveAsync(10, 3, "Luas panen padi", Outcome.Fulfilled);

        using var nothing = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await _portal.Staff(Role.SectionHead).PostAsync(new Uri("/petugas/laporan/16-2?handler=Sign&bulan=2026-10", UriKind.Relative), nothing, Ct)).StatusCode);
        var desk = _portal.Get<ReportDesk>();
        var me = new Signature("x", "Nama Contoh", null, "Kepala Seksi", _portal.Clock.GetUtcNow());
        var seen = (await _portal.Get<MonthlyReports>().FindAsync(new(2026, 10), 0, Ct))!.Hash;
        await Assert.ThrowsAsync<MonthNotOverException>(() => desk.SignAsync(new(2026, 11), seen, me, null, null, Ct));
        await Assert.ThrowsAsync<ReportChangedException>(() => desk.SignAsync(new(2026, 10), "something else", me, null, null, Ct));
        await desk.SignAsync(new(2026, 10), seen, me, null, null, Ct);
        await Assert.ThrowsAsync<NothingChangedException>(() => desk.SignAsync(new(2026, 10), seen, me, null, null, Ct));
    }

    [Fact]
    public async Task The_receipt_by_the_head_of_division_ends_step_8()
    {
        await ReceiveAsync(10, 3, "Luas panen padi", Outcome.Fulfilled);
        var head = _portal.Staff(Role.SectionHead);
        await head.GetAsync(new Uri("/petugas/laporan/16-2?bulan=2026-10", UriKind.Relative), Ct);
        await SignAsync(head);
        var division = _portal.Staff(Role.DivisionHead);

        var page = await division.GetStringAsync(new Uri("/petugas/laporan/16-2?bulan=2026-10&edisi=1", UriKind.Relative), Ct);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        var received = await division.PostAsync(new Uri("/petugas/laporan/16-2?handler=Receive&bulan=2026-10&edisi=1", UriKind.Relative), form, Ct);
        Assert.Equal(HttpStatusCode.Redirect, received.StatusCode);

        var marks = await _portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", "laporan-16-2026-10"), Ct);
        Assert.Equal([Mark.Started, Mark.Done], marks.Select(mark => mark.Mark).Order());
        Assert.Contains("diterima", await head.GetStringAsync(new Uri("/petugas/laporan/16-2?bulan=2026-10", UriKind.Relative), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_masked_unless_the_role_may_see_them_and_asks()
    {
        await ReceiveAsync(10, 3, "Luas panen padi", Outcome.Fulfilled);

        async Task<string> CsvAsync(Role role, string more) => await _portal.Staff(role).GetStringAsync(new Uri($"/petugas/laporan/16-1?bulan=2026-10&format=csv{more}", UriKind.Relative), Ct);
        Assert.DoesNotContain("Pemohon Contoh", await CsvAsync(Role.SectionHead, ""), StringComparison.Ordinal);
        Assert.Contains("P••• C•••", await CsvAsync(Role.SectionHead, ""), StringComparison.Ordinal);
        Assert.Contains("Pemohon Contoh", await CsvAsync(Role.SectionHead, "&pribadi=ya"), StringComparison.Ordinal);
        Assert.DoesNotContain("Pemohon Contoh", await CsvAsync(Role.DivisionHead, "&pribadi=ya"), StringComparison.Ordinal);
        Assert.DoesNotContain("Pemohon Contoh", await _portal.Staff(Role.OfficeHead).GetStringAsync(new Uri("/petugas/laporan/16-1?bulan=2026-10", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Single(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "report.exported-with-names"), Ct));
    }

    [Theory]
    [InlineData("16-1")]
    [InlineData("16-2")]
    public async Task The_sheet_is_valid_Open_XML_and_holds_the_figures_as_numbers(string report)
    {
        await ReceiveAsync(10, 3, "=HYPERLINK(\"http://contoh.id\")", Outcome.Fulfilled);
        var bytes = await _portal.Staff(Role.SectionHead).GetByteArrayAsync(new Uri($"/petugas/laporan/{report}?bulan=2026-10&format=xlsx", UriKind.Relative), Ct);

        using var stream = new MemoryStream(bytes);
        using (var document = SpreadsheetDocument.Open(stream, false))
        {
            Assert.Empty(new OpenXmlValidator().Validate(document, Ct).Select(error => $"{error.Path?.XPath}: {error.Description}"));
        }

        stream.Position = 0;
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var numbers = 0;
        while (reader.Read())
        {
            numbers += Enumerable.Range(0, reader.FieldCount).Count(at => reader.GetValue(at) is double);
        }

        Assert.True(numbers > 0);
    }

    [Theory]
    [InlineData("16-1")]
    [InlineData("16-2")]
    public async Task The_paper_is_a_PDF_that_names_its_month(string report)
    {
        await ReceiveAsync(10, 3, "Luas panen padi", Outcome.Fulfilled);
        var response = await _portal.Staff(Role.SectionHead).GetAsync(new Uri($"/petugas/laporan/{report}?bulan=2026-10&format=pdf", UriKind.Relative), Ct);

        Assert.Equal("application/pdf", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"laporan-{report}-2026-10.pdf", response.Content.Headers.ContentDisposition?.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("%PDF-1.", System.Text.Encoding.Latin1.GetString(await response.Content.ReadAsByteArrayAsync(Ct)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_month_says_so_and_an_unknown_one_is_not_found()
    {
        var head = _portal.Staff(Role.SectionHead);
        Assert.Contains("Tidak ada permintaan pada bulan ini", await head.GetStringAsync(new Uri("/petugas/laporan/16-1?bulan=2026-03", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Contains("Tidak ada permintaan pada bulan ini", await head.GetStringAsync(new Uri("/petugas/laporan/16-2?bulan=2026-03", UriKind.Relative), Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync(new Uri("/petugas/laporan/16-2?bulan=besok", UriKind.Relative), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await head.GetAsync(new Uri("/petugas/laporan/16-2?bulan=2026-03&edisi=7", UriKind.Relative), Ct)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SignAsync(HttpClient head, string query = "?bulan=2026-10")
    {
        var page = await head.GetStringAsync(new Uri($"/petugas/laporan/16-2{query}", UriKind.Relative), Ct);
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value), KeyValuePair.Create("Form.Shown", Shown().Match(page).Groups[1].Value), KeyValuePair.Create("Form.LetterNumber", "B-1/16031"), KeyValuePair.Create("Form.Reason", "Dicatat terlambat")]);
        return await head.PostAsync(new Uri("/petugas/laporan/16-2?handler=Sign&bulan=2026-10", UriKind.Relative), form, Ct);
    }

    private async Task ReceiveAsync(int month, int day, string title, Outcome? outcome)
    {
        var at = new DateTimeOffset(2026, month, day, 10, 0, 0, TimeSpan.FromHours(7));
        var id = Guid.NewGuid().ToString("N");
        var closed = outcome is not null;
        await _portal.Store.CommitAsync([RequestQueries.Collection.Insert(new Request
        {
            Id = id,
            Number = $"2026-{id[..6]}",
            Token = id,
            FormId = id,
            Channel = Channel.Website,
            Requester = new() { Name = "Pemohon Contoh", Education = Education.Bachelor, BirthYear = 2000 },
            Need = new() { Title = title, Wanted = title, Subject = "557", Purpose = Purpose.Research },
            Items = [new() { No = 1, Title = title, Decision = outcome switch { null => null, Outcome.NotHeld => ItemDecision.NotHeld, _ => ItemDecision.Available }, NotHeldReason = outcome is Outcome.NotHeld ? NotHeldReason.NotCollected : null }],
            State = closed ? RequestState.Closed : RequestState.New,
            Outcome = outcome,
            ReceivedAt = at,
            RegisteredAt = at,
            ClosedAt = closed ? at.AddMinutes(12) : null,
            Due = new(null, at.AddMinutes(5), "v", "5 menit"),
            WorkingTimeUsed = closed ? TimeSpan.FromMinutes(12) : null,
            OnTime = closed ? false : null,
        })], Ct);
    }

    [GeneratedRegex("name=\"Form.Shown\" value=\"([^\"]+)\"")]
    private static partial Regex Shown();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
