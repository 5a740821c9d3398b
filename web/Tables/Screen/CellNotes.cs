namespace DataPortal.Tables.Screen;

/// <summary>Notes about cells: which of them stand where, worked out by row and by column and not by cell.</summary>
internal sealed class CellNotes
{
    private readonly List<(int Number, int[] Down, bool[] Across)> _notes = [];
    private readonly List<(int Number, bool[] Across)> _here = [];

    public CellNotes(TableView view, ScreenGrid grid, int from, int to)
    {
        var (cube, layout) = (view.Cube, view.Layout);
        for (var at = 0; at < view.Text.Notes.Count; at++)
        {
            // Position asked for in each dimension; −1 for all of it.
            if (view.Text.Notes[at].Cells is not { Count: > 0 } cells || Positions(cube, cells) is not { } wanted || grid.Fixed.Any(one => wanted[one.Dimension] >= 0 && wanted[one.Dimension] != one.Category))
            {
                continue;
            }

            var across = new bool[to - from];
            for (var column = 0; column < across.Length; column++)
            {
                var positions = grid.Column(from + column);
                across[column] = !positions.Where((position, level) => wanted[layout.Columns[level]] >= 0 && wanted[layout.Columns[level]] != position).Any();
            }

            _notes.Add((at + 1, [.. layout.Rows.Select(d => wanted[d])], across));
        }
    }

    /// <summary>True where the row has a note in any column; <see cref="Of"/> then speaks of this row.</summary>
    public bool Row(int[] positions)
    {
        _here.Clear();
        foreach (var (number, down, across) in _notes)
        {
            if (!down.Where((wanted, level) => wanted >= 0 && wanted != positions[level]).Any())
            {
                _here.Add((number, across));
            }
        }

        return _here.Count > 0;
    }

    public IReadOnlyList<int> Of(int column) => [.. _here.Where(note => note.Across[column]).Select(note => note.Number)];

    /// <returns>Null when the note is about a cell that is not in the cube.</returns>
    private static int[]? Positions(Cube cube, IReadOnlyDictionary<string, string> cells)
    {
        var wanted = new int[cube.Dimensions.Count];
        Array.Fill(wanted, -1);
        foreach (var (dimension, code) in cells)
        {
            var d = cube.Dimensions.ToList().FindIndex(one => one.Code == dimension);
            if (d < 0 || (wanted[d] = cube.Dimensions[d].IndexOf(code)) < 0)
            {
                return null;
            }
        }

        return wanted;
    }
}
