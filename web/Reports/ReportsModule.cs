using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Reports;

public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddProcedureNeed(MonthlyReports.Procedure, ReportDesk.Step)
        .AddSingleton<ICollection>(ReportQueries.Collection)
        .AddSingleton<Register>()
        .AddSingleton<MonthlyReports>()
        .AddSingleton<Trend>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ReportFiles>()
        .AddScoped<StaffSignature>();
}
