namespace DataPortal.Tables.Api.PxWeb;

/// <summary>What a table shows when nothing is asked: small enough to read, the latest first in mind (PxWebApi 2: <c>/defaultselection</c>).</summary>
public static class PxDefault
{
    private const int MostAcross = 13;
    private const int MostDown = 1_500;

    /// <summary>
    /// Time and measure are always chosen. With one other variable or none: all of it, over the latest thirteen periods where there is one measure. With more: two of them whole,
    /// those that cannot be left out before the others, at the latest period; what else can be left out is, and the rest shows its total or its first value.
    /// </summary>
    /// <param name="asked">Its code lists and placement stay.</param>
    /// <param name="limit">Cells it may hold at most: what is longest is cut.</param>
    public static PxRequest Of(StoredTable table, PxRequest asked, int limit)
    {
        var dimensions = table.Cube.Dimensions;
        var time = Index(dimensions, DimensionRole.Time);
        var measure = Index(dimensions, DimensionRole.Measure);
        var others = Enumerable.Range(0, dimensions.Count).Where(at => at != time && at != measure).ToList();
        var mandatory = others.Where(at => PxSelection.EliminationOf(dimensions[at]) is null).ToList();
        var measures = measure < 0 ? 1 : dimensions[measure].Categories.Count;
        var whole = new HashSet<int>();
        if (others.Count <= 1)
        {
            whole.UnionWith(others);
        }
        else
        {
            // The first and the last, of those that must be chosen if there are two of them.
            int[] first = mandatory.Count switch
            {
                0 => [others[0], others[^1]],
                1 => [mandatory[0], others.Last(at => at != mandatory[0])],
                _ => [mandatory[0], mandatory[^1]],
            };
            whole.UnionWith(first);
        }

        // How many of each dimension; 0 for one that is left out.
        var counts = new int[dimensions.Count];
        for (var at = 0; at < counts.Length; at++)
        {
            counts[at] = Math.Min(dimensions[at].Categories.Count, at == time ? others.Count == 0 || (others.Count == 1 && measures == 1) ? MostAcross : 1
                : at == measure ? others.Count <= 1 ? MostAcross : 1
                : whole.Contains(at) ? MostDown
                : PxSelection.EliminationOf(dimensions[at]) is null ? 1 : 0);
        }

        Fit(counts, limit);
        var choices = dimensions.Select((dimension, at) => new PxChoice(dimension.Code, at == time ? Latest(dimension, counts[at]) : First(dimension, counts[at]))).ToList();
        var named = asked.Choices.Count == 0 && asked.Heading.Count == 0 && asked.Stub.Count == 0;
        return named ? new() { Choices = choices } : new() { Choices = choices, Heading = asked.Heading, Stub = asked.Stub };
    }

    /// <summary>As the office laid the table out; what it did not place runs down, time and measure across.</summary>
    public static (IReadOnlyList<int> Stub, IReadOnlyList<int> Heading) Placement(StoredTable table)
    {
        var dimensions = table.Cube.Dimensions;
        List<int> Places(IReadOnlyList<string> codes) => [.. codes.Select(code => dimensions.ToList().FindIndex(dimension => dimension.Code == code)).Where(at => at >= 0).Distinct()];
        var heading = Places(table.Document.Columns);
        var stub = Places(table.Document.Rows).Except(heading).ToList();
        for (var at = 0; at < dimensions.Count; at++)
        {
            if (!heading.Contains(at) && !stub.Contains(at))
            {
                (dimensions[at].Role is DimensionRole.Time or DimensionRole.Measure ? heading : stub).Add(at);
            }
        }

        return (stub, heading);
    }

    /// <summary>The shortest keep what they have, as long as the longer ones may have as much.</summary>
    private static void Fit(int[] counts, int limit)
    {
        var (room, left) = ((double)limit, counts.Count(count => count > 0));
        foreach (var at in Enumerable.Range(0, counts.Length).Where(at => counts[at] > 0).OrderBy(at => counts[at]))
        {
            counts[at] = Math.Clamp((int)(Math.Pow(room, 1.0 / left) + 1e-9), 1, counts[at]);
            room /= counts[at];
            left--;
        }
    }

    private static int Index(IReadOnlyList<Dimension> dimensions, DimensionRole role)
    {
        for (var at = 0; at < dimensions.Count; at++)
        {
            if (dimensions[at].Role == role)
            {
                return at;
            }
        }

        return -1;
    }

    private static List<string> First(Dimension dimension, int count)
    {
        var categories = count == 1 ? dimension.Categories.OrderByDescending(category => category.IsTotal).AsEnumerable() : dimension.Categories;
        return [.. categories.Take(count).Select(category => CategoryExpressions.Quote(category.Code))];
    }

    private static List<string> Latest(Dimension time, int count) =>
        [.. Periods.InOrder(time).TakeLast(count).Order().Select(at => CategoryExpressions.Quote(time.Categories[at].Code))];
}
