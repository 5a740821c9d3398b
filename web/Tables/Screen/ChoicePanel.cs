using System.Globalization;
using DataPortal.Shared;
using Microsoft.Extensions.Primitives;

namespace DataPortal.Tables.Screen;

/// <summary>How a dimension is chosen from: the first word of its expression, as a person chooses it.</summary>
public enum ChoiceWay
{
    /// <summary>All, those of next year too.</summary>
    All,

    /// <summary>These and no other.</summary>
    These,

    /// <summary>The latest n.</summary>
    Latest,

    /// <summary>From one on.</summary>
    From,

    /// <summary>A level or a list of <see cref="CodeLists"/>.</summary>
    List,
}

/// <summary>One dimension in the panel.</summary>
/// <param name="Key">Its name in the address and in the form.</param>
/// <param name="Listed">Positions of the categories listed, chosen ones first where not all are.</param>
/// <param name="Ticked">Of those, the ticked ones.</param>
/// <param name="Found">How many match what was searched; all of them without a search.</param>
/// <param name="Chosen">How many are shown in the table.</param>
/// <param name="Place"><c>baris-1</c>, <c>kolom-2</c>, <c>lapis</c>.</param>
public sealed record DimensionPanel(
    int At, string Key, Dimension Dimension, ChoiceWay Way, int Latest, string From, string List, IReadOnlyList<Grouping> Lists,
    IReadOnlyList<int> Listed, IReadOnlySet<int> Ticked, int Found, int Chosen, string? Search, string Place)
{
    public bool IsTime => Dimension.Role is DimensionRole.Time;
}

/// <summary>The panel <em>Pilih isi tabel</em>: a choice as fields of a form, and back.</summary>
public static class ChoicePanel
{
    /// <summary>Categories listed of one dimension; the others are found by searching.</summary>
    public const int MostListed = 200;

    /// <summary>Longest address given out, characters: servers and proxies take 8,000 (RFC 9110 §4.1).</summary>
    public const int LongestQuery = 6_000;

    private const string WayField = "cara.";
    private const string LatestField = "terbaru.";
    private const string FromField = "mulai.";
    private const string PlaceField = "letak.";
    private const string TickField = "pilih.";

    public static IReadOnlyList<DimensionPanel> Of(StoredTable table, TableSelection selection)
    {
        var (cube, choice, keys) = (table.Cube, selection.Choice, ChoiceKeys.Of(table.Cube));
        return [.. Enumerable.Range(0, keys.Length).Where(d => cube.Dimensions[d].Categories.Count > 1).Select(d =>
        {
            var dimension = cube.Dimensions[d];
            var (way, latest, from, list) = Way(dimension, choice.Expressions[d]);
            var wanted = Wanted(table, selection, d);
            var (listed, found) = Listed(dimension, wanted, choice.Searches[d]);
            var ticked = Ticked(dimension, way, listed, wanted);
            return new DimensionPanel(d, keys[d], dimension, way, latest, from, list, [.. CodeLists.Of(dimension)], listed, ticked, found, selection.Wanted[d].Count, choice.Searches[d], Place(selection, d));
        })];
    }

    /// <summary>The choice a posted form makes of the one it was shown for.</summary>
    public static TableChoice Read(StoredTable table, TableSelection before, IFormCollection form)
    {
        var choice = before.Choice;
        foreach (var panel in Of(table, before))
        {
            choice = choice.With(panel.At, Expression(table, before, panel, form));
            var words = form[ChoiceKeys.Search + panel.Key].ToString().Trim();
            // The list stays narrowed while people search in it, and opens again once they are done.
            choice = choice.WithSearch(panel.At, words.Length == 0 || (words == panel.Search && form["aksi"] == "tampilkan") ? null : words[..Math.Min(words.Length, 100)]);
        }

        choice = Placed(table.Cube, choice, before, [.. Of(table, before).Select(panel => (panel.At, form[PlaceField + panel.Key].ToString(), panel.Place))]);
        var order = Array.IndexOf(ChoiceKeys.Orders, form[ChoiceKeys.Order].ToString()) is > 0 and var known ? (RowOrder)known : RowOrder.Given;
        return choice with
        {
            Sorting = order == choice.Sorting.Order ? choice.Sorting : new(order, order is RowOrder.LargestFirst or RowOrder.SmallestFirst ? choice.Sorting.Column : []),
            Reckoning = Array.IndexOf(ChoiceKeys.Reckonings, form[ChoiceKeys.Reckoned].ToString()) is > 0 and var at ? (Reckoning)at : Reckoning.Figures,
            WithTotals = form[ChoiceKeys.Totals] == ChoiceKeys.Yes,
            HideEmpty = form[ChoiceKeys.Empty] == ChoiceKeys.Hidden,
            Page = 1,
            ColumnPage = 1,
        };
    }

