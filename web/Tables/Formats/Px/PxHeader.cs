using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>The keywords of a PX file, by name and language, and its variables.</summary>
internal sealed class PxHeader
{
    /// <summary>More languages than a file has; what is in yet others is kept, not read.</summary>
    private const int MaxLanguages = 30;

    private readonly Dictionary<string, List<PxEntry>> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), PxVariable?> _variables = [];
    private readonly Dictionary<string, Dictionary<(string, int), PxEntry>> _about = [];

    public PxHeader(IReadOnlyList<PxEntry> entries)
    {
        Entries = entries;
        foreach (var entry in entries)
        {
            if (!_byName.TryGetValue(entry.Name, out var list))
            {
                _byName[entry.Name] = list = [];
            }

            list.Add(entry);
        }

        Stated = All("LANGUAGE").Select(entry => entry.Text.Trim().ToLowerInvariant()).FirstOrDefault(language => language.Length > 0);
        Own = Stated ?? All("LANGUAGES").SelectMany(entry => entry.Texts).Select(language => language.Trim().ToLowerInvariant()).FirstOrDefault() ?? "";
        Languages = [.. entries.Select(entry => entry.Language ?? Own).Prepend(Own).Distinct().Take(MaxLanguages)];
        First = Languages.Contains("id") ? "id" : Own;
        Second = First != "en" && Languages.Contains("en") ? "en" : null;
    }

    public IReadOnlyList<PxEntry> Entries { get; }

    /// <summary>The file's own language as it says it; null where it does not.</summary>
    public string? Stated { get; }

    /// <summary>The file's own language; empty where nobody says it.</summary>
    public string Own { get; }

    public IReadOnlyList<string> Languages { get; }

    /// <summary>The language of <see cref="Bilingual.Id"/>: Indonesian where the file has it, else its own.</summary>
    public string First { get; }

    /// <summary>The language of <see cref="Bilingual.En"/>; null where the file has no English beside <see cref="First"/>.</summary>
    public string? Second { get; }

    /// <summary>STUB, then HEADING.</summary>
    public List<PxVariable> Variables { get; } = [];

    /// <summary>How many of <see cref="Variables"/> run down.</summary>
    public int Stub { get; set; }

    public string LanguageOf(PxEntry entry) => entry.Language ?? Own;

    public IReadOnlyList<PxEntry> All(string name) => _byName.TryGetValue(name, out var list) ? list : [];

    public PxEntry? FirstOf(string name) => All(name) is { Count: > 0 } all ? all[0] : null;

    /// <summary>The keyword of a language, about the whole table.</summary>
    public PxEntry? Of(string name, string? language) => language is null ? null : All(name).FirstOrDefault(entry => LanguageOf(entry) == language && entry.Keys.Count == 0);

    /// <summary>The keyword of a language, about a variable.</summary>
    public PxEntry? Of(string name, string? language, PxVariable variable)
    {
        if (language is null)
        {
            return null;
        }

        if (!_about.TryGetValue(name, out var about))
        {
            _about[name] = about = [];
            foreach (var entry in All(name).Where(entry => entry.Keys.Count == 1))
            {
                if (Variable(LanguageOf(entry), entry.Keys[0]) is { } found)
                {
                    about.TryAdd((LanguageOf(entry), found.Index), entry);
                }
            }
        }

        return about.GetValueOrDefault((language, variable.Index));
    }

    /// <summary>The variable a key names in a language. Asked only when <see cref="Variables"/> is whole.</summary>
    public PxVariable? Variable(string language, string key)
    {
        if (!_variables.TryGetValue((language, key), out var found))
        {
            found = Variables.Find(variable => variable.Names.TryGetValue(language, out var name) && name == key)
                ?? Variables.Find(variable => variable.Names.Values.Any(name => name.Trim().Equals(key.Trim(), StringComparison.OrdinalIgnoreCase)));
            _variables[(language, key)] = found;
        }

        return found;
    }

    /// <summary>True for the languages the portal reads.</summary>
    public bool IsRead(string language) => language == Own || language == First || language == Second;

    /// <summary>A text about the whole table, in both languages; null where there is none or it is empty.</summary>
    public Bilingual? Text(string name) => Take(Of(name, First) ?? Of(name, Own), Of(name, Second));

    /// <summary>Joins a text of both languages. English that says the same says nothing.</summary>
    public static Bilingual? Take(PxEntry? id, PxEntry? en, Func<string, string>? form = null)
    {
        foreach (var entry in (PxEntry?[])[id, en])
        {
            if (entry is not null)
            {
                entry.Taken = true;
            }
        }

        return Both(id is null ? null : form?.Invoke(id.Text) ?? id.Text, en is null ? null : form?.Invoke(en.Text) ?? en.Text);
    }

    public static Bilingual? Both(string? id, string? en)
    {
        en = string.IsNullOrEmpty(en) || en == id ? null : en;
        return string.IsNullOrEmpty(id) ? en is null ? null : new(en) : new(id, en);
    }
}
