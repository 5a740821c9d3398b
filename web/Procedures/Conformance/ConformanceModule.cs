namespace DataPortal.Procedures.Conformance;

public static class ConformanceModule
{
    public static IServiceCollection AddConformance(this IServiceCollection services) => services
        .AddSingleton<ConformanceTally>()
        .AddSingleton<ConformanceFiles>()
        .AddHostedService(provider => provider.GetRequiredService<ConformanceTally>());

    public static void MapConformance(this IEndpointRouteBuilder routes) => routes.MapLogExport();
}
