using DataPortal.Shared;

namespace DataPortal.Tables;

/// <summary>What a dimension says: PX and SDMX call it the role.</summary>
public enum DimensionRole
{
    Other,
    Time,
    Region,
    Measure,
}

/// <summary>One member of a dimension.</summary>
/// <param name="Code">Unique in its dimension; stays the same from release to release.</param>
/// <param name="Unit">For a measure: its unit, where it differs from the table's.</param>
/// <param name="Decimals">For a measure: digits shown after the decimal mark; null takes the table's.</param>
/// <param name="IsTotal">The total of the others: shown apart, and what elimination takes.</param>
/// <param name="Level">Depth in the hierarchy, 0 at the top.</param>
public sealed record Category(
    string Code, Bilingual Label, Bilingual? Unit = null, int? Decimals = null, bool IsTotal = false, string? Parent = null, int Level = 0, IReadOnlyList<int>? Notes = null);

public sealed record Dimension(string Code, Bilingual Label, DimensionRole Role, IReadOnlyList<Category> Categories, IReadOnlyList<int>? Notes = null)
{
    public int IndexOf(string code)
    {
        for (var at = 0; at < Categories.Count; at++)
        {
            if (Categories[at].Code == code)
            {
                return at;
            }
        }

        return -1;
    }
}

/// <summary>What stands where a number stands, or beside it. Zero is a number; none of these is ever read as one.</summary>
public enum CellStatus : byte
{
    /// <summary>A number, nothing to say of it.</summary>
    Normal,

    /// <summary><c>...</c> data not available.</summary>
    NotAvailable,

    /// <summary><c>–</c> nil, or none.</summary>
    Nil,

    /// <summary><c>NA</c> not applicable.</summary>
    NotApplicable,

    /// <summary><c>x</c> provisional figure (the number stands beside it).</summary>
    Provisional,

    /// <summary><c>xx</c> very provisional figure.</summary>
    VeryProvisional,

    /// <summary><c>r</c> revised figure.</summary>
    Revised,

    /// <summary><c>e</c> estimate.</summary>
    Estimate,

    /// <summary><c>~0</c> too small to show.</summary>
    Negligible,

    /// <summary><c>*</c> relative standard error from 25 to 50 per cent: use with care.</summary>
    UseWithCare,

    /// <summary><c>**</c> relative standard error over 50 per cent.</summary>
    Unreliable,

    /// <summary><c>***</c> not shown, to protect those who answered.</summary>
    Confidential,

    /// <summary>An empty cell in the source: not the same as zero or as any symbol.</summary>
    Missing,
}

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

/// <summary>What is said of a table's figures, beside them: goes with the cube into every format.</summary>
public sealed record TableText
{
    public required Bilingual Title { get; init; }

    /// <summary>Of all cells, unless a measure has its own.</summary>
    public Bilingual? Unit { get; init; }

    public int Decimals { get; init; }
    public required Bilingual Source { get; init; }

    /// <summary>Numbered from 1; dimensions and categories refer to them by that number. A note nobody refers to is about the whole table.</summary>
    public IReadOnlyList<Bilingual> Notes { get; init; } = [];

    /// <summary>As printed: <c>2026</c>, <c>2021–2026</c>.</summary>
    public required string Period { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The table's permanent address, printed on what is taken away.</summary>
    public string? Address { get; init; }

    /// <summary>True: figures made up to show the product; every form of the table says <em>contoh</em>.</summary>
    public bool IsSample { get; init; }

    /// <summary>True where the figures are projected, said beside the title.</summary>
    public bool IsProjection { get; init; }
}

/// <summary>How a cube is laid out on a page: which dimensions run down, which across, in what order. What is on neither is fixed to one category.</summary>
/// <param name="Rows">Dimension positions, outermost first.</param>
/// <param name="Columns">Dimension positions, outermost first.</param>
/// <param name="Selected">For each dimension, positions of the categories shown, in order.</param>
public sealed record TableLayout(IReadOnlyList<int> Rows, IReadOnlyList<int> Columns, IReadOnlyList<IReadOnlyList<int>> Selected);

/// <summary>A cube with its text and its layout: what the page shows and every download writes.</summary>
public sealed record TableView(Cube Cube, TableText Text, TableLayout Layout);
