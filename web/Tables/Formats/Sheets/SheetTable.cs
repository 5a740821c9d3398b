using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats.Sheets;

/// <summary>
/// A table as a workbook: as read on screen, then the same cells one a row for programs, then what is to know of them.
/// Numbers stay numbers; a mark beside one is part of its format. A symbol is a text, never zero.
/// </summary>
public static class SheetTable
{
    /// <exception cref="SheetTooLargeException">The selection has more rows or columns than a sheet holds.</exception>
    public static void WriteXlsx(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = Checked(view, output);
        using var book = new XlsxWriter(to, Properties(view, origin));
        Write(book, grid, view, origin, output);
    }

    /// <exception cref="SheetTooLargeException">The selection has more rows or columns than a sheet holds.</exception>
    public static void WriteOds(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = Checked(view, output);
        using var book = new OdsWriter(to, Properties(view, origin));
        Write(book, grid, view, origin, output);
    }

    private static void Write(IWorkbook book, TableGrid grid, TableView view, TableOrigin origin, TableOutput output)
    {
        var look = new SheetLooks(book);
        Table(book, grid, view, origin, output, look);
        var fits = SheetData.Fits(view);
        if (fits)
        {
            SheetData.Write(book, grid, view, look);
        }

        SheetMetadata.Write(book, grid, view, origin, look, fits);
    }

    private static BookProperties Properties(TableView view, TableOrigin origin) => new()
    {
        Title = TableWords.Title(view.Text),
        Creator = origin.Office,
        Language = Speech.IsEnglish ? "en-GB" : "id-ID",
        Created = view.Text.UpdatedAt ?? origin.Now,
    };

    // Before a byte is written, so that the refusal can be a page.
    private static TableGrid Checked(TableView view, TableOutput output)
    {
        var rows = view.Layout.Rows.Aggregate(1L, (count, dimension) => count * view.Layout.Selected[dimension].Count);
        var columns = view.Layout.Columns.Aggregate(1L, (count, dimension) => count * view.Layout.Selected[dimension].Count);
        var around = view.Layout.Columns.Count + view.Text.Notes.Count + view.Cube.Dimensions.Count + 100;
        SheetLimits.Check(rows + around, columns + Math.Max(1, view.Layout.Rows.Count) * (output.Labels is LabelForm.Both ? 2 : 1));
        return new(view);
    }

    private static void Table(IWorkbook book, TableGrid grid, TableView view, TableOrigin origin, TableOutput output, SheetLooks look)
    {
        var above = TableWords.Above(grid);
        var mandatory = TableWords.ShownNotes(view).Where(note => note.Note.Mandatory).ToList();
        var first = above.Count + mandatory.Count + 3;
        var last = first + grid.HeaderCount - 1;
        var twice = output.Labels is LabelForm.Both && grid.Down.Count > 0;
        book.Sheet(new()
        {
            Name = Speech.T("Tabel", "Table"),
            Widths = SheetWidths.Of(grid, output),
            FrozenRows = last,
            FrozenColumns = grid.StubCount * (twice ? 2 : 1),
            RepeatedRows = (first, last),
            Landscape = grid.ColumnCount > 6,
        });
        book.Row();
        book.Text(TableWords.Title(grid), look.Title);
        foreach (var (label, value) in above)
        {
            book.Row();
            book.Text($"{label}: {value}", look.Quiet);
        }

        // What must be read stands where nobody can miss it.
        foreach (var note in mandatory)
        {
            book.Row();
            book.Text($"{TableWords.Numbered(note.Number)}: {note.Text}", look.Strong);
        }

        book.Row();
        Header(book, grid, output, look);
        var labels = view.Layout.Rows.Select(dimension => new Dictionary<(int, bool), int[]>()).ToArray();
        for (var row = 0; row < grid.RowCount; row++)
        {
            book.Row();
            Row(book, grid, row, output, labels, look);
        }

        book.Row();
        foreach (var (mark, meaning) in TableWords.Legend(grid))
        {
            book.Row();
            book.Text($"{mark}  {meaning}", look.Plain);
        }

        foreach (var note in TableWords.Notes(view))
        {
            book.Row();
            book.Text(note, look.Plain);
        }

        foreach (var (label, value) in TableWords.Below(grid, origin))
        {
            book.Row();
            look.Fact(book, $"{label}: {value}", value, look.Plain);
        }
    }

    private static void Header(IWorkbook book, TableGrid grid, TableOutput output, SheetLooks look)
    {
        var stubs = new List<string>();
        foreach (var dimension in grid.Down)
        {
            if (output.Labels is LabelForm.Both)
            {
                stubs.Add($"{dimension.Label} ({Speech.T("kode", "code")})");
            }

            stubs.Add(output.Labels is LabelForm.Codes ? dimension.Code : TableGrid.Heading(dimension));
        }

        if (stubs.Count == 0)
        {
            stubs.Add(Speech.T("Uraian", "Item"));
        }

        for (var level = 0; level < grid.HeaderCount; level++)
        {
            book.Row();
            foreach (var stub in stubs)
            {
                if (level == 0)
                {
                    book.Text(stub, look.Head, 1, grid.HeaderCount);
                }
                else
                {
                    book.Blank(1, look.Head);
                }
            }

            if (grid.Across.Count == 0)
            {
                book.Text(grid.Only, look.HeadNumber);
                continue;
            }

            var span = grid.Span(level);
            for (var column = 0; column < grid.ColumnCount; column += span)
            {
                book.Text(TableWords.Heading(grid.ColumnCategory(level, column), output), span > 1 ? look.HeadGroup : look.HeadNumber, span);
            }
        }
    }

    private static void Row(IWorkbook book, TableGrid grid, int row, TableOutput output, Dictionary<(int, bool), int[]>[] labels, SheetLooks look)
    {
        var total = grid.IsTotal(row);
        if (grid.Down.Count == 0)
        {
            book.Text(grid.Text.Title.ToString(), look.Plain);
        }

        for (var level = 0; level < labels.Length; level++)
        {
            var at = grid.RowPosition(level, row);
            if (!labels[level].TryGetValue((at, total), out var made))
            {
                labels[level][(at, total)] = made = Made(book, grid.Down[level].Categories[at], total, output, look);
            }

            foreach (var text in made)
            {
                book.Ready(text);
            }
        }

        for (var column = 0; column < grid.ColumnCount; column++)
        {
            var figure = grid[row, column];
            if (figure.IsNumber)
            {
                book.Number(figure.Number, look.Number(figure.Decimals, figure.Beside, total));
            }
            else
            {
                book.Ready(look.Symbol(book, figure.Beside, total));
            }
        }
    }

    private static int[] Made(IWorkbook book, Category category, bool total, TableOutput output, SheetLooks look) => output.Labels switch
    {
        LabelForm.Codes => [book.Make(category.Code, look.Label(total, category.Level))],
        LabelForm.Both => [book.Make(category.Code, look.Label(total, 0)), book.Make(TableGrid.Heading(category), look.Label(total, category.Level))],
        _ => [book.Make(TableGrid.Heading(category), look.Label(total, category.Level))],
    };
}
