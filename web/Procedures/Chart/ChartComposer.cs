using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>Breaks the rows into pages, and makes the gutters as wide on every page as the busiest page needs.</summary>
internal sealed class ChartComposer
{
    private const int MostRounds = 12;
    private const int RoundsOfBreaking = 3;

    private readonly Procedure _procedure;
    private readonly ChartOptions _options;
    private readonly ChartGraph _graph;
    private readonly List<int>[] _sources;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public ChartComposer(Procedure procedure, ChartOptions options)
    {
        (_procedure, _options, _graph) = (procedure, options, ChartGraph.Of(procedure));
        _sources = [.. _graph.Rows.Select(_ => new List<int>())];
        for (var at = 0; at < _graph.Rows.Count; at++)
        {
            foreach (var (_, step, _) in _graph.Rows[at].Outer)
            {
                _sources[_graph.RowOf(step)].Add(at);
            }
        }
    }

    public ChartLayout Compose()
    {
        IReadOnlyList<double> gutters = [.. Enumerable.Repeat(Math.Round(_options.Size * 0.9), 2 * _graph.Lanes)];
        IReadOnlyList<(int First, int Count)>? breaks = _options.Breaks is not { } given ? null
            : [.. given.Prepend(0).Zip(given.Append(_graph.Rows.Count), (first, next) => (first, next - first))];
        for (var round = 1; ; round++)
        {
            ChartColumns columns = new(_procedure, _options, _graph, gutters);
            var (header, headerHeight) = Header(columns);
            var pages = Pages(columns, headerHeight, breaks);
            double[] needed = [.. gutters.Select((gutter, at) => Math.Max(gutter, pages.Max(page => page.Gutter(at))))];
            if (needed.SequenceEqual(gutters) || round == MostRounds)
            {
                IReadOnlyList<ChartPage> drawn = [.. pages.Select(page => page.Draw())];
                return new(columns.Width, headerHeight, header, [.. columns.All.Select(column => column.X), columns.Width], drawn,
                    _graph.Rows.Exists(row => row.Nodes.Exists(node => node.IsReading && node.Text.Length > 0)), _options);
            }

            // After some rounds the breaks stay where they are, and the gutters find their width.
            gutters = needed;
            breaks ??= round >= RoundsOfBreaking ? [.. pages.Select(page => (page.First, page.Count))] : null;
        }
    }

    private List<ChartSheet> Pages(ChartColumns columns, double headerHeight, IReadOnlyList<(int First, int Count)>? breaks)
    {
        _numbers.Clear();
        if (breaks is not null)
        {
            return [.. breaks.Select(one => Page(columns, headerHeight, one.First, one.Count))];
        }

        if (_options.PageHeight is not { } most)
        {
            return [Page(columns, headerHeight, 0, _graph.Rows.Count)];
        }

        List<ChartSheet> pages = [];
        List<double> least = [.. _graph.Rows.Select(row => ChartSheet.LeastHeight(row, columns, _options))];
        for (var first = 0; first < _graph.Rows.Count;)
        {
            var count = 0;
            for (var height = headerHeight; first + count < _graph.Rows.Count && (count == 0 || height + least[first + count] <= most); count++)
            {
                height += least[first + count];
            }

            var known = new Dictionary<string, int>(_numbers, StringComparer.Ordinal);
            var page = Page(columns, headerHeight, first, count);
            while (page.Height > most && count > 1)
            {
                _numbers.Clear();
                foreach (var (step, number) in known)
                {
                    _numbers[step] = number;
                }

                page = Page(columns, headerHeight, first, --count);
            }

            pages.Add(page);
            first += count;
        }

        return pages;
    }

