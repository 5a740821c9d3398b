namespace DataPortal.Tables.Formats.Px;

/// <summary>A variable as the file names it, in each of its languages.</summary>
internal sealed class PxVariable(int index)
{
    private readonly Dictionary<string, Dictionary<string, int>> _found = [];
    private Dictionary<string, int>? _codes;

    public int Index => index;

    /// <summary>By language.</summary>
    public Dictionary<string, string> Names { get; } = [];

    /// <summary>By language; as many as <see cref="Size"/>.</summary>
    public Dictionary<string, IReadOnlyList<string>> Labels { get; } = [];

    public string[] Codes { get; set; } = [];
    public int Size { get; set; }

    /// <summary>Line of VALUES, for what is wrong with it.</summary>
    public int Line { get; set; }

    /// <summary>Which value a key means: its text in that language, its code, its text in any language.</summary>
    /// <returns>−1 for none.</returns>
    public int Find(string language, string key) =>
        At(language, key) is >= 0 and var said ? said : FindCode(key) is >= 0 and var code ? code : Labels.Keys.Select(other => At(other, key)).DefaultIfEmpty(-1).Max();

    public int FindCode(string key) => At(_codes ??= Places(Codes), key);

    private int At(string language, string key)
    {
        if (!Labels.TryGetValue(language, out var labels))
        {
            return -1;
        }

        if (!_found.TryGetValue(language, out var places))
        {
            _found[language] = places = Places(labels);
        }

        return At(places, key);
    }

    private static int At(Dictionary<string, int> places, string key) => places.TryGetValue(key, out var place) || places.TryGetValue(key.Trim(), out place) ? place : -1;

    private static Dictionary<string, int> Places(IReadOnlyList<string> texts)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < texts.Count; at++)
        {
            places.TryAdd(texts[at], at);
            places.TryAdd(texts[at].Trim(), at);
        }

        return places;
    }
}
