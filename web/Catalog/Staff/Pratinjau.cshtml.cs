using DataPortal.Accounts;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Staff;

/// <summary>A draft as visitors will see it.</summary>
[Allow(Role.WebAdmin, Role.SectionHead)]
public sealed class PratinjauModel(IDocumentStore store) : PageModel
{
    public CatalogItem Item { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(CatalogQueries.Items, id, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        return Page();
    }
}
