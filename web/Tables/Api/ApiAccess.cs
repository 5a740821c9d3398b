using System.Globalization;
using System.Threading.RateLimiting;
using DataPortal.Shared;
using DataPortal.Tables.Api.Bps;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Tables.Api;

/// <summary>
/// How programs may reach the tables, whichever API they speak: from any origin (Fetch standard, CORS protocol), as nobody in particular, up to a number of calls a while.
/// All of <c>/api</c>, <c>/v1</c> and <c>/openapi</c> follows this.
/// </summary>
public static class ApiAccess
{
    private const string Policy = "table-apis";

    public static IServiceCollection AddTableApis(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ApiLimits>().Bind(configuration.GetSection(TableLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddRateLimiter(_ => { });
        services.AddCors(cors => cors.AddPolicy(Policy, policy => policy.AllowAnyOrigin().AllowAnyHeader()
            .WithMethods(HttpMethods.Get, HttpMethods.Head, HttpMethods.Post)
            .WithExposedHeaders(HeaderNames.ETag, HeaderNames.RetryAfter, HeaderNames.ContentDisposition, HeaderNames.Location, HeaderNames.Link)
            .SetPreflightMaxAge(TimeSpan.FromDays(1))));
        services.AddSingleton<ApiAnswers>();
        services.AddSingleton<SavedQueryDesk>();
        return services;
    }

    /// <summary>Stands before routing: an address that is not there answers a foreign origin too.</summary>
    public static void UseTableApis(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<ApiLimits>>().Value;
        var limiter = new RateLimiterOptions { GlobalLimiter = PerAddress(limits), RejectionStatusCode = StatusCodes.Status429TooManyRequests, OnRejected = RefuseAsync };
        app.UseWhen(context => IsApi(context.Request.Path), api =>
        {
            api.Use((context, next) =>
            {
                // What is said depends on nobody: a signed-in person's cookie is not even looked at.
                context.Request.Headers.Remove(HeaderNames.Cookie);
                return next(context);
            });
            api.UseCors(Policy);
            api.UseRateLimiter(limiter);
        });
        app.UseWhen(context => IsFile(context.Request.Path), files => files.UseCors(Policy));
    }

    /// <summary>What a program takes without an API: files of a table, exports and feeds of the catalogue. Any origin may read them too.</summary>
    private static bool IsFile(PathString path) => path.Value is { } value && (value is "/data.json" or "/katalog.jsonld" or "/umpan.atom" || (path.StartsWithSegments("/tabel") && value.IndexOf('.', value.LastIndexOf('/')) > 0));

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/v1") || path.StartsWithSegments("/openapi");

    /// <summary>An answer in one language for the rest of the request, whatever its address says. Called before anything is awaited in the handler that writes.</summary>
    public static void Speak(string language)
    {
        var culture = language == "en" ? Speech.English : Speech.Indonesian;
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }

    /// <summary><c>application/problem+json</c> (RFC 9457).</summary>
    public static Task ProblemAsync(this HttpContext http, int status, string title, string detail, params (string Name, object Value)[] more) =>
        Results.Problem(detail, statusCode: status, title: title, extensions: more.Select(one => KeyValuePair.Create(one.Name, (object?)one.Value))).ExecuteAsync(http);

    private static PartitionedRateLimiter<HttpContext> PerAddress(ApiLimits limits) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
        // Without a network there is no address to share.
        context.Connection.RemoteIpAddress is null
            ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetFixedWindowLimiter(VisitorNetwork.Of(context.Connection.RemoteIpAddress), _ => new()
            {
                PermitLimit = limits.ApiCalls,
                Window = TimeSpan.FromSeconds(limits.ApiSeconds),
            }));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken ct)
    {
        var limits = rejected.HttpContext.RequestServices.GetRequiredService<IOptions<ApiLimits>>().Value;
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Clamp((int)Math.Ceiling(wait.TotalSeconds), 1, limits.ApiSeconds) : limits.ApiSeconds;
        rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var words = Speech.T(
            $"Dari alamat ini datang lebih dari {Show.Number(limits.ApiCalls)} panggilan dalam {limits.ApiSeconds} detik. Ulangi setelah {seconds} detik.",
            $"More than {Show.Number(limits.ApiCalls)} calls in {limits.ApiSeconds} seconds came from this address. Try again after {seconds} seconds.");
        if (rejected.HttpContext.Request.Path.StartsWithSegments("/v1"))
        {
            await BpsApi.ErrorAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, words);
            return;
        }

        if (rejected.HttpContext.Request.Path.StartsWithSegments("/api/pxweb/v1"))
        {
            await Results.Json(new { error = words }, statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(rejected.HttpContext);
            return;
        }

        await rejected.HttpContext.ProblemAsync(StatusCodes.Status429TooManyRequests, "Too Many Requests", words, ("retryAfter", seconds));
    }
}
