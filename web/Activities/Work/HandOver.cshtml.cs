using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Work;

/// <summary><i>Alihkan</i>: the colleagues of the step's role with what each has already, one click each.</summary>
[Allow]
public sealed class HandOverModel(WorkDesk desk, WorkRows rows, CurrentStaff staff, TimeProvider clock) : PageModel
{
    public WorkItem Item { get; private set; } = null!;
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];
    public string Nonce { get; } = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    public WorkRows Words => rows;
    public string Me => staff.Id!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, string to, string nonce, CancellationToken ct)
    {
        try
        {
            await desk.HandOverAsync(id, to, nonce, ct);
            return Redirect(Url.Content(WorkLinks.List) + "?pesan=dialihkan");
        }
        catch (RunRuleException broken)
        {
            if (!await LoadAsync(id, ct))
            {
                return NotFound();
            }

            ModelState.AddModelError("", broken.Message);
            return Page();
        }
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await desk.FindAsync(id, ct) is not { } found)
        {
            return false;
        }

        Item = found;
        Colleagues = await desk.ColleaguesAsync(found, ct);
        return true;
    }
}
