using DataPortal.Catalog.Search;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Pages;

/// <summary>Everything published of one kind: <c>/tabel</c>, <c>/publikasi</c>, <c>/berita-resmi</c>, <c>/infografis</c>.</summary>
[PublicPage]
public sealed class ShelfModel(CatalogSearch search, Subjects subjects, Regions regions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Folder { get; set; } = "";

    public ItemKind Kind { get; private set; }
    public string Path => Kind.Folder();
    public SearchResult Found { get; private set; } = null!;
    public Filters Filters { get; private set; } = null!;

    public string Heading => Kind switch
    {
        ItemKind.Table => Speech.T("Tabel statistik", "Statistical tables"),
        ItemKind.Publication => Speech.T("Publikasi", "Publications"),
        ItemKind.PressRelease => Speech.T("Berita resmi statistik", "Press releases"),
        ItemKind.Infographic => Speech.T("Infografis", "Infographics"),
        _ => throw new InvalidOperationException($"Unknown kind {Kind}."),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (SearchAddress.KindOf(Folder) is not { } kind)
        {
            return NotFound();
        }

        Kind = kind;
        var request = SearchAddress.Read(Request.Query) with { Kinds = [kind] };
        if (request is { Text.Length: 0, Order: SearchOrder.Relevance })
        {
            request = request with { Order = SearchOrder.Newest };
        }

        Found = await search.SearchAsync(request, ct);
        Filters = Filters.Of(Path, Found with { Request = request with { Kinds = [] } }, subjects, regions, kinds: false);
        return Page();
    }
}
