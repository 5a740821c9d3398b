using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>Bars standing side by side along time, from zero.</summary>
internal static class ColumnDrawing
{
    public static double Draw(ChartPen pen, ChartPlan plan, double top)
    {
        var (panel, series) = (plan.First, plan.First.Series);
        if (series.Count > 1)
        {
            top = ChartKey.Draw(pen, plan, panel, top, lines: false) + 6;
        }

        var (stacked, shares) = (plan.Kind is ChartKind.Stacked or ChartKind.Shares, plan.Kind is ChartKind.Shares);
        var sums = plan.Ticks.Select((_, at) => series.Select(one => one.Values[at].Value).Where(double.IsFinite).Sum(value => Math.Clamp(value, -1e300, 1e300))).ToList();
        var axis = new ChartAxis(shares ? new(0, 100, 20, 0) : ChartScale.Of(stacked ? sums : panel.Values.Select(value => value.Value), zero: true));
        if (axis.Word.Length > 0)
        {
            pen.Text(0, top + 10, axis.Word, "t2");
            top += 18;
        }

        top += 12;
        var (left, right, bottom) = (axis.Room + 10, pen.Width - 4, top + (pen.IsNarrow ? 200 : 280));
        axis.Across(pen, left, right, top, bottom);
        var step = (right - left) / plan.Ticks.Count;
        var places = plan.Ticks.Select((_, at) => left + (at + 0.5) * step).ToArray();
        var wide = Math.Min(step * 0.8, stacked || series.Count == 1 ? 64 : 40.0 * series.Count);
        var marked = plan.Ticks.Any(tick => tick.IsHere);
        double Y(double value) => bottom - axis.Scale.Share(value) * (bottom - top);
        for (var at = 0; at < plan.Ticks.Count; at++)
        {
            var x = places[at] - wide / 2;
            if (stacked)
            {
                Stack(pen, plan, at, sums[at], shares, x, wide, Y);
                continue;
            }

            var each = wide / series.Count;
            for (var s = 0; s < series.Count; s++)
            {
                One(pen, plan, s, at, x + s * each, each, Y, marked);
            }
        }

        ChartAxis.Names(pen, plan.Ticks, places, bottom, right);
        return bottom + 26;
    }

    private static void One(ChartPen pen, ChartPlan plan, int s, int at, double x, double width, Func<double, double> y, bool marked)
    {
        var value = plan.First.Series[s].Values[at];
        var said = BarDrawing.Short(plan, value);
        var fits = ChartPen.Measure(said, 12) < width + (plan.First.Series.Count == 1 ? 8 : 0);
        if (!value.IsNumber)
        {
            pen.Text(x + width / 2, y(0) - 5, ChartPen.Measure(said, 12) < Math.Max(width, 14) ? said : "", "t2", "middle");
            return;
        }

        var (zero, end) = (y(0), y(value.Value));
        var about = CourseDrawing.About(plan, plan.First, s, at);
        var drawn = Math.Max(0.5, width - 1);
        if (plan.First.Series.Count > 1)
        {
            pen.Bar(x, Math.Min(zero, end), drawn, Math.Abs(end - zero), s, value.IsProvisional, about);
        }
        else
        {
            var colour = marked && !plan.Ticks[at].IsHere ? "m" : "h";
            pen.Box(x, Math.Min(zero, end), drawn, Math.Abs(end - zero), value.IsProvisional ? $"hol dash l{colour}" : $"f{colour}", null, about);
        }

        if (fits)
        {
            pen.Text(x + width / 2, end <= zero ? end - 4 : end + 13, said, "v halo", "middle");
        }
    }

    private static void Stack(ChartPen pen, ChartPlan plan, int at, double sum, bool shares, double x, double width, Func<double, double> y)
    {
        var from = 0.0;
        var series = plan.First.Series;
        for (var s = 0; s < series.Count; s++)
        {
            var value = series[s].Values[at];
            if (!value.IsNumber || sum <= 0)
            {
                continue;
            }

            var to = from + (shares ? value.Value / sum * 100 : value.Value);
            var (bottom, top) = (y(from), y(to));
            var said = shares ? Show.Number(value.Value / sum * 100, 1) : BarDrawing.Short(plan, value);
            pen.Bar(x, top, width, Math.Max(0, bottom - top - 1), s, value.IsProvisional, CourseDrawing.About(plan, plan.First, s, at) + (shares ? $" ({said}%)" : ""));
            if (bottom - top > 16 && ChartPen.Measure(said, 12, true) + 4 < width && !value.IsProvisional)
            {
                pen.Text(x + width / 2, (bottom + top) / 2 + 4, said, "in", "middle");
            }

            from = to;
        }

        if (!shares && series.All(one => one.Values[at].IsNumber || one.Values[at].Status is CellStatus.Nil) && BarDrawing.Sum(plan, sum) is var total && ChartPen.Measure(total, 12) < width + 10)
        {
            pen.Text(x + width / 2, y(sum) - 4, total, "v halo", "middle");
        }
    }
}
