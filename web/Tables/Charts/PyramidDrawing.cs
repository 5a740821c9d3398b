using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>A population pyramid: the first sex to the left, the second to the right, the youngest at the foot, both on one scale.</summary>
internal static class PyramidDrawing
{
    public static double Draw(ChartPen pen, ChartPlan plan, double top)
    {
        var panel = plan.First;
        var scale = ChartScale.Of(panel.Values.Select(value => value.Value), zero: true, marks: pen.IsNarrow ? 2 : 4);
        var axis = new ChartAxis(scale);
        var middle = Math.Min(plan.Ticks.Max(tick => ChartPen.Measure(tick.Label, 12)) + 16, pen.Width * 0.3);
        var half = (pen.Width - middle) / 2;
        var row = pen.IsNarrow ? 18.0 : 22.0;
        (double From, double To)[] sides = [(half, 0), (pen.Width - half, pen.Width)];
        // Both sums stand beside their names or both below them.
        var totals = panel.Series.Take(2).Select(series => series.Values.All(value => value.IsNumber) ? BarDrawing.Sum(plan, series.Values.Sum(value => value.Value)) : "").ToList();
        var beside = Enumerable.Range(0, 2).All(s => ChartPen.Measure($"{panel.Series[s].Label} {totals[s]}", 13, true) <= half);
        for (var s = 0; s < 2; s++)
        {
            pen.Text(sides[s].From, top + 12, ChartPen.Fit(beside ? $"{panel.Series[s].Label} {totals[s]}".TrimEnd() : panel.Series[s].Label, half, 13, true), "t em", s == 0 ? "end" : null);
            pen.Text(sides[s].From, top + 28, beside ? "" : totals[s], "t", s == 0 ? "end" : null);
        }

        top += beside ? 20 : 36;
        var bottom = top + plan.Ticks.Count * row;
        for (var s = 0; s < 2; s++)
        {
            var (from, to) = sides[s];
            List<(double From, double To)> taken = [];
            foreach (var mark in scale.Marks)
            {
                var x = from + scale.Share(mark) * (to - from);
                pen.Line(x, top, x, bottom, mark == 0 ? "axis" : "rule");
                var label = axis.Mark(mark);
                var width = ChartPen.Measure(label, 12);
                x = Math.Clamp(x, width / 2, pen.Width - width / 2);
                if (!taken.Exists(other => other.From < x + width / 2 + 10 && other.To > x - width / 2 - 10))
                {
                    pen.Text(x, bottom + 15, label, "t2", "middle");
                    taken.Add((x - width / 2, x + width / 2));
                }
            }
        }

        for (var at = 0; at < plan.Ticks.Count; at++)
        {
            // Upwards: the first age stands at the foot.
            var y = bottom - (at + 1) * row;
            pen.Text(pen.Width / 2, y + row / 2 + 4, ChartPen.Fit(plan.Ticks[at].Label, middle - 8, 12), "t12", "middle");
            for (var s = 0; s < 2; s++)
            {
                var value = panel.Series[s].Values[at];
                var (from, to) = sides[s];
                var said = BarDrawing.Short(plan, value);
                if (!value.IsNumber)
                {
                    pen.Text(from + (s == 0 ? -5 : 5), y + row / 2 + 4, said, "t2", s == 0 ? "end" : null);
                    continue;
                }

                var end = from + scale.Share(value.Value) * (to - from);
                pen.Bar(Math.Min(from, end), y + 1, Math.Abs(end - from), row - 2, s, value.IsProvisional, CourseDrawing.About(plan, panel, s, at));
                var room = ChartPen.Measure(said, 12, true) + 10;
                if (Math.Abs(end - from) > room && !value.IsProvisional)
                {
                    pen.Text(end + (s == 0 ? 5 : -5), y + row / 2 + 4, said, "in", s == 0 ? null : "end");
                }
                else if (Math.Abs(to - end) > room)
                {
                    pen.Text(end + (s == 0 ? -5 : 5), y + row / 2 + 4, said, "v halo", s == 0 ? "end" : null);
                }
            }
        }

        if (axis.Word.Length > 0)
        {
            pen.Text(pen.Width / 2, bottom + 15, axis.Word, "t2", "middle");
        }

        return bottom + 24;
    }
}