    // Arrows over the edge of a page go to a connector at its foot, and come from one at its head.
    private ChartSheet Page(ChartColumns columns, double headerHeight, int first, int count)
    {
        List<ChartRow> rows = [.. _graph.Rows.Skip(first).Take(count)];
        List<ChartEdge> edges = [];
        ChartRow head = new(null, _graph.Lanes), foot = new(null, _graph.Lanes);
        Dictionary<(int Lane, string Step), ChartNode> leaving = [];
        List<ChartRow> entered = [.. rows.Where((_, at) => _sources[first + at].Exists(source => source < first || source >= first + count))];
        entered.ForEach(row => Number(row.Step!.No));

        // The nearest target last, so that its arrow goes straight down.
        foreach (var row in Enumerable.Reverse(entered))
        {
            edges.Add(new(Connector(head, row.Entry.Lane, row.Step!.No), row.Entry, ""));
        }

        foreach (var row in rows)
        {
            edges.AddRange(row.Inner);
            foreach (var (from, step, label) in row.Outer)
            {
                var target = _graph.RowOf(step);
                if (target >= first && target < first + count)
                {
                    edges.Add(new(from, _graph.Rows[target].Entry, label));
                }
                else
                {
                    edges.Add(new(from, leaving.TryGetValue((from.Lane, step), out var connector) ? connector : leaving[(from.Lane, step)] = Connector(foot, from.Lane, step), label));
                }
            }
        }

        if (head.Levels > 0)
        {
            rows.Insert(0, head);
        }

        if (foot.Levels > 0)
        {
            rows.Add(foot);
        }

        return new(_procedure, _options, columns, headerHeight, rows, edges, _graph.Lanes, first, count);
    }

    private ChartNode Connector(ChartRow row, int lane, string step)
    {
        ChartNode node = new(row, lane, ChartShape.Connector, Number(step).ToString(System.Globalization.CultureInfo.InvariantCulture), false);
        while (row[node.Level, lane] is not null)
        {
            node.Level++;
        }

        row[node.Level, lane] = node;
        row.Nodes.Add(node);
        return node;
    }

    private int Number(string step)
    {
        if (!_numbers.TryGetValue(step, out var number))
        {
            _numbers[step] = number = _numbers.Count + 1;
        }

        return number;
    }

    private (IReadOnlyList<ChartCell> Cells, double Height) Header(ChartColumns columns)
    {
        var size = Math.Round(_options.Size * 0.92, 1);
        var (leading, pad) = (ChartOptions.Leading(size), _options.Pad);
        List<(string Text, double X, double Width, int Row, int Down)> cells = [];
        var all = columns.All;
        var lanes = all.Where(column => column.IsLane).ToList();
        cells.Add((_procedure.Label("Pelaksana"), lanes[0].X, lanes.Sum(lane => lane.Width), 0, 1));
        cells.AddRange(lanes.Select(lane => (lane.Label, lane.X, lane.Width, 1, 1)));
        var quality = all.Where(column => _procedure.QualityColumns.Contains(column.Name)).ToList();
        if (quality.Count > 0)
        {
            cells.Add((_procedure.Label("Mutu Baku"), quality[0].X, quality.Sum(column => column.Width), 0, 1));
            cells.AddRange(quality.Select(column => (column.Label, column.X, column.Width, 1, 1)));
        }

        cells.AddRange(all.Where(column => !column.IsLane && !quality.Contains(column)).Select(column => (column.Label, column.X, column.Width, 0, 2)));
        List<(List<string> Lines, (string Text, double X, double Width, int Row, int Down) Cell)> wrapped =
            [.. cells.Select(cell => (ChartText.Wrap(cell.Text, cell.Width - pad * 0.6, size, PdfFont.Bold), cell))];
        double Tall(int row) => Math.Ceiling(wrapped.Where(one => one.Cell.Row == row && one.Cell.Down == 1).Select(one => one.Lines.Count * leading).DefaultIfEmpty(leading).Max() + pad);
        var (top, low) = (Tall(0), Tall(1));
        low = Math.Max(low, Math.Ceiling(wrapped.Max(one => one.Cell.Down == 2 ? one.Lines.Count * leading + pad : 0)) - top);
        return ([.. wrapped.OrderBy(one => one.Cell.Row).ThenBy(one => one.Cell.X).Select(one =>
        {
            var (y, height) = (one.Cell.Row == 0 ? 0 : top, one.Cell.Down == 2 ? top + low : one.Cell.Row == 0 ? top : low);
            return new ChartCell(one.Cell.X, y, one.Cell.Width, height, one.Cell.Text,
                ChartText.Set(one.Lines, one.Cell.X + one.Cell.Width / 2, y + (height - one.Lines.Count * leading) / 2, size, leading, PdfFont.Bold, PdfAlign.Center));
        })], top + low);
    }
}
