using DataPortal.Shared;
using DataPortal.Shared.Pdf;
using DataPortal.Shared.Qr;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats;

/// <summary>A table as PDF: as the page shows it, the header on every page; landscape when it is wide, and in parts when it is wider still.</summary>
public static class PdfTableDocument
{
    /// <exception cref="SheetTooLargeException">The selection has more than <see cref="TableWords.MostRead"/> cells.</exception>
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = new TableGrid(view);
        TableWords.RefuseUnreadable(grid, "PDF");
        var title = TableWords.Title(grid);
        using var pdf = new PdfDocument(to, new()
        {
            Title = title,
            Language = Speech.Language,
            Author = origin.Office,
            Subject = grid.Text.Source.ToString(),
            Created = grid.Text.UpdatedAt ?? origin.Now,
            Landscape = grid.StubCount * 2 + grid.ColumnCount > 9,
            RunningHead = grid.Text.IsSample ? $"{Speech.T("Contoh", "Sample")} · {title}" : title,
            Foot = $"{Speech.T("Sumber", "Source")}: {grid.Text.Source}",
        });
        pdf.Paragraph(origin.Office, PdfStyle.Small with { Font = PdfFont.Bold, Color = PdfColor.Accent, After = 4 });
        pdf.Heading(title, 1);
        pdf.Facts(TableWords.Above(grid));
        foreach (var note in TableWords.ShownNotes(view).Where(note => note.Note.Mandatory))
        {
            pdf.Paragraph([PdfSpan.Bold($"{TableWords.Numbered(note.Number)}: "), note.Text], PdfStyle.Small);
        }

        pdf.Gap(4);
        if (grid.RowCount == 0 || grid.ColumnCount == 0)
        {
            pdf.Paragraph(Speech.T("Tidak ada baris dalam pilihan ini.", "There are no rows in this selection."));
        }
        else
        {
            pdf.Table(Table(grid, title, output));
        }

        Ends(pdf, grid, view, origin);
    }

    private static PdfTable Table(TableGrid grid, string title, TableOutput output)
    {
        var stub = grid.StubCount;
        var header = new List<PdfCell[]>();
        for (var level = 0; level < grid.HeaderCount; level++)
        {
            var row = new List<PdfCell>();
            if (level == 0)
            {
                row.AddRange(grid.Down.Count == 0
                    ? [new(Speech.T("Uraian", "Item"), Down: grid.HeaderCount)]
                    : grid.Down.Select(dimension => new PdfCell(output.Labels is LabelForm.Codes ? dimension.Code : TableGrid.Heading(dimension), Down: grid.HeaderCount)));
            }

            if (grid.Across.Count == 0)
            {
                row.Add(grid.Only);
            }
            else
            {
                var span = grid.Span(level);
                for (var column = 0; column < grid.ColumnCount; column += span)
                {
                    row.Add(new(TableWords.Heading(grid.ColumnCategory(level, column), output), Across: span));
                }
            }

            header.Add([.. row]);
        }

        return new()
        {
            Columns = [.. Enumerable.Repeat(PdfColumn.Head, stub), .. Enumerable.Repeat(PdfColumn.Number, grid.ColumnCount)],
            Header = header,
            Rows = Rows(grid, output),
            Stub = stub,
            Summary = title,
        };
    }

    private static IEnumerable<PdfRow> Rows(TableGrid grid, TableOutput output)
    {
        for (var row = 0; row < grid.RowCount; row++)
        {
            var cells = new PdfCell[grid.StubCount + grid.ColumnCount];
            cells[0] = grid.Text.Title.ToString();
            for (var level = 0; level < grid.Down.Count; level++)
            {
                var category = grid.RowCategory(level, row);
                cells[level] = new(TableWords.Heading(category, output), Indent: category.Level, Repeats: grid.Repeats(level, row));
            }

            for (var column = 0; column < grid.ColumnCount; column++)
            {
                cells[grid.StubCount + column] = grid[row, column].Shown;
            }

            yield return new(cells, grid.IsTotal(row) ? PdfRowKind.Total : PdfRowKind.Normal);
        }
    }

    private static void Ends(PdfDocument pdf, TableGrid grid, TableView view, TableOrigin origin)
    {
        var legend = TableWords.Legend(grid);
        if (legend.Count > 0)
        {
            pdf.Paragraph([PdfSpan.Bold($"{Speech.T("Simbol", "Symbols")}: "), string.Join("; ", legend.Select(one => $"{one.Mark} {one.Meaning}"))], PdfStyle.Small);
        }

        var notes = TableWords.Notes(view);
        if (notes.Count > 0)
        {
            pdf.Paragraph([PdfSpan.Bold(Speech.T("Catatan", "Notes"))], PdfStyle.Small with { Before = 3 });
            foreach (var note in notes)
            {
                pdf.Paragraph(note, PdfStyle.Small);
            }
        }

        pdf.Gap(3);
        foreach (var (label, value) in TableWords.Below(grid, origin))
        {
            var link = value == grid.Text.Address && Uri.TryCreate(value, UriKind.Absolute, out _) ? value : null;
            pdf.Paragraph([PdfSpan.Bold($"{label}: "), new(value, Link: link)], PdfStyle.Small);
        }

        if (grid.Text.Address is { } address && QrCode.Of(address) is { } code)
        {
            Qr(pdf, code, Speech.T($"Kode QR: {address}", $"QR code: {address}"));
        }
    }

    // From paper back to the table: a phone reads it and opens the address.
    private static void Qr(PdfDocument pdf, QrCode code, string said)
    {
        const double Side = 72;
        var module = Side / code.Size;
        pdf.Gap(4);
        pdf.Figure(said, Side, (page, top) => page.Boxes(code.Runs.Select(run => (pdf.Left + run.X * module, top + run.Y * module, run.Width * module, module)), new PdfColor(0, 0, 0)));
    }
}
