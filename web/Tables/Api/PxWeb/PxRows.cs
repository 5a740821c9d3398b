using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;
using DataPortal.Tables.Formats;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>
/// The format <c>json</c> of PxWebApi 1: columns (<c>d</c> dimension, <c>t</c> time, <c>c</c> content), then a row for each combination of categories with the figures of all measures as text.
/// </summary>
internal static class PxRows
{
    private const int Full = 64 * 1024;

    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        using var json = new Utf8JsonWriter(to, new() { Encoder = PxHttp.Options.Encoder });
        var dimensions = view.Cube.Dimensions;
        var measure = dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Measure);
        int[] keys = [.. Enumerable.Range(0, dimensions.Count).Where(at => at != measure)];
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var at in keys)
        {
            Column(json, dimensions[at].Code, dimensions[at].Label, dimensions[at].Role is DimensionRole.Time ? "t" : "d", null);
        }

        if (measure < 0)
        {
            Column(json, "value", view.Text.Contents ?? view.Text.Title, "c", view.Text.Unit);
        }
        else
        {
            foreach (var category in dimensions[measure].Categories)
            {
                Column(json, category.Code, category.Label, "c", category.Unit ?? view.Text.Unit);
            }
        }

        json.WriteEndArray();
        Comments(json, view);
        Rows(json, view, keys, measure);
        json.WriteStartArray("metadata");
        json.WriteStartObject();
        json.WriteString("infofile", origin.Table);
        if (view.Text.UpdatedAt is { } updated)
        {
            json.WriteString("updated", updated.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        json.WriteString("label", view.Text.Title.ToString());
        json.WriteString("source", view.Text.Source.ToString());
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    private static void Column(Utf8JsonWriter json, string code, Bilingual text, string type, Bilingual? unit)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("text", text.ToString());
        if (unit is not null)
        {
            json.WriteString("unit", unit.ToString());
        }

        json.WriteString("type", type);
        json.WriteEndObject();
    }

    // Notes about one value of a variable: the shape has no place for others.
    private static void Comments(Utf8JsonWriter json, TableView view)
    {
        json.WriteStartArray("comments");
        foreach (var dimension in view.Cube.Dimensions)
        {
            foreach (var category in dimension.Categories)
            {
                foreach (var number in (category.Notes ?? []).Where(number => number >= 1 && number <= view.Text.Notes.Count))
                {
                    json.WriteStartObject();
                    json.WriteString("variable", dimension.Code);
                    json.WriteString("value", category.Code);
                    json.WriteString("comment", view.Text.Notes[number - 1].ToString());
                    json.WriteEndObject();
                }
            }
        }

        json.WriteEndArray();
    }

    private static void Rows(Utf8JsonWriter json, TableView view, int[] keys, int measure)
    {
        var (cube, strides) = (view.Cube, view.Cube.Strides());
        var measures = measure < 0 ? 1 : cube.Dimensions[measure].Categories.Count;
        var codes = keys.Select(at => cube.Dimensions[at].Categories.Select(category => JsonEncodedText.Encode(category.Code, PxHttp.Options.Encoder)).ToArray()).ToArray();
        var counts = keys.Select(at => cube.Dimensions[at].Categories.Count).ToArray();
        var at = new int[keys.Length];
        var rows = cube.Length / measures;
        Span<byte> digits = stackalloc byte[64];
        json.WriteStartArray("data");
        for (var row = 0; row < rows; row++)
        {
            var start = 0;
            for (var d = 0; d < at.Length; d++)
            {
                start += at[d] * strides[keys[d]];
            }

            json.WriteStartObject();
            json.WriteStartArray("key");
            for (var d = 0; d < at.Length; d++)
            {
                json.WriteStringValue(codes[d][at[d]]);
            }

            json.WriteEndArray();
            json.WriteStartArray("values");
            for (var m = 0; m < measures; m++)
            {
                var cell = start + (measure < 0 ? 0 : m * strides[measure]);
                var (value, status) = (cube.Values[cell], cube.Status[cell]);
                if (TableSymbols.HidesNumber(status) || !double.IsFinite(value))
                {
                    // Two dots are PxWeb's "not there"; a symbol of the table says why.
                    json.WriteStringValue(TableSymbols.Mark(status, view.Text) is { Length: > 0 } mark ? mark : "..");
                }
                else
                {
                    value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
                    json.WriteStringValue(digits[..length]);
                }
            }

            json.WriteEndArray();
            json.WriteEndObject();
            if (json.BytesPending > Full)
            {
                json.Flush();
            }

            for (var d = at.Length - 1; d >= 0; d--)
            {
                if (++at[d] < counts[d])
                {
                    break;
                }

                at[d] = 0;
            }
        }

        json.WriteEndArray();
    }
}
