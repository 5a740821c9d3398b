using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

/// <summary>Every version of a procedure with the times it was in force, and the way back to the portal's own document.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class VersionsModel(ProcedureLibrary library, ProcedureKeeping keeping, CurrentStaff staff) : PageModel
{
    public string Id { get; private set; } = "";

    /// <summary>Null: no version is in force.</summary>
    public Procedure? Current { get; private set; }
    public IReadOnlyList<ProcedureVersion> Versions { get; private set; } = [];

    /// <summary>The portal's own document, when there is one.</summary>
    public Procedure? Own { get; private set; }
    public bool MayDecide => keeping.MayDecide;
    public bool MayPrepare => ProcedureQueries.Readers.Any(staff.Has);
    public bool Overtaken { get; private set; }

    [BindProperty(SupportsGet = true, Name = "pesan")]
    public string? Said { get; set; }

    public string Name => Current?.Name ?? (Versions is [{ } last, ..] ? last.Title : Id);

    public IActionResult OnGet(string id) => Look(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostKembaliAsync(string id, string? versi, CancellationToken ct)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        try
        {
            await keeping.GoBackAsync(id, versi ?? "", ct);
            return Redirect($"/petugas/standar/{Uri.EscapeDataString(id)}/versi?pesan=kembali");
        }
        catch (ProcedureChangedException)
        {
            Overtaken = true;
            return Look(id) ? Page() : NotFound();
        }
    }

    private bool Look(string id)
    {
        (Id, Current, Versions) = (id, library.Find(id), library.Versions(id));
        Own = library.Own.FirstOrDefault(own => own.Procedure.Id == id)?.Procedure;
        return Versions.Count > 0;
    }
}
