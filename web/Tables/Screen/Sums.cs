using System.Text.RegularExpressions;

namespace DataPortal.Tables.Screen;

/// <summary>Whether figures may be added up: people may, percentages, averages and indices may not.</summary>
internal static partial class Sums
{
    /// <summary>By what the measure says of itself (PX <c>STOCKFA</c>); where it says nothing, by its words.</summary>
    public static bool Adds(Category? measure, TableText text)
    {
        if (measure?.Nature is { } nature)
        {
            return nature is MeasureNature.Stock or MeasureNature.Flow;
        }

        var unit = (measure?.Unit ?? text.Unit)?.Id ?? "";
        return !Ratios().IsMatch(unit) && !Ratios().IsMatch(measure?.Label.Id ?? text.Contents?.Id ?? text.Title.Id);
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

    [GeneratedRegex(@"persen|%|per\s?cent|indeks|index|rata-rata|average|rasio|ratio|\bper\b|laju|tingkat|angka harapan|skor|poin|kepadatan|pertumbuhan|inflasi", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ratios();
}
