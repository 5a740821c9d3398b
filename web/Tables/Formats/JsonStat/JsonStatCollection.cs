using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>One table of a collection.</summary>
/// <param name="Address">Where its dataset is; never empty.</param>
public sealed record JsonStatItem(string Address, string Label)
{
    public DateTimeOffset? Updated { get; init; }
}

/// <summary>A JSON-stat 2.0 collection: the tables of a place, by address (json-stat.org/full/#class).</summary>
public static class JsonStatCollection
{
    public static void Write(Stream to, string label, string address, IEnumerable<JsonStatItem> items)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        Head(json, label, address);
        foreach (var item in items)
        {
            json.WriteStartObject();
            json.WriteString("class", "dataset");
            json.WriteString("href", item.Address);
            json.WriteString("label", item.Label);
            if (item.Updated is { } updated)
            {
                json.WriteString("updated", Json.Moment(updated));
            }

            json.WriteEndObject();
            json.FlushWhenFull();
        }

        Foot(json);
    }

    /// <summary>The tables themselves inside.</summary>
    public static void Write(Stream to, string label, string address, IEnumerable<TableView> tables, TableOrigin origin)
    {
        using var json = new Utf8JsonWriter(to, Json.Options);
        Head(json, label, address);
        foreach (var table in tables)
        {
            JsonStatTable.WriteDataset(json, table, origin);
        }

        Foot(json);
    }

    private static void Head(Utf8JsonWriter json, string label, string address)
    {
        json.WriteStartObject();
        json.WriteString("version", "2.0");
        json.WriteString("class", "collection");
        json.WriteString("href", address);
        json.WriteString("label", label);
        json.WriteStartObject("extension");
        json.WriteString("lang", Speech.Language);
        json.WriteEndObject();
        json.WriteStartObject("link");
        json.WriteStartArray("item");
    }

    private static void Foot(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }
}
