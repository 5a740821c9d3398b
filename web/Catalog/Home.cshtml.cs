using DataPortal.Catalog.Search;
using DataPortal.Procedures;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Catalog;

/// <summary>The front door: the search first, then the figures people come for, what is new, the subjects, and where to ask.</summary>
[PublicPage]
public sealed class HomeModel(CatalogSearch search, Subjects subjects, WorkingCalendar calendar, ProcedureLibrary library, ReleasePlan plan, TimeProvider clock) : PageModel
{
    private const int MostFigures = 6;

    public IReadOnlyList<DirectAnswer> Figures { get; private set; } = [];
    public IReadOnlyList<CatalogItem> Newest { get; private set; } = [];
    public IReadOnlyList<(Subject Subject, int Count)> BySubject { get; private set; } = [];
    public IReadOnlyList<PlannedRelease> Planned { get; private set; } = [];
    public IReadOnlyList<OpeningLine> Hours { get; private set; } = [];

    /// <summary>How soon the office promises to answer, by the procedure's own table; null where there is none.</summary>
    public string? Standard => library.Find(ItemSteps.Procedure)?.FindStep("7") is { Standard: { } standard } step ? DueWords.Standard(standard, step.Clock) : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Figures = [.. (await search.KeyFiguresAsync(ct)).Take(MostFigures)];
        var all = await search.SearchAsync(new() { Order = SearchOrder.Newest, Size = 4 }, ct);
        Newest = [.. all.Hits.Select(hit => hit.Item)];
        var counts = all.Facets.Subjects.ToDictionary(count => count.Value, count => count.Count);
        BySubject = [.. subjects.All.Where(subject => counts.ContainsKey(subject.Code)).Select(subject => (subject, counts[subject.Code]))];
        Planned = await plan.ComingAsync(3, ct);
        Hours = calendar.Week(WorkClock.Service, Show.Day(now));
    }
}
