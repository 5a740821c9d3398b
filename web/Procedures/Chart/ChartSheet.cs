using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>One page with everything on it measured; <see cref="Draw"/> gives the places.</summary>
internal sealed class ChartSheet
{
    private readonly Procedure _procedure;
    private readonly ChartOptions _options;
    private readonly ChartColumns _columns;
    private readonly IReadOnlyList<ChartRow> _rows;
    private readonly ChartRouter _router;
    private readonly Dictionary<ChartNode, (double Width, double Height, List<string> Lines)> _sizes = [];
    private readonly Dictionary<int, double> _floors = [];
    private readonly Dictionary<int, double> _tracks = [];
    private readonly List<(ChartRow Row, double Y, double Height)> _bands = [];
    private readonly ILookup<int, ChartWay> _labels;
    private readonly Dictionary<int, double> _pads = [];

    public ChartSheet(Procedure procedure, ChartOptions options, ChartColumns columns, double headerHeight, IReadOnlyList<ChartRow> rows, IEnumerable<ChartEdge> edges, int lanes, int first, int count)
    {
        (_procedure, _options, _columns, _rows, First, Count) = (procedure, options, columns, rows, first, count);
        _router = new(rows, edges, lanes);
        _labels = _router.Ways.Where(way => way.Exit is null && way.Edge.Label.Length > 0).ToLookup(way => way.Edge.From.Position + 1);
        foreach (var way in _router.Ways.Where(way => way.Exit is { Label.Length: > 0 }))
        {
            var gutter = 2 * way.Edge.From.Lane + (way.Exit!.IsRight ? 1 : 0);
            var lines = SideLabel(way.Edge.Label);
            way.Edge.From.LabelLines = Math.Max(way.Edge.From.LabelLines, lines.Count);
            _pads[gutter] = Math.Max(_pads.GetValueOrDefault(gutter), lines.Max(line => ChartText.Width(line, _options.SymbolSize, PdfFont.Bold)) + _options.Size * 0.75);
        }

        Measure(headerHeight);
    }

    public int First { get; }

    /// <summary>Steps on it.</summary>
    public int Count { get; }

    public double Height { get; private set; }

    private double Leading => ChartOptions.Leading(_options.SymbolSize);

    /// <summary>From the symbols to the first line beside them.</summary>
    private double Near(int gutter) => Math.Max(Math.Round(_options.Size * 0.95), Math.Ceiling(_pads.GetValueOrDefault(gutter)));

    /// <summary>Width a gutter needs for its arrows and their words.</summary>
    public double Gutter(int gutter)
    {
        var tracks = _router.Tracks(true, gutter);
        return tracks > 0 ? Near(gutter) + (tracks - 1) * _options.Track + Math.Round(_options.Size * 0.65)
            : _pads.ContainsKey(gutter) ? Near(gutter) + Math.Round(_options.Size * 0.4) : 0;
    }

    /// <summary>A row is no lower than this, whatever arrows pass.</summary>
    public static double LeastHeight(ChartRow row, ChartColumns columns, ChartOptions options)
    {
        var symbols = row.Nodes.GroupBy(node => node.Level).Sum(floor => floor.Max(node => Size(node, columns, options).Height));
        return Math.Max(Cells(row.Step!, columns, options).Height, symbols + options.Size);
    }

    public ChartPage Draw()
    {
        List<ChartBand> bands = [];
        Dictionary<ChartNode, ChartSymbol> symbols = [];
        foreach (var (row, y, height) in _bands)
        {
            bands.Add(Band(row, y, height));
            foreach (var node in row.Nodes)
            {
                symbols[node] = Symbol(node);
            }
        }

        return new(Height, bands, [.. symbols.Values], [.. _router.Ways.Select(way => Arrow(way, symbols))]);
    }

