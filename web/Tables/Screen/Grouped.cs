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
    public static (Cube Cube, IReadOnlyList<int>?[] Lists) By(Cube cube, TableText text, TableChoice choice)
    {
        var lists = new IReadOnlyList<int>?[cube.Dimensions.Count];
        var groups = new int[]?[lists.Length];
        IReadOnlyList<int>[] read = [.. cube.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])];
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

            (dimensions[d], read[d], groups[d]) = Added(cube.Dimensions[d], list);
            lists[d] = [.. Enumerable.Range(0, dimensions[d].Categories.Count)];
        }

        return groups.All(map => map is null) ? (cube, lists) : (Sums.Grouped(cube, text, read, groups, dimensions), lists);
    }

    private static (Dimension Dimension, IReadOnlyList<int> Read, int[] Groups) Added(Dimension dimension, Grouping list)
    {
        var places = new Dictionary<string, int>(dimension.Categories.Count, StringComparer.Ordinal);
        for (var at = 0; at < dimension.Categories.Count; at++)
        {
            places[dimension.Categories[at].Code] = at;
        }

        var members = list.Groups.SelectMany((group, at) => group.Members.Where(places.ContainsKey).Distinct(StringComparer.Ordinal).Select(code => (Place: places[code], Group: at))).ToList();
        return (
            dimension with { Categories = [.. list.Groups.Select(group => new Category(group.Code, group.Label))], Elimination = null, Levels = [], Groupings = [] },
            members.ConvertAll(member => member.Place), [.. members.Select(member => member.Group)]);
    }
}
