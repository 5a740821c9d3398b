using System.Net;
using System.Text.Json;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace DataPortal.Tests.Tables.Api;

public sealed class ApiAccessTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_of_another_origin_may_read_even_that_nothing_is_there()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/tidak-ada");
        asked.Headers.Add("Origin", "https://contoh.id");
        using var answer = await portal.Browser().SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("ETag", Assert.Single(answer.Headers.GetValues("Access-Control-Expose-Headers")));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_browser_that_asks_first_may_post_json()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/pxweb/v2/tables/x/data");
        asked.Headers.Add("Origin", "https://contoh.id");
        asked.Headers.Add("Access-Control-Request-Method", "POST");
        asked.Headers.Add("Access-Control-Request-Headers", "content-type");
        using var answer = await portal.Browser().SendAsync(asked, Ct);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("POST", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("content-type", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Fact]
    public async Task An_address_that_calls_too_often_is_told_when_to_come_back_and_others_go_on()
    {
        await using var strict = new Portal { Settings = new Dictionary<string, string> { ["Limits:ApiCalls"] = "3", ["Limits:ApiSeconds"] = "60" } };
        async Task<HttpContext> CallAsync(string address) => await strict.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            context.Request.Path = "/api/tidak-ada";
        }, Ct);

        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(404, (await CallAsync("2001:db8::1")).Response.StatusCode);
        }

        var refused = await CallAsync("2001:db8::ffff");
        Assert.Equal(429, refused.Response.StatusCode);
        Assert.Equal("application/problem+json", refused.Response.ContentType);
        Assert.InRange(int.Parse(refused.Response.Headers.RetryAfter.ToString(), null), 1, 60);
        using var problem = await JsonDocument.ParseAsync(refused.Response.Body, default, Ct);
        Assert.Equal(429, problem.RootElement.GetProperty("status").GetInt32());
        Assert.Equal(404, (await CallAsync("2001:db8:0:1::1")).Response.StatusCode);
    }

    [Theory]
    [InlineData("/tabel/tidak-ada.csv")]
    [InlineData("/data.json")]
    [InlineData("/katalog.jsonld")]
    public async Task A_page_of_another_origin_may_read_files_too(string address)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, address);
        asked.Headers.Add("Origin", "https://contoh.id");
        using var answer = await portal.Browser().SendAsync(asked, Ct);
        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task PxWebApi_1_says_so_in_its_own_shape()
    {
        await using var strict = new Portal { Settings = new Dictionary<string, string> { ["Limits:ApiCalls"] = "1", ["Limits:ApiSeconds"] = "60" } };
        HttpContext? last = null;
        for (var call = 0; call < 2; call++)
        {
            last = await strict.Server.SendAsync(context =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse("2001:db8::1");
                context.Request.Path = "/api/pxweb/v1/id";
            }, Ct);
        }

        Assert.Equal(429, last!.Response.StatusCode);
        using var said = await JsonDocument.ParseAsync(last.Response.Body, default, Ct);
        Assert.Contains("60", said.RootElement.GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_description_says_what_is_refused_and_answers_head()
    {
        using var document = JsonDocument.Parse(await portal.Browser().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Ct));
        var responses = document.RootElement.GetProperty("paths").GetProperty("/api/pxweb/v2/tables/{id}/data").GetProperty("get").GetProperty("responses");
        Assert.All(["400", "403", "404", "429"], status => Assert.True(responses.TryGetProperty(status, out _), status));
        using var head = await portal.Browser().SendAsync(new(HttpMethod.Head, "/openapi/v1.json"), Ct);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
    }

    [Theory]
    [InlineData("PUT", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", HttpStatusCode.MethodNotAllowed)]
    [InlineData("TRACE", HttpStatusCode.MethodNotAllowed)]
    [InlineData("OPTIONS", HttpStatusCode.NoContent)]
    public async Task A_page_takes_no_other_methods(string method, HttpStatusCode expected)
    {
        foreach (var address in new[] { "/tabel/tidak-ada", "/tabel/tidak-ada.csv", "/cari" })
        {
            using var answer = await portal.Browser().SendAsync(new(new HttpMethod(method), address), Ct);
            Assert.Equal(expected, answer.StatusCode);
            Assert.Contains("POST", answer.Content.Headers.Allow);
        }
    }
}
