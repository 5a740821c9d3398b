using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

public static class ImkModule
{
    public static IServiceCollection AddImk(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(ImkQueries.Surveys);
        services.AddSingleton<ICollection>(ImkQueries.Blocks);
        services.AddSingleton<ICollection>(ImkQueries.Columns);
        services.AddSingleton<ICollection>(ImkQueries.Words);
        services.AddSingleton<ImkDesk>();
        services.AddSingleton<ImkField>();
        services.AddSingleton<OfficerBlocks>();
        services.AddSingleton<ImkTools>();
        return services;
    }
}
