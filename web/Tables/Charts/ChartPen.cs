using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using DataPortal.Shared.Pdf;

namespace DataPortal.Tables.Charts;

/// <summary>
/// Writes SVG (SVG 1.1, presentation by classes: <see cref="ChartStyle"/>). Every length passes here: what is no number is never written.
/// </summary>
internal sealed class ChartPen(double width, string id)
{
    private const int Colours = 6;
    private const int Textures = 4;

    // Faces differ from reader to reader: the widest that is common (DejaVu Sans) takes a fifth more than Helvetica, its bold a third.
    private const double Wider = 1.22;
    private const double BoldWider = 1.34;

    private readonly StringBuilder _body = new();
    private readonly SortedSet<int> _fills = [];
    private readonly SortedSet<int> _hatches = [];

    public double Width { get; } = width;

    public bool IsNarrow => Width < 500;

    public string Id { get; } = id;

    /// <summary>A length to a hundredth of a pixel. Counted in hundredths: a drawing has thousands of lengths, and a whole number is written several times faster than a fraction.</summary>
    public static string Number(double value)
    {
        var hundredths = (int)Math.Round((double.IsFinite(value) ? Math.Clamp(value, -1e6, 1e6) : 0) * 100, MidpointRounding.AwayFromZero);
        var (whole, rest) = Math.DivRem(Math.Abs(hundredths), 100);
        var sign = hundredths < 0 ? "-" : "";
        return rest == 0 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
            : rest % 10 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest / 10}")
            : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest / 10}{rest % 10}");
    }

    public static string Encode(string words) => HtmlEncoder.Default.Encode(Clean(words));

    public static double Measure(string text, double size = 13, bool bold = false) => PdfText.Width(text, bold ? PdfFont.Bold : PdfFont.Regular, size) * (bold ? BoldWider : Wider);

    /// <summary>As much of a text as fits, with … where something is left out.</summary>
    public static string Fit(string text, double room, double size = 13, bool bold = false)
    {
        if (Measure(text, size, bold) <= room)
        {
            return text;
        }

        var (fits, long_) = (0, text.Length);
        while (fits + 1 < long_)
        {
            var middle = (fits + long_) / 2;
            (fits, long_) = Measure(text[..middle].TrimEnd() + "…", size, bold) <= room ? (middle, long_) : (fits, middle);
        }

        return (fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? text[..(fits - 1)] : text[..fits]).TrimEnd() + "…";
    }

    /// <summary>Lines that fit; the last ends in … where there are more than <paramref name="most"/>.</summary>
    public static IReadOnlyList<string> Wrap(string text, double room, double size = 13, bool bold = false, int most = 10)
    {
        List<string> lines = [];
        var line = "";
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length; at++)
        {
            var longer = line.Length == 0 ? words[at] : $"{line} {words[at]}";
            if (line.Length > 0 && Measure(longer, size, bold) > room)
            {
                if (lines.Count == most - 1)
                {
                    lines.Add(Fit(string.Join(' ', words[at..].Prepend(line)), room, size, bold));
                    return lines;
                }

                lines.Add(line);
                line = words[at];
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0)
        {
            lines.Add(Fit(line, room, size, bold));
        }

        return lines;
    }

    public void Text(double x, double y, string words, string style = "t", string? anchor = null)
    {
        if (words.Length > 0)
        {
            _body.Append(CultureInfo.InvariantCulture, $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" class=\"{style}\"{(anchor is null ? "" : $" text-anchor=\"{anchor}\"")}>{Encode(words)}</text>");
        }
    }

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        _body.Append(CultureInfo.InvariantCulture, $"<line x1=\"{Number(x1)}\" y1=\"{Number(y1)}\" x2=\"{Number(x2)}\" y2=\"{Number(y2)}\" class=\"{style}\"/>");

    /// <param name="about">Read out and shown on pointing.</param>
    public void Box(double x, double y, double width, double height, string style, string? fill = null, string? about = null)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(Math.Max(0, width))}\" height=\"{Number(Math.Max(0, height))}\" class=\"{style}\"{(fill is null ? "" : $" fill=\"{fill}\"")}");
        Close("rect", about);
    }

    /// <param name="path">SVG path data of our own making.</param>
    public void Path(string path, string transform, string style, string? fill, string about)
    {
        _body.Append(CultureInfo.InvariantCulture, $"<path d=\"{path}\" transform=\"{transform}\" class=\"{style}\"{(fill is null ? "" : $" fill=\"{fill}\"")}");
        Close("path", about);
    }

    /// <summary>A fill of slanted lines for what has no figure.</summary>
    /// <param name="way">From 0: each slants its own way.</param>
    public string Hatch(int way)
    {
        _hatches.Add(way % 4);
        return $"url(#{Id}-h{way % 4})";
    }

    public void Poly(IEnumerable<(double X, double Y)> points, string style) =>
        _body.Append(CultureInfo.InvariantCulture, $"<polyline points=\"{string.Join(' ', points.Select(point => $"{Number(point.X)},{Number(point.Y)}"))}\" class=\"{style}\"/>");

    /// <summary>A point of a series: each has a shape of its own, hollow where the figure is provisional.</summary>
    public void Dot(double x, double y, int series, bool hollow, string? about = null, double r = 4)
    {
        var style = hollow ? $"hol l{Colour(series)}" : $"f{Colour(series)}";
        string P(double dx, double dy) => $"{Number(x + dx * r)},{Number(y + dy * r)}";
        var element = Shape(series) == 0 ? "circle" : "polygon";
        _body.Append(Shape(series) switch
        {
            0 => $"<circle cx=\"{Number(x)}\" cy=\"{Number(y)}\" r=\"{Number(r)}\"",
            1 => $"<polygon points=\"{P(-.9, -.9)} {P(.9, -.9)} {P(.9, .9)} {P(-.9, .9)}\"",
            2 => $"<polygon points=\"{P(0, -1.3)} {P(1.3, 0)} {P(0, 1.3)} {P(-1.3, 0)}\"",
            3 => $"<polygon points=\"{P(0, -1.2)} {P(1.2, .9)} {P(-1.2, .9)}\"",
            4 => $"<polygon points=\"{P(0, 1.2)} {P(1.2, -.9)} {P(-1.2, -.9)}\"",
            _ => $"<polygon points=\"{P(-.4, -1.2)} {P(.4, -1.2)} {P(.4, -.4)} {P(1.2, -.4)} {P(1.2, .4)} {P(.4, .4)} {P(.4, 1.2)} {P(-.4, 1.2)} {P(-.4, .4)} {P(-1.2, .4)} {P(-1.2, -.4)} {P(-.4, -.4)}\"",
        });
        _body.Append(CultureInfo.InvariantCulture, $" class=\"{style}\"");
        Close(element, about);
    }

    public static string Stroke(int series) => $"ln l{Colour(series)}{(series / Colours % 2 == 1 ? " alt" : "")}";

    /// <summary>A bar in the colour and texture of its series.</summary>
    public void Bar(double x, double y, double width, double height, int series, bool hollow, string? about = null)
    {
        if (hollow)
        {
            Box(x + 0.75, y + 0.75, width - 1.5, height - 1.5, $"hol dash l{Colour(series)}", null, about);
        }
        else if (Texture(series) == 0)
        {
            Box(x, y, width, height, $"f{Colour(series)}", null, about);
        }
        else
        {
            _fills.Add(series);
            Box(x, y, width, height, "tex", $"url(#{Id}-{series})", about);
        }
    }

    /// <summary>The drawing without its root element.</summary>
    public string Finish()
    {
        if (_fills.Count + _hatches.Count == 0)
        {
            return _body.ToString();
        }

        var defs = new StringBuilder("<defs>");
        foreach (var series in _fills)
        {
            defs.Append(CultureInfo.InvariantCulture, $"<pattern id=\"{Id}-{series}\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"{(Texture(series) == 1 ? " patternTransform=\"rotate(45)\"" : "")}><rect width=\"8\" height=\"8\" class=\"f{Colour(series)}\"/>");
            defs.Append(Texture(series) switch
            {
                1 => "<line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"8\" class=\"hat\"/>",
                2 => "<circle cx=\"4\" cy=\"4\" r=\"1.7\" class=\"dots\"/>",
                _ => "<line x1=\"0\" y1=\"4\" x2=\"8\" y2=\"4\" class=\"hat\"/>",
            }).Append("</pattern>");
        }

        foreach (var way in _hatches)
        {
            defs.Append(CultureInfo.InvariantCulture, $"<pattern id=\"{Id}-h{way}\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate({way switch { 0 => 45, 1 => 135, 2 => 0, _ => 90 }})\"><rect width=\"7\" height=\"7\" class=\"q0\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"7\" class=\"hatch\"/></pattern>");
        }

        return defs.Append("</defs>").Append(_body).ToString();
    }

    private static int Colour(int series) => series % Colours + 1;

    // The seventh has the first's colour and another's shape: no two of 36 are alike.
    private static int Shape(int series) => (series + series / Colours) % Colours;

    private static int Texture(int series) => (series + series / Colours) % Textures;

    private void Close(string element, string? about)
    {
        if (about is null)
        {
            _body.Append("/>");
        }
        else
        {
            _body.Append("><title>").Append(Encode(about)).Append("</title></").Append(element).Append('>');
        }
    }

    // Characters XML 1.0 has no place for (§2.2).
    private static string Clean(string words) => words.All(c => c is >= ' ' and < '\uFFFE' && !char.IsSurrogate(c)) ? words
        : string.Concat(words.EnumerateRunes().Where(rune => rune.Value is >= ' ' and not 0xFFFD and not 0xFFFE and not 0xFFFF || rune.Value is '\t').Select(rune => rune.ToString()));
}
