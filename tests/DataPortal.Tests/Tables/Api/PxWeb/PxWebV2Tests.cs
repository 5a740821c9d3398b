using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DataPortal.Catalog;
using DataPortal.Tables;
using static DataPortal.Tests.Tables.Api.PxWeb.PxPortal;

namespace DataPortal.Tests.Tables.Api.PxWeb;

/// <summary>The shapes of PxAPI-2.yml (PxTools/PxApiSpecs), and what its clients read of them.</summary>
public sealed class PxWebV2Tests(PxPortal px) : IClassFixture<PxPortal>
{
    private const string Data = $"{V2}/tables/{Table}/data";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Config_says_the_limits_the_languages_and_the_formats()
    {
        var config = await px.JsonAsync($"{V2}/config");
        Assert.Equal("2.0.0", config.GetProperty("apiVersion").GetString());
        Assert.Equal("id", config.GetProperty("defaultLanguage").GetString());
        Assert.Equal(["id", "en"], config.GetProperty("languages").EnumerateArray().Select(language => language.GetProperty("id").GetString()!));
        Assert.InRange(config.GetProperty("maxDataCells").GetInt32(), 100_000, 10_000_000);
        Assert.InRange(config.GetProperty("maxCallsPerTimeWindow").GetInt32(), 40, int.MaxValue);
        Assert.InRange(config.GetProperty("timeWindow").GetInt32(), 1, 60);
        Assert.Equal("json-stat2", config.GetProperty("defaultDataFormat").GetString());
        Assert.Contains("csv", Texts(config.GetProperty("dataFormats")));
        Assert.DoesNotContain("parquet", Texts(config.GetProperty("dataFormats")));
        Assert.All(["appVersion", "license", "sourceReferences", "features"], name => Assert.True(config.TryGetProperty(name, out _), name));
    }

