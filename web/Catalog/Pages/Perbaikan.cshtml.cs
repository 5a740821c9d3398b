using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Pages;

/// <summary>What was released and later put right, last first.</summary>
[PublicPage]
public sealed class PerbaikanModel(IDocumentStore store) : PageModel
{
    public IReadOnlyList<CatalogItem> Items { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Items = await store.ListAsync(CatalogQueries.Corrected().Top(200), ct);
}
