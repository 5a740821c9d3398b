using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Survey;

/// <summary>Who is away when: a short dated list that allocations warn by.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class AbsencesModel(SurveyTools survey, AbsenceDesk desk, AllocationDesk allocations) : PageModel
{
    private IReadOnlyList<Staff> _people = [];

    /// <summary>Names what the form makes: sent twice it is made once.</summary>
    [BindProperty]
    public string? Stamp { get; set; }

    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<Absence> Coming { get; private set; } = [];
    public IEnumerable<SelectListItem> People => _people.Where(person => desk.MayForOthers || person.Id == survey.MyId).Select(person => new SelectListItem(person.Name, person.Id));
    public string? Told => Request.Query["kabar"] == "simpan" ? "Tersimpan." : Request.Query["kabar"] == "hapus" ? "Catatan dihapus." : null;

    public bool MayRemove(Absence absence) => desk.MayForOthers || absence.StaffId == survey.MyId;

    public async Task OnGetAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        Form.Person = survey.MyId;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await ReadAsync(ct);
        var person = _people.FirstOrDefault(one => one.Id == Form.Person);
        if (person is null)
        {
            ModelState.AddModelError("Form.Person", "Pilih orangnya.");
        }

        if (ModelState.IsValid)
        {
            try
            {
                await desk.AddAsync(Stamp!, person!, Form.From!.Value, Form.To!.Value, Form.Kind!.Trim(), ct);
                return Redirect(Url.Content(AssignmentLinks.Absences) + "?kabar=simpan");
            }
            catch (RunRuleException broken)
            {
                ModelState.AddModelError("", broken.Message);
            }
        }

        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id, CancellationToken ct)
    {
        try
        {
            await desk.RemoveAsync(id ?? "", ct);
            return Redirect(Url.Content(AssignmentLinks.Absences) + "?kabar=hapus");
        }
        catch (RunRuleException broken)
        {
            await ReadAsync(ct);
            ModelState.Clear();
            ModelState.AddModelError("", broken.Message);
            return Page();
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        Stamp = Guid.TryParseExact(Stamp, "N", out _) ? Stamp : Document.NewId(survey.Clock);
        _people = await allocations.OfficersAsync(ct);
        Coming = await desk.ComingAsync(ct);
    }

    public sealed class Input : IValidatableObject
    {
        public string? Person { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? To { get; set; }
        public string? Kind { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (From is null)
            {
                yield return new("Isi hari pertama.", [nameof(From)]);
            }

            if (To is null || To < From)
            {
                yield return new(To is null ? "Isi hari terakhir." : "Hari terakhir lebih awal daripada hari pertama.", [nameof(To)]);
            }
            else if (From is { } from && To.Value.DayNumber - from.DayNumber > 1100)
            {
                yield return new("Paling lama tiga tahun.", [nameof(To)]);
            }

            if (Kind?.Trim() is not { Length: > 0 and <= 60 })
            {
                yield return new("Tulis sebabnya dengan singkat, misalnya cuti tahunan.", [nameof(Kind)]);
            }
        }
    }
}
