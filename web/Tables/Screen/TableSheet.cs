using DataPortal.Shared;
using static DataPortal.Shared.Speech;

namespace DataPortal.Tables.Screen;

/// <summary>A dimension of which one category is shown, and the others it can be turned to.</summary>
/// <param name="Options">Positions in the dimension, at most <see cref="TableSheet.MostOptions"/>, those around the one shown.</param>
/// <param name="All">How many there are.</param>
public sealed record Layer(int At, Dimension Dimension, int Category, IReadOnlyList<int> Options, int All, int? Previous, int? Next);

/// <summary>The part of a table that stands on one screen: page of rows, page of columns, layers, symbols.</summary>
public sealed class TableSheet
{
    public const int MostOptions = 200;

    private TableSheet(ShownTable shown, string office)
    {
        var (view, selection) = (shown.View, shown.Selection);
        var grid = new ScreenGrid(view);
        (RowCount, ColumnCount) = (grid.RowCount, grid.ColumnCount);
        Columns = Math.Min(ColumnCount, TableSelection.MostColumns);
        Rows = Math.Max(1, TableSelection.MostCells / Math.Max(1, Columns));
        Row = Math.Max(0, Math.Min(selection.Choice.Page - 1, (RowCount - 1) / Rows) * Rows);
        Column = Math.Max(0, Math.Min(selection.Choice.ColumnPage - 1, (ColumnCount - 1) / Math.Max(1, Columns)) * Columns);
        Layers = [.. Enumerable.Range(0, selection.Cube.Dimensions.Count).Where(d => !selection.Layout.Rows.Contains(d) && !selection.Layout.Columns.Contains(d) && selection.Cube.Dimensions[d].Categories.Count > 1).Select(d => Of(selection, d))];
        Symbols = Used(view, grid);
        Figure = KeyFigure.Of(shown.Table.Cube, shown.Table.Text)?.For(office);
        var layout = view.Layout;
        var isPlain = selection.Choice is { Reckoning: Reckoning.Figures, WithTotals: false };
        Whole = isPlain && Figure?.Whole is { } whole && layout.Rows.Count == 1 && layout.Columns.Count == 0 && Layers.Count == 0 && view.Cube.Dimensions[layout.Rows[0]].Role is DimensionRole.Region ? whole : null;
        ShowCodes = layout.Rows.Count == 1 && view.Cube.Dimensions[layout.Rows[0]] is { Role: DimensionRole.Region } regions && regions.Categories.All(category => category.Code.All(char.IsAsciiDigit) || category.Code == WorkedOut.TotalCode)
            && regions.Categories.All(category => category.Code != WorkedOut.TotalCode);
        Only = OnlyName(view, selection);
        Office = office;
    }

    public int RowCount { get; }
    public int ColumnCount { get; }

    /// <summary>First row of the page, from 0, and how many rows a page has.</summary>
    public int Row { get; }
    public int Rows { get; }
    public int Column { get; }
    public int Columns { get; }
    public int RowPages => Math.Max(1, (RowCount + Rows - 1) / Rows);
    public int RowPage => Row / Rows + 1;
    public int ColumnPages => Columns == 0 ? 1 : Math.Max(1, (ColumnCount + Columns - 1) / Columns);
    public int ColumnPage => Columns == 0 ? 1 : Column / Columns + 1;

    /// <summary>Cells asked for, over all pages.</summary>
    public long Cells => (long)RowCount * ColumnCount;

    public int LastRow => Math.Min(RowCount, Row + Rows);
    public int LastColumn => Math.Min(ColumnCount, Column + Columns);
    public bool IsPaged => RowPages > 1 || ColumnPages > 1;
    public IReadOnlyList<Layer> Layers { get; }

    /// <summary>The symbols on this page, in the order of their legend.</summary>
    public IReadOnlyList<CellStatus> Symbols { get; }

    /// <summary>The figure the table is first asked for; of the office's own region.</summary>
    public RegionFigure? Figure { get; }

    /// <summary>The share column: only where one column shows the figures of regions that add up to their whole.</summary>
    public double? Whole { get; }

    public bool ShowCodes { get; }

    /// <summary>What each cell counts when nothing runs across: the title as far as <em>menurut</em>.</summary>
    public string Only { get; }

    public string Office { get; }

    public static TableSheet Of(ShownTable shown, string office) => new(shown, office);

    private static Layer Of(TableSelection selection, int d)
    {
        var dimension = selection.Cube.Dimensions[d];
        var shown = selection.Layout.Selected[d][0];
        // Those that were asked for; where one was, all of them: a reader who sees 2024 may turn to 2025.
        var options = selection.Wanted[d].Count > 1 ? selection.Wanted[d] : [.. Enumerable.Range(0, dimension.Categories.Count)];
        if (!options.Contains(shown))
        {
            options = [.. options.Append(shown).Order()];
        }

        var at = options.ToList().IndexOf(shown);
        var from = Math.Clamp(at - MostOptions / 2, 0, Math.Max(0, options.Count - MostOptions));
        return new(d, dimension, shown, [.. options.Skip(from).Take(MostOptions)], options.Count, at > 0 ? options[at - 1] : null, at < options.Count - 1 ? options[at + 1] : null);
    }

    private List<CellStatus> Used(TableView view, ScreenGrid grid)
    {
        var used = new bool[256];
        var columns = Enumerable.Range(Column, LastColumn - Column).Select(grid.ColumnAt).ToArray();
        for (var row = Row; row < LastRow; row++)
        {
            var start = grid.RowAt(row);
            foreach (var column in columns)
            {
                used[(byte)view.Cube.Status[start + column]] = true;
            }
        }

        return [.. Enum.GetValues<CellStatus>().Where(status => status is not CellStatus.Normal && used[(byte)status])];
    }

    private static string OnlyName(TableView view, TableSelection selection)
    {
        if (Sums.Measure(view.Cube) is >= 0 and var m && selection.Cube.Dimensions[m].Categories.Count > 1 && !view.Layout.Rows.Contains(m))
        {
            return view.Cube.Dimensions[m].Categories[view.Layout.Selected[m][0]].Label.ToString();
        }

        return view.Text.Contents?.ToString() ?? (view.Text.Title.ToString() is var title && title.IndexOf(T(" menurut ", " by "), StringComparison.OrdinalIgnoreCase) is > 0 and var cut and < 60 ? title[..cut] : T("Nilai", "Value"));
    }
}
