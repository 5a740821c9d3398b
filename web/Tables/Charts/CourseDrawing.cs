using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

/// <summary>Lines through time: gaps where no figure stands, dashes up to one that may change, names at the lines' ends.</summary>
internal static class CourseDrawing
{
    private const double LabelLine = 14;

    public static double Draw(ChartPen pen, ChartPlan plan, double top)
    {
        var panel = plan.First;
        var axis = new ChartAxis(ChartScale.Of(panel.Values.Select(value => value.Value), zero: false));
        if (axis.Word.Length > 0)
        {
            pen.Text(0, top + 10, axis.Word, "t2");
            top += 18;
        }

        var height = pen.IsNarrow ? 220.0 : 300.0;
        var (left, bottom) = (axis.Room + 10, top + height);
        var named = panel.Series.Count > 1;
        var labels = panel.Series.Select(series => named ? series.Values.LastOrDefault(value => value.IsNumber, new(double.NaN, CellStatus.Missing)) is { IsNumber: true } last ? $"{series.Label} {Shown(plan, last, panel.Decimals)}" : series.Label : "").ToList();
        var room = Math.Min(labels.Select(label => ChartPen.Measure(label, 12, true)).DefaultIfEmpty(0).Max() + 32, pen.Width * 0.32);
        var wrapped = labels.Select(label => ChartPen.Wrap(label, room - 32, 12, true, 3)).ToList();
        var direct = named && wrapped.Sum(lines => lines.Count * LabelLine + 3) <= height && wrapped.TrueForAll(lines => !lines.Any(line => line.EndsWith('…')));
        var right = pen.Width - (direct ? room : 14);
        axis.Across(pen, left, right, top, bottom);
        var places = ChartAxis.Places(plan.Ticks, left + 6, right - 6);
        ChartAxis.Names(pen, plan.Ticks, places, bottom, right);
        Plot(pen, plan, panel, axis, places, top, bottom);
        if (!named)
        {
            Values(pen, plan, panel, axis, places, top, bottom);
        }
        else if (direct)
        {
            Ends(pen, panel, wrapped, axis, places, top, bottom, right);
        }

        bottom += 26;
        if (axis.Scale.From > 0 || axis.Scale.To < 0)
        {
            pen.Text(0, bottom + 10, Speech.T("Sumbu tegak tidak mulai dari nol.", "The vertical axis does not start at zero."), "t2");
            bottom += 18;
        }

        return named && !direct ? ChartKey.Draw(pen, plan, panel, bottom, lines: true) : bottom;
    }

    /// <summary>The lines and points of one pair of axes.</summary>
    public static void Plot(ChartPen pen, ChartPlan plan, ChartPanel panel, ChartAxis axis, double[] places, double top, double bottom, double r = 4)
    {
        double Y(ChartValue value) => bottom - axis.Scale.Share(value.Value) * (bottom - top);
        for (var s = 0; s < panel.Series.Count; s++)
        {
            var values = panel.Series[s].Values;
            List<(double X, double Y)> run = [];
            for (var at = 0; at <= values.Count; at++)
            {
                var continues = at < values.Count && values[at].IsNumber && !values[at].IsProvisional;
                if (continues)
                {
                    run.Add((places[at], Y(values[at])));
                    continue;
                }

                Stroke(pen, run, ChartPen.Stroke(s));
                run = [];
                if (at < values.Count && values[at].IsNumber && at > 0 && values[at - 1].IsNumber)
                {
                    Stroke(pen, [(places[at - 1], Y(values[at - 1])), (places[at], Y(values[at]))], ChartPen.Stroke(s) + " dash");
                }
            }
        }

        // Points above all lines; of long courses only some, so that the line stays a line.
        for (var s = 0; s < panel.Series.Count; s++)
        {
            var values = panel.Series[s].Values;
            var step = values.Count <= 15 ? 1 : (int)Math.Ceiling(values.Count / 8.0);
            var last = values.ToList().FindLastIndex(value => value.IsNumber);
            for (var at = 0; at < values.Count; at++)
            {
                var alone = (at == 0 || !values[at - 1].IsNumber) && (at == values.Count - 1 || !values[at + 1].IsNumber);
                if (values[at].IsNumber && (alone || at == last || values[at].IsProvisional || (at + s) % step == 0))
                {
                    pen.Dot(places[at], Y(values[at]), s, values[at].IsProvisional, About(plan, panel, s, at), r);
                }
            }
        }
    }

