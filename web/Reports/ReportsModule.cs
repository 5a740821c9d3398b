namespace DataPortal.Reports;

public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
    }
}
