using DataPortal.Mail.Delivery;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail;

/// <summary>The mailbox of everyone, in a demonstration (<c>Mail:DemoMailbox</c>): letters that went to the pickup folder, for lack of a server. Elsewhere it is not there.</summary>
[ResponseCache(NoStore = true)]
public sealed class DemoModel(IDocumentStore store, PickupTransport pickup, IOptions<MailOptions> mail) : PageModel
{
    public IReadOnlyList<OutgoingMessage> Messages { get; private set; } = [];
    public OutgoingMessage? Shown { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken ct)
    {
        if (!mail.Value.DemoMailbox)
        {
            return NotFound();
        }

        if (id is null)
        {
            Messages = await store.ListAsync(OutboxQueries.In(DeliveryState.Sent).Top(100), ct);
            return Page();
        }

        Shown = await FindAsync(id, ct);
        return Shown is null ? NotFound() : Page();
    }

    /// <summary>The very file of the pickup folder.</summary>
    public async Task<IActionResult> OnGetFileAsync(string id, CancellationToken ct) =>
        mail.Value.DemoMailbox && await FindAsync(id, ct) is { } message && Path.Combine(pickup.Folder, PickupTransport.FileName(message)) is var path && System.IO.File.Exists(path)
            ? PhysicalFile(path, "message/rfc822", PickupTransport.FileName(message))
            : NotFound();

    private async Task<OutgoingMessage?> FindAsync(string id, CancellationToken ct) =>
        await store.FindAsync(Outbox.Collection, id, ct) is { State: DeliveryState.Sent } message ? message : null;
}
