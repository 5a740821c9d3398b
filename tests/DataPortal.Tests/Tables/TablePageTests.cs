using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using AngleSharp.Html.Parser;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables;

public sealed class TablePageTests : IClassFixture<SamplePortal>
{
    private const string Population = "/tabel/penduduk-sumatera-selatan-2026";

    private readonly Portal _portal;
    private readonly HttpClient _browser;

    public TablePageTests(SamplePortal sample) => (_portal, _browser) = (sample.Portal, sample.Portal.Browser());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_population_of_the_office_is_the_first_thing_read()
    {
        var page = await PageAsync(Population);

        Assert.Equal("654.720 jiwa di Muara Enim, 7,3 persen dari 9.017.142 jiwa di Sumatera Selatan", Words(page.QuerySelector(".figure-n")!));
        Assert.Contains("Satuan: jiwa", Words(page.QuerySelector(".meta")!));
        Assert.Contains("Angka proyeksi", Words(page.QuerySelector(".meta")!));
        Assert.Null(page.QuerySelector("h1 .sample"));
        Assert.Equal(["Muara Enim1603654.7207,3"], page.QuerySelectorAll("tr.here").Select(row => string.Concat(row.Children.Select(Words))));
        Assert.Equal("Sumatera Selatan", Words(page.QuerySelector("tr.total th")!));
        Assert.All(page.QuerySelectorAll("thead th"), head => Assert.Equal("col", head.GetAttribute("scope")));
        Assert.All(page.QuerySelectorAll("tbody th"), head => Assert.Equal("row", head.GetAttribute("scope")));
        Assert.Contains("BPS, Proyeksi Penduduk", Words(page.QuerySelector(".notes")!));
        Assert.Contains("Kutip sebagai", Words(page.QuerySelector(".notes")!));
        Assert.Equal(17, page.QuerySelectorAll("#grafik svg.lebar rect").Length);
        Assert.Equal(17, page.QuerySelectorAll("#peta svg.lebar path").Length);
        Assert.Contains("Muara Enim urutan ke-6", page.Body!.TextContent);
    }

    [Fact]
    public async Task In_English_the_same_page_reads_English()
    {
        var page = await PageAsync("/en" + Population);
        Assert.StartsWith("654,720 persons in Muara Enim, 7.3 per cent of 9,017,142 persons", Words(page.QuerySelector(".figure-n")!));
        Assert.Equal("Population by Regency/Municipality in South Sumatra, 2026", Words(page.QuerySelector("h1")!));
    }

    [Fact]
    public async Task Every_sample_table_shows_and_says_contoh()
    {
        var items = await _portal.Store.ListAsync(CatalogQueries.Published(ItemKind.Table), Ct);
        Assert.InRange(items.Count(item => item.IsSample), 5, 20);
        foreach (var item in items.Where(item => item.IsSample))
        {
            var page = await PageAsync(item.Path);
            Assert.NotNull(page.QuerySelector("h1 .sample"));
            Assert.Contains("bukan data resmi", page.Body!.TextContent);
            Assert.NotEmpty(page.QuerySelectorAll("table.table tbody td"));
        }
    }

    [Fact]
    public async Task Other_catalogues_are_told_of_every_form_with_a_button()
    {
        static string Path(string? address) => new Uri(address!).AbsolutePath;
        var forms = TableDownloads.Formats.Select(format => ($"{Population}.{format.Extension}", format.MediaType.Split(';')[0])).ToList();
        using var harvested = JsonDocument.Parse(await _browser.GetStringAsync("/data.json", Ct));
        var dataset = harvested.RootElement.GetProperty("dataset").EnumerateArray().Single(one => Path(one.GetProperty("landingPage").GetString()) == Population);
        Assert.Equal(forms, dataset.GetProperty("distribution").EnumerateArray().Select(one => (Path(one.GetProperty("downloadURL").GetString()), one.GetProperty("mediaType").GetString()!)));

        using var linked = JsonDocument.Parse(await _browser.GetStringAsync("/katalog.jsonld", Ct));
        var entry = linked.RootElement.GetProperty("dcat:dataset").EnumerateArray().Single(one => Path(one.GetProperty("@id").GetString()) == Population);
        var distributions = entry.GetProperty("dcat:distribution").EnumerateArray().ToList();
        Assert.Equal(forms.Select(form => form.Item1), distributions.Select(one => Path(one.GetProperty("dcat:downloadURL").GetProperty("@id").GetString())));
        Assert.Equal(["XLSX", "CSV", "PDF", "ODS", "JSON-stat", "PX"], distributions.Select(one => one.GetProperty("dct:format").GetProperty("rdfs:label").GetString()));
        // The list of registered media types has no PX.
        Assert.Equal(forms.Select(form => form.Item2).Where(type => type != "text/x-px").Select(type => $"https://www.iana.org/assignments/media-types/{type}"),
            distributions.Where(one => one.TryGetProperty("dcat:mediaType", out _)).Select(one => one.GetProperty("dcat:mediaType").GetProperty("@id").GetString()));
    }

