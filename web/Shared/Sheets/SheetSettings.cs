namespace DataPortal.Shared.Sheets;

public enum SheetFormat
{
    General,

    /// <summary>Thousands parted, <see cref="SheetStyle.Decimals"/> digits; the reader's program chooses the marks.</summary>
    Number,

    /// <summary>Year, month and day.</summary>
    Date,

    /// <summary>Date and clock to the minute.</summary>
    Moment,
}

public enum SheetAlign
{
    Natural,
    Left,
    Center,
    Right,
}

/// <summary>How a cell looks.</summary>
public sealed record SheetStyle
{
    public SheetFormat Format { get; init; }

    /// <summary>Digits after the decimal mark of a number, 0 to 15.</summary>
    public int Decimals { get; init; }

    /// <summary>Shown after a number that stays a number: the mark of a provisional figure.</summary>
    public string? Suffix { get; init; }

    public bool Bold { get; init; }
    public bool Italic { get; init; }
    public bool Wrap { get; init; }

    /// <summary>A tinted ground with a line below: the header of a table.</summary>
    public bool Header { get; init; }

    /// <summary>A line above: the total.</summary>
    public bool LineAbove { get; init; }

    public SheetAlign Align { get; init; }

    /// <summary>Steps to the right: depth in a hierarchy.</summary>
    public int Indent { get; init; }

    /// <summary>Points of the text.</summary>
    public double Size { get; init; } = 10;

    /// <summary>Looks like a link.</summary>
    public bool Link { get; init; }
}

/// <summary>What a workbook says of itself.</summary>
public sealed record BookProperties
{
    public required string Title { get; init; }
    public string Creator { get; init; } = "";
    public string Language { get; init; } = "id-ID";

    /// <summary>The same content and moment give the same bytes.</summary>
    public DateTimeOffset Created { get; init; } = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>How one sheet is set up: before its first row, as the file is written in one go.</summary>
public sealed record SheetSettings
{
    /// <summary>Cut to 31 characters, cleaned of <c>[ ] : * ? / \</c> and made unique in the book.</summary>
    public required string Name { get; init; }

    /// <summary>Characters each column holds; columns beyond take the program's own width.</summary>
    public IReadOnlyList<double> Widths { get; init; } = [];

    /// <summary>Rows that stay in sight.</summary>
    public int FrozenRows { get; init; }

    public int FrozenColumns { get; init; }

    /// <summary>Rows printed at the head of every page, first and last from 1; 0 for none.</summary>
    public (int First, int Last) RepeatedRows { get; init; }

    public bool Landscape { get; init; }

    /// <summary>The row, from 1, whose cells filter those below; 0 for none.</summary>
    public int FilterRow { get; init; }
}

/// <summary>A sheet was asked to hold more than its format can.</summary>
/// <remarks>The message is a sentence for the visitor, in the language of the request.</remarks>
public sealed class SheetTooLargeException(string message) : Exception(message);

/// <summary>The most a sheet holds, in Excel and in LibreOffice alike.</summary>
public static class SheetLimits
{
    public const int Rows = 1_048_576;
    public const int Columns = 16_384;

    /// <exception cref="SheetTooLargeException">A sheet of that many rows and columns is too large.</exception>
    public static void Check(long rows, long columns)
    {
        if (rows > Rows)
        {
            throw new SheetTooLargeException(Speech.T(
                $"Pilihan ini menjadi {Show.Number(rows)} baris; satu lembar kerja memuat paling banyak {Show.Number(Rows)}. Pilih lebih sedikit, atau unduh sebagai CSV.",
                $"This selection becomes {Show.Number(rows)} rows; a sheet holds at most {Show.Number(Rows)}. Select less, or download it as CSV."));
        }

        if (columns > Columns)
        {
            throw new SheetTooLargeException(Speech.T(
                $"Pilihan ini menjadi {Show.Number(columns)} kolom; satu lembar kerja memuat paling banyak {Show.Number(Columns)}. Pindahkan peubah ke baris, pilih lebih sedikit, atau unduh sebagai CSV.",
                $"This selection becomes {Show.Number(columns)} columns; a sheet holds at most {Show.Number(Columns)}. Move a variable to the rows, select less, or download it as CSV."));
        }
    }
}

/// <summary>
/// A workbook written in one go, sheet by sheet, row by row, cell by cell: memory does not grow with the rows. Disposing finishes it and leaves the stream open.
/// </summary>
/// <remarks>
/// <code>
/// using IWorkbook book = new XlsxWriter(stream, new() { Title = "Log 16-1", Creator = office.Name, Created = now });
/// var head = book.Style(new() { Bold = true, Header = true, Wrap = true });
/// var number = book.Style(new() { Format = SheetFormat.Number });
/// book.Sheet(new() { Name = "Log 16-1", Widths = [14, 40, 12], FrozenRows = 1, RepeatedRows = (1, 1), FilterRow = 1, Landscape = true });
/// book.Row(); book.Text("Nomor", head); book.Text("Data diminta", head); book.Text("Menit", head);
/// book.Row(); book.Text("2026-0151"); book.Text("=1+1"); book.Number(12, number);
/// </code>
/// </remarks>
public interface IWorkbook : IDisposable
{
    /// <summary>The number of a style, for the cells; 0 is plain.</summary>
    int Style(SheetStyle style);

    void Sheet(SheetSettings settings);

    void Row();

    /// <summary>A text, never a formula. Characters XML cannot hold are escaped; what is longer than 32,767 characters is cut.</summary>
    /// <param name="across">Columns the cell covers; the next cell stands after them.</param>
    /// <param name="down">Rows it covers; <see cref="Blank"/> what it covers in the rows below.</param>
    void Text(string text, int style = 0, int across = 1, int down = 1);

    /// <summary>Makes a text ready that will stand in many cells.</summary>
    /// <returns>Its number, for <see cref="Ready"/>.</returns>
    int Make(string text, int style = 0);

    /// <summary>A text cell whose bytes are ready.</summary>
    /// <param name="text">From <see cref="Make"/> of this book.</param>
    void Ready(int text);

    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    void Number(double number, int style = 0);

    void Date(DateOnly day, int style);

    /// <summary>A moment by the clock of its own offset: give it in Asia/Jakarta.</summary>
    void Moment(DateTimeOffset moment, int style);

    void Link(string text, string address, int style = 0);

    void Blank(int count = 1, int style = 0);

    void Finish();
}
