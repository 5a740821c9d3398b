using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Imk;

/// <summary>Opens an IMK survey with the head's order (procedures.md §5.3, step 1).</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class NewModel(ImkDesk desk, ProcedureLibrary library, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>The documents of such surveys.</summary>
    public IReadOnlyList<Procedure> Procedures => [.. library.All.Where(procedure => new ImkSteps(procedure).AreOfImk)];

    public IReadOnlyList<SelectListItem> ProcedureOptions => [.. Procedures.Select(procedure => new SelectListItem($"{procedure.Name} ({procedure.Number})", procedure.Id))];

    public void OnGet()
    {
        Form.Stamp = Document.NewId(clock);
        Form.Procedure = Procedures is [var only] ? only.Id : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Procedures.FirstOrDefault(procedure => procedure.Id == Form.Procedure) is not { } chosen)
        {
            ModelState.AddModelError("Form.Procedure", "Pilih SOP.");
            return Page();
        }

        if (Form.Date > Show.Day(clock.GetUtcNow()))
        {
            ModelState.AddModelError("Form.Date", "Tanggal surat belum tiba.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        // The form's own stamp names the run: sent twice it is opened once.
        var id = Guid.TryParseExact(Form.Stamp, "N", out _) ? Form.Stamp! : Document.NewId(clock);
        var run = await desk.OpenAsync(chosen, id, Form.Title!.Trim(), Form.Number!.Trim(), Form.Date!.Value, ct);
        return Redirect(Url.Content(RunLinks.Step(run.Id, chosen.Steps[0])) + "?pesan=baru");
    }

    public sealed class Input : IValidatableObject
    {
        public string? Stamp { get; set; }
        public string? Procedure { get; set; }
        public string? Title { get; set; }
        public string? Number { get; set; }
        public DateOnly? Date { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Title) || Title.Length > ImkLimits.Name)
            {
                yield return new($"Tulis nama kegiatan, paling banyak {ImkLimits.Name} huruf.", [nameof(Title)]);
            }

            if (string.IsNullOrWhiteSpace(Number) || Number.Length > ImkLimits.Name)
            {
                yield return new($"Tulis nomor surat, paling banyak {ImkLimits.Name} huruf.", [nameof(Number)]);
            }

            if (Date is null)
            {
                yield return new("Pilih tanggal surat.", [nameof(Date)]);
            }
        }
    }
}
