using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Survey;

/// <summary>Evaluation and compilation (seed 000, step 6): the response is the portal's to work out, the report the team lead's to write.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class CompilationPageModel(StepTools tools, SurveyTools survey, IDocumentStore store) : SurveyPage(tools)
{
    public sealed class Input
    {
        [StringLength(SurveyLimits.Text, ErrorMessage = "Evaluasi terlalu panjang: paling banyak {1} huruf")]
        public string? Evaluation { get; set; }

        /// <summary>The report and the compilation are final.</summary>
        public bool IsFinal { get; set; }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    protected override string FormName => SurveySteps.CompilationForm;

    public SurveyRoom Room { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        // Who opens the page has begun the step (§4.3, started).
        if (await survey.BeginAsync(Run, Attempt, survey.LeadRole, ct) && await LoadAsync(run, step, null, ct) is { } gone)
        {
            return gone;
        }

        Form = new() { Evaluation = Room.Compilation?.Evaluation };
        Carry(Room.Compilation?.Files);
        return Page();
    }

    public async Task<IActionResult> OnPostSimpanAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (!MayDo)
        {
            return Forbid();
        }

        if (!await TakeFilesAsync(ct) || !ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await store.CommitAsync([Written(null)], ct);
        }
        catch (StaleDocumentException)
        {
            ModelState.AddModelError("", "Kompilasi ini baru saja disimpan orang lain. Periksa, lalu simpan lagi.");
            return Page();
        }

        return Again("simpan");
    }

    public async Task<IActionResult> OnPostSelesaiAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (!MayDo)
        {
            return Forbid();
        }

        var taken = await TakeFilesAsync(ct);
        if (taken && Kept.Count == 0)
        {
            ModelState.AddModelError(nameof(Files), "Lampirkan laporan dan kompilasinya");
        }

        if (!Form.IsFinal)
        {
            ModelState.AddModelError("Form.IsFinal", "Centang bila laporan dan kompilasi sudah final");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var done = await DoAsync(
            _ => new Complete { Id = Nonce!, At = default, Step = step, Evidence = FileEvidence }, ct,
            also: (_, _) => Task.FromResult<IReadOnlyList<Change>>([Written(Now)]));
        return done ? Again("final") : Page();
    }

    private Change Written(DateTimeOffset? final) => SurveyRoom.Put(SurveyQueries.Compilations, (Room.Compilation ?? new() { Id = Run.Id }) with
    {
        Evaluation = Form.Evaluation?.Trim() ?? "",
        Files = Kept,
        SavedAt = Now,
        SavedBy = User.Identity?.Name,
        FinalAt = final,
    });

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Room = await SurveyRoom.ReadAsync(store, Run, Procedure, ct);
        return null;
    }

}
