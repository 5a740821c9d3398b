using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[AllowAnonymous]
public sealed class SignOutModel(SignInDesk desk) : PageModel
{
    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? Page() : RedirectToPage("/Accounts/Pages/SignIn");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await desk.SignOutAsync(ct);
        return RedirectToPage("/Accounts/Pages/SignIn", new { pesan = "keluar" });
    }
}
