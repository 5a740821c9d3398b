using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>A drawing: the same marks stand on the page and in the file taken away.</summary>
/// <param name="Title">Its name, for those who do not see it.</param>
/// <param name="About">What it shows, in sentences.</param>
/// <param name="Body">SVG without the root element.</param>
public sealed record ChartDrawing(double Width, double Height, string Title, string About, string Body)
{
    /// <summary>Drawn for a phone and for a desk; text keeps its size in both.</summary>
    public const int Narrow = 340;

    public const int Wide = 720;

    private const int Margin = 14;

    /// <summary>Letters and strokes reach a little over where they begin.</summary>
    public const int Edge = 3;

    public string ViewBox => $"-{Edge} 0 {ChartPen.Number(Width + 2 * Edge)} {ChartPen.Number(Height)}";

    /// <summary>A file that needs no other: colours, title and source inside.</summary>
    public string File() => string.Create(CultureInfo.InvariantCulture,
        $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{Speech.Language}" width="{ChartPen.Number(Width + 2 * Margin)}" height="{ChartPen.Number(Height + 2 * Margin)}" viewBox="-{Margin} -{Margin} {ChartPen.Number(Width + 2 * Margin)} {ChartPen.Number(Height + 2 * Margin)}">
        <title>{ChartPen.Encode(Title)}</title><desc>{ChartPen.Encode(About)}</desc>
        <style>{ChartStyle.Sheet}</style>
        <rect class="paper" x="-{Margin}" y="-{Margin}" width="100%" height="100%"/>{Body}
        </svg>

        """);

    /// <param name="id">What its patterns are named after: unlike any other drawing's on the page.</param>
    public static ChartDrawing Of(ChartPlan plan, int width, string id)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var pen = new ChartPen(width, id);
        var top = ChartFrame.Above(pen, plan.Text, plan.Worked, ChartWords.About(plan));
        var bottom = plan.Panels.SelectMany(panel => panel.Values).Any(value => value.IsNumber) ? Draw(pen, plan, top) : Empty(pen, top);
        var height = ChartFrame.Below(pen, plan.Text, ChartWords.Below(plan), bottom);
        return new(width, height, $"{ChartKinds.Name(plan.Kind)}: {WorkedFigures.Title(plan.Text, plan.Worked)}", ChartWords.Describe(plan), pen.Finish());
    }

    private static double Draw(ChartPen pen, ChartPlan plan, double top) => plan.Kind switch
    {
        ChartKind.Line => CourseDrawing.Draw(pen, plan, top),
        ChartKind.Bars or ChartKind.Grouped or ChartKind.Stacked or ChartKind.Shares => plan.IsTime ? ColumnDrawing.Draw(pen, plan, top) : BarDrawing.Draw(pen, plan, top),
        ChartKind.Pyramid => PyramidDrawing.Draw(pen, plan, top),
        ChartKind.Scatter => ScatterDrawing.Draw(pen, plan, top),
        ChartKind.Small => SmallDrawing.Draw(pen, plan, top),
        _ => throw new InvalidOperationException($"A chart of kind {plan.Kind} is not drawn."),
    };

    private static double Empty(ChartPen pen, double top)
    {
        pen.Text(pen.Width / 2, top + 40, Speech.T("Tidak ada angka pada pilihan ini.", "No figures in this selection."), "t", "middle");
        return top + 70;
    }
}

/// <summary>What stands above and below every drawing: title, what is drawn, the mark of a sample, symbols, source.</summary>
internal static class ChartFrame
{
    /// <returns>Where the drawing may begin.</returns>
    public static double Above(ChartPen pen, TableText text, WorkedFigures? worked, string about)
    {
        var y = 4.0;
        foreach (var line in ChartPen.Wrap(WorkedFigures.Title(text, worked), pen.Width, 15, true, 5))
        {
            pen.Text(0, y += 15, line, "h");
            y += 4;
        }

        foreach (var line in ChartPen.Wrap(about, pen.Width, 13, most: 4))
        {
            pen.Text(0, y += 15, line);
            y += 2;
        }

        if (text.IsSample)
        {
            // As wide as the drawing: no reader's letters are wider or narrower than their frame.
            var said = ChartPen.Wrap(Speech.T("contoh: angka dibuat, bukan data resmi", "sample: made-up figures, not official data"), pen.Width - 16, 12, true);
            pen.Box(0.5, y + 6.5, pen.Width - 1, 3 + 15 * said.Count, "box");
            for (var line = 0; line < said.Count; line++)
            {
                pen.Text(8, y + 20 + 15 * line, said[line], "tag");
            }

            y += 9 + 15 * said.Count;
        }

        return y + 12;
    }

    /// <returns>The height of the whole.</returns>
    public static double Below(ChartPen pen, TableText text, IEnumerable<string> said, double bottom)
    {
        var y = bottom + 8;
        foreach (var line in said.Append($"{Speech.T("Sumber", "Source")}: {text.Source}").SelectMany(sentence => ChartPen.Wrap(sentence, pen.Width, 12, most: 6)))
        {
            pen.Text(0, y += 14, line, "t2");
            y += 2;
        }

        return Math.Ceiling(y + 6);
    }
}
