using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Imk;

/// <summary>The officer's own sample blocks, and what they obtained there day by day (procedures.md §5.3, step 2: as in 000 step 4, the officer enters it).</summary>
[Allow(Role.FieldOfficer, Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class MineModel(ImkTools tools) : RunPage(tools.Step.Desk, tools.Step.Rights, tools.Step.Clock)
{
    [BindProperty]
    public DayInput Form { get; set; } = new();

    public IReadOnlyList<ImkBlock> Blocks { get; private set; } = [];
    public DateOnly Today => Show.Day(Now);

    /// <summary>Whether the field work is under way.</summary>
    public bool IsOpen => Run.IsOpen && Attempt is { IsDoable: true };

    public bool IsSaved => Request.Query["pesan"] == "hari";

    public double Expected(ImkBlock block) => ImkProgress.Expect(block, tools.Step.Calendar, Today);

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        Form = new() { Day = Today, Block = Blocks is [var only] ? only.Key : null };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (!IsOpen)
        {
            ModelState.AddModelError("", Run.IsOpen ? "Pengumpulan data tidak sedang berjalan; kemajuan tidak dapat dicatat." : new RunClosedException(Run).Message);
        }

        try
        {
            if (ModelState.IsValid && Form.Read(ModelState) is { } day)
            {
                await tools.Field.TypeAsync(Run.Id, Form.Block!, day, Rights.PersonId ?? "", ct);
                return Redirect(Url.Content(ImkLinks.Mine(Run.Id, Step!.No)) + "?pesan=hari");
            }
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
        }

        return Page();
    }

    private async Task<IActionResult?> OpenAsync(string run, string step, CancellationToken ct)
    {
        if (await LoadAsync(run, step, null, ct) is { } answer)
        {
            return answer;
        }

        if (Step!.Form != ImkSteps.FieldForm)
        {
            return NotFound();
        }

        Blocks = await tools.Field.BlocksOfAsync(Run.Id, Rights.PersonId ?? "", ct);
        return null;
    }
}