    private void Measure(double headerHeight)
    {
        var y = headerHeight;
        var (size, track) = (_options.Size, _options.Track);
        foreach (var row in _rows)
        {
            var top = y;
            var at = row.Nodes[0].Position - 2 * row.Nodes[0].Level - 1;
            var floors = new double[row.Levels];
            foreach (var node in row.Nodes)
            {
                _sizes[node] = Size(node, _columns, _options);

                // Words at its sides stand over or under their line, within the floor.
                var words = 2 * (node.Reach * Gap(node, _options) + (node.LabelLines > 1 ? node.LabelLines * Leading + 4 : 0));
                floors[node.Level] = Math.Max(floors[node.Level], Math.Max(_sizes[node].Height, words));
            }

            double Channel(int position, double before, double after)
            {
                var labels = _labels[position].Select(way => BottomLabel(way.Edge.Label).Count * Leading + 2).DefaultIfEmpty().Max();
                return labels + before + _router.Tracks(false, position) * track + after;
            }

            var (head, between, foot) = (size * 0.45, size * 0.35, size * 0.25);
            double[] channels = [.. Enumerable.Range(0, row.Levels + 1).Select(level => Channel(at + 2 * level, level == 0 ? head : level == row.Levels ? foot : between, level == row.Levels ? foot : size * 0.85))];
            var content = channels.Sum() + floors.Sum();
            var height = row.Step is null ? content : Math.Max(content, Cells(row.Step, _columns, _options).Height);
            var spare = Math.Floor((height - content) / 2);
            for (var level = 0; level <= row.Levels; level++)
            {
                var labels = _labels[at + 2 * level].Select(way => BottomLabel(way.Edge.Label).Count * Leading + 2).DefaultIfEmpty().Max();
                _tracks[at + 2 * level] = y + labels + (level == 0 ? head : level == row.Levels ? foot : between) + track / 2;
                y += channels[level] + (level == 0 ? spare : 0);
                if (level < row.Levels)
                {
                    _floors[at + 2 * level + 1] = Math.Round(y + floors[level] / 2);
                    y += floors[level];
                }
            }

            y = Math.Ceiling(top + height);
            _bands.Add((row, top, y - top));
        }

        Height = y;
    }

    private static (double Width, double Height, List<string> Lines) Size(ChartNode node, ChartColumns columns, ChartOptions options)
    {
        var (size, text, leading) = (options.Size, options.SymbolSize, ChartOptions.Leading(options.SymbolSize));
        var gap = Gap(node, options);
        var ports = node.Reach > 0 ? 2 * (node.Reach + 0.9) * gap : 0;
        switch (node.Shape)
        {
            case ChartShape.Capsule:
                return (Even(Math.Min(columns.Symbol, size * 5.4)), Even(Math.Max(size * 1.85, ports)), [node.Text]);
            case ChartShape.Connector:
                return (Even(size * 2), Even(Math.Max(size * 2, ports)), [node.Text]);
            case ChartShape.Diamond when node.Text.Length == 0:
                return (Even(Math.Min(columns.Symbol, size * 7)), Even(Math.Max(size * 3, ports)), []);
            case ChartShape.Diamond:
                var (lines, height) = ChartText.InDiamond(node.Text, columns.Symbol, text, leading, Math.Max(size * 3.4, columns.Symbol * 0.42));
                return (columns.Symbol, Even(Math.Max(height, ports)), lines);
            default:
                var written = ChartText.Wrap(node.Text, columns.Symbol - size * 0.7, text);
                return (columns.Symbol, Even(Math.Max(Math.Max(size * 2.3, written.Count * leading + size * 0.8), ports)), written);
        }
    }

    private static double Even(double value) => Math.Ceiling(value / 2) * 2;

    // Between two arrows that leave one side.
    private static double Gap(ChartNode node, ChartOptions options) => Math.Round(options.SymbolSize * 0.3 + node.LabelLines * ChartOptions.Leading(options.SymbolSize));

    private List<string> SideLabel(string label) => ChartText.Wrap(label, _options.Size * 7, _options.SymbolSize, PdfFont.Bold);

    private List<string> BottomLabel(string label) => ChartText.Wrap(label, Math.Max(_columns.Symbol / 2 - 2, _options.Size * 2), _options.SymbolSize, PdfFont.Bold);

    private ChartSymbol Symbol(ChartNode node)
    {
        var (width, height, lines) = _sizes[node];
        var (x, y) = (_columns.Middle(node.Lane), _floors[node.Position]);
        var font = node.IsReading ? PdfFont.Oblique : node.Shape == ChartShape.Connector ? PdfFont.Bold : PdfFont.Regular;

        // The point of a connector is below: its number stands a little higher.
        var middle = node.Shape == ChartShape.Connector ? y - height * 0.12 : y;
        return new(node.Shape, node.Row.Step?.No, _procedure.Actors[node.Lane].Label, x - width / 2, y - height / 2, width, height, node.Text,
            ChartText.Set(lines, x, middle - lines.Count * Leading / 2, _options.SymbolSize, Leading, font, PdfAlign.Center), node.IsReading);
    }

    private ChartArrow Arrow(ChartWay way, Dictionary<ChartNode, ChartSymbol> symbols)
    {
        List<ChartPoint> points = [];
        foreach (var corner in way.Corners)
        {
            ChartPoint point = new(X(corner, symbols), Y(corner, symbols));
            if (points.Count == 0 || points[^1] != point)
            {
                points.Add(point);
            }
        }

        return new(symbols[way.Edge.From], symbols[way.Edge.To], points, way.Edge.Label, Label(way, symbols[way.Edge.From], points[0]));
    }

