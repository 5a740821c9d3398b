using DataPortal.Procedures.Conformance.Published;
using DataPortal.Shared;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

[PublicPage]
public sealed class ListModel(ProcedureLibrary library, PublishedStandards standards, WorkingCalendar calendar, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Procedure> Procedures => library.All;

    public IReadOnlyList<PublishedStandard> Published => standards.All;

    public IReadOnlyList<OpeningLine> ServiceHours { get; } = calendar.Week(WorkClock.Service, Show.Day(clock.GetUtcNow()));
}
