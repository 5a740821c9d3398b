using DataPortal.Procedures;
using DataPortal.Procedures.Chart;

namespace DataPortal.Tests.Procedures.Chart;

/// <summary>What is wrong with the lines and letters of a chart, measured. Nothing where all is well.</summary>
internal static class ChartGeometry
{
    private const double Touch = 0.45;

    private readonly record struct Area(double Left, double Top, double Right, double Bottom)
    {
        public bool Meets(Area other) => Left < other.Right - Touch && other.Left < Right - Touch && Top < other.Bottom - Touch && other.Top < Bottom - Touch;

        public bool Holds(Area other) => other.Left >= Left - 1 && other.Right <= Right + 1 && other.Top >= Top - 1 && other.Bottom <= Bottom + 1;
    }

    public static IEnumerable<string> Faults(Procedure procedure, ChartLayout layout) =>
        layout.Pages.SelectMany((page, at) => Faults(layout, page).Select(fault => $"page {at + 1}: {fault}")).Concat(Missing(procedure, layout));

    private static IEnumerable<string> Faults(ChartLayout layout, ChartPage page)
    {
        foreach (var symbol in page.Symbols)
        {
            foreach (var other in page.Symbols.Where(other => other != symbol && Of(other).Meets(Of(symbol))))
            {
                yield return $"{Name(symbol)} lies on {Name(other)}";
            }

            foreach (var line in symbol.Lines.Where(line => !Inside(symbol, Of(line))))
            {
                yield return $"\"{line.Text}\" is wider than {Name(symbol)}";
            }

            if (!page.Bands.Any(band => band.Step?.No == symbol.Step && band.Y <= symbol.Y + Touch && band.Y + band.Height >= symbol.Y + symbol.Height - Touch))
            {
                yield return $"{Name(symbol)} is not in its row";
            }
        }

        foreach (var cell in page.Bands.SelectMany(band => band.Cells).Concat(layout.Header))
        {
            foreach (var line in cell.Lines.Where(line => !new Area(cell.X, cell.Y, cell.X + cell.Width, cell.Y + cell.Height).Holds(Of(line))))
            {
                yield return $"\"{line.Text}\" is wider than its cell";
            }
        }

        var labels = page.Arrows.SelectMany(arrow => arrow.Label).ToList();
        foreach (var label in labels)
        {
            foreach (var symbol in page.Symbols.Where(symbol => Crosses(symbol, Of(label))))
            {
                yield return $"label {label.Text} lies on {Name(symbol)}";
            }

            if (labels.Any(other => other != label && Of(other).Meets(Of(label))))
            {
                yield return $"label {label.Text} lies on another";
            }
        }

        Area lanes = new(layout.Columns[2], layout.HeaderHeight, layout.Columns[^1], page.Height);
        List<Area> texts = [.. labels.Select(Of), .. page.Bands.SelectMany(band => band.Cells.SelectMany(cell => cell.Lines).Concat(band.Marks)).Select(Of)];
        List<(ChartArrow Arrow, Area Piece, int At)> pieces = [];
        foreach (var arrow in page.Arrows)
        {
            foreach (var fault in Faults(arrow))
            {
                yield return fault;
            }

            for (var at = 1; at < arrow.Points.Count; at++)
            {
                var piece = Between(arrow.Points[at - 1], arrow.Points[at]);
                pieces.Add((arrow, piece, at));
                if (!lanes.Holds(piece))
                {
                    yield return $"{Name(arrow)} leaves the lanes";
                }

                foreach (var symbol in page.Symbols)
                {
                    var own = (symbol == arrow.From && at == 1) || (symbol == arrow.To && at == arrow.Points.Count - 1);
                    if (!own && Thick(piece).Meets(Of(symbol)))
                    {
                        yield return $"{Name(arrow)} crosses {Name(symbol)}";
                    }
                }

                if (texts.Exists(text => Thick(piece).Meets(text)))
                {
                    yield return $"{Name(arrow)} runs through text";
                }
            }
        }

        foreach (var (arrow, piece, _) in pieces)
        {
            foreach (var (other, beside, _) in pieces)
            {
                if (arrow != other && arrow.To != other.To && Along(piece, beside) > Touch)
                {
                    yield return $"{Name(arrow)} lies on {Name(other)}";
                }
            }
        }
    }

    private static IEnumerable<string> Faults(ChartArrow arrow)
    {
        for (var at = 1; at < arrow.Points.Count; at++)
        {
            var (one, other) = (arrow.Points[at - 1], arrow.Points[at]);
            if (Math.Abs(one.X - other.X) > 0.01 && Math.Abs(one.Y - other.Y) > 0.01)
            {
                yield return $"{Name(arrow)} is slanted";
            }
        }

        if (!OnEdge(arrow.From, arrow.Points[0]) || !OnEdge(arrow.To, arrow.Points[^1]))
        {
            yield return $"{Name(arrow)} does not touch what it joins";
        }

        var (last, before) = (arrow.Points[^1], arrow.Points[^2]);
        if (Math.Abs(last.X - before.X) + Math.Abs(last.Y - before.Y) < 4)
        {
            yield return $"{Name(arrow)} has no room for its head";
        }

        if (arrow.Word.Length > 0 && string.Concat(arrow.Label.Select(line => line.Text)).Replace(" ", "", StringComparison.Ordinal) != arrow.Word.Replace(" ", "", StringComparison.Ordinal))
        {
            yield return $"{Name(arrow)} does not say {arrow.Word}";
        }
    }

