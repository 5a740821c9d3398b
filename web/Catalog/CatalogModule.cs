using DataPortal.Accounts;
using DataPortal.Catalog.Samples;
using DataPortal.Catalog.Search;
using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Storage;

namespace DataPortal.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CatalogLimits>().Bind(configuration.GetSection(CatalogLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICollection>(CatalogQueries.Items);
        services.AddProcedureItem("butir katalog");
        services.AddCaseLink(new(ItemSteps.Procedure, ["1"], item => $"~/petugas/katalog/{item}", [Role.WebAdmin]));
        services.AddProcedureNeed(ItemSteps.Procedure, "1");
        services.AddSingleton<ICollection>(ReleasePlan.Collection);
        services.AddSingleton<ICollection>(CatalogTally.Days);
        services.AddSingleton<ICollection>(CatalogTally.Unfound);
        services.AddSingleton<Subjects>();
        services.AddSingleton<Regions>();
        services.AddSingleton<Lexicon>();
        services.AddSingleton<CatalogSearch>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogSearch>());
        services.AddSingleton<ItemSteps>();
        services.AddSingleton<CatalogDesk>();
        services.AddSingleton<ReleasePlan>();
        services.AddSingleton<CatalogTally>();
        services.AddHostedService(provider => provider.GetRequiredService<CatalogTally>());
        services.AddSingleton<ScheduledPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<ScheduledPublisher>());
        services.AddSingleton<ISampleContent, CatalogSamples>();
        services.AddHostedService<SampleContent>();
        return services;
    }

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
        Files.Map(routes);
        Feeds.Map(routes);
        CatalogExports.Map(routes);
        Suggestions.Map(routes);
    }
}
