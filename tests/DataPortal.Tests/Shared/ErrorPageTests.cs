using System.Net;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Shared;

public sealed class ErrorPageTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/tidak-ada", "Halaman ini tidak ada", "lang=\"id\"")]
    [InlineData("/en/tidak-ada", "There is no such page", "lang=\"en\"")]
    public async Task An_unknown_address_gets_a_page_with_a_search_in_the_visitors_language(string address, string title, string language)
    {
        var response = await portal.Browser().GetAsync(address, Ct);
        var page = await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains(title, page, StringComparison.Ordinal);
        Assert.Contains(language, page, StringComparison.Ordinal);
        Assert.Contains("role=\"search\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/tidak-ada")]
    [InlineData("/api/tidak-ada")]
    public async Task A_machine_gets_problem_details(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Accept", "application/json");
        var response = await portal.Browser().SendAsync(request, Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/tidak-ada")]
    public async Task Every_answer_forbids_inline_script_and_style(string address)
    {
        var response = await portal.Browser().GetAsync(address, Ct);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));

        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }
}