    [Theory]
    [InlineData("/tabel/{0}.csv", "/tabel/{0}.json")]
    [InlineData("/en/tabel/{0}.csv2?tahun=2026", "/en/tabel/{0}.json?tahun=2026")]
    [InlineData("/tabel/{0}.csv3?nama=%0d%0a%3E", "/tabel/{0}.json")]
    [InlineData("/tabel/{0}.sdmx.csv", "/tabel/{0}.json")]
    [InlineData("/api/pxweb/v2/tables/{0}/data?lang=en&outputFormat=csv&outputFormatParams=SeparatorSemicolon", "/en/tabel/{0}.json")]
    public async Task A_file_with_no_place_for_words_says_contoh_in_its_name_and_where_its_notes_are(string address, string notes)
    {
        const string id = "contoh-penduduk-kecamatan-2024-2026";
        string Of(string pattern) => string.Format(CultureInfo.InvariantCulture, pattern, id);
        using var file = await _browser.GetAsync(Of(address), Ct);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        Assert.EndsWith(notes.StartsWith("/en", StringComparison.Ordinal) ? " (sample).csv" : " (contoh).csv", file.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal($"<{Of(notes)}>; rel=\"describedby\"; type=\"application/json\"", Assert.Single(file.Headers.GetValues("Link")));
        using var described = JsonDocument.Parse(await _browser.GetStringAsync(Of(notes), Ct));
        Assert.Contains("2.0", described.RootElement.GetProperty("version").GetString());

        using var book = await _browser.GetAsync(Of("/tabel/{0}.xlsx"), Ct);
        Assert.False(book.Headers.Contains("Link"));
    }

    [Fact]
    public async Task Levels_of_headings_have_scopes_and_reach_over_their_columns()
    {
        var page = await PageAsync("/tabel/contoh-penduduk-kecamatan-2024-2026");
        Assert.Equal(["3", "3", "3"], page.QuerySelectorAll("thead th[scope=colgroup]").Select(head => head.GetAttribute("colspan")));
        Assert.Equal(9, page.QuerySelectorAll("thead tr:last-child th[scope=col]").Length);
        Assert.All(page.QuerySelectorAll("tbody tr"), row => Assert.Equal(9, row.QuerySelectorAll("td").Length - 1));
    }

    [Fact]
    public async Task Symbols_stand_where_numbers_do_not_and_are_explained()
    {
        var page = await PageAsync("/tabel/contoh-padi-kecamatan-2025");
        Assert.Contains("... = data tidak tersedia", page.Body!.TextContent);
        Assert.Contains("– = tidak ada atau nol", page.Body.TextContent);
    }

    [Fact]
    public async Task A_choice_in_the_address_narrows_orders_and_turns_the_table()
    {
        var page = await PageAsync(Population + "?wilayah=1603&wilayah=1671&wilayah=1600&urut=turun&tak-dikenal=1");
        Assert.Equal(["Sumatera Selatan", "Kota Palembang", "Muara Enim"], page.QuerySelectorAll("tbody th").Select(Words));

        var turned = await PageAsync("/tabel/contoh-sekolah-kecamatan-2025?kolom=wilayah&wilayah=1603090&wilayah=1603091&status=negeri");
        Assert.Equal(["Gelumbang", "Lembak"], turned.QuerySelectorAll("thead th[scope=col]").Skip(1).Select(Words));
    }

    [Fact]
    public async Task Nested_rows_are_groups()
    {
        var page = await PageAsync("/tabel/contoh-sekolah-kecamatan-2025?baris=wilayah,jenjang&kolom=status");
        Assert.Equal(22, page.QuerySelectorAll("th[scope=rowgroup]").Length);
    }

    [Fact]
    public async Task Three_forms_stand_in_sight_and_the_others_behind_one_word()
    {
        var page = await PageAsync(Population);
        Assert.Equal([".xlsx", ".csv", ".pdf"], page.QuerySelectorAll(".btn-row > a[rel=nofollow][href^='/tabel/']").Where(link => link.Closest("details") is null && link.Closest("section") is null).Select(link => Path.GetExtension(link.GetAttribute("href"))));
        var others = page.QuerySelectorAll("details.more a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Equal([".ods", ".json", ".px", ".csv2", ".sdmx-csv"], others.Select(Path.GetExtension));
        foreach (var address in others)
        {
            Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync(address, Ct)).StatusCode);
        }
    }