    private IReadOnlyList<ChartLine> Label(ChartWay way, ChartSymbol from, ChartPoint start)
    {
        if (way.Edge.Label.Length == 0)
        {
            return [];
        }

        var size = _options.SymbolSize;
        var beside = Math.Round(_options.Size * 0.3);
        if (way.Exit is not { } exit)
        {
            return ChartText.Set(BottomLabel(way.Edge.Label), from.MiddleX + beside, from.Y + from.Height + 1, size, Leading, PdfFont.Bold, PdfAlign.Left);
        }

        // Over the line in the upper half of the symbol, under it in the lower: there the symbol gives way.
        var lines = SideLabel(way.Edge.Label);
        var top = exit.Step > 0 ? start.Y + 1 : start.Y - lines.Count * Leading - 1;
        return ChartText.Set(lines, start.X + (exit.IsRight ? beside : -beside), top, size, Leading, PdfFont.Bold, exit.IsRight ? PdfAlign.Left : PdfAlign.Right);
    }

    private double X(ChartCorner corner, Dictionary<ChartNode, ChartSymbol> symbols)
    {
        if (corner.Gutter is { } run)
        {
            var lane = run.Line / 2;
            var away = _columns.Symbol / 2 + Near(run.Line) + run.Track * _options.Track;
            return _columns.Middle(lane) + (run.Line % 2 == 1 ? away : -away);
        }

        if (corner.Port is { } port)
        {
            var symbol = symbols[port.Node];
            var half = Half(symbol, port.Step * Gap(port.Node, _options));
            return symbol.MiddleX + (port.IsRight ? half : -half);
        }

        return _columns.Middle(corner.Lane);
    }

    private double Y(ChartCorner corner, Dictionary<ChartNode, ChartSymbol> symbols)
    {
        if (corner.PortHeight is { } port)
        {
            return symbols[port.Node].MiddleY + port.Step * Gap(port.Node, _options);
        }

        return corner.Channel is { } run ? Math.Round(_tracks[run.Line] + run.Track * _options.Track)
            : corner.Top is { } below ? symbols[below].Y : symbols[corner.Bottom!].Y + symbols[corner.Bottom!].Height;
    }

    // From the middle of a symbol to its edge at a height.
    private static double Half(ChartSymbol symbol, double offset)
    {
        var (half, tall) = (symbol.Width / 2, symbol.Height / 2);
        var away = Math.Min(Math.Abs(offset), tall);
        return Math.Round(symbol.Shape switch
        {
            ChartShape.Diamond => half * (1 - away / tall),
            ChartShape.Capsule => half - tall + Math.Sqrt(tall * tall - away * away),
            _ => half,
        }, 1);
    }

    private ChartBand Band(ChartRow row, double y, double height)
    {
        if (row.Step is not { } step)
        {
            return new(null, y, height, [], []);
        }

        var (leading, pad) = (ChartOptions.Leading(_options.Size), _options.Pad);
        List<ChartCell> cells = [];
        List<ChartLine> marked = [];
        foreach (var (column, text, lines, marks) in Cells(step, _columns, _options).Columns)
        {
            var top = y + (height - lines.Count * leading - marks.Count * leading) / 2;
            var centred = column.Name == "No";
            var x = centred ? column.X + column.Width / 2 : column.X + pad;
            cells.Add(new(column.X, y, column.Width, height, text, ChartText.Set(lines, x, top, _options.Size, leading, PdfFont.Regular, centred ? PdfAlign.Center : PdfAlign.Left)));
            marked.AddRange(ChartText.Set(marks, x + 4, top + lines.Count * leading + 2, _options.SymbolSize, leading, PdfFont.Bold, PdfAlign.Left));
        }

        return new(step, y, height, cells, marked);
    }

    private static (List<(ChartColumn Column, string Text, List<string> Lines, List<string> Marks)> Columns, double Height) Cells(ProcedureStep step, ChartColumns columns, ChartOptions options)
    {
        List<(ChartColumn, string, List<string>, List<string>)> cells = [];
        var most = 0;
        foreach (var column in columns.All.Where(column => !column.IsLane))
        {
            var text = column.Name switch { "No" => step.No, "Kegiatan" => step.Activity, _ => step.Cell(column.Name) };
            var lines = ChartText.Wrap(text, column.Width - (column.Name == "No" ? options.Pad : 2 * options.Pad), options.Size);
            List<string> marks = column.Name != "Kegiatan" ? []
                : [.. (options.Marks.GetValueOrDefault(step.No) ?? []).SelectMany(mark => ChartText.Wrap(mark, column.Width - 2 * options.Pad - 8, options.SymbolSize, PdfFont.Bold))];
            cells.Add((column, text, lines, marks));
            most = Math.Max(most, lines.Count + marks.Count);
        }

        return (cells, Math.Ceiling(most * ChartOptions.Leading(options.Size) + 2 * options.Pad));
    }
}
