using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class StaffListModel(ProcedureLibrary library) : PageModel
{
    public IReadOnlyList<Procedure> Procedures => library.All;
}

[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class StaffSheetModel(ProcedureLibrary library) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    public IActionResult OnGet(string id)
    {
        if (library.Find(id) is not { } found)
        {
            return NotFound();
        }

        Procedure = found;
        return Page();
    }
}
