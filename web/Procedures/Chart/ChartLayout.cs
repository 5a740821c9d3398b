using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>How large a chart may be and how its text is set. Units are pixels on the screen, points on paper.</summary>
public sealed record ChartOptions
{
    /// <summary>Wanted width; a chart that needs more becomes wider.</summary>
    public required double Width { get; init; }

    /// <summary>Height of one page with its header rows; null: one piece.</summary>
    public double? PageHeight { get; init; }

    /// <summary>Rows, from 0, with which the second and later pages begin, however high that makes them; null: as many as a page holds.</summary>
    public IReadOnlyList<int>? Breaks { get; init; }

    /// <summary>Size of the text in the cells; everything else follows from it.</summary>
    public required double Size { get; init; }

    /// <summary>Lines under an activity's text, by step: state and figures.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Marks { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>One piece, as wide as a desktop page.</summary>
    public static ChartOptions Screen { get; } = new() { Width = 1168, Size = 13 };

    /// <summary>Size of the writing inside symbols.</summary>
    public double SymbolSize => Math.Round(Size * 0.92, 1);

    /// <summary>Between two lines that run side by side.</summary>
    public double Track => Math.Round(Size * 0.75);

    /// <summary>Free space inside a cell at each side.</summary>
    public double Pad => Math.Round(Size * 0.5);

    internal static double Leading(double size) => Math.Round(size * 1.22, 1);
}

/// <summary>One line of text in its place.</summary>
/// <param name="X">Left edge, middle or right edge, as <paramref name="Align"/> says.</param>
/// <param name="Y">Where the letters stand.</param>
/// <param name="Width">As measured in Helvetica.</param>
public sealed record ChartLine(string Text, double X, double Y, double Width, double Size, PdfFont Font = PdfFont.Regular, PdfAlign Align = PdfAlign.Left)
{
    public double Left => Align switch { PdfAlign.Center => X - Width / 2, PdfAlign.Right => X - Width, _ => X };
}

/// <summary>A cell with its lines.</summary>
/// <param name="Text">The whole of it, as the document has it.</param>
public sealed record ChartCell(double X, double Y, double Width, double Height, string Text, IReadOnlyList<ChartLine> Lines);

public sealed record ChartPoint(double X, double Y);

/// <summary>A symbol in its place.</summary>
/// <param name="Step">Null: a connector.</param>
/// <param name="X">Left edge.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="IsReading">Its writing is ours, not the document's.</param>
public sealed record ChartSymbol(ChartShape Shape, string? Step, string Actor, double X, double Y, double Width, double Height, string Text, IReadOnlyList<ChartLine> Lines, bool IsReading)
{
    public double MiddleX => X + Width / 2;

    public double MiddleY => Y + Height / 2;
}

/// <summary>An arrow along its corners; the head is at the last one.</summary>
/// <param name="Label">Lines of the outcome's word at its exit.</param>
public sealed record ChartArrow(ChartSymbol From, ChartSymbol To, IReadOnlyList<ChartPoint> Points, string Word, IReadOnlyList<ChartLine> Label);

/// <summary>A row of the table on a page.</summary>
/// <param name="Step">Null: the connectors at the head or foot.</param>
/// <param name="Cells">No, Kegiatan, then the columns of quality and Keterangan; none in a row of connectors.</param>
/// <param name="Marks">The lines under its activity.</param>
public sealed record ChartBand(ProcedureStep? Step, double Y, double Height, IReadOnlyList<ChartCell> Cells, IReadOnlyList<ChartLine> Marks);

/// <summary>One page, or the whole on the screen; y counts from the top of the header rows.</summary>
public sealed record ChartPage(double Height, IReadOnlyList<ChartBand> Bands, IReadOnlyList<ChartSymbol> Symbols, IReadOnlyList<ChartArrow> Arrows);

/// <summary>A flow chart measured and laid out, and nothing drawn: lanes between Kegiatan and Mutu Baku, a row per step, time runs down (procedures.md §11).</summary>
/// <param name="Columns">Upright lines of the table, from left to right.</param>
/// <param name="HasReading">Some writing in its symbols is ours.</param>
public sealed record ChartLayout(double Width, double HeaderHeight, IReadOnlyList<ChartCell> Header, IReadOnlyList<double> Columns, IReadOnlyList<ChartPage> Pages, bool HasReading, ChartOptions Options)
{
    /// <summary>Lays out a procedure. The same procedure and options give the same chart.</summary>
    public static ChartLayout Of(Procedure procedure, ChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(options);
        return new ChartComposer(procedure, options).Compose();
    }

    /// <summary>Upper edge of the highest page's rows to its lower edge, with the header rows.</summary>
    public double Height => Pages.Max(page => page.Height);
}
