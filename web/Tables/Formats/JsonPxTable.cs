using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats;

/// <summary>
/// A table as PxWebApi's own JSON (<c>json</c> of version 1, <c>json-px</c> of version 2): columns, then rows with a key of codes and the values as texts.
/// The categories of the measure are columns; a symbol stands where no number does.
/// </summary>
public static class JsonPxTable
{
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        var cube = view.Cube;
        var listed = CellWalk.Listed(view);
        var measure = listed.Where(d => cube.Dimensions[d].Role is DimensionRole.Measure).Select(d => (int?)d).FirstOrDefault();
        var keys = listed.Where(d => d != measure).ToList();
        var walk = new CellWalk(view, measure is { } last ? [.. keys, last] : keys);
        var measures = measure is { } at ? walk.Selected[^1].Select(category => cube.Dimensions[at].Categories[category]).ToList() : [];
        using var json = new Utf8JsonWriter(to, Json.Options);
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var dimension in keys.Select(key => cube.Dimensions[key]))
        {
            Column(json, dimension.Code, dimension.Label.ToString(), dimension.Role is DimensionRole.Time ? "t" : "d", null);
        }

        var contents = (view.Text.Contents ?? view.Text.Title).ToString();
        foreach (var category in measures)
        {
            Column(json, category.Code, category.Label.ToString(), "c", category.Unit ?? view.Text.Unit);
        }

        if (measures.Count == 0)
        {
            Column(json, contents, contents, "c", view.Text.Unit);
        }

        json.WriteEndArray();
        Comments(json, view);
        Data(json, view, walk, keys.Count, Math.Max(1, measures.Count));
        Metadata(json, view, origin);
        json.WriteEndObject();
        json.Flush();
    }

    private static void Column(Utf8JsonWriter json, string code, string text, string type, Bilingual? unit)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("text", text);
        json.WriteString("type", type);
        if (unit is not null)
        {
            json.WriteString("unit", unit.ToString());
        }

        json.WriteEndObject();
    }

    private static void Comments(Utf8JsonWriter json, TableView view)
    {
        json.WriteStartArray("comments");
        foreach (var (number, note, text) in TableWords.ShownNotes(view))
        {
            var places = TableWords.Places(view, number).ToList();
            foreach (var (dimension, category) in places.Count == 0 ? [(null, null)] : places)
            {
                json.WriteStartObject();
                if (dimension is not null)
                {
                    json.WriteString("variable", dimension.Code);
                }

                if (category is not null)
                {
                    json.WriteString("value", category.Code);
                }

                json.WriteString("comment", text);
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
    }

    private static void Data(Utf8JsonWriter json, TableView view, CellWalk walk, int keys, int measures)
    {
        var codes = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => JsonEncodedText.Encode(view.Cube.Dimensions[dimension].Categories[at].Code, Json.Options.Encoder)).ToArray()).ToArray();
        var decimals = walk.Order.Select((dimension, d) => walk.Selected[d].Select(at => view.Cube.Dimensions[dimension].Categories[at].Decimals).ToArray()).ToArray();
        Span<char> digits = stackalloc char[400];
        json.WriteStartArray("data");
        for (var cell = 0; walk.Next(); cell++)
        {
            if (cell % measures == 0)
            {
                json.WriteStartObject();
                json.WriteStartArray("key");
                for (var d = 0; d < keys; d++)
                {
                    json.WriteStringValue(codes[d][walk.At[d]]);
                }

                json.WriteEndArray();
                json.WriteStartArray("values");
            }

            var status = view.Cube.Status[walk.Cell];
            var number = TableGrid.Number(view.Cube.Values[walk.Cell], status);
            if (double.IsFinite(number))
            {
                var places = view.Text.Decimals;
                for (var d = walk.At.Length - 1; d >= 0; d--)
                {
                    if (decimals[d][walk.At[d]] is { } own)
                    {
                        places = own;
                        break;
                    }
                }

                // Every digit the figure has, and at least those the table shows.
                number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
                if (digits[..length].Contains('+') || (!digits[..length].Contains('E') && length - 1 - (digits[..length].IndexOf('.') is >= 0 and var point ? point : length - 1) < places))
                {
                    number.TryFormat(digits, out length, Format(places), CultureInfo.InvariantCulture);
                }

                json.WriteStringValue(digits[..length]);
            }
            else
            {
                json.WriteStringValue(TableSymbols.Mark(status, view.Text));
            }

            if (cell % measures == measures - 1)
            {
                json.WriteEndArray();
                json.WriteEndObject();
                json.FlushWhenFull();
            }
        }

        json.WriteEndArray();
    }

    private static void Metadata(Utf8JsonWriter json, TableView view, TableOrigin origin)
    {
        json.WriteStartArray("metadata");
        json.WriteStartObject();
        json.WriteString("label", view.Text.Title.ToString());
        json.WriteString("source", view.Text.Source.ToString());
        if (origin.Table is { } table)
        {
            json.WriteString("matrix", table);
        }

        if (view.Text.UpdatedAt is { } updated)
        {
            json.WriteString("updated", Json.Moment(updated));
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static readonly string[] _formats = [.. Enumerable.Range(0, 16).Select(places => $"F{places}")];

    private static string Format(int places) => _formats[Math.Clamp(places, 0, 15)];
}
