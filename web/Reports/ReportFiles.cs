using DataPortal.Catalog;
using DataPortal.Shared;
using Microsoft.Extensions.Options;

namespace DataPortal.Reports;

/// <summary>A form a report is handed out in.</summary>
/// <param name="Write">Writes the report to a stream; the last argument says whether names are shown.</param>
public sealed record ReportFile(string MediaType, Action<Stream, MonthlyReport, bool> Write);

/// <summary>16-1 and 16-2 as files: XLSX, PDF, CSV.</summary>
public sealed class ReportFiles
{
    private readonly Dictionary<(string Report, string Format), ReportFile> _files;

    public ReportFiles(IOptions<OfficeOptions> office, Subjects subjects)
    {
        var (pdf, sheets) = (new ReportPdf(office.Value, subjects), new ReportSheets(office.Value, subjects));
        _files = new()
        {
            [("16-1", "pdf")] = new("application/pdf", pdf.Register),
            [("16-1", "xlsx")] = new(Xlsx, sheets.Register),
            [("16-1", "csv")] = new(Csv, sheets.RegisterCsv),
            [("16-2", "pdf")] = new("application/pdf", (to, report, _) => pdf.Summary(to, report)),
            [("16-2", "xlsx")] = new(Xlsx, (to, report, _) => sheets.Summary(to, report)),
            [("16-2", "csv")] = new(Csv, (to, report, _) => ReportSheets.SummaryCsv(to, report)),
        };
    }

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Csv = "text/csv; charset=utf-8";

    /// <param name="report"><c>16-1</c> or <c>16-2</c></param>
    /// <param name="format"><c>xlsx</c>, <c>pdf</c> or <c>csv</c></param>
    public ReportFile? Find(string report, string format) => _files.GetValueOrDefault((report, format));
}
