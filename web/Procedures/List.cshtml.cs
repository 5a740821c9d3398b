using DataPortal.Shared;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

[PublicPage]
public sealed class ListModel(ProcedureLibrary library, WorkingCalendar calendar, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Procedure> Procedures => library.All;

    public IReadOnlyList<OpeningLine> ServiceHours { get; } = calendar.Week(WorkClock.Service, Show.Day(clock.GetUtcNow()));
}
