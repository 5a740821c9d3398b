using DataPortal.Accounts;
using DataPortal.Mail.Mime;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Mail;

/// <summary>One message: what it says, what the servers answered, and what staff may decide about it.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.SystemAdmin)]
public sealed class MessageModel(IDocumentStore store, MailDesk desk) : PageModel
{
    public OutgoingMessage Shown { get; private set; } = null!;

    /// <summary>True for letters to staff about their own account: whoever reads the link in one could set that person's password, so nobody reads it here.</summary>
    public bool IsSealed => Shown.Cause.StartsWith(StaffQueries.Collection.Name + "/", StringComparison.Ordinal);

    public string Headers => MimeWriter.Headers(Shown);
    public string? Problem { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(Outbox.Collection, id, ct) is not { } found)
        {
            return NotFound();
        }

        Shown = found;
        return Page();
    }

    public Task<IActionResult> OnPostResendAsync(string id, CancellationToken ct) => DecideAsync(id, desk.ResendAsync, ct);

    public Task<IActionResult> OnPostSentAsync(string id, CancellationToken ct) => DecideAsync(id, desk.MarkSentAsync, ct);

    public Task<IActionResult> OnPostCancelAsync(string id, CancellationToken ct) => DecideAsync(id, desk.CancelAsync, ct);

    private async Task<IActionResult> DecideAsync(string id, Func<string, CancellationToken, Task> decide, CancellationToken ct)
    {
        try
        {
            await decide(id, ct);
            return Redirect($"/petugas/surel/{id}");
        }
        catch (MessageStateException)
        {
            Problem = "Keadaan surel ini sudah berubah sejak halaman ini dibuka. Lihat keadaannya sekarang, lalu putuskan lagi.";
            return await OnGetAsync(id, ct);
        }
    }
}
