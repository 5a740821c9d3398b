using DataPortal.Shared;
using DataPortal.Tables.Api.PxWeb;
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

    /// <summary>The address as it was written, for the page; and every dimension as it is shown, for programs.</summary>
    public static SavedQuery Of(StoredTable table, TableChoice choice, ChartAsk drawn)
    {
        var (cube, view) = (table.Cube, choice.Fresh().Query(table.Cube));
        var selection = TableSelection.Of(table, choice);
        var (rows, columns) = (selection.Layout.Rows, selection.Layout.Columns);
        // PxWebApi places every dimension: what lies in a layer stands before the rows.
        var layers = Enumerable.Range(0, cube.Dimensions.Count).Except(rows).Except(columns);
        return new()
        {
            Id = "",
            Table = table.Id,
            Language = Speech.Language,
            Choices = [.. Enumerable.Range(0, cube.Dimensions.Count).Select(d => Shown(cube, selection, d))],
            Heading = [.. columns.Select(d => cube.Dimensions[d].Code)],
            Stub = [.. layers.Concat(rows).Select(d => cube.Dimensions[d].Code)],
            View = (view + drawn.Kept(view)).TrimStart('?'),
            CreatedAt = default,
        };
    }

    /// <summary>The choice as the table of today reads it; a dimension that is no longer there is passed over.</summary>
    public static TableChoice Choice(Cube cube, SavedQuery saved)
    {
        var view = QueryHelpers.ParseQuery(saved.View ?? "");
        var choice = TableChoice.Read(cube, key => view.GetValueOrDefault(key));
        if (saved.View is not null)
        {
            return choice;
        }

        foreach (var one in saved.Choices)
        {
            if (Place(one.Dimension) is >= 0 and var d)
            {
                choice = Chosen(choice, saved.Table, cube.Dimensions[d], d, one);
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

    /// <summary>What of one dimension is on the page. An expression stays one; what the portal narrowed or put in a layer is what is seen.</summary>
    private static SavedChoice Shown(Cube cube, TableSelection selection, int d)
    {
        var (dimension, shown, choice) = (cube.Dimensions[d], selection.Layout.Selected[d], selection.Choice);
        var list = Grouped.ListOf(choice.Expressions[d]) is { } name ? CodeLists.Find(dimension, name) : null;
        if (choice.Layers[d] is { } layer || selection.Narrowed.Contains(d))
        {
            layer = choice.Layers[d] ?? "";
            return list is { Kind: GroupingKind.Aggregation } ? new(dimension.Code, [.. Codes(selection.Cube.Dimensions[d], shown)], list.Code)
                : layer.Length == 0 && choice.Expressions[d] is null && dimension.Role is DimensionRole.Time ? new(dimension.Code, ["top(1)"])
                : new(dimension.Code, [.. Codes(dimension, shown)]);
        }

        if (list is not null)
        {
            return new(dimension.Code, ["*"], list.Code);
        }

        // What the table does not have is passed over on the page, and would be an error to a program.
        List<string> said = choice.Expressions[d] is { } written ? [.. CategoryExpressions.Split(written).Where(Has)] : [];
        return new(dimension.Code, said.Count > 0 ? said : ["*"]);

        bool Has(string expression)
        {
            try
            {
                return CategoryExpressions.Positions(dimension, [expression]).Count > 0;
            }
            catch (ExpressionException)
            {
                return false;
            }
        }
    }

    /// <summary>What a program kept, on the page: of a grouping it shows all groups or their members, and what was left out lies in a layer with its total.</summary>
    private static TableChoice Chosen(TableChoice choice, string table, Dimension dimension, int d, SavedChoice one)
    {
        if (one.Expressions.Count == 0)
        {
            return PxSelection.EliminationOf(dimension) is { Code: { } total } ? choice.WithLayer(d, total) : choice;
        }

        if (one.CodeList is null || PxCodeLists.Find(table, dimension, one.CodeList) is not { } list)
        {
            return choice.With(d, string.Join(',', one.Expressions));
        }

        if (!one.Single && (list.Kind is GroupingKind.Aggregation || one.Expressions is ["*"]))
        {
            return choice.With(d, Grouped.Expression(list.Code));
        }

        try
        {
            var groups = CategoryExpressions.Positions(dimension with { Categories = [.. list.Groups.Select(group => new Category(group.Code, group.Label))] }, one.Expressions);
            return choice.With(d, string.Join(',', groups.SelectMany(group => list.Groups[group].Members).Distinct().Select(CategoryExpressions.Quote)));
        }
        catch (ExpressionException)
        {
            return choice;
        }
    }

    private static IEnumerable<string> Codes(Dimension dimension, IReadOnlyList<int> positions) => positions.Select(at => CategoryExpressions.Quote(dimension.Categories[at].Code));

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