    // Each way the document names is there: as an arrow, or from connector to connector.
    private static IEnumerable<string> Missing(Procedure procedure, ChartLayout layout)
    {
        var arrows = layout.Pages.SelectMany(page => page.Arrows).ToList();
        Dictionary<string, string> leads = new(StringComparer.Ordinal);
        foreach (var arrow in arrows.Where(arrow => arrow.From.Step is null))
        {
            leads[arrow.From.Text] = arrow.To.Step!;
        }

        foreach (var step in procedure.Steps)
        {
            foreach (var group in step.Next.Steps.GroupBy(to => to))
            {
                var drawn = arrows.Count(arrow => arrow.From.Step == step.No && (arrow.To.Step ?? leads.GetValueOrDefault(arrow.To.Text)) == group.Key && (arrow.To.Step != step.No || group.Key == step.No));
                if (drawn < group.Count())
                {
                    yield return $"the way from {step.No} to {group.Key} is not drawn";
                }
            }

            if (step.Next.Ends && !layout.Pages.SelectMany(page => page.Symbols).Any(symbol => symbol.Step == step.No && symbol.Text == "Selesai"))
            {
                yield return $"step {step.No} has no end";
            }

            if (layout.Pages.Sum(page => page.Bands.Count(band => band.Step?.No == step.No)) != 1)
            {
                yield return $"step {step.No} has not one row";
            }
        }
    }

    private static bool OnEdge(ChartSymbol symbol, ChartPoint point)
    {
        var (x, y) = (Math.Abs(point.X - symbol.MiddleX), Math.Abs(point.Y - symbol.MiddleY));
        var (half, tall) = (symbol.Width / 2, symbol.Height / 2);
        return symbol.Shape switch
        {
            ChartShape.Diamond => Math.Abs(x / half + y / tall - 1) < 0.03,
            ChartShape.Capsule => Math.Abs(y - tall) < 0.6 || Math.Abs(x - (half - tall + Math.Sqrt(Math.Max(0, tall * tall - y * y)))) < 0.6,
            _ => (Math.Abs(x - half) < 0.6 && y <= tall + 0.6) || (Math.Abs(y - tall) < 0.6 && x <= half + 0.6),
        };
    }

    private static bool Inside(ChartSymbol symbol, Area text) => symbol.Shape == ChartShape.Diamond
        ? Math.Max(symbol.MiddleX - text.Left, text.Right - symbol.MiddleX) / (symbol.Width / 2) + Math.Max(symbol.MiddleY - text.Top, text.Bottom - symbol.MiddleY) / (symbol.Height / 2) < 1.06
        : Of(symbol).Holds(text);

    private static bool Crosses(ChartSymbol symbol, Area text)
    {
        if (symbol.Shape != ChartShape.Diamond || !Of(symbol).Meets(text))
        {
            return Of(symbol).Meets(text);
        }

        var x = Math.Max(0, Math.Max(text.Left - symbol.MiddleX, symbol.MiddleX - text.Right)) / (symbol.Width / 2);
        var y = Math.Max(0, Math.Max(text.Top - symbol.MiddleY, symbol.MiddleY - text.Bottom)) / (symbol.Height / 2);
        return x + y < 0.97;
    }

    private static double Along(Area one, Area other)
    {
        var upright = one.Right - one.Left < 0.01 && other.Right - other.Left < 0.01 && Math.Abs(one.Left - other.Left) < 0.5;
        var level = one.Bottom - one.Top < 0.01 && other.Bottom - other.Top < 0.01 && Math.Abs(one.Top - other.Top) < 0.5;
        return upright ? Math.Min(one.Bottom, other.Bottom) - Math.Max(one.Top, other.Top) : level ? Math.Min(one.Right, other.Right) - Math.Max(one.Left, other.Left) : 0;
    }

    private static Area Between(ChartPoint one, ChartPoint other) => new(Math.Min(one.X, other.X), Math.Min(one.Y, other.Y), Math.Max(one.X, other.X), Math.Max(one.Y, other.Y));

    private static Area Thick(Area line) => new(line.Left - 0.5, line.Top - 0.5, line.Right + 0.5, line.Bottom + 0.5);

    private static Area Of(ChartSymbol symbol) => new(symbol.X, symbol.Y, symbol.X + symbol.Width, symbol.Y + symbol.Height);

    private static Area Of(ChartLine line) => new(line.Left, line.Y - line.Size * 0.72, line.Left + line.Width, line.Y + line.Size * 0.21);

    private static string Name(ChartSymbol symbol) => $"{symbol.Shape} of {symbol.Step ?? symbol.Text}/{symbol.Actor}";

    private static string Name(ChartArrow arrow) => $"{Name(arrow.From)} -> {Name(arrow.To)} [{string.Join(' ', arrow.Points.Select(point => $"{point.X:0.#},{point.Y:0.#}"))}]";
}
