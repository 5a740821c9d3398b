using System.Text.RegularExpressions;

namespace DataPortal.Tables.Screen;

/// <summary>Whether figures may be added up: people may, percentages, averages and indices may not.</summary>
internal static partial class Sums
{
    /// <summary>
    /// By what the table says (PX <c>AGGREGALLOWED</c>) and the measure says of itself (PX <c>STOCKFA</c>); where they say nothing, by its unit, and by the words before <em>menurut</em>:
    /// <em>jumlah penduduk menurut tingkat pendidikan</em> adds up, <em>tingkat pengangguran menurut jenis kelamin</em> does not.
    /// </summary>
    public static bool Adds(Category? measure, TableText text)
    {
        if (text.Kept.Any(keyword => keyword is { Name: "AGGREGALLOWED", Values: ["NO"] }))
        {
            return false;
        }

        if (measure?.Nature is { } nature)
        {
            return nature is MeasureNature.Stock or MeasureNature.Flow;
        }

        var name = measure?.Label.Id ?? text.Contents?.Id ?? text.Title.Id;
        var head = Head().Split(name, 2)[0];
        return !RatioUnits().IsMatch((measure?.Unit ?? text.Unit)?.Id ?? "") && (Counted().IsMatch(head) || !Ratios().IsMatch(head));
    }

    /// <summary>Dimensions a total over their categories means something of: neither time nor measures.</summary>
    public static bool Adds(Dimension dimension) => dimension.Role is DimensionRole.Region or DimensionRole.Other;

    /// <summary>Positions that add up to the whole: no totals, and no part of what is there already.</summary>
    public static IReadOnlyList<int> Roots(Dimension dimension)
    {
        var codes = dimension.Categories.Where(category => !category.IsTotal).Select(category => category.Code).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, dimension.Categories.Count).Where(at => dimension.Categories[at] is { IsTotal: false } category && (category.Parent is not { } parent || !codes.Contains(parent)))];
    }

    /// <summary>Position of the measure dimension; −1 for none.</summary>
    public static int Measure(Cube cube)
    {
        for (var d = 0; d < cube.Dimensions.Count; d++)
        {
            if (cube.Dimensions[d].Role is DimensionRole.Measure)
            {
                return d;
            }
        }

        return -1;
    }

    /// <summary>True where any figure of the table may be added up.</summary>
    public static bool Any(Cube cube, TableText text) =>
        Measure(cube) is >= 0 and var m ? cube.Dimensions[m].Categories.Any(measure => Adds(measure, text)) : Adds(null, text);

    /// <summary>Groups of categories added up where figures may be; where they may not, <c>NA</c>. A category may be in several groups.</summary>
    /// <param name="positions">For each dimension, what is read of it, in order; a member of two groups stands twice.</param>
    /// <param name="groups">For each of <paramref name="positions"/> the category of <paramref name="dimensions"/> it is added to; null where nothing is added up.</param>
    public static Cube Grouped(Cube cube, TableText text, IReadOnlyList<IReadOnlyList<int>> positions, IReadOnlyList<int[]?> groups, IReadOnlyList<Dimension> dimensions)
    {
        var whole = positions.Select((list, d) => list.Count == cube.Dimensions[d].Categories.Count && list.Select((at, place) => at == place).All(same => same)).All(same => same);
        var sums = CubeArithmetic.Aggregate(whole ? cube : CubeArithmetic.Take(cube, positions), groups, dimensions);
        MarkUnfit(sums, text);
        Round(sums, text);
        return sums;
    }

    /// <summary>Sums of what does not add up say nothing: <c>NA</c> stands there.</summary>
    public static void MarkUnfit(Cube cube, TableText text)
    {
        var m = Measure(cube);
        var (stride, measures) = m < 0 ? (1, [null]) : (cube.Strides()[m], cube.Dimensions[m].Categories.Select(measure => (Category?)measure).ToArray());
        var fits = Array.ConvertAll(measures, measure => Adds(measure, text));
        if (Array.TrueForAll(fits, fit => fit))
        {
            return;
        }

        for (var at = 0; at < cube.Length; at++)
        {
            if (!fits[at / stride % fits.Length])
            {
                (cube.Values[at], cube.Status[at]) = (double.NaN, CellStatus.NotApplicable);
            }
        }
    }

    // A sum of decimals is no longer than its parts: 0.1 and 0.2 make 0.3.
    private static void Round(Cube cube, TableText text)
    {
        var decimals = Math.Min(12, 3 + cube.Dimensions.SelectMany(dimension => dimension.Categories).Max(category => category.Decimals ?? text.Decimals));
        foreach (ref var value in cube.Values.AsSpan())
        {
            value = Math.Abs(value) < 1e12 ? Math.Round(value, decimals) : value;
        }
    }

    [GeneratedRegex(@"persen|%|per\s?cent|per\s?mil|promil|\bindeks|\bindex|rasio|ratio|\bper\b|/|poin|points", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RatioUnits();

    [GeneratedRegex(@"persen|%|per\s?cent|indeks|index|rata-rata|average|rasio|ratio|laju|tingkat|angka harapan|skor|poin|kepadatan|pertumbuhan|inflasi|\brate\b|\bmean\b|\bmedian\b|\bshare of\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ratios();

    [GeneratedRegex(@"^\s*(jumlah|banyaknya|number of|total)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Counted();

    [GeneratedRegex(@"\s(?:menurut|by)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
