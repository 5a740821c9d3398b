using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats;

/// <summary>
/// A table as PxWebApi's own JSON (<c>json</c> of version 1, <c>json-px</c> of version 2): columns, then rows with a key of codes and the values as texts.
/// The categories of the measure are columns; a symbol stands where no number does, PxWeb's two dots where there is none. A note stands where clients look for it (R's pxweb refuses any other):
/// about a variable or a measure in its column, about another category in <c>comments</c>, the rest in the metadata.
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
        var notes = TableWords.ShownNotes(view).SelectMany(note => TableWords.Places(view, note.Number).DefaultIfEmpty(), (note, place) => new PlacedNote(place.Dimension, place.Category, note.Text)).ToList();
        using var json = new Utf8JsonWriter(to, Json.Options);
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var dimension in keys.Select(key => cube.Dimensions[key]))
        {
            Column(json, dimension.Code, dimension.Label.ToString(), dimension.Role is DimensionRole.Time ? "t" : "d", null, notes.Where(note => note.Dimension == dimension && note.Category is null));
        }

        var contents = (view.Text.Contents ?? view.Text.Title).ToString();
        foreach (var category in measures)
        {
            Column(json, category.Code, category.Label.ToString(), "c", category.Unit ?? view.Text.Unit, notes.Where(note => note.Category == category));
        }

        if (measures.Count == 0)
        {
            Column(json, contents, contents, "c", view.Text.Unit, []);
        }

        json.WriteEndArray();
        Comments(json, notes.Where(note => note.Category is not null && note.Dimension!.Role is not DimensionRole.Measure));
        Data(json, view, walk, keys.Count, Math.Max(1, measures.Count));
        Metadata(json, view, origin, notes.Where(note => note.Dimension is null || (note.Category is null && note.Dimension.Role is DimensionRole.Measure)));
        json.WriteEndObject();
        json.Flush();
    }

    private static void Column(Utf8JsonWriter json, string code, string text, string type, Bilingual? unit, IEnumerable<PlacedNote> notes)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("text", text);
        json.WriteString("type", type);
        if (unit is not null)
        {
            json.WriteString("unit", unit.ToString());
        }

        if (string.Join('\n', notes.Select(note => note.Text)) is { Length: > 0 } comment)
        {
            json.WriteString("comment", comment);
        }

        json.WriteEndObject();
    }

    private static void Comments(Utf8JsonWriter json, IEnumerable<PlacedNote> notes)
    {
        json.WriteStartArray("comments");
        foreach (var note in notes)
        {
            json.WriteStartObject();
            json.WriteString("variable", note.Dimension!.Code);
            json.WriteString("value", note.Category!.Code);
            json.WriteString("comment", note.Text);
            json.WriteEndObject();
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
                json.WriteStringValue(TableSymbols.Mark(status, view.Text) is { Length: > 0 } mark ? mark : "..");
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

    private static void Metadata(Utf8JsonWriter json, TableView view, TableOrigin origin, IEnumerable<PlacedNote> notes)
    {
        json.WriteStartArray("metadata");
        json.WriteStartObject();
        if (origin.Table is { } table)
        {
            json.WriteString("infofile", table);
        }

        if (view.Text.UpdatedAt is { } updated)
        {
            json.WriteString("updated", Json.Moment(updated));
        }

        json.WriteString("label", view.Text.Title.ToString());
        json.WriteString("source", view.Text.Source.ToString());
        json.WriteStartArray("notes");
        foreach (var note in notes)
        {
            json.WriteStringValue(note.Text);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private sealed record PlacedNote(Dimension? Dimension, Category? Category, string Text);

    private static readonly string[] _formats = [.. Enumerable.Range(0, 16).Select(places => $"F{places}")];

    private static string Format(int places) => _formats[Math.Clamp(places, 0, 15)];
}
