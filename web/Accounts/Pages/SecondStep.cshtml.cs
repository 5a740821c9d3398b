using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[AllowAnonymous]
public sealed class SecondStepModel(SignInDesk desk) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "kembali")]
    public string? Return { get; set; }

    public async Task<IActionResult> OnGetAsync() => await desk.PendingAsync() is null ? Again() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await desk.PendingAsync() is null)
        {
            return Again();
        }

        if (string.IsNullOrWhiteSpace(Form.Code))
        {
            ModelState.AddModelError("Form.Code", "Tulis enam angka yang tampil di aplikasi");
            return Page();
        }

        return Done(await desk.WithCodeAsync(Form.Code), "Form.Code", "Kode tidak cocok atau sudah dipakai. Tunggu kode berikutnya, lalu tulis lagi");
    }

    public async Task<IActionResult> OnPostPemulihanAsync()
    {
        if (await desk.PendingAsync() is null)
        {
            return Again();
        }

        if (string.IsNullOrWhiteSpace(Form.Recovery))
        {
            ModelState.AddModelError("Form.Recovery", "Tulis satu kode pemulihan");
            return Page();
        }

        return Done(await desk.WithRecoveryCodeAsync(Form.Recovery), "Form.Recovery", "Kode pemulihan tidak cocok atau sudah dipakai");
    }

    private IActionResult Done(SignInAnswer answer, string field, string refusal)
    {
        if (answer.State is SignInState.SignedIn)
        {
            return LocalRedirect(Url.IsLocalUrl(Return) ? Return : Url.Content("~/petugas"));
        }

        if (answer.Wait is { } wait)
        {
            return this.AskToWait(wait);
        }

        ModelState.AddModelError(field, refusal);
        return Page();
    }

    private RedirectToPageResult Again() => RedirectToPage("/Accounts/Pages/SignIn", new { pesan = "waktu", kembali = Url.IsLocalUrl(Return) ? Return : null });

    public sealed class Input
    {
        public string? Code { get; set; }
        public string? Recovery { get; set; }
    }
}
