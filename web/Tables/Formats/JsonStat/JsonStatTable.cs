using System.Buffers;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>
/// A table as JSON-stat: version 2.0 (json-stat.org/full) with the extensions of PxWebApi 2, or the dataset of version 1 as PxWebApi 1 gives it.
/// The categories shown, in the order of the cube; labels in the visitor's language.
/// </summary>
public static class JsonStatTable
{
    private const int Chunk = 16 * 1024;

    /// <summary>Version 2.0, class dataset.</summary>
    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        WriteDataset(json, view, origin);
        json.Flush();
    }

    /// <summary>Version 1: <c>{"dataset":{…}}</c>, with id, size and role among the dimensions.</summary>
    public static void WriteFirst(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        json.WriteStartObject();
        json.WriteStartObject("dataset");
        json.WriteStartObject("dimension");
        JsonStatDimensions.Write(json, view, origin);
        Shape(json, view);
        json.WriteEndObject();
        Head(json, view);
        Cells(json, view);
        Extension(json, view, origin, figures: true);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>As <see cref="Write"/>, without figures: what PxWebApi 2 calls metadata.</summary>
    public static void WriteMetadata(Stream to, TableView view, TableOrigin origin)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        WriteDataset(json, view, origin, figures: false);
        json.Flush();
    }

    internal static void WriteDataset(Utf8JsonWriter json, TableView view, TableOrigin origin, bool figures = true)
    {
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("class", "dataset");
        if (view.Text.Address is { } address)
        {
            json.WriteString("href", address);
        }

        Head(json, view);
        Notes(json, view);
        Shape(json, view);
        json.WriteStartObject("dimension");
        JsonStatDimensions.Write(json, view, origin);
        json.WriteEndObject();
        if (figures)
        {
            Cells(json, view);
        }
        else
        {
            json.WriteStartArray("value");
            json.WriteEndArray();
        }

        Extension(json, view, origin, figures);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, TableView view)
    {
        json.WriteString("label", TableWords.Title(view.Text));
        json.WriteString("source", view.Text.Source.ToString());
        if (view.Text.UpdatedAt is { } updated)
        {
            json.WriteString("updated", Json.Moment(updated));
        }
    }

    // Of the whole table and of its cells; those of dimensions and categories stand with them.
    private static List<(int Number, Note Note, string Text)> TableNotes(TableView view) =>
        [.. TableWords.ShownNotes(view).Where(shown => shown.Note.Cells is not null || !TableWords.Places(view, shown.Number).Any())];

    private static void Notes(Utf8JsonWriter json, TableView view)
    {
        var notes = TableNotes(view);
        if (notes.Count > 0)
        {
            json.WriteStartArray("note");
            foreach (var (_, _, text) in notes)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }

    private static void Shape(Utf8JsonWriter json, TableView view)
    {
        var dimensions = view.Cube.Dimensions;
        json.WriteStartArray("id");
        foreach (var dimension in dimensions)
        {
            json.WriteStringValue(dimension.Code);
        }

        json.WriteEndArray();
        json.WriteStartArray("size");
        for (var at = 0; at < dimensions.Count; at++)
        {
            json.WriteNumberValue(CellWalk.SelectedOf(view, at).Count);
        }

        json.WriteEndArray();
        json.Lists("role", dimensions.Where(dimension => dimension.Role != DimensionRole.Other).GroupBy(dimension => dimension.Role switch
        {
            DimensionRole.Time => "time",
            DimensionRole.Region => "geo",
            _ => "metric",
        }, dimension => dimension.Code));
    }

    private static void Cells(Utf8JsonWriter json, TableView view)
    {
        var (values, status) = (view.Cube.Values, view.Cube.Status);
        // Many figures are one raw value to the writer: a call for each would cost more than the digits.
        var chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        var (filled, said) = (0, 0);
        var walk = new CellWalk(view, CellWalk.Natural(view));
        json.WriteStartArray("value");
        while (walk.Next())
        {
            var at = status[walk.Cell];
            said |= (byte)at;
            if (filled > 0)
            {
                chunk[filled++] = (byte)',';
            }

            var number = TableGrid.Number(values[walk.Cell], at);
            if (double.IsFinite(number))
            {
                filled += NumberBytes.Write(number, chunk.AsSpan(filled));
            }
            else
            {
                "null"u8.CopyTo(chunk.AsSpan(filled));
                filled += 4;
            }

            if (filled > Chunk - NumberBytes.Room - 1)
            {
                json.WriteRawValue(chunk.AsSpan(0, filled), skipInputValidation: true);
                json.FlushWhenFull();
                filled = 0;
            }
        }

        if (filled > 0)
        {
            json.WriteRawValue(chunk.AsSpan(0, filled), skipInputValidation: true);
        }

        json.WriteEndArray();
        ArrayPool<byte>.Shared.Return(chunk);
        if (said != (byte)CellStatus.Normal)
        {
            Statuses(json, view);
        }
    }

    private static void Statuses(Utf8JsonWriter json, TableView view)
    {
        Span<byte> digits = stackalloc byte[NumberBytes.Room];
        var marks = Enum.GetValues<CellStatus>().Select(status => JsonEncodedText.Encode(TableSymbols.Mark(status, view.Text), Json.Options.Encoder)).ToArray();
        var written = false;
        var walk = new CellWalk(view, CellWalk.Natural(view));
        for (var at = 0; walk.Next(); at++)
        {
            var status = (byte)view.Cube.Status[walk.Cell];
            if (marks[status].EncodedUtf8Bytes.Length > 0)
            {
                if (!written)
                {
                    json.WriteStartObject("status");
                    written = true;
                }

                System.Buffers.Text.Utf8Formatter.TryFormat(at, digits, out var length);
                json.WriteString(digits[..length], marks[status]);
                json.FlushWhenFull();
            }
        }

        if (written)
        {
            json.WriteEndObject();
        }
    }

    private static void Extension(Utf8JsonWriter json, TableView view, TableOrigin origin, bool figures)
    {
        var text = view.Text;
        json.WriteStartObject("extension");
        var notes = TableNotes(view);
        if (notes.Any(shown => shown.Note.Mandatory))
        {
            json.WriteStartObject("noteMandatory");
            for (var at = 0; at < notes.Count; at++)
            {
                if (notes[at].Note.Mandatory)
                {
                    json.WriteBoolean(at.ToString(System.Globalization.CultureInfo.InvariantCulture), true);
                }
            }

            json.WriteEndObject();
        }

        CellNotes(json, notes);
        Px(json, view, origin);
        if (text.Contact is { } contact)
        {
            json.WriteStartArray("contact");
            json.WriteStartObject();
            json.WriteString("raw", contact);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteString("lang", Speech.Language);
        json.WriteString("publisher", origin.Office);
        json.WriteString("period", text.Period);
        json.WriteNumber("decimals", text.Decimals);
        if (text.Unit is { } unit)
        {
            json.WriteString("unit", unit.ToString());
        }

        json.WriteBoolean("sample", text.IsSample);
        json.WriteBoolean("projection", text.IsProjection);
        if (text.ReferencePeriod is { } reference)
        {
            json.WriteString("refperiod", reference.ToString());
        }

        json.WriteStartObject("status");
        foreach (var (mark, meaning) in figures ? TableWords.Legend(new TableGrid(view)) : [])
        {
            json.WriteString(mark, meaning);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Which cells a note is about: by the note's place in the list, the code of a category by dimension.
    private static void CellNotes(Utf8JsonWriter json, List<(int Number, Note Note, string Text)> notes)
    {
        if (!notes.Exists(shown => shown.Note.Cells is not null))
        {
            return;
        }

        json.WriteStartObject("noteCells");
        for (var at = 0; at < notes.Count; at++)
        {
            if (notes[at].Note.Cells is { } cells)
            {
                json.WriteStartObject(at.ToString(System.Globalization.CultureInfo.InvariantCulture));
                foreach (var (dimension, category) in cells)
                {
                    json.WriteString(dimension, category);
                }

                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    // As PxWebApi 2 says it.
    private static void Px(Utf8JsonWriter json, TableView view, TableOrigin origin)
    {
        var text = view.Text;
        json.WriteStartObject("px");
        if (origin.Table is { } table)
        {
            json.WriteString("infofile", table);
            json.WriteString("tableid", table);
            json.WriteString("matrix", table);
        }

        json.WriteNumber("decimals", text.Decimals);
        json.WriteBoolean("official-statistics", !text.IsSample);
        json.WriteBoolean("aggregallowed", Screen.Sums.Any(view.Cube, text));
        json.WriteString("language", Speech.Language);
        json.WriteString("contents", (text.Contents ?? text.Title).ToString());
        json.WriteBoolean("descriptiondefault", false);
        Codes("heading", view.Layout.Columns);
        Codes("stub", view.Layout.Rows);
        if (origin.SubjectCode is { } code)
        {
            json.WriteString("subject-code", code);
        }

        if (origin.Subject is { } subject)
        {
            json.WriteString("subject-area", subject);
        }

        if (text.NextRelease is { } next)
        {
            json.WriteString("nextUpdate", next.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        }

        json.WriteEndObject();

        void Codes(string name, IReadOnlyList<int> dimensions)
        {
            json.WriteStartArray(name);
            foreach (var dimension in dimensions)
            {
                json.WriteStringValue(view.Cube.Dimensions[dimension].Code);
            }

            json.WriteEndArray();
        }
    }
}