    internal static string About(ChartPlan plan, ChartPanel panel, int series, int at) =>
        $"{string.Join(", ", new[] { panel.Title, panel.Series[series].Label, plan.Ticks[at].Label }.Where(part => part.Length > 0))}: {plan.Show(panel.Series[series].Values[at], panel.Decimals)}";

    private static void Stroke(ChartPen pen, List<(double X, double Y)> points, string style)
    {
        if (points.Count > 1)
        {
            pen.Poly(points, style);
        }
    }

    // One line: its first, last, highest and lowest figures, or all of a few.
    private static void Values(ChartPen pen, ChartPlan plan, ChartPanel panel, ChartAxis axis, double[] places, double top, double bottom)
    {
        var values = panel.Series[0].Values;
        var known = Enumerable.Range(0, values.Count).Where(at => values[at].IsNumber).ToList();
        var wanted = known.Count <= (pen.IsNarrow ? 5 : 9) ? known : [known[^1], known[0], known.MaxBy(at => values[at].Value), known.MinBy(at => values[at].Value)];
        List<(double From, double To, double Y)> taken = [];
        foreach (var at in wanted.Distinct())
        {
            var label = ChartPen.Fit(Shown(plan, values[at], panel.Decimals), 140, 12);
            var half = ChartPen.Measure(label, 12) / 2;
            var x = Math.Clamp(places[at], half + 2, Math.Max(half + 2, pen.Width - half - 2));
            var point = bottom - axis.Scale.Share(values[at].Value) * (bottom - top);
            var falls = at > 0 && at < values.Count - 1 && values[at - 1].Value > values[at].Value && values[at + 1].Value > values[at].Value;
            var y = (falls && point + 20 < bottom) || point - 10 < top ? point + 18 : point - 9;
            if (!taken.Exists(other => other.From < x + half + 4 && other.To > x - half - 4 && Math.Abs(other.Y - y) < 14))
            {
                taken.Add((x - half, x + half, y));
                pen.Text(x, y, label, "v halo", "middle");
            }
        }
    }

    internal static string Shown(ChartPlan plan, ChartValue value, int decimals) =>
        value.IsNumber && Math.Abs(value.Value) >= 1e15 ? ChartAxis.Short(value.Value, 0) : plan.Show(value, decimals);

    private static void Ends(ChartPen pen, ChartPanel panel, List<IReadOnlyList<string>> labels, ChartAxis axis, double[] places, double top, double bottom, double right)
    {
        var ends = new List<(int Series, double X, double Y, double Height)>();
        for (var s = 0; s < panel.Series.Count; s++)
        {
            var last = panel.Series[s].Values.ToList().FindLastIndex(value => value.IsNumber);
            if (last >= 0)
            {
                ends.Add((s, places[last], bottom - axis.Scale.Share(panel.Series[s].Values[last].Value) * (bottom - top), labels[s].Count * LabelLine + 2));
            }
        }

        ends = [.. ends.OrderBy(end => end.Y)];
        var settled = Spread([.. ends.Select(end => (end.Y, end.Height))], top - 6, bottom + 10);
        for (var at = 0; at < ends.Count; at++)
        {
            var (series, x, y, height) = ends[at];
            if (Math.Abs(settled[at] - y) > 5 || right - x > 14)
            {
                pen.Line(x + 5, y, right + 12, settled[at], "lead");
            }

            pen.Dot(right + 18, settled[at], series, hollow: false, r: 3.5);

            for (var line = 0; line < labels[series].Count; line++)
            {
                pen.Text(right + 27, settled[at] - height / 2 + 12 + line * LabelLine, labels[series][line], panel.Series[series].IsHere ? "t12 em" : "t12");
            }
        }
    }

