using System.Net;
using System.Net.Http.Headers;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

public sealed class FilesTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_file_is_kept_for_good_under_its_hash()
    {
        var (item, address) = await FileAsync("Berkas abadi");
        using var answer = await portal.Browser().GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"\"{item.Files[0].Hash}\"", answer.Headers.ETag!.Tag);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("%PDF-1.7 Berkas abadi", await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_browser_that_has_it_is_told_so()
    {
        var (item, address) = await FileAsync("Berkas yang sudah ada");
        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { new($"\"{item.Files[0].Hash}\"") } } };
        using var answer = await portal.Browser().SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task A_part_of_a_file_can_be_had()
    {
        var (item, address) = await FileAsync("Berkas sepotong");
        using var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(5, 7), IfRange = new(new EntityTagHeaderValue($"\"{item.Files[0].Hash}\"")) } };
        using var answer = await portal.Browser().SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal("1.7", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal("bytes 5-7/" + item.Files[0].Length, answer.Content.Headers.ContentRange!.ToString());

        using var old = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(5, 7), IfRange = new(new EntityTagHeaderValue("\"lain\"")) } };
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().SendAsync(old, Ct)).StatusCode);

        using var beyond = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(100_000, null) } };
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, (await portal.Browser().SendAsync(beyond, Ct)).StatusCode);
    }

    [Fact]
    public async Task Its_head_says_how_long_it_is()
    {
        var (item, address) = await FileAsync("Berkas berkepala");
        using var answer = await portal.Browser().SendAsync(new(HttpMethod.Head, address), Ct);
        Assert.Equal((HttpStatusCode.OK, item.Files[0].Length), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_name_in_any_script_reaches_the_browser()
    {
        var item = await portal.PublishAsync(new("Berkas bernama panjang"), fileName: "Statistik “Muara Enim” 2026 – ringkas.pdf");
        var file = item.Files[0];
        using var answer = await portal.Browser().GetAsync($"/berkas/{file.Hash}/{Uri.EscapeDataString(file.Name)}", Ct);
        Assert.Contains("filename*=UTF-8''Statistik%20%E2%80%9CMuara%20Enim%E2%80%9D%202026%20%E2%80%93%20ringkas.pdf", answer.Content.Headers.GetValues("Content-Disposition").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_under_a_name_that_is_not_its_own_leads_to_its_own()
    {
        var (item, _) = await FileAsync("Berkas salah nama");
        using var answer = await portal.Browser().GetAsync($"/berkas/{item.Files[0].Hash}/palsu.pdf", Ct);
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/berkas/{item.Files[0].Hash}/berkas.pdf"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Fact]
    public async Task Files_of_drafts_and_withdrawn_items_are_not_public()
    {
        var (item, address) = await FileAsync("Berkas yang ditarik");
        await portal.Get<CatalogDesk>().WithdrawAsync(item.Id, new("Salah hitung."), null, Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync(address, Ct)).StatusCode);

        var staff = $"/petugas/katalog/{item.Id}/berkas/{item.Files[0].Hash}";
        Assert.Equal(HttpStatusCode.OK, (await portal.Staff(Role.WebAdmin).GetAsync(staff, Ct)).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await portal.Browser().GetAsync(staff, Ct)).StatusCode);
    }

    [Fact]
    public async Task What_a_visitor_takes_is_counted_and_nothing_else()
    {
        var (item, address) = await FileAsync("Berkas terhitung");
        await portal.Browser().GetAsync(address, Ct);
        await portal.Browser().GetAsync(address, Ct);
        await portal.Browser().SendAsync(new(HttpMethod.Head, address), Ct);
        await portal.Get<CatalogTally>().FlushAsync(Ct);
        Assert.Equal(2, (await portal.Store.FindAsync(CatalogTally.Days, "2026-11-16", Ct))!.Downloads[item.Id]);
    }

    private async Task<(CatalogItem Item, string Address)> FileAsync(string title)
    {
        var item = await portal.PublishAsync(new(title));
        return (item, $"/berkas/{item.Files[0].Hash}/berkas.pdf");
    }
}
