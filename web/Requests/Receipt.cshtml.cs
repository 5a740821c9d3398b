using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Requests;

/// <summary>What a requester sees after sending: the number, what happens next, when it is due in words.</summary>
public sealed class ReceiptModel(RequestTracking tracking) : PageModel
{
    public Request Item { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken ct)
    {
        this.ServePrivately();
        if (await tracking.FindAsync(token, ct) is not { } request)
        {
            return NotFound();
        }

        Item = request;
        return Page();
    }
}
