using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>Text broken into lines by the widths of Helvetica.</summary>
internal static class ChartText
{
    /// <summary>A screen's Helvetica may be a little wider than the printer's.</summary>
    private const double Slack = 0.97;

    public static double Width(string text, double size, PdfFont font = PdfFont.Regular) => PdfText.Width(text, font, size);

    /// <summary>Width in which a text stands on one line.</summary>
    public static double FullWidth(string text, double size) => PdfText.Width(text, PdfFont.Regular, size) / Slack;

    public static double LongestWord(string text, double size, PdfFont font = PdfFont.Regular) => PdfText.LongestWord(text, font, size) / Slack;

    public static List<string> Wrap(string text, double width, double size, PdfFont font = PdfFont.Regular)
    {
        text = text.Trim();
        if (text.Length == 0)
        {
            return [];
        }

        if (!text.Contains('\n', StringComparison.Ordinal) && PdfText.Width(text, font, size) <= width * Slack)
        {
            return [text];
        }

        var widths = new float[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            widths[at] = (float)(PdfText.Width(text[at], font) * size / 1000);
        }

        List<PdfLine> lines = [];
        PdfText.Wrap(text, widths, Math.Max(width * Slack, size), lines);
        return [.. lines.Select(line => text.Substring(line.Start, line.Length)).Where(line => line.Length > 0)];
    }

    /// <summary>Lines one under the other, the first one's upper edge at <paramref name="top"/>.</summary>
    public static IReadOnlyList<ChartLine> Set(IReadOnlyList<string> lines, double x, double top, double size, double leading, PdfFont font, PdfAlign align) =>
        [.. lines.Select((line, at) => new ChartLine(line, x, Math.Round(top + at * leading + leading * 0.5 + size * 0.36, 1), Width(line, size, font), size, font, align))];

    /// <summary>Lines that fit a diamond of a width, and the height it then needs: the lower and upper lines have less room than the middle ones.</summary>
    public static (List<string> Lines, double Height) InDiamond(string text, double width, double size, double leading, double least)
    {
        (List<string> Lines, double Height) best = ([], double.PositiveInfinity);
        var whole = LongestWord(text, size) / width;
        for (var share = whole < 0.84 ? Math.Max(0.4, whole + 0.005) : 0.4; share <= 0.86; share += 0.04)
        {
            var lines = Wrap(text, width * share, size);
            var height = least;
            for (var at = 0; at < lines.Count; at++)
            {
                var edge = Math.Abs(at + 0.5 - lines.Count / 2.0) * leading + leading * 0.5;
                var taken = (Width(lines[at], size) / Slack + 4) / width;
                height = taken < 0.99 ? Math.Max(height, 2 * edge / (1 - taken)) : double.PositiveInfinity;
            }

            if (height < best.Height - 0.5)
            {
                best = (lines, height);
            }
        }

        return double.IsInfinity(best.Height) ? (Wrap(text, width * 0.5, size), least + leading * 2 * Wrap(text, width * 0.5, size).Count) : best;
    }
}
