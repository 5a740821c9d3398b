using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Tables.Api;

/// <summary>
/// Sends what an API answers: with a strong ETag (RFC 9110 §8.8.3) and 304, packed as the caller likes, without a body to HEAD. What is dear to make is kept, up to a bound in bytes,
/// the longest unused leaving first; as many are made at once as there are processors, the others wait.
/// </summary>
public sealed class ApiAnswers(IOptions<ApiLimits> limits) : IDisposable
{
    /// <summary>Larger answers are never whole in memory: they wait on disk for a slow caller.</summary>
    private const int MostInMemory = 8_000_000;

    private const int LeastPacked = 1_024;

    private readonly SemaphoreSlim _makers = new(Environment.ProcessorCount);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _kept = [];
    private readonly LinkedList<Kept> _byUse = [];
    private long _bytes;

    private sealed record Kept(string Key, byte[] Body);

    /// <summary>Bytes of answers held now.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    public void Dispose() => _makers.Dispose();

    /// <summary>A small answer that is made anew each time.</summary>
    /// <param name="fileName">Set: handed out as a file of that name (RFC 6266).</param>
    public async Task SendAsync(HttpContext http, byte[] body, string contentType, string? fileName = null)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        var packing = Packing(http, body.Length);
        if (!Begin(http, hash, packing, contentType, fileName))
        {
            return;
        }

        await WriteAsync(http, packing is null ? body : Packed(body, packing));
    }

    /// <summary>An answer that is the same as long as its key is.</summary>
    /// <param name="key">Everything it depends on: address, version of what it shows, language, form.</param>
    /// <param name="make">Writes it synchronously; runs in the language of the request.</param>
    public async Task SendAsync(HttpContext http, string key, string contentType, string? fileName, Action<Stream> make)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 12));
        var packing = Packing(http, int.MaxValue);
        if (!Begin(http, hash, packing, contentType, fileName))
        {
            return;
        }

        if (Find(hash + packing) is { } known)
        {
            await WriteAsync(http, known);
            return;
        }

        await _makers.WaitAsync(http.RequestAborted);
        byte[]? body;
        FileBufferingWriteStream? large = null;
        try
        {
            // Someone who came before may have made it meanwhile.
            body = Find(hash + packing);
            if (body is null)
            {
                (body, large) = await MadeAsync(hash, make, http.RequestAborted);
                body = body is not null && packing is not null ? Keep(hash + packing, Packed(body, packing)) : body;
            }
        }
        finally
        {
            _makers.Release();
        }

        if (body is not null)
        {
            await WriteAsync(http, body);
            return;
        }

        await using (large)
        {
            await WriteAsync(http, large!, packing);
        }
    }

    private async Task<(byte[]? Body, FileBufferingWriteStream? Large)> MadeAsync(string hash, Action<Stream> make, CancellationToken ct)
    {
        if (Find(hash) is { } plain)
        {
            return (plain, null);
        }

        var made = new FileBufferingWriteStream(MostInMemory);
        try
        {
            make(made);
            if (made.Length > MostInMemory)
            {
                return (null, made);
            }

            var body = GC.AllocateUninitializedArray<byte>((int)made.Length);
            using var into = new MemoryStream(body);
            await made.DrainBufferAsync(into, ct);
            await made.DisposeAsync();
            return (Keep(hash, body), null);
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <returns>False when nothing more is to be written: the caller has it already.</returns>
    private static bool Begin(HttpContext http, string hash, string? packing, string contentType, string? fileName)
    {
        var (headers, etag) = (http.Response.Headers, packing is null ? $"\"{hash}\"" : $"\"{hash}-{packing}\"");
        headers.ETag = etag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))
        {
            if (EntityTagHeaderValue.TryParseList(http.Request.Headers.IfNoneMatch, out var known)
                && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Tag.AsSpan().Trim('"').StartsWith(hash, StringComparison.Ordinal)))
            {
                http.Response.StatusCode = StatusCodes.Status304NotModified;
                return false;
            }
        }

        http.Response.ContentType = contentType;
        if (packing is not null)
        {
            headers.ContentEncoding = packing;
        }

        if (fileName is not null)
        {
            var disposition = new ContentDispositionHeaderValue("attachment");
            disposition.SetHttpFileName(fileName);
            headers.ContentDisposition = disposition.ToString();
        }

        return true;
    }

    private static Task WriteAsync(HttpContext http, byte[] body)
    {
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private static async Task WriteAsync(HttpContext http, FileBufferingWriteStream body, string? packing)
    {
        if (packing is null)
        {
            http.Response.ContentLength = body.Length;
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        if (packing is null)
        {
            await body.DrainBufferAsync(http.Response.Body, http.RequestAborted);
            return;
        }

        await using var packer = Packer(http.Response.Body, packing, CompressionLevel.Fastest);
        await body.DrainBufferAsync(packer, http.RequestAborted);
    }

    private static string? Packing(HttpContext http, int length)
    {
        if (length < LeastPacked || !StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptEncoding, out var accepted))
        {
            return null;
        }

        double Quality(string coding) => accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } found ? found.Quality ?? 1 : 0;
        var (br, gzip) = (Quality("br"), Quality("gzip"));
        return br > 0 && br >= gzip ? "br" : gzip > 0 ? "gzip" : null;
    }

    private static byte[] Packed(byte[] body, string packing)
    {
        using var made = new MemoryStream(body.Length / 4);
        // Large ones are figures: a harder look saves a tenth of the bytes and costs five times the time.
        using (var packer = Packer(made, packing, body.Length > 256_000 ? CompressionLevel.Fastest : CompressionLevel.Optimal))
        {
            packer.Write(body);
        }

        return made.ToArray();
    }

    private static Stream Packer(Stream to, string packing, CompressionLevel level) =>
        packing == "br" ? new BrotliStream(to, level, leaveOpen: true) : new GZipStream(to, level, leaveOpen: true);

    private byte[]? Find(string key)
    {
        lock (_gate)
        {
            if (!_kept.TryGetValue(key, out var found))
            {
                return null;
            }

            _byUse.Remove(found);
            _byUse.AddFirst(found);
            return found.Value.Body;
        }
    }

    private byte[] Keep(string key, byte[] body)
    {
        if (body.Length > limits.Value.ApiCacheBytes / 8)
        {
            return body;
        }

        lock (_gate)
        {
            if (_kept.TryAdd(key, new(new(key, body))))
            {
                _byUse.AddFirst(_kept[key]);
                _bytes += body.Length;
            }

            while (_bytes > limits.Value.ApiCacheBytes && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _kept.Remove(oldest.Value.Key);
                _bytes -= oldest.Value.Body.Length;
            }
        }

        return body;
    }
}
