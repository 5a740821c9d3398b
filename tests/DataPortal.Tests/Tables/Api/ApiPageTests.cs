using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using DataPortal.Tests.Tables.Api.Bps;

namespace DataPortal.Tests.Tables.Api;

/// <summary>The page that explains the APIs: what it shows to be copied works on the samples.</summary>
public sealed partial class ApiPageTests(BpsPortal sample) : IClassFixture<BpsPortal>
{
    private readonly HttpClient _client = sample.Portal.Browser();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/halaman/api")]
    [InlineData("/en/halaman/api")]
    public async Task Every_address_of_its_examples_answers(string page)
    {
        var shown = new HtmlParser().ParseDocument(await _client.GetStringAsync(page, Ct));
        foreach (var language in new[] { "bash", "python", "r" })
        {
            Assert.Equal(5, shown.QuerySelectorAll($"pre[tabindex='0'] > code.language-{language}").Length);
        }

        var addresses = shown.QuerySelectorAll("pre > code").SelectMany(code => Address().Matches(code.TextContent).Select(match => match.Value)).Distinct().ToList();
        Assert.True(addresses.Count > 8, string.Join('\n', addresses));
        foreach (var address in addresses.Where(address => !address.Contains('$') && !address.EndsWith("/v1/api", StringComparison.Ordinal) && !address.EndsWith("2026/data", StringComparison.Ordinal)))
        {
            using var answer = await _client.GetAsync(address.Replace("http://127.0.0.1:5080", "", StringComparison.Ordinal), Ct);
            Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{answer.StatusCode}: {address}");
        }
    }

    [Fact]
    public async Task The_openapi_document_knows_every_api()
    {
        var document = System.Text.Json.JsonDocument.Parse(await _client.GetStringAsync("/openapi/v1.json", Ct)).RootElement;
        var paths = document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        foreach (var path in new[] { "/v1/api/domain", "/v1/api/list", "/v1/api/view", "/api/3/action/{action}", "/api/pxweb/v2/tables" })
        {
            Assert.Contains(path, paths);
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:5080[^\s""]*", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
