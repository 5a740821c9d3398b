using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace DataPortal.Tables.Screen;

/// <summary>What stands in the cells.</summary>
public enum Reckoning
{
    /// <summary>The table's own figures.</summary>
    Figures,

    /// <summary>Per cent of the total of its column.</summary>
    ShareOfColumn,
    ShareOfRow,
    ShareOfAll,

    /// <summary>Difference from the period before.</summary>
    Change,

    /// <summary>Difference from the period before, in per cent of it.</summary>
    Growth,
}

public enum RowOrder
{
    /// <summary>As in the table.</summary>
    Given,
    LargestFirst,
    SmallestFirst,

    /// <summary>By the words of the rows.</summary>
    AToZ,
    ZToA,
}

/// <summary>How rows are ordered. Totals keep the top.</summary>
/// <param name="Column">Codes of the categories over the column they are ordered by, outermost first; empty for the first column.</param>
public sealed record RowSorting(RowOrder Order, IReadOnlyList<string> Column)
{
    public static RowSorting Given { get; } = new(RowOrder.Given, []);
}

/// <summary>
/// What the address of a table says, word for word:
/// <c>?tahun=top(5)&amp;wilayah=1603,1671&amp;lapis.umur=jumlah&amp;baris=wilayah&amp;kolom=tahun&amp;urut=turun(2026)&amp;hitung=perubahan&amp;jumlah=ya&amp;kosong=sembunyi&amp;hal=2</c>.
/// It stays right when a year is added, because expressions are kept as written and read against the table each time.
/// </summary>
public sealed record TableChoice
{
    /// <summary>Expressions taken of one dimension; codes by themselves are not counted.</summary>
    public const int MostExpressions = 50;

    /// <summary>Of one dimension: expressions joined by commas; null where the address does not name it.</summary>
    public required IReadOnlyList<string?> Expressions { get; init; }

    /// <summary>Of one dimension: the code shown where it lies in a layer, empty for its latest or total; null where it does not.</summary>
    public required IReadOnlyList<string?> Layers { get; init; }

    /// <summary>Words its list of categories is narrowed by in the panel.</summary>
    public required IReadOnlyList<string?> Searches { get; init; }

    /// <summary>Dimensions that run down, outermost first; empty with <see cref="Columns"/> for the table's own habit.</summary>
    public IReadOnlyList<int> Rows { get; init; } = [];

    public IReadOnlyList<int> Columns { get; init; } = [];
    public RowSorting Sorting { get; init; } = RowSorting.Given;
    public Reckoning Reckoning { get; init; }

    /// <summary>Adds totals where a dimension sums and has none.</summary>
    public bool WithTotals { get; init; }

