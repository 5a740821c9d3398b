using System.Collections.Frozen;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>What PX 2013 demands of a file.</summary>
internal static class PxCheck
{
    private static readonly string[] _mandatory = ["CHARSET", "AXIS-VERSION", "MATRIX", "SUBJECT-CODE", "SUBJECT-AREA", "CONTENTS", "DECIMALS"];

    /// <summary>Keywords a file may begin with.</summary>
    public static FrozenSet<string> Known { get; } = _mandatory.Concat(
    [
        "CODEPAGE", "LANGUAGE", "LANGUAGES", "CREATION-DATE", "NEXT-UPDATE", "PX-SERVER", "DIRECTORY-PATH", "UPDATE-FREQUENCY", "TABLEID", "SYNONYMS", "DEFAULT-GRAPH", "SHOWDECIMALS", "ROUNDING",
        "AGGREGALLOWED", "AUTOPEN", "CONFIDENTIAL", "COPYRIGHT", "DESCRIPTION", "TITLE", "DESCRIPTIONDEFAULT", "UNITS", "STUB", "HEADING", "CONTVARIABLE", "VALUES", "TIMEVAL", "CODES", "DOUBLECOLUMN",
        "PRESTEXT", "DOMAIN", "VARIABLE-TYPE", "VARIABLECODE", "MAP", "ELIMINATION", "PRECISION", "LAST-UPDATED", "STOCKFA", "CFPRICES", "DAYADJ", "SEASADJ", "CONTACT", "REFPERIOD", "BASEPERIOD", "DATABASE",
        "SOURCE", "SURVEY", "LINK", "INFOFILE", "INFO", "NOTEX", "NOTE", "VALUENOTE", "VALUENOTEX", "CELLNOTE", "CELLNOTEX", "KEYS", "FIRST-PUBLISHED", "META-ID", "OFFICIAL-STATISTICS",
    ]).ToFrozenSet(StringComparer.Ordinal);

    public static IEnumerable<PxWarning> Missing(PxHeader header)
    {
        foreach (var name in _mandatory)
        {
            if (header.Of(name, header.Own) is not { } entry)
            {
                yield return new(null, name, Speech.T("kata kunci wajib ini tidak ada.", "this mandatory keyword is missing."));
            }
            else if (entry.Text.Trim().Length == 0)
            {
                yield return new(entry.Line, name, Speech.T("nilainya kosong.", "its value is empty."));
            }
        }

        if (header.Of("CHARSET", header.Own) is { } charset && !charset.Text.Trim().Equals("ANSI", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(charset.Line, "CHARSET", Speech.T("hanya \"ANSI\" yang dikenal.", "only \"ANSI\" is known."));
        }

        if (header.Of("TITLE", header.Own) is null && header.Of("DESCRIPTION", header.Own) is null)
        {
            yield return new(null, "TITLE", Speech.T("TITLE atau DESCRIPTION wajib ada.", "TITLE or DESCRIPTION is mandatory."));
        }

        if (header.All("UNITS").Count == 0)
        {
            yield return new(null, "UNITS", Speech.T("kata kunci wajib ini tidak ada.", "this mandatory keyword is missing."));
        }

        if (header.Of("DECIMALS", header.Own) is { } decimals && PxWords.Whole(decimals) is not (>= 0 and <= 15))
        {
            yield return new(decimals.Line, "DECIMALS", Speech.T("harus angka dari 0 sampai 15.", "must be a number from 0 to 15."));
        }

        if (header.Of("SHOWDECIMALS", header.Own) is { } shown && PxWords.Whole(shown) is not (>= 0 and <= 15))
        {
            yield return new(shown.Line, "SHOWDECIMALS", Speech.T("harus angka dari 0 sampai 15.", "must be a number from 0 to 15."));
        }

        foreach (var entry in header.Entries.Where(entry => entry.Name is "VALUES" or "CODES" or "TIMEVAL" or "ELIMINATION" or "DOMAIN" or "MAP" && entry.Keys.Count > 0 && header.Variable(header.LanguageOf(entry), entry.Keys[0]) is null).Take(20))
        {
            yield return new(entry.Line, entry.Name, Speech.T($"peubah \"{entry.Keys[0]}\" tidak ada di STUB maupun HEADING.", $"the variable \"{entry.Keys[0]}\" is in neither STUB nor HEADING."));
        }

        if (header.Own.Length > 0 && header.Of("LANGUAGES", header.Own) is { } languages
            && header.Languages.Where(language => !languages.Texts.Any(text => text.Trim().Equals(language, StringComparison.OrdinalIgnoreCase))).ToList() is { Count: > 0 } unnamed)
        {
            yield return new(languages.Line, "LANGUAGES", Speech.T($"bahasa {string.Join(", ", unnamed)} dipakai tetapi tidak disebut.", $"the languages {string.Join(", ", unnamed)} are used but not named."));
        }
    }
}
