using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures;

/// <summary>
/// The first sheet of a printed SOP, boxed as the originals are (procedures.md §11): office and unit on the left, number, dates and approval on the right,
/// the name, then two columns of what it rests on and what it asks. Empty fields are printed empty.
/// </summary>
internal sealed class ProcedureIdentitySheet
{
    private const double Edge = 0.6;

    private readonly PdfDocument _pdf;
    private readonly Procedure _procedure;
    private readonly double _size;
    private readonly double _leading;

    private readonly PdfImage? _logo;

    private ProcedureIdentitySheet(PdfDocument pdf, Procedure procedure, PdfImage? logo, double size) => (_pdf, _procedure, _logo, _size, _leading) = (pdf, procedure, logo, size, size * 1.3);

    private double Pad => _size * 0.55;

    private double Half => _pdf.Width / 2;

    private readonly record struct Line(string Text, PdfFont Font, double Indent, string? Marker);

    /// <summary>As large as lets it stand on one sheet; a longer one goes on over the next.</summary>
    public static void Draw(PdfDocument pdf, Procedure procedure, PdfImage? logo)
    {
        var size = 9.5;
        while (size > 7 && new ProcedureIdentitySheet(pdf, procedure, logo, size).Height() > pdf.Bottom - pdf.Y)
        {
            size -= 0.25;
        }

        new ProcedureIdentitySheet(pdf, procedure, logo, size).Draw();
    }

    private (string Label, List<Line> Value)[] Facts()
    {
        var approval = _procedure.Approval;
        List<Line> approved = [.. Wrapped(approval.Office, PdfFont.Regular, Half * 0.66 - 2 * Pad), new("", PdfFont.Regular, 0, null), new("", PdfFont.Regular, 0, null), new("", PdfFont.Regular, 0, null)];
        approved.AddRange(new[] { (approval.Name, PdfFont.Bold), (approval.Rank, PdfFont.Regular), (approval.Nip is { } nip ? "NIP. " + nip : null, PdfFont.Regular) }
            .Where(line => line.Item1 is not null).SelectMany(line => Wrapped(line.Item1!, line.Item2, Half * 0.66 - 2 * Pad)));
        return
        [
            ("Nomor SOP", Value(_procedure.Number)), ("Tanggal Pembuatan", Value(_procedure.Created)), ("Tanggal Revisi", Value(_procedure.Revised)),
            ("Tanggal Efektif", Value(_procedure.Effective)), ("Disahkan oleh", approved), ("Nama SOP", Wrapped(_procedure.FormalName ?? _procedure.Title, PdfFont.Bold, Half * 0.66 - 2 * Pad)),
        ];

        List<Line> Value(string text) => Wrapped(text, PdfFont.Regular, Half * 0.66 - 2 * Pad);
    }