    /// <summary>Moves labels apart so that none overlaps, keeping their order and as near their points as may be.</summary>
    /// <param name="wanted">Middle and height, from the top.</param>
    internal static double[] Spread(IReadOnlyList<(double Middle, double Height)> wanted, double top, double bottom)
    {
        var settled = wanted.Select(one => one.Middle).ToArray();
        for (var at = 0; at < settled.Length; at++)
        {
            var least = at == 0 ? top + wanted[at].Height / 2 : settled[at - 1] + (wanted[at - 1].Height + wanted[at].Height) / 2;
            settled[at] = Math.Max(settled[at], least);
        }

        for (var at = settled.Length - 1; at >= 0; at--)
        {
            var most = at == settled.Length - 1 ? bottom - wanted[at].Height / 2 : settled[at + 1] - (wanted[at + 1].Height + wanted[at].Height) / 2;
            settled[at] = Math.Min(settled[at], most);
        }

        return settled;
    }
}

/// <summary>Which colour and shape is which series, below a drawing or above it.</summary>
internal static class ChartKey
{
    /// <param name="lines">True: swatches are lines with their point and the last figure stands beside; false: pieces of bars.</param>
    public static double Draw(ChartPen pen, ChartPlan plan, ChartPanel panel, double top, bool lines)
    {
        var (x, y) = (0.0, top + 4);
        for (var s = 0; s < panel.Series.Count; s++)
        {
            var last = lines ? panel.Series[s].Values.LastOrDefault(value => value.IsNumber, new(double.NaN, CellStatus.Missing)) : default;
            var shown = lines && last.IsNumber ? ChartPen.Fit(CourseDrawing.Shown(plan, last, panel.Decimals), 110, 12) : "";
            var figure = shown.Length > 0 ? 6 + ChartPen.Measure(shown, 12) : 0;
            var label = ChartPen.Wrap(panel.Series[s].Label, pen.Width - 34 - figure, 12, panel.Series[s].IsHere, 2);
            var name = label.Select(line => ChartPen.Measure(line, 12, panel.Series[s].IsHere)).DefaultIfEmpty(0).Max();
            if (x > 0 && (x + 28 + name + figure > pen.Width || label.Count > 1))
            {
                (x, y) = (0, y + 20);
            }

            if (lines)
            {
                pen.Line(x, y + 8, x + 22, y + 8, ChartPen.Stroke(s));
                pen.Dot(x + 11, y + 8, s, hollow: false);
            }
            else
            {
                pen.Bar(x + 2, y + 2, 16, 12, s, hollow: false);
            }

            for (var line = 0; line < label.Count; line++)
            {
                pen.Text(x + 28, y + 12 + line * 15, label[line], panel.Series[s].IsHere ? "t12 em" : "t12");
            }

            pen.Text(x + 28 + name + 6, y + 12, shown, "t2");
            (x, y) = label.Count > 1 ? (pen.Width, y + 15) : (x + 28 + name + figure + 18, y);
        }

        return y + 24;
    }
}

