using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Accounts.Pages;

[Allow]
public sealed class AccountModel(OwnAccount own) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public Staff Person { get; private set; } = null!;
    public bool Saved { get; private set; }

    public async Task OnGetAsync(bool tersimpan)
    {
        Saved = tersimpan;
        Person = (await own.AccountAsync()).Staff;
    }

    public async Task<IActionResult> OnPostSandiAsync(CancellationToken ct)
    {
        Person = (await own.AccountAsync()).Staff;
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await own.ChangePasswordAsync(Form.Current!, Form.Password!, ct);
            return RedirectToPage(new { tersimpan = true });
        }
        catch (StaffRuleException broken)
        {
            return this.Show(broken);
        }
    }

    public sealed class Input : IValidatableObject
    {
        public string? Current { get; set; }
        public string? Password { get; set; }
        public string? Repeat { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
            string.IsNullOrEmpty(Current) ? PasswordPair.Check(Password, Repeat).Prepend(new("Tulis sandi yang sekarang", [nameof(Current)])) : PasswordPair.Check(Password, Repeat);
    }
}
