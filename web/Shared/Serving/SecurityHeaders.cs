namespace DataPortal.Shared.Serving;

/// <summary>What a page may load, said with every answer. A slice that needs an outside origin (reCAPTCHA, when keys are set) adds it here.</summary>
public sealed class SecurityHeadersOptions
{
    public ISet<string> ScriptSources { get; } = new HashSet<string> { "'self'" };
    public ISet<string> FrameSources { get; } = new HashSet<string>();
    public ISet<string> ConnectSources { get; } = new HashSet<string> { "'self'" };

    internal string Policy => string.Join("; ",
        "default-src 'none'", "script-src " + string.Join(' ', ScriptSources), "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src " + string.Join(' ', ConnectSources), "frame-src " + (FrameSources.Count == 0 ? "'none'" : string.Join(' ', FrameSources)),
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "manifest-src 'self'");
}

public static class SecurityHeaders
{
    /// <summary>Sets them as the answer starts, so that no error page or cache can lose them. What a handler set itself stays.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app)
    {
        var policy = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SecurityHeadersOptions>>().Value.Policy;
        return app.Use((context, next) =>
        {
            context.Response.OnStarting(static state =>
            {
                var (response, policy) = ((HttpResponse, string))state;
                var headers = response.Headers;
                headers.TryAdd("Content-Security-Policy", policy);
                headers.TryAdd("X-Content-Type-Options", "nosniff");
                headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
                headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
                headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                if (response.HttpContext.Request.IsHttps)
                {
                    headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
                }

                return Task.CompletedTask;
            }, (context.Response, policy));
            return next(context);
        });
    }
}
