using System.Net;
using System.Text.Json;
using static DataPortal.Tests.Tables.Api.PxWeb.PxPortal;

namespace DataPortal.Tests.Tables.Api.PxWeb;

/// <summary>The shapes of PxWeb's first API, as rOpenGov's pxweb and other clients assert them.</summary>
public sealed class PxWebV1Tests(PxPortal px) : IClassFixture<PxPortal>
{
    private const string V1 = "/api/pxweb/v1";
    private const string Folder = $"{V1}/en/bps1603/519";

    [Theory]
    [InlineData(V1 + "/id?config")]
    [InlineData(V1 + "/id/?config")]
    [InlineData(V1 + "/en/bps1603/519/panen?config=")]
    public async Task Config_has_the_members_clients_insist_on(string address)
    {
        var config = await px.JsonAsync(address);
        Assert.All(["maxValues", "maxCells", "maxCalls", "timeWindow"], name => Assert.InRange(config.GetProperty(name).GetInt32(), 1, int.MaxValue));
        Assert.True(config.GetProperty("CORS").GetBoolean());
    }

    [Fact]
    public async Task From_the_database_down_the_subjects_to_a_table()
    {
        var database = Assert.Single((await px.JsonAsync($"{V1}/en")).EnumerateArray());
        Assert.Equal("bps1603", database.GetProperty("dbid").GetString());
        Assert.NotEmpty(database.GetProperty("text").GetString()!);
        var subject = Assert.Single((await px.JsonAsync($"{V1}/en/bps1603/")).EnumerateArray());
        Assert.Equal(("519", "l", "Population and Migration"), (subject.GetProperty("id").GetString(), subject.GetProperty("type").GetString(), subject.GetProperty("text").GetString()));
        var table = Assert.Single((await px.JsonAsync($"{Folder}/")).EnumerateArray());
        Assert.Equal((Table, "t", "Harvest panen", "2026-11-16T09:00:00"), (table.GetProperty("id").GetString(), table.GetProperty("type").GetString(), table.GetProperty("text").GetString(), table.GetProperty("updated").GetString()));

        foreach (var address in new[] { $"{Folder}/panen", $"{Folder}/panen.px", $"{Folder}/PANEN/", $"{V1}/en/bps1603/panen" })
        {
            var meta = await px.JsonAsync(address);
            Assert.Equal("Harvest panen", meta.GetProperty("title").GetString());
            var variables = meta.GetProperty("variables").EnumerateArray().ToList();
            Assert.Equal(["wilayah", "jk", "isi", "tahun"], variables.Select(variable => variable.GetProperty("code").GetString()!));
            Assert.Equal(["2024", "2026", "2025"], Texts(variables[3].GetProperty("values")));
            Assert.Equal(["Total", "Male", "Female"], Texts(variables[1].GetProperty("valueTexts")));
            Assert.Equal([true, true, false, false], variables.Select(variable => variable.TryGetProperty("elimination", out var can) && can.GetBoolean()));
            Assert.Equal([false, false, false, true], variables.Select(variable => variable.TryGetProperty("time", out var time) && time.GetBoolean()));
        }
    }

    [Fact]
    public async Task Words_find_tables_under_a_folder()
    {
        var found = Assert.Single((await px.JsonAsync($"{V1}/en/bps1603?query=harvest&filter=title")).EnumerateArray());
        Assert.Equal((Table, "/519", "Harvest panen"), (found.GetProperty("id").GetString(), found.GetProperty("path").GetString(), found.GetProperty("title").GetString()));
        Assert.True(found.GetProperty("score").GetDouble() > 0);
        Assert.Empty((await px.JsonAsync($"{V1}/en/bps1603/557?query=harvest")).EnumerateArray());
    }

    [Theory]
    [InlineData("""[{"code":"tahun","selection":{"filter":"item","values":["2025"]}},{"code":"isi","selection":{"filter":"item","values":["luas"]}},{"code":"wilayah","selection":{"filter":"item","values":["1603,x","1603[y]"]}}]""", new double[] { 2002, 3002 })]
    [InlineData("""[{"code":"tahun","selection":{"filter":"top","values":["2"]}},{"code":"isi","selection":{"filter":"all","values":["l*"]}},{"code":"wilayah","selection":{"filter":"item","values":["1603010"]}}]""", new double[] { 1, 2 })]
    [InlineData("""[{"code":"tahun","selection":{"filter":"item","values":["2024"]}},{"code":"isi","selection":{"filter":"item","values":["luas"]}},{"code":"wilayah","selection":{"filter":"agg:arah.agg","values":["barat"]}}]""", new double[] { 1000 })]
    [InlineData("""[{"code":"tahun","selection":{"filter":"item","values":["2024"]}},{"code":"isi","selection":{"filter":"item","values":["luas"]}},{"code":"wilayah","selection":{"filter":"vs:biasa","values":["1603020"]}}]""", new double[] { 1000 })]
    [InlineData("""[{"code":"tahun","selection":{"filter":"all","values":[]}},{"code":"isi","selection":{"filter":"item","values":["luas"]}},{"code":"wilayah","selection":{"filter":"item","values":["1603010"]}}]""", new double[] { 0, 1, 2 })]
    [InlineData("""[{"code":"isi","selection":{"filter":"item","values":["luas"]}},{"code":"wilayah","selection":{"filter":"item","values":["1603010"]}}]""", new double[] { 0, 1, 2 })]
    [InlineData("""[{"code":"isi","selection":{"filter":"item","values":["luas"]}}]""", new double[] { 6000, 6004, 6008 })]
    public async Task Filters_choose_as_they_always_did(string query, double[] figures)
    {
        // Clients send the body as whatever their library calls text.
        var (status, _, body) = await px.PostAsync($"{Folder}/panen", $$$"""{"query":{{{query}}},"response":{"format":"json-stat2"}}""", "text/plain");
        Assert.True(status is HttpStatusCode.OK, body);
        Assert.Equal(figures, Figures(JsonDocument.Parse(body).RootElement));
    }

