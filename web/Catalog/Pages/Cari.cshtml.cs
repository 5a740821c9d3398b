using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Pages;

/// <summary>What a visitor found, or where to ask for it (procedure pelayanan-website, steps 2 and 3).</summary>
public sealed class CariModel(CatalogSearch search, Subjects subjects, Regions regions, CatalogTally tally) : PageModel
{
    public SearchResult Found { get; private set; } = null!;
    public Filters Filters { get; private set; } = null!;
    public string Words => Found.Request.Text;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var request = SearchAddress.Read(Request.Query);
        request = request.Text.Length > 300 ? request with { Text = request.Text[..300] } : request;
        Found = await search.SearchAsync(request, ct);
        Filters = Filters.Of("/cari", Found, subjects, regions, kinds: true);

        // Turning a page or choosing a filter is still the same search.
        if (request is { Text.Length: > 0, Page: 1, Kinds.Count: 0, Subjects.Count: 0, Regions.Count: 0, Years.Count: 0, Order: SearchOrder.Relevance } && HttpMethods.IsGet(Request.Method))
        {
            tally.Searched(request.Text, Found.Total > 0);
        }
    }
}
