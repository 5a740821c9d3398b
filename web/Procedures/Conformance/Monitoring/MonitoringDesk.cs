using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Procedures.Conformance.Monitoring;

/// <summary>Fills in and keeps the six-monthly monitoring sheet.</summary>
public sealed class MonitoringDesk(IDocumentStore store, ProcedureLibrary library, ConformanceTally tally, CurrentStaff staff, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Every procedure of the office; another office's example only when it ran here.</summary>
    /// <param name="half">A half year.</param>
    /// <exception cref="LogStillReadException">The log is still being read.</exception>
    public async Task<MonitoringView> ViewAsync(Period half, CancellationToken ct)
    {
        var kept = await store.FindAsync(MonitoringSheet.Collection, MonitoringSheet.IdOf(half.Year, half.Half!.Value), ct);
        List<MonitoringLine> lines = [];

        // A withdrawn one may still have runs that go on, or that ended in this half year.
        var withdrawn = library.Known.Where(id => library.Find(id) is null).Select(library.Latest).OfType<Procedure>().ToList();
        foreach (var procedure in library.All.Concat(withdrawn))
        {
            var figures = await tally.FiguresAsync(procedure, half, ct);
            var row = kept?.Rows.FirstOrDefault(row => row.Procedure == procedure.Id);
            if (row is not null || (procedure.ExampleOf is null && !withdrawn.Contains(procedure)) || figures.Done + figures.Runs.Ended + figures.Runs.Open > 0)
            {
                lines.Add(new(procedure, figures, row?.Good, row?.Note ?? MonitoringLine.Proposal(figures), row?.Action ?? ""));
            }
        }

        return new(half, kept, lines);
    }

    /// <param name="version">Of the sheet the texts were written on; 0 when there was none.</param>
    /// <exception cref="MonitoringChangedException">Somebody saved it meanwhile.</exception>
    public async Task SaveAsync(Period half, long version, IReadOnlyList<MonitoringRow> rows, CancellationToken ct)
    {
        var id = MonitoringSheet.IdOf(half.Year, half.Half!.Value);
        var sheet = new MonitoringSheet
        {
            Id = id,
            Version = version,
            Year = half.Year,
            Half = half.Half.Value,
            Rows = [.. rows.Where(row => library.Latest(row.Procedure) is not null)],
            SavedAt = clock.GetUtcNow(),
            SavedBy = staff.Name ?? "sistem",
        };
        try
        {
            await store.CommitAsync(
            [
                version == 0 ? MonitoringSheet.Collection.Insert(sheet) : MonitoringSheet.Collection.Replace(sheet),
                audit.Entry("monitoring.saved", MonitoringSheet.Collection, id, string.Create(CultureInfo.InvariantCulture, $"{sheet.Rows.Count} prosedur")),
            ], ct);
        }
        catch (StaleDocumentException)
        {
            throw new MonitoringChangedException(id);
        }
    }
}

public sealed class MonitoringChangedException(string id) : Exception($"The sheet {id} was saved by someone else.");
