using DataPortal.Shared;
using DataPortal.Shared.Pdf;
using DataPortal.Shared.Sheets;
using Microsoft.Extensions.Options;

namespace DataPortal.Procedures.Conformance.Monitoring;

/// <summary>The monitoring sheet on paper and as a workbook, in the columns of PermenPANRB 35/2012. Nobody's name stands on it but those who sign by hand.</summary>
public sealed class MonitoringFiles(IOptions<OfficeOptions> options, IConfiguration configuration)
{
    private static readonly string[] _headings = ["No", "Prosedur", "Penilaian terhadap penerapan", "Catatan hasil penilaian", "Tindakan yang harus diambil", "Paraf penilai"];

    /// <param name="format"><c>xlsx</c> or <c>pdf</c></param>
    public (string MediaType, Action<Stream, MonitoringView> Write)? Find(string format) => format switch
    {
        "xlsx" => (ConformanceFiles.Xlsx, Sheet),
        "pdf" => (ConformanceFiles.Pdf, Paper),
        _ => null,
    };

    public static string Assessment(bool? good) => good switch { true => "berjalan dengan baik", false => "tidak berjalan dengan baik", null => "" };

    private void Paper(Stream to, MonitoringView view)
    {
        var office = options.Value;
        using var pdf = new PdfDocument(to, new()
        {
            Title = $"Pemantauan SOP, {view.Period.Words}",
            Author = office.Name,
            Landscape = true,
            Margin = 36,
            Foot = $"{office.ShortName} · {(view.Kept is { } kept ? $"disimpan {Show.Moment(kept.SavedAt)}" : "belum disimpan, catatan usulan dari ukuran portal")}",
            Created = view.Kept?.SavedAt,
        });
        pdf.Letterhead(office.Name, [.. new[] { office.Address, office.Email }.Where(line => line.Length > 0)]);
        pdf.Heading($"Lembar pemantauan penerapan SOP, {view.Period.Words}", 1);
        if (ConformanceFiles.Mark(configuration) is { } mark)
        {
            pdf.Paragraph(mark);
        }

        pdf.Table(new()
        {
            Columns = [PdfColumn.Number, new(IsHeader: true, MaxWidth: 130), new(MaxWidth: 90), new(MaxWidth: 270), new(MaxWidth: 190), new(MaxWidth: 60)],
            Header = [[.. _headings.Select(heading => new PdfCell(heading))]],
            Rows = view.Lines.Select((line, at) => (PdfRow)(string[])[$"{at + 1}", $"{line.Procedure.Name} ({line.Procedure.Number})", Assessment(line.Good), line.Note, line.Action, ""]),
            Size = 9,
            Stub = 2,
            Stretch = true,
            Summary = $"Penilaian penerapan tiap SOP, {view.Period.Words}",
        });
        pdf.Signatures($"{office.City}, …", null, new("Penilai", "…", null, null));
        pdf.Finish();
    }

    private void Sheet(Stream to, MonitoringView view)
    {
        var office = options.Value;
        using var book = new XlsxWriter(to, new() { Title = $"Pemantauan SOP, {view.Period.Words}", Creator = office.Name, Created = view.Kept?.SavedAt ?? view.Period.To });
        var (title, head, wrap) = (book.Style(new() { Bold = true, Size = 12 }), book.Style(new() { Bold = true, Header = true, Wrap = true }), book.Style(new() { Wrap = true }));
        book.Sheet(new() { Name = "Pemantauan SOP", Widths = [5, 36, 22, 60, 44, 14], FrozenRows = 3, RepeatedRows = (3, 3), Landscape = true });
        book.Row();
        book.Text(office.Name, title);
        book.Row();
        book.Text($"Lembar pemantauan penerapan SOP, {view.Period.Words}. {ConformanceFiles.Mark(configuration)}".TrimEnd(), title);
        book.Row();
        foreach (var heading in _headings)
        {
            book.Text(heading, head);
        }

        for (var at = 0; at < view.Lines.Count; at++)
        {
            var line = view.Lines[at];
            book.Row();
            book.Number(at + 1);
            foreach (var text in new[] { $"{line.Procedure.Name} ({line.Procedure.Number})", Assessment(line.Good), line.Note, line.Action, "" })
            {
                book.Text(text, wrap);
            }
        }

        book.Finish();
    }
}
