namespace DataPortal.Tables.Api.PxWeb;

/// <summary>Names of code lists: unique in the portal, as PxWebApi 2 wants them: <c>agg_{table}_{variable}_{list}</c> for groups that are added up, <c>vs_…</c> for a choice of values.</summary>
public static class PxCodeLists
{
    public static string Id(string table, Dimension dimension, Grouping list) => $"{(list.Kind is GroupingKind.Aggregation ? "agg" : "vs")}_{table}_{dimension.Code}_{list.Code}";

    /// <param name="name">Its identifier, or its code with or without <c>agg_</c>, <c>vs_</c>.</param>
    /// <returns>Null when the dimension has no such list.</returns>
    public static Grouping? Find(string table, Dimension dimension, string name)
    {
        bool Is(string text) => text.Equals(name, StringComparison.OrdinalIgnoreCase);
        return CodeLists.Of(dimension).FirstOrDefault(list => Is(Id(table, dimension, list)) || Is(list.Code) || Is($"{(list.Kind is GroupingKind.Aggregation ? "agg" : "vs")}_{list.Code}"));
    }

    /// <returns>The table's identifier in that of a code list, or null.</returns>
    public static string? TableOf(string id)
    {
        var start = id.StartsWith("agg_", StringComparison.OrdinalIgnoreCase) ? 4 : id.StartsWith("vs_", StringComparison.OrdinalIgnoreCase) ? 3 : -1;
        // A table's identifier holds no underscore (Slug).
        return start > 0 && id.IndexOf('_', start) is > 0 and var end && end > start ? id[start..end] : null;
    }
}
