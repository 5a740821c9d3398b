using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Reports;

/// <summary>16-1 and 16-2 as spreadsheets and CSV: numbers as numbers, the heading frozen, the signature's edition named.</summary>
internal sealed class ReportSheets(OfficeOptions office, Subjects subjects)
{
    public void Register(Stream to, MonthlyReport report, bool names)
    {
        using var book = Open(to, report, "16-1");
        var head = book.Style(new() { Bold = true, Header = true, Wrap = true });
        var number = book.Style(new() { Format = SheetFormat.Number, Decimals = 1 });
        var text = book.Style(new() { Wrap = true });
        book.Sheet(new()
        {
            Name = $"16-1 {report.Month}",
            Widths = [.. RegisterColumns.All.Select(column => (double)column.Width)],
            FrozenRows = 4,
            FrozenColumns = 1,
            RepeatedRows = (4, 4),
            FilterRow = 4,
            Landscape = true,
        });
        Head(book, report, "Log permintaan data");
        book.Row();
        foreach (var column in RegisterColumns.All)
        {
            book.Text(column.Heading, head);
        }

        foreach (var line in report.Content.Lines)
        {
            book.Row();
            foreach (var column in RegisterColumns.All)
            {
                if (column.Number?.Invoke(line) is { } value)
                {
                    book.Number(value, number);
                }
                else
                {
                    book.Text(column.Text(line, names, subjects), text);
                }
            }
        }

        book.Finish();
    }

    public void RegisterCsv(Stream to, MonthlyReport report, bool names)
    {
        using var csv = new CsvWriter(to, english: false);
        foreach (var column in RegisterColumns.All)
        {
            csv.Text(column.Heading);
        }

        csv.EndRow();
        foreach (var line in report.Content.Lines)
        {
            foreach (var column in RegisterColumns.All)
            {
                if (column.Number?.Invoke(line) is { } value)
                {
                    csv.Number(value);
                }
                else
                {
                    csv.Text(column.Text(line, names, subjects));
                }
            }

            csv.EndRow();
        }
    }

    public void Summary(Stream to, MonthlyReport report)
    {
        using var book = Open(to, report, "16-2");
        var title = book.Style(new() { Bold = true, Size = 11 });
        var head = book.Style(new() { Bold = true, Header = true, Wrap = true });
        var bold = book.Style(new() { Bold = true, LineAbove = true });
        book.Sheet(new() { Name = $"16-2 {report.Month}", Widths = [46, .. Enumerable.Repeat(13.0, 8)], Landscape = true });
        Head(book, report, "Rekap pelayanan permintaan data");
        foreach (var table in SummaryTables.Of(report.Summary))
        {
            book.Row();
            book.Row();
            book.Text(table.Title, title);
            book.Row();
            foreach (var heading in table.Headings)
            {
                book.Text(heading, head);
            }

            foreach (var row in table.Rows)
            {
                book.Row();
                foreach (var cell in row.Cells)
                {
                    if (cell.Number is { } value)
                    {
                        book.Number(value, row.IsTotal ? book.Style(new() { Bold = true, LineAbove = true, Format = SheetFormat.Number, Decimals = cell.Decimals }) : book.Style(new() { Format = SheetFormat.Number, Decimals = cell.Decimals }));
                    }
                    else
                    {
                        book.Text(cell.Text, row.IsTotal ? bold : 0);
                    }
                }
            }
        }

        book.Finish();
    }

    public static void SummaryCsv(Stream to, MonthlyReport report)
    {
        using var csv = new CsvWriter(to, english: false);
        foreach (var heading in new[] { "Tabel", "Baris", "Kolom", "Nilai" })
        {
            csv.Text(heading);
        }

        csv.EndRow();
        foreach (var table in SummaryTables.Of(report.Summary))
        {
            foreach (var row in table.Rows)
            {
                for (var at = 1; at < row.Cells.Count; at++)
                {
                    csv.Text(table.Title);
                    csv.Text(row.Cells[0].Text);
                    csv.Text(table.Headings[at]);
                    if (row.Cells[at].Number is { } value)
                    {
                        csv.Number(value);
                    }
                    else
                    {
                        csv.Text(row.Cells[at].Text);
                    }

                    csv.EndRow();
                }
            }
        }
    }

    private XlsxWriter Open(Stream to, MonthlyReport report, string name) => new(to, new()
    {
        Title = $"Laporan {name}, {report.Month.Words}",
        Creator = office.Name,
        Created = report.Signed?.SignedBy.At ?? report.Month.End,
    });

    /// <summary>Three rows: office, title, state.</summary>
    private void Head(XlsxWriter book, MonthlyReport report, string title)
    {
        var bold = book.Style(new() { Bold = true, Size = 12 });
        book.Row();
        book.Text(office.Name, bold);
        book.Row();
        book.Text($"{title}, {report.Month.Words}", bold);
        book.Row();
        book.Text((report.Signed is { } signed
            ? $"Edisi {signed.Edition}, ditandatangani {signed.SignedBy.Name}, {Show.Moment(signed.SignedBy.At)}{(signed.LetterNumber is { Length: > 0 } number ? $", nomor {number}" : "")}"
            : "Belum ditandatangani, angka berjalan") + (report.Summary.HasSamples ? " · memuat permintaan contoh" : ""));
    }
}