    /// <summary>How an expression reads to a person; what has no name of its own is a list of these.</summary>
    public static (ChoiceWay Way, int Latest, string From, string List) Way(Dimension dimension, string? expression)
    {
        var (latest, from) = (Math.Min(5, dimension.Categories.Count), dimension.Categories[0].Code);
        if (expression is null or "*")
        {
            return (ChoiceWay.All, latest, from, "");
        }

        if (Grouped.ListOf(expression) is { } list && CodeLists.Find(dimension, list) is { } found)
        {
            return (ChoiceWay.List, latest, from, found.Code);
        }

        if (dimension.Role is DimensionRole.Time && Inside(expression, "top(") is { } count && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
        {
            return (ChoiceWay.Latest, number, from, "");
        }

        if (dimension.Role is DimensionRole.Time && Inside(expression, "from(") is { } start && dimension.IndexOf(CategoryExpressions.Unquote(start)) is >= 0 and var at)
        {
            return (ChoiceWay.From, latest, dimension.Categories[at].Code, "");
        }

        return (ChoiceWay.These, latest, from, "");
    }

    private static string? Inside(string expression, string name) =>
        expression.StartsWith(name, StringComparison.Ordinal) && expression.EndsWith(')') && CategoryExpressions.Split(expression).Count == 1 ? expression[name.Length..^1].Trim() : null;

    /// <summary>Positions chosen in the table's own dimension; none while it is grouped.</summary>
    private static HashSet<int> Wanted(StoredTable table, TableSelection selection, int d) =>
        ReferenceEquals(selection.Cube.Dimensions[d], table.Cube.Dimensions[d]) ? [.. selection.Wanted[d]] : [];

    private static HashSet<int> Ticked(Dimension dimension, ChoiceWay way, IReadOnlyList<int> listed, HashSet<int> wanted) =>
        // A long list that is shown whole is ticked from nothing: who looks for five villages does not untick ten thousand.
        way is ChoiceWay.All && dimension.Categories.Count > MostListed ? [] : [.. listed.Where(wanted.Contains)];

    private static (IReadOnlyList<int> Listed, int Found) Listed(Dimension dimension, HashSet<int> wanted, string? search)
    {
        var categories = dimension.Categories;
        var all = Enumerable.Range(0, categories.Count);
        if (search is not null)
        {
            var words = search.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            all = all.Where(at => Array.TrueForAll(words, word => Holds(categories[at], word)));
        }
        else if (categories.Count <= MostListed)
        {
            return ([.. all], categories.Count);
        }

        var found = all.ToList();
        return wanted.Count == categories.Count ? ([.. found.Take(MostListed)], found.Count) : ([.. found.Where(wanted.Contains).Concat(found.Where(at => !wanted.Contains(at))).Take(MostListed)], found.Count);
    }

    private static bool Holds(Category category, string word)
    {
        static bool In(string? text, string word) => text is not null && CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;
        return In(category.Label.Id, word) || In(category.Label.En, word) || category.Code.StartsWith(word, StringComparison.OrdinalIgnoreCase);
    }

    private static string Place(TableSelection selection, int d)
    {
        var (layout, choice) = (selection.Layout, selection.Choice);
        var (row, column) = (layout.Rows.ToList().IndexOf(d), layout.Columns.ToList().IndexOf(d));
        return row >= 0 ? $"baris-{row + 1}" : column >= 0 ? $"kolom-{column + 1}" : choice.Layers[d] is not null || selection.Narrowed.Contains(d) || selection.Wanted[d].Count > 1 ? "lapis" : "";
    }

    private static string? Expression(StoredTable table, TableSelection before, DimensionPanel panel, IFormCollection form)
    {
        var dimension = panel.Dimension;
        var way = form[WayField + panel.Key].ToString();
        var latest = form[LatestField + panel.Key].ToString();
        var from = form[FromField + panel.Key].ToString();
        var listed = panel.Listed.Select(at => dimension.Categories[at].Code).ToHashSet(StringComparer.Ordinal);
        var ticked = form[TickField + panel.Key].Where(code => code is not null && listed.Contains(code)).Select(code => dimension.IndexOf(code!)).ToHashSet();
        var touched = !ticked.SetEquals(panel.Ticked);
        // Ticks speak louder than a way that was left as it was.
        if (way == Word(panel) && touched)
        {
            way = "tetap";
        }

        switch (way)
        {
            case "terbaru":
                return int.TryParse(latest, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and < 100_000 ? string.Create(CultureInfo.InvariantCulture, $"top({count})") : panel.Way is ChoiceWay.Latest ? before.Choice.Expressions[panel.At] : "top(5)";
            case "mulai":
                return dimension.IndexOf(from) >= 0 ? $"from({CategoryExpressions.Quote(from)})" : null;
            case "tetap":
                {
                    if (panel.Way is ChoiceWay.These && !touched)
                    {
                        return before.Choice.Expressions[panel.At];
                    }

                    var kept = panel.Way is ChoiceWay.All && dimension.Categories.Count > MostListed ? [] : Wanted(table, before, panel.At);
                    kept.ExceptWith(panel.Listed);
                    kept.UnionWith(ticked);
                    return kept.Count == 0 ? null : string.Join(',', kept.Order().Select(at => CategoryExpressions.Quote(dimension.Categories[at].Code)));
                }

            default:
                return way.StartsWith("daftar:", StringComparison.Ordinal) && CodeLists.Find(dimension, way["daftar:".Length..]) is { } list ? Grouped.Expression(list.Code)
                    : table.Cube.Length > TableSelection.MostCells && way == "semua" && (panel.Way is not ChoiceWay.All || before.Choice.Expressions[panel.At] is not null) ? "*"
                    : way.Length == 0 ? before.Choice.Expressions[panel.At] : null;
        }
    }

    /// <summary>The value of the field <c>cara</c> for what is chosen now.</summary>
    public static string Word(DimensionPanel panel) => panel.Way switch
    {
        ChoiceWay.All => "semua",
        ChoiceWay.These => "tetap",
        ChoiceWay.Latest => "terbaru",
        ChoiceWay.From => "mulai",
        _ => $"daftar:{panel.List}",
    };

    private static TableChoice Placed(Cube cube, TableChoice choice, TableSelection before, IReadOnlyList<(int At, string To, string From)> places)
    {
        if (places.All(place => place.To.Length == 0 || place.To == place.From))
        {
            return choice;
        }

        // Who was moved comes before who stood there.
        List<int> Side(string side) => [.. places.Where(place => To(place).StartsWith(side, StringComparison.Ordinal)).OrderBy(place => Number(To(place))).ThenBy(place => place.To == place.From || place.To.Length == 0).Select(place => place.At)];
        static string To((int At, string To, string From) place) => place.To.Length == 0 ? place.From : place.To;
        static int Number(string place) => int.TryParse(place[(place.IndexOf('-', StringComparison.Ordinal) + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 99;
        choice = choice with { Rows = Side("baris-"), Columns = Side("kolom-") };
        foreach (var (at, to, from) in places)
        {
            if (to == "lapis" && from != "lapis")
            {
                choice = choice.WithLayer(at, "");
            }
            else if (to != "lapis" && to.Length > 0 && from == "lapis")
            {
                choice = choice.WithLayer(at, null);
                // Narrowed by the portal only to fit the screen: asked for across or down, it shows all.
                if (before.Narrowed.Contains(at) && choice.Expressions[at] is null && cube.Length > TableSelection.MostCells)
                {
                    choice = choice.With(at, "*");
                }
            }
        }

        return choice;
    }
}
