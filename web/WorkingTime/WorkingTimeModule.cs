using DataPortal.Content;

namespace DataPortal.WorkingTime;

public static class WorkingTimeModule
{
    public static IServiceCollection AddWorkingTime(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => new WorkingCalendar(CalendarFiles.Read(provider.GetRequiredService<ContentRoot>())));
        services.AddHostedService<CalendarCheck>();
        return services;
    }

    public static void MapWorkingTime(this IEndpointRouteBuilder routes)
    {
    }

    /// <summary>Reads the calendar before the server listens: a file that cannot be used stops the start.</summary>
    private sealed class CalendarCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct)
        {
            services.GetRequiredService<WorkingCalendar>();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
