using System.Globalization;
using DataPortal.Shared;
using DataPortal.Tables.Screen;

namespace DataPortal.Tables.Formats;

/// <summary>One figure as it is shown: a number, a mark beside it, or a symbol in its place.</summary>
/// <param name="Number">NaN where none stands.</param>
/// <param name="Mark">The symbol in place of the number, or beside it; empty for neither.</param>
public readonly record struct Figure(double Number, string Mark, int Decimals)
{
    public bool IsNumber => double.IsFinite(Number);

    /// <summary>Numbers of the notes about this cell, as they stand beside it: <c>3)</c>; empty for none.</summary>
    public string Notes { get; init; } = "";

    /// <summary>All that stands beside the number, or in its place: <c>x</c>, <c>x 3)</c>.</summary>
    public string Beside => Notes.Length == 0 ? Mark : Mark.Length == 0 ? Notes : $"{Mark} {Notes}";

    /// <summary>In the visitor's language: <c>654.720</c>, <c>7,3 x</c>, <c>...</c>, <c>7,3 x 3)</c>.</summary>
    public string Shown => IsNumber ? Beside.Length == 0 ? Digits : $"{Digits} {Beside}" : Beside;

    // A minus as wide as a plus (U+2212): a hyphen before a number is easily overlooked. What rounds to nothing has none.
    private string Digits
    {
        get
        {
            var digits = Show.Number(Number, Decimals);
            return digits[0] != '-' ? digits : digits.AsSpan().ContainsAnyInRange('1', '9') ? string.Concat("\u2212", digits.AsSpan(1)) : digits[1..];
        }
    }
}

/// <summary>A view as a grid: which category stands over each column and beside each row, and which figure where they meet.</summary>
public sealed class TableGrid
{
    private readonly TableView _view;
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly int?[] _rowDecimals;
    private readonly int?[] _columnDecimals;
    private readonly int _fixed;
    private readonly int? _fixedDecimals;
    private readonly bool[] _marked;
    private readonly CellNotes? _notes;
    private int _notedRow = -1;
    private bool _noted;

    public TableGrid(TableView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        _view = view;
        var strides = view.Cube.Strides();
        (_rows, _rowDecimals) = Offsets(view.Layout.Rows, strides);
        (_columns, _columnDecimals) = Offsets(view.Layout.Columns, strides);
        if (view.Layout.Shown is { } shown)
        {
            (_rows, _rowDecimals) = ([.. shown.Select(row => _rows[row])], [.. shown.Select(row => _rowDecimals[row])]);
        }

        Fixed = [.. Enumerable.Range(0, view.Cube.Dimensions.Count).Except(view.Layout.Rows).Except(view.Layout.Columns)
            .Where(dimension => view.Layout.Selected[dimension].Count > 0)
            .Select(dimension => (view.Cube.Dimensions[dimension], view.Cube.Dimensions[dimension].Categories[view.Layout.Selected[dimension][0]]))];
        foreach (var dimension in Enumerable.Range(0, view.Cube.Dimensions.Count).Except(view.Layout.Rows).Except(view.Layout.Columns))
        {
            if (view.Layout.Selected[dimension].Count > 0)
            {
                _fixed += view.Layout.Selected[dimension][0] * strides[dimension];
            }
        }

        _fixedDecimals = Fixed.Select(one => one.Category.Decimals).FirstOrDefault(decimals => decimals is not null);
        _marked = [.. Enum.GetValues<CellStatus>().Select(status => TableSymbols.Mark(status, view.Text).Length > 0)];
        Symbols = UsedSymbols();
        _notes = view.Text.Notes.Any(note => note.Cells is { Count: > 0 }) ? new(view, new(view), 0, ColumnCount) : null;
    }

    public TableText Text => _view.Text;

    public int RowCount => _rows.Length;

    public int ColumnCount => _columns.Length;

    /// <summary>Dimensions that run down, outermost first.</summary>
    public IReadOnlyList<Dimension> Down => [.. _view.Layout.Rows.Select(at => _view.Cube.Dimensions[at])];

    /// <summary>Dimensions that run across, outermost first.</summary>
    public IReadOnlyList<Dimension> Across => [.. _view.Layout.Columns.Select(at => _view.Cube.Dimensions[at])];

    /// <summary>Columns of labels at the left: at least one.</summary>
    public int StubCount => Math.Max(1, _view.Layout.Rows.Count);

    /// <summary>Rows of labels above: at least one.</summary>
    public int HeaderCount => Math.Max(1, _view.Layout.Columns.Count);

    /// <summary>Dimensions on neither side, with the one category shown.</summary>
    public IReadOnlyList<(Dimension Dimension, Category Category)> Fixed { get; }

    /// <summary>The symbols that occur in what is shown, in the order of their legend.</summary>
    public IReadOnlyList<CellStatus> Symbols { get; }

    public Figure this[int row, int column]
    {
        get
        {
            var cell = _fixed + _rows[row] + _columns[column];
            var status = _view.Cube.Status[cell];
            return new(Number(_view.Cube.Values[cell], status), TableSymbols.Mark(status, Text), Math.Clamp(_columnDecimals[column] ?? _rowDecimals[row] ?? _fixedDecimals ?? Text.Decimals, 0, 15)) { Notes = NotesAt(row, column) };
        }
    }

