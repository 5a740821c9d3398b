using System.Net;
using System.Text.Json;
using DataPortal.Tables;
using DataPortal.Tables.Api.Bps;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Api.Bps;

/// <summary>The shapes are those of the BPS WebAPI's documentation and of what its clients stadata (Python), bpsr (R), stadata_flutter_sdk and stadata_js read.</summary>
public sealed class BpsApiTests(BpsPortal sample) : IClassFixture<BpsPortal>
{
    private readonly Portal _portal = sample.Portal;
    private readonly HttpClient _client = sample.Portal.Browser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Recorded entries: <c>n</c> number, <c>s</c> text, <c>?</c> text or null.</summary>
    [Theory]
    [InlineData("subject", "sub_id:n title:s subcat_id:n subcat:s ntabel:n")]
    [InlineData("subcsa", "sub_id:n title:s subcat_id:n subcat:s ntabel:n")]
    [InlineData("subcat", "subcat_id:n title:s")]
    [InlineData("subcatcsa", "subcat_id:n title:s")]
    [InlineData("var", "var_id:n title:s sub_id:n sub_name:s subcsa_id:n subcsa_name:s def:s notes:s vertical:n unit:s graph_id:n graph_name:s turth:n turvar:n jenis:n")]
    [InlineData("dynamictable", "var_id:n title:s sub_id:n sub_name:s subcsa_id:n subcsa_name:s def:s notes:s vertical:n unit:s graph_id:n graph_name:s turth:n turvar:n jenis:n")]
    [InlineData("vervar", "kode_ver_id:n vervar:s item_ver_id:n group_ver_id:n name_group_ver_id:s")]
    [InlineData("turvar", "turvar_id:n turvar:s group_turvar_id:n name_group_turvar:s")]
    [InlineData("th", "th_id:n th:s")]
    [InlineData("turth", "turth_id:n turth:s group_turth_id:n name_group_turth:s")]
    [InlineData("unit", "unit_id:n unit:s")]
    [InlineData("statictable", "table_id:n title:s subj_id:n subj:s updt_date:s size:s excel:s")]
    [InlineData("tablestatistic", "id:s table_id:s title:s tablesource:n table_source:s sub_id:n subject:s domain:s updt_date:s link:s")]
    [InlineData("publication", "pub_id:s title:s abstract:s issn:s sch_date:s rl_date:s updt_date:? cover:s pdf:s size:s")]
    [InlineData("pressrelease", "brs_id:n subj_id:n subj:s title:s abstract:s rl_date:s updt_date:? pdf:s size:s slide:s thumbnail:s")]
    [InlineData("infographic", "inf_id:n title:s img:s desc:s category:n dl:s")]
    [InlineData("indicators", "indicator_id:n title:s name:s var:n subject_csa:n data_source:s value:n unit:s category:n hash_id:s periode:s")]
    public async Task Every_list_has_the_recorded_shape(string model, string shape)
    {
        var answer = await GetAsync($"list/model/{model}/lang/ind/domain/1603/key/apa-saja/");
        Assert.Equal(["status", "data-availability", "data"], answer.EnumerateObject().Select(one => one.Name));
        Assert.Equal("OK", answer.Text("status"));
        Assert.Equal("available", answer.Text("data-availability"));
        var (page, entries) = (answer.GetProperty("data")[0], answer.GetProperty("data")[1]);
        Assert.Equal(["page", "pages", "per_page", "count", "total"], page.EnumerateObject().Select(one => one.Name));
        Assert.Equal((1, 10), (page.Number("page"), page.Number("per_page")));
        Assert.Equal(entries.GetArrayLength(), page.Number("count"));
        Assert.Equal((page.Number("total") + 9) / 10, page.Number("pages"));
        Assert.NotEqual(0, entries.GetArrayLength());
        Assert.All(entries.EnumerateArray(), entry => Assert.Equal(shape.Replace('?', 's'), string.Join(' ', entry.EnumerateObject().Select(one =>
            $"{one.Name}:{(one.Value.ValueKind is JsonValueKind.Number ? 'n' : one.Value.ValueKind is JsonValueKind.String || (one.Value.ValueKind is JsonValueKind.Null && shape.Contains(one.Name + ":?")) ? 's' : 'x')}"))));
    }

