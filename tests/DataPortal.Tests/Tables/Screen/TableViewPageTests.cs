using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Screen;

/// <summary>The view as a visitor without JavaScript meets it: forms, links and addresses.</summary>
public sealed class TableViewPageTests(SamplePortal sample) : IClassFixture<SamplePortal>
{
    private const string Ages = "/tabel/contoh-penduduk-umur-2020-2026";

    private readonly Portal _portal = sample.Portal;
    private readonly HttpClient _browser = sample.Portal.Browser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_form_sends_what_it_shows_back_to_the_same_table()
    {
        Assert.Equal(Ages + "#tabel", await SendAsync(Ages));
        var odd = Ages + "?wilayah=1603010,1603011&tahun=top(3)&lapis.jenis-kelamin=perempuan&baris=wilayah&kolom=tahun,kelompok-umur&urut=turun(2026,0-4)&hitung=perubahan&kosong=sembunyi";
        Assert.Equal(odd + "#tabel", await SendAsync(odd));
    }

    [Fact]
    public async Task A_visitor_chooses_the_latest_three_years_a_level_and_two_sexes_and_gets_a_short_address()
    {
        var address = await SendAsync(Ages, form =>
        {
            form["cara.tahun"] = ["terbaru"];
            form["terbaru.tahun"] = ["3"];
            form["cara.wilayah"] = ["daftar:level_2"];
            form["pilih.jenis-kelamin"] = ["laki-laki", "perempuan"];
        });
        Assert.Equal(Ages + "?wilayah=codelist(level_2)&tahun=top(3)&jenis-kelamin=laki-laki,perempuan#tabel", address);
        var page = await PageAsync(address);
        Assert.Equal(["2024", "2025", "2026"], page.QuerySelectorAll("thead th[scope=colgroup]").Select(Words).Distinct());
        Assert.Equal(22, page.QuerySelectorAll("th[scope=rowgroup]").Length);
        Assert.Equal("terbaru", page.QuerySelector<IHtmlSelectElement>("[name='cara.tahun']")!.Value);
        Assert.Equal("daftar:level_2", page.QuerySelector<IHtmlSelectElement>("[name='cara.wilayah']")!.Value);
    }

    [Fact]
    public async Task The_panel_says_of_a_layer_that_one_category_is_seen_at_a_time()
    {
        var page = await PageAsync(Ages + "?lapis.tahun=2026");
        var said = page.QuerySelectorAll("[data-count]").Select(Words).ToList();
        Assert.Contains("7 dari 7 dipilih, tampil satu per satu", said);
        Assert.Contains("3 dari 3 dipilih", said);
    }

    [Fact]
    public async Task A_hyphen_in_a_heading_is_no_place_to_break_a_line_and_its_letters_stay()
    {
        var page = await PageAsync(Ages);
        var heading = page.QuerySelectorAll("thead th[scope=col]").First(head => head.TextContent == "Laki-laki");
        Assert.Equal("Laki-laki", heading.QuerySelector(".nowrap")!.TextContent);
    }

    [Fact]
    public async Task Unticking_a_box_of_a_dimension_shown_whole_leaves_the_others()
    {
        var address = await SendAsync(Ages, form => form["pilih.tahun"] = [.. form["pilih.tahun"].Where(code => code != "2020")]);
        Assert.Equal(Ages + "?tahun=2021,2022,2023,2024,2025,2026#tabel", address);
    }

