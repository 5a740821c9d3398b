using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Reports;

/// <summary>What the heads do with a month's reports: sign them off, correct them by a new edition, receive them. Step 8 of <i>Pelayanan Website</i>.</summary>
public sealed class ReportDesk(IDocumentStore store, IFileStore files, MonthlyReports reports, ProcedureLibrary procedures, ProcedureLog log, AuditTrail audit, TimeProvider clock)
{
    internal const string Step = "8";

    /// <summary>Notes that the section head has begun: <i>started</i> of step 8. Only for a month that is over, and only once.</summary>
    public async Task NoteOpenedAsync(ReportMonth month, CancellationToken ct)
    {
        if (clock.GetUtcNow() < month.End || procedures.Find(MonthlyReports.Procedure) is not { } procedure)
        {
            return;
        }

        var run = RunOf(month);
        if (await store.FindAsync(ProcedureEvents.Collection, ProcedureEvents.IdOf(run, Step, run, 1, Mark.Started), ct) is null)
        {
            try
            {
                await store.CommitAsync([log.Mark(procedure, Step, run, Mark.Started)], ct);
            }
            catch (StaleDocumentException)
            {
                // Two windows opened at once: the first one counts.
            }
        }
    }

    /// <summary>Freezes the live figures as the month's next edition.</summary>
    /// <param name="shown">Hash of the figures the signer saw.</param>
    /// <exception cref="MonthNotOverException">The month still runs.</exception>
    /// <exception cref="ReportChangedException">The live figures are no longer those that were shown.</exception>
    /// <exception cref="NothingChangedException">The newest edition already says exactly this.</exception>
    public async Task<SignedReport> SignAsync(ReportMonth month, string? shown, Signature signer, string? letterNumber, string? reason, CancellationToken ct)
    {
        if (clock.GetUtcNow() < month.End)
        {
            throw new MonthNotOverException(month);
        }

        return await store.CommitAsync<SignedReport>(async ct =>
        {
            var editions = await store.ListAsync(ReportQueries.EditionsOf(month), ct);
            var content = await reports.LiveAsync(month, ct);
            var bytes = MonthlyReports.Bytes(content);
            var hash = MonthlyReports.Hash(bytes);
            if (shown != hash)
            {
                throw new ReportChangedException(month);
            }

            if (editions.MaxBy(report => report.Edition)?.Content.Hash == hash)
            {
                throw new NothingChangedException(month);
            }

            using var stream = new MemoryStream(bytes);
            var edition = editions.Count == 0 ? 1 : editions.Max(report => report.Edition) + 1;
            var report = new SignedReport
            {
                Id = SignedReport.IdOf(month, edition),
                Month = month.ToString(),
                Edition = edition,
                Content = await files.PutAsync(stream, $"laporan-16-{month}-edisi-{edition}.json", "application/json", long.MaxValue, ct),
                Lines = content.Lines.Count,
                Total = Balance.Of(content.Lines),
                LetterNumber = letterNumber,
                Reason = reason,
                SignedBy = signer,
            };
            return (report, [ReportQueries.Collection.Insert(report), audit.Entry("report.signed", ReportQueries.Collection, report.Id, string.Create(CultureInfo.InvariantCulture, $"{content.Lines.Count} baris, {hash[..12]}"))]);
        }, ct);
    }

    public async Task<bool> IsSignedAsync(ReportMonth month, CancellationToken ct) => await store.CountAsync(ReportQueries.EditionsOf(month), ct) > 0;

    /// <summary>The head of division receives the edition: ends step 8 for the month.</summary>
    public Task<SignedReport?> ReceiveAsync(ReportMonth month, int edition, Signature receiver, CancellationToken ct) => store.CommitAsync<SignedReport?>(async ct =>
    {
        var report = await store.FindAsync(ReportQueries.Collection, SignedReport.IdOf(month, edition), ct);
        if (report is null or { ReceivedBy: not null })
        {
            return (report, []);
        }

        var received = report with { ReceivedBy = receiver };
        List<Change> changes = [ReportQueries.Collection.Replace(received), audit.Entry("report.received", ReportQueries.Collection, report.Id)];
        var run = RunOf(month);
        if (procedures.Find(MonthlyReports.Procedure) is { } procedure
            && await store.FindAsync(ProcedureEvents.Collection, ProcedureEvents.IdOf(run, Step, run, 1, Mark.Done), ct) is null)
        {
            changes.Add(log.Mark(procedure, Step, run, Mark.Done, cause: "report.signed", evidence: [report.Content.Hash]));
        }

        return (received, changes);
    }, ct);

    /// <summary>Notes that names left the portal in a file, and who took them.</summary>
    public Task NoteExportAsync(string report, ReportMonth month, string format, CancellationToken ct) =>
        store.CommitAsync([audit.Entry("report.exported-with-names", ReportQueries.Collection, month.ToString(), $"{report} {format}")], ct);

    private const string RunPrefix = "laporan-16-";

    private static string RunOf(ReportMonth month) => $"{RunPrefix}{month}";

    /// <summary>The page of a month's run; null when the run is none.</summary>
    internal static string? PageOf(string run) => run.StartsWith(RunPrefix, StringComparison.Ordinal) ? $"~/petugas/laporan/16-2?bulan={run[RunPrefix.Length..]}" : null;
}

public sealed class MonthNotOverException(ReportMonth month) : Exception($"{month} is not over.");

public sealed class ReportChangedException(ReportMonth month) : Exception($"{month} changed since it was shown.");

public sealed class NothingChangedException(ReportMonth month) : Exception($"Nothing changed in {month} since it was signed.");
