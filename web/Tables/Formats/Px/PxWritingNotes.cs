using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>The notes of a view, in one language; those about the same thing in one keyword, an empty line between.</summary>
internal static class PxWritingNotes
{
    /// <param name="heading">Over the symbols, in the file's own language.</param>
    public static void Write(PxText to, string? language, TableView view, PxCells cells, PxNames names, IReadOnlyList<(string Mark, Bilingual Meaning)> legend, string heading)
    {
        var text = view.Text;
        var referred = view.Cube.Dimensions.SelectMany(dimension => (dimension.Notes ?? []).Concat(dimension.Categories.SelectMany(category => category.Notes ?? []))).ToHashSet();
        var table = text.Notes.Where((note, at) => note.Cells is null && !referred.Contains(at + 1)).ToList();
        List<Note> marks = [];
        if (text.IsSample)
        {
            marks.Add(new(TableMarks.Sample.Id, TableMarks.Sample.En, Mandatory: true));
        }

        if (text.IsProjection)
        {
            marks.Add(new(TableMarks.Projection.Id, TableMarks.Projection.En, Mandatory: true));
        }

        table = [.. marks, .. table];
        if (legend.Count > 0)
        {
            table.Add(new(
                string.Join('\n', legend.Select(one => $"{one.Mark} = {Line(one.Meaning.Id)}").Prepend(heading)),
                string.Join('\n', legend.Select(one => $"{one.Mark} = {Line(one.Meaning.En ?? one.Meaning.Id)}").Prepend(PxNotes.LegendEnglish))));
        }

        Both(to, "NOTE", language, [], table);
        foreach (var d in cells.Order)
        {
            Both(to, "NOTE", language, [names.Variable(d, language)], Numbered(text, view.Cube.Dimensions[d].Notes));
        }

        foreach (var d in cells.Order)
        {
            for (var at = 0; at < cells.Selected[d].Count; at++)
            {
                if (names.Category(d, at).Notes is { Count: > 0 } notes)
                {
                    Both(to, "VALUENOTE", language, [names.Variable(d, language), names.Key(d, at, language)], Numbered(text, notes));
                }
            }
        }

        foreach (var group in text.Notes.Where(note => note.Cells is not null).Select(note => (Note: note, Keys: Keys(note.Cells!, language, view.Cube, cells, names)))
            .Where(one => one.Keys is not null).GroupBy(one => string.Join('\u001F', one.Keys!)))
        {
            Both(to, "CELLNOTE", language, group.First().Keys!, [.. group.Select(one => one.Note)]);
        }
    }

    /// <summary>A line's end is <c>#</c>; a number sign people wrote becomes its wide form, and back again when read.</summary>
    public static string Note(string text) => text.ReplaceLineEndings("\n").Replace('#', '＃').Replace('\n', '#');

    private static void Both(PxText to, string name, string? language, IReadOnlyList<string> keys, IReadOnlyList<Note> notes)
    {
        foreach (var mandatory in (bool[])[true, false])
        {
            var said = notes.Where(note => note.Mandatory == mandatory).ToList();
            if (said.Count > 0 && (language is null || said.Exists(note => note.En is not null)))
            {
                to.Texts(mandatory ? $"{name}X" : name, language, keys, [string.Join("##", said.Select(note => Note(PxWriting.In(note, language))))]);
            }
        }
    }

    private static List<Note> Numbered(TableText text, IReadOnlyList<int>? numbers) =>
        [.. (numbers ?? []).Where(number => number >= 1 && number <= text.Notes.Count).Select(number => text.Notes[number - 1])];

    /// <returns>Null for a note about cells that are not shown, or about what the table no longer has.</returns>
    private static List<string>? Keys(IReadOnlyDictionary<string, string> about, string? language, Cube cube, PxCells cells, PxNames names)
    {
        var keys = new List<string>();
        foreach (var d in cells.Order)
        {
            if (!about.TryGetValue(cube.Dimensions[d].Code, out var code))
            {
                keys.Add("*");
                continue;
            }

            if (names.Place(d, code) is not (>= 0 and var at))
            {
                return null;
            }

            keys.Add(names.Key(d, at, language));
        }

        return about.Keys.All(code => cube.Dimensions.Any(dimension => dimension.Code == code)) ? keys : null;
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");
}
