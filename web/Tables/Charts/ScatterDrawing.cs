namespace DataPortal.Tables.Charts;

/// <summary>One point a category: the first measure across, the second up.</summary>
internal static class ScatterDrawing
{
    public static double Draw(ChartPen pen, ChartPlan plan, double top)
    {
        var (across, up) = (plan.Panels[0], plan.Panels[1]);
        var (xs, ys) = (across.Series[0].Values, up.Series[0].Values);
        var points = Enumerable.Range(0, plan.Ticks.Count).Where(at => xs[at].IsNumber && ys[at].IsNumber).ToList();
        var horizontal = new ChartAxis(ChartScale.Of(points.Select(at => xs[at].Value), zero: false, marks: pen.IsNarrow ? 4 : 6));
        var vertical = new ChartAxis(ChartScale.Of(points.Select(at => ys[at].Value), zero: false));
        foreach (var line in ChartPen.Wrap(Named(up, vertical), pen.Width, 12, most: 2))
        {
            pen.Text(0, top + 10, line, "t12 em");
            top += 16;
        }

        top += 4;
        var (left, right, bottom) = (vertical.Room + 10, pen.Width - 8, top + (pen.IsNarrow ? 260 : 360));
        vertical.Across(pen, left, right, top, bottom);
        horizontal.Up(pen, left, right, top, bottom);
        double X(int at) => left + horizontal.Scale.Share(xs[at].Value) * (right - left);
        double Y(int at) => bottom - vertical.Scale.Share(ys[at].Value) * (bottom - top);
        foreach (var at in points.OrderBy(at => plan.Ticks[at].IsHere))
        {
            var about = $"{plan.Ticks[at].Label}: {across.Title} {plan.Show(xs[at], across.Decimals)}; {up.Title} {plan.Show(ys[at], up.Decimals)}";
            pen.Dot(X(at), Y(at), plan.Ticks[at].IsHere ? 2 : 0, xs[at].IsProvisional || ys[at].IsProvisional, about, plan.Ticks[at].IsHere ? 6 : 4);
        }

        // The office's own, then the outermost: names that would cover another name or point are left out.
        List<(double X, double Y, double Width, double Height)> taken = [.. points.Select(at => (X(at) - 5, Y(at) - 5, 10.0, 10.0))];
        double Away(int at) => Math.Abs(horizontal.Scale.Share(xs[at].Value) - 0.5) + Math.Abs(vertical.Scale.Share(ys[at].Value) - 0.5);
        foreach (var at in points.OrderByDescending(at => plan.Ticks[at].IsHere).ThenByDescending(Away))
        {
            var label = ChartPen.Fit(plan.Ticks[at].Label, 150, 12);
            var width = ChartPen.Measure(label, 12);
            (double X, double Y)[] places = [(X(at) + 8, Y(at) - 7), (X(at) - 8 - width, Y(at) - 7), (X(at) - width / 2, Y(at) - 21), (X(at) - width / 2, Y(at) + 8)];
            foreach (var (x, y) in places)
            {
                if (x >= left && x + width <= pen.Width && y >= top && y + 14 <= bottom && !taken.Exists(box => box.X < x + width && box.X + box.Width > x && box.Y < y + 14 && box.Y + box.Height > y))
                {
                    taken.Add((x, y, width, 14));
                    pen.Text(x, y + 11, label, plan.Ticks[at].IsHere ? "t12 em halo" : "t12 halo");
                    break;
                }
            }
        }

        bottom += 32;
        foreach (var line in ChartPen.Wrap(Named(across, horizontal), pen.Width - left, 12, most: 2))
        {
            pen.Text(right, bottom, line, "t12 em", "end");
            bottom += 16;
        }

        return bottom;
    }

    private static string Named(ChartPanel panel, ChartAxis axis) =>
        $"{panel.Title}{(axis.Word.Length + panel.Unit.Length > 0 ? $" ({string.Join(' ', new[] { axis.Word, panel.Unit }.Where(part => part.Length > 0))})" : "")}";
}
