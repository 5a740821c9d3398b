using DataPortal.Content;
using DataPortal.Storage;

namespace DataPortal.WorkingTime;

public static class WorkingTimeModule
{
    public static IServiceCollection AddWorkingTime(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ICollection>(CalendarQueries.Years);
        services.AddSingleton(provider => CalendarFiles.Read(provider.GetRequiredService<ContentRoot>()));
        services.AddSingleton<WorkingCalendar>();
        services.AddSingleton<CalendarKeeping>();
        services.AddHostedService<CalendarCheck>();
        return services;
    }

    public static void MapWorkingTime(this IEndpointRouteBuilder routes)
    {
    }

    /// <summary>Reads the calendar before the server listens: a file that cannot be used stops the start.</summary>
    private sealed class CalendarCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct) => services.GetRequiredService<CalendarKeeping>().LoadAsync(ct);

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
