using Microsoft.Extensions.Primitives;

namespace DataPortal.Tables;

public enum RowOrder
{
    /// <summary>As in the table.</summary>
    Given,
    LargestFirst,
    SmallestFirst,
}

/// <summary>
/// What of a table is shown, as its address says it: <c>?{dimension}={category}&amp;…&amp;baris=a,b&amp;kolom=c&amp;urut=turun&amp;hal=2</c>.
/// A dimension that is not named shows all its categories, as long as the screen can hold them. Unknown codes are passed over: an old link still shows a table.
/// </summary>
public sealed record TableSelection(TableLayout Layout, RowOrder Order, int Page)
{
    /// <summary>Most cells on one screen (PxWeb's own habit); more are paged, never dropped.</summary>
    public const int MostCells = 10_000;

    public const int MostRows = 1_000;
    private const int MostColumns = 200;

    public const string RowsKey = "baris";
    public const string ColumnsKey = "kolom";
    public const string OrderKey = "urut";
    public const string PageKey = "hal";

    /// <summary>Dimensions narrowed by the portal, not by the visitor, so that the first screen holds the table.</summary>
    public IReadOnlyList<int> Narrowed { get; init; } = [];

    public static TableSelection Of(StoredTable table, Func<string, StringValues> query)
    {
        var cube = table.Cube;
        var selected = new List<int>[cube.Dimensions.Count];
        var asked = new bool[selected.Length];
        for (var d = 0; d < selected.Length; d++)
        {
            var dimension = cube.Dimensions[d];
            var wanted = query(dimension.Code).SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
            selected[d] = [.. Enumerable.Range(0, dimension.Categories.Count).Where(at => wanted.Contains(dimension.Categories[at].Code))];
            asked[d] = selected[d].Count > 0;
            if (!asked[d])
            {
                selected[d] = [.. Enumerable.Range(0, dimension.Categories.Count)];
            }
        }

        var narrowed = Narrow(table, selected, asked);
        var (rows, columns) = Place(table, selected, Codes(query(RowsKey)), Codes(query(ColumnsKey)));
        var order = query(OrderKey).ToString() switch
        {
            "turun" => RowOrder.LargestFirst,
            "naik" => RowOrder.SmallestFirst,
            _ => RowOrder.Given,
        };
        if (order is not RowOrder.Given && rows.Count > 0)
        {
            Sort(cube, rows, selected, order);
        }

        return new(new(rows, columns, [.. selected.Select(list => (IReadOnlyList<int>)list)]), order, int.TryParse(query(PageKey).ToString(), out var page) ? Math.Max(1, page) : 1) { Narrowed = narrowed };
    }

    /// <summary>Beyond a screenful, dimensions that were not asked for fall back to their total or latest, the longest first. Regions and what runs down first stay: rows are paged.</summary>
    private static List<int> Narrow(StoredTable table, List<int>[] selected, bool[] asked)
    {
        var cube = table.Cube;
        List<int> narrowed = [];
        while (selected.Aggregate(1L, (count, list) => count * list.Count) > MostCells)
        {
            var candidates = Enumerable.Range(0, selected.Length).Where(d => !asked[d] && selected[d].Count > 1 && !narrowed.Contains(d)
                && cube.Dimensions[d].Role is not DimensionRole.Region && cube.Dimensions[d].Code != (table.Document.Rows.Count > 0 ? table.Document.Rows[0] : "")).ToList();
            if (candidates.Count == 0)
            {
                break;
            }

            var longest = candidates.MaxBy(d => selected[d].Count);
            var categories = cube.Dimensions[longest].Categories;
            selected[longest] = [cube.Dimensions[longest].Role is DimensionRole.Time
                ? KeyFigure.Latest(cube.Dimensions[longest])
                : Enumerable.Range(0, categories.Count).Where(at => categories[at].IsTotal).DefaultIfEmpty(0).First()];
            narrowed.Add(longest);
        }

        return narrowed;
    }

    private static (List<int> Rows, List<int> Columns) Place(StoredTable table, List<int>[] selected, string[] wantedRows, string[] wantedColumns)
    {
        var cube = table.Cube;
        int Find(string code) => cube.Dimensions.ToList().FindIndex(dimension => dimension.Code == code);
        var asked = wantedRows.Length + wantedColumns.Length > 0;
        var columns = (asked ? wantedColumns : table.Document.Columns).Select(Find).Where(d => d >= 0).Distinct().ToList();
        var rows = (asked ? wantedRows : table.Document.Rows).Select(Find).Where(d => d >= 0 && !columns.Contains(d)).Distinct().ToList();
        for (var d = 0; d < selected.Length; d++)
        {
            if (!rows.Contains(d) && !columns.Contains(d) && selected[d].Count > 1)
            {
                (selected[d].Count <= 12 && rows.Count > 0 ? columns : rows).Add(d);
            }
        }

        if (!asked)
        {
            rows.RemoveAll(d => selected[d].Count == 1);
            columns.RemoveAll(d => selected[d].Count == 1);
        }

        while (columns.Count > 0 && columns.Aggregate(1L, (count, d) => count * selected[d].Count) > MostColumns)
        {
            rows.Add(columns[0]);
            columns.RemoveAt(0);
        }

        // A table needs at least one label a row.
        if (rows.Count == 0)
        {
            var down = columns.Count > 0 ? columns[0] : Math.Max(0, cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Region));
            columns.Remove(down);
            rows.Add(down);
        }

        return (rows, columns);
    }

    /// <summary>By the first column shown; totals keep the top.</summary>
    private static void Sort(Cube cube, List<int> rows, List<int>[] selected, RowOrder order)
    {
        var strides = cube.Strides();
        var last = rows[^1];
        var start = Enumerable.Range(0, selected.Length).Where(d => d != last).Sum(d => selected[d][0] * strides[d]);
        double Key(int at) => double.IsNaN(cube.Values[start + at * strides[last]]) ? double.NegativeInfinity : cube.Values[start + at * strides[last]];
        var categories = cube.Dimensions[last].Categories;
        var parts = selected[last].Where(at => !categories[at].IsTotal);
        selected[last] = [.. selected[last].Where(at => categories[at].IsTotal), .. order is RowOrder.LargestFirst ? parts.OrderByDescending(Key) : parts.OrderBy(Key)];
    }

    private static string[] Codes(StringValues values) => [.. values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
