using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>A chart on paper: lines and letters, each row tagged as a row of a table, with where it leads in words.</summary>
internal sealed class ChartPdf
{
    private const double TextSize = 7.6;
    private const int Turns = 16;
    private const int MostStepsBalanced = 60;

    private readonly PdfDocument _pdf;
    private readonly Procedure _procedure;
    private readonly ChartLayout _layout;
    private readonly double _scale;
    private double _top;

    private ChartPdf(PdfDocument pdf, Procedure procedure, ChartLayout layout, double scale) => (_pdf, _procedure, _layout, _scale) = (pdf, procedure, layout, scale);

    // Quieter than the flow.
    private static PdfColor Edge => PdfColor.StrongLine;

    /// <summary>The chart in pages of a size, set smaller where it asks for more.</summary>
    /// <returns>The chart, and by how much it is to be drawn smaller.</returns>
    public static (ChartLayout Layout, double Scale) Fit(Procedure procedure, double width, double height)
    {
        var scale = 1.0;
        for (var round = 0; ; round++)
        {
            var layout = ChartLayout.Of(procedure, new() { Width = Math.Floor(width / scale), PageHeight = height / scale, Size = TextSize });
            var fit = Math.Min(width / layout.Width, Math.Min(1, height / layout.Height));
            if (fit >= scale - 0.0001 || round == 12)
            {
                return (Balanced(procedure, layout), Math.Min(scale, fit));
            }

            // Set smaller, more stands on a line and on a page: the next try may need less than this one says.
            scale = Math.Max(fit, scale * 0.8);
        }
    }

    // On two pages the break stands where few arrows cross it and both are filled alike; no last page with a row alone.
    private static ChartLayout Balanced(Procedure procedure, ChartLayout layout)
    {
        if (layout.Pages.Count != 2 || procedure.Steps.Count > MostStepsBalanced)
        {
            return layout;
        }

        var most = layout.Options.PageHeight!.Value;
        return Enumerable.Range(1, procedure.Steps.Count - 1).Select(row => ChartLayout.Of(procedure, layout.Options with { Breaks = [row] }))
            .Where(tried => tried.Height <= most && tried.Width <= layout.Width)
            .Append(layout).MinBy(tried => tried.Pages.Sum(page => page.Symbols.Count(symbol => symbol.Shape == ChartShape.Connector)) * most / 8 + tried.Height)!;
    }

    public static void Draw(PdfDocument pdf, Procedure procedure, ChartLayout layout, double scale) => new ChartPdf(pdf, procedure, layout, scale).Draw();

    private void Draw()
    {
        var summary = System.Text.Encoding.ASCII.GetString(new PdfBytes().TextString($"Bagan alur {_procedure.Name}: langkah, pelaksana, mutu baku").Written);
        _top = _pdf.Y;
        _pdf.Tags.Begin("Table", $"/A<</O/Table/Summary{summary}>>");
        Header(tagged: true);
        _pdf.Tags.Begin("TBody");
        for (var at = 0; at < _layout.Pages.Count; at++)
        {
            if (at > 0)
            {
                _pdf.NewPage();
                _top = _pdf.Y;
                Header(tagged: false);
            }

            Page(_layout.Pages[at]);
            _pdf.Y = _top + _layout.Pages[at].Height * _scale;
        }

        _pdf.Tags.End();
        _pdf.Tags.End();
    }

    private void Header(bool tagged)
    {
        _pdf.Page.Box(X(0), Y(0), _layout.Width * _scale, _layout.HeaderHeight * _scale, PdfColor.Surface);
        if (tagged)
        {
            _pdf.Tags.Begin("THead");
        }

        foreach (var row in _layout.Header.GroupBy(cell => cell.Y))
        {
            if (tagged)
            {
                _pdf.Tags.Begin("TR");
            }

            foreach (var cell in row)
            {
                _pdf.Page.Box(X(cell.X), Y(cell.Y), cell.Width * _scale, cell.Height * _scale, null, Edge, 0.5 * _scale);
                if (tagged)
                {
                    var down = cell.Y + cell.Height >= _layout.HeaderHeight - 0.1 && cell.Y < 0.1 ? 2 : 1;
                    var across = cell.Y > 0.1 || down == 2 ? 1 : _layout.Columns.Count(x => x >= cell.X - 0.1 && x < cell.X + cell.Width - 0.1);
                    _pdf.Tags.Begin("TH", $"/A<</O/Table/Scope/Column{(across > 1 ? $"/ColSpan {across}" : "")}{(down > 1 ? "/RowSpan 2" : "")}>>");
                    Content(() => Lines(cell.Lines));
                    _pdf.Tags.End();
                }
                else
                {
                    Lines(cell.Lines);
                }
            }

            if (tagged)
            {
                _pdf.Tags.End();
            }
        }

        if (tagged)
        {
            _pdf.Tags.End();
        }
    }

    private void Page(ChartPage page)
    {
        foreach (var x in _layout.Columns)
        {
            _pdf.Page.Line(X(x), Y(_layout.HeaderHeight), X(x), Y(page.Height), 0.5 * _scale, Edge);
        }

        // Connectors stand in the cell of the row beside them: no line in between.
        for (var at = 0; at < page.Bands.Count; at++)
        {
            var band = page.Bands[at];
            if (at == page.Bands.Count - 1 || (band.Step is not null && page.Bands[at + 1].Step is not null))
            {
                _pdf.Page.Line(X(0), Y(band.Y + band.Height), X(_layout.Width), Y(band.Y + band.Height), 0.5 * _scale, Edge);
            }
        }

        foreach (var symbol in page.Symbols.Where(symbol => symbol.Step is null))
        {
            Symbol(symbol);
        }

        foreach (var arrow in page.Arrows.Where(arrow => arrow.From.Step is null))
        {
            Arrow(arrow);
        }

        var symbols = page.Symbols.Where(symbol => symbol.Step is not null).ToLookup(symbol => symbol.Step!);
        var arrows = page.Arrows.Where(arrow => arrow.From.Step is not null).ToLookup(arrow => arrow.From.Step!);
        foreach (var band in page.Bands.Where(band => band.Step is not null))
        {
            Row(band, [.. symbols[band.Step!.No]], [.. arrows[band.Step!.No]]);
        }
    }

