using System.Text;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats;

/// <summary>
/// A table as CSV: one rectangular grid, one header line, every label on every row, so that any program reads it. The unit stands in the header.
/// A column with marks beside its numbers has a column for the marks after it, so the numbers stay numbers.
/// </summary>
public static class CsvTable
{
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = new TableGrid(view);
        using var csv = new CsvWriter(to, Speech.IsEnglish);
        if (grid.Down.Count == 0)
        {
            csv.Text(Speech.T("Uraian", "Item"));
        }

        foreach (var dimension in grid.Down)
        {
            csv.Text(dimension.Label.ToString());
        }

        var marked = new bool[grid.ColumnCount];
        for (var column = 0; column < grid.ColumnCount; column++)
        {
            var name = Name(grid, column);
            csv.Text(name);
            marked[column] = grid.HasMarks(column);
            if (marked[column])
            {
                csv.Text($"{name} {Speech.T("– tanda", "– mark")}");
            }
        }

        csv.EndRow();
        for (var row = 0; row < grid.RowCount; row++)
        {
            if (grid.Down.Count == 0)
            {
                csv.Text(grid.Text.Title.ToString());
            }

            for (var level = 0; level < grid.Down.Count; level++)
            {
                csv.Text(grid.RowCategory(level, row).Label.ToString());
            }

            for (var column = 0; column < grid.ColumnCount; column++)
            {
                var figure = grid[row, column];
                if (figure.IsNumber)
                {
                    csv.Number(figure.Number);
                }
                else
                {
                    csv.Text(figure.Mark);
                }

                if (marked[column])
                {
                    csv.Text(figure.IsNumber ? figure.Mark : "");
                }
            }

            csv.EndRow();
        }
    }

    // Header levels in one cell, then the unit: "2026 – Laki-laki (jiwa)".
    private static string Name(TableGrid grid, int column)
    {
        var name = new StringBuilder();
        Bilingual? unit = null;
        for (var level = 0; level < grid.Across.Count; level++)
        {
            var category = grid.ColumnCategory(level, column);
            name.Append(level > 0 ? " – " : "").Append(category.Label);
            unit = category.Unit ?? unit;
        }

        unit ??= grid.Text.Unit;
        return name.Length == 0 ? grid.Only : unit is null ? name.ToString() : name.Append(" (").Append(unit).Append(')').ToString();
    }
}
