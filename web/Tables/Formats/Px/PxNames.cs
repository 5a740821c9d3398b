using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>What variables and values are called in a file: told apart, as keys must be.</summary>
internal sealed class PxNames
{
    private readonly Cube _cube;
    private readonly PxCells _cells;
    private readonly Dictionary<(int, bool), string[]> _values = [];
    private readonly Dictionary<bool, string[]> _variables = [];
    private HashSet<string>? _hidden;

    public PxNames(Cube cube, PxCells cells) => (_cube, _cells) = (cube, cells);

    public static bool HasEnglish(TableView view)
    {
        var text = view.Text;
        return new[] { text.Title, text.Contents, text.Unit, text.Source, text.ReferencePeriod }.Concat(text.Notes).Concat(text.OwnSymbols.Select(symbol => symbol.Meaning))
            .Concat(view.Cube.Dimensions.SelectMany(dimension => dimension.Levels.Append(dimension.Label)))
            .Concat(view.Cube.Dimensions.SelectMany(dimension => dimension.Categories).SelectMany(category => new[] { category.Label, category.Unit, category.ReferencePeriod, category.BasePeriod }))
            .Any(words => !string.IsNullOrEmpty(words?.En) && words.En != words.Id);
    }

    /// <param name="language">Null for the file's own.</param>
    public string Variable(int d, string? language)
    {
        var english = language is not null;
        if (!_variables.TryGetValue(english, out var names))
        {
            names = [.. _cube.Dimensions.Select(dimension => PxWriting.In(dimension.Label, language) is { } name && name.Trim().Length > 0 ? name : dimension.Code)];
            for (var at = 0; at < names.Length; at++)
            {
                var name = names[at];
                for (var twice = 1; names.AsSpan(0, at).ContainsAny([names[at]]) || names[at].Trim().Length == 0; twice++)
                {
                    names[at] = string.Create(CultureInfo.InvariantCulture, $"{name} ({_cube.Dimensions[at].Code}{(twice == 1 ? "" : $" {twice}")})");
                }
            }

            _variables[english] = names;
        }

        return names[d];
    }

    public string Label(int d, int place, string? language) => PxWriting.In(Category(d, place).Label, language);

    /// <summary>What stands for a value in round brackets: its text where no other value has it, else its code.</summary>
    public string Key(int d, int place, string? language)
    {
        var english = language is not null;
        if (!_values.TryGetValue((d, english), out var keys))
        {
            var labels = Enumerable.Range(0, _cells.Selected[d].Count).Select(at => Label(d, at, language)).ToList();
            var seen = labels.GroupBy(label => label.Trim(), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
            _values[(d, english)] = keys = [.. labels.Select((label, at) => label.Trim() is { Length: > 0 } and not "*" && seen[label.Trim()] == 1 ? label : Code(d, at))];
        }

        return keys[place];
    }

    public string Code(int d, int place) => Category(d, place).Code;

    public Category Category(int d, int place) => _cube.Dimensions[d].Categories[_cells.Selected[d][place]];

    /// <summary>Where a category stands among those shown; −1 for one that is not.</summary>
    public int Place(int d, string code)
    {
        for (var at = 0; at < _cells.Selected[d].Count; at++)
        {
            if (Code(d, at) == code)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>True for the text or code of a value that is left out, and of none that is shown.</summary>
    public bool IsHidden(string key)
    {
        if (_hidden is null)
        {
            var shown = Enumerable.Range(0, _cube.Dimensions.Count).SelectMany(d => Enumerable.Range(0, _cells.Selected[d].Count).SelectMany(at => new[] { Label(d, at, null), Code(d, at) })).ToHashSet(StringComparer.Ordinal);
            _hidden = [.. _cube.Dimensions.SelectMany(dimension => dimension.Categories).SelectMany(category => new[] { category.Label.Id, category.Code }).Where(text => !shown.Contains(text))];
        }

        return _hidden.Contains(key);
    }
}
