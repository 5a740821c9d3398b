using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Survey;

/// <summary>Evaluation and compilation (seed 000, step 6): the response is the portal's to work out, the report the team lead's to write.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class CompilationPageModel(StepTools tools, SurveyTools survey, ResultDesk desk) : SurveyPage(tools)
{
    public sealed class Input
    {
        [StringLength(SurveyLimits.Text, ErrorMessage = "Evaluasi terlalu panjang: paling banyak {1} huruf")]
        public string? Evaluation { get; set; }

        /// <summary>The version the form was filled from.</summary>
        public long Seen { get; set; }

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

        // Kasie JRS who opens the page has begun the step (§4.3, started); a head who only looks has not.
        if (IsOpened && await survey.BeginAsync(Run, Attempt, Role.TeamLead, ct) && await LoadAsync(run, step, null, ct) is { } gone)
        {
            return gone;
        }

        Form = new() { Evaluation = Room.Compilation?.Evaluation, Seen = Room.Compilation?.Version ?? 0 };
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

        return await TakeFilesAsync(ct) && ModelState.IsValid
            && await TryAsync(() => desk.SaveCompilationAsync(Run, Step!, Form.Evaluation, Kept, Form.Seen, ct)) ? Again("simpan") : Refused();
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

        if (IsDone("selesai"))
        {
            return Again("final");
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
            _ => new Complete { Id = Named("selesai"), At = default, Step = step, Evidence = FileEvidence }, ct,
            also: (_, attempt) => desk.FinalAsync(Run.Id, Form.Evaluation, Kept, Form.Seen, attempt));
        return done ? Again("final") : Refused();
    }

    /// <summary>The page again. The version it now shows is the one that the next try is about.</summary>
    private PageResult Refused()
    {
        Form.Seen = Room.Compilation?.Version ?? 0;
        ModelState.Remove("Form.Seen");
        return Page();
    }

    protected override async Task<IActionResult?> FillAsync(CancellationToken ct)
    {
        Room = await SurveyRoom.ReadAsync(survey.Store, Run, Procedure, ct);
        return null;
    }
}
