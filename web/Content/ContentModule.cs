namespace DataPortal.Content;

public static class ContentModule
{
    public static IServiceCollection AddContent(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ContentRoot>();
        services.AddSingleton<MarkdownText>();
        services.AddSingleton<OfficeFields>();
        services.AddSingleton<ContentPages>();
        services.AddSingleton<Boundaries>();
        services.AddHostedService<PageCheck>();
        return services;
    }

    /// <summary>Reads the pages before the server listens: a page that cannot be used stops the start.</summary>
    private sealed class PageCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct)
        {
            services.GetRequiredService<ContentPages>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }

    public static void MapContent(this IEndpointRouteBuilder routes)
    {
    }
}
