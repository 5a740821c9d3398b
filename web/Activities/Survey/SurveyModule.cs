using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Activities.Survey;

public static class SurveyModule
{
    public static IServiceCollection AddSurvey(this IServiceCollection services)
    {
        services.AddSingleton<ICollection>(SurveyQueries.Plans);
        services.AddSingleton<ICollection>(SurveyQueries.Allocations);
        services.AddSingleton<ICollection>(SurveyQueries.Briefings);
        services.AddSingleton<ICollection>(SurveyQueries.Assignments);
        services.AddSingleton<ICollection>(SurveyQueries.Absences);
        services.AddSingleton<RunFollower>(AssignmentDates.FollowAsync);
        services.AddSingleton<SurveyTools>();
        services.AddSingleton<PlanDesk>();
        services.AddSingleton<AllocationDesk>();
        services.AddSingleton<BriefingDesk>();
        services.AddSingleton<AssignmentDesk>();
        services.AddSingleton<FieldLead>();
        services.AddSingleton<CheckDesk>();
        services.AddSingleton<ResultDesk>();
        services.AddSingleton<AbsenceDesk>();
        services.AddSingleton<ICollection>(SurveyQueries.Compilations);
        services.AddSingleton<ICollection>(SurveyQueries.Dispatches);
        return services;
    }

    public static void MapSurvey(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/petugas/kegiatan/{run}/laporan.pdf", [HttpMethods.Get, HttpMethods.Head],
            [Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)] async (string run, RunDesk desk, ProcedureLibrary library, HttpResponse response, IDocumentStore store, IOptions<OfficeOptions> office, TimeProvider clock, CancellationToken ct) =>
            {
                if (await desk.FindAsync(run, ct) is not { } found || library.Find(found.Procedure, found.ProcedureVersion) is not { } procedure || !new SurveySteps(procedure).AreOfASurvey)
                {
                    return Results.NotFound();
                }

                response.Headers.CacheControl = "no-cache, no-store";
                using var made = new MemoryStream();
                SurveyReportPdf.Write(made, await SurveyRoom.ReadAsync(store, found, procedure, ct), procedure, office.Value, clock.GetUtcNow());
                return Results.File(made.ToArray(), "application/pdf", $"laporan-{run}.pdf");
            });
}
