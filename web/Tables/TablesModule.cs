using DataPortal.Accounts;
using DataPortal.Storage;
using DataPortal.Tables.Api;
using DataPortal.Tables.Api.Bps;
using DataPortal.Tables.Api.Ckan;
using DataPortal.Tables.Api.PxWeb;
using DataPortal.Tables.Import;
using DataPortal.Tables.Import.Mapping;
using DataPortal.Tables.Staff;
using DataPortal.Tables.Versions;

namespace DataPortal.Tables;

public static class TablesModule
{
    public static IServiceCollection AddTables(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TableLimits>().Bind(configuration.GetSection(TableLimits.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICollection>(TableQueries.Tables);
        services.AddSingleton<ICollection>(TableQueries.Uploads);
        services.AddSingleton<ICollection>(TableQueries.Downloads);
        services.AddSingleton<ICollection>(TableQueries.SavedQueries);
        services.AddTableApis(configuration);
        services.AddApiDescription();
        services.AddPxWeb();
        BpsApi.Add(services);
        services.AddSingleton<CkanApi>();
        services.AddSingleton<TableShelf>();
        services.AddSingleton<RegionNames>(services => new(services.GetRequiredService<Catalog.Regions>()));
        services.AddSingleton<TableImport>();
        services.AddSingleton<MappingSuggestion>();
        services.AddSingleton<UploadReviewer>();
        services.AddSingleton<CubeKeeper>();
        services.AddSingleton<TableDesk>();
        services.AddSingleton<VersionDesk>();
        services.AddSingleton<TableDownloads>();
        services.AddSingleton<Charts.ChartDownloads>();
        services.AddSingleton<DownloadCounter>();
        services.AddSingleton<TableSamples>();
        services.AddHostedService<TableSampleLoader>();
        services.AddSingleton<TableVersions>();
        services.AddSingleton<UploadCollector>();
        services.AddHostedService(services => services.GetRequiredService<UploadCollector>());
        services.AddSingleton<VersionPublisher>();
        services.AddHostedService(services => services.GetRequiredService<VersionPublisher>());
        services.AddHostedService(services => services.GetRequiredService<DownloadCounter>());
        services.Configure<Shared.Serving.SecurityHeadersOptions>(headers => headers.MayBeFramed.Add(SematanModel.IsAt));
        return services;
    }

    public static void MapTables(this IEndpointRouteBuilder routes)
    {
        routes.MapApiDescription();
        routes.MapPxWeb();
        BpsApi.Map(routes);
        CkanApi.Map(routes);
        JsonStatApi.Map(routes);
        routes.MapMethods("/tabel/{id}.svg", [HttpMethods.Get, HttpMethods.Head], (string id, Charts.ChartDownloads charts, HttpContext http) => charts.HandAsync(id, http)).WithOrder(-1);
        // A name with a dot of its own: the last dot alone would cut it in two.
        routes.MapMethods("/tabel/{id}.sdmx.csv", [HttpMethods.Get, HttpMethods.Head], (string id, TableDownloads downloads, HttpContext http) => downloads.HandAsync(id, "sdmx-csv", http)).WithOrder(-1);
        TableVersions.Map(routes);
        routes.MapMethods("/tabel/{id}.{format}", [HttpMethods.Get, HttpMethods.Head], (string id, string format, TableDownloads downloads, HttpContext http) => downloads.HandAsync(id, format, http));
        routes.MapMethods("/tabel/simpanan/{id}", [HttpMethods.Get, HttpMethods.Head], (string id, SavedQueryDesk desk, TableShelf shelf, HttpContext http) => SavedViews.OpenAsync(id, desk, shelf, http));
        routes.MapGet("/petugas/tabel/templat.xlsx", () => Results.File(TableTemplate.Xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "templat-tabel.xlsx"))
            .RequireAuthorization(new AllowAttribute(Role.WebAdmin));
        routes.MapGet("/petugas/tabel/templat.csv", () => Results.File(TableTemplate.Csv(), "text/csv; charset=utf-8", "templat-tabel.csv"))
            .RequireAuthorization(new AllowAttribute(Role.WebAdmin));
    }
}
