using DataPortal.Accounts;
using DataPortal.Procedures.Drafts;
using DataPortal.Shared;
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
    public string NameOf(string id) => library.Latest(id)?.Name ?? id;

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

    /// <summary>The chosen drafts are thrown away.</summary>
    /// <param name="draf">Each as <c>id.version</c>, the version the person saw.</param>
    public async Task<IActionResult> OnPostBuangAsync(string[] draf, CancellationToken ct)
    {
        if (!MayPrepare)
        {
            return Forbid();
        }

        Dictionary<string, long> seen = new(StringComparer.Ordinal);
        foreach (var chosen in draf.OfType<string>())
        {
            var dot = chosen.LastIndexOf('.');
            if (dot > 0 && long.TryParse(chosen.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture, out var version))
            {
                seen[chosen[..dot]] = version;
            }
        }

        try
        {
            return Redirect(await desk.DiscardAsync(seen, ct) > 0 ? "/petugas/standar?pesan=dibuang" : "/petugas/standar");
        }
        catch (DraftRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            await LoadAsync(ct);
            return Page();
        }
    }

    /// <summary>How a draft stands, in words, with the class of its badge; null where it is not known.</summary>
    public (string Words, string Badge)? Standing(ProcedureDraft draft) => draft.Standing switch
    {
        null => null,
        { Problems: > 0 and var problems } => ($"{Show.Number(problems)} hal perlu diperbaiki", "badge badge-warn"),
        { } read when library.Find(read.Procedure)?.Version == read.Hash => ("sama dengan yang berlaku", "badge"),
        { } read => (library.Find(read.Procedure) is null ? "siap diberlakukan, dokumen baru" : "siap diberlakukan, pengganti", "badge badge-ok"),
    };

    private async Task LoadAsync(CancellationToken ct) => (Drafts, Files) = MayPrepare ? (await desk.ListAsync(ct), desk.Files()) : ([], []);
}

[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class StaffSheetModel(ProcedureLibrary library) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    public IActionResult OnGet(string id)
    {
        if (library.Latest(id) is not { } found)
        {
            return NotFound();
        }

        Procedure = found;
        return Page();
    }
}
