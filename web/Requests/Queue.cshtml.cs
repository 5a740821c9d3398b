using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Requests;

/// <summary>The queue of requests, due first.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead)]
public sealed class QueueModel(RequestQueue queue, RequestClock clock, PublishedItems published, TimeProvider time) : PageModel
{
    public static readonly (QueueTab Tab, string Name, string Text)[] Tabs =
        [(QueueTab.Open, "terbuka", "Terbuka"), (QueueTab.Mine, "milik-saya", "Milik saya"), (QueueTab.Unread, "pesan-baru", "Pesan baru"),
            (QueueTab.Held, "ditahan", "Ditahan"), (QueueTab.Closed, "selesai", "Selesai")];

    public QueueFilter Filter { get; private set; } = new(QueueTab.Open);
    public QueuePage Rows { get; private set; } = new([], 0, 1, 1);
    public QueueCounts Counts { get; private set; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    public string? Said { get; private set; }
    public DateTimeOffset Now => time.GetUtcNow();
    public bool MayAct => User.IsInRole(nameof(Role.WebAdmin)) || User.IsInRole(nameof(Role.SectionHead));
    public string Standard => clock.Step(RequestClock.Answer).StandardText;
    public string MyId => queue.Me.Id;
    public IReadOnlyList<SelectListItem> Channels { get; } = RequestForm.Options<Channel>(channel => channel.Label());
    public IReadOnlyList<SelectListItem> States { get; } =
        [.. new[] { RequestState.New, RequestState.Opened, RequestState.Waiting }.Select(state => new SelectListItem(state.Label(), state.ToString()))];
    public IReadOnlyList<SelectListItem> Subjects => published.Subjects;

    public ClockReading Clock(Request request) => clock.Read(request);

    public string? Address(QueueTab tab, int page = 1) => Url.Content("~/petugas/permintaan") + QueryString.Create(new Dictionary<string, string?>
    {
        ["tab"] = Tabs.First(one => one.Tab == tab).Name,
        ["cari"] = Filter.Words,
        ["kanal"] = Filter.Channel?.ToString(),
        ["keadaan"] = tab == Filter.Tab ? Filter.State?.ToString() : null,
        ["subjek"] = Filter.Subject,
        ["hal"] = page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    }.Where(pair => !string.IsNullOrEmpty(pair.Value)));

    public async Task OnGetAsync(string? tab, string? cari, string? kanal, string? keadaan, string? subjek, int? hal, string? pesan, CancellationToken ct)
    {
        Filter = new(
            Tabs.FirstOrDefault(one => one.Name == tab, Tabs[0]).Tab, cari,
            Enum.TryParse<Channel>(kanal, out var channel) ? channel : null, Enum.TryParse<RequestState>(keadaan, out var state) ? state : null, subjek, hal ?? 1);
        Said = pesan switch
        {
            "diambil" => "Permintaan itu baru saja diambil rekan Anda.",
            "selesai" => "Permintaan itu sudah selesai.",
            _ => null,
        };
        Rows = await queue.ListAsync(Filter, ct);
        Counts = await queue.CountAsync(ct);
    }

    /// <summary><i>Ambil</i> from the list.</summary>
    public async Task<IActionResult> OnPostClaimAsync(string id, CancellationToken ct)
    {
        if (!MayAct)
        {
            return Forbid();
        }

        try
        {
            var request = await queue.ClaimAsync(id, ct);
            return Redirect(Url.Content("~" + RequestPaths.Ticket(request)));
        }
        catch (AlreadyTakenException)
        {
            return Redirect(Url.Content("~/petugas/permintaan?pesan=diambil"));
        }
        catch (RequestClosedException)
        {
            return Redirect(Url.Content("~/petugas/permintaan?pesan=selesai"));
        }
    }
}
