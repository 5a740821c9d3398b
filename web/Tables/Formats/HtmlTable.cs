using System.Text;
using System.Text.Encodings.Web;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats;

/// <summary>A table as one HTML <c>table</c> element without styles: headings tied to their cells, notes and source in its foot.</summary>
public static class HtmlTable
{
    private static readonly UTF8Encoding _utf8 = new(false);

    /// <exception cref="SheetTooLargeException">The selection has more than <see cref="TableWords.MostRead"/> cells.</exception>
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = new TableGrid(view);
        TableWords.RefuseUnreadable(grid, "HTML");
        using var html = new StreamWriter(to, _utf8, 32 * 1024, leaveOpen: true) { NewLine = "\n" };
        html.Write($"<table lang=\"{Speech.Language}\">\n<caption>{Encoded(TableWords.Title(grid))}");
        foreach (var (label, value) in TableWords.Above(grid))
        {
            html.Write($"<br>{Encoded($"{label}: {value}")}");
        }

        html.Write("</caption>\n<thead>\n");
        Head(html, grid, output);
        html.Write("</thead>\n<tbody>\n");
        for (var row = 0; row < grid.RowCount; row++)
        {
            html.Write("<tr>");
            if (grid.Down.Count == 0)
            {
                html.Write($"<th scope=\"row\">{Encoded(grid.Text.Title.ToString())}</th>");
            }

            for (var level = 0; level < grid.Down.Count; level++)
            {
                html.Write($"<th scope=\"row\">{Encoded(TableWords.Heading(grid.RowCategory(level, row), output))}</th>");
            }

            for (var column = 0; column < grid.ColumnCount; column++)
            {
                html.Write($"<td>{Encoded(grid[row, column].Shown)}</td>");
            }

            html.Write("</tr>\n");
        }

        html.Write("</tbody>\n");
        Foot(html, grid, view, origin);
        html.Write("</table>\n");
    }

    private static void Head(StreamWriter html, TableGrid grid, TableOutput output)
    {
        for (var level = 0; level < grid.HeaderCount; level++)
        {
            html.Write("<tr>");
            if (level == 0)
            {
                var over = grid.HeaderCount > 1 ? $" rowspan=\"{grid.HeaderCount}\"" : "";
                foreach (var label in grid.Down.Count == 0 ? [Speech.T("Uraian", "Item")] : grid.Down.Select(dimension => output.Labels is LabelForm.Codes ? dimension.Code : TableGrid.Heading(dimension)))
                {
                    html.Write($"<th scope=\"col\"{over}>{Encoded(label)}</th>");
                }
            }

            if (grid.Across.Count == 0)
            {
                html.Write($"<th scope=\"col\">{Encoded(grid.Only)}</th>");
            }
            else
            {
                var span = grid.Span(level);
                for (var column = 0; column < grid.ColumnCount; column += span)
                {
                    html.Write($"<th scope=\"{(span > 1 ? $"colgroup\" colspan=\"{span}" : "col")}\">{Encoded(TableWords.Heading(grid.ColumnCategory(level, column), output))}</th>");
                }
            }

            html.Write("</tr>\n");
        }
    }

    private static void Foot(StreamWriter html, TableGrid grid, TableView view, TableOrigin origin)
    {
        var lines = TableWords.Legend(grid).Select(one => $"{one.Mark} {one.Meaning}").Concat(TableWords.Notes(view)).Concat(TableWords.Below(grid, origin).Select(fact => $"{fact.Label}: {fact.Value}")).ToList();
        html.Write($"<tfoot>\n<tr><td colspan=\"{grid.StubCount + grid.ColumnCount}\">{string.Join("<br>\n", lines.Select(Encoded))}</td></tr>\n</tfoot>\n");
    }

    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private static string Encoded(string text) => _encoder.Encode(text);
}
