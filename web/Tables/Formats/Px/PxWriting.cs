using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>The keywords of one PX file, in the order its specification recommends: those of the file, then for each language those about the table, its variables, its values and its cells.</summary>
internal sealed class PxWriting
{
    private static readonly string[] _early = ["CREATION-DATE", "MATRIX", "COPYRIGHT", "SUBJECT-CODE", "SUBJECT-AREA", "DESCRIPTION", "DESCRIPTIONDEFAULT", "TABLEID", "AGGREGALLOWED", "AUTOPEN", "CONFIDENTIAL"];
    private static readonly string[] _lists = ["STUB", "HEADING", "VALUES", "CODES", "TIMEVAL"];

    // PX 2013, "Order of keywords": readers that go through a file once know a variable from STUB and HEADING on, and a value from VALUES on.
    private static readonly string[] _firstOfLanguage = ["SUBJECT-AREA", "DESCRIPTION", "TITLE", "CONTENTS", "UNITS", "STUB", "HEADING", "CONTVARIABLE", "VALUES", "TIMEVAL", "CODES"];

    private readonly TableView _view;
    private readonly PxCells _cells;
    private readonly PxNames _names;
    private readonly IReadOnlyList<KeptKeyword> _kept;
    private readonly HashSet<(string, string?, string)> _said;
    private readonly string? _own;
    private readonly bool _isEnglish;

    public PxWriting(TableView view, PxCells cells)
    {
        (_view, _cells) = (view, cells);
        _names = new(view.Cube, cells);
        _own = view.Text.Kept.FirstOrDefault(kept => kept.Name == "LANGUAGE") is { } said ? (said.Values.Count == 0 ? null : said.Values[0].Trim('"')) : "id";
        _isEnglish = _own != "en" && PxNames.HasEnglish(view);
        Marks = new(cells, view.Text, view.Text.Kept.Where(kept => kept.Language is null && kept.Keys.Count == 0 && Dots(kept.Name) > 0).Select(kept => Dots(kept.Name)).ToHashSet());
        _kept = [.. view.Text.Kept.Where(kept => kept.Name != "LANGUAGE" && (Dots(kept.Name) == 0 || Marks.IsKeptTrue) && IsAboutShown(kept))];
        _said = [.. _kept.Select(kept => (kept.Name, kept.Language, string.Join('\u001F', kept.Keys)))];
    }

    public PxMarks Marks { get; }

    private TableText Text => _view.Text;

    public void Write(PxText to)
    {
        var others = _kept.Select(kept => kept.Language).OfType<string>().Where(language => language != "en" || !_isEnglish).Distinct().ToList();
        to.Texts("CHARSET", null, [], ["ANSI"]);
        to.Texts("AXIS-VERSION", null, [], ["2013"]);
        to.Texts("CODEPAGE", null, [], ["utf-8"]);
        if (_own is not null)
        {
            to.Texts("LANGUAGE", null, [], [_own]);
        }

        if (_own is not null && (_isEnglish || others.Count > 0))
        {
            to.Texts("LANGUAGES", null, [], [_own, .. _isEnglish ? ["en"] : (string[])[], .. others]);
        }

        Keep(to, "CREATION-DATE", null);
        if (Text.NextRelease is { } next)
        {
            var day = next.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
            var kept = _kept.FirstOrDefault(kept => kept is { Name: "NEXT-UPDATE", Language: null, Keys: [] });
            to.Texts("NEXT-UPDATE", null, [], [kept is not null && kept.Values.Count == 1 && kept.Values[0].Trim('"') is var written && PxWords.Moment(written) is { } moment && DateOnly.FromDateTime(moment) == next ? written : day]);
        }

        foreach (var name in (string[])["TABLEID", "AGGREGALLOWED", "AUTOPEN", "CONFIDENTIAL"])
        {
            Keep(to, name, null);
        }

        to.Bare("DECIMALS", null, [], Math.Clamp(Math.Max(Marks.Decimals, Text.Decimals), 0, 15).ToString(CultureInfo.InvariantCulture));
        to.Bare("SHOWDECIMALS", null, [], Math.Clamp(Text.Decimals, 0, 15).ToString(CultureInfo.InvariantCulture));
        KeepOr(to, "MATRIX", null, Matrix());
        Keep(to, "COPYRIGHT", null);
        KeepOr(to, "SUBJECT-CODE", null, PxDefaults.SubjectCode);
        Language(to, null);
        if (_isEnglish)
        {
            Language(to, "en");
        }

        foreach (var language in others)
        {
            Other(to, language);
        }

        Symbols(to, null);
        if (_isEnglish)
        {
            Symbols(to, "en");
        }

        foreach (var (places, status) in Marks.Beside())
        {
            to.Texts("DATANOTECELL", null, [.. places.Select((place, at) => place < 0 ? "*" : _names.Code(_cells.Order[at], place))], [TableSymbols.Mark(status, Text)]);
        }

        foreach (var kept in _kept.Where(kept => kept is { Name: "DATANOTECELL", Language: null }))
        {
            Written(to, kept);
        }
    }

