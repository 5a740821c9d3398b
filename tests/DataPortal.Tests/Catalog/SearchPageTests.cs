using System.Net;
using System.Text.Json;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

public sealed class SearchPageTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_just_published_is_found_and_what_was_withdrawn_is_not()
    {
        var item = await portal.PublishAsync(new("Statistik burung walet Gelumbang"));
        Assert.Contains(item.Path, await PageAsync("/cari?q=burung+walet"), StringComparison.Ordinal);
        await portal.Get<CatalogDesk>().WithdrawAsync(item.Id, new("Keliru."), null, Ct);
        Assert.DoesNotContain($"href=\"{item.Path}\"", await PageAsync("/cari?q=burung+walet"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_of_another_hand_reaches_the_index()
    {
        var item = await portal.PublishAsync(new("Banyaknya angkutan sungai"));
        await portal.Store.CommitAsync([CatalogQueries.Items.Replace(item with { Title = new("Banyaknya perahu ketek") })], Ct);
        var found = await portal.Get<CatalogSearch>().SearchAsync(new() { Text = "perahu ketek" }, Ct);
        Assert.Equal(item.Id, Assert.Single(found.Hits).Item.Id);
    }

    [Fact]
    public async Task Nothing_found_leads_to_the_request_form_with_the_words()
    {
        var page = await PageAsync("/cari?q=" + Uri.EscapeDataString("zxqwv & \"jengkol\""));
        Assert.Contains("Tidak ditemukan data yang cocok", page, StringComparison.Ordinal);
        Assert.Contains("/permintaan/baru?data=zxqwv%20%26%20%22jengkol%22", page, StringComparison.Ordinal);
        var english = await PageAsync("/en/cari?q=zxqwv");
        Assert.Contains("No matching data found", english, StringComparison.Ordinal);
        Assert.Contains("/en/permintaan/baru?data=zxqwv", english, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_words_found_are_marked_and_what_was_typed_is_only_text()
    {
        await portal.PublishAsync(new("Produksi kerupuk kemplang"));
        Assert.Contains("<mark>kerupuk</mark>", await PageAsync("/cari?q=kerupuk"), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", await PageAsync("/cari?q=" + Uri.EscapeDataString("kerupuk<script>alert(1)</script>")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_search_box_gets_titles_as_json()
    {
        await portal.PublishAsync(new("Luas hutan lindung", "Area of protected forest"));
        using var found = JsonDocument.Parse(await portal.Browser().GetStringAsync("/en/cari/saran?q=protected+for", Ct));
        var first = found.RootElement[0];
        Assert.Equal(("Area of protected forest", "/en/publikasi/luas-hutan-lindung"), (first.GetProperty("text").GetString(), first.GetProperty("href").GetString()));
        Assert.Equal("[]", await portal.Browser().GetStringAsync("/cari/saran?q=x", Ct));
    }

    [Fact]
    public async Task Searches_are_counted_and_lasting_gaps_are_shown_to_staff()
    {
        await using var own = new Portal();
        var tally = own.Get<CatalogTally>();
        await own.Browser().GetAsync("/cari?q=Harga+Jengkol", Ct);
        await own.Browser().GetAsync("/cari?q=budi%40contoh.id", Ct);
        await tally.FlushAsync(Ct);
        Assert.Empty(await own.Store.ListAsync(CatalogTally.Unfound.All(), Ct));

        await own.Browser().GetAsync("/cari?q=harga+jengkol", Ct);
        await own.Browser().GetAsync("/cari?q=budi%40contoh.id", Ct);
        await tally.FlushAsync(Ct);
        var gap = Assert.Single(await own.Store.ListAsync(CatalogTally.Unfound.All(), Ct));
        Assert.Equal(("harga jengkol", 2), (gap.Words, gap.Count));
        var day = await own.Store.FindAsync(CatalogTally.Days, "2026-11-16", Ct);
        Assert.Equal((4, 4), (day!.Searches, day.Unfound));
        Assert.Contains("harga jengkol", await own.Staff(Role.WebAdmin).GetStringAsync("/petugas/katalog/pencarian", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cari?q=%F0%9F%98%80")]
    [InlineData("/cari?q=%00%01")]
    [InlineData("/cari?hal=999999999999&tahun=9999999999&jenis=x&subjek=%27&wilayah=--&urut=y")]
    public async Task Odd_addresses_get_a_page(string address) => Assert.Equal(HttpStatusCode.OK, (await portal.Browser().GetAsync(address, Ct)).StatusCode);

    [Fact]
    public async Task A_search_of_ten_kilobytes_gets_a_page() =>
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().GetAsync("/cari?q=" + new string('x', 10_000), Ct)).StatusCode);

    private async Task<string> PageAsync(string address) => await portal.Browser().GetStringAsync(address, Ct);
}