    private void Row(ChartBand band, IReadOnlyList<ChartSymbol> symbols, IReadOnlyList<ChartArrow> arrows)
    {
        _pdf.Tags.Begin("TR");
        Cell("TH", "/A<</O/Table/Scope/Row>>", band.Cells[0]);
        Cell("TD", null, band.Cells[1]);
        var last = _procedure.Actors.Select(actor => actor.Label).LastOrDefault(label => symbols.Any(symbol => symbol.Actor == label));
        foreach (var actor in _procedure.Actors)
        {
            _pdf.Tags.Begin("TD");
            var own = symbols.Where(symbol => symbol.Actor == actor.Label).OrderBy(symbol => symbol.Y).ToList();
            if (own.Count > 0)
            {
                // An empty box says as much as a mark in the cell.
                _pdf.Tags.Begin("Figure", null, string.Join("; ", own.Select(symbol => (symbol.Shape switch { ChartShape.Capsule => "kapsul", ChartShape.Diamond => "keputusan", _ => "kotak" }) + (symbol.Text.Length > 0 ? " " + symbol.Text : ""))));
                Content(() => own.ForEach(Symbol));
                _pdf.Tags.End();
            }

            if (actor.Label == last && arrows.Count > 0)
            {
                _pdf.Tags.Begin("Figure", null, "Lanjut ke " + Leads(band.Step!));
                Content(() =>
                {
                    foreach (var arrow in arrows)
                    {
                        Arrow(arrow);
                    }
                });
                _pdf.Tags.End();
            }

            _pdf.Tags.End();
        }

        foreach (var cell in band.Cells.Skip(2))
        {
            Cell("TD", null, cell);
        }

        _pdf.Tags.End();
    }

    private void Cell(string tag, string? attributes, ChartCell cell)
    {
        _pdf.Tags.Begin(tag, attributes);
        if (cell.Lines.Count > 0)
        {
            Content(() => Lines(cell.Lines));
        }

        _pdf.Tags.End();
    }

    private void Content(Action draw)
    {
        _pdf.Page.BeginContent();
        draw();
        _pdf.Page.EndContent();
    }

    private void Symbol(ChartSymbol symbol)
    {
        var (x, y, width, height) = (X(symbol.X), Y(symbol.Y), symbol.Width * _scale, symbol.Height * _scale);
        (double, double)[] outline = symbol.Shape switch
        {
            ChartShape.Diamond => [(x + width / 2, y), (x + width, y + height / 2), (x + width / 2, y + height), (x, y + height / 2)],
            ChartShape.Connector => [(x, y), (x + width, y), (x + width, y + height * 0.62), (x + width / 2, y + height), (x, y + height * 0.62)],
            ChartShape.Capsule => [.. Round(x + width - height / 2, y, height / 2, -Math.PI / 2), .. Round(x + height / 2, y, height / 2, Math.PI / 2)],
            _ => [(x, y), (x + width, y), (x + width, y + height), (x, y + height)],
        };
        _pdf.Page.Path(outline, PdfColor.White, PdfColor.Ink, 0.8 * _scale);
        Lines(symbol.Lines);
    }

    private static IEnumerable<(double, double)> Round(double x, double y, double radius, double from) =>
        Enumerable.Range(0, Turns + 1).Select(at => from + Math.PI * at / Turns).Select(angle => (x + Math.Cos(angle) * radius, y + radius + Math.Sin(angle) * radius));

    private void Arrow(ChartArrow arrow)
    {
        _pdf.Page.Path([.. ChartArrowhead.Shaft(arrow, TextSize).Select(point => (X(point.X), Y(point.Y)))], null, PdfColor.Ink, 0.8 * _scale, closed: false);
        _pdf.Page.Path([.. ChartArrowhead.Head(arrow, TextSize).Select(point => (X(point.X), Y(point.Y)))], PdfColor.Ink);
        Lines(arrow.Label);
    }

    private void Lines(IReadOnlyList<ChartLine> lines)
    {
        for (var at = 0; at < lines.Count; at++)
        {
            // The space a line was broken at is not seen, but who copies or hears the text needs it.
            var line = lines[at];
            _pdf.Page.Text(X(line.Left), Y(line.Y), at < lines.Count - 1 ? line.Text + " " : line.Text, line.Font, line.Size * _scale);
        }
    }

    // In Indonesian, as the document is, whoever asks for it.
    private static string Leads(ProcedureStep step) => string.Join("; ", step.Next.Outcomes.Select(outcome => ProcedureWords.Branch(outcome) + (outcome.Step is { } next ? $"langkah {next}" : "selesai")))
        + (step.Next.Kind == NextKind.DeferredChoice ? " (yang lebih dahulu selesai)" : "");

    private double X(double x) => _pdf.Left + (_pdf.Width - _layout.Width * _scale) / 2 + x * _scale;

    private double Y(double y) => _top + y * _scale;
}
