namespace DataPortal.Tables.Versions;

/// <summary>
/// Two cubes side by side by the codes of their dimensions and categories. A dimension of one category that only one of them has does not part them:
/// it stands still.
/// </summary>
internal sealed class CubeAlignment
{
    private CubeAlignment(Cube from, Cube to, int[] places, int[][] categories)
    {
        (From, To, Places, Categories) = (from, to, places, categories);
        ToStrides = to.Strides();
        FromStrides = from.Strides();
    }

    public Cube From { get; }
    public Cube To { get; }
    public int[] FromStrides { get; }
    public int[] ToStrides { get; }

    /// <summary>For each dimension of <see cref="From"/>: where the same stands in <see cref="To"/>, −1 for a still one of its own.</summary>
    public int[] Places { get; }

    /// <summary>For each dimension of <see cref="From"/> and each category: the position of the same in <see cref="To"/>, −1 where it has none.</summary>
    public int[][] Categories { get; }

    /// <returns>Null when the two have different dimensions.</returns>
    public static CubeAlignment? Of(Cube from, Cube to)
    {
        var places = from.Dimensions.Select(dimension => Find(to, dimension.Code)).ToArray();
        if (from.Dimensions.Where((dimension, d) => places[d] < 0 && dimension.Categories.Count > 1).Any()
            || to.Dimensions.Any(dimension => dimension.Categories.Count > 1 && Find(from, dimension.Code) < 0))
        {
            return null;
        }

        var categories = from.Dimensions.Select((dimension, d) => places[d] < 0 ? [0] : Match(dimension, to.Dimensions[places[d]])).ToArray();
        return new(from, to, places, categories);
    }

    /// <summary>How far in <see cref="To"/> each category of a dimension stands, −1 where it has none.</summary>
    public int[] Offsets(int d) => Places[d] < 0 ? [0] : [.. Categories[d].Select(at => at < 0 ? -1 : at * ToStrides[Places[d]])];

    private static int[] Match(Dimension from, Dimension to)
    {
        var known = new Dictionary<string, int>(to.Categories.Count, StringComparer.Ordinal);
        for (var at = 0; at < to.Categories.Count; at++)
        {
            known[to.Categories[at].Code] = at;
        }

        return [.. from.Categories.Select(category => known.GetValueOrDefault(category.Code, -1))];
    }

    private static int Find(Cube cube, string code)
    {
        for (var d = 0; d < cube.Dimensions.Count; d++)
        {
            if (cube.Dimensions[d].Code == code)
            {
                return d;
            }
        }

        return -1;
    }
}
