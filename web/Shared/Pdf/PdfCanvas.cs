namespace DataPortal.Shared.Pdf;

/// <summary>
/// The surface of one page, or of its head and foot. Points (1/72 inch), origin at the upper left corner, y grows downwards.
/// What is drawn outside a tagged element is marked an artifact: seen, not read aloud.
/// </summary>
public sealed class PdfCanvas
{
    private readonly PdfBytes _content;
    private readonly PdfTags? _tags;
    private bool _inContent;
    private (PdfFont Font, double Size)? _face;
    private PdfColor? _fill;
    private PdfColor? _stroke;
    private double _lineWidth = -1;

    internal PdfCanvas(PdfBytes content, double width, double height, int page, PdfTags? tags)
    {
        (_content, Width, Height, Page, _tags) = (content, width, height, page, tags);
        _inContent = tags is null;
    }

    public double Width { get; }
    public double Height { get; }

    internal int Page { get; }

    /// <summary>The element each piece of content belongs to, by number.</summary>
    internal List<int> Elements { get; } = [];

    internal List<(double X, double Y, double Width, double Height, string Address, int Annotation, int Key)> Links { get; } = [];

    /// <summary>Draws one line of text.</summary>
    /// <param name="x">Left edge, right edge or middle, as <paramref name="align"/> says.</param>
    /// <param name="baseline">Where the letters stand.</param>
    public void Text(double x, double baseline, ReadOnlySpan<char> text, PdfFont font = PdfFont.Regular, double size = 9, PdfColor? color = null, PdfAlign align = PdfAlign.Left)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (align != PdfAlign.Left)
        {
            var width = PdfText.Width(text, font, size);
            x -= align == PdfAlign.Right ? width : width / 2;
        }

        var artifact = OpenArtifact();
        Fill(color ?? PdfColor.Ink);
        if (_face != (font, size))
        {
            _content.Add("/F"u8).Add((int)font).Add((byte)' ').Add(size).Add(" Tf "u8);
            _face = (font, size);
        }

        // The reader searches and copies what was meant, not the letters that stand for it.
        var plain = PdfText.IsPlain(text);
        if (!plain)
        {
            _content.Add("/Span<</ActualText"u8).TextString(text).Add(">>BDC "u8);
        }

        for (var rest = text; !rest.IsEmpty;)
        {
            var arrow = rest.IndexOfAnyInRange(PdfText.FirstArrow, PdfText.LastArrow);
            var piece = arrow < 0 ? rest : rest[..arrow];
            if (!piece.IsEmpty)
            {
                _content.Add("BT "u8).Add(x).Add((byte)' ').Add(Height - baseline).Add(" Td "u8).Shown(piece).Add("Tj ET\n"u8);
                x += PdfText.Width(piece, font, size);
            }

            if (arrow < 0)
            {
                break;
            }

            Arrow(rest[arrow], x, baseline, size, color ?? PdfColor.Ink);
            x += PdfText.Width(rest.Slice(arrow, 1), font, size);
            rest = rest[(arrow + 1)..];
        }

