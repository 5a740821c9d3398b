namespace DataPortal.Tables.Import;

public enum SheetCellKind : byte
{
    Empty,
    Text,
    Number,
    Date,

    /// <summary>A formula that failed (<c>#DIV/0!</c>), or one whose value the file does not hold.</summary>
    Error,
}

/// <param name="Text">What a person reads there; null when empty.</param>
/// <param name="Decimals">Of a number: digits after the decimal mark as its format shows them; 255 when the format says nothing.</param>
public readonly record struct SheetCell(SheetCellKind Kind, string? Text, double Number = double.NaN, byte Decimals = SheetCell.AnyDecimals)
{
    public const byte AnyDecimals = 255;

    public bool IsEmpty => Kind is SheetCellKind.Empty;
}

/// <param name="Number">As the person's program numbers it, from 1.</param>
/// <param name="Cells">Up to the last filled one.</param>
public sealed record SheetRow(int Number, SheetCell[] Cells)
{
    public SheetCell this[int column] => column < Cells.Length ? Cells[column] : default;

    public int Filled { get; } = Count(Cells);

    private static int Count(SheetCell[] cells)
    {
        var filled = 0;
        foreach (var cell in cells)
        {
            filled += cell.IsEmpty ? 0 : 1;
        }

        return filled;
    }
}

/// <summary>Cells shown as one; positions from 0 for columns, row numbers from 1, both ends included.</summary>
public readonly record struct MergedCells(int FromRow, int ToRow, int FromColumn, int ToColumn);

/// <summary>One sheet of a file, as a grid of what a person sees. Empty rows are left out; the numbers of the others stay.</summary>
/// <param name="Name">Null for CSV, which has one sheet without a name.</param>
public sealed record Sheet(string? Name, IReadOnlyList<SheetRow> Rows, IReadOnlyList<MergedCells> Merged)
{
    /// <summary>A, B … Z, AA: as spreadsheets name columns.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var left = column; left >= 0; left = left / 26 - 1)
        {
            name = (char)('A' + left % 26) + name;
        }

        return name;
    }
}

/// <summary>The file as a whole cannot be taken. The message says why and what to do, in Indonesian, for staff.</summary>
public sealed class UploadRefusedException(string message) : Exception(message);