    private void Language(PxText to, string? language)
    {
        if (_kept.Any(kept => kept.Name == "SUBJECT-AREA" && kept.Language is null))
        {
            Keep(to, "SUBJECT-AREA", language);
        }
        else
        {
            to.Texts("SUBJECT-AREA", language, [], [In(PxDefaults.SubjectArea, language)]);
        }

        Keep(to, "DESCRIPTION", language);
        to.Texts("TITLE", language, [], [In(Text.Title, language)]);
        Keep(to, "DESCRIPTIONDEFAULT", language);
        to.Texts("CONTENTS", language, [], [In(Text.Contents ?? PxDefaults.Contents(Text.Title), language)]);
        to.Texts("UNITS", language, [], [Text.Unit is null ? "" : In(Text.Unit, language)]);
        new PxWritingVariables(_view, _cells, _names, IsSaid).Write(to, language);
        if (Text.UpdatedAt is { } updated)
        {
            Say(to, "LAST-UPDATED", language, Stamp(updated));
        }

        if (Text.Contact is { } contact && !_kept.Any(kept => kept.Name == "CONTACT" && kept.Language == language))
        {
            Say(to, "CONTACT", language, PxWritingNotes.Note(contact));
        }

        if (Text.ReferencePeriod is { } reference)
        {
            Say(to, "REFPERIOD", language, In(reference, language));
        }

        if (Text.Source.Id.Length > 0)
        {
            Say(to, "SOURCE", language, In(Text.Source, language));
        }

        foreach (var kept in _kept.Where(kept => kept.Language == language && !_early.Contains(kept.Name) && kept.Name != "DATANOTECELL" && (kept.Name != "NEXT-UPDATE" || Text.NextRelease is null)))
        {
            Written(to, kept);
        }

        PxWritingNotes.Write(to, language, _view, _cells, _names, Marks.Legend(), _own is "id" ? PxNotes.Legend : PxNotes.LegendEnglish);
    }

