using DataPortal.Accounts;
using DataPortal.Procedures.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures;

[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class StaffListModel(ProcedureLibrary library, DraftDesk desk, CurrentStaff staff) : PageModel
{
    public IReadOnlyList<Procedure> Procedures => library.All;
    public IReadOnlyList<ProcedureDraft> Drafts { get; private set; } = [];
    public IReadOnlyList<LaidFile> Files { get; private set; } = [];
    public IReadOnlyList<string> Unreadable => library.Unreadable;

    /// <summary>Once in force, not any more; their versions stay.</summary>
    public IReadOnlyList<string> Withdrawn => [.. library.Known.Where(id => library.Find(id) is null)];
    public bool MayPrepare => ProcedureQueries.Readers.Any(staff.Has);

    [BindProperty(SupportsGet = true, Name = "pesan")]
    public string? Said { get; set; }

    public ProcedureVersion? InForce(Procedure procedure) => library.FindVersion(procedure.Id, procedure.Version);

    public int Versions(Procedure procedure) => library.Versions(procedure.Id).Count;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    /// <summary>A document of the data folder becomes a draft, to be looked at.</summary>
    public async Task<IActionResult> OnPostAmbilAsync(string? berkas, CancellationToken ct)
    {
        if (!MayPrepare)
        {
            return Forbid();
        }

        try
        {
            return Redirect($"/petugas/standar/draf/{(await desk.TakeAsync(berkas ?? "", ct)).Id}");
        }
        catch (DraftRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            await LoadAsync(ct);
            return Page();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => (Drafts, Files) = MayPrepare ? (await desk.ListAsync(ct), desk.Files()) : ([], []);
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
