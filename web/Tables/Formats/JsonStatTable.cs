using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats;

/// <summary>A table as a JSON-stat 2.0 dataset (json-stat.org/full): the categories shown, in the order of the cube; labels in the visitor's language.</summary>
public static class JsonStatTable
{
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var grid = new TableGrid(view);
        var dimensions = view.Cube.Dimensions;
        using var json = new Utf8JsonWriter(to, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) });
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("class", "dataset");
        if (view.Text.Address is { } address)
        {
            json.WriteString("href", address);
        }

        json.WriteString("label", TableWords.Title(grid));
        json.WriteString("source", view.Text.Source.ToString());
        if (view.Text.UpdatedAt is { } updated)
        {
            json.WriteString("updated", Show.Machine(updated));
        }

        if (view.Text.Notes.Count > 0)
        {
            json.WriteStartArray("note");
            foreach (var note in view.Text.Notes)
            {
                json.WriteStringValue(note.ToString());
            }

            json.WriteEndArray();
        }

        Shape(json, view);
        json.WriteStartObject("dimension");
        for (var at = 0; at < dimensions.Count; at++)
        {
            Write(json, dimensions[at], Selected(view, at), view.Text);
        }

        json.WriteEndObject();
        var cells = Cells(view);
        Values(json, view.Cube, cells);
        Statuses(json, view, cells);
        Extension(json, view, grid, origin);
        json.WriteEndObject();
        json.Flush();
    }

    // A dimension on neither side shows one category: it stays a dimension of size one.
    private static IReadOnlyList<int> Selected(TableView view, int dimension) =>
        view.Layout.Rows.Contains(dimension) || view.Layout.Columns.Contains(dimension) ? view.Layout.Selected[dimension] : [.. view.Layout.Selected[dimension].Take(1)];

    private static void Shape(Utf8JsonWriter json, TableView view)
    {
        json.WriteStartArray("id");
        foreach (var dimension in view.Cube.Dimensions)
        {
            json.WriteStringValue(dimension.Code);
        }

        json.WriteEndArray();
        json.WriteStartArray("size");
        for (var at = 0; at < view.Cube.Dimensions.Count; at++)
        {
            json.WriteNumberValue(Selected(view, at).Count);
        }

        json.WriteEndArray();
        var roles = view.Cube.Dimensions.Where(dimension => dimension.Role != DimensionRole.Other).GroupBy(dimension => dimension.Role switch
        {
            DimensionRole.Time => "time",
            DimensionRole.Region => "geo",
            _ => "metric",
        }).ToList();
        if (roles.Count == 0)
        {
            return;
        }

        json.WriteStartObject("role");
        foreach (var role in roles)
        {
            json.WriteStartArray(role.Key);
            foreach (var dimension in role)
            {
                json.WriteStringValue(dimension.Code);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Dimension dimension, IReadOnlyList<int> selected, TableText text)
    {
        var shown = selected.Select(at => dimension.Categories[at]).ToList();
        json.WriteStartObject(dimension.Code);
        json.WriteString("label", dimension.Label.ToString());
        json.WriteStartObject("category");
        json.WriteStartArray("index");
        foreach (var category in shown)
        {
            json.WriteStringValue(category.Code);
        }

        json.WriteEndArray();
        json.WriteStartObject("label");
        foreach (var category in shown)
        {
            json.WriteString(category.Code, category.Label.ToString());
        }

        json.WriteEndObject();
        var codes = shown.Select(category => category.Code).ToHashSet();
        var children = shown.Where(category => category.Parent is { } parent && codes.Contains(parent)).GroupBy(category => category.Parent!).ToList();
        if (children.Count > 0)
        {
            json.WriteStartObject("child");
            foreach (var family in children)
            {
                json.WriteStartArray(family.Key);
                foreach (var child in family)
                {
                    json.WriteStringValue(child.Code);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        if (dimension.Role == DimensionRole.Measure)
        {
            json.WriteStartObject("unit");
            foreach (var category in shown)
            {
                json.WriteStartObject(category.Code);
                json.WriteNumber("decimals", category.Decimals ?? text.Decimals);
                if ((category.Unit ?? text.Unit) is { } unit)
                {
                    json.WriteString("label", unit.ToString());
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static int[] Cells(TableView view)
    {
        var strides = view.Cube.Strides();
        int[] cells = [0];
        for (var dimension = 0; dimension < strides.Length; dimension++)
        {
            var selected = Selected(view, dimension);
            var next = new int[checked(cells.Length * selected.Count)];
            for (var at = 0; at < next.Length; at++)
            {
                next[at] = cells[at / selected.Count] + selected[at % selected.Count] * strides[dimension];
            }

            cells = next;
        }

        return cells;
    }

    private static void Values(Utf8JsonWriter json, Cube cube, int[] cells)
    {
        json.WriteStartArray("value");
        foreach (var cell in cells)
        {
            if (TableGrid.Number(cube.Values[cell], cube.Status[cell]) is var number && double.IsFinite(number))
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    private static void Statuses(Utf8JsonWriter json, TableView view, int[] cells)
    {
        json.WriteStartObject("status");
        for (var at = 0; at < cells.Length; at++)
        {
            if (TableSymbols.Mark(view.Cube.Status[cells[at]], view.Text) is { Length: > 0 } mark)
            {
                json.WriteString(at.ToString(System.Globalization.CultureInfo.InvariantCulture), mark);
            }
        }

        json.WriteEndObject();
    }

    private static void Extension(Utf8JsonWriter json, TableView view, TableGrid grid, TableOrigin origin)
    {
        json.WriteStartObject("extension");
        json.WriteString("lang", Speech.Language);
        json.WriteString("publisher", origin.Office);
        json.WriteString("period", view.Text.Period);
        json.WriteNumber("decimals", view.Text.Decimals);
        if (view.Text.Unit is { } unit)
        {
            json.WriteString("unit", unit.ToString());
        }

        json.WriteBoolean("sample", view.Text.IsSample);
        json.WriteBoolean("projection", view.Text.IsProjection);
        json.WriteStartObject("status");
        foreach (var (mark, meaning) in TableWords.Legend(grid))
        {
            json.WriteString(mark, meaning);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
