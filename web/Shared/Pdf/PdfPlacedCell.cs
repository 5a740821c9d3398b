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
