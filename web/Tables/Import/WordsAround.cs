using System.Text.RegularExpressions;
using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Title, unit, source and notes, as people write them above and below a table.</summary>
internal sealed partial class WordsAround
{
    private readonly List<(string? Mark, string Text)> _notes = [];

    public string Title { get; private set; } = "";
    public string? TitleEnglish { get; private set; }
    public string? Unit { get; private set; }
    public string? Source { get; private set; }
    public string? Period { get; private set; }

    /// <summary>With the mark by which figures and labels refer to it, or null.</summary>
    public IReadOnlyList<(string? Mark, string Text)> Notes => _notes;

    public static WordsAround Read(GridShape shape)
    {
        var words = new WordsAround();
        foreach (var row in shape.Above)
        {
            words.Above(Text(row));
        }

        foreach (var row in shape.Below)
        {
            words.Below(Text(row));
        }

        if (words.Unit is null && InParentheses().Match(words.Title) is { Success: true } found && LooksLikeUnit(found.Groups[1].Value))
        {
            words.Unit = found.Groups[1].Value.Trim();
            words.Title = words.Title[..found.Index].TrimEnd(' ', ',');
        }
        else if (words.Unit is null && BeforeYears().Match(words.Title) is { Success: true } inside && LooksLikeUnit(inside.Groups[1].Value))
        {
            words.Unit = inside.Groups[1].Value.Trim();
            words.Title = words.Title.Remove(inside.Index, inside.Length);
        }

        return words;
    }

    /// <summary>Takes a unit off a heading: <c>Luas panen (ha)</c>.</summary>
    public static (string Text, string? Unit) SplitUnit(string heading) =>
        InParentheses().Match(heading) is { Success: true, Index: > 0 } found && LooksLikeUnit(found.Groups[1].Value)
            ? (heading[..found.Index].TrimEnd(), found.Groups[1].Value.Trim())
            : (heading, null);

    public void TakeUnit(string? unit) => Unit ??= unit;

    public void TakeSource(string? source) => Source ??= source;

    private void Above(string line)
    {
        if (line.Length == 0 || Keyed(line))
        {
            return;
        }

        if (Alone().Match(line) is { Success: true } alone)
        {
            if (KnownWords.Years(alone.Groups[1].Value).Count == 0)
            {
                Unit ??= alone.Groups[1].Value.Trim();
            }

            return;
        }

        var text = TableNumber().Replace(line, "").Trim();
        if (text.Length == 0)
        {
            return;
        }

        if (Title.Length == 0)
        {
            Title = text;
        }
        else if (TitleEnglish is null && English().IsMatch(text))
        {
            TitleEnglish = text;
        }
        else if (KnownWords.IsPeriod(text) || (text.StartsWith("Tahun ", StringComparison.OrdinalIgnoreCase) && text.Length < 20))
        {
            Title = $"{Title}, {text}";
        }
        else if (TitleEnglish is null)
        {
            Title = $"{Title} {text}";
        }
        else
        {
            _notes.Add((null, text));
        }
    }

    private void Below(string line)
    {
        if (line.Length == 0 || Keyed(line))
        {
            return;
        }

        if (MarkedNote().Match(line) is { Success: true } marked)
        {
            _notes.Add((Figures.Plain(marked.Groups[1].Value), marked.Groups[2].Value.Trim()));
        }
        else
        {
            _notes.Add((null, line));
        }
    }

    private bool Keyed(string line)
    {
        var found = Key().Match(line);
        if (!found.Success)
        {
            return false;
        }

        var value = found.Groups[2].Value.Trim();
        if (value.Length == 0)
        {
            return true;
        }

        switch (found.Groups[1].Value.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal))
        {
            case "judul" or "judultabel":
                Title = value;
                break;
            case "judul(inggris)" or "title" or "judulinggris":
                TitleEnglish = value;
                break;
            case "satuan" or "unit":
                Unit = value.Trim('(', ')');
                break;
            case "sumber" or "source" or "sumber/source" or "sumberdata":
                Source = Source is null ? value : $"{Source}; {value}";
                break;
            case "periode" or "tahun" or "period":
                Period = value;
                break;
            default:
                var marked = MarkedNote().Match(value);
                _notes.Add(marked.Success ? (Figures.Plain(marked.Groups[1].Value), marked.Groups[2].Value.Trim()) : (null, value));
                break;
        }

        return true;
    }

    private static string Text(SheetRow row) => string.Join(' ', row.Cells.Where(cell => !cell.IsEmpty).Select(cell => cell.Text)).ReplaceLineEndings(" ").Trim();

    private static bool LooksLikeUnit(string text) => text.Length <= 40 && UnitText().IsMatch(text) && !KnownWords.IsPeriod(text);

    [GeneratedRegex(@"\(([^()]+)\)\s*$")]
    private static partial Regex InParentheses();

    // "Jumlah penduduk (jiwa), 2019–2020": how BPS ends its titles.
    [GeneratedRegex(@"\s*\(([^()]+)\)(?=\s*,?\s*(19|20)\d{2}(\s*[–/-]\s*(19|20)?\d{2})?\s*$)")]
    private static partial Regex BeforeYears();

    [GeneratedRegex(@"^\(([^()]{1,60})\)$")]
    private static partial Regex Alone();

    [GeneratedRegex(@"^[\p{L}%‰°/.²³ \d×x*-]*[\p{L}%‰°][\p{L}%‰°/.²³ \d×x*-]*$")]
    private static partial Regex UnitText();

    [GeneratedRegex(@"^(tabel|table)\s+[\d.]+[a-z]?\s*[.:]?\s*|^(tabel|table)\s*:?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex TableNumber();

    [GeneratedRegex(@"\b(by|of|the|and|in)\b", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"^(judul(?: tabel)?(?: ?\(inggris\)| inggris)?|title|satuan|unit|sumber(?: data)?(?: ?/ ?source)?|source|periode|period|tahun|catatan(?: ?/ ?notes?)?|notes?|keterangan|ket\.?)\s*:\s*(.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Key();

    [GeneratedRegex(@"^((?:\*{1,3}|\d{1,2})\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?)\s*(.+)$")]
    private static partial Regex MarkedNote();
}
