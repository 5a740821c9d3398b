using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>The groupings of a dimension: those people wrote, and those its hierarchy holds.</summary>
public static class CodeLists
{
    /// <summary>One value set a level where the hierarchy has several, then what people wrote.</summary>
    public static IReadOnlyList<Grouping> Of(Dimension dimension)
    {
        var depths = dimension.Categories.Select(category => category.Level).Distinct().Order().ToList();
        return depths.Count < 2 ? dimension.Groupings : [.. depths.Select(depth => Level(dimension, depth)), .. dimension.Groupings];
    }

    /// <returns>Null when the dimension has no grouping of that code.</returns>
    public static Grouping? Find(Dimension dimension, string code) => Of(dimension).FirstOrDefault(grouping => grouping.Code.Equals(code, StringComparison.OrdinalIgnoreCase));

    private static Grouping Level(Dimension dimension, int depth)
    {
        var name = depth < dimension.Levels.Count ? dimension.Levels[depth] : new Bilingual($"Tingkat {depth + 1}", $"Level {depth + 1}");
        return new($"level_{depth + 1}", name, GroupingKind.ValueSet, [.. dimension.Categories.Where(category => category.Level == depth).Select(category => new Group(category.Code, category.Label, [category.Code]))]);
    }
}
