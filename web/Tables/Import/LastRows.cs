using System.Text.RegularExpressions;

namespace DataPortal.Tables.Import;

/// <summary>Tells a last row of a table whose figures cannot be read (<c>Benakat;12o5</c>) from the notes below it: what is taken for a note by mistake would be lost in silence.</summary>
internal sealed partial class LastRows
{
    private const int LongLabel = 30;
    private const int Sample = 2_000;

    private readonly RegionNames _regions;
    private readonly List<int> _figures;
    private readonly HashSet<int> _words;
    private readonly HashSet<string> _labels;
    private readonly bool _areRegions;
    private readonly int _longest;

    /// <param name="sure">The rows that hold figures beyond doubt.</param>
    public LastRows(IReadOnlyList<SheetRow> sure, int leftmost, RegionNames regions)
    {
        _regions = regions;
        sure = [.. new RowRange(sure, Math.Max(0, sure.Count - Sample), Math.Min(sure.Count, Sample))];
        var columns = Enumerable.Range(leftmost, sure.Max(row => row.Cells.Length) - leftmost).ToList();
        _figures = [.. columns.Where(column => column > leftmost && sure.Count(row => GridShape.IsData(row[column])) * 2 > sure.Count(row => !row[column].IsEmpty))];
        _words = [.. columns.Except(_figures)];
        var texts = sure.SelectMany(row => _words.Select(column => row[column].Text)).Where(text => !string.IsNullOrEmpty(text)).Select(text => Figures.SplitLabel(text!).Label).ToList();
        _labels = texts.Select(TableMapping.Key).Where(key => key.Length > 0).ToHashSet(StringComparer.Ordinal);
        _longest = Math.Max(LongLabel, texts.Select(text => text.Length).DefaultIfEmpty().Max() * 2);
        var distinct = texts.Where(text => !KnownWords.IsTotal(text) && text.Any(char.IsLetter)).Distinct(StringComparer.Ordinal).Take(200).ToList();
        _areRegions = distinct.Count > 0 && distinct.Count(IsRegion) * 2 > distinct.Count;
    }

    public bool IsOne(SheetRow row)
    {
        var first = row.Cells.First(cell => !cell.IsEmpty).Text ?? "";
        if (IsNoteStart(first))
        {
            return false;
        }

        var words = row.Cells.Index().Where(cell => _words.Contains(cell.Index) && !cell.Item.IsEmpty).Select(cell => Figures.SplitLabel(cell.Item.Text!).Label).ToList();
        var known = words.Exists(text => (_areRegions && IsRegion(text)) || (row.Filled > 1 && (KnownWords.IsTotal(text) || _labels.Contains(TableMapping.Key(text)))));
        // Several cells in the place of figures, or the only one: no note is written that way, unless a comma cut its sentence.
        var filled = _figures.Count(column => !row[column].IsEmpty);
        return known || (filled > 0 && filled * 2 >= _figures.Count && first.Length <= _longest);
    }

    public static bool IsNoteStart(string first) => NoteStart().IsMatch(first) || Figures.Symbol(first) is not null;

    private bool IsRegion(string text) => text.Any(char.IsLetter) && _regions.Candidates(text).Count > 0;

    // "1) Termasuk desa baru", "Sumber", "*) Angka sementara", "Catatan: …", "Dicetak:"
    [GeneratedRegex(@"^(\*{1,3}\)?(\s|$)|\*{0,3}\d{0,2}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|(sumber|source|catatan|notes?|keterangan|ket\.?|satuan|unit|judul|periode)(\s*$|[^:]{0,20}:)|.*:$)", RegexOptions.IgnoreCase)]
    private static partial Regex NoteStart();
}
