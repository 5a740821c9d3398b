using DataPortal.Accounts;
using DataPortal.Requests;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Reports;

/// <summary>The months and how far their reports are.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.DivisionHead, Role.OfficeHead)]
public sealed class IndexModel(IDocumentStore store, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Row> Months { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var current = ReportMonth.Of(clock.GetUtcNow());
        var first = await store.FirstAsync(RequestQueries.Collection.All().OrderBy("received"), ct) is { } oldest ? ReportMonth.Of(oldest.ReceivedAt) : current.Previous;
        List<Row> rows = [];
        for (var (month, at) = (current, 0); at < 24 && month.Start >= first.Start; at++, month = month.Previous)
        {
            var edition = (await store.ListAsync(ReportQueries.EditionsOf(month), ct)).MaxBy(report => report.Edition);
            rows.Add(new(month, await store.CountAsync(RequestQueries.ReceivedBetween(month.Start, month.End), ct), edition, clock.GetUtcNow() >= month.End));
        }

        Months = rows;
    }

    public sealed record Row(ReportMonth Month, int Received, SignedReport? Signed, bool IsOver);
}