    // The parts side by side, as they stand in the document.
    private IEnumerable<(ProcedureSection? Left, ProcedureSection? Right)> Pairs()
    {
        static bool IsLeft(ProcedureSection part) => new[] { "Dasar", "Keterkaitan", "Peringatan" }.Any(word => part.Heading.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        var parts = _procedure.Sections.Where(part => !part.Heading.Equals("Catatan", StringComparison.OrdinalIgnoreCase)).ToList();
        var (left, right) = (parts.Where(IsLeft).ToList(), parts.Where(part => !IsLeft(part)).ToList());
        return Enumerable.Range(0, Math.Max(left.Count, right.Count)).Select(at => (left.ElementAtOrDefault(at), right.ElementAtOrDefault(at)));
    }

    private List<Line> Lines(ProcedureSection? part)
    {
        if (part is null)
        {
            return [];
        }

        List<Line> lines = [.. Wrapped(part.Heading, PdfFont.Bold, Half - 2 * Pad)];
        foreach (var item in part.Items)
        {
            var indent = item.Marker.Length > 0 ? Math.Max(_size * 1.5, PdfText.Width(item.Marker, PdfFont.Regular, _size) + 4) : 0;
            var wrapped = Wrapped(item.Text, PdfFont.Regular, Half - 2 * Pad - indent);
            lines.AddRange((wrapped.Count > 0 ? wrapped : [new("", PdfFont.Regular, 0, null)]).Select((line, at) => line with { Indent = indent, Marker = at == 0 && item.Marker.Length > 0 ? item.Marker : null }));
        }

        return lines;
    }

    private double Height()
    {
        var height = Facts().Sum(fact => Math.Max(1, fact.Value.Count) * _leading + Pad) + Pairs().Sum(pair => Math.Max(Lines(pair.Left).Count, Lines(pair.Right).Count) * _leading + 1.6 * Pad);
        foreach (var text in Below())
        {
            height += Wrapped(text, PdfFont.Regular, _pdf.Width).Count * _leading + 2;
        }

        return height + (_procedure.Purpose.Length > 0 ? 2 * _leading : 0) + (Remarks().Count > 0 ? 2 * _leading : 0) + 12;
    }

    private IEnumerable<string> Below() => [.. _procedure.Purpose.Length > 0 ? [_procedure.Purpose] : Array.Empty<string>(), .. Remarks()];

    private List<string> Remarks() => [.. _procedure.Sections.Where(part => part.Heading.Equals("Catatan", StringComparison.OrdinalIgnoreCase))
        .SelectMany(part => part.Items).Select(item => $"{(item.Marker.Length > 0 ? item.Marker : "–")} {item.Text}")];

    private void Draw()
    {
        Head();
        foreach (var (left, right) in Pairs())
        {
            Pair(Lines(left), Lines(right));
        }

        _pdf.Gap(8);
        PdfStyle style = new(_size, After: 3);
        if (_procedure.Purpose.Length > 0)
        {
            _pdf.Paragraph([PdfSpan.Bold("Maksud: "), _procedure.Purpose], style);
        }

        if (Remarks() is { Count: > 0 } remarks)
        {
            _pdf.Paragraph([PdfSpan.Bold(_procedure.Sections.First(part => part.Heading.Equals("Catatan", StringComparison.OrdinalIgnoreCase)).Heading + ":")], style with { After = 1 });
            foreach (var remark in remarks)
            {
                _pdf.Paragraph(remark, style with { After = 1 });
            }
        }
    }

    private void Head()
    {
        var facts = Facts();
        var (top, label) = (_pdf.Y, Half * 0.34);
        var height = facts.Sum(fact => Math.Max(1, fact.Value.Count) * _leading + Pad);
        List<List<Line>> units = [.. _procedure.Units.Select((unit, at) => Wrapped(unit, at == 0 ? PdfFont.Bold : PdfFont.Regular, Half - 6 * Pad))];
        Box(_pdf.Left, top, Half, height);
        _pdf.Tags.Begin("Div");
        var named = units.Sum(unit => unit.Count) * _leading + 3 * units.Count;

        // As tall as four lines, or as the names leave room for.
        var tall = _logo is null ? 0 : Math.Max(0, Math.Min(4 * _leading, height - named - 3 * Pad));
        var y = top + Math.Max(Pad, (height - named - tall - (tall > 0 ? Pad : 0)) / 2);
        if (_logo is { } logo && tall > 0)
        {
            var wide = Math.Min(tall * logo.Width / logo.Height, Half - 2 * Pad);
            tall = wide * logo.Height / logo.Width;
            Tagged("Figure", () => _pdf.Page.Image(logo, _pdf.Left + (Half - wide) / 2, y, wide, tall), "/Alt(Logo kantor)");
            y += tall + Pad;
        }

        foreach (var unit in units)
        {
            Tagged("P", () =>
            {
                foreach (var line in unit)
                {
                    _pdf.Page.Text(_pdf.Left + Half / 2, y + _size, line.Text, line.Font, _size * 1.05, null, PdfAlign.Center);
                    y += _leading;
                }
            });
            y += 3;
        }

        _pdf.Tags.End();
        _pdf.Tags.Begin("Table");
        y = top;
        foreach (var (name, value) in facts)
        {
            var deep = Math.Max(1, value.Count) * _leading + Pad;
            Box(_pdf.Left + Half, y, label, deep);
            Box(_pdf.Left + Half + label, y, Half - label, deep);
            _pdf.Tags.Begin("TR");
            Tagged("TH", () => _pdf.Page.Text(_pdf.Left + Half + Pad, y + Pad / 2 + _size, name, PdfFont.Regular, _size), "/A<</O/Table/Scope/Row>>");
            Tagged("TD", () => Put(value, _pdf.Left + Half + label + Pad, y + Pad / 2));
            _pdf.Tags.End();
            y += deep;
        }

        _pdf.Tags.End();
        _pdf.Y = top + height;
    }

    // Side by side; what is longer than the sheet goes on over the next one.
    private void Pair(List<Line> left, List<Line> right)
    {
        for (var from = 0; from == 0 || from < Math.Max(left.Count, right.Count);)
        {
            var fit = (int)((_pdf.Bottom - _pdf.Y - 1.6 * Pad) / _leading);
            if (fit < 2)
            {
                _pdf.NewPage();
                continue;
            }

            var count = Math.Min(fit, Math.Max(Math.Max(left.Count, right.Count) - from, 1));
            var height = count * _leading + 1.6 * Pad;
            foreach (var (lines, x) in new[] { (left, _pdf.Left), (right, _pdf.Left + Half) })
            {
                Box(x, _pdf.Y, Half, height);
                var part = lines.Skip(from).Take(count).ToList();
                if (part.Count > 0)
                {
                    _pdf.Tags.Begin("Div");
                    foreach (var (block, at) in Blocks(part))
                    {
                        Tagged(block[0].Font == PdfFont.Bold ? "H2" : "P", () => Put(block, x + Pad, _pdf.Y + 0.8 * Pad + at * _leading));
                    }

                    _pdf.Tags.End();
                }
            }

            _pdf.Y += height;
            from += count;
        }
    }

    // A heading and each item is a paragraph of its own.
    private static IEnumerable<(List<Line> Lines, int At)> Blocks(List<Line> lines)
    {
        var start = 0;
        for (var at = 1; at <= lines.Count; at++)
        {
            if (at == lines.Count || lines[at].Marker is not null || lines[at].Font != lines[at - 1].Font)
            {
                yield return (lines[start..at], start);
                start = at;
            }
        }
    }

    private void Put(IReadOnlyList<Line> lines, double x, double top)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (line.Marker is { } marker)
            {
                _pdf.Page.Text(x, top + at * _leading + _size, marker + " ", PdfFont.Regular, _size);
            }

            _pdf.Page.Text(x + line.Indent, top + at * _leading + _size, at < lines.Count - 1 ? line.Text + " " : line.Text, line.Font, _size);
        }
    }

    private void Box(double x, double y, double width, double height) => _pdf.Page.Box(x, y, width, height, null, PdfColor.Ink, Edge);

    private void Tagged(string tag, Action draw, string? attributes = null)
    {
        _pdf.Tags.Begin(tag, attributes);
        _pdf.Page.BeginContent();
        draw();
        _pdf.Page.EndContent();
        _pdf.Tags.End();
    }

    private List<Line> Wrapped(string text, PdfFont font, double width) => [.. Chart.ChartText.Wrap(text, width, _size, font).Select(line => new Line(line, font, 0, null))];
}
