namespace DataPortal.Content;

public static class ContentModule
{
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ContentRoot>();
        services.AddSingleton<MarkdownText>();
        services.AddSingleton<OfficeFields>();
        return services;
    }

    public static void MapContent(this IEndpointRouteBuilder routes)
    {
    }
}
