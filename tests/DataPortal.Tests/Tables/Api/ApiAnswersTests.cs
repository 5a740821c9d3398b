using System.IO.Compression;
using DataPortal.Tables.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Tables.Api;

public sealed class ApiAnswersTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(5_000)]
    [InlineData(9_500_000)]
    public async Task Small_and_large_answers_arrive_whole_packed_or_not(int length)
    {
        using var answers = new ApiAnswers(Options.Create(new ApiLimits()));
        var said = Enumerable.Range(0, length).Select(at => (byte)('0' + at % 10)).ToArray();
        var plain = await AskAsync(answers, "k", to => to.Write(said));
        Assert.Equal(said, Body(plain));
        Assert.Equal(length, plain.Response.ContentLength);

        var packed = await AskAsync(answers, "k", to => to.Write(said), "gzip");
        await using var unpacked = new GZipStream(new MemoryStream(Body(packed)), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        await unpacked.CopyToAsync(whole, Ct);
        Assert.Equal(said, whole.ToArray());
        Assert.NotEqual(plain.Response.Headers.ETag, packed.Response.Headers.ETag);
    }

    [Fact]
    public async Task What_is_kept_is_made_once_and_stays_within_its_bound()
    {
        using var answers = new ApiAnswers(Options.Create(new ApiLimits { ApiCacheBytes = 80_000 }));
        var made = 0;
        void Make(Stream to)
        {
            made++;
            to.Write(new byte[5_000]);
        }

        await AskAsync(answers, "a", Make);
        await AskAsync(answers, "a", Make);
        Assert.Equal(1, made);
        for (var other = 0; other < 50; other++)
        {
            await AskAsync(answers, $"b{other}", Make);
            Assert.InRange(answers.HeldBytes, 1, 80_000);
        }

        await AskAsync(answers, "a", Make);
        Assert.Equal(52, made);
    }

    [Fact]
    public async Task A_fault_while_an_answer_is_made_leaves_room_for_the_next()
    {
        using var answers = new ApiAnswers(Options.Create(new ApiLimits()));
        for (var time = 0; time < 2 * Environment.ProcessorCount + 1; time++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(answers, "x", _ => throw new InvalidOperationException()));
        }

        Assert.Equal([1], Body(await AskAsync(answers, "x", to => to.WriteByte(1))));
    }

    private static async Task<HttpContext> AskAsync(ApiAnswers answers, string key, Action<Stream> make, string? coding = null)
    {
        var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        http.Request.Method = "GET";
        http.Request.Headers.AcceptEncoding = coding;
        await answers.SendAsync(http, key, "text/plain", null, make);
        return http;
    }

    private static byte[] Body(HttpContext http) => ((MemoryStream)http.Response.Body).ToArray();
}
