namespace DataPortal.Tables.Formats;

/// <summary>Goes through the cells of a view one by one, the last dimension running fastest; a dimension on neither side keeps its one category.</summary>
internal sealed class CellWalk
{
    private readonly int[][] _offsets;
    private readonly int[] _at;
    private readonly int[] _sums;
    private bool _started;

    /// <param name="order">Dimensions, outermost first; all of them.</param>
    public CellWalk(TableView view, IReadOnlyList<int> order)
    {
        Order = order;
        var strides = view.Cube.Strides();
        Selected = [.. order.Select(dimension => SelectedOf(view, dimension))];
        _offsets = [.. order.Select((dimension, d) => Selected[d].Select(at => at * strides[dimension]).ToArray())];
        _at = new int[order.Count];
        _sums = new int[order.Count + 1];
        Count = Selected.Aggregate(1L, (count, list) => count * list.Count);
    }

    /// <summary>Rows, then columns, then what is fixed: how a list of cells is read.</summary>
    public static IReadOnlyList<int> Listed(TableView view) =>
        [.. view.Layout.Rows, .. view.Layout.Columns, .. Enumerable.Range(0, view.Cube.Dimensions.Count).Except(view.Layout.Rows).Except(view.Layout.Columns)];

    /// <summary>As the cube has them.</summary>
    public static IReadOnlyList<int> Natural(TableView view) => [.. Enumerable.Range(0, view.Cube.Dimensions.Count)];

    public static IReadOnlyList<int> SelectedOf(TableView view, int dimension) =>
        view.Layout.Rows.Contains(dimension) || view.Layout.Columns.Contains(dimension) ? view.Layout.Selected[dimension] : [.. view.Layout.Selected[dimension].Take(1)];

    public IReadOnlyList<int> Order { get; }

    /// <summary>For each dimension in order, the positions of its categories.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Selected { get; }

    public long Count { get; }

    /// <summary>For each dimension in order, where in <see cref="Selected"/> the walk stands.</summary>
    public ReadOnlySpan<int> At => _at;

    /// <summary>Position in the cube.</summary>
    public int Cell => _sums[^1];

    public bool Next()
    {
        if (!_started)
        {
            _started = true;
            if (Count == 0)
            {
                return false;
            }

            Sum(0);
            return true;
        }

        for (var d = _at.Length - 1; d >= 0; d--)
        {
            if (++_at[d] < _offsets[d].Length)
            {
                Sum(d);
                return true;
            }

            _at[d] = 0;
        }

        return false;
    }

    private void Sum(int from)
    {
        for (var d = from; d < _at.Length; d++)
        {
            _sums[d + 1] = _sums[d] + _offsets[d][_at[d]];
        }
    }
}
