using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[Allow]
public sealed class SessionsModel(OwnAccount own, StaffSessions sessions) : PageModel
{
    public IReadOnlyList<StaffSession> List { get; private set; } = [];
    public string? CurrentId => sessions.CurrentId;

    public async Task OnGetAsync(CancellationToken ct) => List = await sessions.OfAsync((await own.AccountAsync()).Staff, ct);

    public async Task<IActionResult> OnPostAkhiriAsync(string id, CancellationToken ct)
    {
        await sessions.EndAsync((await own.AccountAsync()).Staff, id ?? "", "staff.session-ended", ct);
        return RedirectToPage();
    }

    public async Task<IActionResult> OnPostAkhiriSemuaAsync(CancellationToken ct)
    {
        await sessions.EndAllAsync((await own.AccountAsync()).Staff, sessions.CurrentId, ct);
        return RedirectToPage();
    }
}
