using DataPortal.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace DataPortal.Shared.Serving;

/// <summary>Whether the store answers. Slices add what else must be there before the portal can serve, under the tag <c>ready</c>.</summary>
internal sealed class StoreHealth(IDocumentStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await store.FindAsync(YearlyCounter.Collection, "ready", cancellationToken);
        return HealthCheckResult.Healthy();
    }
}

public static class HealthModule
{
    public const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<RequestMetrics>();
        services.AddHealthChecks().AddCheck<StoreHealth>("store", tags: [Ready]);
        return services;
    }

    /// <summary><c>/healthz</c>: the program lives. <c>/readyz</c>: it can serve. <c>/metrics</c>: counts and times for this machine's own monitoring.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var metrics = routes.ServiceProvider.GetRequiredService<RequestMetrics>();
        routes.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/readyz", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
        routes.MapMethods("/metrics", ["GET", "HEAD"], (HttpContext context) =>
            context.Connection.RemoteIpAddress is { } address && !System.Net.IPAddress.IsLoopback(address) || context.Request.Headers.ContainsKey("X-Forwarded-For")
                ? Results.NotFound()
                : Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"));
    }
}
