namespace DataPortal.Tables;

public static class TablesModule
{
    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapTables(this IEndpointRouteBuilder routes)
    {
    }
}