    public bool HideEmpty { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>From 1.</summary>
    public int ColumnPage { get; init; } = 1;

    public bool IsPlaced => Rows.Count + Columns.Count > 0;

    public static TableChoice Read(Cube cube, Func<string, StringValues> query)
    {
        var keys = ChoiceKeys.Of(cube);
        var count = cube.Dimensions.Count;
        var (expressions, layers, searches) = (new string?[count], new string?[count], new string?[count]);
        for (var d = 0; d < count; d++)
        {
            expressions[d] = Joined(cube.Dimensions[d], query(keys[d]));
            layers[d] = One(query(ChoiceKeys.Layer + keys[d]));
            searches[d] = One(query(ChoiceKeys.Search + keys[d])) is { Length: > 0 } words ? words[..Math.Min(words.Length, 100)] : null;
        }

        var columns = Places(cube, keys, query(ChoiceKeys.Columns));
        return new()
        {
            Expressions = expressions,
            Layers = layers,
            Searches = searches,
            Columns = columns,
            Rows = [.. Places(cube, keys, query(ChoiceKeys.Rows)).Except(columns)],
            Sorting = Order(query(ChoiceKeys.Order).ToString()),
            Reckoning = Array.IndexOf(ChoiceKeys.Reckonings, query(ChoiceKeys.Reckoned).ToString()) is > 0 and var at ? (Reckoning)at : Reckoning.Figures,
            WithTotals = query(ChoiceKeys.Totals).ToString() == ChoiceKeys.Yes,
            HideEmpty = query(ChoiceKeys.Empty).ToString() == ChoiceKeys.Hidden,
            Page = Number(query(ChoiceKeys.Page)),
            ColumnPage = Number(query(ChoiceKeys.ColumnPage)),
        };
    }

    public TableChoice With(int dimension, string? expression) => this with { Expressions = Changed(Expressions, dimension, expression) };

    public TableChoice WithLayer(int dimension, string? code) => this with { Layers = Changed(Layers, dimension, code) };

    public TableChoice WithSearch(int dimension, string? words) => this with { Searches = Changed(Searches, dimension, words) };

    /// <summary>The same choice from its first page on, its lists not searched: what a link that changes something keeps, and what a download takes.</summary>
    public TableChoice Fresh() => this with { Page = 1, ColumnPage = 1, Searches = new string?[Searches.Count] };

    /// <summary>Name and value of all that is not as it is by itself, in a fixed order: one choice has one address.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields(Cube cube)
    {
        var keys = ChoiceKeys.Of(cube);
        List<(string, string)> fields = [];
        for (var d = 0; d < keys.Length; d++)
        {
            Add(keys[d], Expressions[d]);
            if (Layers[d] is { } layer)
            {
                fields.Add((ChoiceKeys.Layer + keys[d], layer));
            }
        }

        Add(ChoiceKeys.Rows, Places(cube, Rows));
        Add(ChoiceKeys.Columns, Places(cube, Columns));
        Add(ChoiceKeys.Order, Sorting.Order is RowOrder.Given ? null
            : ChoiceKeys.Orders[(int)Sorting.Order] + (Sorting.Column.Count == 0 ? "" : $"({string.Join(',', Sorting.Column.Select(CategoryExpressions.Quote))})"));
        Add(ChoiceKeys.Reckoned, Reckoning is Reckoning.Figures ? null : ChoiceKeys.Reckonings[(int)Reckoning]);
        Add(ChoiceKeys.Totals, WithTotals ? ChoiceKeys.Yes : null);
        Add(ChoiceKeys.Empty, HideEmpty ? ChoiceKeys.Hidden : null);
        for (var d = 0; d < keys.Length; d++)
        {
            Add(ChoiceKeys.Search + keys[d], Searches[d]);
        }

        Add(ChoiceKeys.Page, Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        Add(ChoiceKeys.ColumnPage, ColumnPage > 1 ? ColumnPage.ToString(CultureInfo.InvariantCulture) : null);
        return fields;

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                fields.Add((name, value));
            }
        }
    }

