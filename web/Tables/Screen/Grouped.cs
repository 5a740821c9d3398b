using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>
/// <c>codelist(code)</c> in the address: a dimension listed another way (<see cref="CodeLists"/>). A value set chooses categories, a grouping adds figures up.
/// Written once, it stays right when categories are added.
/// </summary>
internal static class Grouped
{
    private const string Name = "codelist(";

    public static string Expression(string list) => $"{Name}{list})";

    /// <returns>The code of the list; null for any other expression.</returns>
    public static string? ListOf(string? expression) => expression is not null && expression.StartsWith(Name, StringComparison.Ordinal) && expression.EndsWith(')') ? expression[Name.Length..^1] : null;

    /// <summary>The cube with the groupings that were chosen, and of each dimension listed another way the categories meant.</summary>
    public static (Cube Cube, IReadOnlyList<int>?[] Lists) By(Cube cube, TableChoice choice)
    {
        var lists = new IReadOnlyList<int>?[cube.Dimensions.Count];
        int[]?[] maps = new int[cube.Dimensions.Count][];
        Dimension[] dimensions = [.. cube.Dimensions];
        for (var d = 0; d < lists.Length; d++)
        {
            if (ListOf(choice.Expressions[d]) is not { } code || CodeLists.Find(cube.Dimensions[d], code) is not { Groups.Count: > 0 } list)
            {
                continue;
            }

            if (list.Kind is GroupingKind.ValueSet)
            {
                var wanted = list.Groups.SelectMany(group => group.Members).ToHashSet(StringComparer.Ordinal);
                lists[d] = [.. Enumerable.Range(0, cube.Dimensions[d].Categories.Count).Where(at => wanted.Contains(cube.Dimensions[d].Categories[at].Code))];
                continue;
            }

            (dimensions[d], maps[d]) = Added(cube.Dimensions[d], list);
            lists[d] = [.. Enumerable.Range(0, dimensions[d].Categories.Count)];
        }

        return maps.All(map => map is null) ? (cube, lists) : (CubeArithmetic.Aggregate(cube, maps, dimensions), lists);
    }

    private static (Dimension Dimension, int[] Map) Added(Dimension dimension, Grouping list)
    {
        var map = new int[dimension.Categories.Count];
        Array.Fill(map, -1);
        for (var group = 0; group < list.Groups.Count; group++)
        {
            foreach (var at in list.Groups[group].Members.Select(dimension.IndexOf).Where(at => at >= 0))
            {
                map[at] = group;
            }
        }

        return (dimension with { Categories = [.. list.Groups.Select(group => new Category(group.Code, group.Label))], Elimination = null, Levels = [], Groupings = [] }, map);
    }
}