    /// <summary>A language the portal does not speak, as the file had it. Lists of values follow what is shown; where they no longer fit the table, they are left out.</summary>
    private void Other(PxText to, string language)
    {
        var kept = _kept.Where(kept => kept.Language == language).OrderBy(kept => Array.IndexOf(_firstOfLanguage, kept.Name) is >= 0 and var place ? (kept.Name == "UNITS" && kept.Keys.Count > 0 ? _firstOfLanguage.Length : place) : _firstOfLanguage.Length).ToList();
        var names = kept.Where(one => one is { Name: "STUB", Keys: [] }).Concat(kept.Where(one => one is { Name: "HEADING", Keys: [] })).SelectMany(one => one.Values).ToList();
        var fits = names.Count == _view.Cube.Dimensions.Count && names.TrueForAll(name => name.StartsWith('"'));
        foreach (var one in kept)
        {
            if (!_lists.Contains(one.Name))
            {
                Written(to, one);
            }
            else if (!fits)
            {
                continue;
            }
            else if (one.Keys.Count == 0)
            {
                var shown = one.Name == "STUB" ? _cells.Stub : _cells.Heading;
                if (shown.Count > 0)
                {
                    to.Written(one.Name, language, [], [.. shown.Select(d => names[d])]);
                }
            }
            else if (names.FindIndex(name => name.Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal) == one.Keys[0]) is >= 0 and var d)
            {
                var whole = _cells.Selected[d].SequenceEqual(Enumerable.Range(0, _view.Cube.Dimensions[d].Categories.Count));
                if (one.Name != "TIMEVAL" && one.Values.Count == _view.Cube.Dimensions[d].Categories.Count)
                {
                    to.Written(one.Name, language, one.Keys, [.. _cells.Selected[d].Select(at => one.Values[at])]);
                }
                else if (whole && one.Name == "TIMEVAL")
                {
                    Written(to, one);
                }
            }
        }
    }

    private void Symbols(PxText to, string? language)
    {
        foreach (var (dots, status) in Marks.Declared.OrderBy(one => one.Dots))
        {
            var own = TableSymbols.Own(status, Text);
            var shown = status is CellStatus.Missing ? " "
                : own is not null && own.Meaning.Id.Trim() == own.Mark ? language is null ? own.Meaning.Id : own.Meaning.En ?? own.Meaning.Id
                : TableSymbols.Mark(status, Text);
            to.Texts(string.Create(CultureInfo.InvariantCulture, $"DATASYMBOL{dots}"), language, [], [shown]);
        }
    }

    private void Say(PxText to, string name, string? language, string text)
    {
        if (!IsSaid(name, language, []))
        {
            to.Texts(name, language, [], [text]);
        }
    }

    private bool IsSaid(string name, string? language, IReadOnlyList<string> keys) => _said.Contains((name, language, string.Join('\u001F', keys)));

    private void Keep(PxText to, string name, string? language)
    {
        foreach (var kept in _kept.Where(kept => kept.Name == name && kept.Language == language))
        {
            Written(to, kept);
        }
    }

    private void KeepOr(PxText to, string name, string? language, string text)
    {
        Keep(to, name, language);
        if (!_kept.Any(kept => kept.Name == name && kept.Language == language && kept.Keys.Count == 0))
        {
            to.Texts(name, language, [], [text]);
        }
    }

    private static void Written(PxText to, KeptKeyword kept)
    {
        // Parts of TIMEVAL's list belong together; everything else is values between commas all the same.
        to.Written(kept.Name, kept.Language, kept.Keys, kept.Values);
    }

    /// <summary>Keywords about a value that is not shown say nothing of this file.</summary>
    private bool IsAboutShown(KeptKeyword kept)
    {
        if (_cells.IsWhole || kept.Language is not null)
        {
            return true;
        }

        return kept.Name is not ("HIERARCHIES" or "TIMEVAL" or "VALUES" or "CODES") && kept.Keys.All(key => key == "*" || !_names.IsHidden(key));
    }

    private string Matrix()
    {
        // The table's name in its own address: /tabel/{id}?…
        var path = Text.Address is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.AbsolutePath.Split('/')[^1] : "";
        return path.Length > 0 ? Uri.UnescapeDataString(path) : PxDefaults.Matrix;
    }

    private static int Dots(string name) => name.StartsWith("DATASYMBOL", StringComparison.Ordinal) && name.Length == 11 && name[10] is >= '1' and <= '6' ? name[10] - '0' : 0;

    /// <summary>A moment as PX writes it, in the office's time.</summary>
    internal static string Stamp(DateTimeOffset moment) => moment.ToOffset(TimeSpan.FromHours(7)).ToString("yyyyMMdd HH:mm", CultureInfo.InvariantCulture);

    internal static string In(Bilingual words, string? language) => language is null ? words.Id : words.En ?? words.Id;
}
