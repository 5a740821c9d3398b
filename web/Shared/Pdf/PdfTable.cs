namespace DataPortal.Shared.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Wrap">False keeps each cell on one line: numbers, codes, dates.</param>
/// <param name="MaxWidth">Points beyond which its text wraps even where there is room.</param>
/// <param name="IsHeader">True: its cells name their rows, to the eye and to a screen reader.</param>
public sealed record PdfColumn(PdfAlign Align = PdfAlign.Left, bool Wrap = true, double MaxWidth = 260, bool IsHeader = false)
{
    /// <summary>Right-aligned and never broken.</summary>
    public static PdfColumn Number { get; } = new(PdfAlign.Right, false);

    public static PdfColumn Text { get; } = new();

    /// <summary>The stub: names the rows.</summary>
    public static PdfColumn Head { get; } = new(IsHeader: true);
}

/// <summary>A cell; a plain text is one.</summary>
/// <param name="Across">Columns it covers.</param>
/// <param name="Down">Rows it covers; in the header only.</param>
/// <param name="Indent">Steps to the right: depth in a hierarchy.</param>
/// <param name="Repeats">True: says the same as the cell above, so it is drawn only where a page starts.</param>
/// <param name="Link">The address its text leads to; in the body only.</param>
public readonly record struct PdfCell(string Text, int Across = 1, int Down = 1, int Indent = 0, bool Repeats = false, PdfColor? Color = null, string? Link = null)
{
    public static implicit operator PdfCell(string text) => new(text);
}

public enum PdfRowKind
{
    Normal,

    /// <summary>Bold, under a rule.</summary>
    Total,

    /// <summary>Bold on a tinted ground: names the rows that follow.</summary>
    Group,
}

public readonly record struct PdfRow(IReadOnlyList<PdfCell> Cells, PdfRowKind Kind = PdfRowKind.Normal)
{
    public static implicit operator PdfRow(PdfCell[] cells) => new(cells);

    public static implicit operator PdfRow(string[] cells) => new([.. cells.Select(cell => new PdfCell(cell))]);
}

/// <summary>
/// A table: its columns are as wide as their content asks. What is too wide is first wrapped, then set smaller, then split into parts that each repeat the stub.
/// The header is repeated on every page; a row is never split unless it is taller than a page.
/// </summary>
public sealed record PdfTable
{
    public required IReadOnlyList<PdfColumn> Columns { get; init; }

    /// <summary>Header rows from top to bottom; a cell that covers several columns or rows says so.</summary>
    public IReadOnlyList<IReadOnlyList<PdfCell>> Header { get; init; } = [];

    /// <summary>Gone through twice, or once more for each part: may make its rows as it goes, the same each time.</summary>
    public required IEnumerable<PdfRow> Rows { get; init; }

    /// <summary>Points of the text.</summary>
    public double Size { get; init; } = 8.5;

    /// <summary>Points below which the table is split rather than set smaller.</summary>
    public double SmallestSize { get; init; } = 6.5;

    /// <summary>Columns at the left repeated in every part.</summary>
    public int Stub { get; init; } = 1;

    /// <summary>True makes it as wide as the page.</summary>
    public bool Stretch { get; init; }

    /// <summary>False leaves out rules and ground: a list of facts.</summary>
    public bool Ruled { get; init; } = true;

    /// <summary>At least so many rows stand on the last page of a table that goes over several: one or two alone read as left over. 0 leaves them as they fall.</summary>
    public int KeepLast { get; init; }

    /// <summary>What it holds, for a screen reader.</summary>
    public string? Summary { get; init; }
}
