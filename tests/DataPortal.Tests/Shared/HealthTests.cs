using System.Net;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Shared;

public sealed class HealthTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_portal_that_lives_and_can_serve_says_so(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await portal.Browser().GetAsync(address, Ct)).StatusCode);

    [Fact]
    public async Task The_machines_own_monitoring_reads_how_many_requests_took_how_long()
    {
        await portal.Browser().GetAsync("/healthz", Ct);
        var text = await portal.Browser().GetStringAsync(new Uri("/metrics", UriKind.Relative), Ct);

        Assert.Matches("""http_server_request_duration_seconds_count\{route="/healthz",status="200"\} [1-9]""", text);
    }

    [Fact]
    public async Task Nobody_outside_reads_the_metrics()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().SendAsync(request, Ct)).StatusCode);
    }
}
