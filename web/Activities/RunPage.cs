using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities;

/// <summary>A page of one run; with a step in its address, of one step of one item. Pages derive and call <see cref="LoadAsync"/> first.</summary>
public abstract class RunPage(RunDesk desk, RunRights rights, TimeProvider clock) : PageModel
{
    public Run Run { get; private set; } = null!;
    public Procedure Procedure { get; private set; } = null!;

    /// <summary>Null on the page of the run itself.</summary>
    public ProcedureStep? Step { get; private set; }

    /// <summary>The item's key; empty: the run itself.</summary>
    public string Item { get; private set; } = "";

    /// <summary>The open attempt at the step, else the last one; null when it was never reached.</summary>
    public Attempt? Attempt { get; private set; }

    /// <summary>Names the event a form sends, from when the form was made: sent twice it is done once.</summary>
    [BindProperty]
    public string? Nonce { get; set; }

    public DateTimeOffset Now => clock.GetUtcNow();
    public RunRights Rights => rights;
    public RunItem? About => Run.FindItem(Item);
    public bool MayDo => Step is not null && rights.MayDo(Procedure, Step, Attempt);

    protected RunDesk Desk => desk;

    /// <summary>Loads the run and the step of the address. Null when all is well; else the answer.</summary>
    protected async Task<IActionResult?> LoadAsync(string run, string? step, string? item, CancellationToken ct)
    {
        if (await desk.FindAsync(run, ct) is not { } found)
        {
            return NotFound();
        }

        Run = found;
        try
        {
            Procedure = desk.ProcedureOf(found);
        }
        catch (RunWithoutDocumentException gone)
        {
            return Content(gone.Message);
        }

        Item = item ?? "";
        if (step is not null)
        {
            Step = Procedure.FindStep(step);
            if (Step is null || (Item.Length > 0 && About is null))
            {
                return NotFound();
            }

            Attempt = Run.OpenAttempt(step, Item) ?? Run.LastAttempt(step, Item);
        }

        Nonce ??= Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        return null;
    }

    /// <summary>Does what the form says; a broken rule becomes a sentence above the form, and what was typed stays.</summary>
    /// <param name="happened">Without who and when: those are filled in.</param>
    /// <param name="asHead">The event needs a head's role (skip, pause of a promise, reopen).</param>
    /// <returns>Whether it was done.</returns>
    protected async Task<bool> DoAsync(Func<Run, RunEvent> happened, CancellationToken ct, bool asHead = false, Func<Advanced, CancellationToken, Task<IReadOnlyList<Storage.Change>>>? also = null)
    {
        try
        {
            Run = await desk.AdvanceAsync(Run.Id, run => desk.By(happened(run), Step is null ? null : rights.ActingAs(Procedure, Step, asHead)), ct, also);
            return true;
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            return false;
        }
    }
}
