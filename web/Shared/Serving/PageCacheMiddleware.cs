using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Shared.Serving;

/// <summary>
/// Two ends of one cache. <see cref="Serve"/> stands near the front of the pipeline and answers with finished bytes;
/// <see cref="RecordAsync"/> stands behind routing, where it is known whether the page is a <see cref="PublicPageAttribute"/>, and keeps what it wrote.
/// </summary>
internal sealed class PageCacheMiddleware(PageCache cache)
{
    private const int LongestKey = 1000;
    private const int MostBodies = 16;
    private const int LargestBody = 4 * 1024 * 1024;

    // Written into again and again: a stream that grows anew to a megabyte leaves four blocks on the large heap, and those are collected with everything else.
    private readonly ConcurrentBag<MemoryStream> _bodies = [];

    public Task Serve(HttpContext context, RequestDelegate next)
    {
        if (Key(context.Request) is not { } key)
        {
            return next(context);
        }

        if (cache.Find(key) is { } page)
        {
            return WriteAsync(context, page);
        }

        context.Items[nameof(PageCacheMiddleware)] = key;
        return next(context);
    }

    public async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Items[nameof(PageCacheMiddleware)] is not string key || !IsPublic(context.GetEndpoint()))
        {
            await next(context);
            return;
        }

        var (generation, minute) = (cache.Generation, cache.Minute);
        var output = context.Response.Body;
        var body = _bodies.TryTake(out var used) ? used : new();
        context.Response.Body = body;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = output;
        }

        var response = context.Response;
        // An endpoint may answer HEAD without a body: such an answer is not the page.
        var whole = body.Length > 0 || !HttpMethods.IsHead(context.Request.Method);
        if (whole && response.StatusCode == StatusCodes.Status200OK && response.ContentType is { } type && response.Headers.SetCookie.Count == 0 && response.Headers.CacheControl.Count == 0)
        {
            var page = cache.Keep(key, response.StatusCode, type, body.ToArray(), generation, minute, response.Headers.ContentDisposition);
            KeepBody(body);
            await WriteAsync(context, page);
            return;
        }

        body.Position = 0;
        await body.CopyToAsync(output, context.RequestAborted);
        KeepBody(body);
    }

    private void KeepBody(MemoryStream body)
    {
        if (body.Capacity <= LargestBody && _bodies.Count < MostBodies)
        {
            body.SetLength(0);
            _bodies.Add(body);
        }
    }

    /// <summary>The address alone decides: the raw path carries the language. A line break, which no query holds, keeps a path with an escaped <c>?</c> apart from a query.</summary>
    private static string? Key(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return null;
        }

        var (path, query) = (request.Path.Value ?? "/", request.QueryString.Value);
        return path.Length + (query?.Length ?? 0) > LongestKey ? null : string.IsNullOrEmpty(query) ? path : $"{path}\n{query}";
    }

    private static bool IsPublic(Endpoint? endpoint) => endpoint is not null
        && (endpoint.Metadata.GetMetadata<PublicPageAttribute>() is not null
            || endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>()?.ModelTypeInfo?.GetCustomAttribute<PublicPageAttribute>() is not null);

    private static Task WriteAsync(HttpContext context, FinishedPage page)
    {
        var (request, response) = (context.Request, context.Response);
        var variant = Chosen(page, request.Headers.AcceptEncoding);
        var headers = response.Headers;
        headers.ETag = variant.ETag;
        headers.Vary = page.Brotli is null && page.Gzip is null ? StringValues.Empty : "Accept-Encoding";
        headers.CacheControl = "no-cache";
        if (request.Headers.IfNoneMatch is { Count: > 0 } known && Matches(known, variant.ETag))
        {
            headers.ContentType = StringValues.Empty;
            headers.ContentLength = null;
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        response.StatusCode = page.StatusCode;
        headers.ContentType = page.ContentType;
        headers.ContentLength = variant.Body.Length;
        if (page.ContentDisposition is not null)
        {
            headers.ContentDisposition = page.ContentDisposition;
        }

        if (variant.Encoding is not null)
        {
            headers.ContentEncoding = variant.Encoding;
        }

        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.Body.WriteAsync(variant.Body, context.RequestAborted).AsTask();
    }

    private static Variant Chosen(FinishedPage page, StringValues accepted)
    {
        if (accepted.Count == 0 || page.Brotli is null || page.Gzip is null)
        {
            return page.Plain;
        }

        // What every browser sends, without parsing.
        var words = accepted.ToString();
        if (!words.Contains("q=", StringComparison.OrdinalIgnoreCase))
        {
            return words.Contains("br", StringComparison.OrdinalIgnoreCase) ? page.Brotli
                : words.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? page.Gzip : page.Plain;
        }

        return StringWithQualityHeaderValue.TryParseList(accepted, out var parsed)
            ? Best(page, parsed)
            : page.Plain;
    }

    private static Variant Best(FinishedPage page, IList<StringWithQualityHeaderValue> accepted)
    {
        double Quality(string coding) => accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Quality ?? 1 : 0;
        var (br, gzip) = (Quality("br"), Quality("gzip"));
        return br > 0 && br >= gzip ? page.Brotli! : gzip > 0 ? page.Gzip! : page.Plain;
    }

    private static bool Matches(StringValues known, string etag) =>
        EntityTagHeaderValue.TryParseList(known, out var tags) && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Equals(etag, StringComparison.Ordinal));
}

/// <summary>The page cache's part of configuration section <c>Limits</c>.</summary>
public sealed class PageCacheLimits
{
    /// <summary>Bytes of finished pages kept in memory, compressed forms included.</summary>
    [Range(1_000_000, long.MaxValue, ErrorMessage = "Limits:PageCacheBytes must be at least 1000000.")]
    public long PageCacheBytes { get; init; } = 67_108_864;
}

public static class PageCacheModule
{
    public static IServiceCollection AddPageCache(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PageCacheLimits>().Bind(configuration.GetSection("Limits")).ValidateDataAnnotations();
        services.AddSingleton(provider =>
        {
            var cache = new PageCache(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<PageCacheLimits>>().Value.PageCacheBytes);
            var quiet = provider.GetServices<ICollection>().Where(collection => collection.IsBackstage).Select(collection => collection.Name).ToHashSet();
            provider.GetRequiredService<IDocumentStore>().Committed += touched =>
            {
                if (!touched.All(key => quiet.Contains(key.Collection)))
                {
                    cache.Invalidate();
                }
            };
            return cache;
        });
        return services.AddSingleton<PageCacheMiddleware>();
    }

    public static IApplicationBuilder UseFinishedPages(this WebApplication app) => app.Use(app.Services.GetRequiredService<PageCacheMiddleware>().Serve);

    public static IApplicationBuilder UsePageRecorder(this WebApplication app) => app.Use(app.Services.GetRequiredService<PageCacheMiddleware>().RecordAsync);
}
