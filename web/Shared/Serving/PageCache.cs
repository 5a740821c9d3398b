using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace DataPortal.Shared.Serving;

/// <summary>One encoding of a finished page, with the strong ETag of exactly its bytes (RFC 9110 §8.8.3). Made when first sent: compressing takes longer than anything else about a page.</summary>
public sealed class Variant(string etag, string? encoding, Func<byte[]> make)
{
    private readonly Lazy<byte[]> _body = new(make);

    public string ETag => etag;
    public string? Encoding => encoding;
    public byte[] Body => _body.Value;
}

/// <summary>A finished page, made once and served until a commit or the minute ends its time.</summary>
/// <param name="Length">Bytes of the page as it is.</param>
public sealed record FinishedPage(int StatusCode, string ContentType, int Length, Variant Plain, Variant? Gzip, Variant? Brotli, long Generation, long Minute, string? ContentDisposition = null)
{
    /// <summary>Memory it takes, both compressed forms together reckoned at half of it: text takes a fifth and a quarter.</summary>
    public long Bytes => Length * 3L / 2 + 512;
}

/// <summary>
/// Finished bytes of public pages, bounded in bytes. A commit to anything a public page may show makes every page anew
/// (an office commits seldom and is read often); the minute does too, so what is released at a minute shows in that minute.
/// </summary>
public sealed class PageCache(TimeProvider clock, long capacity)
{
    /// <summary>Bytes below which compressing saves nothing.</summary>
    private const int Least = 1024;

    /// <summary>Bytes from which a page is compressed quickly: a table of ten thousand cells takes 3 ms instead of 14, and a tenth more on the line.</summary>
    private const int Large = 256 * 1024;

    private readonly ConcurrentDictionary<string, FinishedPage> _pages = new(StringComparer.Ordinal);
    private long _generation;
    private readonly Lock _gate = new();
    private long _bytes;

    public long Generation => Interlocked.Read(ref _generation);

    /// <summary>The minute that runs.</summary>
    public long Minute => clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;

    public int Count => _pages.Count;

    public void Invalidate() => Interlocked.Increment(ref _generation);

    public FinishedPage? Find(string key) =>
        _pages.TryGetValue(key, out var page) && page.Generation == Generation && page.Minute == Minute ? page : null;

    /// <param name="generation">What <see cref="Generation"/> was before the page read anything: a commit meanwhile makes it old at once.</param>
    /// <param name="minute">What <see cref="Minute"/> was then: a page made across the turn of a minute belongs to the one it was begun in.</param>
    public FinishedPage Keep(string key, int statusCode, string contentType, byte[] body, long generation, long minute, string? contentDisposition = null)
    {
        // The same bytes again (a new minute, a commit elsewhere): keep the variants, compressing is the dear part.
        if (_pages.TryGetValue(key, out var before) && before.StatusCode == statusCode && before.ContentType == contentType && before.Plain.Body.AsSpan().SequenceEqual(body))
        {
            lock (_gate)
            {
                return _pages.ContainsKey(key) ? _pages[key] = before with { Generation = generation, Minute = minute } : before;
            }
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12));
        var page = new FinishedPage(statusCode, contentType, body.Length, new($"\"{hash}\"", null, () => body), Smaller(body, hash, "gzip"), Smaller(body, hash, "br"), generation, minute, contentDisposition);
        if (page.Bytes > capacity / 8)
        {
            return page;
        }

        lock (_gate)
        {
            _bytes += page.Bytes - (_pages.TryGetValue(key, out var replaced) ? replaced.Bytes : 0);
            _pages[key] = page;
            if (_bytes > capacity)
            {
                Shrink();
            }
        }

        return page;
    }

    /// <summary>First what is old anyway, then anything, down to half: cheaper than keeping an order on every hit.</summary>
    private void Shrink()
    {
        foreach (var (key, page) in _pages.OrderBy(entry => entry.Value.Generation).ThenBy(entry => entry.Value.Minute))
        {
            if (_bytes <= capacity / 2)
            {
                return;
            }

            if (_pages.TryRemove(key, out var removed))
            {
                _bytes -= removed.Bytes;
            }
        }
    }

    private static Variant? Smaller(byte[] body, string hash, string encoding) => body.Length < Least ? null : new($"\"{hash}-{encoding}\"", encoding, () =>
    {
        using var made = new MemoryStream();
        using (Stream packer = encoding == "br" ? new BrotliStream(made, new BrotliCompressionOptions { Quality = body.Length < Large ? 6 : 3 }, leaveOpen: true)
            : new GZipStream(made, new ZLibCompressionOptions { CompressionLevel = body.Length < Large ? 6 : 4 }, leaveOpen: true))
        {
            packer.Write(body);
        }

        return made.ToArray();
    });
}