    /// <summary>As a query string, <c>?</c> included; empty when everything is as it is by itself.</summary>
    public string Query(Cube cube)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in Fields(cube))
        {
            query.Append(query.Length == 0 ? '?' : '&').Append(Escape(name)).Append('=').Append(Escape(value));
        }

        return query.ToString();
    }

    // What RFC 3986 §3.4 lets stand in a query stays readable.
    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2C", ",", StringComparison.Ordinal).Replace("%28", "(", StringComparison.Ordinal)
        .Replace("%29", ")", StringComparison.Ordinal).Replace("%2A", "*", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal);

    private static string?[] Changed(IReadOnlyList<string?> list, int at, string? value)
    {
        string?[] changed = [.. list];
        changed[at] = value;
        return changed;
    }

    private static string? One(StringValues values) => values.Count == 0 ? null : values[^1] ?? "";

    private static int Number(StringValues values) => int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : 1;

    /// <summary>Old addresses repeat the name: <c>?wilayah=1603&amp;wilayah=1671</c>.</summary>
    private static string? Joined(Dimension dimension, StringValues values)
    {
        // A value that is a code as a whole is that code, whatever letters it has.
        var parts = values.OfType<string>().Where(value => !string.IsNullOrWhiteSpace(value)).Select(value => CategoryExpressions.Quote(value) is var quoted && quoted != value && dimension.IndexOf(value) >= 0 ? quoted : value);
        return string.Join(',', parts) is { Length: > 0 } joined ? joined : null;
    }

    private static string? Places(Cube cube, IReadOnlyList<int> dimensions) =>
        dimensions.Count == 0 ? null : string.Join(',', dimensions.Select(d => CategoryExpressions.Quote(cube.Dimensions[d].Code)));

    private static List<int> Places(Cube cube, string[] keys, StringValues values)
    {
        List<int> places = [];
        foreach (var word in values.SelectMany(value => CategoryExpressions.Split(value ?? "")))
        {
            var code = CategoryExpressions.Unquote(word);
            var at = Enumerable.Range(0, keys.Length).Where(d => cube.Dimensions[d].Code == code).Concat(Enumerable.Range(0, keys.Length).Where(d => keys[d] == code)).DefaultIfEmpty(-1).First();
            if (at >= 0 && !places.Contains(at))
            {
                places.Add(at);
            }
        }

        return places;
    }

    private static RowSorting Order(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? text : text[..open];
        if (Array.IndexOf(ChoiceKeys.Orders, name) is not (> 0 and var order))
        {
            return RowSorting.Given;
        }

        return new((RowOrder)order, open < 0 || !text.EndsWith(')') ? [] : [.. CategoryExpressions.Split(text[(open + 1)..^1]).Select(CategoryExpressions.Unquote)]);
    }
}

/// <summary>Names in the address of a table.</summary>
public static class ChoiceKeys
{
    public const string Rows = "baris";
    public const string Columns = "kolom";
    public const string Order = "urut";
    public const string Reckoned = "hitung";
    public const string Totals = "jumlah";
    public const string Empty = "kosong";
    public const string Page = "hal";
    public const string ColumnPage = "halkolom";
    public const string Shape = "bentuk";
    public const string Kept = "simpanan";
    public const string Layer = "lapis.";
    public const string Search = "cari.";
    public const string Yes = "ya";
    public const string Hidden = "sembunyi";

    private const string Apart = "d.";

    /// <summary>By <see cref="RowOrder"/>.</summary>
    internal static readonly string[] Orders = ["", "turun", "naik", "az", "za"];

    /// <summary>By <see cref="Reckoning"/>.</summary>
    internal static readonly string[] Reckonings = ["", "persen-kolom", "persen-baris", "persen-semua", "selisih", "perubahan"];

    private static readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase) { Rows, Columns, Order, Reckoned, Totals, Empty, Page, ColumnPage, Shape, Kept, Charts.ChartKinds.Key, Charts.ChartAsk.ClassesKey, Charts.ChartAsk.CountKey, "handler", "format" };

    private static readonly string[] _begun = [Apart, Layer, Search, Charts.ChartAsk.PinPrefix, "__"];

    /// <summary>What each dimension is called in the address: its code, or <c>d.</c> and its code where that name is taken (<c>d.hal</c>).
    /// Names in an address have no case, so of two codes that differ in case only the second is called by its place.</summary>
    public static string[] Of(Cube cube)
    {
        var keys = new string[cube.Dimensions.Count];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var d = 0; d < keys.Length; d++)
        {
            var code = cube.Dimensions[d].Code;
            keys[d] = code.Length == 0 || _taken.Contains(code) || Array.Exists(_begun, begun => code.StartsWith(begun, StringComparison.OrdinalIgnoreCase)) ? Apart + code : code;
            if (!seen.Add(keys[d]))
            {
                keys[d] = string.Create(CultureInfo.InvariantCulture, $"{Apart}{d + 1}.");
                seen.Add(keys[d]);
            }
        }

        return keys;
    }
}
