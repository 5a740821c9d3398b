using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

/// <summary>A procedure in one version, in force or not: old versions stay readable (procedures.md §1.1).</summary>
[PublicPage]
public sealed class VersionSheetModel(ProcedureLibrary library) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    /// <summary>When it was in force; null while it is not recorded yet.</summary>
    public ProcedureVersion? Version { get; private set; }
    public bool IsInForce => library.Find(Procedure.Id)?.Version == Procedure.Version;
    public bool HasCurrent => library.Find(Procedure.Id) is not null;

    public IActionResult OnGet(string id, string versi)
    {
        if (library.Find(id, versi) is not { } found)
        {
            return NotFound();
        }

        (Procedure, Version) = (found, library.FindVersion(id, versi));
        return Page();
    }
}
