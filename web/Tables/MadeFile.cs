using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;
using DataPortal.Tables.Formats;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Tables;

/// <summary>
/// Sends a file made for one visitor: with a strong ETag (RFC 9110 §8.8.3) and a name in any letters (RFC 6266, RFC 8187). Who has it already, and who only asks what it would be, is answered before
/// anything is made; as many are made at once as there are processors, the others wait; and one address has no more than so many made in a while.
/// </summary>
internal static class MadeFile
{
    private static readonly SemaphoreSlim _makers = new(Environment.ProcessorCount);

    /// <summary>The start of today where the office is: the exact moment would make every file another.</summary>
    public static DateTimeOffset DayOf(TimeProvider clock)
    {
        var local = Show.Local(clock.GetUtcNow());
        return new(local.Date, local.Offset);
    }

    /// <summary>A strong ETag of everything the bytes depend on.</summary>
    public static string ETag(string key) => $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12))}\"";

    /// <summary>Says in the header where a program finds the notes to a file that has no place for them (<c>describedby</c>, RFC 8288).</summary>
    /// <param name="path">Of the table: <c>/tabel/{id}</c>.</param>
    /// <param name="query">The selection, escaped; empty for the table's own.</param>
    public static void LinkNotes(HttpContext http, TableFormat format, string path, string query = "")
    {
        if (format.IsBare)
        {
            http.Response.Headers.Link = $"<{(Speech.IsEnglish ? "/en" : "")}{path}.json{query}>; rel=\"describedby\"; type=\"application/json\"";
        }
    }

    private static bool Has(HttpContext http, string etag) => EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known)
        && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.Equals(etag, StringComparison.Ordinal));

    /// <param name="make">Writes it. A <see cref="SheetTooLargeException"/> is answered with 413 and its words.</param>
    /// <param name="sent">After all of it went out.</param>
    public static Task SendAsync(HttpContext http, string etag, string mediaType, string fileName, Action<Stream> make, Action? sent = null) => SendAsync(http, etag, mediaType, fileName, to =>
    {
        make(to);
        return Task.CompletedTask;
    }, sent);

    /// <inheritdoc cref="SendAsync(HttpContext, string, string, string, Action{Stream}, Action?)"/>
    public static async Task SendAsync(HttpContext http, string etag, string mediaType, string fileName, Func<Stream, Task> make, Action? sent = null)
    {
        var (ct, headers) = (http.RequestAborted, http.Response.Headers);
        headers.ETag = etag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (Has(http, etag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        if (HttpMethods.IsHead(http.Request.Method))
        {
            (http.Response.ContentType, headers.ContentDisposition) = (mediaType, disposition.ToString());
            return;
        }

        if (Wait(http) is { } wait)
        {
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            (headers.ETag, headers.RetryAfter) = (default, seconds.ToString(CultureInfo.InvariantCulture));
            await Results.Text(Speech.T($"Terlalu banyak unduhan dari alamat ini. Coba lagi setelah {seconds} detik.", $"Too many downloads from this address. Try again after {seconds} seconds."),
                "text/plain; charset=utf-8", statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
            return;
        }

        // Made whole before the first byte goes out: a fault is an error page and not half a file. Large ones wait on disk, not in memory.
        await using var made = new FileBufferingWriteStream();
        await _makers.WaitAsync(ct);
        string? refused = null;
        try
        {
            await make(made);
        }
        catch (SheetTooLargeException large)
        {
            refused = large.Message;
        }
        finally
        {
            _makers.Release();
        }

        if (refused is not null)
        {
            headers.ETag = default;
            await Results.Text(refused, "text/plain; charset=utf-8", statusCode: StatusCodes.Status413PayloadTooLarge).ExecuteAsync(http);
            return;
        }

        (http.Response.ContentType, http.Response.ContentLength, headers.ContentDisposition) = (mediaType, made.Length, disposition.ToString());
        await made.DrainBufferAsync(http.Response.Body, ct);
        sent?.Invoke();
    }

    // Without a network there is no address to share.
    private static TimeSpan? Wait(HttpContext http) => http.Connection.RemoteIpAddress is { } address && http.RequestServices.GetRequiredService<IOptions<TableLimits>>().Value is var limits
        ? http.RequestServices.GetRequiredService<AttemptLimits>().Take($"made {VisitorNetwork.Of(address)}", limits.MadeFilesPerAddressPerMinute, TimeSpan.FromMinutes(1))
        : null;
}
