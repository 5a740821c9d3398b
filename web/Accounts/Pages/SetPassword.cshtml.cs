using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Accounts.Pages;

/// <summary>Where one-time links lead. Opening the page uses nothing up: mail programs open links too.</summary>
[AllowAnonymous]
public sealed class SetPasswordModel(StaffDesk desk, OneTimeLinks links) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "tautan")]
    public string? Token { get; set; }

    public bool IsGone { get; private set; }
    public bool IsFirst { get; private set; }

    public IEnumerable<SelectListItem> OtherRoles => StaffForm.Choices.Where(choice => choice.Value != nameof(Role.SystemAdmin));

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => OpenAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var page = await OpenAsync(ct);
        if (IsGone)
        {
            return page;
        }

        if (IsFirst)
        {
            foreach (var (field, message) in Form.Check())
            {
                ModelState.AddModelError($"Form.{field}", message);
            }
        }

        if (!ModelState.IsValid)
        {
            return page;
        }

        try
        {
            await desk.SetPasswordAsync(Token!, Form.Password!, IsFirst ? Form.Draft() : null, ct);
            return RedirectToPage("/Accounts/Pages/SignIn", new { pesan = "sandi" });
        }
        catch (StaffRuleException broken)
        {
            return this.Show(broken);
        }
        catch (LinkGoneException)
        {
            ModelState.Clear();
            return Gone();
        }
    }

    private async Task<IActionResult> OpenAsync(CancellationToken ct)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await links.FindAsync(Token, ct) is not { } link)
        {
            return Gone();
        }

        IsFirst = link.Purpose is LinkPurpose.First;
        return Page();
    }

    private PageResult Gone()
    {
        IsGone = true;
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    public sealed class Input : StaffForm, IValidatableObject
    {
        public string? Password { get; set; }
        public string? Repeat { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => PasswordPair.Check(Password, Repeat);
    }
}

/// <summary>A new password, typed twice.</summary>
internal static class PasswordPair
{
    public static IEnumerable<ValidationResult> Check(string? password, string? repeat)
    {
        if (string.IsNullOrEmpty(password))
        {
            yield return new("Tulis sandi baru", ["Password"]);
        }
        else if (password != repeat)
        {
            yield return new("Tulis sandi yang sama dua kali", ["Repeat"]);
        }
    }
}
