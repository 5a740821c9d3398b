using System.Globalization;
using System.Text;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Tables.Formats;

namespace DataPortal.Tables.Api.Bps;

/// <summary>
/// A table as BPS writes a static one: an HTML table whose first row is the title. Numbers are written for programs (<c>654720</c>, <c>28.77</c>, in any language), because programs read them:
/// a decimal comma would be taken for a thousands mark.
/// </summary>
public static class BpsHtml
{
    /// <summary>Larger ones are handed out as a workbook only, and the table says so.</summary>
    public const int MostCells = 50_000;

    /// <param name="sheet">Address of the whole table as a workbook.</param>
    public static string Of(CatalogItem item, StoredTable table, string sheet)
    {
        var selection = TableSelection.Of(table, _ => default);
        var text = table.Text with { Title = item.Title, Source = item.Source ?? table.Text.Source, IsSample = item.IsSample };
        // Everything, not only what a first screen shows: dimensions fixed for the screen run down here.
        var all = table.Cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)]).ToList();
        var onSides = selection.Layout.Rows.Concat(selection.Layout.Columns).ToHashSet();
        var rows = selection.Layout.Rows.Concat(Enumerable.Range(0, all.Count).Where(d => !onSides.Contains(d) && all[d].Count > 1)).ToList();
        var html = new StringBuilder("<table border=\"1\" class=\"excel\">");
        if (table.Cube.Length > MostCells)
        {
            Row(html, BpsTable.Said(item).ToString());
            Row(html, Speech.T($"Tabel ini memuat {Show.Number(table.Cube.Length)} sel. Ambil sebagai Excel: {sheet}", $"This table has {Show.Number(table.Cube.Length)} cells. Take it as a workbook: {sheet}"));
            return html.Append("</table>").ToString();
        }

        Grid(html, item, new(new(table.Cube, text, new(rows, selection.Layout.Columns, all))));
        return html.Append("</table>").ToString();
    }

    private static void Grid(StringBuilder html, CatalogItem item, TableGrid grid)
    {
        var width = grid.StubCount + grid.ColumnCount;
        Row(html, BpsTable.Said(item).ToString(), width);
        if (grid.Text.Unit is { } unit)
        {
            Row(html, $"({unit})", width);
        }

        for (var level = 0; level < grid.HeaderCount; level++)
        {
            html.Append("<tr>");
            if (level == 0)
            {
                for (var stub = 0; stub < grid.StubCount; stub++)
                {
                    Cell(html, "th", grid.Down.Count > stub ? TableGrid.Heading(grid.Down[stub]) : "", rows: grid.HeaderCount);
                }
            }

            var span = grid.Across.Count == 0 ? 1 : grid.Span(level);
            for (var column = 0; column < grid.ColumnCount; column += span)
            {
                Cell(html, "th", grid.Across.Count == 0 ? grid.Only : TableGrid.Heading(grid.ColumnCategory(level, column)), span);
            }

            html.Append("</tr>");
        }

        for (var row = 0; row < grid.RowCount; row++)
        {
            html.Append("<tr>");
            for (var stub = 0; stub < grid.StubCount; stub++)
            {
                Cell(html, "td", grid.Down.Count > stub ? TableGrid.Heading(grid.RowCategory(stub, row)) : "");
            }

            for (var column = 0; column < grid.ColumnCount; column++)
            {
                var figure = grid[row, column];
                Cell(html, "td", figure.IsNumber ? figure.Number.ToString($"F{figure.Decimals}", CultureInfo.InvariantCulture) : figure.Mark);
            }

            html.Append("</tr>");
        }

        for (var note = 0; note < grid.Text.Notes.Count; note++)
        {
            Row(html, $"{note + 1}) {grid.Text.Notes[note]}", width);
        }

        foreach (var symbol in grid.Symbols)
        {
            Row(html, $"{TableSymbols.Mark(symbol, grid.Text)} = {TableSymbols.Meaning(symbol, grid.Text)}", width);
        }

        Row(html, $"{Speech.T("Sumber", "Source")}: {grid.Text.Source}", width);
    }

    private static void Row(StringBuilder html, string words, int width = 1)
    {
        html.Append("<tr>");
        Cell(html, "td", words, width);
        html.Append("</tr>");
    }

    private static void Cell(StringBuilder html, string name, string words, int columns = 1, int rows = 1)
    {
        html.Append('<').Append(name);
        if (columns > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $" colspan=\"{columns}\"");
        }

        if (rows > 1)
        {
            html.Append(CultureInfo.InvariantCulture, $" rowspan=\"{rows}\"");
        }

        html.Append('>').Append(BpsAnswer.Escaped(words)).Append("</").Append(name).Append('>');
    }
}
