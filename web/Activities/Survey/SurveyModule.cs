using DataPortal.Storage;

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
        services.AddSingleton<SurveyTools>();
        services.AddSingleton<PlanDesk>();
        services.AddSingleton<AllocationDesk>();
        services.AddSingleton<BriefingDesk>();
        services.AddSingleton<AssignmentDesk>();
        services.AddSingleton<FieldLead>();
        services.AddSingleton<CheckDesk>();
        services.AddSingleton<AbsenceDesk>();
        return services;
    }
}
