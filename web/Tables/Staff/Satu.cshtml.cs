using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Tables.Staff;

/// <summary>One table for those who keep it: state, versions, publish, replace.</summary>
[Allow(Role.WebAdmin)]
public sealed class SatuModel(TableShelf shelf, CatalogDesk catalog, IDocumentStore store, IFileStore files) : PageModel
{
    public CatalogItem Item { get; private set; } = null!;
    public StoredTable Table { get; private set; } = null!;
    public TableView View { get; private set; } = null!;
    public IReadOnlyList<string> Missing { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = "kabar")]
    public string? News { get; set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(CatalogQueries.Items, id, ct) is not { Kind: ItemKind.Table } item || await shelf.FindAsync(id, ct) is not { } table)
        {
            return NotFound();
        }

        (Item, Table, Missing) = (item, table, item.State is ItemState.Draft ? catalog.Missing(item) : []);
        View = new(table.Cube, table.Text with { Title = item.Title }, TableSelection.Of(table, _ => default).Layout);
        return Page();
    }

    public async Task<IActionResult> OnPostTerbitkanAsync(string id, CancellationToken ct)
    {
        try
        {
            await catalog.PublishAsync(id, ct);
            return RedirectToPage(new { id, kabar = "terbit" });
        }
        catch (Exception refused) when (refused is ItemIncompleteException or ItemStateException or UnknownItemException)
        {
            return RedirectToPage(new { id, kabar = "belum" });
        }
    }

    /// <summary>The file of a version as it was uploaded.</summary>
    public async Task<IActionResult> OnGetAsliAsync(string id, int versi, CancellationToken ct)
    {
        var table = await store.FindAsync(TableQueries.Tables, id, ct);
        var version = table is null ? null : table.Earlier.Prepend(table.Current).FirstOrDefault(one => one.Number == versi);
        return version?.Original is { } original && await files.OpenAsync(original.Hash, ct) is { } content
            ? File(content, "application/octet-stream", original.Name)
            : NotFound();
    }
}
