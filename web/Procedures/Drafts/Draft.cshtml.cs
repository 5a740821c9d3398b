using DataPortal.Accounts;
using DataPortal.Content;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures.Drafts;

/// <summary>A draft with what the portal understands of it: seen before anything takes effect.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.SystemAdmin, Role.OfficeHead, Role.DivisionHead)]
[RequestSizeLimit(40_000_000), RequestFormLimits(ValueLengthLimit = 20_000_000, MultipartBodyLengthLimit = 40_000_000)]
public sealed class DraftModel(DraftDesk desk, ProcedureKeeping keeping, ProcedureLibrary library) : PageModel
{
    public const int MostShown = 50;

    [BindProperty]
    public Input Form { get; set; } = new();

    public ProcedureDraft Draft { get; private set; } = null!;

    /// <summary>Null when it could not be read at all; incomplete when there are problems.</summary>
    public Procedure? Read { get; private set; }
    public IReadOnlyList<ContentProblem> Problems { get; private set; } = [];

    /// <summary>The lines of the text, from which a problem quotes its own.</summary>
    public string[] Lines { get; private set; } = [];

    /// <summary>In force under the same identifier.</summary>
    public Procedure? Current { get; private set; }
    public ProcedureDifference? Difference { get; private set; }
    public bool IsInForce => Current is not null && Current.Version == Read?.Version;
    public bool MayDecide => keeping.MayDecide;
    public bool Overtaken { get; private set; }

    /// <summary>What is right but may be a slip.</summary>
    public IReadOnlyList<string> Hints { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LookAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostSimpanAsync(string id, CancellationToken ct)
    {
        if (!await LookAsync(id, ct))
        {
            return NotFound();
        }

        try
        {
            await desk.ChangeAsync(Seen, Form.Text ?? "", ct);
            return Redirect($"/petugas/standar/draf/{id}");
        }
        catch (DraftRefusedException refused)
        {
            ModelState.AddModelError("Form.Text", refused.Message);
            return Page();
        }
    }

    public async Task<IActionResult> OnPostBerlakukanAsync(string id, CancellationToken ct)
    {
        if (!MayDecide)
        {
            return Forbid();
        }

        if (!await LookAsync(id, ct))
        {
            return NotFound();
        }

        try
        {
            var made = await desk.PutInForceAsync(Seen, string.IsNullOrEmpty(Form.Based) ? null : Form.Based, ct);
            return Redirect($"/petugas/standar/{made.Id}/versi?pesan=berlaku");
        }
        catch (Exception late) when (late is ProcedureChangedException or ContentException)
        {
            Overtaken = late is ProcedureChangedException;
            ModelState.Clear();
            return await LookAsync(id, ct) ? Page() : Redirect("/petugas/standar");
        }
    }

    public async Task<IActionResult> OnPostBuangAsync(string id, CancellationToken ct)
    {
        if (!await LookAsync(id, ct))
        {
            return Redirect("/petugas/standar");
        }

        try
        {
            await desk.DiscardAsync(Seen, ct);
            return Redirect("/petugas/standar?pesan=dibuang");
        }
        catch (DraftRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return Page();
        }
    }

    /// <summary>The draft as the person saw it: one changed meanwhile is told, not overwritten.</summary>
    private ProcedureDraft Seen => Draft with { Version = Form.Seen };

    private async Task<bool> LookAsync(string id, CancellationToken ct)
    {
        if (id.Length > 64 || await desk.FindAsync(id, ct) is not { } draft)
        {
            return false;
        }

        Draft = draft;
        (Read, Problems) = keeping.Understand(draft.Text);
        Lines = draft.Text.ReplaceLineEndings("\n").Split('\n');
        Current = Read is null ? null : library.Find(Read.Id);
        Difference = Read is not null && Current is not null && Problems.Count == 0 ? ProcedureDifference.Between(Current, Read) : null;
        Hints = Read is null || Problems.Count > 0 ? [] : [.. Told(Read)];
        if (!Request.HasFormContentType)
        {
            Form = new() { Text = draft.Text, Based = Current?.Version, Seen = draft.Version };
        }
        else if (Overtaken)
        {
            Form.Based = Current?.Version;
            Form.Seen = draft.Version;
        }

        Form.Text ??= draft.Text;
        return true;
    }

    private IEnumerable<string> Told(Procedure read)
    {
        if (Current is null && library.All.FirstOrDefault(other => other.Number == read.Number) is { } same)
        {
            yield return $"Nomor SOP {read.Number} juga nomor {same.Name} (id {same.Id}). Bila draf ini penggantinya, pakai id yang sama.";
        }

        foreach (var step in read.Steps.Where(step => step.Sub is { } sub && library.Find(sub) is null))
        {
            yield return $"Langkah {step.No}: SOP rinci \"{step.Sub}\" belum ada; langkah ini dijalankan menurut kelengkapan dan keluarannya.";
        }

        foreach (var actor in read.Actors.Where(actor => read.Steps.All(step => step.Actors.All(entry => entry.Key != actor.Key))))
        {
            yield return $"Aktor {actor.Label} tidak disebut di langkah mana pun.";
        }

        foreach (var lost in Current is null || IsInForce ? [] : ReadingLoss.Between(Current, read))
        {
            yield return lost;
        }

        if (Current is not null && !IsInForce && Current.Effective == read.Effective)
        {
            yield return $"Tanggal Efektif masih sama dengan versi yang berlaku ({read.Effective}).";
        }
    }

    public sealed class Input
    {
        public string? Text { get; set; }

        /// <summary>Version in force the person compared with.</summary>
        public string? Based { get; set; }

        /// <summary>How often the draft had been written when the person saw it.</summary>
        public long Seen { get; set; }
    }
}