    [Theory]
    [InlineData("statictable", "table_id", "table_id:n sub_id:n subj:s title:s table:s cr_date:s updt_date:s excel:s size:s")]
    [InlineData("tablestatistic", "id", "table_id:n sub_id:n subj:s title:s table:s cr_date:s updt_date:s excel:s size:s")]
    [InlineData("publication", "pub_id", "pub_id:s title:s abstract:s issn:s sch_date:s rl_date:s updt_date:x cover:s pdf:s size:s kat_no:s pub_no:s related:x")]
    [InlineData("pressrelease", "brs_id", "brs_id:n subj_id:n subj:s title:s abstract:s rl_date:s updt_date:x pdf:s size:s slide:s thumbnail:s")]
    [InlineData("infographic", "inf_id", "inf_id:n title:s img:s desc:s category:n dl:s")]
    [InlineData("indicators", "indicator_id", "indicator_id:n title:s name:s var:n subject_csa:n data_source:s value:n unit:s category:n hash_id:s periode:s")]
    public async Task What_a_list_names_can_be_viewed(string model, string name, string shape)
    {
        foreach (var entry in (await GetAsync($"list/model/{model}/perpage/3")).GetProperty("data")[1].EnumerateArray())
        {
            var id = entry.GetProperty(name).ToString();
            var answer = await GetAsync($"view/model/{model}/lang/ind/domain/1603/id/{Uri.EscapeDataString(id)}/key/x/");
            Assert.Equal("available", answer.Text("data-availability"));
            var data = answer.GetProperty("data");
            Assert.Equal(shape, string.Join(' ', data.EnumerateObject().Select(one => $"{one.Name}:{(one.Value.ValueKind is JsonValueKind.Number ? 'n' : one.Value.ValueKind is JsonValueKind.String ? 's' : 'x')}")));
        }

        var none = await GetAsync($"view/model/{model}/domain/1603/id/999999");
        Assert.Equal(("OK", "not-available", ""), (none.Text("status"), none.Text("data-availability"), none.Text("data")));
    }

    [Fact]
    public async Task Figures_stand_under_the_numbers_of_what_they_are_about()
    {
        var data = await GetAsync($"list/model/data/lang/ind/domain/1603/var/{await VarAsync("Indeks Pembangunan Manusia")}/key/x/");
        Assert.Equal(
            ["status", "data-availability", "last_update", "subject", "var", "turvar", "labelvervar", "vervar", "tahun", "turtahun", "datacontent", "related"], data.EnumerateObject().Select(one => one.Name));
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$", data.Text("last_update"));
        var variable = Assert.Single(data.GetProperty("var").EnumerateArray());
        Assert.Equal(["val", "label", "unit", "subj", "def", "decimal", "note"], variable.EnumerateObject().Select(one => one.Name));
        Assert.Equal(JsonValueKind.Number, variable.GetProperty("decimal").ValueKind);
        Assert.Contains("contoh", variable.Text("label"));
        Assert.Equal((541, "Statistik dan Indikator Multi-Domain"), Entry(data.GetProperty("subject")[0]));
        Assert.Equal((0, "Tidak Ada"), Entry(Assert.Single(data.GetProperty("turvar").EnumerateArray())));
        Assert.Equal((0, "Tahun"), Entry(Assert.Single(data.GetProperty("turtahun").EnumerateArray())));
        Assert.Equal(Enumerable.Range(119, 7).Select(year => (year, (year + 1900).ToString(null as IFormatProvider))), data.GetProperty("tahun").EnumerateArray().Select(Entry));
        Assert.Contains((1603, "Muara Enim"), data.GetProperty("vervar").EnumerateArray().Select(Entry));
        Assert.Equal(126, data.GetProperty("datacontent").EnumerateObject().Count());
        Assert.Equal(70.8, data.GetProperty("datacontent").GetProperty($"1603{variable.Number("val")}01250").GetDouble());
    }

