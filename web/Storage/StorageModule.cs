using Microsoft.Extensions.Options;

namespace DataPortal.Storage;

public static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsCheck>();
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateOnStart();
        services.AddSingleton<ICollection>(YearlyCounter.Collection);
        services.AddSingleton(provider => StorageEngines.Open(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            [.. provider.GetServices<ICollection>()],
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("DataPortal.Storage")));
        services.AddSingleton<IDocumentStore>(provider => provider.GetRequiredService<OpenStorage>().Documents);
        services.AddSingleton(provider => provider.GetRequiredService<OpenStorage>().Files);
        services.AddHostedService<StorageStart>();
        return services;
    }
}

/// <summary>Opens the store before the portal serves, so that what is wrong with it stops the start.</summary>
internal sealed class StorageStart(OpenStorage storage) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = storage.Documents;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
