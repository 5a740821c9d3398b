using DataPortal.Procedures;

namespace DataPortal.Activities;

public static class ActivitiesModule
{
    public static IServiceCollection AddActivities(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<RunRights>();
        return services;
    }

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
    }
}
