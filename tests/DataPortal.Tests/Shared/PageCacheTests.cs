using System.IO.Compression;
using System.Net;
using DataPortal.Shared.Serving;
using DataPortal.Storage;
using DataPortal.Tests.Storage;
using DataPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Shared;

public sealed class PageCacheTests(Portal portal)
{
    private static readonly Collection<Note> _public = new("shown");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_public_page_carries_a_strong_tag_and_is_not_sent_twice()
    {
        var browser = portal.Browser();
        var first = await browser.GetAsync("/", Ct);
        Assert.False(first.Headers.ETag!.IsWeak);

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag);
        var second = await browser.SendAsync(again, Ct);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(Ct));
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("br;q=0.2, gzip;q=0.8", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task Each_browser_gets_the_encoding_it_asked_for(string accepted, string? expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        var response = await portal.Browser().SendAsync(request, Ct);

        Assert.Equal(expected, response.Content.Headers.ContentEncoding.SingleOrDefault());
        Stream body = await response.Content.ReadAsStreamAsync(Ct);
        using var text = new StreamReader(expected switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        });
        Assert.Contains("</html>", await text.ReadToEndAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
    }

    [Fact]
    public async Task Each_encoding_has_a_tag_of_its_own()
    {
        async Task<string> TagAsync(string encoding)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Add("Accept-Encoding", encoding);
            return (await portal.Browser().SendAsync(request, Ct)).Headers.ETag!.Tag;
        }

        Assert.Equal(3, new HashSet<string> { await TagAsync("br"), await TagAsync("gzip"), await TagAsync("identity") }.Count);
    }

    [Fact]
    public async Task Head_answers_as_get_without_the_body()
    {
        var get = await portal.Browser().GetAsync("/", Ct);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/");
        var head = await portal.Browser().SendAsync(request, Ct);

        Assert.Equal(get.Headers.ETag, head.Headers.ETag);
        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }

    [Fact]
    public async Task Head_first_leaves_nothing_empty_behind()
    {
        await using var own = new Portal();
        using var request = new HttpRequestMessage(HttpMethod.Head, "/sitemap.xml");
        await own.Browser().SendAsync(request, Ct);

        Assert.Contains("<urlset", await own.Browser().GetStringAsync("/sitemap.xml", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_begun_in_one_minute_and_finished_in_the_next_is_not_served_in_it()
    {
        var clock = new StoppedClock(new(2026, 11, 16, 1, 59, 59, TimeSpan.Zero));
        var cache = new PageCache(clock, 1_000_000);
        var begun = cache.Minute;
        clock.Advance(TimeSpan.FromSeconds(2));
        cache.Keep("/", 200, "text/html", new byte[10], cache.Generation, begun);

        Assert.Null(cache.Find("/"));
    }

    [Fact]
    public void A_page_is_kept_until_a_commit_or_the_next_minute()
    {
        var clock = new StoppedClock(new(2026, 11, 16, 2, 0, 0, TimeSpan.Zero));
        var cache = new PageCache(clock, 1_000_000);
        cache.Keep("/", 200, "text/html", new byte[2000], cache.Generation, cache.Minute);
        Assert.NotNull(cache.Find("/"));

        cache.Invalidate();
        Assert.Null(cache.Find("/"));

        cache.Keep("/", 200, "text/html", new byte[2000], cache.Generation, cache.Minute);
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(cache.Find("/"));
    }

    [Fact]
    public void A_page_read_before_a_commit_is_never_served_after_it()
    {
        var cache = new PageCache(new StoppedClock(DateTimeOffset.UnixEpoch), 1_000_000);
        var before = cache.Generation;
        cache.Invalidate();
        cache.Keep("/", 200, "text/html", new byte[10], before, cache.Minute);

        Assert.Null(cache.Find("/"));
    }

    [Fact]
    public void The_cache_stays_within_its_bytes()
    {
        var cache = new PageCache(new StoppedClock(DateTimeOffset.UnixEpoch), 100_000);
        for (var at = 0; at < 1000; at++)
        {
            cache.Keep($"/{at}", 200, "text/html", new byte[900], cache.Generation, cache.Minute);
        }

        Assert.InRange(cache.Count, 20, 100_000 / 900);
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(2_000_000)]
    public void Small_pages_and_large_ones_unpack_to_what_they_were_and_take_no_more_memory_than_reckoned(int cells)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, cells / 20).Select(at => $"<td>{at * 7919 % 100_000}")));
        var page = new PageCache(new StoppedClock(DateTimeOffset.UnixEpoch), 100_000_000).Keep("/", 200, "text/html", body, 0, 0);

        Assert.Equal(body, Unpacked(new BrotliStream(new MemoryStream(page.Brotli!.Body), CompressionMode.Decompress)));
        Assert.Equal(body, Unpacked(new GZipStream(new MemoryStream(page.Gzip!.Body), CompressionMode.Decompress)));
        Assert.InRange(page.Plain.Body.Length + page.Brotli.Body.Length + page.Gzip.Body.Length, 1, page.Bytes);
    }

    [Fact]
    public void A_tag_is_known_before_anything_is_compressed()
    {
        var variant = new Variant("\"1-br\"", "br", () => throw new InvalidOperationException("Nobody asked for the bytes."));

        Assert.Equal("\"1-br\"", variant.ETag);
        Assert.Throws<InvalidOperationException>(() => variant.Body);
    }

    [Fact]
    public async Task A_short_page_after_a_long_one_carries_nothing_of_it()
    {
        await using var own = new Portal();
        await own.Browser().GetAsync("/standar-pelayanan", Ct);
        foreach (var path in new[] { "/halaman/aksesibilitas", "/sitemap.xml", "/umpan.atom" })
        {
            var text = (await own.Browser().GetStringAsync(path, Ct)).TrimEnd();
            Assert.Equal(text.LastIndexOf("</", StringComparison.Ordinal), text.IndexOf(text[text.LastIndexOf("</", StringComparison.Ordinal)..], StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_commit_the_public_may_see_makes_pages_anew_and_one_backstage_does_not()
    {
        await using var own = new Portal { Also = services => services.AddSingleton<ICollection>(_public) };
        var cache = own.Get<PageCache>();
        await own.Browser().GetAsync("/", Ct);

        var before = cache.Generation;
        await own.Store.CommitAsync([own.Get<DataPortal.Accounts.AuditTrail>().Entry("test.done", _public, "x")], Ct);
        Assert.Equal(before, cache.Generation);

        await own.Store.CommitAsync([_public.Insert(new Note { Id = Guid.NewGuid().ToString("N"), Topic = "t", At = DateTimeOffset.UnixEpoch })], Ct);
        Assert.NotEqual(before, cache.Generation);
    }

    private static byte[] Unpacked(Stream packed)
    {
        using var made = new MemoryStream();
        using (packed)
        {
            packed.CopyTo(made);
        }

        return made.ToArray();
    }
}