    [Fact]
    public async Task Months_down_and_years_across_are_tahun_and_turtahun()
    {
        var var = await VarAsync("Inflasi Bulanan");
        var data = await GetAsync($"list/model/data/domain/1603/var/{var}/th/126");
        Assert.Equal([(126, "2026")], data.GetProperty("tahun").EnumerateArray().Select(Entry));
        Assert.Equal((101, "Januari"), Entry(data.GetProperty("turtahun")[0]));
        Assert.Equal(12, data.GetProperty("turtahun").GetArrayLength());
        Assert.Equal((0, "Tidak Ada"), Entry(Assert.Single(data.GetProperty("vervar").EnumerateArray())));
        Assert.Equal(0.42, data.GetProperty("datacontent").GetProperty($"0{var}0126101").GetDouble());
        // No number yet for November and December: no key.
        Assert.Equal(10, data.GetProperty("datacontent").EnumerateObject().Count());

        // BPS's own numbers of months are understood.
        Assert.Equal(["Januari", "Februari", "Maret"], Labels(await GetAsync($"list/model/data/var/{var}/turth/1:3"), "turtahun"));
        Assert.Equal(["Oktober"], Labels(await GetAsync($"list/model/data/var/{var}/turth/10"), "turtahun"));
        Assert.Equal(["October"], Labels(await GetAsync($"list/model/data/var/{var}/turth/10/lang/eng"), "turtahun"));
    }

    [Fact]
    public async Task Dimensions_beside_the_region_stand_together_in_turvar()
    {
        var data = await GetAsync($"list/model/data/var/{await VarAsync("Jumlah Sekolah")}");
        Assert.Equal(["SD, Negeri", "SD, Swasta", "SMP, Negeri", "SMP, Swasta", "SMA, Negeri", "SMA, Swasta", "SMK, Negeri", "SMK, Swasta"], Labels(data, "turvar"));
        Assert.All(data.GetProperty("turvar").EnumerateArray(), entry => Assert.Equal(6, entry.GetProperty("val").ToString().Length));
        Assert.All(data.GetProperty("vervar").EnumerateArray(), entry => Assert.StartsWith("1603", entry.GetProperty("val").ToString(), StringComparison.Ordinal));
        Assert.Equal([(125, "2025")], data.GetProperty("tahun").EnumerateArray().Select(Entry));
    }

    [Fact]
    public async Task Each_measure_is_a_variable_with_its_unit()
    {
        var list = (await GetAsync("list/model/var/keyword/kemiskinan")).GetProperty("data")[1].EnumerateArray().ToList();
        Assert.Equal(["ribu jiwa", "persen", "rupiah/kapita/bulan"], list.Select(one => one.Text("unit")));
        Assert.All(list, one => Assert.Contains(": ", one.Text("title")));
        Assert.Equal(3, list.Select(one => one.Number("var_id")).Distinct().Count());
    }

    [Theory]
    [InlineData("list/model/data/lang/ind/domain/1603/var/{0}/th/124;125/key/x/")]
    [InlineData("list/model/data/lang/ind/domain/1603/var/{0}/th/124%3B125/key/x/")]
    [InlineData("list/model/data/lang/ind/domain/1603/var/{0}/th/124:125")]
    [InlineData("list/model/data/perpage/100000/lang/ind/domain/1603/key/x/keyword//page/1/var/{0}/th/124;125")]
    [InlineData("list?model=data&lang=ind&domain=1603&var={0}&th=124;125&key=x")]
    [InlineData("list/?model=data&domain=1603&var={0}&th=124%3B125")]
    [InlineData("list/model/data?domain=1603&var={0}&th=124%3A125&vervar=&turvar=")]
    [InlineData("List/Model/Data/Domain/1603/VAR/{0}/TH/124;125/")]
    [InlineData("/list//model//data/domain/1603//var/{0}/th/124;125//")]
    [InlineData("list/model/data/var/{0}/th/2024:2025")]
    [InlineData("list/model/data/domain//var/{0}/th/124,125")]
    [InlineData("view/model/dynamictable/domain/1603/id/{0}/th/124;125")]
    public async Task Odd_addresses_mean_what_they_mean_at_bps(string address)
    {
        var data = await GetAsync(string.Format(null, address, await VarAsync("Indeks Pembangunan Manusia")));
        Assert.Equal(["2024", "2025"], Labels(data, "tahun"));
        Assert.Equal(36, data.GetProperty("datacontent").EnumerateObject().Count());
    }

