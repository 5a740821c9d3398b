using System.Globalization;
using System.Text.Json;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>A file is no JSON-stat, or not sound. The message says where, by path, and what is wrong.</summary>
public sealed class JsonStatException(string path, Shared.Bilingual what) : Exception($"{path}: {what}")
{
    public string Path { get; } = path;
}

/// <summary>An element with its path, so that every complaint says where.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Path)
{
    public JsonStatException Wrong(string indonesian, string english) => new(Path, new(indonesian, english));

    public bool Is(JsonValueKind kind) => Element.ValueKind == kind;

    /// <returns>Null where the object has no such member, or a null.</returns>
    public JsonPlace? this[string name] =>
        Is(JsonValueKind.Object) && Element.TryGetProperty(name, out var found) && found.ValueKind is not JsonValueKind.Null ? new(found, Path.Length == 0 ? name : $"{Path}.{name}") : null;

    public JsonPlace Required(string name) => this[name] ?? throw Wrong($"\"{name}\" tidak ada.", $"\"{name}\" is missing.");

    public IEnumerable<JsonPlace> Items()
    {
        Expect(JsonValueKind.Array);
        var path = Path;
        return Element.EnumerateArray().Select((item, at) => new JsonPlace(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{at}]")));
    }

    public IEnumerable<(string Name, JsonPlace Value)> Members()
    {
        Expect(JsonValueKind.Object);
        var path = Path;
        return Element.EnumerateObject().Select(member => (member.Name, new JsonPlace(member.Value, $"{path}.{member.Name}")));
    }

    /// <summary>The members of an object by name, for more look-ups than a few: finding one in the object itself goes through all of them.</summary>
    public IReadOnlyDictionary<string, JsonPlace> ByName()
    {
        var found = new Dictionary<string, JsonPlace>(StringComparer.Ordinal);
        foreach (var (name, value) in Members())
        {
            if (!value.Is(JsonValueKind.Null))
            {
                found[name] = value;
            }
        }

        return found;
    }

    public string Text()
    {
        Expect(JsonValueKind.String);
        return Element.GetString()!;
    }

    public int Whole(int least, int most)
    {
        Expect(JsonValueKind.Number);
        return Element.TryGetInt32(out var number) && number >= least && number <= most ? number
            : throw Wrong($"harus bilangan bulat dari {least} sampai {most}.", $"must be a whole number from {least} to {most}.");
    }

    /// <summary>One text, or several.</summary>
    public IReadOnlyList<string> Texts() => Is(JsonValueKind.String) ? [Text()] : [.. Items().Select(item => item.Text())];

    private void Expect(JsonValueKind kind)
    {
        if (Element.ValueKind != kind)
        {
            var (id, en) = kind switch
            {
                JsonValueKind.Array => ("daftar [ ]", "an array"),
                JsonValueKind.Object => ("objek { }", "an object"),
                JsonValueKind.String => ("teks", "a text"),
                _ => ("angka", "a number"),
            };
            throw Wrong($"harus {id}.", $"must be {en}.");
        }
    }
}
