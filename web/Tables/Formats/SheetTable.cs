using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats;

/// <summary>
/// A table as a workbook: title and unit, the grid with its header kept in sight, then symbols, notes and source; a second sheet says the same as a list.
/// Numbers stay numbers; a mark beside one is part of its format. A symbol is a text, never zero.
/// </summary>
public static class SheetTable
{
    public static void WriteXlsx(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        using var book = new XlsxWriter(to, Properties(view, origin));
        Write(book, view, origin);
    }

    public static void WriteOds(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        using var book = new OdsWriter(to, Properties(view, origin));
        Write(book, view, origin);
    }

    private static BookProperties Properties(TableView view, TableOrigin origin) => new()
    {
        Title = TableWords.Title(view.Text),
        Creator = origin.Office,
        Language = Speech.IsEnglish ? "en-GB" : "id-ID",
        Created = view.Text.UpdatedAt ?? origin.Now,
    };

    private static void Write(IWorkbook book, TableView view, TableOrigin origin)
    {
        var grid = new TableGrid(view);
        var look = new Looks(book);
        var above = TableWords.Above(grid);
        var first = above.Count + 3;
        var last = first + grid.HeaderCount - 1;
        book.Sheet(new()
        {
            Name = Speech.T("Tabel", "Table"),
            Widths = Widths(grid),
            FrozenRows = last,
            FrozenColumns = grid.StubCount,
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

        book.Row();
        Header(book, grid, look);
        for (var row = 0; row < grid.RowCount; row++)
        {
            book.Row();
            Row(book, grid, row, look);
        }

        book.Row();
        foreach (var (mark, meaning) in TableWords.Legend(grid))
        {
            book.Row();
            book.Text($"{mark}  {meaning}", look.Plain);
        }

        foreach (var note in TableWords.Notes(grid, view))
        {
            book.Row();
            book.Text(note, look.Plain);
        }

        foreach (var (label, value) in TableWords.Below(grid, origin))
        {
            book.Row();
            Fact(book, $"{label}: {value}", value, look.Plain, look.Link);
        }

        Metadata(book, view, grid, origin, above, look);
    }

    private static void Header(IWorkbook book, TableGrid grid, Looks look)
    {
        for (var level = 0; level < grid.HeaderCount; level++)
        {
            book.Row();
            for (var stub = 0; stub < grid.StubCount; stub++)
            {
                if (level == 0)
                {
                    book.Text(grid.Down.Count > 0 ? TableGrid.Heading(grid.Down[stub]) : Speech.T("Uraian", "Item"), look.Head, 1, grid.HeaderCount);
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
                book.Text(TableGrid.Heading(grid.ColumnCategory(level, column)), span > 1 ? look.HeadGroup : look.HeadNumber, span);
            }
        }
    }

    private static void Row(IWorkbook book, TableGrid grid, int row, Looks look)
    {
        var total = grid.IsTotal(row);
        if (grid.Down.Count == 0)
        {
            book.Text(grid.Text.Title.ToString(), look.Plain);
        }

        for (var level = 0; level < grid.Down.Count; level++)
        {
            var category = grid.RowCategory(level, row);
            book.Text(TableGrid.Heading(category), look.Label(total, category.Level));
        }

        for (var column = 0; column < grid.ColumnCount; column++)
        {
            var figure = grid[row, column];
            if (figure.IsNumber)
            {
                book.Number(figure.Number, look.Number(figure.Decimals, figure.Mark, total));
            }
            else
            {
                book.Text(figure.Mark, look.Symbol(total));
            }
        }
    }

    private static void Metadata(IWorkbook book, TableView view, TableGrid grid, TableOrigin origin, IReadOnlyList<(string Label, string Value)> above, Looks look)
    {
        book.Sheet(new() { Name = "Metadata", Widths = [24, 100] });
        foreach (var (label, value) in ((string, string)[])[(Speech.T("Judul", "Title"), TableWords.Title(grid)), (Speech.T("Periode", "Period"), grid.Text.Period), .. above])
        {
            Pair(label, value);
        }

        foreach (var dimension in view.Cube.Dimensions)
        {
            Pair($"{Speech.T("Peubah", "Variable")}: {dimension.Label}", string.Join("; ", dimension.Categories.Take(500).Select(category => category.Label.ToString())));
        }

        foreach (var (mark, meaning) in TableWords.Legend(grid))
        {
            Pair($"{Speech.T("Simbol", "Symbol")} {mark}", meaning);
        }

        foreach (var note in TableWords.Notes(grid, view))
        {
            Pair(Speech.T("Catatan", "Note"), note);
        }

        foreach (var (label, value) in TableWords.Below(grid, origin))
        {
            Pair(label, value);
        }

        Pair(Speech.T("Diterbitkan oleh", "Published by"), origin.Office);

        void Pair(string label, string value)
        {
            book.Row();
            book.Text(label, look.Bold);
            Fact(book, value, value, look.Wrapped, look.Link);
        }
    }

    private static void Fact(IWorkbook book, string text, string value, int plain, int link)
    {
        if (value.StartsWith("https://", StringComparison.Ordinal) || value.StartsWith("http://", StringComparison.Ordinal))
        {
            book.Link(text, value, link);
        }
        else
        {
            book.Text(text, plain);
        }
    }

    // As wide as the longest of the labels and of the first thousand figures, in characters.
    private static double[] Widths(TableGrid grid)
    {
        var widths = new double[grid.StubCount + grid.ColumnCount];
        for (var stub = 0; stub < grid.StubCount; stub++)
        {
            widths[stub] = grid.Down.Count == 0 ? 30 : Math.Clamp(grid.Down[stub].Categories.Select(category => TableGrid.Heading(category).Length + category.Level * 2).Append(grid.Down[stub].Label.ToString().Length).Max() + 1, 8, 50);
        }

        var rows = Math.Min(grid.RowCount, 1000);
        for (var column = 0; column < grid.ColumnCount; column++)
        {
            var longest = grid.Across.Count == 0 ? grid.Only.Length : Math.Min(TableGrid.Heading(grid.ColumnCategory(grid.Across.Count - 1, column)).Length, 14);
            for (var row = 0; row < rows; row++)
            {
                var figure = grid[row, column];
                longest = Math.Max(longest, figure.IsNumber ? Digits(figure) : figure.Mark.Length);
            }

            widths[grid.StubCount + column] = Math.Clamp(longest + 2, 8, 40);
        }

        return widths;
    }

    private static int Digits(Figure figure)
    {
        var whole = Math.Abs(figure.Number) < 10 ? 1 : (int)Math.Floor(Math.Log10(Math.Abs(figure.Number))) + 1;
        return whole + (whole - 1) / 3 + (figure.Decimals > 0 ? figure.Decimals + 1 : 0) + (figure.Mark.Length > 0 ? figure.Mark.Length + 1 : 0) + (figure.Number < 0 ? 1 : 0);
    }

    private sealed class Looks(IWorkbook book)
    {
        private readonly Dictionary<(int, string, bool), int> _numbers = [];

        public int Title { get; } = book.Style(new() { Bold = true, Size = 13 });
        public int Quiet { get; } = book.Style(new() { Italic = true });
        public int Plain { get; } = book.Style(new());
        public int Wrapped { get; } = book.Style(new() { Wrap = true });
        public int Bold { get; } = book.Style(new() { Bold = true, Wrap = true });
        public int Link { get; } = book.Style(new() { Link = true });
        public int Head { get; } = book.Style(new() { Bold = true, Header = true, Wrap = true, Align = SheetAlign.Left });
        public int HeadGroup { get; } = book.Style(new() { Bold = true, Header = true, Wrap = true, Align = SheetAlign.Center });
        public int HeadNumber { get; } = book.Style(new() { Bold = true, Header = true, Wrap = true, Align = SheetAlign.Right });

        public int Label(bool total, int level) => book.Style(new() { Bold = total, LineAbove = total, Indent = level });

        public int Symbol(bool total) => book.Style(new() { Bold = total, LineAbove = total, Align = SheetAlign.Right });

        public int Number(int decimals, string mark, bool total)
        {
            if (!_numbers.TryGetValue((decimals, mark, total), out var style))
            {
                _numbers[(decimals, mark, total)] = style = book.Style(new()
                {
                    Format = SheetFormat.Number,
                    Decimals = decimals,
                    Suffix = mark.Length > 0 ? " " + mark : null,
                    Bold = total,
                    LineAbove = total,
                });
            }

            return style;
        }
    }
}
