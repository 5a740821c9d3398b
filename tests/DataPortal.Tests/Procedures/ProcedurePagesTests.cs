using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Procedures;

public sealed class ProcedurePagesTests(Portal portal)
{
    private static async Task<IDocument> Open(HttpClient browser, string address)
    {
        var ct = TestContext.Current.CancellationToken;
        var html = await browser.GetStringAsync(new Uri(address, UriKind.Relative), ct);
        return await BrowsingContext.New(AngleSharp.Configuration.Default).OpenAsync(page => page.Content(html), ct);
    }

    [Theory]
    [InlineData("/standar-pelayanan/pelayanan-website", "ya: langkah 4; tidak: langkah 5")]
    [InlineData("/en/standar-pelayanan/pelayanan-website", "ya: step 4; tidak: step 5")]
    public async Task The_page_shows_every_word_of_the_document_and_where_each_step_leads(string address, string next)
    {
        var page = await Open(portal.Browser(), address);
        var text = string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var document = portal.Get<ProcedureLibrary>().Find("pelayanan-website")!;
        Assert.All(
            [document.Number, document.Kind, document.Title, document.Purpose, document.Effective, document.Approval.Name!, document.Approval.Nip!,
                .. document.Units, .. document.Sections.SelectMany(section => section.Items.Select(item => item.Text)), .. document.TranscriptionNotes,
                .. document.Steps.SelectMany(step => new[] { step.Activity, step.Output, step.StandardText })],
            word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.Contains(next, text, StringComparison.Ordinal);
        Assert.Equal(8, page.QuerySelectorAll("tr[id^=langkah-]").Length);
        Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
    }

    [Fact]
    public async Task What_is_ours_stands_under_its_own_heading()
    {
        var page = await Open(portal.Browser(), "/standar-pelayanan/pelayanan-website");
        Assert.Contains("Bukan bagian dokumen yang disahkan", page.QuerySelector("section[aria-labelledby=h-catatan]")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Dibaca:", page.QuerySelector("section:has(#h-langkah)")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/standar-pelayanan")]
    [InlineData("/en/standar-pelayanan")]
    public async Task The_list_leads_to_each_procedure_and_tells_the_hours(string address)
    {
        var page = await Open(portal.Browser(), address);
        Assert.NotNull(page.QuerySelector("a[href$='/standar-pelayanan/pelayanan-website']"));
        Assert.Contains("08.30–15.30 WIB", page.QuerySelector("table.hours")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_is_printed_with_its_number_version_and_our_notes_apart()
    {
        var ct = TestContext.Current.CancellationToken;
        var answer = await portal.Browser().GetAsync(new Uri("/standar-pelayanan/pelayanan-website.pdf", UriKind.Relative), ct);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        var text = string.Join(' ', new Shared.Pdf.PdfFile(await answer.Content.ReadAsByteArrayAsync(ct)).Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var document = portal.Get<ProcedureLibrary>().Find("pelayanan-website")!;
        Assert.All(
            [$"Nomor SOP {document.Number} · versi {document.Version} · Dicetak dari portal, bukan pengganti dokumen bertanda tangan", "Halaman 1 dari",
                "Catatan transkripsi (bukan bagian dokumen yang disahkan)", "Edi Subeno, S.E,M.Si", "Subject Matter terkait"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync(new Uri("/standar-pelayanan/tidak-ada.pdf", UriKind.Relative), ct)).StatusCode);
    }

    [Fact]
    public async Task A_procedure_that_is_not_there_is_not_found() => Assert.Equal(HttpStatusCode.NotFound,
        (await portal.Browser().GetAsync(new Uri("/standar-pelayanan/tidak-ada", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);

    [Fact]
    public async Task Staff_read_the_same_document()
    {
        Assert.NotNull((await Open(portal.Staff(Role.WebAdmin), "/petugas/standar")).QuerySelector("a[href='/petugas/standar/pelayanan-website']"));
        Assert.Equal(8, (await Open(portal.Staff(Role.SectionHead), "/petugas/standar/pelayanan-website/dokumen")).QuerySelectorAll("tr[id^=langkah-]").Length);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await portal.Staff(Role.Treasurer).GetAsync(new Uri("/petugas/standar", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }
}
