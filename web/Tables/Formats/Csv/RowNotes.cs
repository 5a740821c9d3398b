namespace DataPortal.Tables.Formats.Csv;

/// <summary>The notes that must be read, in a column: those of a row beside it, all others beside the first.</summary>
internal sealed class RowNotes
{
    private readonly TableGrid _grid;
    private readonly Dictionary<int, string> _byNumber;
    private readonly string _first;

    private RowNotes(TableGrid grid, Dictionary<int, string> byNumber, string first) => (_grid, _byNumber, _first) = (grid, byNumber, first);

    public string this[int row]
    {
        get
        {
            var own = _byNumber.Count == 0 ? [] : Enumerable.Range(0, _grid.Down.Count).SelectMany(level => _grid.RowCategory(level, row).Notes ?? []).Distinct().Where(_byNumber.ContainsKey).Select(number => _byNumber[number]);
            return string.Join(" · ", row == 0 && _first.Length > 0 ? own.Prepend(_first) : own);
        }
    }

    /// <returns>Null where no note of the view must be read.</returns>
    public static RowNotes? Of(TableGrid grid, TableView view)
    {
        var shown = TableWords.ShownNotes(view).Where(note => note.Note.Mandatory).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var onRows = view.Layout.Rows.SelectMany(dimension => view.Layout.Selected[dimension].Select(at => view.Cube.Dimensions[dimension].Categories[at])).SelectMany(category => category.Notes ?? []).ToHashSet();
        return new(grid, shown.Where(note => onRows.Contains(note.Number)).ToDictionary(note => note.Number, note => note.Text), string.Join(" · ", shown.Where(note => !onRows.Contains(note.Number)).Select(note => note.Text)));
    }
}