    /// <summary>The number where one stands (else NaN) and its status: nothing worked out for showing.</summary>
    public (double Number, CellStatus Status) Raw(int row, int column)
    {
        var cell = _fixed + _rows[row] + _columns[column];
        var status = _view.Cube.Status[cell];
        return (Number(_view.Cube.Values[cell], status), status);
    }

    /// <summary>Which category of its dimension stands beside a row.</summary>
    public int RowPosition(int level, int row)
    {
        var selected = _view.Layout.Selected[_view.Layout.Rows[level]];
        return selected[Place(row) / Inner(_view.Layout.Rows, level) % selected.Count];
    }

    public Category RowCategory(int level, int row) => At(_view.Layout.Rows, level, Place(row));

    public Category ColumnCategory(int level, int column) => At(_view.Layout.Columns, level, column);

    /// <summary>Columns a category of a level reaches over.</summary>
    public int Span(int level) => Inner(_view.Layout.Columns, level);

    /// <summary>True when a row's label says what the row above it said, in all outer levels too.</summary>
    public bool Repeats(int level, int row) => row > 0 && level < _view.Layout.Rows.Count - 1 && Inner(_view.Layout.Rows, level) is var inner && Place(row) / inner == Place(row - 1) / inner;

    /// <summary>A category as a heading: its label, its own unit, its notes.</summary>
    public static string Heading(Category category) => $"{category.Label}{(category.Unit is { } unit ? $" ({unit})" : "")}{NoteMarks(category.Notes)}";

    public static string Heading(Dimension dimension) => $"{dimension.Label}{NoteMarks(dimension.Notes)}";

    /// <summary>What stands over the only column when nothing runs across.</summary>
    public string Only => Text.Unit is { } unit ? FirstUp(unit.ToString()) : Speech.T("Nilai", "Value");

    /// <summary>True when the row is a total of others.</summary>
    public bool IsTotal(int row) => Enumerable.Range(0, _view.Layout.Rows.Count).Any(level => RowCategory(level, row).IsTotal);

    /// <summary>Which marks stand beside numbers in a column.</summary>
    public bool HasMarks(int column)
    {
        for (var row = 0; row < RowCount; row++)
        {
            if (Raw(row, column) is var (number, status) && double.IsFinite(number) && _marked[(byte)status])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when any number has a mark beside it.</summary>
    public bool HasMarks() => Symbols.Any(status => !TableSymbols.HidesNumber(status)) && Enumerable.Range(0, ColumnCount).Any(HasMarks);

    // Which row it would be if all rows were taken as they come.
    private int Place(int row) => _view.Layout.Shown is { } shown ? shown[row] : row;

    internal static double Number(double value, CellStatus status) => TableSymbols.HidesNumber(status) || !double.IsFinite(value) ? double.NaN : value;

    private string NotesAt(int row, int column)
    {
        if (_notes is null)
        {
            return "";
        }

        if (row != _notedRow)
        {
            (_notedRow, _noted) = (row, _notes.Row([.. _view.Layout.Rows.Select((_, level) => RowPosition(level, row))]));
        }

        return _noted ? NoteMarks(_notes.Of(column)).TrimStart() : "";
    }

    private static string NoteMarks(IReadOnlyList<int>? notes) =>
        notes is { Count: > 0 } ? $" {string.Join(", ", notes.Select(note => note.ToString(CultureInfo.InvariantCulture)))})" : "";

    private static string FirstUp(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];

    private (int[] Offsets, int?[] Decimals) Offsets(IReadOnlyList<int> dimensions, int[] strides)
    {
        int[] offsets = [0];
        int?[] decimals = [null];
        foreach (var dimension in dimensions)
        {
            var selected = _view.Layout.Selected[dimension];
            var categories = _view.Cube.Dimensions[dimension].Categories;
            var next = new int[checked(offsets.Length * selected.Count)];
            var nextDecimals = new int?[next.Length];
            for (var at = 0; at < next.Length; at++)
            {
                var category = selected[at % selected.Count];
                next[at] = offsets[at / selected.Count] + category * strides[dimension];
                nextDecimals[at] = categories[category].Decimals ?? decimals[at / selected.Count];
            }

            (offsets, decimals) = (next, nextDecimals);
        }

        return (offsets, decimals);
    }

    private int Inner(IReadOnlyList<int> dimensions, int level)
    {
        var inner = 1;
        for (var at = level + 1; at < dimensions.Count; at++)
        {
            inner *= _view.Layout.Selected[dimensions[at]].Count;
        }

        return inner;
    }

    private Category At(IReadOnlyList<int> dimensions, int level, int place)
    {
        var dimension = dimensions[level];
        var selected = _view.Layout.Selected[dimension];
        return _view.Cube.Dimensions[dimension].Categories[selected[place / Inner(dimensions, level) % selected.Count]];
    }

    private List<CellStatus> UsedSymbols()
    {
        var used = new bool[256];
        foreach (var row in _rows)
        {
            foreach (var column in _columns)
            {
                used[(byte)_view.Cube.Status[_fixed + row + column]] = true;
            }
        }

        return [.. Enum.GetValues<CellStatus>().Where(status => used[(byte)status] && TableSymbols.Mark(status, Text).Length > 0)];
    }
}
