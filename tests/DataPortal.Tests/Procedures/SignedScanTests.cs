using System.Net;
using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Tests.Shared.Pdf;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Procedures;

/// <summary>The signed original beside the document the portal runs by.</summary>
public sealed class SignedScanTests : IDisposable
{
    private static readonly byte[] _scan = Encoding.ASCII.GetBytes("%PDF-1.4\n% pindaian\n%%EOF\n");

    private readonly Portal _portal = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Hash => _portal.Get<ProcedureLibrary>().Find("pst")!.Version;

    private string Address => $"/standar-pelayanan/pst/versi/{Hash}/bertanda-tangan.pdf";

    public void Dispose() => _portal.Dispose();

    private static async Task<HttpResponseMessage> Send(HttpClient browser, string handler, string version, byte[]? file)
    {
        var page = await browser.GetStringAsync(new Uri("/petugas/standar/pst/versi", UriKind.Relative), Ct);
        var read = await BrowsingContext.New(Configuration.Default).OpenAsync(answer => answer.Content(page), Ct);
        using var sent = new MultipartFormDataContent
        {
            { new StringContent(read.QuerySelector("form[action*=Pindai] [name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(version), "Form.Version" },
        };
        if (file is not null)
        {
            sent.Add(new ByteArrayContent(file), "Form.Scan", "pindai.pdf");
        }

        return await browser.PostAsync(new Uri($"/petugas/standar/pst/versi?handler={handler}", UriKind.Relative), sent, Ct);
    }

    [Fact]
    public async Task Attached_it_is_linked_where_the_document_is_shown_and_printed_and_handed_out_as_it_came()
    {
        var (head, visitor) = (_portal.Staff(Role.SectionHead), _portal.Browser());
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(new Uri(Address, UriKind.Relative), Ct)).StatusCode);
        Assert.DoesNotContain(Address, await visitor.GetStringAsync(new Uri("/standar-pelayanan/pst", UriKind.Relative), Ct), StringComparison.Ordinal);

        Assert.EndsWith("pesan=dipindai", (await Send(head, "Pindai", Hash, _scan)).Headers.Location!.ToString(), StringComparison.Ordinal);
        var answer = await visitor.GetAsync(new Uri(Address, UriKind.Relative), Ct);
        Assert.Equal(_scan, await answer.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(("application/pdf", "nosniff"), (answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains(Address, await visitor.GetStringAsync(new Uri("/standar-pelayanan/pst", UriKind.Relative), Ct), StringComparison.Ordinal);
        var text = string.Concat(new PdfFile(await visitor.GetByteArrayAsync(new Uri("/standar-pelayanan/pst.pdf", UriKind.Relative), Ct)).Text.Where(letter => !char.IsWhiteSpace(letter)));
        Assert.Contains(Address, text, StringComparison.Ordinal);
        Assert.DoesNotContain("bukanpenggantidokumenbertandatangan", text, StringComparison.Ordinal);
        Assert.Single(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "procedure.scan-attached"), Ct));

        Assert.EndsWith("pesan=dilepas", (await Send(head, "LepasPindaian", Hash, null)).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(new Uri(Address, UriKind.Relative), Ct)).StatusCode);
        Assert.Single(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "procedure.scan-removed"), Ct));
    }

    [Fact]
    public async Task What_is_no_scan_is_refused_in_clear_words()
    {
        var head = _portal.Staff(Role.OfficeHead);
        async Task Told(string words, string version, byte[]? file) =>
            Assert.Contains(words, await (await Send(head, "Pindai", version, file)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        await Told("Berkas ini bukan PDF", Hash, "PK gambar"u8.ToArray());
        await Told("Pilih berkas PDF-nya", Hash, null);
        await Told("Versi ini tidak ada", "000000000000", _scan);
        await Told("lebih besar dari", Hash, [.. _scan, .. new byte[ScanDesk.MostBytes]]);
        Assert.Equal(HttpStatusCode.NotFound, (await _portal.Browser().GetAsync(new Uri(Address, UriKind.Relative), Ct)).StatusCode);
        Assert.Empty(await _portal.Store.ListAsync(AuditTrail.Collection.Where("action", "procedure.scan-attached"), Ct));
    }
}
