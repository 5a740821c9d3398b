using DataPortal.Shared.Pdf;

namespace DataPortal.Procedures.Chart;

/// <summary>A column of the table: Kegiatan, a lane, a column of quality.</summary>
/// <param name="Name">The file's name of it; a lane's is the actor's key.</param>
internal sealed record ChartColumn(string Name, string Label, bool IsLane)
{
    public double X { get; set; }

    public double Width { get; set; }
}

/// <summary>How wide each column is: gutters as wide as their arrows need, symbols as their writing, and the text shares what is left.</summary>
internal sealed class ChartColumns
{
    private readonly Procedure _procedure;
    private readonly ChartOptions _options;

    public ChartColumns(Procedure procedure, ChartOptions options, ChartGraph graph, IReadOnlyList<double> gutters)
    {
        (_procedure, _options, Gutters) = (procedure, options, gutters);
        var quality = procedure.QualityColumns;
        All =
        [
            new("No", procedure.Label("No"), false), new("Kegiatan", procedure.Label("Kegiatan"), false),
            .. procedure.Actors.Select(actor => new ChartColumn(actor.Key, actor.Label, true)),
            .. quality.Select(name => new ChartColumn(name, procedure.Label(name), false)),
        ];
        if (!quality.Contains("Keterangan"))
        {
            All.Add(new("Keterangan", procedure.Label("Keterangan"), false));
        }

        Fit(graph);
    }

    public List<ChartColumn> All { get; } = [];

    /// <summary>Per lane left and right.</summary>
    public IReadOnlyList<double> Gutters { get; private set; }

    /// <summary>Width of a symbol with writing.</summary>
    public double Symbol { get; private set; }

    public double Width => All[^1].X + All[^1].Width;

    public ChartColumn Lane(int lane) => All[2 + lane];

    /// <summary>Where the symbols of a lane have their middle.</summary>
    public double Middle(int lane) => Math.Round(Lane(lane).X + Gutters[2 * lane] + Symbol / 2);

    private void Fit(ChartGraph graph)
    {
        var (size, pad) = (_options.Size, _options.Pad);
        var texts = graph.Rows.SelectMany(row => row.Nodes).Where(node => node.Text.Length > 0 && node.Shape != ChartShape.Capsule).ToList();
        var longest = texts.Select(node => ChartText.LongestWord(node.Text, _options.SymbolSize) * (node.Shape == ChartShape.Diamond ? 1.9 : 1) + 2 * size * 0.45).DefaultIfEmpty().Max();
        var least = Math.Min(Math.Max(size * 5, longest), size * 11);
        var wanted = Math.Max(least, texts.Count == 0 ? size * 5 : texts.Exists(node => node.Text.Length > 24) ? size * 9.5 : size * 8);
        var lanes = All.Where(column => column.IsLane).ToList();

        // A lane is no narrower than the longest word of its name.
        double Lanes(double symbol) => lanes.Select((lane, at) => Lane(at, symbol)).Sum();
        double Lane(int at, double symbol) => Math.Max(Gutters[2 * at] + symbol + Gutters[2 * at + 1], ChartText.LongestWord(lanes[at].Label, size * 0.92, PdfFont.Bold) + pad);

        List<(ChartColumn Column, double Least, double Weight)> flexible = [];
        var taken = 0.0;
        foreach (var column in All.Where(column => !column.IsLane))
        {
            var cells = _procedure.Steps.Select(step => column.Name switch { "No" => step.No, "Kegiatan" => step.Activity, _ => step.Cell(column.Name) }).ToList();
            var head = ChartText.LongestWord(column.Label, size * 0.92, PdfFont.Bold) + 2 * pad;
            var word = Math.Min(cells.Max(cell => ChartText.LongestWord(cell, size)), size * 11) + 2 * pad;
            var most = cells.Max(cell => ChartText.FullWidth(cell, size)) + 2 * pad + 1;
            if (column.Name == "No" || most <= Math.Max(head, size * 5.5))
            {
                column.Width = Math.Ceiling(Math.Max(head, Math.Min(most, size * 6)));
                taken += column.Width;
            }
            else
            {
                var weight = Math.Sqrt(cells.Max(cell => cell.Length)) + (column.Name == "Kegiatan" ? 3 : 0);
                flexible.Add((column, Math.Ceiling(Math.Max(head, Math.Max(word, size * (column.Name == "Kegiatan" ? 9 : 6)))) + 1, weight));
            }
        }

        var leastText = flexible.Sum(one => one.Least);
        var room = _options.Width - taken;
        var goodText = flexible.Sum(one => Math.Max(one.Least, size * one.Weight * 1.05));
        Symbol = wanted;
        if (Lanes(Symbol) + goodText > room)
        {
            // Less for the symbols, as far as the longest word allows.
            var over = Lanes(Symbol) + (leastText + goodText) / 2 - room;
            Symbol = Math.Max(least, Symbol - Math.Max(0, over) / Math.Max(1, lanes.Count));
        }

        Symbol = Math.Floor(Symbol / 2) * 2;
        var left = Math.Max(leastText, room - Lanes(Symbol));
        Share(flexible, left);
        for (var at = 0; at < lanes.Count; at++)
        {
            lanes[at].Width = Math.Ceiling(Lane(at, Symbol));
        }

        var x = 0.0;
        foreach (var column in All)
        {
            column.X = x;
            x += column.Width;
        }

        // A lane wider than its symbols need has them in its middle.
        Gutters = [.. Enumerable.Range(0, lanes.Count).SelectMany(at =>
        {
            var spare = Math.Floor((lanes[at].Width - Gutters[2 * at] - Symbol - Gutters[2 * at + 1]) / 2);
            return new[] { Gutters[2 * at] + spare, lanes[at].Width - Symbol - Gutters[2 * at] - spare };
        })];
    }

    // By weight, but none below its least.
    private static void Share(List<(ChartColumn Column, double Least, double Weight)> columns, double room)
    {
        var open = columns.ToList();
        while (open.Count > 0)
        {
            var weights = open.Sum(one => one.Weight);
            var tight = open.Where(one => room * one.Weight / weights < one.Least).ToList();
            if (tight.Count == 0)
            {
                open.ForEach(one => one.Column.Width = Math.Floor(room * one.Weight / weights));
                return;
            }

            foreach (var one in tight)
            {
                one.Column.Width = Math.Ceiling(one.Least);
                room -= one.Column.Width;
                open.Remove(one);
            }
        }
    }
}