    [Fact]
    public async Task What_is_shown_can_be_taken_in_every_form()
    {
        foreach (var format in TableDownloads.Formats)
        {
            var answer = await _browser.GetAsync($"{Population}.{format.Extension}?wilayah=1603", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(format.MediaType, answer.Content.Headers.ContentType!.ToString());
            Assert.False(answer.Headers.ETag!.IsWeak);
            Assert.Contains("filename*=UTF-8''Jumlah%20Penduduk", answer.Content.Headers.GetValues("Content-Disposition").Single());
            var bytes = await answer.Content.ReadAsByteArrayAsync(Ct);
            Assert.Equal(bytes.Length, answer.Content.Headers.ContentLength);

            using var again = new HttpRequestMessage(HttpMethod.Get, $"{Population}.{format.Extension}?wilayah=1603");
            again.Headers.IfNoneMatch.Add(new EntityTagHeaderValue(answer.Headers.ETag.Tag));
            Assert.Equal(HttpStatusCode.NotModified, (await _browser.SendAsync(again, Ct)).StatusCode);

            using var head = new HttpRequestMessage(HttpMethod.Head, $"{Population}.{format.Extension}?wilayah=1603");
            var headed = await _browser.SendAsync(head, Ct);
            // Without a length (RFC 9110 §8.6): nothing is made for who only asks what it would be.
            Assert.Equal((HttpStatusCode.OK, answer.Headers.ETag), (headed.StatusCode, headed.Headers.ETag));
        }

        var csv = await _browser.GetStringAsync($"{Population}.csv?wilayah=1603", Ct);
        Assert.Contains("654720", csv);
        Assert.DoesNotContain("Lahat", csv);
    }

    [Fact]
    public async Task Downloads_are_counted_and_looks_are_not()
    {
        var id = "contoh-inflasi-bulanan-2024-2026";
        await _browser.GetAsync($"/tabel/{id}.csv", Ct);
        await _browser.GetAsync($"/tabel/{id}.csv", Ct);
        await _browser.SendAsync(new(HttpMethod.Head, $"/tabel/{id}.csv"), Ct);
        await _portal.Get<DownloadCounter>().SaveAsync(Ct);
        var counts = await _portal.Store.ListAsync(TableQueries.Downloads.Where("item", id), Ct);
        Assert.Equal(("csv", 2), (Assert.Single(counts).Format, counts[0].Count));
    }

    [Fact]
    public async Task An_unknown_table_is_404_and_a_draft_is_too()
    {
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/tabel/tidak-ada", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/tabel/tidak-ada.csv", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync(Population + ".exe", Ct)).StatusCode);
        await DraftAsync("konsep-rahasia", "Wilayah;2025\nLahat;1\nMuara Enim;2\n");
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/tabel/konsep-rahasia", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/tabel/konsep-rahasia.csv", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_withdrawn_table_is_410_with_its_reason()
    {
        await DraftAsync("akan-ditarik", "Wilayah;2025\nLahat;1\nMuara Enim;2\n");
        await _portal.Get<CatalogDesk>().PublishAsync("akan-ditarik", Ct);
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/tabel/akan-ditarik", Ct)).StatusCode);
        await _portal.Get<CatalogDesk>().WithdrawAsync("akan-ditarik", new("Angkanya keliru.", "The figures were wrong."), null, Ct);

        var answer = await _browser.GetAsync("/tabel/akan-ditarik", Ct);
        Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
        Assert.Contains("Angkanya keliru.", await answer.Content.ReadAsStringAsync(Ct));
        Assert.Equal(HttpStatusCode.Gone, (await _browser.GetAsync("/tabel/akan-ditarik.csv", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_long_table_is_paged_with_a_sentence_and_downloads_hold_it_all()
    {
        await DraftAsync("panjang", "Desa;2025\n" + string.Concat(Enumerable.Range(1, 12_000).Select(at => $"Desa nomor {at};{at}\n")));
        await _portal.Get<CatalogDesk>().PublishAsync("panjang", Ct);

        var page = await PageAsync("/tabel/panjang?hal=2");
        Assert.Equal(2_000, page.QuerySelectorAll("tbody th[scope=row]").Length);
        Assert.StartsWith("Anda memilih 12.000 sel; satu layar memuat 10.000. Menampilkan baris 10.001–12.000 dari 12.000. Unduh semuanya", Words(page.QuerySelector("#sebagian")!));
        Assert.Equal("Desa nomor 12000", Words(page.QuerySelectorAll("tbody th[scope=row]")[^1]));
        Assert.Contains("Desa nomor 1;", (await _browser.GetStringAsync("/tabel/panjang.csv", Ct)).Replace("\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_table_too_large_for_a_screen_says_what_it_left_out()
    {
        var rows = from desa in Enumerable.Range(1, 400) from tahun in Enumerable.Range(2000, 30) select $"Desa nomor {desa};{tahun};{desa}\n";
        await DraftAsync("luas", "Desa;Tahun;Nilai\n" + string.Concat(rows));
        await _portal.Get<CatalogDesk>().PublishAsync("luas", Ct);
        var page = await PageAsync("/tabel/luas");
        Assert.NotNull(page.QuerySelector("#dipersempit, #sebagian"));
    }

    [Fact]
    public async Task What_is_published_can_be_found_by_its_categories_and_answers_directly()
    {
        var item = await _portal.Store.FindAsync(CatalogQueries.Items, "penduduk-sumatera-selatan-2026", Ct);
        Assert.Contains("Muara Enim", item!.Terms);
        var fact = item.Facts[0];
        Assert.Equal(("Jumlah Penduduk", 654720d, "jiwa", "2026", true), (fact.Label.Id, fact.Value, fact.Unit.Id, fact.Period, fact.IsKeyFigure));
        Assert.Equal("angka proyeksi, urutan ke-6 dari 17", fact.Note!.Id);
        Assert.Equal([2026], item.Years);
        Assert.Empty((await _portal.Store.FindAsync(CatalogQueries.Items, "contoh-penduduk-kecamatan-2024-2026", Ct))!.Facts);

        var found = new HtmlParser().ParseDocument(await _browser.GetStringAsync("/cari?q=penduduk+muara+enim", Ct));
        Assert.Equal("654.720 jiwa", Words(found.QuerySelector(".answer .figure-n")!));
    }

    [Fact]
    public async Task Loading_the_samples_again_changes_nothing() => Assert.Equal(0, await _portal.Get<TableSamples>().LoadAsync(Ct));

    [Fact]
    public async Task The_samples_hold_what_cubes_can_say()
    {
        var ages = (await _portal.Get<TableShelf>().FindAsync("contoh-penduduk-umur-2020-2026", Ct))!;
        Assert.Equal([23, 7, 3, 17], ages.Cube.Dimensions.Select(dimension => dimension.Categories.Count));
        Assert.Equal([new("1603"), null, new("jumlah"), new("jumlah")], ages.Cube.Dimensions.Select(dimension => dimension.Elimination));
        Assert.Equal("Age group", ages.Cube.Dimensions[3].Label.En);
        Assert.All(TotalsChecker.Check(ages.Cube, 0), check => Assert.Equal(0, check.OffCount));

        var prices = (await _portal.Get<TableShelf>().FindAsync("contoh-indeks-harga-konsumen-bulanan-2022-2026", Ct))!;
        Assert.Equal(("2022M01", "January 2022", PeriodType.Month), (prices.Cube.Dimensions[0].Categories[0].Code, prices.Cube.Dimensions[0].Categories[0].Label.En, prices.Cube.Dimensions[0].Period));

        var labour = (await _portal.Get<TableShelf>().FindAsync("contoh-ketenagakerjaan-semester-2022-2026", Ct))!;
        Assert.Equal(["a", "b", "c"], labour.Text.OwnSymbols.Select(symbol => symbol.Mark));
        Assert.Equal(7, labour.Cube.Status.Count(status => status >= CellStatus.Own1));
        Assert.True(labour.Text.Notes[0].Mandatory);
        Assert.Equal([1, 2, 2, 0, 1], labour.Cube.Dimensions[3].Categories.Select(category => category.Decimals));
        Assert.Contains(labour.Text.Notes, note => note.Cells is not null);
    }

    private async Task DraftAsync(string id, string csv)
    {
        if (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct) is not null)
        {
            return;
        }

        var desk = _portal.Get<TableDesk>();
        var upload = await desk.ReceiveAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), $"{id}.csv", null, Ct);
        var preview = await desk.PreviewAsync(upload, new(), Ct);
        Assert.Empty(preview.Errors);
        await desk.DraftAsync(upload, upload.File, preview, new() { Title = new($"Uji {id}"), Source = new("Uji"), Period = "2025", Subject = "519" }, id, Ct);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PageAsync(string address)
    {
        var answer = await _browser.GetAsync(address, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }

    private static string Words(AngleSharp.Dom.IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A portal of its own with the sample tables in it.</summary>
public sealed class SamplePortal : IAsyncLifetime
{
    public Portal Portal { get; } = new();

    public async ValueTask InitializeAsync() => await Portal.Get<TableSamples>().LoadAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
