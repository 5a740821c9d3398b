using DataPortal.Procedures.Conformance.Monitoring;
using DataPortal.Procedures.Conformance.Published;
using DataPortal.Storage;

namespace DataPortal.Procedures.Conformance;

public static class ConformanceModule
{
    public static IServiceCollection AddConformance(this IServiceCollection services) => services
        .AddSingleton<ICollection>(MonitoringSheet.Collection)
        .AddSingleton<ConformanceTally>()
        .AddSingleton<ConformanceFiles>()
        .AddSingleton<MonitoringFiles>()
        .AddSingleton<MonitoringDesk>()
        .AddSingleton<PublishedStandards>()
        .AddHostedService(provider => provider.GetRequiredService<ConformanceTally>());

    public static void MapConformance(this IEndpointRouteBuilder routes) => routes.MapLogExport();
}
