namespace DataPortal.Storage;

public static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>().Bind(configuration.GetSection(StorageOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<ICollection>(YearlyCounter.Collection);
        services.AddSingleton<IDocumentStore, MemoryStore>();
        services.AddSingleton<IFileStore, MemoryFileStore>();
        return services;
    }
}
