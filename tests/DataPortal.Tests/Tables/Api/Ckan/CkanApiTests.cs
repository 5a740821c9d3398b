using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DataPortal.Tests.Support;
using DataPortal.Tests.Tables.Api.Bps;

namespace DataPortal.Tests.Tables.Api.Ckan;

/// <summary>The Action API as CKAN 2.10 documents it and as ckanapi, ckanr and harvesters call it.</summary>
public sealed class CkanApiTests(BpsPortal sample) : IClassFixture<BpsPortal>
{
    private readonly HttpClient _client = sample.Portal.Browser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/3/action/package_list")]
    [InlineData("/api/action/package_list")]
    [InlineData("/en/api/3/action/package_list")]
    public async Task Packages_are_listed_by_name(string address)
    {
        var answer = await _client.GetFromJsonAsync<JsonElement>(address, Ct);
        Assert.Equal(["help", "success", "result"], answer.EnumerateObject().Select(one => one.Name));
        Assert.True(answer.GetProperty("success").GetBoolean());
        var names = answer.GetProperty("result").EnumerateArray().Select(name => name.GetString()).ToList();
        Assert.Contains("penduduk-sumatera-selatan-2026", names);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public async Task Whole_packages_come_ten_at_a_time_unless_more_are_asked_for()
    {
        var names = (await ResultAsync("package_list")).GetArrayLength();
        Assert.InRange(names, 11, 100);
        Assert.Equal(10, (await ResultAsync("current_package_list_with_resources")).GetArrayLength());
        Assert.Equal(names, (await ResultAsync("current_package_list_with_resources?limit=5000")).GetArrayLength());
        Assert.Equal(names - 10, (await ResultAsync("current_package_list_with_resources?limit=100&offset=10")).GetArrayLength());
    }

    [Fact]
    public async Task A_package_is_shown_by_name_and_by_identifier_with_addresses_that_work()
    {
        var package = await ResultAsync("package_show?id=penduduk-sumatera-selatan-2026");
        foreach (var field in new[]
        {
            "id", "name", "title", "notes", "type", "state", "private", "url", "author", "maintainer", "license_id", "metadata_created", "metadata_modified", "owner_org", "organization", "groups", "tags", "extras", "num_resources", "num_tags", "resources",
        })
        {
            Assert.True(package.TryGetProperty(field, out _), field);
        }

        Assert.Equal("dataset", package.Text("type"));
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", package.Text("metadata_modified"));
        Assert.Equal("kependudukan-dan-migrasi", package.GetProperty("groups")[0].Text("name"));
        Assert.Equal(package.GetProperty("resources").GetArrayLength(), package.Number("num_resources"));
        foreach (var resource in package.GetProperty("resources").EnumerateArray())
        {
            using var file = await _client.GetAsync(new Uri(resource.Text("url")).PathAndQuery, Ct);
            Assert.Equal((HttpStatusCode.OK, resource.Text("mimetype")), (file.StatusCode, file.Content.Headers.ContentType!.MediaType));
            Assert.Equal(resource.Text("url"), (await ResultAsync($"resource_show?id={resource.Text("id")}")).Text("url"));
        }

        Assert.Equal(package.Text("name"), (await ResultAsync($"package_show?id={package.Text("id")}")).Text("name"));
        Assert.Equal(package.Text("name"), (await ResultAsync($"package_show?name_or_id={package.Text("name")}")).Text("name"));
    }

    [Theory]
    [InlineData("q=penduduk")]
    [InlineData("q=title:penduduk")]
    [InlineData("q=*:*&fq=groups:kependudukan-dan-migrasi")]
    [InlineData("fq=%2Bdataset_type:dataset+%2Bgroups:(kependudukan-dan-migrasi+OR+lain)+AND+res_format:CSV")]
    [InlineData("q=name:penduduk-sumatera-selatan-2026")]
    [InlineData("fq=organization:bps+metadata_modified:[2000-01-01T00:00:00Z+TO+*]+title:penduduk")]
    public async Task A_search_finds_words_and_fields(string query)
    {
        var result = await ResultAsync($"package_search?{query}&rows=1000");
        Assert.Equal(["count", "sort", "facets", "results", "search_facets"], result.EnumerateObject().Select(one => one.Name));
        Assert.Equal(result.Number("count"), result.GetProperty("results").GetArrayLength());
        Assert.Contains("penduduk-sumatera-selatan-2026", result.GetProperty("results").EnumerateArray().Select(one => one.Text("name")));
        Assert.True(result.Number("count") < (await ResultAsync("package_search?rows=0")).Number("count"));
    }

    [Fact]
    public async Task A_search_is_paged_sorted_and_counted_by_facets()
    {
        var all = (await ResultAsync("package_search?rows=1000&sort=name+asc")).GetProperty("results").EnumerateArray().Select(one => one.Text("name")).ToList();
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
        var page = await ResultAsync("package_search?rows=3&start=4&sort=name+asc");
        Assert.Equal(all.Skip(4).Take(3), page.GetProperty("results").EnumerateArray().Select(one => one.Text("name")));
        var facets = (await ResultAsync("package_search?rows=0&facet.field=[\"organization\",\"res_format\"]")).GetProperty("facets");
        Assert.Equal(all.Count, facets.GetProperty("organization").Number("bps"));
        Assert.True(facets.GetProperty("res_format").Number("XLSX") > 5);
        var posted = await _client.PostAsJsonAsync("/api/3/action/package_search", new { q = "*:*", rows = 2, start = 0 }, Ct);
        Assert.Equal(2, (await posted.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("result").GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("site_read")]
    [InlineData("status_show")]
    [InlineData("organization_list")]
    [InlineData("organization_list?all_fields=true")]
    [InlineData("organization_show?id=bps")]
    [InlineData("group_list")]
    [InlineData("group_list?all_fields=True")]
    [InlineData("group_show?id=kependudukan-dan-migrasi")]
    [InlineData("tag_list")]
    [InlineData("license_list")]
    [InlineData("vocabulary_list")]
    [InlineData("package_autocomplete?q=pendu")]
    [InlineData("current_package_list_with_resources?limit=2")]
    public async Task Every_action_answers(string action) => Assert.NotEqual(JsonValueKind.Null, (await ResultAsync(action)).ValueKind);

    [Theory]
    [InlineData("package_show?id=tidak-ada", 404, "Not Found Error")]
    [InlineData("package_show", 409, "Validation Error")]
    [InlineData("resource_show?id=x", 404, "Not Found Error")]
    [InlineData("group_show?id=x", 404, "Not Found Error")]
    [InlineData("package_search?rows=banyak", 409, "Validation Error")]
    [InlineData("package_search?fq=lain:x", 409, "Search Query Error")]
    [InlineData("package_search?fq=metadata_modified:[x]", 409, "Search Query Error")]
    [InlineData("package_create?name=x", 400, "Bad Request")]
    public async Task What_cannot_be_done_is_said_as_ckan_says_it(string action, int status, string type)
    {
        using var answer = await _client.GetAsync("/api/3/action/" + action, Ct);
        Assert.Equal((status, "application/json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        Assert.False(body.GetProperty("success").GetBoolean());
        Assert.Equal(type, body.GetProperty("error").Text("__type"));
    }

    [Fact]
    public async Task Hostile_bodies_are_refused_in_words()
    {
        foreach (var (body, status) in new[] { ("{", 400), ("[1]", 400), ("7", 400), ("{\"q\":\"" + new string('(', 20_000) + "\"}", 200), (new string('x', 100_000), 413) })
        {
            using var answer = await _client.PostAsync("/api/3/action/package_search", new StringContent(body, null, "application/json"), Ct);
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task Drafts_are_not_there()
    {
        await BpsPortal.DraftAsync(sample.Portal, "konsep-ckan", "Konsep CKAN", BpsPortal.Small(1603, 1));
        using var answer = await _client.GetAsync("/api/3/action/package_show?id=konsep-ckan", Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("konsep-ckan", await _client.GetStringAsync("/api/3/action/package_list", Ct));
        Assert.DoesNotContain("konsep-ckan", await _client.GetStringAsync("/api/3/action/package_search?rows=1000", Ct));
    }

    private async Task<JsonElement> ResultAsync(string action)
    {
        var answer = await _client.GetFromJsonAsync<JsonElement>("/api/3/action/" + action, Ct);
        Assert.True(answer.GetProperty("success").GetBoolean());
        return answer.GetProperty("result");
    }
}
