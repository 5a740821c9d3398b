namespace DataPortal.Catalog;

public static class CatalogModule
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapCatalog(this IEndpointRouteBuilder routes)
    {
    }
}
