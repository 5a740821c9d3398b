using DataPortal.Tables;
using DataPortal.Tables.Formats;
using TableWords = DataPortal.Tables.Formats.TableWords;

namespace DataPortal.Tests.Tables.Formats;

/// <summary>Compares the sheets of a workbook, as another program read them, with the view they were written from: every number, symbol and label.</summary>
internal static class SheetComparison
{
    public static void SameGrid(TableView view, IReadOnlyList<object?[]> rows, double tolerance)
    {
        var grid = new TableGrid(view);
        var top = TableWords.Above(grid).Count + TableWords.ShownNotes(view).Count(note => note.Note.Mandatory) + 2 + grid.HeaderCount;
        for (var row = 0; row < grid.RowCount; row++)
        {
            for (var level = 0; level < grid.Down.Count; level++)
            {
                Assert.Equal(TableGrid.Heading(grid.RowCategory(level, row)), rows[top + row][level]);
            }

            for (var column = 0; column < grid.ColumnCount; column++)
            {
                var figure = grid[row, column];
                Same(figure.IsNumber ? figure.Number : figure.Beside, At(rows[top + row], grid.StubCount + column), tolerance);
            }
        }

        for (var level = 0; level < grid.Across.Count; level++)
        {
            Assert.Equal(TableGrid.Heading(grid.ColumnCategory(level, 0)), rows[top - grid.HeaderCount + level][grid.StubCount]);
        }
    }

    public static void SameList(TableView view, IReadOnlyList<object?[]> rows, double tolerance)
    {
        var walk = new CellWalk(view, CellWalk.Listed(view));
        var value = Array.IndexOf(rows[0], "Simbol") - 1;
        Assert.Equal(walk.Count + 1, rows.Count);
        for (var row = 1; walk.Next(); row++)
        {
            var labels = rows[row].Take(value).ToList();
            Assert.All(Enumerable.Range(0, walk.Order.Count), d => Assert.Contains(view.Cube.Dimensions[walk.Order[d]].Categories[walk.Selected[d][walk.At[d]]].Label.ToString(), labels));
            var number = TableGrid.Number(view.Cube.Values[walk.Cell], view.Cube.Status[walk.Cell]);
            Same(double.IsFinite(number) ? number : "", At(rows[row], value), tolerance);
            Same(TableSymbols.Mark(view.Cube.Status[walk.Cell], view.Text), At(rows[row], value + 1), tolerance);
        }
    }

    /// <summary>What stands for a cell: its number, else its symbol.</summary>
    public static object Expected(TableView view, int cell) =>
        TableGrid.Number(view.Cube.Values[cell], view.Cube.Status[cell]) is var number && double.IsFinite(number) ? number : TableSymbols.Mark(view.Cube.Status[cell], view.Text);

    public static void Same(object expected, object? read, double tolerance)
    {
        if (expected is double number)
        {
            var back = Assert.IsType<double>(read);
            Assert.True(Math.Abs(back - number) <= Math.Abs(number) * tolerance, $"{number:R} came back as {back:R}.");
        }
        else
        {
            Assert.Equal((string)expected, read?.ToString() ?? "");
        }
    }

    private static object? At(object?[] row, int column) => column < row.Length ? row[column] : null;
}
