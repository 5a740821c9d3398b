using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

[PublicPage]
public sealed class SheetModel(ProcedureLibrary library) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    /// <summary>In force before.</summary>
    public IReadOnlyList<ProcedureVersion> Earlier => [.. library.Versions(Procedure.Id).Where(version => version.Now is null && version.Force.Count > 0)];

    /// <summary>The signed original, where it is attached.</summary>
    public SignedScan? Scan => library.FindVersion(Procedure.Id, Procedure.Version)?.Scan;

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
