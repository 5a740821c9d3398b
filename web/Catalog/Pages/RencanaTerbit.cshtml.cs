using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Pages;

/// <summary>What will be released, and when, by month; and what was released lately.</summary>
[PublicPage]
public sealed class RencanaTerbitModel(IDocumentStore store, ReleasePlan plan, TimeProvider clock) : PageModel
{
    public IEnumerable<IGrouping<string, PlannedRelease>> Months { get; private set; } = [];
    public IReadOnlyList<PlannedRelease> Past { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Months = (await plan.ComingAsync(500, ct))
            .GroupBy(planned => Show.Month(Show.Local(planned.At).Year, Show.Local(planned.At).Month));
        Past = await store.ListAsync(ReleasePlan.Before(now).Top(10), ct);
    }
}
