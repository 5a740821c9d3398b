namespace DataPortal.Shared.Pdf;

/// <summary>A cell with its place among the columns of the part of a table that is being drawn. Used again and again: a table of many rows makes few.</summary>
internal sealed class PdfPlacedCell
{
    public PdfCell Cell;
    public int Row;
    public int First;
    public int Count;
    public PdfFont Font;
    public readonly List<PdfLine> Lines = [];
}

/// <summary>Lends placed cells and takes them back.</summary>
internal sealed class PdfPlacedCells
{
    private readonly Stack<PdfPlacedCell> _spare = [];

    public PdfPlacedCell Take(PdfCell cell, int first, int count, PdfFont font)
    {
        var placed = _spare.TryPop(out var spare) ? spare : new PdfPlacedCell();
        (placed.Cell, placed.First, placed.Count, placed.Font) = (cell, first, count, font);
        placed.Lines.Clear();
        return placed;
    }

    /// <summary>Takes all of them back and empties the list.</summary>
    public void Release(List<PdfPlacedCell> cells)
    {
        foreach (var cell in cells)
        {
            _spare.Push(cell);
        }

        cells.Clear();
    }
}
