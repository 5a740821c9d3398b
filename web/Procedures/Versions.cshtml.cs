using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Procedures;

/// <summary>Every version of a procedure with the times it was in force, and the way back to the portal's own document.</summary>
[RequestSizeLimit(40_000_000), RequestFormLimits(MultipartBodyLengthLimit = 40_000_000)]
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.TeamLead, Role.OfficeHead, Role.SystemAdmin)]
public sealed class VersionsModel(ProcedureLibrary library, ProcedureKeeping keeping, ScanDesk scans, CurrentStaff staff) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

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

    /// <summary>Attaches the signed scan to a version.</summary>
    public Task<IActionResult> OnPostPindaiAsync(string id, CancellationToken ct) => ScanAsync(id, "dipindai", async version =>
    {
        if (Form.Scan is not { Length: > 0 } sent)
        {
            throw new ScanRefusedException("Pilih berkas PDF-nya.");
        }

        await using var content = sent.OpenReadStream();
        await scans.AttachAsync(id, version, content, ct);
    });

    public Task<IActionResult> OnPostLepasPindaianAsync(string id, CancellationToken ct) => ScanAsync(id, "dilepas", version => scans.RemoveAsync(id, version, ct));

    private async Task<IActionResult> ScanAsync(string id, string said, Func<string, Task> act)
    {
        if (!MayPrepare)
        {
            return Forbid();
        }

        if (!Look(id))
        {
            return NotFound();
        }

        try
        {
            await act(Form.Version ?? "");
            return Redirect($"/petugas/standar/{Uri.EscapeDataString(id)}/versi?pesan={said}");
        }
        catch (ScanRefusedException refused)
        {
            ModelState.AddModelError("Form.Scan", refused.Message);
            return Page();
        }
    }

    /// <summary>The versions to choose from, the one in force first.</summary>
    public IReadOnlyList<SelectListItem> VersionOptions => [.. Versions.Select(version => new SelectListItem($"{version.Hash}, efektif {version.Effective}{(version.Now is null ? "" : " (berlaku)")}", version.Hash))];

    private bool Look(string id)
    {
        (Id, Current, Versions) = (id, library.Find(id), library.Versions(id));
        Own = library.Own.FirstOrDefault(own => own.Procedure.Id == id)?.Procedure;
        return Versions.Count > 0;
    }

    public sealed class Input
    {
        public IFormFile? Scan { get; set; }

        /// <summary>The hash of the version.</summary>
        public string? Version { get; set; }
    }
}
