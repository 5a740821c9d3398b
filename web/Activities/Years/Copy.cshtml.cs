using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Years;

/// <summary>Makes a year's plan out of the year before.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class CopyModel(YearCopy copy, YearDesk desk, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? AskedYear { get; set; }

    /// <summary>Sources of the candidates that were chosen.</summary>
    [BindProperty]
    public List<string>? Chosen { get; set; }

    public int Year => AskedYear ?? Show.Day(clock.GetUtcNow()).Year + 1;
    public IReadOnlyList<YearCandidate> Candidates { get; private set; } = [];

    public string ProcedureName(string id) => desk.Procedures.FirstOrDefault(procedure => procedure.Id == id)?.Name ?? id;

    public bool IsChosen(YearCandidate candidate) => Chosen?.Contains(candidate.Proposed.Source!) ?? candidate.WasYearly;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!YearDesk.IsPlanned(Year) || !YearDesk.IsPlanned(Year - 1))
        {
            return NotFound();
        }

        Candidates = await copy.CandidatesAsync(Year, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!YearDesk.IsPlanned(Year) || !YearDesk.IsPlanned(Year - 1))
        {
            return NotFound();
        }

        try
        {
            if (Chosen is not { Count: > 0 })
            {
                ModelState.AddModelError("", "Pilih sedikitnya satu kegiatan.");
            }
            else if (await copy.TakeAsync(Year, Chosen.ToHashSet(StringComparer.Ordinal), ct) > 0)
            {
                return Redirect(Url.Content($"~/petugas/kegiatan/rencana?tahun={Year}&pesan=salin"));
            }
            else
            {
                ModelState.AddModelError("", "Kegiatan yang dipilih sudah ada di rencana.");
            }
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
        }

        Candidates = await copy.CandidatesAsync(Year, ct);
        return Page();
    }
}