    [Fact]
    public async Task The_list_holds_published_tables_and_nothing_else()
    {
        var list = await px.JsonAsync($"{V2}/tables?lang=en");
        Assert.Equal("en", list.GetProperty("language").GetString());
        var table = Assert.Single(list.GetProperty("tables").EnumerateArray());
        Assert.Equal(Table, table.GetProperty("id").GetString());
        Assert.Equal("Harvest panen", table.GetProperty("label").GetString());
        Assert.Equal("2024", table.GetProperty("firstPeriod").GetString());
        Assert.Equal("2026", table.GetProperty("lastPeriod").GetString());
        Assert.Equal("2026-11-16T02:00:00Z", table.GetProperty("updated").GetString());
        Assert.Equal(["Subdistrict", "Sex", "Contents", "Year"], Texts(table.GetProperty("variableNames")));
        Assert.Equal(("public", "Annual", "519", "BPS-Statistics", false), (table.GetProperty("category").GetString(), table.GetProperty("timeUnit").GetString(),
            table.GetProperty("subjectCode").GetString(), table.GetProperty("source").GetString(), table.GetProperty("discontinued").GetBoolean()));
        Assert.Equal("519", table.GetProperty("paths")[0][0].GetProperty("id").GetString());
        Assert.Equal(["self", "alternate", "metadata", "data"], table.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("rel").GetString()!));
        Assert.Equal((1, 20, 1, 1), (list.GetProperty("page").GetProperty("pageNumber").GetInt32(), list.GetProperty("page").GetProperty("pageSize").GetInt32(),
            list.GetProperty("page").GetProperty("totalElements").GetInt32(), list.GetProperty("page").GetProperty("totalPages").GetInt32()));
        Assert.Equal(1, (await px.JsonAsync($"{V2}/tables?query=harvest&lang=en&pastDays=1&includeDiscontinued=true&pageSize=50")).GetProperty("page").GetProperty("totalElements").GetInt32());
        Assert.Equal(0, (await px.JsonAsync($"{V2}/tables?query=tidakadakatain")).GetProperty("page").GetProperty("totalElements").GetInt32());
    }

    [Fact]
    public async Task Pages_link_to_their_neighbours_and_every_link_can_be_followed()
    {
        await using var many = new PxPortal();
        await many.InitializeAsync();
        foreach (var id in new[] { "a", "b", "c", "d" })
        {
            await many.KeepAsync(id, ItemState.Published, "557");
        }

        var seen = new List<string>();
        for (var address = $"{V2}/tables?pageSize=2"; address is not null;)
        {
            var page = await many.JsonAsync(address);
            seen.AddRange(page.GetProperty("tables").EnumerateArray().Select(table => table.GetProperty("id").GetString()!));
            address = page.GetProperty("page").GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == "next").Select(link => new Uri(link.GetProperty("href").GetString()!).PathAndQuery).FirstOrDefault();
        }

        Assert.Equal(["a", "b", "c", "d", Table], seen.Order());
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), await StatusAsync($"{V2}/tables?pageSize=2&pageNumber=4", many));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), await StatusAsync($"{V2}/tables?pageSize=0", many));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), await StatusAsync($"{V2}/tables?pastDays=kemarin", many));
    }

    [Fact]
    public async Task Drafts_and_embargoed_tables_are_nowhere_and_withdrawn_ones_are_gone()
    {
        foreach (var part in new[] { "", "/metadata", "/defaultselection", "/data" })
        {
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), await StatusAsync($"{V2}/tables/rahasia{part}"));
            Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), await StatusAsync($"{V2}/tables/besok{part}"));
            Assert.Equal((HttpStatusCode.Gone, "application/problem+json"), await StatusAsync($"{V2}/tables/lama{part}"));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await px.GetAsync($"{V2}/codelists/agg_rahasia_wilayah_arah")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await px.PostAsync($"{V2}/savedqueries", """{"tableId":"besok","language":"id","selection":{"selection":[]}}""")).Status);
        Assert.DoesNotContain("rahasia", (await px.GetAsync($"{V2}/tables?query=rahasia")).Body.Replace("query=rahasia", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Metadata_is_a_dataset_without_figures_that_says_how_to_choose()
    {
        var set = await px.JsonAsync($"{V2}/tables/{Table}/metadata?lang=en");
        Assert.Equal(("2.0", "dataset", 0), (set.GetProperty("version").GetString(), set.GetProperty("class").GetString(), set.GetProperty("value").GetArrayLength()));
        Assert.Equal(["wilayah", "jk", "isi", "tahun"], Texts(set.GetProperty("id")));
        Assert.Equal(["4", "3", "2", "3"], Texts(set.GetProperty("size")));
        Assert.Equal("tahun", set.GetProperty("role").GetProperty("time")[0].GetString());
        Assert.Equal("isi", set.GetProperty("role").GetProperty("metric")[0].GetString());
        Assert.Equal("wilayah", set.GetProperty("role").GetProperty("geo")[0].GetString());
        Assert.Equal(["Table note."], Texts(set.GetProperty("note")).Take(1));
        var region = set.GetProperty("dimension").GetProperty("wilayah");
        Assert.Equal("Subdistrict", region.GetProperty("label").GetString());
        Assert.Equal(2, region.GetProperty("category").GetProperty("index").GetProperty("1603,x").GetInt32());
        Assert.Equal("Semendo", region.GetProperty("category").GetProperty("label").GetProperty("1603010").GetString());
        Assert.True(region.GetProperty("extension").GetProperty("elimination").GetBoolean());
        Assert.False(region.GetProperty("extension").TryGetProperty("eliminationValueCode", out _));
        Assert.Equal("t", set.GetProperty("dimension").GetProperty("jk").GetProperty("extension").GetProperty("eliminationValueCode").GetString());
        Assert.False(set.GetProperty("dimension").GetProperty("tahun").GetProperty("extension").GetProperty("elimination").GetBoolean());
        var unit = set.GetProperty("dimension").GetProperty("isi").GetProperty("category").GetProperty("unit").GetProperty("luas");
        Assert.Equal(("ha", 1), (unit.GetProperty("base").GetString(), unit.GetProperty("decimals").GetInt32()));
        var lists = region.GetProperty("extension").GetProperty("codelists").EnumerateArray().ToList();
        Assert.Equal([("agg_panen_wilayah_arah", "Aggregation"), ("vs_panen_wilayah_biasa", "Valueset")], lists.Select(list => (list.GetProperty("id").GetString()!, list.GetProperty("type").GetString()!)));
        var px2 = set.GetProperty("extension").GetProperty("px");
        Assert.Equal((Table, "en", "519"), (px2.GetProperty("tableid").GetString(), px2.GetProperty("language").GetString(), px2.GetProperty("subject-code").GetString()));
        Assert.Equal(["wilayah", "jk"], Texts(px2.GetProperty("stub")));
        Assert.Equal(["isi", "tahun"], Texts(px2.GetProperty("heading")));

        var list = await px.JsonAsync(new Uri(lists[0].GetProperty("links")[0].GetProperty("href").GetString()!).PathAndQuery);
        Assert.Equal(("agg_panen_wilayah_arah", "Direction", "en", "Aggregation"), (list.GetProperty("id").GetString(), list.GetProperty("label").GetString(), list.GetProperty("language").GetString(), list.GetProperty("type").GetString()));
        Assert.Equal(["1603010", "1603020"], Texts(list.GetProperty("values")[0].GetProperty("valueMap")));

        var grouped = await px.JsonAsync($"{V2}/tables/{Table}/metadata?codelist[WILAYAH]=agg_panen_wilayah_arah");
        Assert.Equal(["2", "3", "2", "3"], Texts(grouped.GetProperty("size")));
    }

    [Fact]
    public async Task Nothing_selected_is_the_default_selection()
    {
        var said = await px.JsonAsync($"{V2}/tables/{Table}/defaultselection");
        Assert.Equal(["isi", "jk", "tahun", "wilayah"], said.GetProperty("selection").EnumerateArray().Select(one => one.GetProperty("variableCode").GetString()!).Order());
        Assert.Equal(["2026"], Texts(said.GetProperty("selection").EnumerateArray().Single(one => one.GetProperty("variableCode").GetString() == "tahun").GetProperty("valueCodes")));
        var data = await px.JsonAsync(Data);
        Assert.Equal(["wilayah", "jk", "isi", "tahun"], Texts(data.GetProperty("id")));
        Assert.Equal(["4", "3", "1", "1"], Texts(data.GetProperty("size")));
        Assert.Equal([1, 101, 201, 1001], Figures(data).Take(4));
        Assert.Equal((await px.GetAsync(Data)).Body, (await px.PostAsync(Data, "")).Body);
        Assert.Equal((await px.GetAsync(Data)).Body, (await px.PostAsync(Data, JsonSerializer.Serialize(said))).Body);
    }

    [Theory]
    [InlineData("valuecodes[tahun]=2025&valuecodes[isi]=hasil&valuecodes[wilayah]=1603010,1603020&valuecodes[jk]=l", new double[] { 112, 1112 })]
    [InlineData("ValueCodes[TAHUN]=top(1)&valuecodes[Isi]=luas&VALUECODES[wilayah]=[1603,x]&valuecodes[jk]=*", new double[] { 2001, 2101, 2201 })]
    [InlineData("valuecodes[time]=bottom(1)&valuecodes[isi]=h*&valuecodes[wilayah]=[1603[y]]&valuecodes[jk]=?", new double[] { 3010, 3110, 3210 })]
    [InlineData("valuecodes[tahun]=from(2025)&valuecodes[isi]=luas&valuecodes[wilayah]=1603010", new double[] { 1, 2 })]
    [InlineData("valuecodes[tahun]=range(2024,2025)&valuecodes[isi]=luas&valuecodes[wilayah]=1603010", new double[] { 0, 2 })]
    [InlineData("valuecodes[tahun]=to(2024)&valuecodes[isi]=luas&valuecodes[wilayah]=1603010", new double[] { 0 })]
    [InlineData("valuecodes[tahun]=top(1,1)&valuecodes[isi]=luas&valuecodes[wilayah]=1603010", new double[] { 2 })]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas", new double[] { 6000 })]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas&codelist[wilayah]=agg_panen_wilayah_arah&valuecodes[wilayah]=*", new double[] { 1000, 6000 })]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas&codelist[wilayah]=AGG_panen_wilayah_arah", new double[] { 1000, 6000 })]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas&codelist[wilayah]=agg_panen_wilayah_arah&valuecodes[wilayah]=barat&outputvalues[wilayah]=single", new double[] { 0, 1000 })]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas&codelist[wilayah]=vs_panen_wilayah_biasa&valuecodes[wilayah]=1603020", new double[] { 1000 })]
    [InlineData("valuecodes[tahun]=2024,2025&valuecodes[isi]=*&valuecodes[wilayah]=1603010&heading=tahun&stub=wilayah,isi", new double[] { 0, 2, 10, 12 })]
    [InlineData("valuecodes[tahun]=2024,2025&valuecodes[isi]=*&valuecodes[wilayah]=1603010&heading=isi&stub=wilayah,TAHUN", new double[] { 0, 10, 2, 12 })]
    public async Task A_selection_in_the_address_gives_its_figures(string query, double[] figures) => Assert.Equal(figures, await px.FiguresAsync(query));

    [Theory]
    [InlineData("valuecodes[isi]=luas", HttpStatusCode.BadRequest)]
    [InlineData("valuecodes[tahun]=1999&valuecodes[isi]=luas", HttpStatusCode.BadRequest)]
    [InlineData("valuecodes[tahun]=top(x)&valuecodes[isi]=luas", HttpStatusCode.BadRequest)]
    [InlineData("valuecodes[umur]=1", HttpStatusCode.BadRequest)]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas&codelist[wilayah]=vs_lain", HttpStatusCode.BadRequest)]
    [InlineData("valuecodes[tahun]=2024&valuecodes[isi]=luas&heading=jk", HttpStatusCode.BadRequest)]
    [InlineData("heading=tahun&stub=tahun", HttpStatusCode.BadRequest)]
    [InlineData("lang=xx", HttpStatusCode.BadRequest)]
    [InlineData("outputFormat=gambar", HttpStatusCode.BadRequest)]
    [InlineData("outputFormat=parquet", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("outputFormat=csv&outputFormatParams=UseCodes,UseTexts", HttpStatusCode.BadRequest)]
    [InlineData("outputFormat=xlsx&outputFormatParams=SeparatorTab", HttpStatusCode.BadRequest)]
    [InlineData("outputFormat=json-stat2&outputFormatParams=UseCodes", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_answered_is_a_problem_that_says_why(string query, HttpStatusCode status)
    {
        var (got, type, body) = await px.GetAsync($"{Data}?{query}");
        Assert.Equal((status, "application/problem+json"), (got, type));
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Csv_is_written_as_it_was_asked_for()
    {
        const string choice = "valuecodes[tahun]=2024,2025&valuecodes[isi]=luas&valuecodes[wilayah]=1603010,1603020&heading=tahun&outputFormat=csv&lang=en";
        Assert.Equal(["Subdistrict", "Contents"], Lines((await px.GetAsync($"{Data}?{choice}&stub=wilayah,isi")).Body)[0].Split(',').Take(2));
        Assert.Equal("Semendo,Area,0,2", Lines((await px.GetAsync($"{Data}?{choice}&stub=wilayah,isi")).Body)[1]);
        Assert.Contains("1603020;", (await px.GetAsync($"{Data}?{choice}&outputFormatParams=UseCodes,SeparatorSemicolon")).Body);
        Assert.Contains("Harvest panen", Lines((await px.GetAsync($"{Data}?{choice}&outputFormatParams=IncludeTitle")).Body)[0]);
        Assert.Contains("1603020\t", (await px.GetAsync($"{Data}?{choice}&outputFormatParams=usecodesandtexts,separatortab")).Body);
    }

    [Theory]
    [InlineData("px", "text/x-px")]
    [InlineData("json-stat2", "application/json")]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("html", "text/html")]
    [InlineData("json-px", "application/json")]
    public async Task Every_format_is_known_to_its_bytes_and_not_sent_twice(string format, string type)
    {
        using var first = await px.Browser.GetAsync(new Uri($"{Data}?outputFormat={format}", UriKind.Relative), Ct);
        Assert.Equal((HttpStatusCode.OK, type), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{Data}?outputFormat={format}");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await px.Browser.SendAsync(again, Ct);
        Assert.Equal((HttpStatusCode.NotModified, 0), (same.StatusCode, (await same.Content.ReadAsByteArrayAsync(Ct)).Length));
        using var head = await px.Browser.SendAsync(new(HttpMethod.Head, $"{Data}?outputFormat={format}"), Ct);
        Assert.Equal((HttpStatusCode.OK, first.Content.Headers.ContentLength), (head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task A_px_file_names_the_subject_it_lies_under()
    {
        var file = (await px.GetAsync($"{Data}?outputFormat=px")).Body;
        Assert.Contains("SUBJECT-CODE=\"519\";", file);
        Assert.Contains("SUBJECT-AREA[en]=\"Population and Migration\";", file);
        Assert.Contains("VALUES(\"Kecamatan\")=", file);
    }

    [Fact]
    public async Task An_answer_is_packed_for_those_who_take_it_packed_and_the_same_inside()
    {
        var plain = (await px.GetAsync(Data)).Body;
        foreach (var coding in new[] { "br", "gzip" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, Data);
            asked.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(coding));
            using var answer = await px.Browser.SendAsync(asked, Ct);
            Assert.Equal(coding, Assert.Single(answer.Content.Headers.ContentEncoding));
            await using var packed = await answer.Content.ReadAsStreamAsync(Ct);
            await using Stream unpacked = coding == "br" ? new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionMode.Decompress) : new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress);
            using var reader = new StreamReader(unpacked);
            Assert.Equal(plain, await reader.ReadToEndAsync(Ct));
        }
    }

    [Theory]
    [InlineData("{\"tableId\":\"panen\",\"selection\":[{\"variableCode\":\"\\ud800\"}]}")]
    [InlineData("{\"tableId\":\"\\udfff\",\"selection\":[]}")]
    [InlineData("{\"\\ud800\":1,\"query\":[]}")]
    [InlineData("{\"query\":[{\"code\":\"tahun\",\"selection\":{\"filter\":\"item\",\"values\":[\"\u00ff\"]}}]}")]
    public async Task Text_that_is_none_is_a_problem_in_the_shape_of_each_API(string body)
    {
        // Latin-1: the last letter is one byte that no UTF-8 has.
        foreach (var (address, type, member) in new[] { (Data, "application/problem+json", "detail"), ($"{V2}/savedqueries", "application/problem+json", "detail"), ($"/api/pxweb/v1/id/bps1603/519/{Table}", "application/json", "error") })
        {
            using var content = new ByteArrayContent(System.Text.Encoding.Latin1.GetBytes(body));
            using var answer = await px.Browser.PostAsync(new Uri(address, UriKind.Relative), content, Ct);
            Assert.Equal((HttpStatusCode.BadRequest, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Contains("UTF-8", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty(member).GetString());
        }
    }

    [Fact]
    public async Task What_no_sheet_holds_and_what_no_answer_holds_is_said_and_never_shown_by_default()
    {
        await using var wide = new PxPortal();
        await wide.InitializeAsync();
        Dimension Long(string code, int count) => new(code, new(code), DimensionRole.Other, [.. Enumerable.Range(0, count).Select(n => new Category($"{code}{n}", new($"{code}{n}")))]);
        var year = new Dimension("tahun", new("Tahun"), DimensionRole.Time, [new("2025", new("2025")), new("2026", new("2026"))]);
        await wide.KeepAsync("lebar", ItemState.Published, "519", Make(Long("a", 17_000), year));
        await wide.KeepAsync("luas", ItemState.Published, "519", Make(Long("a", 1_500), Long("b", 1_400), year));

        using var content = new StringContent("""{"selection":[{"variableCode":"a","valueCodes":["*"]},{"variableCode":"tahun","valueCodes":["*"]}],"placement":{"heading":["a"],"stub":["tahun"]}}""");
        using var ask = new HttpRequestMessage(HttpMethod.Post, $"{V2}/tables/lebar/data?lang=en&outputFormat=xlsx") { Content = content };
        ask.Headers.AcceptEncoding.Add(new("br"));
        using var answer = await wide.Browser.SendAsync(ask, Ct);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Contains("columns", JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("detail").GetString());

        var first = await wide.JsonAsync($"{V2}/tables/luas/data");
        Assert.InRange(Figures(first).Length, 490_000, 500_000);
        Assert.Equal(Texts(first.GetProperty("size")).Order(), (await wide.JsonAsync($"{V2}/tables/luas/defaultselection")).GetProperty("selection").EnumerateArray().Select(one => $"{one.GetProperty("valueCodes").GetArrayLength()}").Order());
    }

    [Fact]
    public async Task The_collection_links_to_the_dataset_of_every_published_table()
    {
        var collection = await px.JsonAsync("/api/jsonstat/collection?lang=en");
        Assert.Equal(("2.0", "collection"), (collection.GetProperty("version").GetString(), collection.GetProperty("class").GetString()));
        var table = Assert.Single(collection.GetProperty("link").GetProperty("item").EnumerateArray());
        Assert.Equal(("dataset", "Harvest panen"), (table.GetProperty("class").GetString(), table.GetProperty("label").GetString()));
        var set = await px.GetAsync(new Uri(table.GetProperty("href").GetString()!).PathAndQuery);
        Assert.Equal("dataset", JsonDocument.Parse(set.Body).RootElement.GetProperty("class").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await px.GetAsync("/api/jsonstat/collection?lang=fr")).Status);
        Assert.True((await px.JsonAsync("/openapi/v1.json")).GetProperty("paths").TryGetProperty("/api/jsonstat/collection", out _));
    }

    [Fact]
    public async Task The_licence_is_the_one_the_office_states_and_none_where_it_states_none()
    {
        await using var open = new PxPortal { Settings = new() { ["Office:Licence"] = "CC-BY-4.0", ["Office:LicenceAddress"] = "https://creativecommons.org/licenses/by/4.0/" } };
        await open.InitializeAsync();
        foreach (var (portal, address, id) in new[] { (px, "", "notspecified"), (open, "https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0") })
        {
            Assert.Equal(address, (await portal.JsonAsync($"{V2}/config")).GetProperty("license").GetString());
            Assert.Equal(id, (await portal.JsonAsync($"/api/3/action/package_show?id={Table}")).GetProperty("result").GetProperty("license_id").GetString());
            Assert.Equal(address.Length > 0, (await portal.GetAsync("/katalog.jsonld")).Body.Contains("dct:license", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Too_many_cells_are_refused_with_the_limit_and_the_number_asked_for()
    {
        await using var few = new PxPortal { Settings = new() { ["Limits:ApiCells"] = "10" } };
        await few.InitializeAsync();
        var (status, type, body) = await few.GetAsync($"{Data}?valuecodes[tahun]=*&valuecodes[isi]=*&valuecodes[wilayah]=*");
        Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (status, type));
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal((10, 24), (problem.GetProperty("maxDataCells").GetInt32(), problem.GetProperty("selectedCells").GetInt32()));
        Assert.Equal(10, (await few.JsonAsync($"{V2}/config")).GetProperty("maxDataCells").GetInt32());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("\"a\"")]
    [InlineData("{\"selection\":{}}")]
    [InlineData("{\"selection\":[{\"variableCode\":{}}]}")]
    [InlineData("{\"selection\":[{\"variableCode\":\"tahun\",\"valueCodes\":[[]]}]}")]
    [InlineData("{\"selection\":[{\"variableCode\":\"tahun\",\"valueCodes\":[\"2024\"]},{\"variableCode\":\"Tahun\",\"valueCodes\":[\"2024\"]}]}")]
    public async Task A_body_that_is_no_selection_is_a_problem(string body)
    {
        var answer = await px.PostAsync(Data, body);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.Type));
    }

    [Fact]
    public async Task Hostile_lists_of_values_are_refused_quickly()
    {
        string Post(IEnumerable<string> values) => JsonSerializer.Serialize(new { selection = new[] { new { variableCode = "wilayah", valueCodes = values } } });
        Assert.Equal(HttpStatusCode.BadRequest, (await px.PostAsync(Data, Post(Enumerable.Range(0, 5_000).Select(n => $"*{n}*?*")))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await px.PostAsync(Data, Post(Enumerable.Range(0, 150_000).Select(n => $"{n}")))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await px.PostAsync(Data, Post([new string('*', 1_000_000)]))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await px.PostAsync(Data, new string(' ', 2_100_000))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await px.GetAsync($"{Data}?valuecodes[{new string('x', 3_000)}]={new string('*', 3_000)}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await px.GetAsync($"{V2}/tables/{new string('x', 5_000)}/data")).Status);
    }

    [Fact]
    public async Task The_OpenAPI_document_names_every_route()
    {
        var document = await px.JsonAsync("/openapi/v1.json");
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.All(["/config", "/tables", "/tables/{id}", "/tables/{id}/metadata", "/tables/{id}/defaultselection", "/tables/{id}/data", "/codelists/{id}", "/savedqueries", "/savedqueries/{id}", "/savedqueries/{id}/data", "/savedqueries/{id}/selection"],
            route => Assert.Contains(V2 + route, paths));
        var parameters = document.GetProperty("paths").GetProperty($"{V2}/tables/{{id}}/data").GetProperty("get").GetProperty("parameters").EnumerateArray().Select(one => one.GetProperty("name").GetString()).ToList();
        Assert.Contains("valuecodes[VARIABLE]", parameters);
        Assert.Contains("id", parameters);
        Assert.DoesNotContain(paths, path => path.StartsWith("/petugas", StringComparison.Ordinal));
    }

    private async Task<(HttpStatusCode, string)> StatusAsync(string address, PxPortal? portal = null)
    {
        var (status, type, _) = await (portal ?? px).GetAsync(address);
        return (status, type);
    }

    private static string[] Lines(string text) => text.Trim('\uFEFF').Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
}
