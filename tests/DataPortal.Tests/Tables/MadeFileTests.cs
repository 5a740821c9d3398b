using System.Globalization;
using System.Net;
using DataPortal.Tables;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace DataPortal.Tests.Tables;

/// <summary>Portals of their own: their limit is low and their clock moves.</summary>
public sealed class MadeFileTests
{
    private const string Table = "/tabel/penduduk-sumatera-selatan-2026";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_that_has_too_many_files_made_waits_a_while_and_others_go_on()
    {
        await using var strict = new Portal { Settings = new Dictionary<string, string> { ["Limits:MadeFilesPerAddressPerMinute"] = "3" } };
        await strict.Get<TableSamples>().LoadAsync(Ct);
        async Task<HttpContext> CallAsync(string address, string path, string? known = null, string method = "GET") => await strict.Server.SendAsync(context =>
        {
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (context.Request.Method, context.Request.Path) = (method, path);
            context.Request.Headers.IfNoneMatch = known;
        }, Ct);

        var first = await CallAsync("2001:db8::1", $"{Table}.csv");
        Assert.Equal(200, first.Response.StatusCode);
        Assert.Equal(200, (await CallAsync("2001:db8::2", $"{Table}.csv3")).Response.StatusCode);
        Assert.Equal(200, (await CallAsync("2001:db8::1", $"{Table}.svg")).Response.StatusCode);

        var refused = await CallAsync("2001:db8::ffff", $"/en{Table}.xlsx");
        Assert.Equal(429, refused.Response.StatusCode);
        Assert.Equal("", refused.Response.Headers.ETag.ToString());
        Assert.InRange(int.Parse(refused.Response.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture), 1, 60);
        using var words = new StreamReader(refused.Response.Body);
        Assert.StartsWith("Too many downloads from this address. Try again after ", await words.ReadToEndAsync(Ct));

        // What has not to be made costs nothing.
        Assert.Equal(304, (await CallAsync("2001:db8::1", $"{Table}.csv", first.Response.Headers.ETag)).Response.StatusCode);
        Assert.Equal(200, (await CallAsync("2001:db8::1", $"{Table}.xlsx", method: "HEAD")).Response.StatusCode);
        Assert.Equal(200, (await CallAsync("2001:db8:0:1::1", $"{Table}.xlsx")).Response.StatusCode);

        strict.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await CallAsync("2001:db8::1", $"{Table}.xlsx")).Response.StatusCode);
    }
}
