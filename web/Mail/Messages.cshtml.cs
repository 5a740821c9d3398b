using DataPortal.Accounts;
using DataPortal.Mail.Delivery;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Mail;

/// <summary>The outbox: what goes out, what went out, what did not.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.SystemAdmin)]
public sealed class MessagesModel(IDocumentStore store, IMailTransport transport, ServerPause pause) : PageModel
{
    private const int PerPage = 50;

    [BindProperty(SupportsGet = true, Name = "keadaan")]
    public DeliveryState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "cari")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "halaman")]
    public int Number { get; set; } = 1;

    public IReadOnlyList<OutgoingMessage> Messages { get; private set; } = [];
    public IReadOnlyList<(DeliveryState State, int Count)> Counts { get; private set; } = [];
    public int Found { get; private set; }
    public int Pages => Math.Max(1, (Found + PerPage - 1) / PerPage);
    public string Transport => transport.Name;
    public DateTimeOffset? PausedUntil => pause.Until;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var counts = new List<(DeliveryState, int)>();
        foreach (var state in Enum.GetValues<DeliveryState>())
        {
            counts.Add((state, await store.CountAsync(OutboxQueries.In(state), ct)));
        }

        Counts = counts;
        var query = await QueryAsync(ct);
        Found = await store.CountAsync(query, ct);
        Number = Math.Clamp(Number, 1, Pages);
        Messages = await store.ListAsync(query.Skip((Number - 1) * PerPage).Top(PerPage), ct);
    }

    private async Task<Query<OutgoingMessage>> QueryAsync(CancellationToken ct)
    {
        if (Words?.Trim() is not { Length: > 0 } words)
        {
            return State is { } state ? OutboxQueries.In(state) : OutboxQueries.All();
        }

        var query = OutboxQueries.To(words);
        if (await store.CountAsync(query, ct) == 0)
        {
            query = OutboxQueries.About(words);
        }

        return State is { } only ? query.Where("state", only) : query;
    }
}
