using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>Bars lying one below the other, from zero: single, side by side, or end to end.</summary>
internal static class BarDrawing
{
    public static double Draw(ChartPen pen, ChartPlan plan, double top)
    {
        var series = plan.First.Series;
        if (series.Count > 1)
        {
            top = ChartKey.Draw(pen, plan, plan.First, top, lines: false) + 4;
        }

        return plan.Kind is ChartKind.Stacked or ChartKind.Shares ? Stacked(pen, plan, top) : Beside(pen, plan, top);
    }

    private static double Beside(ChartPen pen, ChartPlan plan, double top)
    {
        var (panel, series) = (plan.First, plan.First.Series);
        var scale = ChartScale.Of(panel.Values.Select(value => value.Value), zero: true);
        var (from, to) = (Math.Min(0, panel.Values.Where(value => value.IsNumber).Min(value => value.Value)), Math.Max(0, panel.Values.Where(value => value.IsNumber).Max(value => value.Value)));
        var span = scale with { From = Math.Max(from, -1e300), To = from == 0 && to == 0 ? 1 : Math.Min(to, 1e300) };
        var marks = plan.Ticks.Any(tick => tick.IsHere);
        var labelled = Labels(pen, plan);
        var room = panel.Values.Select(value => ChartPen.Measure(Short(plan, value), 12)).Max() + 8;
        var (left, right) = (labelled, pen.Width - room);
        left += from < 0 ? Math.Min(room, (right - left) / 3) : 0;
        var zero = left + span.Share(0) * (right - left);
        var thick = series.Count > 1 ? 13.0 : 15.0;
        var y = top;
        for (var at = 0; at < plan.Ticks.Count; at++)
        {
            y = Label(pen, plan.Ticks[at], y, labelled, thick * series.Count);
            for (var s = 0; s < series.Count; s++)
            {
                var value = series[s].Values[at];
                if (!value.IsNumber)
                {
                    pen.Text(zero + 5, y + thick - 3, Short(plan, value), "t2");
                }
                else
                {
                    var end = left + span.Share(value.Value) * (right - left);
                    var about = CourseDrawing.About(plan, panel, s, at);
                    if (series.Count > 1)
                    {
                        pen.Bar(Math.Min(zero, end), y, Math.Abs(end - zero), thick - 1, s, value.IsProvisional, about);
                    }
                    else
                    {
                        var colour = marks && !plan.Ticks[at].IsHere ? "m" : "h";
                        pen.Box(Math.Min(zero, end), y, Math.Abs(end - zero), thick - 1, value.IsProvisional ? $"hol dash l{colour}" : $"f{colour}", null, about);
                    }

                    pen.Text(end < zero ? end - 4 : end + 5, y + thick - 3, Short(plan, value), plan.Ticks[at].IsHere ? "v em" : "v", end < zero ? "end" : null);
                }

                y += thick;
            }

            y += (series.Count > 1 ? 9 : 6) + Rest(pen, plan.Ticks[at], labelled, thick * series.Count);
        }

        pen.Line(zero, top, zero, y - 4, "axis");
        return y + 2;
    }

    private static double Stacked(ChartPen pen, ChartPlan plan, double top)
    {
        var (panel, series) = (plan.First, plan.First.Series);
        var shares = plan.Kind is ChartKind.Shares;
        var sums = plan.Ticks.Select((_, at) => series.Select(one => one.Values[at].Value).Where(double.IsFinite).Sum(value => Math.Min(value, 1e300))).ToList();
        var whole = plan.Ticks.Select((_, at) => series.All(one => one.Values[at].IsNumber || one.Values[at].Status is CellStatus.Nil)).ToList();
        var most = Math.Max(sums.Max(), double.Epsilon);
        var left = Labels(pen, plan);
        var room = shares ? 12 : sums.Max(sum => ChartPen.Measure(Sum(plan, sum), 12)) + 8;
        var right = pen.Width - room;
        var y = top;
        for (var at = 0; at < plan.Ticks.Count; at++)
        {
            y = Label(pen, plan.Ticks[at], y, left, 20);
            var (x, of) = (left, shares ? sums[at] : most);
            for (var s = 0; s < series.Count; s++)
            {
                var value = series[s].Values[at];
                if (value.IsNumber && of > 0)
                {
                    var width = value.Value / of * (right - left);
                    var said = shares ? Show.Number(value.Value / of * 100, 1) : Short(plan, value);
                    pen.Bar(x, y, Math.Max(0, width - 1), 19, s, value.IsProvisional, CourseDrawing.About(plan, panel, s, at) + (shares ? $" ({said}%)" : ""));
                    if (ChartPen.Measure(said, 12, true) + 6 < width && !value.IsProvisional)
                    {
                        pen.Text(x + (width - 1) / 2, y + 14, said, "in", "middle");
                    }

                    x += width;
                }
            }

            if (sums[at] == 0 || (!shares && whole[at]))
            {
                pen.Text(x + 5, y + 14, sums[at] == 0 ? Short(plan, series[0].Values[at]) : Sum(plan, sums[at]), plan.Ticks[at].IsHere ? "v em" : "v");
            }

            y += 25 + Rest(pen, plan.Ticks[at], left, 20);
        }

        pen.Line(left, top, left, y - 4, "axis");
        if (whole.Contains(false))
        {
            pen.Text(0, y + 12, ChartPen.Fit(Speech.T("Batang tanpa jumlah: sebagian angkanya tidak ada.", "Bars without a sum: some of their figures are missing."), pen.Width, 12), "t2");
            y += 18;
        }

        return y + 2;
    }

    internal static string Short(ChartPlan plan, ChartValue value) => CourseDrawing.Shown(plan, value, plan.Decimals) is { Length: > 24 } shown ? shown[..23] + "…" : CourseDrawing.Shown(plan, value, plan.Decimals);

    internal static string Sum(ChartPlan plan, double sum) => ChartAxis.Short(sum, plan.Decimals);

    /// <summary>Room for names at the left; 0 where they stand above their bars.</summary>
    private static double Labels(ChartPen pen, ChartPlan plan) =>
        pen.IsNarrow ? 0.5 : Math.Min(plan.Ticks.Max(tick => ChartPen.Measure(tick.Label, 13, tick.IsHere)) + 10, pen.Width * 0.38);

    /// <returns>Where the bar begins.</returns>
    private static double Label(ChartPen pen, ChartTick tick, double y, double room, double thick)
    {
        var style = tick.IsHere ? "t em" : "t";
        if (pen.IsNarrow)
        {
            foreach (var line in ChartPen.Wrap(tick.Label, pen.Width, 13, tick.IsHere, 2))
            {
                pen.Text(0, y + 12, line, style);
                y += 15;
            }

            return y + 2;
        }

        // A name of two lines makes its row as high as itself.
        var lines = ChartPen.Wrap(tick.Label, room - 10, 13, tick.IsHere, 2);
        y += lines.Count > 1 ? Math.Max(0, (lines.Count * 15 - thick) / 2) : 0;
        for (var at = 0; at < lines.Count; at++)
        {
            pen.Text(room - 8, y + thick / 2 + 4 + (at - (lines.Count - 1) / 2.0) * 15, lines[at], style, "end");
        }

        return y;
    }

    /// <summary>What a name of two lines reaches below its bars.</summary>
    private static double Rest(ChartPen pen, ChartTick tick, double room, double thick) =>
        !pen.IsNarrow && ChartPen.Wrap(tick.Label, room - 10, 13, tick.IsHere, 2).Count is > 1 and var lines ? Math.Max(0, (lines * 15 - thick) / 2) : 0;
}
