using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// The notes of a PX file. Several about the same thing stand in one text with an empty line (<c>##</c>) between, as PxWeb writes them; <c>#</c> is a line's end (PX 2013, NOTE).
/// They are numbered table first, then variables, values and cells, mandatory ones first in each: the order they are written in.
/// </summary>
internal sealed class PxNotes(PxHeader header)
{
    /// <summary>First line of the note that explains the symbols.</summary>
    public const string Legend = "Lambang:";

    public const string LegendEnglish = "Symbols:";

    private readonly List<Said> _said = [];
    private readonly Dictionary<(int, int, string, bool), Said> _byKey = [];
    private readonly List<Note> _notes = [];
    private readonly Dictionary<(int, int), List<int>> _numbers = [];
    private readonly List<(string Mark, Bilingual Meaning)> _symbols = [];
    private List<Note> _table = [];

    /// <summary>What the notes say of the figures as a whole: made up, projected.</summary>
    public bool IsSample { get; private set; }

    public bool IsProjection { get; private set; }

    /// <summary>Symbols the notes explain, in their order.</summary>
    public IReadOnlyList<(string Mark, Bilingual Meaning)> Symbols => _symbols;

    /// <param name="Cells">For each variable a value, −1 for all; null for a note about a variable or value.</param>
    private sealed record Said(int Variable, int Value, int[]? Cells, bool Mandatory)
    {
        public List<string> Id { get; } = [];
        public List<string> En { get; } = [];

        public (int, int, string, bool) Key => (Variable, Value, Cells is null ? "" : string.Join(',', Cells), Mandatory);
    }

    /// <summary>Reads the notes about the table: before the figures, whose symbols they explain.</summary>
    public void ReadTable()
    {
        foreach (var name in (string[])["NOTEX", "NOTE"])
        {
            Gather(name, 0);
        }

        foreach (var note in Joined(_said))
        {
            if (IsLegend(note.Note))
            {
                Explain(note.Note);
            }
            else if (note.Note.Id == TableMarks.Sample.Id)
            {
                IsSample = true;
            }
            else if (note.Note.Id == TableMarks.Projection.Id)
            {
                IsProjection = true;
            }
            else
            {
                _table.Add(note.Note);
            }
        }

        _table = [.. _table.Where(note => note.Mandatory), .. _table.Where(note => !note.Mandatory)];
        _said.Clear();
        _byKey.Clear();
    }

    /// <summary>Reads the notes about variables, values and cells.</summary>
    public void Read(IReadOnlyList<Dimension> dimensions)
    {
        _notes.AddRange(_table);
        foreach (var (name, keys) in ((string, int)[])[("NOTEX", 1), ("NOTE", 1), ("VALUENOTEX", 2), ("VALUENOTE", 2)])
        {
            Gather(name, keys);
        }

        var known = new Dictionary<(string, string?, bool), int>();
        foreach (var (about, note) in Joined(_said.OrderBy(said => said.Value >= 0).ThenBy(said => said.Variable).ThenBy(said => said.Value).ThenBy(said => !said.Mandatory)))
        {
            if (!known.TryGetValue((note.Id, note.En, note.Mandatory), out var number))
            {
                _notes.Add(note);
                known[(note.Id, note.En, note.Mandatory)] = number = _notes.Count;
            }

            if (!_numbers.TryGetValue((about.Variable, about.Value), out var numbers))
            {
                _numbers[(about.Variable, about.Value)] = numbers = [];
            }

            if (!numbers.Contains(number))
            {
                numbers.Add(number);
            }
        }

        _said.Clear();
        _byKey.Clear();
        Gather("CELLNOTEX", header.Variables.Count);
        Gather("CELLNOTE", header.Variables.Count);
        foreach (var (about, note) in Joined(_said))
        {
            var cells = about.Cells!.Select((at, d) => (at, d)).Where(pair => pair.at >= 0).ToDictionary(pair => dimensions[pair.d].Code, pair => dimensions[pair.d].Categories[pair.at].Code);
            _notes.Add(note with { Cells = cells });
        }
    }

