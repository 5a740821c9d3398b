using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Activities.Imk;
using DataPortal.Activities.Survey;
using DataPortal.Activities.Work;
using DataPortal.Activities.Years;
using DataPortal.Procedures.Conformance;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Activities;

public static class ActivitiesModule
{
    public static IServiceCollection AddActivities(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ActivityOptions>().Bind(configuration.GetSection(ActivityOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RunRights>();
        services.AddCaseLink(new(null, [], RunLinks.Run, [Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead, Role.DeskOfficer, Role.Treasurer]));
        services.AddSurvey();
        services.AddWork();
        services.AddImk();
        services.AddYearPlan();
        services.AddSingleton<StepTools>();
        services.AddSingleton<SubRuns>();
        services.AddSingleton<ICollection>(DelegationQueries.Collection);
        services.AddSingleton<Delegations>();
        services.AddSingleton<DelegationDesk>();
        services.AddSingleton<IAuthorizationHandler, DelegatedRoles>();
        services.AddHostedService(provider => provider.GetRequiredService<Delegations>());
        services.AddHostedService<RunSamples>();
        services.AddHostedService<YearSamples>();
        return services;
    }

    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
        routes.MapSurvey();
        routes.MapWork();
        SopTemplate.Map(routes);
        YearCalendar.Map(routes);
        routes.MapMethods("/petugas/kegiatan/{run}/berkas/{hash}/{name}", [HttpMethods.Get, HttpMethods.Head],
            [Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead, Role.DeskOfficer, Role.Treasurer)] async (string run, string hash, HttpResponse response, RunDesk desk, RunRights rights, IFileStore files, CancellationToken ct) =>
            {
                // A file is a run's only when some step of it names it as its evidence; what an officer collected is theirs and their leads' to read.
                if (await desk.FindAsync(run, ct) is not { } found || RunEvidence.FileOf(found, hash, attempt => rights.MayRead(found, attempt.Item)) is not { } file || await files.OpenAsync(hash, ct) is not { } content)
                {
                    return Results.NotFound();
                }

                response.Headers.CacheControl = "no-cache, no-store";
                return Results.File(content, file.MediaType, file.Name, entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
            });
    }
}
