using DataPortal.Accounts;
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
        services.AddSingleton<StaffNoticeSource>(NoticesAsync);
        return services;
    }

    public static void MapWorkingTime(this IEndpointRouteBuilder routes)
    {
    }

    /// <summary>On the staff home: days off that are not known yet, to those who may enter them.</summary>
    private static Task<IReadOnlyList<StaffNotice>> NoticesAsync(IServiceProvider services, CancellationToken ct) => Task.FromResult<IReadOnlyList<StaffNotice>>(
        services.GetRequiredService<WorkingCalendar>().Warning(services.GetRequiredService<TimeProvider>().GetUtcNow()) is { } warning
            ? [new([Role.SectionHead, Role.SystemAdmin], warning, "~/petugas/kalender", Urgent: false)] : []);

    /// <summary>Reads the calendar before the server listens: a file that cannot be used stops the start.</summary>
    private sealed class CalendarCheck(IServiceProvider services) : IHostedService
    {
        public Task StartAsync(CancellationToken ct) => services.GetRequiredService<CalendarKeeping>().LoadAsync(ct);

        public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
    }
}
