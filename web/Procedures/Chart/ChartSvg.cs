using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>A chart for the screen: the inside of one SVG element. Colours and letters come from the style sheet.</summary>
internal sealed class ChartSvg(ChartLayout layout, IReadOnlyDictionary<string, StepBadge> badges, IReadOnlyDictionary<string, double> waitShare)
{
    private readonly StringBuilder _svg = new();

    public string Draw()
    {
        var page = layout.Pages[0];
        Header(page);
        foreach (var band in page.Bands)
        {
            Row(band);
        }

        // Arrows below the symbols they join, so that a symbol's edge is always whole.
        foreach (var arrow in page.Arrows)
        {
            Arrow(arrow);
        }

        foreach (var symbol in page.Symbols)
        {
            Symbol(symbol);
        }

        return _svg.ToString();
    }

    private void Header(ChartPage page)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<g aria-hidden=\"true\"><rect class=\"fh\" width=\"{N(layout.Width)}\" height=\"{N(layout.HeaderHeight)}\"/>");
        foreach (var cell in layout.Header)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"fg\" d=\"M{N(cell.X)} {N(cell.Y)}h{N(cell.Width)}v{N(cell.Height)}h{N(-cell.Width)}z\"/>");
            Lines(cell.Lines);
        }

        _svg.Append("<path class=\"fg\" d=\"");
        foreach (var x in layout.Columns)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"M{N(x)} {N(layout.HeaderHeight)}V{N(page.Height)}");
        }

        _svg.Append("\"/></g>");
    }

    private void Row(ChartBand band)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<g aria-hidden=\"true\"><path class=\"fg\" d=\"M0 {N(band.Y + band.Height)}H{N(layout.Width)}\"/>");
        foreach (var cell in band.Cells)
        {
            Lines(cell.Lines);
        }

        if (band.Marks.Count > 0)
        {
            var (first, last) = (band.Marks[0], band.Marks[^1]);
            var late = band.Step is { } step && badges.TryGetValue(step.No, out var badge) && badge.Late > 0;
            _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{(late ? "fb fb-late" : "fb")}\" x=\"{N(first.X - 4)}\" y=\"{N(first.Y - first.Size)}\" width=\"{N(band.Marks.Max(line => line.Width) + 10)}\" height=\"{N(last.Y - first.Y + first.Size * 1.35)}\" rx=\"3\"/>");
            Lines(band.Marks);
        }

        _svg.Append("</g>");
    }

    private void Symbol(ChartSymbol symbol)
    {
        var step = symbol.Step!;
        _svg.Append("<a href=\"#").Append(Encode(ProcedureWords.Anchor(step))).Append("\" aria-label=\"").Append(Encode(ChartWords.Name(symbol))).Append("\">");
        var share = waitShare.TryGetValue(step, out var found) && double.IsFinite(found) ? found >= 0.5 ? " fw3" : found >= 0.25 ? " fw2" : found >= 0.1 ? " fw1" : "" : "";
        var look = $"fs{share}";
        if (symbol.Shape == ChartShape.Diamond)
        {
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"{look}\" data-shape=\"diamond\" d=\"M{N(symbol.MiddleX)} {N(symbol.Y)}L{N(symbol.X + symbol.Width)} {N(symbol.MiddleY)}L{N(symbol.MiddleX)} {N(symbol.Y + symbol.Height)}L{N(symbol.X)} {N(symbol.MiddleY)}z\"/>");
        }
        else
        {
            var round = symbol.Shape == ChartShape.Capsule ? symbol.Height / 2 : 0;
            _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{look}\" data-shape=\"{(round > 0 ? "capsule" : "box")}\" x=\"{N(symbol.X)}\" y=\"{N(symbol.Y)}\" width=\"{N(symbol.Width)}\" height=\"{N(symbol.Height)}\"{(round > 0 ? $" rx=\"{N(round)}\"" : "")}/>");
        }

        Lines(symbol.Lines);
        _svg.Append("</a>");
    }

    private void Arrow(ChartArrow arrow)
    {
        var shaft = ChartArrowhead.Shaft(arrow, layout.Options.Size);
        _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"fa\" aria-hidden=\"true\"><path d=\"M{string.Join('L', shaft.Select(point => $"{N(point.X)} {N(point.Y)}"))}\"/>");
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"ff\" d=\"M{string.Join('L', ChartArrowhead.Head(arrow, layout.Options.Size).Select(point => $"{N(point.X)} {N(point.Y)}"))}z\"/>");
        Lines(arrow.Label);
        _svg.Append("</g>");
    }

    // A line keeps its measured length, whatever face the screen has for Helvetica.
    private void Lines(IReadOnlyList<ChartLine> lines)
    {
        foreach (var line in lines)
        {
            var anchor = line.Align switch { PdfAlign.Center => " text-anchor=\"middle\"", PdfAlign.Right => " text-anchor=\"end\"", _ => "" };
            var face = line.Font switch { PdfFont.Bold => " font-weight=\"700\"", PdfFont.Oblique => " font-style=\"italic\"", _ => "" };
            var length = line.Width > 1.6 * line.Size ? string.Create(CultureInfo.InvariantCulture, $" textLength=\"{N(line.Width)}\" lengthAdjust=\"spacingAndGlyphs\"") : "";
            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(line.X)}\" y=\"{N(line.Y)}\" font-size=\"{N(line.Size)}\"{anchor}{face}{length}>{Encode(line.Text)}</text>");
        }
    }

    private static string N(double value) => Math.Round(value, 1).ToString(CultureInfo.InvariantCulture);

    private static string Encode(string words) => HtmlEncoder.Default.Encode(words);
}

/// <summary>The head of an arrow, and the line that ends where it begins.</summary>
internal static class ChartArrowhead
{
    public static IReadOnlyList<ChartPoint> Head(ChartArrow arrow, double size)
    {
        var (tip, x, y, length, half) = Way(arrow, size);
        return [tip, new(tip.X - x * length - y * half, tip.Y - y * length + x * half), new(tip.X - x * length + y * half, tip.Y - y * length - x * half)];
    }

    public static IReadOnlyList<ChartPoint> Shaft(ChartArrow arrow, double size)
    {
        var (tip, x, y, length, _) = Way(arrow, size);
        return [.. arrow.Points.SkipLast(1), new(tip.X - x * (length - 1), tip.Y - y * (length - 1))];
    }

    private static (ChartPoint Tip, double X, double Y, double Length, double Half) Way(ChartArrow arrow, double size)
    {
        var (before, tip) = (arrow.Points[^2], arrow.Points[^1]);
        return (tip, Math.Sign(tip.X - before.X), Math.Sign(tip.Y - before.Y), Math.Round(size * 0.55, 1), Math.Round(size * 0.24, 1));
    }
}

/// <summary>A chart in words, for who does not see it.</summary>
internal static class ChartWords
{
    public static string Name(ChartSymbol symbol)
    {
        var shape = symbol.Shape switch
        {
            ChartShape.Capsule => Shared.Speech.T("kapsul", "capsule"),
            ChartShape.Diamond => Shared.Speech.T("keputusan", "decision"),
            _ => Shared.Speech.T("kotak", "box"),
        };
        return Shared.Speech.T($"Langkah {symbol.Step}", $"Step {symbol.Step}") + $", {symbol.Actor}: {shape}" + (symbol.Text.Length > 0 ? $" {symbol.Text}" : "");
    }
}
