using DataPortal.Tables.Screen;
using Microsoft.Extensions.Primitives;

namespace DataPortal.Tables;

/// <summary>
/// What of a table is shown, as its address says it (<see cref="TableChoice"/>), read against the table of today.
/// A dimension that is not named shows all its categories, as long as the screen can hold them. What is not there is passed over and named: an old link still shows a table.
/// </summary>
/// <param name="Cube">The table's, or with some dimension grouped.</param>
/// <param name="Layout">Positions in <paramref name="Cube"/>.</param>
public sealed record TableSelection(Cube Cube, TableLayout Layout, TableChoice Choice)
{
    /// <summary>Most cells on one screen (PxWeb's own habit); more are paged, never dropped.</summary>
    public const int MostCells = 10_000;

    /// <summary>Most columns on one screen; more are paged.</summary>
    public const int MostColumns = 200;

    /// <summary>Columns the portal puts across by itself.</summary>
    private const int MostOwnColumns = 60;

    private const int MostPassed = 20;

    /// <summary>Dimensions narrowed by the portal, not by the visitor, so that the first screen holds the table.</summary>
    public IReadOnlyList<int> Narrowed { get; init; } = [];

    /// <summary>What the address names and the table does not have.</summary>
    public IReadOnlyList<string> Passed { get; init; } = [];

    /// <summary>Of each dimension: the categories asked for, before one of them was put in a layer.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Wanted { get; init; }

    public static TableSelection Of(StoredTable table, Func<string, StringValues> query) => Of(table, TableChoice.Read(table.Cube, query));

    public static TableSelection Of(StoredTable table, TableChoice choice)
    {
        var (cube, lists) = Grouped.By(table.Cube, table.Text, choice);
        var count = cube.Dimensions.Count;
        var (selected, wanted, asked) = (new List<int>[count], new IReadOnlyList<int>[count], new bool[count]);
        List<string> passed = [];
        for (var d = 0; d < count; d++)
        {
            var chosen = lists[d] ?? Chosen(cube.Dimensions[d], choice.Expressions[d], passed);
            asked[d] = chosen.Count > 0;
            wanted[d] = asked[d] ? chosen : [.. Enumerable.Range(0, cube.Dimensions[d].Categories.Count)];
            selected[d] = [.. wanted[d]];
            if (choice.Layers[d] is { } layer && selected[d].Count > 0)
            {
                selected[d] = [Shown(cube.Dimensions[d], wanted[d], layer, passed)];
                asked[d] = true;
            }
        }

        var narrowed = Narrow(table, cube, selected, asked);
        var (rows, columns) = Place(table, cube, selected, choice);
        return new(cube, new(rows, columns, selected), choice) { Narrowed = narrowed, Passed = passed, Wanted = wanted };
    }

    private static IReadOnlyList<int> Chosen(Dimension dimension, string? expressions, List<string> passed)
    {
        if (expressions is null)
        {
            return [];
        }

        var chosen = new SortedSet<int>();
        var known = CategoryExpressions.Known(dimension);
        var read = 0;
        foreach (var expression in CategoryExpressions.Split(expressions))
        {
            if (known.TryGetValue(expression, out var one) || known.TryGetValue(CategoryExpressions.Unquote(expression), out one))
            {
                chosen.Add(one);
                continue;
            }

            try
            {
                if (++read > TableChoice.MostExpressions)
                {
                    throw new ExpressionException(expression, "too many");
                }

                chosen.UnionWith(CategoryExpressions.Positions(dimension, [expression]));
            }
            catch (ExpressionException)
            {
                Pass(passed, expression);
            }
        }

        return [.. chosen];
    }

    private static int Shown(Dimension dimension, IReadOnlyList<int> wanted, string code, List<string> passed)
    {
        if (code.Length > 0)
        {
            if (dimension.IndexOf(code) is >= 0 and var at)
            {
                return at;
            }

            Pass(passed, code);
        }

        return First(dimension, wanted);
    }

    /// <summary>What stands for a dimension of which one category is shown: its latest period, its total, or its first.</summary>
    private static int First(Dimension dimension, IReadOnlyList<int> wanted) => dimension.Role is DimensionRole.Time
        ? Periods.InOrder(dimension).Where(wanted.Contains).DefaultIfEmpty(wanted[0]).Last()
        : wanted.Where(at => dimension.Categories[at].IsTotal).DefaultIfEmpty(wanted[0]).First();

    private static void Pass(List<string> passed, string what)
    {
        if (passed.Count < MostPassed)
        {
            passed.Add(what.Length > 60 ? what[..60] + "…" : what);
        }
    }

    /// <summary>Beyond a screenful, dimensions that were not asked for fall back to their total or latest, the longest first. Regions and what runs down first stay: rows are paged.</summary>
    private static List<int> Narrow(StoredTable table, Cube cube, List<int>[] selected, bool[] asked)
    {
        List<int> narrowed = [];
        while (CubeArithmetic.Count(selected) > MostCells)
        {
            var candidates = Enumerable.Range(0, selected.Length).Where(d => !asked[d] && selected[d].Count > 1
                && cube.Dimensions[d].Role is not DimensionRole.Region && cube.Dimensions[d].Code != (table.Document.Rows.Count > 0 ? table.Document.Rows[0] : "")).ToList();
            if (candidates.Count == 0)
            {
                break;
            }

            var longest = candidates.MaxBy(d => selected[d].Count);
            selected[longest] = [First(cube.Dimensions[longest], selected[longest])];
            narrowed.Add(longest);
        }

        return narrowed;
    }

    private static (List<int> Rows, List<int> Columns) Place(StoredTable table, Cube cube, List<int>[] selected, TableChoice choice)
    {
        int Find(string code) => cube.Dimensions.ToList().FindIndex(dimension => dimension.Code == code);
        bool Lies(int d) => choice.Layers[d] is not null;
        var columns = (choice.IsPlaced ? choice.Columns : table.Document.Columns.Select(Find)).Where(d => d >= 0 && !Lies(d)).Distinct().ToList();
        var rows = (choice.IsPlaced ? choice.Rows : table.Document.Rows.Select(Find)).Where(d => d >= 0 && !Lies(d) && !columns.Contains(d)).Distinct().ToList();
        for (var d = 0; d < selected.Length; d++)
        {
            if (!rows.Contains(d) && !columns.Contains(d) && !Lies(d) && selected[d].Count > 1)
            {
                (selected[d].Count <= 12 && rows.Count > 0 ? columns : rows).Add(d);
            }
        }

        if (!choice.IsPlaced)
        {
            rows.RemoveAll(d => selected[d].Count == 1);
            columns.RemoveAll(d => selected[d].Count == 1);
            while (columns.Count > 0 && columns.Aggregate(1L, (count, d) => count * selected[d].Count) > MostOwnColumns && rows.Count < 3)
            {
                rows.Add(columns[0]);
                columns.RemoveAt(0);
            }
        }

        // A table needs at least one label a row.
        if (rows.Count == 0)
        {
            var down = columns.Count > 1 || (columns.Count == 1 && !choice.IsPlaced) ? columns[0]
                : Enumerable.Range(0, selected.Length).Where(d => !columns.Contains(d) && !Lies(d)).Concat(Enumerable.Range(0, selected.Length).Where(d => !columns.Contains(d)))
                    .OrderBy(d => cube.Dimensions[d].Role is DimensionRole.Region ? 0 : 1).DefaultIfEmpty(0).First();
            columns.Remove(down);
            rows.Add(down);
        }

        return (rows, columns);
    }
}
