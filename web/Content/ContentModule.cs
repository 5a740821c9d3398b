namespace DataPortal.Content;

public static class ContentModule
{
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration) => services;

    public static void MapContent(this IEndpointRouteBuilder routes)
    {
    }
}
