using DataPortal.Storage;

namespace DataPortal.Tables;

public static class TablesModule
{
    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TableLimits>().Bind(configuration.GetSection(TableLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICollection>(TableQueries.Tables);
        services.AddSingleton<ICollection>(TableQueries.Uploads);
        services.AddSingleton<ICollection>(TableQueries.Downloads);
        services.AddSingleton<TableShelf>();
        return services;
    }

    public static void MapTables(this IEndpointRouteBuilder routes)
    {
    }
}
