using DataPortal.Catalog.Search;
using DataPortal.Content;
using DataPortal.Procedures;
using DataPortal.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DataPortal.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CatalogLimits>().Bind(configuration.GetSection(CatalogLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<ContentRoot>();
        services.AddSingleton<ICollection>(CatalogQueries.Items);
        services.AddProcedureItem("butir katalog");
        services.AddSingleton<Subjects>();
        services.AddSingleton<Regions>();
        services.AddSingleton<Lexicon>();
        services.AddSingleton<CatalogSearch>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogSearch>());
        services.AddSingleton<ItemSteps>();
        services.AddSingleton<CatalogDesk>();
        return services;
    }

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
    }
}
