using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace DataPortal.Tables.Formats;

/// <summary>How the JSON forms are written.</summary>
internal static class Json
{
    private const int Full = 64 * 1024;

    /// <summary>Letters of every language as they are.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>A moment by the clock of Greenwich, as PxWeb writes it.</summary>
    public static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Keeps a long array from being held in memory.</summary>
    public static void FlushWhenFull(this Utf8JsonWriter json)
    {
        if (json.BytesPending > Full)
        {
            json.Flush();
        }
    }

    /// <summary>An object of lists of texts; nothing where there are none.</summary>
    public static void Lists(this Utf8JsonWriter json, string name, IEnumerable<IGrouping<string, string>> lists)
    {
        var begun = false;
        foreach (var list in lists)
        {
            if (!begun)
            {
                json.WriteStartObject(name);
                begun = true;
            }

            json.WriteStartArray(list.Key);
            foreach (var text in list)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        if (begun)
        {
            json.WriteEndObject();
        }
    }
}