/// <summary>Many courses side by side on equal axes, one a category.</summary>
internal static class SmallDrawing
{
    public static double Draw(ChartPen pen, ChartPlan plan, double top)
    {
        var own = plan.Panels.Select(panel => panel.Unit).Distinct(StringComparer.Ordinal).Count() > 1 || plan.PanelsOf?.Role is DimensionRole.Measure;
        var all = new ChartAxis(ChartScale.Of(plan.Panels.SelectMany(panel => panel.Values).Select(value => value.Value), zero: false, marks: 3));
        var axes = plan.Panels.Select(panel => own ? new ChartAxis(ChartScale.Of(panel.Values.Select(value => value.Value), zero: false, marks: 3)) : all).ToList();
        if (plan.First.Series.Count > 1)
        {
            top = ChartKey.Draw(pen, plan with { }, plan.First with { Series = [.. plan.First.Series.Select(series => series with { Values = [] })] }, top, lines: true);
        }

        var columns = pen.IsNarrow ? own ? 1 : 2 : own || plan.Panels.Count <= 9 ? 3 : 4;
        const double gap = 16;
        var width = (pen.Width - gap * (columns - 1)) / columns;
        var (height, room) = (own ? 110.0 : 84.0, axes.Max(axis => axis.Room) + 8);
        for (var at = 0; at < plan.Panels.Count; at += columns)
        {
            var row = Enumerable.Range(at, Math.Min(columns, plan.Panels.Count - at)).ToList();
            var titles = row.Select(p => Title(plan.Panels[p], axes[p], own, width)).ToList();
            var head = titles.Max(lines => lines.Count) * 15.0;
            for (var c = 0; c < row.Count; c++)
            {
                var (panel, axis) = (plan.Panels[row[c]], axes[row[c]]);
                var left = c * (width + gap);
                if (panel.IsHere)
                {
                    pen.Box(left, top - 5, width, 3, "fh");
                }

                for (var line = 0; line < titles[c].Count; line++)
                {
                    pen.Text(left, top + 12 + line * 15, titles[c][line], line == titles[c].Count - 1 && own && panel.Unit.Length > 0 ? "t2" : "t12 em");
                }

                One(pen, plan, panel, axis, left, left + width, room, top + head + 10, height);
            }

            top += head + height + 44;
        }

        if (axes.Exists(axis => axis.Scale.From > 0 || axis.Scale.To < 0))
        {
            var said = Speech.T("Sumbu tegak tidak mulai dari nol", "The vertical axis does not start at zero") + (own ? Speech.T(" dan berbeda untuk setiap grafik.", " and differs from chart to chart.") : ".");
            foreach (var line in ChartPen.Wrap(said, pen.Width, 12))
            {
                pen.Text(0, top + 4, line, "t2");
                top += 15;
            }
        }

        return top;
    }

    private static List<string> Title(ChartPanel panel, ChartAxis axis, bool own, double width)
    {
        List<string> lines = [.. ChartPen.Wrap(panel.Title, width, 12, true, 2)];
        if (own && panel.Unit.Length > 0)
        {
            lines.Add(ChartPen.Fit(axis.Word.Length > 0 ? $"{axis.Word} {panel.Unit}" : panel.Unit, width, 12));
        }

        return lines;
    }

    private static void One(ChartPen pen, ChartPlan plan, ChartPanel panel, ChartAxis axis, double from, double to, double room, double top, double height)
    {
        var (left, bottom) = (from + room, top + height);
        axis.Across(pen, left, to, top, bottom);
        var places = ChartAxis.Places(plan.Ticks, left + 5, to - 6);
        var years = plan.Ticks[0].At is { } begins && plan.Ticks[^1].At is { } ends && Math.Floor(begins) != Math.Floor(ends);
        foreach (var at in new[] { 0, plan.Ticks.Count - 1 }.Distinct())
        {
            var label = ChartPen.Fit(years ? Math.Floor(plan.Ticks[at].At!.Value).ToString("0", System.Globalization.CultureInfo.InvariantCulture) : plan.Ticks[at].Label, (to - left) / 2 - 3, 12);
            pen.Text(at == 0 ? left : to, bottom + 16, label, "t2", at == 0 ? null : "end");
        }

        CourseDrawing.Plot(pen, plan, panel, axis, places, top, bottom, 2.5);
        if (panel.Series.Count == 1 && panel.Series[0].Values.ToList().FindLastIndex(value => value.IsNumber) is >= 0 and var last)
        {
            // Above the highest of what it would cover, else below the lowest.
            var shown = ChartPen.Fit(CourseDrawing.Shown(plan, panel.Series[0].Values[last], panel.Decimals), to - left, 12);
            var leftmost = to - ChartPen.Measure(shown, 12) - 4;
            var first = Math.Max(0, Array.FindLastIndex(places, place => place < leftmost));
            var covered = panel.Series[0].Values.Skip(first).Where(value => value.IsNumber).Append(panel.Series[0].Values[last]).Select(value => bottom - axis.Scale.Share(value.Value) * height).ToList();
            var y = covered.Min() - 7;
            y = y - 10 >= top - 12 || covered.Max() + 17 > bottom ? y : covered.Max() + 17;
            pen.Text(to, y, shown, "v halo", "end");
        }
        else if (!panel.Values.Any(value => value.IsNumber))
        {
            pen.Text((left + to) / 2, top + height / 2, Speech.T("tidak ada angka", "no figures"), "t2", "middle");
        }
    }
}
