using System.ComponentModel.DataAnnotations;
using DataPortal.Mail;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[AllowAnonymous]
public sealed class ForgotPasswordModel(StaffDesk desk) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public bool Sent { get; private set; }

    public void OnGet(bool terkirim) => Sent = terkirim;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        return await desk.ForgotAsync(Form.Email!.Trim(), ct) is { } wait ? this.AskToWait(wait) : RedirectToPage(new { terkirim = true });
    }

    public sealed class Input : IValidatableObject
    {
        public string? Email { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (!Sender.IsAddress(Email?.Trim()))
            {
                yield return new("Tulis alamat surel lengkap, misalnya nama@contoh.id", [nameof(Email)]);
            }
        }
    }
}
