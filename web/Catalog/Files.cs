using DataPortal.Accounts;
using DataPortal.Storage;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Catalog;

/// <summary>
/// Hands out files by their hash: <c>/berkas/{sha256}/{name}</c>. What stands there never changes, so browsers keep it for good; it is public as long as a published item has it.
/// Ranges (RFC 9110 §14), a strong ETag that is the hash, names in any script (RFC 8187).
/// </summary>
public static class Files
{
    private const string Forever = "public, max-age=31536000, immutable";

    // A file opened by itself must not act as a page of the portal. Browsers show PDF in a viewer of their own that a sandbox would break.
    private const string Sandboxed = "sandbox; default-src 'none'; img-src 'self'; frame-ancestors 'none'";
    private const string PdfPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/berkas/{hash:length(64)}/{name}", [HttpMethods.Get, HttpMethods.Head], PublicAsync);
        routes.MapMethods("/petugas/katalog/{id}/berkas/{hash:length(64)}", [HttpMethods.Get, HttpMethods.Head], DraftAsync)
            .RequireAuthorization(new AllowAttribute(Role.WebAdmin, Role.SectionHead));
    }

    private static async Task<IResult> PublicAsync(string hash, string name, HttpContext context, IDocumentStore store, IFileStore files, CatalogTally tally, CancellationToken ct)
    {
        if (await store.FirstAsync(CatalogQueries.PublicWithFile(hash), ct) is not { } item || Reference(item, hash) is not { } file)
        {
            return Results.NotFound();
        }

        // Only its own name: an address that calls a file something else is no address of ours.
        if (name != file.Name)
        {
            return Results.LocalRedirect($"{context.Request.PathBase}/berkas/{hash}/{Uri.EscapeDataString(file.Name)}", permanent: true);
        }

        var whole = !context.Request.Headers.ContainsKey(HeaderNames.Range) || context.Request.Headers.Range.ToString().StartsWith("bytes=0-", StringComparison.Ordinal);
        var sent = await SendAsync(context, files, file, Forever, ct);
        if (HttpMethods.IsGet(context.Request.Method) && whole && file.Hash != item.Cover?.Hash && !context.Request.Headers.ContainsKey(HeaderNames.IfNoneMatch))
        {
            tally.Downloaded(item.Id);
        }

        return sent;
    }

    /// <summary>A file of an item that is not public, for those who work on it.</summary>
    private static async Task<IResult> DraftAsync(string id, string hash, HttpContext context, IDocumentStore store, IFileStore files, CancellationToken ct) =>
        await store.FindAsync(CatalogQueries.Items, id, ct) is { } item && Reference(item, hash) is { } file
            ? await SendAsync(context, files, file, "private, no-cache", ct)
            : Results.NotFound();

    private static FileReference? Reference(CatalogItem item, string hash) =>
        item.Files.FirstOrDefault(file => file.Hash == hash) ?? (item.Cover?.Hash == hash ? item.Cover : null);

    private static async Task<IResult> SendAsync(HttpContext context, IFileStore files, FileReference file, string keep, CancellationToken ct)
    {
        if (await files.OpenAsync(file.Hash, ct) is not { } content)
        {
            return Results.NotFound();
        }

        var headers = context.Response.Headers;
        var shown = file.MediaType == FileKinds.Pdf || FileKinds.IsImage(file.MediaType);
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(file.Name);
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = keep;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = file.MediaType == FileKinds.Pdf ? PdfPolicy : Sandboxed;
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Stream(content, file.MediaType, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true);
    }
}
