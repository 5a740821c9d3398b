using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[AllowAnonymous]
public sealed class SignInModel(SignInDesk desk) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>Where to go afterwards; only an address of this portal is followed.</summary>
    [BindProperty(SupportsGet = true, Name = "kembali")]
    public string? Return { get; set; }

    [BindProperty(SupportsGet = true, Name = "pesan")]
    public string? Message { get; set; }

    public string? News => Message switch
    {
        "sandi" => "Sandi tersimpan. Masuk dengan sandi itu.",
        "keluar" => "Anda sudah keluar.",
        "waktu" => "Waktu untuk langkah kedua habis. Masuk lagi.",
        _ => null,
    };

    public IActionResult OnGet() => User.Identity?.IsAuthenticated == true ? LocalRedirect(Home) : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        Message = null;
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var answer = await desk.WithPasswordAsync(Form.Email!.Trim(), Form.Password!, ct);
        switch (answer.State)
        {
            case SignInState.SignedIn:
                return LocalRedirect(Home);
            case SignInState.SecondFactor:
                return RedirectToPage("/Accounts/Pages/SecondStep", new { kembali = Url.IsLocalUrl(Return) ? Return : null });
            default:
                return this.Refuse(answer, "Surel atau sandi tidak cocok. Sesudah lima kali salah, akun dikunci 15 menit.");
        }
    }

    private string Home => Url.IsLocalUrl(Return) ? Return : Url.Content("~/petugas");

    public sealed class Input : IValidatableObject
    {
        public string? Email { get; set; }
        public string? Password { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Email))
            {
                yield return new("Tulis alamat surel Anda", [nameof(Email)]);
            }

            if (string.IsNullOrEmpty(Password) || Password.Length > PasswordRules.Longest)
            {
                yield return new("Tulis sandi Anda", [nameof(Password)]);
            }
        }
    }
}

internal static class SignInAnswers
{
    /// <summary>The page again, with what is wrong; 429 and Retry-After (RFC 6585 §4) when it was tried too often.</summary>
    public static PageResult Refuse(this PageModel page, SignInAnswer answer, string refusal)
    {
        if (answer.Wait is not { } wait)
        {
            page.ModelState.AddModelError("", refusal);
            return page.Page();
        }

        return page.AskToWait(wait);
    }

    public static PageResult AskToWait(this PageModel page, TimeSpan wait)
    {
        page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        page.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        page.ModelState.AddModelError("", $"Terlalu banyak percobaan. Coba lagi {WaitWords.Of(wait)} lagi.");
        return page.Page();
    }

    /// <summary>Shows a broken rule beside its entry.</summary>
    public static PageResult Show(this PageModel page, StaffRuleException broken)
    {
        page.ModelState.AddModelError(broken.Field.Length == 0 ? "" : $"Form.{broken.Field}", broken.Message);
        return page.Page();
    }
}
