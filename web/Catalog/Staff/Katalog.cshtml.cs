using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Staff;

/// <summary>Everything in the catalogue, last changed first.</summary>
[Allow(Role.WebAdmin)]
public sealed class KatalogModel(IDocumentStore store, Subjects subjects, TimeProvider clock) : PageModel
{
    public const int Size = 50;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    [BindProperty(SupportsGet = true, Name = "keadaan")]
    public ItemState? State { get; set; }

    [BindProperty(SupportsGet = true, Name = "jenis")]
    public ItemKind? Kind { get; set; }

    [BindProperty(SupportsGet = true, Name = "subjek")]
    public string? Subject { get; set; }

    public int Number { get; private set; } = 1;
    public IReadOnlyList<CatalogItem> Items { get; private set; } = [];
    public int Total { get; private set; }
    public IReadOnlyDictionary<ItemState, int> Counts { get; private set; } = new Dictionary<ItemState, int>();
    public int Planned { get; private set; }
    public Subjects Subjects => subjects;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Number = int.TryParse(Request.Query["hal"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 10_000) : 1;
        Dictionary<ItemState, int> counts = [];
        foreach (var state in Enum.GetValues<ItemState>())
        {
            counts[state] = await store.CountAsync(CatalogQueries.Items.Where("state", state), ct);
        }

        Counts = counts;
        Planned = await store.CountAsync(ReleasePlan.From(clock.GetUtcNow()), ct);
        var query = CatalogQueries.Worked(State, Kind, Subject).Saying(Words);
        Total = await store.CountAsync(query, ct);
        Items = await store.ListAsync(query.Skip((Number - 1) * Size).Top(Size), ct);
    }

    public string Address(ItemState? state, int page = 1)
    {
        List<string> parts = [];
        Add("q", Words);
        Add("keadaan", state?.ToString());
        Add("jenis", Kind?.ToString());
        Add("subjek", Subject);
        Add("hal", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null);
        return "~/petugas/katalog" + (parts.Count == 0 ? "" : "?" + string.Join('&', parts));

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }
}
