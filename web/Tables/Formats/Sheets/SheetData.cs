using DataPortal.Shared;
using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats.Sheets;

/// <summary>The tidy sheet: one cell of the table a row, a column a dimension (two where its codes say more than its texts), then the figure and its symbol.</summary>
internal static class SheetData
{
    public static bool Fits(TableView view) => new CellWalk(view, CellWalk.Listed(view)).Count < SheetLimits.Rows;

    public static void Write(IWorkbook book, TableGrid grid, TableView view, SheetLooks look)
    {
        var cube = view.Cube;
        var walk = new CellWalk(view, CellWalk.Listed(view));
        var columns = new List<(int Place, bool Codes)>();
        for (var d = 0; d < walk.Order.Count; d++)
        {
            if (walk.Selected[d].Any(at => cube.Dimensions[walk.Order[d]].Categories[at] is var category && category.Code != category.Label.ToString()))
            {
                columns.Add((d, true));
            }

            columns.Add((d, false));
        }

        var units = cube.Dimensions.Any(dimension => dimension.Categories.Any(category => category.Unit is not null));
        book.Sheet(new()
        {
            Name = "Data",
            Widths = [.. columns.Select(column => Width(cube.Dimensions[walk.Order[column.Place]], column.Codes)), 16, 10],
            FrozenRows = 1,
            RepeatedRows = (1, 1),
            FilterRow = 1,
        });
        book.Row();
        foreach (var (place, codes) in columns)
        {
            var dimension = cube.Dimensions[walk.Order[place]];
            book.Text(codes ? $"{dimension.Label} ({Speech.T("kode", "code")})" : dimension.Label.ToString(), look.Head);
        }

        book.Text(grid.Only, look.HeadNumber);
        book.Text(Speech.T("Simbol", "Symbol"), look.Head);
        if (units)
        {
            book.Text(Speech.T("Satuan", "Unit"), look.Head);
        }

        Cells(book, view, walk, columns, units, look);
    }

    private static void Cells(IWorkbook book, TableView view, CellWalk walk, List<(int Place, bool Codes)> columns, bool units, SheetLooks look)
    {
        var cube = view.Cube;
        var made = columns.Select(column => walk.Selected[column.Place].Select(at => cube.Dimensions[walk.Order[column.Place]].Categories[at]).Select(category => book.Make(column.Codes ? category.Code : category.Label.ToString())).ToArray()).ToArray();
        var places = columns.Select(column => column.Place).ToArray();
        var marks = Enum.GetValues<CellStatus>().Select(status => book.Make(TableSymbols.Mark(status, view.Text))).ToArray();
        var categories = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => cube.Dimensions[dimension].Categories[at]).ToArray()).ToArray();
        var styles = categories.Select(list => list.Select(category => category.Decimals is { } decimals ? look.Number(Math.Clamp(decimals, 0, 15), "", false) : -1).ToArray()).ToArray();
        var said = categories.Select(list => list.Select(category => category.Unit is { } unit ? book.Make(unit.ToString()) : -1).ToArray()).ToArray();
        var (plain, all) = (look.Number(Math.Clamp(view.Text.Decimals, 0, 15), "", false), book.Make(view.Text.Unit?.ToString() ?? ""));
        while (walk.Next())
        {
            book.Row();
            for (var column = 0; column < made.Length; column++)
            {
                book.Ready(made[column][walk.At[places[column]]]);
            }

            var (style, unit) = (plain, all);
            for (var d = 0; d < styles.Length; d++)
            {
                style = styles[d][walk.At[d]] is >= 0 and var own ? own : style;
                unit = said[d][walk.At[d]] is >= 0 and var ownUnit ? ownUnit : unit;
            }

            var status = cube.Status[walk.Cell];
            var number = TableGrid.Number(cube.Values[walk.Cell], status);
            if (double.IsFinite(number))
            {
                book.Number(number, style);
            }
            else
            {
                book.Blank();
            }

            if (status is not CellStatus.Normal || units)
            {
                book.Ready(marks[(byte)status]);
            }

            if (units)
            {
                book.Ready(unit);
            }
        }
    }

    private static double Width(Dimension dimension, bool codes) =>
        SheetWidths.Clamp(dimension.Categories.Select(category => codes ? category.Code.Length : category.Label.ToString().Length).Append(dimension.Label.ToString().Length + (codes ? 7 : 0)).Max(), 50);
}