    /// <param name="value">−1 for the variable itself.</param>
    /// <returns>Null where there are none.</returns>
    public IReadOnlyList<int>? Of(int variable, int value) => _numbers.GetValueOrDefault((variable, value));

    public IReadOnlyList<Note> Finish() => _notes;

    /// <summary><c>#</c> is a line's end; its wide form is the sign itself.</summary>
    public static string Lines(string text) => text.Replace('#', '\n').Replace('＃', '#');

    private void Gather(string name, int keys)
    {
        var isCell = name[0] == 'C';
        foreach (var entry in header.All(name))
        {
            var language = header.LanguageOf(entry);
            // Indonesian beside another own language: that one is kept as it is.
            if (entry.Keys.Count != keys || (language != header.First && language != header.Second))
            {
                continue;
            }

            var parts = entry.Text.Split("##", StringSplitOptions.RemoveEmptyEntries).Select(Lines).ToList();
            if (Place(entry, language, isCell) is not { } about)
            {
                continue;
            }

            entry.Taken = true;
            if (_byKey.TryGetValue(about.Key, out var known))
            {
                about = known;
            }
            else
            {
                _byKey[about.Key] = about;
                _said.Add(about);
            }

            (language == header.Second ? about.En : about.Id).AddRange(parts);
        }
    }

    private Said? Place(PxEntry entry, string language, bool isCell)
    {
        var mandatory = entry.Name[^1] == 'X';
        if (!isCell)
        {
            if (entry.Keys.Count == 0)
            {
                return new(-1, -1, null, mandatory);
            }

            var variable = header.Variable(language, entry.Keys[0]);
            var value = entry.Keys.Count == 1 || variable is null ? -1 : variable.Find(language, entry.Keys[1]);
            return variable is null || (entry.Keys.Count == 2 && value < 0) ? null : new(variable.Index, value, null, mandatory);
        }

        var cells = PxQualifiers.Cells(header, entry, language, codes: false);
        return cells is null || Array.TrueForAll(cells, at => at < 0) ? null : new(-1, -1, cells, mandatory);
    }

    private static IEnumerable<(Said About, Note Note)> Joined(IEnumerable<Said> said)
    {
        foreach (var about in said)
        {
            // Not as many in English: which belongs to which nobody knows, so they stay one.
            var paired = about.Id.Count == about.En.Count || about.Id.Count == 0 || about.En.Count == 0;
            var (id, en) = paired ? (about.Id, about.En) : ([string.Join("\n\n", about.Id)], [string.Join("\n\n", about.En)]);
            for (var at = 0; at < Math.Max(id.Count, en.Count); at++)
            {
                if (PxHeader.Both(id.ElementAtOrDefault(at), en.ElementAtOrDefault(at)) is { } words)
                {
                    yield return (about, new(words.Id, words.En, about.Mandatory));
                }
            }
        }
    }

    private static bool IsLegend(Note note) => note.Id.Split('\n') is [Legend or LegendEnglish, .. { Length: > 0 } lines] && Array.TrueForAll(lines, line => line.IndexOf(" = ", StringComparison.Ordinal) > 0);

    private void Explain(Note note)
    {
        var (id, en) = (note.Id.Split('\n'), note.En?.Split('\n') ?? []);
        for (var at = 1; at < id.Length; at++)
        {
            var cut = id[at].IndexOf(" = ", StringComparison.Ordinal);
            var english = en.ElementAtOrDefault(at) is { } line && line.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var place ? line[(place + 3)..] : null;
            _symbols.Add((id[at][..cut], PxHeader.Both(id[at][(cut + 3)..], english) ?? new("")));
        }
    }
}

/// <summary>Sentences that carry a flag of the table through a format that has no place for it.</summary>
internal static class TableMarks
{
    public static Bilingual Sample { get; } = new("Angka contoh untuk memperlihatkan portal, bukan data resmi.", "Made-up figures to show the portal, not official data.");
    public static Bilingual Projection { get; } = new("Angka proyeksi.", "Projected figures.");
}
