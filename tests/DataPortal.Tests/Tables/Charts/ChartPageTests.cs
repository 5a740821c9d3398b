using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Charts;

public sealed class ChartPageTests : IClassFixture<SamplePortal>
{
    private const string People = "/tabel/contoh-penduduk-umur-2020-2026";
    private const string Province = "/tabel/penduduk-sumatera-selatan-2026";

    private readonly HttpClient _browser;

    public ChartPageTests(SamplePortal sample) => _browser = sample.Portal.Browser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_kind_is_chosen_by_links_that_keep_the_selection()
    {
        var page = await PageAsync($"{People}?tahun=2025&tahun=2026&grafik=batang");
        var current = page.QuerySelector("#grafik nav [aria-current]")!;
        Assert.Equal("Batang", current.TextContent);
        var pyramid = page.QuerySelectorAll("#grafik nav a").Single(link => link.TextContent == "Piramida penduduk").GetAttribute("href")!;
        Assert.Contains("grafik=piramida", pyramid);
        Assert.Contains("tahun=", pyramid);
        Assert.StartsWith("Piramida penduduk", (await PageAsync(pyramid)).QuerySelector("#grafik svg title")!.TextContent);
    }

    [Fact]
    public async Task Without_a_chart_there_is_none_and_the_way_back()
    {
        var page = await PageAsync($"{People}?grafik=tidak");
        Assert.Null(page.QuerySelector("#grafik svg"));
        Assert.Contains(page.QuerySelectorAll("#grafik nav a"), link => link.GetAttribute("href")!.Contains("grafik=garis", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_held_dimension_is_chosen_in_a_form_that_keeps_the_rest()
    {
        var page = await PageAsync($"{People}?grafik=piramida&gambar.wilayah=1603090");
        Assert.Contains("Gelumbang, 2026 · jiwa", page.QuerySelectorAll("#grafik svg.lebar text").Select(text => text.TextContent));
        var form = (IHtmlFormElement)page.QuerySelector("#grafik form")!;
        Assert.Equal("get", form.Method);
        Assert.Equal("Gelumbang", page.QuerySelector("#grafik select[name='gambar.wilayah'] option[selected]")!.TextContent);
        Assert.Equal("piramida", form.QuerySelector("input[name=grafik]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_map_lists_every_value_of_every_region()
    {
        var page = await PageAsync(Province);
        Assert.Equal(17, page.QuerySelectorAll("#peta li").Length);
        Assert.Equal("Muara Enim654.720", page.QuerySelector("#peta li.here")!.TextContent.Trim());
        Assert.Empty(page.QuerySelectorAll("#grafik [style], #peta [style]"));
    }

    [Theory]
    [InlineData($"{People}.svg", "Kabupaten Muara Enim, 2026 · jiwa")]
    [InlineData($"/en{People}.svg?grafik=batang", "age group: all ages")]
    [InlineData($"{Province}.svg?bentuk=peta&kelas=selang", "Batas tebal: Muara Enim.")]
    [InlineData("/tabel/contoh-ketenagakerjaan-semester-2022-2026.svg", "Angka dibuat untuk memperlihatkan portal dan tidak boleh dikutip sebagai data resmi.")]
    public async Task A_drawing_taken_away_stands_alone(string address, string words)
    {
        var answer = await _browser.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.EndsWith(".svg", answer.Content.Headers.ContentDisposition.FileNameStar!);
        var svg = XDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).Root!;
        Assert.Contains(svg.Descendants(), element => element.Value.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(svg.Descendants().SelectMany(element => element.Attributes()), attribute => attribute.Name.LocalName is "href" or "src");

        var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await _browser.SendAsync(again, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("selisih", "Selisih dengan periode sebelumnya: ")]
    [InlineData("persen-kolom", "Persentase: ")]
    public async Task Figures_worked_out_are_named_in_the_drawing(string reckoning, string words)
    {
        var file = XDocument.Parse(await _browser.GetStringAsync($"{People}.svg?hitung={reckoning}", Ct)).Root!;
        Assert.Contains(words, file.Elements().First().Value);
        var page = await PageAsync($"{People}?hitung={reckoning}");
        Assert.StartsWith(words, page.QuerySelector("#h-grafik")!.TextContent);
        Assert.Contains(words, page.QuerySelector("#peta svg title")!.TextContent);
    }

    [Fact]
    public async Task The_name_of_a_sample_s_file_says_so_once()
    {
        var answer = await _browser.GetAsync($"{People}.csv", Ct);
        Assert.Single(answer.Content.Headers.ContentDisposition!.FileNameStar!.Split("(contoh)")[..^1]);
    }

    [Fact]
    public async Task Another_kind_is_another_file()
    {
        EntityTagHeaderValue? line = (await _browser.GetAsync($"{People}.svg?grafik=garis", Ct)).Headers.ETag, bars = (await _browser.GetAsync($"{People}.svg?grafik=batang", Ct)).Headers.ETag;
        Assert.NotEqual(line, bars);
    }

    [Theory]
    [InlineData("/tabel/tidak-ada.svg")]
    [InlineData("/tabel/contoh-inflasi-bulanan-2024-2026.svg?bentuk=peta")]
    public async Task What_cannot_be_drawn_is_not_found(string address) => Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync(address, Ct)).StatusCode);

    [Theory]
    [InlineData("grafik", "Piramida penduduk")]
    [InlineData("peta", "Peta")]
    public async Task In_a_frame_there_is_the_drawing_alone(string form, string title)
    {
        var page = await PageAsync($"{People}/sematan?bentuk={form}");
        Assert.All(page.QuerySelectorAll("svg.lebar title"), one => Assert.True(one.ParentElement!.LocalName != "svg" || one.TextContent.StartsWith(title, StringComparison.Ordinal)));
        Assert.Single(page.QuerySelectorAll("svg.lebar[role=img]"));
        Assert.Empty(page.QuerySelectorAll("form, nav"));
    }

    [Theory]
    [InlineData("?grafik=%00%3Cscript%3E&gambar.tahun=%27%22&kelas=x&jumlah-kelas=999999999999999999999")]
    [InlineData("?grafik=garis&grafik=batang&gambar.tahun=2024&gambar.tahun=2025")]
    public async Task Words_nobody_knows_are_passed_over(string query) => Assert.NotNull((await PageAsync(People + query)).QuerySelector("#grafik svg"));

    private async Task<IHtmlDocument> PageAsync(string address)
    {
        var answer = await _browser.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }
}