        _content.Add(plain ? ""u8 : "EMC\n"u8);
        CloseArtifact(artifact);
    }

    /// <summary>An arrow as tall as a capital, or as wide as a dash, where a letter would stand.</summary>
    private void Arrow(char which, double x, double baseline, double size, PdfColor color)
    {
        var upright = which is '\u2191' or '\u2193';
        var (from, to) = upright
            ? ((X: x + 0.275 * size, Y: baseline - 0.7 * size), (X: x + 0.275 * size, Y: baseline + 0.04 * size))
            : ((X: x + 0.08 * size, Y: baseline - 0.3 * size), (X: x + 0.87 * size, Y: baseline - 0.3 * size));
        if (which is '\u2190' or '\u2191')
        {
            (from, to) = (to, from);
        }

        var (back, wing) = (0.22 * size * Math.Sign(upright ? from.Y - to.Y : from.X - to.X), 0.15 * size);
        Stroke(color, 0.07 * size);
        At(from.X, from.Y, " m "u8);
        At(to.X, to.Y, " l "u8);
        foreach (var side in (ReadOnlySpan<double>)[-wing, wing])
        {
            At(upright ? to.X + side : to.X + back, upright ? to.Y + back : to.Y + side, " m "u8);
            At(to.X, to.Y, " l "u8);
        }

        _content.Add("S\n"u8);
    }

    public void Line(double x1, double y1, double x2, double y2, double width = 0.5, PdfColor? color = null)
    {
        var artifact = OpenArtifact();
        Stroke(color ?? PdfColor.Line, width);
        At(x1, y1, " m "u8);
        At(x2, y2, " l S\n"u8);
        CloseArtifact(artifact);
    }

    public void Box(double x, double y, double width, double height, PdfColor? fill = null, PdfColor? stroke = null, double lineWidth = 0.5)
    {
        var artifact = OpenArtifact();
        Pens(fill, stroke, lineWidth);
        _content.Add(x).Add((byte)' ').Add(Height - y - height).Add((byte)' ').Add(width).Add((byte)' ').Add(height).Add(" re "u8);
        Paint(fill, stroke);
        CloseArtifact(artifact);
    }

    /// <summary>Many boxes of one colour as one shape: a QR code, a fine pattern.</summary>
    public void Boxes(IEnumerable<(double X, double Y, double Width, double Height)> boxes, PdfColor fill)
    {
        var artifact = OpenArtifact();
        Fill(fill);
        foreach (var (x, y, width, height) in boxes)
        {
            _content.Add(x).Add((byte)' ').Add(Height - y - height).Add((byte)' ').Add(width).Add((byte)' ').Add(height).Add(" re\n"u8);
        }

        _content.Add("f\n"u8);
        CloseArtifact(artifact);
    }

    /// <summary>A line through points, closed into a shape when <paramref name="closed"/> or filled.</summary>
    public void Path(IReadOnlyList<(double X, double Y)> points, PdfColor? fill = null, PdfColor? stroke = null, double lineWidth = 0.5, bool closed = true)
    {
        if (points.Count == 0)
        {
            return;
        }

        var artifact = OpenArtifact();
        Pens(fill, stroke, lineWidth);
        for (var at = 0; at < points.Count; at++)
        {
            At(points[at].X, points[at].Y, at == 0 ? " m "u8 : " l "u8);
        }

        if (closed)
        {
            _content.Add("h "u8);
        }

        Paint(fill, stroke);
        CloseArtifact(artifact);
    }

    public void Image(PdfImage image, double x, double y, double width, double height)
    {
        var artifact = OpenArtifact();
        _content.Add("q "u8).Add(width).Add(" 0 0 "u8).Add(height).Add((byte)' ').Add(x).Add((byte)' ').Add(Height - y - height)
            .Add(" cm /I"u8).Add(image.Id).Add(" Do Q\n"u8);
        CloseArtifact(artifact);
    }

    /// <summary>Starts a piece of content that belongs to the open element of the structure.</summary>
    internal void BeginContent()
    {
        var number = Elements.Count;
        Elements.Add(_tags!.Hold(Page, number));
        _content.Add((byte)'/').Add(_tags.Type).Add("<</MCID "u8).Add(number).Add(">>BDC\n"u8);
        _inContent = true;
    }

    internal void EndContent()
    {
        _content.Add("EMC\n"u8);
        _inContent = false;
    }

    /// <summary>Makes an area lead to an address; the open element must be a Link.</summary>
    internal void Link(double x, double y, double width, double height, string address, PdfOutput output)
    {
        var annotation = output.Reserve();
        var (key, parent) = _tags!.Parent();
        var element = _tags.HoldAnnotation(Page, annotation);
        output.Pack(parent, new PdfBytes(16).Reference(element).Written);
        Links.Add((x, y, width, height, address, annotation, key));
    }

    private bool OpenArtifact()
    {
        if (_inContent)
        {
            return false;
        }

        _content.Add("/Artifact BMC\n"u8);
        _inContent = true;
        return true;
    }

    private void CloseArtifact(bool opened)
    {
        if (opened)
        {
            EndContent();
        }
    }

    private void At(double x, double y, ReadOnlySpan<byte> what) => _content.Add(x).Add((byte)' ').Add(Height - y).Add(what);

    private void Pens(PdfColor? fill, PdfColor? stroke, double lineWidth)
    {
        if (fill is { } inside)
        {
            Fill(inside);
        }

        if (stroke is { } edge)
        {
            Stroke(edge, lineWidth);
        }
    }

    private void Paint(PdfColor? fill, PdfColor? stroke) =>
        _content.Add(fill is null ? stroke is null ? "n\n"u8 : "S\n"u8 : stroke is null ? "f\n"u8 : "B\n"u8);

    private void Fill(PdfColor color)
    {
        if (_fill != color)
        {
            Color(color, " rg "u8);
            _fill = color;
        }
    }

    private void Stroke(PdfColor color, double width)
    {
        if (_stroke != color)
        {
            Color(color, " RG "u8);
            _stroke = color;
        }

        if (_lineWidth != width)
        {
            _content.Add(width).Add(" w "u8);
            _lineWidth = width;
        }
    }

    private void Color(PdfColor color, ReadOnlySpan<byte> operation) =>
        _content.Add(color.Red / 255.0).Add((byte)' ').Add(color.Green / 255.0).Add((byte)' ').Add(color.Blue / 255.0).Add(operation);
}
