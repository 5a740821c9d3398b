using System.Net;
using System.Text.Json;
using static DataPortal.Tests.Tables.Api.PxWeb.PxPortal;

namespace DataPortal.Tests.Tables.Api.PxWeb;

/// <summary>Selections kept under a short name, by PxWebApi 2.</summary>
public sealed class PxWebV2SavedQueryTests(PxPortal px) : IClassFixture<PxPortal>
{
    private const string Data = $"{V2}/tables/{Table}/data";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_saved_query_comes_back_as_it_was_and_answers_with_the_figures_of_now()
    {
        var (status, _, body) = await px.PostAsync($"{V2}/savedqueries", """
            {"tableId":"panen","language":"en","outputFormat":"csv","outputFormatParams":["UseCodes"],
             "selection":{"selection":[{"variableCode":"tahun","valueCodes":["top(2)"]},{"variableCode":"isi","valueCodes":["luas"]},{"variableCode":"wilayah","codelist":"agg_panen_wilayah_arah","valueCodes":["barat"]}],
             "placement":{"heading":["tahun"],"stub":["isi","wilayah"]}}}
            """);
        Assert.Equal(HttpStatusCode.Created, status);
        var made = JsonDocument.Parse(body).RootElement;
        var id = made.GetProperty("id").GetString()!;
        Assert.Equal(made.ToString(), (await px.JsonAsync($"{V2}/savedqueries/{id}")).ToString());
        var query = made.GetProperty("savedQuery");
        Assert.Equal(("panen", "en", "csv", "UseCodes", "top(2)"), (query.GetProperty("tableId").GetString(), query.GetProperty("language").GetString(), query.GetProperty("outputFormat").GetString(),
            query.GetProperty("outputFormatParams")[0].GetString(), query.GetProperty("selection").GetProperty("selection")[0].GetProperty("valueCodes")[0].GetString()));

        var csv = await px.GetAsync($"{V2}/savedqueries/{id}/data");
        Assert.Equal("text/csv", csv.Type);
        Assert.Contains("luas,barat,", csv.Body);
        Assert.Equal(new double[] { 1002, 1004 }, Figures(await px.JsonAsync($"{V2}/savedqueries/{id}/data?outputFormat=json-stat2")));
        var selection = await px.JsonAsync($"{V2}/savedqueries/{id}/selection");
        Assert.Equal(["2026", "2025"], Texts(selection.GetProperty("selection").EnumerateArray().Single(one => one.GetProperty("variableCode").GetString() == "tahun").GetProperty("valueCodes")));
        Assert.Equal(HttpStatusCode.NotFound, (await px.GetAsync($"{V2}/savedqueries/abcdefghijkm")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await px.PostAsync($"{V2}/savedqueries", """{"tableId":"panen","language":"en","selection":{"selection":[{"variableCode":"umur","valueCodes":["1"]}]}}""")).Status);
    }

    [Theory]
    [InlineData("", """ "outputFormat":"csv","outputFormatParams":["UseCodes"],""", """{"selection":[{"variableCode":"TIME","valueCodes":["*"]},{"variableCode":"isi","valueCodes":["luas"]},{"variableCode":"wilayah","codelist":"agg_panen_wilayah_arah","valueCodes":["barat"],"outputValues":"single"}],"placement":{"heading":["Tahun"]}}""")]
    [InlineData("", "", """{"selection":[{"variableCode":"tahun","valueCodes":["2024"]},{"variableCode":"isi","valueCodes":["luas"]},{"variableCode":"jk"},{"variableCode":"wilayah"}]}""")]
    [InlineData("", "", """{"selection":[{"variableCode":"tahun","valueCodes":["2024"]},{"variableCode":"isi","valueCodes":["luas"]},{"variableCode":"wilayah","codelist":"arah"}]}""")]
    [InlineData("outputFormat=px", """ "outputFormat":"csv","outputFormatParams":["UseCodes","SeparatorTab"],""", """{"selection":[]}""")]
    [InlineData("outputFormat=csv&outputFormatParams=UseCodes,SeparatorSemicolon", "", """{"selection":[]}""")]
    public async Task A_saved_query_answers_with_the_very_bytes_of_the_selection_that_was_saved(string query, string output, string selection)
    {
        var (status, _, saved) = await px.PostAsync($"{V2}/savedqueries?{query}", $$"""{"tableId":"panen","language":"en",{{output}}"selection":{{selection}}}""");
        Assert.True(status is HttpStatusCode.Created, saved);
        var form = query.Length > 0 ? query : output.Length > 0 ? "outputFormat=csv&outputFormatParams=UseCodes" : "";
        var asked = await px.PostAsync($"{Data}?lang=en&{form}", selection);
        Assert.Equal(HttpStatusCode.OK, asked.Status);
        Assert.Equal(asked, await px.GetAsync($"{V2}/savedqueries/{JsonDocument.Parse(saved).RootElement.GetProperty("id").GetString()}/data"));
    }
}
