using System.Net;
using DataPortal.Requests;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DataPortal.Tests.Requests;

public sealed class HumanCheckTests : IAsyncLifetime
{
    private readonly Portal _portal = new();
    private WebApplication _verifier = null!;
    private string _answer = """{"success":true}""";
    private int _status = 200;
    private TimeSpan _delay = TimeSpan.Zero;
    private string _asked = "";

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _verifier = builder.Build();
        _verifier.MapPost("/verify", async (HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            _asked = $"{form["secret"]} {form["response"]}";
            await Task.Delay(_delay, context.RequestAborted);
            return Results.Text(_answer, "application/json", statusCode: _status);
        });
        await _verifier.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _verifier.DisposeAsync();
    }

    private WebApplicationFactory<Program> Portal(string? address = null) => _portal.WithWebHostBuilder(host => host
        .UseSetting("ReCaptcha:SiteKey", "kunci-situs").UseSetting("ReCaptcha:SecretKey", "kunci-rahasia")
        .UseSetting("ReCaptcha:VerifyUrl", address ?? _verifier.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/verify"));

    [Fact]
    public async Task A_request_the_verifier_calls_human_is_registered_at_once()
    {
        using var portal = Portal();
        Assert.Equal(RequestState.New, (await portal.AskAsync(null, "/permintaan/baru", ("g-recaptcha-response", "tanda"))).State);
        Assert.Equal("kunci-rahasia tanda", _asked);
    }

    [Fact]
    public async Task A_request_the_verifier_refuses_is_held()
    {
        _answer = """{"success":false,"error-codes":["invalid-input-response"]}""";
        using var portal = Portal();
        var request = await portal.AskAsync(null, "/permintaan/baru", ("g-recaptcha-response", "tanda"));
        Assert.Equal(RequestState.Held, request.State);
        Assert.Contains("reCAPTCHA menolak", request.Suspicions);
    }

    [Fact]
    public async Task A_request_without_a_mark_is_held_so_that_nobody_needs_javascript()
    {
        using var portal = Portal();
        Assert.Equal(RequestState.Held, (await portal.AskAsync()).State);
        Assert.Equal("", _asked);
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    public async Task A_verifier_in_trouble_sends_the_request_to_moderation(int status, string answer)
    {
        (_status, _answer) = (status, answer);
        using var portal = Portal();
        var request = await portal.AskAsync(null, "/permintaan/baru", ("g-recaptcha-response", "tanda"));
        Assert.Equal(RequestState.Held, request.State);
        Assert.Contains("reCAPTCHA tidak menjawab", request.Suspicions);
    }

    [Fact]
    public async Task A_verifier_that_is_not_there_sends_the_request_to_moderation()
    {
        using var portal = Portal("http://127.0.0.1:9/verify");
        Assert.Equal(RequestState.Held, (await portal.AskAsync(null, "/permintaan/baru", ("g-recaptcha-response", "tanda"))).State);
    }

    [Fact]
    public async Task A_verifier_that_hangs_sends_the_request_to_moderation_within_seconds()
    {
        _delay = TimeSpan.FromMinutes(5);
        using var portal = Portal();
        Assert.Equal(RequestState.Held, (await portal.AskAsync(null, "/permintaan/baru", ("g-recaptcha-response", "tanda"))).State);
    }

    [Fact]
    public async Task A_visitor_beyond_the_limit_makes_the_portal_ask_nobody()
    {
        using var portal = Portal();
        using var strict = portal.WithWebHostBuilder(host => host.UseSetting("Limits:RequestsPerAddressPerHour", "1"));
        var browser = strict.Visitor();
        await strict.AskAsync(browser, "/permintaan/baru", ("g-recaptcha-response", "satu"));
        using var refused = await (await WebForm.OpenAsync(browser, "/permintaan/baru")).With(Asking.Fields()).With(("g-recaptcha-response", "dua")).SendAsync(browser);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("kunci-rahasia satu", _asked);
    }

    [Fact]
    public async Task The_policy_lets_the_widget_in_only_when_keys_are_set()
    {
        using var portal = Portal();
        using var with = await portal.Visitor().GetAsync(new Uri("/permintaan/baru", UriKind.Relative), TestContext.Current.CancellationToken);
        using var without = await _portal.Browser().GetAsync(new Uri("/permintaan/baru", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Contains("https://www.google.com/recaptcha/", string.Join(' ', with.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("google", string.Join(' ', without.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("google", await without.TextAsync(), StringComparison.Ordinal);
    }
}
