using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>
/// The figures of a table: dense, row-major (the last dimension runs fastest). <see cref="Values"/>[i] is NaN where no number stands;
/// <see cref="Status"/>[i] says why, or qualifies the number.
/// </summary>
public sealed record Cube
{
    public required IReadOnlyList<Dimension> Dimensions { get; init; }
    public required double[] Values { get; init; }
    public required CellStatus[] Status { get; init; }

    public int Length => Values.Length;

    /// <summary>How far apart two neighbours of dimension d stand.</summary>
    public int[] Strides()
    {
        var strides = new int[Dimensions.Count];
        for (int at = strides.Length - 1, step = 1; at >= 0; at--)
        {
            strides[at] = step;
            step = checked(step * Dimensions[at].Categories.Count);
        }

        return strides;
    }
}

/// <summary>How a cube is laid out on a page: which dimensions run down, which across, in what order. What is on neither is fixed to one category.</summary>
/// <param name="Rows">Dimension positions, outermost first.</param>
/// <param name="Columns">Dimension positions, outermost first.</param>
/// <param name="Selected">For each dimension, positions of the categories shown, in order.</param>
public sealed record TableLayout(IReadOnlyList<int> Rows, IReadOnlyList<int> Columns, IReadOnlyList<IReadOnlyList<int>> Selected)
{
    /// <summary>Numbers of the rows shown, in their order, where several dimensions run down and rows are sorted or hidden; null for all as they come.</summary>
    public IReadOnlyList<int>? Shown { get; init; }
}

/// <summary>A cube with its text and its layout: what the page shows and every download writes.</summary>
public sealed record TableView(Cube Cube, TableText Text, TableLayout Layout)
{
    /// <summary>What was worked out of the table's own figures; null where these are them.</summary>
    public WorkedFigures? Worked { get; init; }
}

/// <summary>What figures are that are not the table's own.</summary>
/// <param name="Name">As before a title: <c>Perubahan terhadap periode sebelumnya</c>.</param>
/// <param name="About">A sentence.</param>
public sealed record WorkedFigures(Bilingual Name, Bilingual About)
{
    /// <summary>A table's title before which stands what its figures are.</summary>
    public static string Title(TableText text, WorkedFigures? worked) => worked is null ? text.Title.ToString() : $"{worked.Name}: {text.Title}";
}
