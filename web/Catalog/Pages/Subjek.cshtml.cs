using DataPortal.Catalog.Search;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Pages;

/// <summary>The subjects with what is published under each; one subject with its items.</summary>
[PublicPage]
public sealed class SubjekModel(CatalogSearch search, Subjects subjects, Regions regions) : PageModel
{
    public Subject? Subject { get; private set; }
    public SearchResult Found { get; private set; } = null!;
    public Filters Filters { get; private set; } = null!;
    public IEnumerable<IGrouping<string, (Subject Subject, int Count)>> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? kode, CancellationToken ct)
    {
        var request = SearchAddress.Read(Request.Query);
        if (kode is null)
        {
            Found = await search.SearchAsync(new() { Size = 1 }, ct);
            var counts = Found.Facets.Subjects.ToDictionary(count => count.Value, count => count.Count);
            Groups = subjects.All.Select(subject => (subject, counts.GetValueOrDefault(subject.Code))).GroupBy(entry => entry.subject.Group.ToString());
            return Page();
        }

        Subject = subjects.Find(kode);
        if (Subject is null)
        {
            return NotFound();
        }

        request = request with { Subjects = [kode], Order = request.Text.Length == 0 && request.Order is SearchOrder.Relevance ? SearchOrder.Newest : request.Order };
        Found = await search.SearchAsync(request, ct);
        Filters = Filters.Of("/subjek/" + kode, Found with { Request = request with { Subjects = [] } }, subjects, regions, kinds: true, bySubject: false);
        return Page();
    }
}
