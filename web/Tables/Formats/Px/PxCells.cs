namespace DataPortal.Tables.Formats.Px;

/// <summary>The cells a view shows, in the order a PX file holds them: STUB, then HEADING, the last runs fastest.</summary>
internal sealed class PxCells
{
    private readonly Cube _cube;
    private readonly int[] _down;
    private readonly int[] _across;

    public PxCells(TableView view)
    {
        _cube = view.Cube;
        var shown = view.Layout.Rows.Concat(view.Layout.Columns).ToHashSet();
        Stub = view.Layout.Rows;
        // What is fixed to one category goes first across: it changes no order.
        Heading = [.. Enumerable.Range(0, _cube.Dimensions.Count).Where(d => !shown.Contains(d)), .. view.Layout.Columns];
        Order = [.. Stub, .. Heading];
        Selected = [.. Enumerable.Range(0, _cube.Dimensions.Count).Select(d => shown.Contains(d) ? view.Layout.Selected[d] : [.. view.Layout.Selected[d].Take(1)])];
        IsWhole = Enumerable.Range(0, Selected.Count).All(d => Selected[d].SequenceEqual(Enumerable.Range(0, _cube.Dimensions[d].Categories.Count)));
        var strides = _cube.Strides();
        _down = Offsets(Stub, strides);
        _across = Offsets(Heading, strides);
    }

    public IReadOnlyList<int> Stub { get; }
    public IReadOnlyList<int> Heading { get; }
    public IReadOnlyList<int> Order { get; }
    public IReadOnlyList<IReadOnlyList<int>> Selected { get; }

    /// <summary>True when every category is shown, in its order.</summary>
    public bool IsWhole { get; }

    public int Rows => _down.Length;
    public int Columns => _across.Length;

    public double Value(int row, int column) => _cube.Values[_down[row] + _across[column]];

    public CellStatus Status(int row, int column) => _cube.Status[_down[row] + _across[column]];

    /// <summary>For each of <see cref="Order"/>, which of its selected categories a cell stands in.</summary>
    public void Places(long cell, Span<int> places)
    {
        for (var at = Order.Count - 1; at >= 0; at--)
        {
            var size = Selected[Order[at]].Count;
            places[at] = (int)(cell % size);
            cell /= size;
        }
    }

    private int[] Offsets(IReadOnlyList<int> dimensions, int[] strides)
    {
        int[] offsets = [0];
        foreach (var d in dimensions)
        {
            var selected = Selected[d];
            var next = new int[checked(offsets.Length * selected.Count)];
            for (var at = 0; at < next.Length; at++)
            {
                next[at] = offsets[at / selected.Count] + selected[at % selected.Count] * strides[d];
            }

            offsets = next;
        }

        return offsets;
    }
}
