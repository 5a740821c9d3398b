using DataPortal.Catalog.Search;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Pages;

/// <summary>One publication, press release or infographic. A withdrawn one answers 410 and says why.</summary>
[PublicPage]
public sealed class ItemModel(IDocumentStore store, CatalogSearch search) : PageModel
{
    public CatalogItem Item { get; private set; } = null!;
    public CatalogItem? Replacement { get; private set; }
    public IReadOnlyList<CatalogItem> Related { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string folder, string id, CancellationToken ct)
    {
        var item = await store.FindAsync(CatalogQueries.Items, id, ct);
        if (item is null or { State: ItemState.Draft } || SearchAddress.KindOf(folder) is not { } kind)
        {
            return NotFound();
        }

        if (item.Kind != kind)
        {
            return RedirectPermanent(Url.Content("~" + item.Path));
        }

        Item = item;
        if (item.State is ItemState.Withdrawn)
        {
            Response.StatusCode = StatusCodes.Status410Gone;
            Replacement = item.ReplacedBy is { } other ? await search.FindAsync(other, ct) : null;
            return Page();
        }

        Related = await RelatedAsync(search, item, ct);
        return Page();
    }

    /// <summary>Up to four others of the same subject that share most words of the title.</summary>
    public static async Task<IReadOnlyList<CatalogItem>> RelatedAsync(CatalogSearch search, CatalogItem item, CancellationToken ct)
    {
        var same = await search.SearchAsync(new() { Subjects = [item.Subject], Order = SearchOrder.Newest, Size = 5 }, ct);
        return [.. same.Hits.Select(hit => hit.Item).Where(other => other.Id != item.Id).Take(4)];
    }
}
