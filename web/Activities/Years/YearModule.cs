using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Years;

public static class YearModule
{
    /// <summary>So long the staff home tells that the calendar opened something.</summary>
    private const int DaysOfNews = 3;

    private static readonly Role[] _readers = [Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead];

    public static IServiceCollection AddYearPlan(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(YearQueries.Plan);
        services.AddSingleton<YearDesk>();
        services.AddSingleton<YearCopy>();
        services.AddSingleton<YearOpener>();
        services.AddHostedService(provider => provider.GetRequiredService<YearOpener>());
        services.AddSingleton<RunTemplate>(RunTemplates.ImkAsync);
        services.AddSingleton<RunTemplate>(RunTemplates.SurveyAsync);
        services.AddSingleton<StaffNoticeSource>(NoticesAsync);
        return services;
    }

    private static async Task<IReadOnlyList<StaffNotice>> NoticesAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var plan = await services.GetRequiredService<YearDesk>().OfAsync(Show.Day(now).Year, ct);
        var me = services.GetRequiredService<CurrentStaff>().Id;
        List<StaffNotice> notices = [.. plan.Where(planned => planned is { Fault: not null, IsOpened: false })
            .Select(planned => new StaffNotice(_readers, $"{planned.Title} belum dapat dibuka: {planned.Fault}", "~/petugas/kegiatan/rencana/butir/" + planned.Id, true))];
        notices.AddRange(plan.Where(planned => planned.OpenedAt > now.AddDays(-DaysOfNews) && (planned.OwnerId is null || planned.OwnerId == me)).Take(10)
            .Select(planned => new StaffNotice(_readers, $"{planned.Title} dibuka dari rencana tahun{(planned.OwnerId is null ? "" : "; Anda penanggung jawabnya")}.", RunLinks.Run(planned.Run!), false)));
        return notices;
    }
}
