using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

public static class WorkModule
{
    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(WorkQueries.Items);
        services.AddSingleton<ICollection>(WorkQueries.State);
        services.AddSingleton<ICollection>(WorkQueries.Settings);
        services.AddSingleton<ICollection>(WorkQueries.Letters);
        services.AddSingleton<RunFollower>(WorkItems.FollowAsync);
        services.AddSingleton<RunFollower>(WorkMail.FollowAsync);
        services.AddSingleton<StaffNoticeSource>(WorkNotices.ListAsync);
        services.AddSingleton<WorkList>();
        services.AddSingleton<WorkDesk>();
        services.AddSingleton<WorkTeam>();
        services.AddSingleton<WorkRows>();
        services.AddSingleton<WorkRoles>();
        services.AddSingleton<WorkMail>();
        services.AddSingleton<WorkPreferences>();
        services.AddSingleton<WorkRebuild>();
        services.AddSingleton<WorkReminders>();
        services.AddHostedService(provider => provider.GetRequiredService<WorkReminders>());
        services.AddHostedService(provider => provider.GetRequiredService<WorkRebuild>());
        return services;
    }

    public static void MapWork(this IEndpointRouteBuilder routes) => WorkCalendar.Map(routes);
}
