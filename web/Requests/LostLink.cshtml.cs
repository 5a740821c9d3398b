using System.ComponentModel.DataAnnotations;
using DataPortal.Mail;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Requests;

/// <summary><i>Lupa tautan</i>: sends the links of one's requests again, and answers the same whether the address is known or not.</summary>
public sealed class LostLinkModel(RequestTracking tracking) : PageModel
{
    public sealed class Input : IValidatableObject
    {
        public string? Email { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (!Sender.IsAddress(Email?.Trim()))
            {
                yield return new(Speech.T("Tulis alamat surel lengkap, misalnya nama@contoh.id", "Enter a whole e-mail address, such as name@example.org"), [nameof(Email)]);
            }
        }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    public bool Sent { get; private set; }
    public TooManyException? TooMany { get; private set; }

    public void OnGet(string? terkirim)
    {
        Sent = terkirim is not null;
        this.ServePrivately();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        this.ServePrivately();
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await tracking.SendLinksAsync(Form.Email!.Trim(), VisitorNetwork.Of(HttpContext.Connection.RemoteIpAddress), Speech.Language, ct);
            return Redirect(Url.Content("~/permintaan/lupa-tautan?terkirim=1"));
        }
        catch (TooManyException tooMany)
        {
            TooMany = tooMany;
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = tooMany.Seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Page();
        }
    }
}
