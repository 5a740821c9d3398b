namespace DataPortal.Tables;

/// <summary>A view by index arithmetic: row r and column c of what is shown, without an object a cell.</summary>
public sealed class ScreenGrid
{
    private readonly TableLayout _layout;
    private readonly int[] _strides;
    private readonly int _start;

    public ScreenGrid(TableView view)
    {
        (_layout, _strides) = (view.Layout, view.Cube.Strides());
        RowCount = _layout.Shown?.Count ?? Count(_layout.Rows);
        ColumnCount = Count(_layout.Columns);
        Fixed = [.. Enumerable.Range(0, _strides.Length).Where(d => !_layout.Rows.Contains(d) && !_layout.Columns.Contains(d)).Select(d => (d, _layout.Selected[d][0]))];
        _start = Fixed.Sum(one => one.Category * _strides[one.Dimension]);
    }

    public int RowCount { get; }

    /// <summary>At least 1.</summary>
    public int ColumnCount { get; }

    /// <summary>Dimensions neither down nor across, with the one category shown.</summary>
    public IReadOnlyList<(int Dimension, int Category)> Fixed { get; }

    /// <summary>Categories of a row, outermost first: positions in the dimensions of <see cref="TableLayout.Rows"/>.</summary>
    public int[] Row(int row) => Positions(_layout.Rows, Place(row));

    public int[] Column(int column) => Positions(_layout.Columns, column);

    /// <summary>Where in the cube a cell stands.</summary>
    public int At(int row, int column) => RowAt(row) + ColumnAt(column);

    /// <summary>Where in the cube a row begins; a cell of it stands <see cref="ColumnAt"/> further.</summary>
    public int RowAt(int row) => _start + Offset(_layout.Rows, Place(row));

    public int ColumnAt(int column) => Offset(_layout.Columns, column);

    /// <summary>Which row it would be if all rows were shown as they come.</summary>
    public int Place(int row) => _layout.Shown is { } shown ? shown[row] : row;

    private int Count(IReadOnlyList<int> dimensions) => dimensions.Aggregate(1, (count, d) => checked(count * _layout.Selected[d].Count));

    private int[] Positions(IReadOnlyList<int> dimensions, int index)
    {
        var positions = new int[dimensions.Count];
        for (var at = dimensions.Count - 1; at >= 0; at--)
        {
            var selected = _layout.Selected[dimensions[at]];
            positions[at] = selected[index % selected.Count];
            index /= selected.Count;
        }

        return positions;
    }

    private int Offset(IReadOnlyList<int> dimensions, int index)
    {
        var offset = 0;
        for (var at = dimensions.Count - 1; at >= 0; at--)
        {
            var selected = _layout.Selected[dimensions[at]];
            offset += selected[index % selected.Count] * _strides[dimensions[at]];
            index /= selected.Count;
        }

        return offset;
    }
}