    [Fact]
    public async Task Dimensions_move_between_rows_columns_and_layers()
    {
        var address = await SendAsync(Ages, form =>
        {
            form["letak.tahun"] = ["baris-1"];
            form["letak.jenis-kelamin"] = ["lapis"];
            form["letak.wilayah"] = ["kolom-1"];
        });
        Assert.Equal(Ages + "?lapis.jenis-kelamin=&baris=tahun,kelompok-umur&kolom=wilayah#tabel", address);
        var page = await PageAsync(address);
        var layer = page.QuerySelector("form.layer")!;
        Assert.Equal(["Laki-laki", "Perempuan", "Jumlah"], layer.QuerySelectorAll("option").Select(Words));
        Assert.Equal("jumlah", layer.QuerySelector<IHtmlSelectElement>("select")!.Value);
        Assert.Equal("Sebelumnya: Perempuan", layer.QuerySelector("a")!.GetAttribute("aria-label"));
        Assert.Equal("perempuan", (await PageAsync(layer.QuerySelector("a")!.GetAttribute("href")!)).QuerySelector<IHtmlSelectElement>("form.layer select")!.Value);

        Assert.Equal(Ages + "?baris=tahun,kelompok-umur,jenis-kelamin&kolom=wilayah#tabel", await SendAsync(address, form => form["letak.jenis-kelamin"] = ["baris-3"]));
    }

    [Fact]
    public async Task Headings_sort_one_way_then_the_other_then_as_given()
    {
        var address = "/tabel/contoh-penduduk-kecamatan-2024-2026?kolom=tahun&jenis-kelamin=jumlah";
        var page = await PageAsync(address);
        Assert.Empty(page.QuerySelectorAll("[aria-sort]"));
        var down = Link(page, "2026");
        Assert.EndsWith("urut=turun(2026)", down);
        page = await PageAsync(down);
        var sorted = Assert.Single(page.QuerySelectorAll("[aria-sort]"));
        Assert.Equal(("descending", "2026"), (sorted.GetAttribute("aria-sort"), Words(sorted.QuerySelector("a")!)));
        page = await PageAsync(Link(page, "2026"));
        Assert.Equal("ascending", Assert.Single(page.QuerySelectorAll("[aria-sort]")).GetAttribute("aria-sort"));
        Assert.DoesNotContain("urut", Link(page, "2026"));

        static string Link(IHtmlDocument page, string heading) => page.QuerySelectorAll("thead a.sort").Single(link => Words(link) == heading).GetAttribute("href")!;
    }