    [Fact]
    public async Task Filters_narrow_every_part_that_has_one()
    {
        var data = await GetAsync($"list/model/data/var/{await VarAsync("Indikator Ketenagakerjaan")}/vervar/1002;1003/turvar/702:703/th/126/turth/61");
        Assert.Equal(["Perkotaan", "Perdesaan"], Labels(data, "vervar"));
        Assert.Equal(["Laki-laki", "Perempuan"], Labels(data, "turvar"));
        Assert.Equal(["2026"], Labels(data, "tahun"));
        Assert.Equal(["Semester I"], Labels(data, "turtahun"));
        Assert.Equal(4, data.GetProperty("datacontent").EnumerateObject().Count());
        Assert.Equal("list-not-available", (await GetAsync($"list/model/data/var/{await VarAsync("Indikator Ketenagakerjaan")}/th/50")).Text("data-availability"));
        Assert.Equal("list-not-available", (await GetAsync($"list/model/data/var/{await VarAsync("Indikator Ketenagakerjaan")}/th/bukan-angka")).Text("data-availability"));
    }

    [Theory]
    [InlineData("list/model/tidak-ada", "Model tidak-ada is not recognized.")]
    [InlineData("list", "Parameter model is Missing.")]
    [InlineData("view/domain/1603/id/1", "Parameter model is Missing.")]
    [InlineData("view/model/statictable/domain/1603", "Parameter id is Missing.")]
    [InlineData("list/model/data/domain/1603", "Parameter var is Missing.")]
    [InlineData("list/model/var/domain/enam", "Domain enam is not recognized.")]
    [InlineData("domain", "Parameter type is Missing.")]
    [InlineData("domain/type/desa", "Type desa is not implemented for function domain.")]
    [InlineData("dataexim/sumber/1", "Function dataexim is not implemented.")]
    public async Task What_cannot_be_answered_is_said_in_the_shape_of_the_api(string address, string message)
    {
        var answer = await GetAsync(address);
        Assert.Equal(["status", "message"], answer.EnumerateObject().Select(one => one.Name));
        Assert.Equal(("Error", message), (answer.Text("status"), answer.Text("message")));
    }

    [Theory]
    [InlineData("list/model/var/domain/0000")]
    [InlineData("list/model/publication/domain/9999")]
    [InlineData("list/model/var/page/99")]
    [InlineData("list/model/news/domain/1603")]
    [InlineData("list/model/data/domain/1603/var/1")]
    [InlineData("list/model/data/domain/1603/var/99999999999999999999")]
    [InlineData("list/model/statictable/keyword/tidakadayangbegini")]
    public async Task What_this_office_does_not_have_is_not_available(string address)
    {
        var answer = await GetAsync(address);
        Assert.Equal(("OK", "list-not-available", ""), (answer.Text("status"), answer.Text("data-availability"), answer.Text("data")));
    }

