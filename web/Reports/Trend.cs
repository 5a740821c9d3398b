namespace DataPortal.Reports;

/// <summary>How many requests came in month by month: a signed month as it was signed, the others live.</summary>
public sealed class Trend(MonthlyReports reports, Register register, Storage.IDocumentStore store)
{
    /// <returns>Six months, oldest first; each with the balance of what it received.</returns>
    public async Task<IReadOnlyList<(ReportMonth Month, Balance Balance)>> UpToAsync(ReportMonth last, CancellationToken ct)
    {
        List<(ReportMonth, Balance)> months = [];
        for (var (month, at) = (last, 0); at < 6; at++, month = month.Previous)
        {
            var lines = (await store.ListAsync(ReportQueries.EditionsOf(month), ct)).MaxBy(report => report.Edition) is { } signed
                ? (await reports.FindAsync(month, signed.Edition, ct))!.Content.Lines
                : await register.LinesAsync(month, ct);
            months.Insert(0, (month, Balance.Of(lines.Where(line => !line.CarriedOver))));
        }

        return months;
    }
}