    [Fact]
    public async Task A_kept_choice_opens_under_a_short_address_as_it_was_written()
    {
        var choice = Ages + "?wilayah=codelist(level_2)&tahun=top(2)&lapis.jenis-kelamin=perempuan&baris=wilayah&kolom=tahun,kelompok-umur&urut=turun&hitung=perubahan";
        var kept = await _browser.PostAsync(choice, new FormUrlEncodedContent([new("aksi", "simpan")]), Ct);
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        var page = await PageAsync(kept.Headers.Location!.ToString());
        var address = new Uri(page.QuerySelector("#pendek")!.GetAttribute("value")!).PathAndQuery;
        Assert.Matches("^/tabel/simpanan/[a-z2-9]{12}$", address);

        var opened = await _browser.GetAsync(address, Ct);
        Assert.Equal((HttpStatusCode.Redirect, choice), (opened.StatusCode, opened.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.Redirect, (await _browser.SendAsync(new(HttpMethod.Head, address), Ct)).StatusCode);
        Assert.Equal("/en" + choice, (await _browser.GetAsync("/en" + address, Ct)).Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/tabel/simpanan/aaaaaaaaaaaa", Ct)).StatusCode);

        // The same choice again has the same address.
        Assert.Equal(kept.Headers.Location, (await _browser.PostAsync(choice, new FormUrlEncodedContent([new("aksi", "simpan")]), Ct)).Headers.Location);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?wilayah=codelist(level_2)&tahun=top(2)&lapis.jenis-kelamin=perempuan&baris=wilayah&kolom=tahun,kelompok-umur&urut=turun&hitung=perubahan")]
    [InlineData("?lapis.wilayah=1603010&tahun=tidak-ada&lapis.tahun=")]
    [InlineData("?wilayah=1603011&baris=kelompok-umur&kolom=jenis-kelamin,tahun")]
    public async Task A_program_opens_what_the_page_kept_and_gets_the_figures_of_the_page(string query)
    {
        var kept = await _browser.PostAsync(Ages + query, new FormUrlEncodedContent([new("aksi", "simpan")]), Ct);
        var id = kept.Headers.Location!.ToString().Split("simpanan=")[1].Split('#')[0];
        var opened = await _browser.GetAsync($"/tabel/simpanan/{id}", Ct);
        Assert.Equal(Ages + query, opened.Headers.Location!.ToString());

        var figures = await FiguresAsync($"/api/pxweb/v2/savedqueries/{id}/data");
        Assert.NotEmpty(figures);
        Assert.Equal(await FiguresAsync(Ages + ".json" + query.Replace("&hitung=perubahan", "", StringComparison.Ordinal)), figures);

        async Task<string[]> FiguresAsync(string address)
        {
            var answer = await _browser.GetAsync(address, Ct);
            var body = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.IsSuccessStatusCode, body);
            return [.. System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("value").EnumerateArray().Select(value => value.ToString()).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public async Task The_page_opens_what_a_program_kept()
    {
        using var body = new StringContent("""
            {"tableId":"contoh-penduduk-umur-2020-2026","selection":{"selection":[{"variableCode":"Tahun","valueCodes":["top(3)"]},{"variableCode":"wilayah","codelist":"vs_contoh-penduduk-umur-2020-2026_wilayah_level_2"},
             {"variableCode":"kelompok-umur","valueCodes":["0-4"]},{"variableCode":"jenis-kelamin","valueCodes":["laki-laki","perempuan"]}],"placement":{"heading":["time"],"stub":["wilayah","jenis-kelamin","kelompok-umur"]}}}
            """);
        var kept = await _browser.PostAsync("/api/pxweb/v2/savedqueries", body, Ct);
        Assert.Equal(HttpStatusCode.Created, kept.StatusCode);
        var id = System.Text.Json.JsonDocument.Parse(await kept.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("id").GetString();
        Assert.Equal(Ages + "?wilayah=codelist(level_2)&tahun=top(3)&jenis-kelamin=laki-laki,perempuan&kelompok-umur=0-4&baris=wilayah,jenis-kelamin,kelompok-umur&kolom=tahun",
            (await _browser.GetAsync($"/tabel/simpanan/{id}", Ct)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task An_embedded_view_may_stand_in_any_frame_and_no_other_page_may()
    {
        foreach (var shape in new[] { "tabel", "grafik", "peta", "angka" })
        {
            // Twice: the second comes from the cache of finished pages.
            for (var time = 0; time < 2; time++)
            {
                var answer = await _browser.GetAsync($"/tabel/penduduk-sumatera-selatan-2026/sematan?bentuk={shape}", Ct);
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                Assert.Contains("frame-ancestors *", answer.Headers.GetValues("Content-Security-Policy").Single());
                Assert.False(answer.Headers.Contains("X-Frame-Options"));
                var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
                Assert.Contains("BPS, Proyeksi Penduduk", page.Body!.TextContent);
                Assert.EndsWith("/tabel/penduduk-sumatera-selatan-2026", page.QuerySelector("a[target=_blank]")!.GetAttribute("href")!);
                Assert.Null(page.QuerySelector("nav, form"));
            }
        }

        var table = await _browser.GetAsync(Ages, Ct);
        Assert.Contains("frame-ancestors 'none'", table.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("DENY", table.Headers.GetValues("X-Frame-Options").Single());
        Assert.Contains("654.720", (await PageAsync("/tabel/penduduk-sumatera-selatan-2026/sematan?bentuk=angka")).QuerySelector(".figure-n")!.TextContent);
        Assert.Contains("1.740.559", (await PageAsync("/tabel/penduduk-sumatera-selatan-2026/sematan?bentuk=angka&wilayah=1671")).QuerySelector(".figure-n")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await _browser.GetAsync("/tabel/tidak-ada/sematan", Ct)).StatusCode);
        Assert.Contains("/sematan?wilayah=1603\"", (await PageAsync("/tabel/penduduk-sumatera-selatan-2026?wilayah=1603")).QuerySelector("#sematan")!.TextContent);
    }

    [Fact]
    public async Task Ten_thousand_villages_are_found_by_searching_and_ticked_ones_stay()
    {
        await PublishAsync("desa-banyak", TableChoiceTests.Made(
            new("desa", new("Desa"), DimensionRole.Region, [.. Enumerable.Range(1, 10_000).Select(at => new Category($"v{at}", new($"Desa nomor {at}")))]), Cubes.Dimension("tahun", DimensionRole.Time, "2025", "2026")));
        var page = await PageAsync("/tabel/desa-banyak");
        Assert.Equal(ChoicePanel_MostListed, page.QuerySelectorAll("[name='pilih.desa']").Length);
        Assert.Contains("200 dari 10.000 yang cocok terdaftar", page.Body!.TextContent);

        var found = await SendAsync("/tabel/desa-banyak", form => form["cari.desa"] = ["Nomor 981"]);
        Assert.Equal("/tabel/desa-banyak?cari.desa=Nomor%20981#pilih-0", found);
        page = await PageAsync(found);
        Assert.Equal(20, page.QuerySelectorAll("[name='pilih.desa']").Length);
        var one = await SendAsync(found, form => form["pilih.desa"] = ["v981", "v9812"]);
        Assert.Equal("/tabel/desa-banyak?desa=v981,v9812#tabel", one);
        // Another search keeps what is ticked, though it is not listed.
        var two = await SendAsync(one, form => form["cari.desa"] = ["nomor 5000"]);
        Assert.Equal("/tabel/desa-banyak?desa=v981,v5000,v9812#tabel", await SendAsync(two, form => form["pilih.desa"] = ["v5000"]));
    }

    [Fact]
    public async Task A_choice_too_long_for_an_address_is_said_and_nothing_is_lost()
    {
        await PublishAsync("desa-panjang", TableChoiceTests.Made(
            new("desa", new("Desa"), DimensionRole.Region, [.. Enumerable.Range(1, 1_500).Select(at => new Category($"desa-{at:0000}", new($"Desa nomor {at}")))]), Cubes.Dimension("tahun", DimensionRole.Time, "2026")));
        var long_ = "/tabel/desa-panjang?desa=range(desa-0001,desa-1400)";
        Assert.Equal(1_400, (await PageAsync(long_)).QuerySelectorAll("tbody th[scope=row]").Length);
        var page = await PageAsync(long_);
        var form = Fields(page);
        form["pilih.desa"].RemoveAt(0);
        var answer = await _browser.PostAsync(long_, Content(form), Ct);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
        Assert.NotNull(page.QuerySelector("#terlalu-panjang"));
        Assert.Equal(1_400, page.QuerySelectorAll("tbody th[scope=row]").Length);
    }

    [Fact]
    public async Task More_columns_than_a_screen_holds_are_paged_and_said()
    {
        await PublishAsync("lebar", TableChoiceTests.Made(Cubes.Dimension("wilayah", DimensionRole.Region, "a", "b"), new("barang", new("Barang"), DimensionRole.Other, [.. Enumerable.Range(1, 450).Select(at => new Category($"b{at}", new($"Barang {at}")))])));
        var page = await PageAsync("/tabel/lebar?baris=wilayah&kolom=barang&halkolom=3");
        Assert.Equal(["Barang 401", "Barang 450"], new[] { page.QuerySelectorAll("thead a.sort")[1], page.QuerySelectorAll("thead a.sort")[^1] }.Select(Words));
        Assert.Contains("Menampilkan baris 1–2 dari 2 dan kolom 401–450 dari 450.", Words(page.QuerySelector("#sebagian")!));
        Assert.Equal("400 449", string.Join(' ', page.QuerySelector("tbody tr")!.QuerySelectorAll("td").Select(cell => cell.TextContent).Where((_, at) => at is 0 or 49)));
    }

    [Fact]
    public async Task Mandatory_notes_marks_of_cells_own_symbols_and_the_next_release_are_said()
    {
        var cube = TableChoiceTests.Made(Cubes.Dimension("wilayah", DimensionRole.Region, "a", "b"), Cubes.Dimension("tahun", DimensionRole.Time, "2025", "2026") with { Notes = [2] });
        cube.Status[3] = CellStatus.Own1;
        cube.Values[0] = -1.5;
        await PublishAsync("bercatatan", cube, Cubes.Text with
        {
            Title = new("Uji <b>catatan</b>"),
            Decimals = 1,
            Notes = [new("Wajib <dibaca>.", "Must be read.", Mandatory: true), new("Tentang tahun."), new("Tentang satu sel.") { Cells = new Dictionary<string, string> { ["wilayah"] = "b", ["tahun"] = "2026" } }],
            OwnSymbols = [new("a", new("angka & perkiraan kasar"))],
            NextRelease = new(2027, 3, 1),
            ReferencePeriod = new("31 Desember"),
        });
        var page = await PageAsync("/tabel/bercatatan");
        Assert.Equal("Catatan 1: Wajib <dibaca>.", Words(page.QuerySelector("#catatan-wajib")!));
        Assert.Contains("Terbit berikutnya: 1 Maret 2027", Words(page.QuerySelector(".meta")!));
        Assert.Contains("Keadaan: 31 Desember", Words(page.QuerySelector(".meta")!));
        Assert.Contains("a = angka & perkiraan kasar", Words(page.QuerySelector("#lambang")!));
        Assert.Equal("3,0 a 3", Words(page.QuerySelectorAll("tbody td")[^1]));
        Assert.Equal("−1,5", Words(page.QuerySelector("tbody td")!));
        Assert.Contains("Catatan 2, tahun", page.QuerySelector(".notes")!.TextContent);
        Assert.Contains("Catatan 3, b, 2026", page.QuerySelector(".notes")!.TextContent);
        Assert.Null(page.QuerySelector("h1 b, caption b"));
        Assert.NotNull(page.QuerySelector(".print-only svg.qr"));
    }

    [Fact]
    public async Task Rows_that_are_all_empty_leave_a_sentence_and_a_way_back()
    {
        var cube = TableChoiceTests.Made(Cubes.Dimension("wilayah", DimensionRole.Region, "a", "b"));
        Array.Fill(cube.Status, CellStatus.NotAvailable);
        await PublishAsync("kosong", cube);
        var page = await PageAsync("/tabel/kosong?kosong=sembunyi");
        Assert.Null(page.QuerySelector("table.table"));
        Assert.Equal("/tabel/kosong", page.QuerySelector("#semua-kosong a")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync("/tabel/kosong.csv?kosong=sembunyi", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("?wilayah=%00&tahun=((((&baris=,,,&urut=turun(((&hal=999999999&halkolom=-1")]
    [InlineData("?lapis.tahun=x&lapis.wilayah=&lapis.jenis-kelamin=&lapis.kelompok-umur=")]
    [InlineData("?baris=wilayah,tahun,jenis-kelamin,kelompok-umur&hitung=persen-baris&jumlah=ya&urut=za&kosong=sembunyi")]
    [InlineData("?wilayah=codelist(tidak-ada)&tahun=top(0)&simpanan=../../x&bentuk=%3Cscript%3E")]
    [InlineData("?kolom=wilayah,tahun,jenis-kelamin,kelompok-umur&hal=7")]
    public async Task No_address_breaks_the_page(string query)
    {
        foreach (var address in new[] { Ages + query, "/en" + Ages + query, Ages + "/sematan" + query, Ages + ".csv" + query, Ages + ".json" + query })
        {
            Assert.Equal(HttpStatusCode.OK, (await _browser.GetAsync(address, Ct)).StatusCode);
        }
    }

    [Theory]
    [InlineData(6, 1, "1 2 3 4 5 6")]
    [InlineData(20, 1, "1 2 3 … 20")]
    [InlineData(20, 10, "1 … 8 9 10 11 12 … 20")]
    public async Task The_list_of_pages_leaves_none_out_unsaid(int pages, int page, string shown)
    {
        // One row a village, 100 columns a row: 100 rows a page.
        var id = $"uji-halaman-{pages}";
        var cube = new Cube { Dimensions = [Cubes.Dimension("desa", DimensionRole.Other, [.. Enumerable.Range(1, pages * 10_000).Select(n => $"d{n}")])], Values = new double[pages * 10_000], Status = new CellStatus[pages * 10_000] };
        await PublishAsync(id, cube);
        Assert.Equal(shown, string.Join(' ', (await PageAsync($"/tabel/{id}?desa=*&hal={page}")).QuerySelectorAll(".pager li").Select(Words)));
    }

    [Fact]
    public async Task A_table_of_changes_says_so_in_its_header_and_shows_no_key_figure_above_it()
    {
        var table = "/tabel/contoh-penduduk-umur-2020-2026";
        foreach (var (kind, unit) in new[] { ("perubahan", "perubahan, persen"), ("selisih", "selisih, jiwa") })
        {
            var page = await PageAsync($"{table}?hitung={kind}");
            Assert.Null(page.QuerySelector(".figure-n"));
            Assert.Contains(unit, Words(page.QuerySelector(".meta")!));
            Assert.Contains("tidak ada periode sebelumnya", Words(page.QuerySelector("#lambang")!));
            Assert.Contains("(2026 terhadap 2025)", Words(page.QuerySelector("#hitungan")!));
            foreach (var form in new[] { "csv", "csv2", "px", "json", "sdmx-csv", "html" })
            {
                Assert.Contains(unit, await _browser.GetStringAsync($"{table}.{form}?hitung={kind}", Ct));
            }
        }
    }

    private const int ChoicePanel_MostListed = DataPortal.Tables.Screen.ChoicePanel.MostListed;

    private async Task<string> SendAsync(string address, Action<Dictionary<string, List<string>>>? change = null)
    {
        var form = Fields(await PageAsync(address));
        change?.Invoke(form);
        var answer = await _browser.PostAsync(address.Split('#')[0], Content(form), Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    /// <summary>What a browser would send when the button <em>Tampilkan</em> is pressed.</summary>
    private static Dictionary<string, List<string>> Fields(IHtmlDocument page)
    {
        Dictionary<string, List<string>> fields = new() { ["aksi"] = ["tampilkan"] };
        foreach (var control in page.QuerySelectorAll("form[data-chooser] input, form[data-chooser] select"))
        {
            var name = control.GetAttribute("name")!;
            fields.TryAdd(name, []);
            if (control is IHtmlSelectElement select)
            {
                fields[name].Add(select.Value!);
            }
            else if (control.GetAttribute("type") != "checkbox" || control.HasAttribute("checked"))
            {
                fields[name].Add(control.GetAttribute("value") ?? "");
            }
        }

        return fields;
    }

    private static FormUrlEncodedContent Content(Dictionary<string, List<string>> form) => new(form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value))));

    private async Task PublishAsync(string id, Cube cube, TableText? text = null)
    {
        if (await _portal.Store.FindAsync(CatalogQueries.Items, id, Ct) is not null)
        {
            return;
        }

        text ??= Cubes.Text with { Title = new($"Uji {id}") };
        using var file = new MemoryStream();
        CubeFile.Write(file, cube, text);
        file.Position = 0;
        var kept = await _portal.Get<IFileStore>().PutAsync(file, "v1.cube", CubeFile.MediaType, long.MaxValue, Ct);
        var now = _portal.Clock.GetUtcNow();
        await _portal.Store.CommitAsync(
            [
                CatalogQueries.Items.Insert(new() { Id = id, Kind = ItemKind.Table, State = ItemState.Published, Title = text.Title, Subject = "519", Period = text.Period, Source = text.Source, HasFigures = true, CreatedAt = now, UpdatedAt = now, PublishedAt = now }),
                TableQueries.Tables.Insert(new() { Id = id, Text = text, Current = new(1, kept, null, now, "uji", cube.Length) }),
            ],
            Ct);
    }

    private async Task<IHtmlDocument> PageAsync(string address)
    {
        var answer = await _browser.GetAsync(address.Split('#')[0], Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(Ct));
    }

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
