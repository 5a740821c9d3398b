namespace DataPortal.Shared.Serving;

/// <summary>What a page may load, said with every answer. A slice that needs an outside origin (reCAPTCHA, when keys are set) adds it here.</summary>
public sealed class SecurityHeadersOptions
{
    public ISet<string> ScriptSources { get; } = new HashSet<string> { "'self'" };
    public ISet<string> FrameSources { get; } = new HashSet<string>();
    public ISet<string> ConnectSources { get; } = new HashSet<string> { "'self'" };

    /// <summary>Which pages any site may show in a frame: those that are made for it, that ask for nothing and change nothing.</summary>
    public IList<Func<PathString, bool>> MayBeFramed { get; } = [];

    internal string Policy(bool framed) => string.Join("; ",
        "default-src 'none'", "script-src " + string.Join(' ', ScriptSources), "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
        "connect-src " + string.Join(' ', ConnectSources), "frame-src " + (FrameSources.Count == 0 ? "'none'" : string.Join(' ', FrameSources)),
        "form-action 'self'", "base-uri 'none'", framed ? "frame-ancestors *" : "frame-ancestors 'none'", "manifest-src 'self'");
}

public static class SecurityHeaders
{
    /// <summary>Sets them as the answer starts, so that no error page or cache can lose them. What a handler set itself stays.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SecurityHeadersOptions>>().Value;
        var (alone, anywhere) = (options.Policy(framed: false), options.Policy(framed: true));
        return app.Use((context, next) =>
        {
            var framed = options.MayBeFramed.Any(may => may(context.Request.Path));
            context.Response.OnStarting(static state =>
            {
                var (response, policy, framed) = ((HttpResponse, string, bool))state;
                var headers = response.Headers;
                headers.TryAdd("Content-Security-Policy", policy);
                if (!framed)
                {
                    // For browsers that do not know frame-ancestors (RFC 7034).
                    headers.TryAdd("X-Frame-Options", "DENY");
                }

                headers.TryAdd("X-Content-Type-Options", "nosniff");
                headers.TryAdd("Referrer-Policy", "strict-origin-when-cross-origin");
                headers.TryAdd("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
                headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
                if (response.HttpContext.Request.IsHttps)
                {
                    headers.TryAdd("Strict-Transport-Security", "max-age=31536000");
                }

                return Task.CompletedTask;
            }, (context.Response, framed ? anywhere : alone, framed));
            return next(context);
        });
    }
}
