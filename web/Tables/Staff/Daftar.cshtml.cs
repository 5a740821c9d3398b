using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Tables.Staff;

/// <summary>The office's tables, last worked on first, and the uploads nobody finished.</summary>
[Allow(Role.WebAdmin)]
public sealed class DaftarModel(IDocumentStore store) : PageModel
{
    public const int PerPage = 50;

    public IReadOnlyList<CatalogItem> Items { get; private set; } = [];
    public IReadOnlyDictionary<string, TableDocument> Tables { get; private set; } = new Dictionary<string, TableDocument>();
    public IReadOnlyList<TableUpload> Uploads { get; private set; } = [];
    public int Total { get; private set; }

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int At { get; set; } = 1;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var query = CatalogQueries.Worked(null, ItemKind.Table, null);
        Total = await store.CountAsync(query, ct);
        Items = await store.ListAsync(query.Skip((Math.Max(1, At) - 1) * PerPage).Top(PerPage), ct);
        var tables = new Dictionary<string, TableDocument>();
        foreach (var item in Items)
        {
            if (await store.FindAsync(TableQueries.Tables, item.Id, ct) is { } table)
            {
                tables[item.Id] = table;
            }
        }

        Tables = tables;
        Uploads = await store.ListAsync(TableQueries.OpenUploads(20), ct);
    }
}
