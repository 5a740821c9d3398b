using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog.Staff;

/// <summary>What visitors searched for and did not find: what the catalogue lacks (procedure pelayanan-website, steps 2 to 4, counted).</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead)]
public sealed class PencarianModel(IDocumentStore store, CatalogTally tally, TimeProvider clock) : PageModel
{
    public IReadOnlyList<UnfoundWords> Unfound { get; private set; } = [];
    public IReadOnlyList<DayCount> Days { get; private set; } = [];
    public IReadOnlyList<(string Item, long Count)> Downloads { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await tally.FlushAsync(ct);
        Unfound = await store.ListAsync(CatalogTally.Unfound.All().OrderByDescending("count").Top(100), ct);
        Days = await store.ListAsync(CatalogTally.Days.All().AtLeast("day", Show.Day(clock.GetUtcNow()).AddDays(-30)).OrderByDescending("day"), ct);
        Downloads = [.. Days.SelectMany(day => day.Downloads).GroupBy(taken => taken.Key).Select(taken => (taken.Key, taken.Sum(count => count.Value))).OrderByDescending(taken => taken.Item2).Take(20)];
    }
}
