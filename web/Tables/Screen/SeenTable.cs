using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>A selection as it is seen: worked out, empty rows hidden, sorted.</summary>
/// <param name="AllEmpty">Every row is empty and was to be hidden: they are all shown, with a sentence.</param>
/// <param name="Refused">What was asked and not done, and why; null for all done.</param>
public sealed record SeenTable(TableView View, bool AllEmpty, string? Refused)
{
    /// <summary>Rows sorted at most.</summary>
    private const int MostSorted = 100_000;

    public static SeenTable Of(TableSelection selection, TableText text)
    {
        var (cube, layout, choice) = (selection.Cube, selection.Layout, selection.Choice);
        string? refused = null;
        var kind = WorkedOut.Possible(cube, text, layout).Contains(choice.Reckoning) ? choice.Reckoning : Reckoning.Figures;
        if (kind != choice.Reckoning)
        {
            refused = Speech.T("Hitungan yang diminta tidak bermakna untuk isi tabel ini; yang ditampilkan angka aslinya.", "What was asked to be worked out means nothing for what is shown; these are the figures themselves.");
        }

        var view = new TableView(cube, text, layout);
        if (kind is not Reckoning.Figures || choice.WithTotals)
        {
            if (CubeArithmetic.Count(layout.Selected) <= WorkedOut.MostCells)
            {
                view = WorkedOut.Of(cube, text, layout, kind, choice.WithTotals);
            }
            else
            {
                refused = Speech.T($"Persentase, perubahan, dan jumlah dihitung untuk paling banyak {Show.Number(WorkedOut.MostCells)} sel. Pilih lebih sedikit kategori.",
                    $"Shares, changes and totals are worked out for at most {Show.Number(WorkedOut.MostCells)} cells. Choose fewer categories.");
            }
        }

        var grid = new ScreenGrid(view);
        var rows = choice.HideEmpty ? Filled(view.Cube, grid) : null;
        var allEmpty = rows is { Count: 0 };
        rows = allEmpty || rows?.Count == grid.RowCount ? null : rows;
        if (choice.Sorting.Order is not RowOrder.Given)
        {
            if ((rows?.Count ?? grid.RowCount) <= MostSorted)
            {
                rows = Sorted(view, grid, rows ?? [.. Enumerable.Range(0, grid.RowCount)], choice.Sorting);
            }
            else
            {
                refused = Speech.T($"Paling banyak {Show.Number(MostSorted)} baris dapat diurutkan. Pilih lebih sedikit kategori.", $"At most {Show.Number(MostSorted)} rows can be sorted. Choose fewer categories.");
            }
        }

        return new(rows is null ? view : view with { Layout = Showing(view.Layout, rows) }, allEmpty, refused);
    }

    /// <summary>The column rows are sorted by.</summary>
    public static int Column(TableView view, ScreenGrid grid, RowSorting sorting)
    {
        var columns = view.Layout.Columns;
        if (sorting.Column.Count != columns.Count)
        {
            return 0;
        }

        var column = 0;
        for (var level = 0; level < columns.Count; level++)
        {
            var (selected, code) = (view.Layout.Selected[columns[level]], view.Cube.Dimensions[columns[level]].IndexOf(sorting.Column[level]));
            var at = selected.ToList().IndexOf(code);
            if (at < 0)
            {
                return 0;
            }

            column = column * selected.Count + at;
        }

        return Math.Min(column, grid.ColumnCount - 1);
    }

    /// <summary>One dimension down is reordered itself, so that everything that reads the layout follows; rows of several are listed.</summary>
    private static TableLayout Showing(TableLayout layout, List<int> rows)
    {
        if (layout.Rows is not [var only])
        {
            return layout with { Shown = rows };
        }

        IReadOnlyList<int>[] selected = [.. layout.Selected];
        selected[only] = rows.ConvertAll(row => layout.Selected[only][row]);
        return layout with { Selected = selected };
    }

    private static List<int> Filled(Cube cube, ScreenGrid grid)
    {
        var columns = Enumerable.Range(0, grid.ColumnCount).Select(grid.ColumnAt).ToArray();
        List<int> filled = [];
        for (var row = 0; row < grid.RowCount; row++)
        {
            var start = grid.RowAt(row);
            foreach (var column in columns)
            {
                if (!IsEmpty(cube, start + column))
                {
                    filled.Add(row);
                    break;
                }
            }
        }

        return filled;
    }

    /// <summary>Empty is what holds no number: nothing, nil, not available. Zero is a number.</summary>
    private static bool IsEmpty(Cube cube, int at) => TableSymbols.HidesNumber(cube.Status[at]) || !double.IsFinite(cube.Values[at]);

    /// <summary>Within each group of the outer dimensions; totals first.</summary>
    private static List<int> Sorted(TableView view, ScreenGrid grid, List<int> rows, RowSorting sorting)
    {
        var (cube, layout) = (view.Cube, view.Layout);
        var inner = layout.Selected[layout.Rows[^1]];
        var categories = cube.Dimensions[layout.Rows[^1]].Categories;
        bool IsTotal(int row) => categories[inner[row % inner.Count]].IsTotal;
        var groups = rows.GroupBy(row => row / inner.Count);
        if (sorting.Order is RowOrder.AToZ or RowOrder.ZToA)
        {
            var words = StringComparer.Create(Speech.IsEnglish ? Speech.English : Speech.Indonesian, System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.NumericOrdering);
            var labels = inner.Select(at => categories[at].Label.ToString()).ToArray();
            return [.. groups.SelectMany(group => sorting.Order is RowOrder.AToZ
                ? group.OrderByDescending(IsTotal).ThenBy(row => labels[row % inner.Count], words)
                : group.OrderByDescending(IsTotal).ThenByDescending(row => labels[row % inner.Count], words))];
        }

        var column = grid.ColumnAt(Column(view, grid, sorting));
        // What has no number comes last either way.
        double Key(int row) => IsEmpty(cube, grid.RowAt(row) + column) ? double.NegativeInfinity : sorting.Order is RowOrder.LargestFirst ? cube.Values[grid.RowAt(row) + column] : -cube.Values[grid.RowAt(row) + column];
        return [.. groups.SelectMany(group => group.OrderByDescending(IsTotal).ThenByDescending(Key))];
    }
}
