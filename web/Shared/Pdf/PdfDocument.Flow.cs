namespace DataPortal.Shared.Pdf;

/// <content>Blocks that follow each other down the pages.</content>
public sealed partial class PdfDocument
{
    private readonly List<PdfLine> _lines = [];
    private float[] _widths = new float[1024];

    /// <summary>A heading, with its place in the outline.</summary>
    /// <param name="level">1 to 6.</param>
    public void Heading(string text, int level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 6);
        var style = level switch
        {
            1 => new PdfStyle(15, PdfFont.Bold, Before: 4, After: 6),
            2 => new PdfStyle(11.5, PdfFont.Bold, Before: 12, After: 4),
            _ => new PdfStyle(9.5, PdfFont.Bold, Before: 8, After: 3),
        };

        // A heading never stands alone at the foot of a page.
        Need(style.Before + style.Leading + 48);
        _outline.Add((text, level, Page.Page, Y));
        Flow($"H{level}", style, [text]);
    }

    public void Paragraph(string text, PdfStyle? style = null) => Flow("P", style ?? PdfStyle.Body, [text]);

    /// <summary>A paragraph of runs in several faces, some of them links.</summary>
    public void Paragraph(IReadOnlyList<PdfSpan> spans, PdfStyle? style = null) => Flow("P", style ?? PdfStyle.Body, spans);

    /// <summary>A list with points, or with numbers from 1.</summary>
    public void List(IEnumerable<string> items, bool numbered = false, PdfStyle? style = null)
    {
        var number = 0;
        var look = style ?? PdfStyle.Body;
        var indent = numbered ? look.Size * 2 : look.Size * 1.2;
        _tags.Begin("L");
        foreach (var item in items)
        {
            number++;
            Need(look.Leading);
            _tags.Begin("LI");
            _tags.Begin("Lbl");
            Page.BeginContent();
            Page.Text(Left, Y + look.Size, numbered ? $"{number}." : "•", look.Font, look.Size, look.Color);
            Page.EndContent();
            _tags.End();
            Flow("LBody", look, [item], indent);
            _tags.End();
        }

        _tags.End();
    }

    public void Gap(double height) => Y = Math.Min(Y + height, Bottom);

    /// <summary>A thin line from margin to margin.</summary>
    public void Rule(PdfColor? color = null, double width = 0.5)
    {
        Page.Line(Left, Y, Left + Width, Y, width, color ?? PdfColor.Line);
        Y += 6;
    }

    /// <summary>Labels and their values, one under the other.</summary>
    public void Facts(IReadOnlyList<(string Label, string Value)> facts, double size = 9)
    {
        if (facts.Count > 0)
        {
            Table(new()
            {
                Columns = [new(IsHeader: true, MaxWidth: Width * 0.4), new(MaxWidth: Width)],
                Rows = facts.Select(fact => (PdfRow)(PdfCell[])[new(fact.Label, Color: PdfColor.Quiet), fact.Value]),
                Size = size,
                SmallestSize = size,
                Ruled = false,
            });
        }
    }

    /// <summary>The office's name and lines about it over a double rule.</summary>
    public void Letterhead(string office, params IReadOnlyList<string> lines)
    {
        Paragraph(office, new(12.5, PdfFont.Bold, After: 1));
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            Paragraph(line, PdfStyle.Small with { After = 1 });
        }

        Y += 4;
        Page.Line(Left, Y, Left + Width, Y, 1.2, PdfColor.Ink);
        Page.Line(Left, Y + 2.5, Left + Width, Y + 2.5, 0.5, PdfColor.Ink);
        Y += 16;
    }

    /// <summary>Place and date, and one or two who sign; kept on one page.</summary>
    /// <param name="left">Null leaves the left half free.</param>
    public void Signatures(string placeAndDate, PdfSignature? left, PdfSignature right)
    {
        ArgumentNullException.ThrowIfNull(right);
        const double Size = 9.5, Step = 13, Room = 52;
        var half = Math.Min(230, Width / 2 - 12);
        var columns = new[] { (left, Left), (right, Left + Width - half) };
        var height = 20 + Step * 5 + Room + Math.Max(Positions(left), Positions(right)) * Step;
        Need(height);
        Y += 20;
        var top = Y;
        var named = top;
        foreach (var (signature, x) in columns)
        {
            if (signature is null)
            {
                continue;
            }

            var y = top;
            _tags.Begin("Div");
            if (signature == right)
            {
                Put(x, y, placeAndDate);
            }

            y += Step;
            Put(x, y, signature.Caption);
            y += Step;
            foreach (var line in WrappedLines(signature.Position, half, Size))
            {
                Put(x, y, line);
                y += Step;
            }

            // Both names stand on one height, whatever their positions took.
            named = top + Step * 2 + Math.Max(Positions(left), Positions(right)) * Step + Room;
            var name = signature.Name ?? new string('.', 44);
            Put(x, named, name, signature.Name is null ? PdfFont.Regular : PdfFont.Bold);
            if (signature.Name is not null)
            {
                Page.Line(x, named + Size + 2, x + PdfText.Width(name, PdfFont.Bold, Size), named + Size + 2, 0.5, PdfColor.Ink);
            }

            Put(x, named + Step + 1, $"NIP {signature.Nip ?? new string('.', 36)}");
            _tags.End();
        }

        Y = named + Step * 2 + 6;

        int Positions(PdfSignature? signature) => signature is null ? 0 : WrappedLines(signature.Position, half, Size).Count;

        void Put(double x, double y, string text, PdfFont font = PdfFont.Regular)
        {
            _tags.Begin("P");
            Page.BeginContent();
            Page.Text(x, y + Size, text, font, Size);
            Page.EndContent();
            _tags.End();
        }
    }

    /// <summary>Horizontal bars with their values beside them: no axis to read, nothing by colour alone.</summary>
    /// <param name="title">What the chart shows; also said to a screen reader, with every value.</param>
    public void Bars(string title, IReadOnlyList<PdfBar> bars)
    {
        const double Size = 8.5, Row = 16;
        Heading(title, 3);
        var label = Math.Min(Width * 0.4, bars.Select(bar => PdfText.Width(bar.Label, PdfFont.Regular, Size)).DefaultIfEmpty().Max());
        var shown = bars.Select(bar => PdfText.Width(bar.Shown, PdfFont.Bold, Size)).DefaultIfEmpty().Max();
        var most = Math.Max(bars.Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty().Max(), double.Epsilon);
        var length = Math.Min(Width - label - shown - 20, 360);
        var rowsPerPage = Math.Max(1, (int)((Bottom - Top) / Row));
        foreach (var part in bars.Chunk(rowsPerPage))
        {
            Figure($"{title}: {string.Join("; ", part.Select(bar => $"{bar.Label} {bar.Shown}"))}", part.Length * Row + 4, (page, top) =>
            {
                foreach (var (bar, at) in part.Select((bar, at) => (bar, at)))
                {
                    var y = top + at * Row;
                    var reach = double.IsFinite(bar.Value) ? Math.Max(0, bar.Value / most) * length : 0;
                    page.Text(Left, y + 10.5, Cut(bar.Label, PdfFont.Regular, Size, label + 1), PdfFont.Regular, Size);
                    page.Box(Left + label + 10, y + 2.5, Math.Max(reach, 0.75), Row - 5, PdfColor.Accent);
                    page.Text(Left + label + 15 + reach, y + 10.5, bar.Shown, PdfFont.Bold, Size);
                }
            });
        }
    }

    /// <summary>Room for a drawing, kept on one page and said in words to who cannot see it.</summary>
    /// <param name="draw">Is given the page and the y at which the room starts; x goes from <see cref="Left"/> over <see cref="Width"/>.</param>
    public void Figure(string alternative, double height, Action<PdfCanvas, double> draw)
    {
        ArgumentNullException.ThrowIfNull(draw);
        Need(height);
        _tags.Begin("Figure", "/A<</O/Layout/Placement/Block>>", alternative);
        Page.BeginContent();
        draw(Page, Y);
        Page.EndContent();
        _tags.End();
        Y += height;
    }

    public void Table(PdfTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        new PdfTableLayout(this, table).Draw();
    }

    private List<string> WrappedLines(string text, double width, double size)
    {
        var widths = new float[text.Length];
        for (var at = 0; at < text.Length; at++)
        {
            widths[at] = (float)(PdfText.Width(text[at], PdfFont.Regular) * size / 1000);
        }

        PdfText.Wrap(text, widths, width, _lines);
        return [.. _lines.Select(line => text.Substring(line.Start, line.Length))];
    }

    private void Flow(string tag, PdfStyle style, IReadOnlyList<PdfSpan> spans, double indent = 0)
    {
        var text = spans.Count == 1 ? spans[0].Text : string.Concat(spans.Select(span => span.Text));
        if (string.IsNullOrWhiteSpace(text))
        {
            return;
        }

        if (_widths.Length < text.Length)
        {
            _widths = new float[text.Length];
        }

        var place = 0;
        foreach (var span in spans)
        {
            foreach (var c in span.Text)
            {
                _widths[place++] = (float)(PdfText.Width(c, span.Font ?? style.Font) * style.Size / 1000);
            }
        }

        PdfText.Wrap(text, _widths.AsSpan(0, text.Length), Width - indent, _lines);
        Y += Y > Top ? style.Before : 0;
        _tags.Begin(tag);
        var open = false;
        foreach (var line in _lines)
        {
            if (Y + style.Leading > Bottom)
            {
                if (open)
                {
                    Page.EndContent();
                }

                NewPage();
                open = false;
            }

            if (!open)
            {
                Page.BeginContent();
                open = true;
            }

            var x = Left + indent + style.Align switch { PdfAlign.Right => Width - indent - line.Width, PdfAlign.Center => (Width - indent - line.Width) / 2, _ => 0 };
            Draw(line, x, text, spans, style);
            Y += style.Leading;
        }

        if (open)
        {
            Page.EndContent();
        }

        _tags.End();
        Y += style.After;
    }

    // One line, run by run.
    private void Draw(PdfLine line, double x, string text, IReadOnlyList<PdfSpan> spans, PdfStyle style)
    {
        var first = 0;
        foreach (var span in spans)
        {
            var from = Math.Max(first, line.Start);
            var to = Math.Min(first + span.Text.Length, line.Start + line.WithSpace(text).Length);
            first += span.Text.Length;
            if (from >= to)
            {
                continue;
            }

            var width = 0.0;
            for (var at = from; at < to; at++)
            {
                width += _widths[at];
            }

            var piece = text.AsSpan(from, to - from);
            var baseline = Y + style.Size;
            if (span.Link is { } address)
            {
                Page.EndContent();
                _tags.Begin("Link");
                Page.BeginContent();
                Page.Text(x, baseline, piece, span.Font ?? style.Font, style.Size, span.Color ?? PdfColor.Accent);
                Page.Line(x, baseline + 1.5, x + width, baseline + 1.5, 0.4, span.Color ?? PdfColor.Accent);
                Page.EndContent();
                Page.Link(x, Y, width, style.Leading, address, _output);
                _tags.End();
                Page.BeginContent();
            }
            else
            {
                Page.Text(x, baseline, piece, span.Font ?? style.Font, style.Size, span.Color ?? style.Color);
            }

            x += width;
        }
    }
}
