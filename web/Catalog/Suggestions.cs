using DataPortal.Catalog.Search;

namespace DataPortal.Catalog;

/// <summary><c>/cari/saran?q=</c>: titles that go on from what is typed, as JSON, for the search box.</summary>
public static class Suggestions
{
    private const int Most = 7;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/cari/saran", async (string? q, HttpContext context, CatalogSearch search, CancellationToken ct) =>
    {
        var words = q?.Trim() ?? "";
        context.Response.Headers.CacheControl = "no-cache";
        if (words.Length is < 2 or > 300)
        {
            return Results.Json(Array.Empty<object>());
        }

        var found = await search.SearchAsync(new() { Text = words, Size = Most }, ct);
        return Results.Json(found.Hits.Select(hit => new
        {
            text = hit.Item.Title.ToString(),
            kind = hit.Item.Kind.Name(),
            href = context.Request.PathBase + hit.Item.Path,
        }));
    });
}