    [Fact]
    public async Task Nothing_under_v1_answers_with_a_page()
    {
        foreach (var (address, method, status) in new[]
        {
            ("/v1", HttpMethod.Get, 404), ("/v1/lain", HttpMethod.Get, 404), ("/v1/apix", HttpMethod.Get, 404), ("/v1/api/list/model/var", HttpMethod.Delete, 405), ("/v1/api", HttpMethod.Get, 200), ("/V1//API/list/model/var", HttpMethod.Get, 200),
            ("/v1/api/" + new string('x', 3000), HttpMethod.Get, 200), ("/v1/api/list/model/%00%ff/../..%2f", HttpMethod.Get, 200), ("/v1/api/list/model/data/var/101/th/" + string.Join(';', Enumerable.Range(0, 500)), HttpMethod.Get, 200),
            ("/v1/api/list/model/var/page/-5/perpage/999999999999", HttpMethod.Get, 200), ("/v1/api/list/model/var/page/2147483647/perpage/100000", HttpMethod.Get, 200),
        })
        {
            using var asked = new HttpRequestMessage(method, address);
            asked.Headers.Add("Accept", "text/html");
            using var answer = await _client.SendAsync(asked, Ct);
            Assert.Equal((status, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains(JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.Text("status"), new[] { "OK", "Error" });
        }
    }

    [Fact]
    public async Task Domains_are_our_regions_by_four_digits()
    {
        var all = await GetAsync("domain/type/all/key/x/");
        Assert.Equal(["page", "pages", "total"], all.GetProperty("data")[0].EnumerateObject().Select(one => one.Name));
        var entries = all.GetProperty("data")[1].EnumerateArray().ToList();
        Assert.All(entries, entry => Assert.Matches("^[0-9]{4}$", entry.Text("domain_id")));
        Assert.Contains(entries, entry => entry.Text("domain_id") == "1603" && entry.Text("domain_name") == "Kabupaten Muara Enim" && entry.Text("domain_url").StartsWith("http", StringComparison.Ordinal));
        Assert.Equal(["1600"], (await GetAsync("domain?type=prov")).GetProperty("data")[1].EnumerateArray().Select(entry => entry.Text("domain_id")));
        Assert.Equal(17, (await GetAsync("domain/type/kab")).GetProperty("data")[1].GetArrayLength());
        Assert.Equal(17, (await GetAsync("domain/type/kabbyprov/prov/1600")).GetProperty("data")[1].GetArrayLength());
        Assert.Equal("list-not-available", (await GetAsync("domain/type/kabbyprov/prov/1700")).Text("data-availability"));
    }

    [Fact]
    public async Task A_static_table_is_escaped_html_with_its_title_first_and_numbers_for_programs()
    {
        var list = await GetAsync("list/model/statictable/keyword/penduduk+menurut+KABUPATEN%2Fkota/");
        var entry = Assert.Single(list.GetProperty("data")[1].EnumerateArray());
        var view = (await GetAsync($"view/model/statictable/lang/ind/domain/1603/id/{entry.Number("table_id")}/key/x/")).GetProperty("data");
        Assert.StartsWith("&lt;table ", view.Text("table"), StringComparison.Ordinal);
        Assert.DoesNotContain("<", view.Text("table"));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(WebUtility.HtmlDecode(view.Text("table")));
        Assert.Equal("Jumlah Penduduk menurut Kabupaten/Kota di Sumatera Selatan, 2026", page.QuerySelector("tr td")!.TextContent);
        Assert.Contains(page.QuerySelectorAll("tr"), row => row.Children.Select(cell => cell.TextContent).SequenceEqual(["Muara Enim", "654720"]));
        // A column of numbers a data frame has made fractions of.
        Assert.Equal(view.Text("title"), (await GetAsync($"view/model/statictable/lang/ind/domain/1603/id/{entry.Number("table_id")}.0/key/x/")).GetProperty("data").Text("title"));
        var english = (await GetAsync($"view/model/statictable/lang/eng/domain/1603/id/{entry.Number("table_id")}")).GetProperty("data");
        Assert.StartsWith("Population by", english.Text("title"), StringComparison.Ordinal);

        using var sheet = await _client.GetAsync(new Uri(view.Text("excel")).PathAndQuery, Ct);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Lists_are_paged_as_asked_and_searched_by_words()
    {
        var all = await GetAsync("list/model/var/perpage/100000");
        Assert.Equal(all.GetProperty("data")[0].Number("total"), all.GetProperty("data")[1].GetArrayLength());
        Assert.Equal(1, all.GetProperty("data")[0].Number("pages"));
        var second = await GetAsync("list/model/var?perpage=7&page=2");
        Assert.Equal(all.GetProperty("data")[1].EnumerateArray().Skip(7).Take(7).Select(one => one.Number("var_id")), second.GetProperty("data")[1].EnumerateArray().Select(one => one.Number("var_id")));
        Assert.Equal(2, (await GetAsync("list/model/var/subject/536")).GetProperty("data")[0].Number("total"));
        Assert.Equal(11, (await GetAsync("list/model/subject/subcat/514/perpage/50")).GetProperty("data")[0].Number("total"));
        Assert.True((await GetAsync("list/model/publication/year/2026/month/11")).GetProperty("data")[0].Number("total") is > 0 and < 5);

        // stadata reads variables only where there is a second page.
        var forStadata = await GetAsync("list/model/var/perpage/100000/lang/ind/domain/1603/key/x/keyword//page/1");
        Assert.Equal((2, forStadata.GetProperty("data")[0].Number("total")), (forStadata.GetProperty("data")[0].Number("pages"), forStadata.GetProperty("data")[1].GetArrayLength()));
        Assert.Equal(0, (await GetAsync("list/model/var/perpage/100000/lang/ind/domain/1603/key/x/keyword//page/2")).GetProperty("data")[1].GetArrayLength());
    }

    [Fact]
    public async Task Parts_of_a_variable_are_those_its_figures_have()
    {
        var var = await VarAsync("Indikator Ketenagakerjaan");
        var data = await GetAsync($"list/model/data/var/{var}");
        foreach (var (model, id, part) in new[] { ("vervar", "kode_ver_id", "vervar"), ("turvar", "turvar_id", "turvar"), ("th", "th_id", "tahun"), ("turth", "turth_id", "turtahun") })
        {
            var listed = (await GetAsync($"list/model/{model}/var/{var}/perpage/1000")).GetProperty("data")[1].EnumerateArray().Select(one => one.Number(id));
            Assert.Equal(data.GetProperty(part).EnumerateArray().Select(one => one.Number("val")), listed);
        }
    }

    [Fact]
    public async Task Too_large_a_selection_says_the_limit()
    {
        await using var small = new BpsPortal { Settings = new Dictionary<string, string> { ["Limits:ApiCells"] = "100" } };
        await small.InitializeAsync();
        var client = small.Portal.Browser();
        var var = JsonDocument.Parse(await client.GetStringAsync("/v1/api/list/model/var/keyword/manusia", Ct)).RootElement.GetProperty("data")[1][0].Number("var_id");
        var refused = JsonDocument.Parse(await client.GetStringAsync($"/v1/api/list/model/data/var/{var}", Ct)).RootElement;
        Assert.Equal(("Error", "Pilihan ini 126 sel, batasnya 100 sel. Persempit dengan th, vervar, turvar, atau turth."), (refused.Text("status"), refused.Text("message")));
        Assert.Equal("OK", JsonDocument.Parse(await client.GetStringAsync($"/v1/api/list/model/data/var/{var}/th/125", Ct)).RootElement.Text("status"));
    }

    [Fact]
    public async Task Too_many_calls_are_refused_in_the_shape_of_the_api()
    {
        await using var strict = new Portal { Settings = new Dictionary<string, string> { ["Limits:ApiCalls"] = "1", ["Limits:ApiSeconds"] = "60" } };
        async Task<Microsoft.AspNetCore.Http.HttpContext> CallAsync() => await strict.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse("192.0.2.1");
            context.Request.Path = "/v1/api/list/model/subcat";
        }, Ct);

        Assert.Equal(200, (await CallAsync()).Response.StatusCode);
        var refused = await CallAsync();
        Assert.Equal((429, "application/json"), (refused.Response.StatusCode, refused.Response.ContentType));
        Assert.NotEmpty(refused.Response.Headers.RetryAfter.ToString());
        using var answer = await JsonDocument.ParseAsync(refused.Response.Body, default, Ct);
        Assert.Equal("Error", answer.RootElement.Text("status"));
    }

    private async Task<JsonElement> GetAsync(string address)
    {
        using var answer = await _client.GetAsync("/v1/api/" + address, Ct);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
    }

    private async Task<int> VarAsync(string title) =>
        (await GetAsync("list/model/var/perpage/1000")).GetProperty("data")[1].EnumerateArray().First(one => one.Text("title").StartsWith(title, StringComparison.Ordinal)).Number("var_id");

    private static (int Value, string Label) Entry(JsonElement entry) => (entry.Number("val"), entry.Text("label"));

    private static IEnumerable<string> Labels(JsonElement data, string part) => data.GetProperty(part).EnumerateArray().Select(entry => entry.Text("label"));
}
