using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Storage;

namespace DataPortal.Reports;

public static class ReportsModule
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddProcedureNeed(MonthlyReports.Procedure, ReportDesk.Step)
        .AddSingleton<ICollection>(ReportQueries.Collection)
        .AddCaseLink(new(MonthlyReports.Procedure, [ReportDesk.Step], ReportDesk.PageOf, [Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.OfficeHead]))
        .AddSingleton<Register>()
        .AddSingleton<MonthlyReports>()
        .AddSingleton<Trend>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ReportFiles>()
        .AddScoped<StaffSignature>();
}
