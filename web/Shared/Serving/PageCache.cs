using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;

namespace DataPortal.Shared.Serving;

/// <summary>One encoding of a finished page, with the strong ETag of exactly these bytes (RFC 9110 §8.8.3).</summary>
public sealed record Variant(byte[] Body, string ETag, string? Encoding);

/// <summary>A finished page, made once and served until a commit or the minute ends its time.</summary>
/// <param name="Gzip">Made when first asked for: every browser takes Brotli.</param>
public sealed record FinishedPage(int StatusCode, string ContentType, Variant Plain, Lazy<Variant>? Gzip, Variant? Brotli, long Generation, long Minute, string? ContentDisposition = null)
{
    /// <summary>Memory it takes, gzip reckoned at a quarter more than Brotli.</summary>
    public long Bytes => Plain.Body.Length + (Brotli?.Body.Length ?? 0) * 9L / 4 + 512;
}

/// <summary>
/// Finished bytes of public pages, bounded in bytes. A commit to anything a public page may show makes every page anew
/// (an office commits seldom and is read often); the minute does too, so what is released at a minute shows in that minute.
/// </summary>
public sealed class PageCache(TimeProvider clock, long capacity)
{
    /// <summary>Bytes below which compressing saves nothing.</summary>
    private const int Least = 1024;

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
        var page = new FinishedPage(statusCode, contentType, new(body, $"\"{hash}\"", null),
            body.Length < Least ? null : new(() => Smaller(body, hash, "gzip")), body.Length < Least ? null : Smaller(body, hash, "br"), generation, minute, contentDisposition);
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

    private static Variant Smaller(byte[] body, string hash, string encoding)
    {
        using var made = new MemoryStream();
        using (Stream packer = encoding == "br" ? new BrotliStream(made, new BrotliCompressionOptions { Quality = 6 }, leaveOpen: true) : new GZipStream(made, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(body);
        }

        return new(made.ToArray(), $"\"{hash}-{encoding}\"", encoding);
    }
}
