using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
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

    /// <summary>A form sent to no act of the page is answered with the page.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is null)
        {
            // The path as it was asked for: what is decoded in it would be no address.
            context.Result = LocalRedirect((Request.PathBase + Request.Path).ToUriComponent());
        }
    }

    /// <summary>Loads the run and the step of the address. Null when all is well; else the answer.</summary>
    protected virtual async Task<IActionResult?> LoadAsync(string run, string? step, string? item, CancellationToken ct)
    {
        if (await desk.FindAsync(run, ct) is not { } found)
        {
            return NotFound();
        }

        Run = found;
        // What a browser sends as the name of an event may become the name of a run: bounded, and none of those the portal gives by itself.
        Nonce = Nonce is { Length: > 0 and <= 64 } && Nonce.All(char.IsAsciiLetterOrDigit) ? Nonce : Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        try
        {
            Procedure = desk.ProcedureOf(found);
        }
        catch (RunWithoutDocumentException gone)
        {
            return Vanished(gone);
        }

        Item = item ?? "";
        if (step is not null)
        {
            Step = Procedure.FindStep(step);
            if (Step is null || (Item.Length > 0 && About is null))
            {
                return NotFound();
            }
        }

        Look();
        return null;
    }

    /// <summary>The document of the run is not there: the run's own page says so and shows what the run has.</summary>
    protected virtual IActionResult? Vanished(RunWithoutDocumentException gone) => Redirect(Url.Content(RunLinks.Run(Run.Id)));

    /// <summary>Does what the form says; a broken rule becomes a sentence above the form, and what was typed stays.</summary>
    /// <param name="happened">Without who and when: those are filled in.</param>
    /// <param name="asHead">The event needs a head's role (skip, pause of a promise, reopen).</param>
    /// <returns>Whether it was done.</returns>
    /// <param name="before">What else happens in the same commit, before it.</param>
    protected async Task<bool> DoAsync(
        Func<Run, RunEvent> happened, CancellationToken ct, bool asHead = false, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>>? also = null, Func<Run, IEnumerable<RunEvent>>? before = null)
    {
        try
        {
            var role = Step is null ? rights.LeadingAs() : rights.ActingAs(Procedure, Step, asHead);
            Run = await desk.AdvanceAllAsync(
                Run.Id, run => [.. (before?.Invoke(run) ?? []).Append(happened(run)).Select(one => desk.By(one, role) with { OnBehalfOf = rights.OnBehalfOf(role, Attempt?.PersonId) })], ct, also);
            Look();
            return true;
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            if (await desk.FindAsync(Run.Id, ct) is { } now)
            {
                // Somebody was faster, or the run went on: the page shows it as it is.
                Run = now;
                Look();
            }

            return false;
        }
    }

    /// <summary>Says what is wrong with a field, once.</summary>
    protected void Need(bool held, string field, string message)
    {
        if (!held && (field.Length == 0 || !ModelState.TryGetValue(field, out var entry) || entry.Errors.Count == 0))
        {
            ModelState.AddModelError(field, message);
        }
    }

    /// <summary>What was typed, without blanks around it and not too long; null when there is nothing.</summary>
    protected static string? Typed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim() is { Length: > StepActs.LongestReason } longer ? longer[..StepActs.LongestReason] : text.Trim();

    private void Look() => Attempt = Step is null ? null : Run.OpenAttempt(Step.No, Item) ?? Run.LastAttempt(Step.No, Item);
}
