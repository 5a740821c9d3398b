using DataPortal.Storage;
using DataPortal.Tables.Import;

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
        services.AddSingleton<RegionNames>(services => new(services.GetRequiredService<Catalog.Regions>()));
        services.AddSingleton<TableImport>();
        return services;
    }

    public static void MapTables(this IEndpointRouteBuilder routes)
    {
    }
}
