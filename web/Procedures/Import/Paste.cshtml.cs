using DataPortal.Accounts;
using DataPortal.Content;
using DataPortal.Procedures.Drafts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures.Import;

/// <summary>A document pasted from a word processor becomes a proposal, a person corrects it, and it is kept as a draft.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.SystemAdmin, Role.OfficeHead, Role.DivisionHead)]
[RequestSizeLimit(40_000_000), RequestFormLimits(ValueLengthLimit = 20_000_000, MultipartBodyLengthLimit = 40_000_000)]
public sealed class PasteModel(DraftDesk desk, ProcedureKeeping keeping, ProcedureLibrary library) : PageModel
{
    public const int MostShown = 200;

    [BindProperty]
    public Input Form { get; set; } = new();

    public Proposal? Proposal { get; private set; }
    public IReadOnlyList<ContentProblem> Problems { get; private set; } = [];

    public void OnGet()
    {
    }

    /// <summary>Reads what was pasted.</summary>
    public IActionResult OnPostBaca()
    {
        if (Reread() is { } proposal)
        {
            ModelState.Remove("Form.Text");
            Form.Text = proposal.Markdown;
            Problems = keeping.Understand(proposal.Markdown).Problems;
        }

        return Page();
    }

    /// <summary>Looks at the proposal as the person corrected it.</summary>
    public IActionResult OnPostPeriksa()
    {
        Reread();
        Problems = keeping.Understand(Form.Text ?? "").Problems;
        return Page();
    }

    public async Task<IActionResult> OnPostSimpanAsync(CancellationToken ct)
    {
        try
        {
            return Redirect($"/petugas/standar/draf/{(await desk.KeepAsync(Form.Text ?? "", "tempel dari Word", ct)).Id}");
        }
        catch (DraftRefusedException refused)
        {
            Reread();
            ModelState.AddModelError("Form.Text", refused.Message);
            return Page();
        }
    }

    private Proposal? Reread()
    {
        try
        {
            return Proposal = Proposal.From(Form.Pasted ?? "", library.All);
        }
        catch (PasteRefusedException refused)
        {
            if (Form.Pasted?.Length > PastedText.MostLetters)
            {
                // Not sent back: the page would be as long.
                (Form.Pasted, _) = (null, ModelState.Remove("Form.Pasted"));
            }

            ModelState.AddModelError("Form.Pasted", refused.Message);
            return null;
        }
    }

    public sealed class Input
    {
        public string? Pasted { get; set; }
        public string? Text { get; set; }
    }
}
