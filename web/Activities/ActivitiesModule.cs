using DataPortal.Activities.Survey;

namespace DataPortal.Activities;

public static class ActivitiesModule
{
    public static IServiceCollection AddActivities(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<RunRights>();
        services.AddSurvey();
        return services;
    }

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
    }
}
