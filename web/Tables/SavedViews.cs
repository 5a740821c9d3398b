using DataPortal.Shared;
using DataPortal.Tables.Charts;
using DataPortal.Tables.Screen;
using Microsoft.AspNetCore.WebUtilities;

namespace DataPortal.Tables;

/// <summary>
/// A choice made on the page, kept under a short address: <c>/tabel/simpanan/{id}</c>. What was written is kept and not what it meant that day,
/// so <em>the latest five</em> stay the latest five. The same store as PxWebApi's saved queries: what one keeps, the other opens.
/// </summary>
public static class SavedViews
{
    /// <summary>Where a kept choice is found.</summary>
    public static string Path(string id) => $"/tabel/simpanan/{id}";

    public static SavedQuery Of(StoredTable table, TableChoice choice, ChartAsk drawn)
    {
        var cube = table.Cube;
        var rest = choice.Fresh() with { Expressions = new string?[cube.Dimensions.Count], Rows = [], Columns = [] };
        return new()
        {
            Id = "",
            Table = table.Id,
            Language = Speech.Language,
            Choices = [.. Enumerable.Range(0, cube.Dimensions.Count).Where(d => choice.Expressions[d] is not null).Select(d => Grouped.ListOf(choice.Expressions[d]) is { } list && CodeLists.Find(cube.Dimensions[d], list) is not null
                ? new SavedChoice(cube.Dimensions[d].Code, ["*"], list)
                : new SavedChoice(cube.Dimensions[d].Code, CategoryExpressions.Split(choice.Expressions[d]!)))],
            Heading = [.. choice.Columns.Select(d => cube.Dimensions[d].Code)],
            Stub = [.. choice.Rows.Select(d => cube.Dimensions[d].Code)],
            View = rest.Query(cube) is var view && (view + drawn.Kept(view)).TrimStart('?') is { Length: > 0 } said ? said : null,
            CreatedAt = default,
        };
    }

    /// <summary>The choice as the table of today reads it; a dimension that is no longer there is passed over.</summary>
    public static TableChoice Choice(Cube cube, SavedQuery saved)
    {
        var view = QueryHelpers.ParseQuery(saved.View ?? "");
        var choice = TableChoice.Read(cube, key => view.GetValueOrDefault(key));
        foreach (var one in saved.Choices)
        {
            if (Place(one.Dimension) is >= 0 and var d)
            {
                // Of a grouping the page shows all groups.
                choice = choice.With(d, one.CodeList is { } list && CodeLists.Find(cube.Dimensions[d], list) is { } known && (known.Kind is GroupingKind.Aggregation || one.Expressions is [] or ["*"])
                    ? Grouped.Expression(known.Code) : one.Expressions.Count == 0 ? null : string.Join(',', one.Expressions));
            }
        }

        return choice with { Rows = [.. saved.Stub.Select(Place).Where(d => d >= 0)], Columns = [.. saved.Heading.Select(Place).Where(d => d >= 0).Except(saved.Stub.Select(Place))] };

        int Place(string code)
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

    /// <summary><c>GET /tabel/simpanan/{id}</c>: to the table, with the choice as it was written.</summary>
    public static async Task<IResult> OpenAsync(string id, SavedQueryDesk desk, TableShelf shelf, HttpContext http)
    {
        if (await desk.FindAsync(id, http.RequestAborted) is not { } saved)
        {
            return Results.NotFound();
        }

        var language = http.Request.PathBase.HasValue || saved.Language != "en" ? http.Request.PathBase.Value : "/en";
        var query = "";
        if (await shelf.FindAsync(saved.Table, http.RequestAborted) is { } table)
        {
            query = Choice(table.Cube, saved).Query(table.Cube);
            query += ChartAsk.Of(new QueryCollection(QueryHelpers.ParseQuery(saved.View ?? "")), table).Kept(query);
        }

        http.Response.Headers.CacheControl = "no-cache";
        return Results.Redirect($"{language}/tabel/{saved.Table}{query}");
    }
}