    [Fact]
    public async Task Json_is_columns_and_rows_of_text()
    {
        var (_, type, body) = await px.PostAsync($"{Folder}/panen/", """
            {"query":[{"code":"tahun","selection":{"filter":"item","values":["2024","2025"]}},{"code":"wilayah","selection":{"filter":"item","values":["1603020"]}}],"response":{"format":"json"}}
            """);
        Assert.Equal("application/json", type);
        var rows = JsonDocument.Parse(body).RootElement;
        Assert.Equal([("wilayah", "d"), ("tahun", "t"), ("luas", "c"), ("hasil", "c")], rows.GetProperty("columns").EnumerateArray().Select(column => (column.GetProperty("code").GetString()!, column.GetProperty("type").GetString()!)));
        Assert.Equal(["1603020|2024|1000.0|1010", "1603020|2025|1002.0|1012"], rows.GetProperty("data").EnumerateArray().Select(row => string.Join('|', Texts(row.GetProperty("key")).Concat(Texts(row.GetProperty("values"))))));
        // Where R's pxweb reads it: a note about a measure with its column, one about the table in none of its lists.
        Assert.Equal([null, null, null, "Yield note."], rows.GetProperty("columns").EnumerateArray().Select(column => column.TryGetProperty("comment", out var comment) ? comment.GetString() : null));
        Assert.Empty(rows.GetProperty("comments").EnumerateArray());
        Assert.Contains("Table note.", Texts(rows.GetProperty("metadata")[0].GetProperty("notes")));
    }

    [Theory]
    [InlineData("px", "text/x-px")]
    [InlineData("csv", "text/csv")]
    [InlineData("csv2", "text/csv")]
    [InlineData("csv3", "text/csv")]
    [InlineData("json", "application/json")]
    [InlineData("json-stat", "application/json")]
    [InlineData("json-stat2", "application/json")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Every_format_is_handed_out(string format, string type)
    {
        var (status, got, body) = await px.PostAsync($"{Folder}/panen", $$$"""{"query":[],"response":{"format":"{{{format}}}"}}""");
        Assert.Equal((HttpStatusCode.OK, type), (status, got));
        Assert.True(format is not "json-stat" || JsonDocument.Parse(body).RootElement.GetProperty("dataset").TryGetProperty("dimension", out _));
    }

    [Theory]
    [InlineData("/id/lain", HttpStatusCode.NotFound)]
    [InlineData("/xx", HttpStatusCode.NotFound)]
    [InlineData("/id/bps1603/519/rahasia", HttpStatusCode.NotFound)]
    [InlineData("/id/bps1603/557/besok", HttpStatusCode.NotFound)]
    [InlineData("/id/bps1603/519/lama", HttpStatusCode.NotFound)]
    public async Task What_is_not_there_is_said_in_the_shape_of_this_api(string path, HttpStatusCode status)
    {
        var (got, _, body) = await px.GetAsync(V1 + path);
        Assert.Equal(status, got);
        Assert.NotEmpty(JsonDocument.Parse(body).RootElement.GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("{\"query\":3}")]
    [InlineData("{\"query\":[{\"code\":\"umur\",\"selection\":{\"filter\":\"item\",\"values\":[\"1\"]}}]}")]
    [InlineData("{\"query\":[{\"code\":\"tahun\",\"selection\":{\"filter\":\"item\",\"values\":[\"*\"]}}],\"response\":{\"format\":\"csv\"}}")]
    [InlineData("{\"query\":[{\"code\":\"tahun\",\"selection\":{\"filter\":\"lain\",\"values\":[\"1\"]}}],\"response\":{\"format\":\"csv\"}}")]
    [InlineData("{\"query\":[{\"code\":\"tahun\",\"selection\":{\"filter\":\"top\",\"values\":[\"x\"]}}],\"response\":{\"format\":\"csv\"}}")]
    [InlineData("{\"query\":[],\"response\":{\"format\":\"sdmx\"}}")]
    public async Task A_query_that_cannot_be_read_is_an_error(string body)
    {
        var (status, _, said) = await px.PostAsync($"{Folder}/panen", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(JsonDocument.Parse(said).RootElement.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task Too_many_cells_are_forbidden()
    {
        await using var few = new PxPortal { Settings = new() { ["Limits:ApiCells"] = "10" } };
        await few.InitializeAsync();
        var (status, _, body) = await few.PostAsync($"{Folder}/panen", """{"query":[{"code":"wilayah","selection":{"filter":"all","values":["*"]}}],"response":{"format":"csv"}}""");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("10", JsonDocument.Parse(body).RootElement.GetProperty("error").GetString());
    }
}
