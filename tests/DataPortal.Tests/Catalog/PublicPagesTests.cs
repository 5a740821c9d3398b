using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

public sealed class PublicPagesTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_publication_shows_its_numbers_and_its_file()
    {
        var item = await portal.PublishAsync(new("Kecamatan Gelumbang dalam angka", "Gelumbang District in figures"), item => item with
        {
            CatalogueNumber = "1102001.1603090",
            Issn = "2502-1234",
            Pages = 120,
            Frequency = Frequency.Annual,
            Body = new("Bab 1 *Geografi* <script>alert(1)</script>"),
        });
        var page = await PageAsync(item.Path);
        Assert.Contains("1102001.1603090", page, StringComparison.Ordinal);
        Assert.Contains("2502-1234", page, StringComparison.Ordinal);
        Assert.Contains($"/berkas/{item.Files[0].Hash}/berkas.pdf", page, StringComparison.Ordinal);
        Assert.Contains("<em>Geografi</em>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("Gelumbang District in figures", await PageAsync("/en" + item.Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawn_item_is_gone_and_says_why()
    {
        var newer = await portal.PublishAsync(new("Pengganti yang benar"));
        var item = await portal.PublishAsync(new("Terbitan keliru"));
        await portal.Get<CatalogDesk>().WithdrawAsync(item.Id, new("Tabel 4.2 keliru satuannya."), newer.Id, Ct);
        using var answer = await portal.Browser().GetAsync(item.Path, Ct);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("Tabel 4.2 keliru satuannya.", page, StringComparison.Ordinal);
        Assert.Contains(newer.Path, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_has_no_public_page()
    {
        var desk = portal.Get<CatalogDesk>();
        var draft = await desk.CreateAsync(desk.New(ItemKind.Publication, new("Belum jadi"), "519"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync(draft.Path, Ct)).StatusCode);
        Assert.DoesNotContain("Belum jadi", await PageAsync("/publikasi?q=belum+jadi"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tabel")]
    [InlineData("/publikasi?urut=judul")]
    [InlineData("/berita-resmi?tahun=abc&hal=-4")]
    [InlineData("/infografis")]
    [InlineData("/subjek")]
    [InlineData("/subjek/519?jenis=publikasi")]
    [InlineData("/rencana-terbit")]
    [InlineData("/cari")]
    [InlineData("/en/cari?q=population")]
    public async Task Every_page_answers_get_and_head(string address)
    {
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().GetAsync(address, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().SendAsync(new(HttpMethod.Head, address), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_subject_that_is_in_no_list_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync("/subjek/999", Ct)).StatusCode);

    [Fact]
    public async Task What_is_new_shows_on_the_home_page_at_once()
    {
        await using var later = new Portal();
        await later.Browser().GetStringAsync("/", Ct);
        later.Clock.Advance(TimeSpan.FromHours(1));
        await later.PublishAsync(new("Terbit barusan sekali"), item => item with { IsSample = true });
        var page = await later.Browser().GetStringAsync("/", Ct);
        Assert.Contains("Terbit barusan sekali", page, StringComparison.Ordinal);
        Assert.Contains("<span class=\"sample\">contoh</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_figures_show_with_unit_period_and_chart()
    {
        await portal.PublishAsync(new("Tabel angka kunci"), kind: ItemKind.Table, with: item => item with
        {
            Facts =
            [
                new()
                {
                    Label = new("Luas wilayah uji", "Test area"), Value = 7483.06, Decimals = 2, Unit = new("km²"), Period = "2026", IsKeyFigure = true, Order = -1,
                    Chart = new(FactChartKind.Bars, new("Luas tiga kabupaten"), [new(new("Muara <Enim>"), 7483.06, true), new(new("Lahat"), 4361.83)]),
                },
            ],
        });
        var page = await PageAsync("/");
        Assert.Contains("7.483,06 <small>km", page, StringComparison.Ordinal);
        Assert.Contains("Muara &lt;Enim&gt;", page, StringComparison.Ordinal);
        Assert.Contains("width=\"58.29%\"", page, StringComparison.Ordinal);
        Assert.Contains("7,483.06 <small>km", await PageAsync("/en/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_is_atom_and_names_samples()
    {
        var item = await portal.PublishAsync(new("Dalam umpan & <aman>"), item => item with { IsSample = true });
        using var answer = await portal.Browser().GetAsync("/umpan.atom", Ct);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotNull(answer.Headers.ETag);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).Root!;
        foreach (var required in new[] { "id", "title", "updated", "author" })
        {
            Assert.NotNull(feed.Element(atom + required));
        }

        var entry = feed.Elements(atom + "entry").Single(entry => entry.Element(atom + "title")!.Value == "Dalam umpan & <aman> (contoh)");
        Assert.StartsWith("urn:uuid:", entry.Element(atom + "id")!.Value, StringComparison.Ordinal);
        Assert.Contains(entry.Elements(atom + "link"), link => link.Attribute("href")!.Value.EndsWith(item.Path, StringComparison.Ordinal));
        var ids = feed.Elements(atom + "entry").Select(entry => entry.Element(atom + "id")!.Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Theory]
    [InlineData("/data.json", "dataset")]
    [InlineData("/katalog.jsonld", "dcat:dataset")]
    public async Task Other_catalogues_can_read_this_one(string address, string list)
    {
        await portal.PublishAsync(new("Untuk katalog lain"));
        using var answer = await portal.Browser().GetAsync(address, Ct);
        Assert.NotNull(answer.Headers.ETag);
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        Assert.True(document.RootElement.GetProperty(list).GetArrayLength() > 0);
    }

    [Fact]
    public async Task The_site_map_lists_both_languages()
    {
        var item = await portal.PublishAsync(new("Dalam peta situs"));
        var map = XDocument.Parse(await PageAsync("/sitemap.xml"));
        var places = map.Descendants(XName.Get("loc", "http://www.sitemaps.org/schemas/sitemap/0.9")).Select(place => new Uri(place.Value).AbsolutePath).ToList();
        Assert.Contains(item.Path, places);
        Assert.Contains("/en" + item.Path, places);
    }

    [Fact]
    public async Task The_release_calendar_can_be_subscribed_to()
    {
        var plan = portal.Get<ReleasePlan>();
        await plan.AddAsync(new()
        {
            Id = "uji-kalender",
            At = new(2026, 12, 1, 11, 0, 0, TimeSpan.FromHours(7)),
            Subject = "536",
            IsSample = true,
            Title = new("Indeks harga konsumen, inflasi; dan lain-lain, November 2026, dengan judul yang panjang sekali supaya terlipat"),
        }, Ct);
        var calendar = await PageAsync("/rencana-terbit.ics");
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", calendar, StringComparison.Ordinal);
        Assert.EndsWith("END:VCALENDAR\r\n", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20261201T040000Z", calendar, StringComparison.Ordinal);
        Assert.All(calendar.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        var whole = calendar.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Indeks harga konsumen\\, inflasi\\; dan lain-lain\\, November 2026\\, dengan judul yang panjang sekali supaya terlipat (contoh)", whole, StringComparison.Ordinal);

        await plan.ChangeAsync("uji-kalender", planned => planned with { At = planned.At.AddDays(1), Note = new("Menunggu data pusat.") }, Ct);
        var page = await PageAsync("/rencana-terbit");
        Assert.Contains("2 Des", page, StringComparison.Ordinal);
        Assert.Contains("Menunggu data pusat.", page, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", await PageAsync("/rencana-terbit.ics"), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string address)
    {
        using var answer = await portal.Browser().GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Ct);
    }
}
