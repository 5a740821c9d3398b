using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>One region's figure in a table, with what it takes to read it alone.</summary>
/// <param name="Region">Position in the region dimension.</param>
/// <param name="Whole">The figure of the region it lies in, where the parts add up to it.</param>
/// <param name="Rank">From 1, the largest first, among <paramref name="Of"/> regions of its level.</param>
public sealed record RegionFigure(int Region, Category Category, double Value, int Decimals, Bilingual? Unit, string? Period, Category? WholeCategory, double? Whole, int? Rank, int Of);

/// <summary>The figure a table is first asked for: a region's, latest, in total. Null where the table has no such single figure.</summary>
public sealed class KeyFigure
{
    private readonly Cube _cube;
    private readonly TableText _text;
    private readonly int _region;
    private readonly int[] _fixed;
    private readonly int[] _strides;
    private readonly HashSet<(int Level, int Digits)> _adding;
    private readonly int _total;

    private KeyFigure(Cube cube, TableText text, int region, int[] positions)
    {
        (_cube, _text, _region, _fixed, _strides) = (cube, text, region, positions, cube.Strides());
        var categories = cube.Dimensions[region].Categories;
        _total = Enumerable.Range(0, categories.Count).Where(at => categories[at].IsTotal).DefaultIfEmpty(-1).First();
        // Kecamatan add up to their kabupaten, and kabupaten to their provinsi, but not both together.
        _adding = [.. Enumerable.Range(0, categories.Count).Where(at => _total >= 0 && at != _total).GroupBy(at => Tier(categories[at]), ValueOf).Where(parts => Adds([.. parts])).Select(parts => parts.Key)];
    }

    /// <summary>Digits after the decimal mark, of the measure shown.</summary>
    public int Decimals => Measure?.Decimals ?? _text.Decimals;

    public Bilingual? Unit => Measure?.Unit ?? _text.Unit;

    /// <summary>Position in each dimension; the region's is that of its total or first.</summary>
    public IReadOnlyList<int> Fixed => _fixed;

    public int RegionDimension => _region;

    private Category? Measure => _cube.Dimensions.Select((dimension, d) => dimension.Role is DimensionRole.Measure ? dimension.Categories[_fixed[d]] : null).FirstOrDefault(found => found is not null);

    private string? Period => _cube.Dimensions.Select((dimension, d) => dimension.Role is DimensionRole.Time ? dimension.Categories[_fixed[d]].Label.Id : null).FirstOrDefault(found => found is not null)
        ?? (_text.Period.Length > 0 ? _text.Period : null);

    public static KeyFigure? Of(Cube cube, TableText text)
    {
        var region = cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Region);
        var positions = new int[cube.Dimensions.Count];
        for (var d = 0; d < positions.Length; d++)
        {
            var categories = cube.Dimensions[d].Categories;
            var at = cube.Dimensions[d].Role switch
            {
                DimensionRole.Region or DimensionRole.Measure => 0,
                DimensionRole.Time => Latest(cube.Dimensions[d]),
                DimensionRole.Other when categories.Count == 1 => 0,
                DimensionRole.Other => Enumerable.Range(0, categories.Count).Where(c => categories[c].IsTotal).DefaultIfEmpty(-1).First(),
                _ => throw new InvalidOperationException($"Unknown role {cube.Dimensions[d].Role}."),
            };
            if (at < 0)
            {
                return null;
            }

            positions[d] = at;
        }

        return region < 0 ? null : new(cube, text, region, positions);
    }

    /// <summary>Position of the latest period, wherever the file has it; the last where one of them names no moment.</summary>
    public static int Latest(Dimension time) => Periods.InOrder(time)[^1];

    /// <summary>The figure of a region by its code; null when the table has none for it.</summary>
    public RegionFigure? For(string code)
    {
        var categories = _cube.Dimensions[_region].Categories;
        var at = _cube.Dimensions[_region].IndexOf(code);
        if (at < 0 || double.IsNaN(ValueOf(at)))
        {
            return null;
        }

        var others = Enumerable.Range(0, categories.Count).Where(c => !categories[c].IsTotal && Tier(categories[c]) == Tier(categories[at]) && !double.IsNaN(ValueOf(c))).ToList();
        var whole = at != _total && _adding.Contains(Tier(categories[at])) ? _total : -1;
        return new(at, categories[at], ValueOf(at), Decimals, Unit, Period,
            whole < 0 ? null : categories[whole], whole < 0 ? null : ValueOf(whole),
            categories[at].IsTotal ? null : 1 + others.Count(c => ValueOf(c) > ValueOf(at)), others.Count);
    }

    /// <summary>Every region that has a figure, totals left out.</summary>
    public IEnumerable<RegionFigure> Regions() => _cube.Dimensions[_region].Categories.Where(category => !category.IsTotal)
        .Select(category => For(category.Code)).OfType<RegionFigure>();

    /// <summary>Regions of one tier can be ranked and added up: the level of the hierarchy and, where a file gave none, the length of the office's region codes.</summary>
    internal static (int Level, int Digits) Tier(Category region) => (region.Level, region.Code.All(char.IsAsciiDigit) ? region.Code.Length : 0);

    private bool Adds(List<double> parts) =>
        parts.TrueForAll(part => !double.IsNaN(part)) && Math.Abs(parts.Sum() - ValueOf(_total)) <= (parts.Count + 1) * 0.5 * Math.Pow(10, -Decimals) && ValueOf(_total) > 0;

    // A number behind a symbol that hides it is no figure, wherever it may stand.
    private double ValueOf(int region)
    {
        var at = 0;
        for (var d = 0; d < _fixed.Length; d++)
        {
            at += (d == _region ? region : _fixed[d]) * _strides[d];
        }

        return TableSymbols.HidesNumber(_cube.Status[at]) ? double.NaN : _cube.Values[at];
    }
}
