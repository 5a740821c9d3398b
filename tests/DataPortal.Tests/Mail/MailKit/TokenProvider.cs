using System.Collections.Concurrent;
using DataPortal.Mail;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DataPortal.Tests.Mail.MailKit;

/// <summary>A token endpoint (RFC 6749 §6) on a port of its own, which gives a new refresh token with every answer.</summary>
internal sealed class TokenProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Dictionary<string, string>> _asked = new();

    private TokenProvider(WebApplication app) => _app = app;

    public IReadOnlyCollection<Dictionary<string, string>> Asked => _asked;

    public string Token { get; set; } = "kunci-desk";

    public int Status { get; set; } = 200;

    /// <summary>Answered instead of a token.</summary>
    public string? Text { get; set; }

    public OAuth2Options Settings => new() { TokenUrl = $"{_app.Urls.First()}/token", ClientId = "portal", ClientSecret = "rahasia", RefreshToken = "segar-1" };

    public static async Task<TokenProvider> StartAsync(CancellationToken ct)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new TokenProvider(builder.Build());
        provider._app.MapPost("/token", provider.AnswerAsync);
        await provider._app.StartAsync(ct);
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        _asked.Enqueue(form.ToDictionary(field => field.Key, field => field.Value.ToString()));
        context.Response.StatusCode = Status;
        if (Status == 302)
        {
            context.Response.Headers.Location = "/token";
        }

        await context.Response.WriteAsync(
            Text ?? $$"""{"access_token":"{{Token}}","token_type":"Bearer","expires_in":3600,"refresh_token":"segar-{{_asked.Count + 1}}"}""", context.RequestAborted);
    }
}
