using System.Text;
using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats.Csv;

/// <summary>
/// A table as CSV: one rectangular grid, one header line, every label on every row, so that any program reads it.
/// Where marks stand beside numbers they have a column of their own, so the numbers stay numbers; a symbol in place of a number stands in its cell.
/// </summary>
public static class CsvTable
{
    /// <summary>As read on screen: what runs across makes the columns.</summary>
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = new TableGrid(view);
        var habit = Habit(output);
        using var csv = new CsvWriter(to, habit);
        Title(csv, grid, output);
        if (grid.Down.Count == 0)
        {
            csv.Text(Speech.T("Uraian", "Item"));
        }

        foreach (var dimension in grid.Down)
        {
            Heading(csv, dimension, output);
        }

        var marked = new bool[grid.ColumnCount];
        for (var column = 0; column < grid.ColumnCount; column++)
        {
            var name = Name(grid, column, output);
            csv.Text(name);
            marked[column] = grid.HasMarks(column);
            if (marked[column])
            {
                csv.Text($"{name} {Speech.T("– tanda", "– mark")}");
            }
        }

        // A program counts on the columns it asked for; a person must see what the office says must be read.
        var notes = output.Separator is null ? RowNotes.Of(grid, view) : null;
        if (notes is not null)
        {
            csv.Text(Speech.T("Catatan", "Notes"));
        }

        csv.EndRow();
        Rows(csv, grid, view, output, marked, notes);
    }

    /// <summary>One cell a row: each dimension a column (two with codes and texts), then the figure (PxWebApi 1: <c>csv2</c> with texts, <c>csv3</c> with codes).</summary>
    public static void WriteList(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = new TableGrid(view);
        var walk = new CellWalk(view, CellWalk.Listed(view));
        var habit = Habit(output);
        using var csv = new CsvWriter(to, habit);
        Title(csv, grid, output);
        foreach (var dimension in walk.Order)
        {
            Heading(csv, view.Cube.Dimensions[dimension], output);
        }

        var marked = grid.HasMarks();
        csv.Text(output.Labels is LabelForm.Both or LabelForm.Texts && habit.Mark ? $"{Speech.T("Nilai", "Value")}{(Unit(view) is { } unit ? $" ({unit})" : "")}" : TableWords.Title(grid));
        if (marked)
        {
            csv.Text(Speech.T("Tanda", "Mark"));
        }

        csv.EndRow();
        var labels = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => Label(view.Cube.Dimensions[dimension].Categories[at], output, habit)).ToArray()).ToArray();
        var marks = Marks(view.Text, habit);
        while (walk.Next())
        {
            for (var d = 0; d < labels.Length; d++)
            {
                csv.Ready(labels[d][walk.At[d]]);
            }

            var status = view.Cube.Status[walk.Cell];
            var number = TableGrid.Number(view.Cube.Values[walk.Cell], status);
            if (double.IsFinite(number))
            {
                csv.Number(number);
            }
            else
            {
                csv.Ready(marks[(byte)status]);
            }

            if (marked)
            {
                csv.Ready(double.IsFinite(number) ? marks[(byte)status] : []);
            }

            csv.EndRow();
        }
    }

    // The unit of every figure; null where they differ, or none is known.
    private static Bilingual? Unit(TableView view)
    {
        var measure = view.Cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Measure);
        var units = measure < 0 ? [view.Text.Unit] : CellWalk.SelectedOf(view, measure).Select(at => view.Cube.Dimensions[measure].Categories[at].Unit ?? view.Text.Unit).Distinct().ToList();
        return units is [var only] ? only : null;
    }

    private static CsvHabit Habit(TableOutput output) => output.Separator is { } separator ? CsvHabit.Machine(separator) : Speech.IsEnglish ? CsvHabit.English : CsvHabit.Indonesian;

    private static void Title(CsvWriter csv, TableGrid grid, TableOutput output)
    {
        if (output.Title)
        {
            csv.Text(TableWords.Title(grid));
            csv.EndRow();
            csv.EndRow();
        }
    }

    private static void Heading(CsvWriter csv, Dimension dimension, TableOutput output)
    {
        if (output.Labels is LabelForm.Both)
        {
            csv.Text($"{dimension.Label} ({Speech.T("kode", "code")})");
        }

        csv.Text(output.Labels is LabelForm.Codes ? dimension.Code : dimension.Label.ToString());
    }

    private static byte[] Label(Category category, TableOutput output, CsvHabit habit) => output.Labels switch
    {
        LabelForm.Texts => CsvWriter.Made(category.Label.ToString(), habit),
        LabelForm.Codes => CsvWriter.Made(category.Code, habit),
        LabelForm.Both => [.. CsvWriter.Made(category.Code, habit), (byte)habit.Separator, .. CsvWriter.Made(category.Label.ToString(), habit)],
        _ => throw new InvalidOperationException($"Unknown form {output.Labels}."),
    };

    private static byte[][] Marks(TableText text, CsvHabit habit) => [.. Enum.GetValues<CellStatus>().Select(status => CsvWriter.Made(TableSymbols.Mark(status, text), habit))];

    private static void Rows(CsvWriter csv, TableGrid grid, TableView view, TableOutput output, bool[] marked, RowNotes? notes)
    {
        var habit = Habit(output);
        var labels = view.Layout.Rows.Select(dimension => view.Cube.Dimensions[dimension].Categories.Select(category => Label(category, output, habit)).ToArray()).ToArray();
        var title = CsvWriter.Made(grid.Text.Title.ToString(), habit);
        var marks = Marks(grid.Text, habit);
        for (var row = 0; row < grid.RowCount; row++)
        {
            if (labels.Length == 0)
            {
                csv.Ready(title);
            }

            for (var level = 0; level < labels.Length; level++)
            {
                csv.Ready(labels[level][grid.RowPosition(level, row)]);
            }

            for (var column = 0; column < grid.ColumnCount; column++)
            {
                var (number, status) = grid.Raw(row, column);
                var isNumber = double.IsFinite(number);
                if (isNumber)
                {
                    csv.Number(number);
                }
                else
                {
                    csv.Ready(marks[(byte)status]);
                }

                if (marked[column])
                {
                    csv.Ready(isNumber ? marks[(byte)status] : []);
                }
            }

            if (notes is not null)
            {
                csv.Text(notes[row]);
            }

            csv.EndRow();
        }
    }

    // Header levels in one cell, then the unit: "2026 – Laki-laki (jiwa)". For programs as PxWeb joins them: "2026 Laki-laki".
    private static string Name(TableGrid grid, int column, TableOutput output)
    {
        var name = new StringBuilder();
        Bilingual? unit = null;
        for (var level = 0; level < grid.Across.Count; level++)
        {
            var category = grid.ColumnCategory(level, column);
            name.Append(level == 0 ? "" : output.Separator is null ? " – " : " ").Append(output.Labels switch
            {
                LabelForm.Codes => category.Code,
                LabelForm.Both => $"{category.Code} {category.Label}",
                _ => category.Label.ToString(),
            });
            unit = category.Unit ?? unit;
        }

        unit ??= grid.Text.Unit;
        return name.Length == 0 ? output.Separator is null ? grid.Only : TableWords.Title(grid) : unit is null || output.Separator is not null ? name.ToString() : name.Append(" (").Append(unit).Append(')').ToString();
    }
}
