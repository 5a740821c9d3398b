namespace DataPortal.Tables.Charts;

/// <summary>Chooses what a selection is drawn as: by its shape, or as the visitor asked where that can be done.</summary>
public static class ChartChoice
{
    /// <summary>Lines or colours a reader can still tell apart.</summary>
    public const int MostSeries = 12;

    /// <summary>Beyond these, courses are drawn apart unless the visitor wants them together.</summary>
    private const int MostLines = 6;

    public const int MostPanels = 36;
    public const int MostBars = 60;
    private const int MostPeriods = 600;
    private const int MostPoints = 400;
    private const int MostGrouped = 6;
    private const int MostInPanel = 4;

    /// <param name="pinned">As <see cref="ChartShape"/> takes it.</param>
    /// <param name="office">Code of the region that is marked.</param>
    /// <returns>Null where a chart would say nothing, or the visitor wants none.</returns>
    public static ChartPlan? Of(TableView view, ChartKind? wanted, Func<string, string?> pinned, string office)
    {
        var shape = new ChartShape(view, pinned);
        if (view.Cube.Dimensions.Count == 0 || view.Layout.Selected.Any(selected => selected.Count == 0))
        {
            return null;
        }

        var possible = ChartKinds.All.Where(kind => kind is not ChartKind.None).Select(kind => Sketch(shape, kind)).OfType<Sketched>().ToList();
        var alone = shape.Sides.Count == 0 ? Lone(shape) : null;
        var kind = wanted is { } asked && (asked is ChartKind.None || possible.Exists(sketch => sketch.Kind == asked)) ? asked : Default(shape, possible);
        if (kind is ChartKind.None || (possible.Count == 0 && wanted is null or ChartKind.None))
        {
            return kind is ChartKind.None && possible.Count > 0 ? null : alone;
        }

        var sketched = possible.Find(sketch => sketch.Kind == kind);
        return sketched is null ? alone : new ChartMaker(shape, sketched, [.. possible.Select(sketch => sketch.Kind)], office).Make();

        ChartPlan? Lone(ChartShape of) => wanted is ChartKind.Bars && view.Cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Region) is var d
            ? new ChartMaker(of, new(ChartKind.Bars, One(view, Math.Max(0, d))), [ChartKind.Bars], office).Make() : null;
    }

    private static ChartSide One(TableView view, int d) => new(d, view.Cube.Dimensions[d], view.Layout.Selected[d], -1);

    private static ChartKind Default(ChartShape shape, List<Sketched> possible)
    {
        bool Can(ChartKind kind) => possible.Exists(sketch => sketch.Kind == kind);
        var time = shape.Times is [var first, ..] ? first : null;
        if (shape.Pyramid is not null && Can(ChartKind.Pyramid))
        {
            return ChartKind.Pyramid;
        }

        if (shape.Measure is not null)
        {
            return shape.Measure.Count == 2 && time is null && Can(ChartKind.Scatter) && possible.Find(sketch => sketch.Kind is ChartKind.Scatter)!.Axis.Count >= 5 ? ChartKind.Scatter
                : time is not null && Can(ChartKind.Small) ? ChartKind.Small : Can(ChartKind.Bars) ? ChartKind.Bars : ChartKind.None;
        }

        // A few years of many regions are compared region by region; a course of years is a course.
        if (time is not null && Can(ChartKind.Line) && (time.Count >= 4 || shape.Others.Count == 0))
        {
            return shape.Others.Any(side => side.Count > MostLines) && Can(ChartKind.Small) ? ChartKind.Small : ChartKind.Line;
        }

        var parts = shape.Others.Where(side => side != shape.Region && side.Sum < 0 && side.Count <= MostGrouped && side.Parts.All(at => !side.Dimension.Categories[at].IsTotal)).ToList();
        if (shape.Region is not null && parts.Count == 0)
        {
            return Can(ChartKind.Bars) ? ChartKind.Bars : ChartKind.None;
        }

        if (shape.Others.Count + Math.Min(1, shape.Times.Count) >= 2)
        {
            return shape.Adds && Can(ChartKind.Stacked) ? ChartKind.Stacked : Can(ChartKind.Grouped) ? ChartKind.Grouped : ChartKind.Bars;
        }

        return Can(ChartKind.Bars) ? ChartKind.Bars : possible.Count > 0 ? possible[0].Kind : ChartKind.None;
    }

    /// <summary>Which dimension takes which part; null where the selection has none for it.</summary>
    private static Sketched? Sketch(ChartShape shape, ChartKind kind)
    {
        var (time, others) = (shape.Times is [var earliest, ..] ? earliest : null, shape.Others);
        var rest = shape.Times.Skip(1).Concat(others).ToList();
        switch (kind)
        {
            case ChartKind.Line:
                return time is null ? null : new(kind, time, Series(rest, MostSeries) ?? rest.MinBy(side => side.Count));
            case ChartKind.Bars:
                return Axis(shape, null) is { } along ? new(kind, along) : null;
            case ChartKind.Grouped:
            case ChartKind.Stacked:
            case ChartKind.Shares:
                var most = kind is ChartKind.Grouped ? MostGrouped : MostSeries;
                var series = others.Concat(shape.Times).Where(side => side.Count >= 2 && side.Count <= most && Axis(shape, side) is not null)
                    .OrderByDescending(side => kind is not ChartKind.Grouped && side.Sum >= 0).ThenBy(side => side.IsTime).ThenBy(side => side.IsRegion).ThenBy(side => side.Count).FirstOrDefault();
                return series is null || (kind is not ChartKind.Grouped && series.IsTime) ? null
                    : kind is not ChartKind.Grouped && (!shape.Adds || HasNegative(shape, Axis(shape, series)!, series)) ? null
                    : new(kind, Axis(shape, series)!, series);
            case ChartKind.Pyramid:
                return shape.Pyramid is var (sexes, ages) && !HasNegative(shape, ages, sexes) ? new(kind, ages, sexes) : null;
            case ChartKind.Scatter:
                var points = shape.Region is { Count: >= 3 } region ? region : others.Where(side => side.Count >= 3).MaxBy(side => side.Count) ?? (time is { Count: >= 3 } ? time : null);
                return shape.Measure is { } measures && points is not null ? new(kind, points, measures) : null;
            case ChartKind.Small:
                if (time is null)
                {
                    return null;
                }

                var panels = shape.Measure ?? rest.MaxBy(side => side.Count);
                return panels is null ? null : new(kind, time, Series([.. rest.Where(side => side != panels)], MostInPanel), panels);
            case ChartKind.None:
            default:
                return null;
        }
    }

    // Regions are what a chart of bars is mostly about; then the longest list; then time.
    private static ChartSide? Axis(ChartShape shape, ChartSide? without)
    {
        var left = shape.Others.Where(side => side != without).ToList();
        return left.Find(side => side.IsRegion) ?? left.MaxBy(side => side.Count) ?? shape.Times.FirstOrDefault(side => side != without);
    }

    private static ChartSide? Series(IReadOnlyList<ChartSide> sides, int most) => sides.Where(side => side.Count <= most).OrderByDescending(side => side.Count).FirstOrDefault();

    private static bool HasNegative(ChartShape shape, ChartSide axis, ChartSide series) =>
        axis.Parts.Any(at => series.Parts.Any(part => shape.Value((axis, at), (series, part)).Value < 0));

    /// <param name="Series">For a scatter: the measures.</param>
    internal sealed record Sketched(ChartKind Kind, ChartSide Axis, ChartSide? Series = null, ChartSide? Panels = null);

    /// <summary>Reads the figures a sketch needs, within the limits.</summary>
    private sealed class ChartMaker(ChartShape shape, Sketched sketch, IReadOnlyList<ChartKind> kinds, string office)
    {
        private readonly Cube _cube = shape.View.Cube;

        public ChartPlan Make()
        {
            var (axis, series, panels) = (sketch.Axis, sketch.Series, sketch.Panels);
            var ticks = Ticks(axis);
            var drawn = panels is null ? new List<int?> { null } : [.. panels.Parts.Take(MostPanels).Select(at => (int?)at)];
            var lines = series is null ? new List<int?> { null } : sketch.Kind is ChartKind.Scatter ? Measures(series) : [.. Largest(series, axis, ticks).Select(at => (int?)at)];
            return new()
            {
                Kind = sketch.Kind,
                Kinds = kinds,
                Text = shape.View.Text,
                Worked = shape.View.Worked,
                Axis = axis.Dimension,
                Ticks = [.. ticks.Select(at => Tick(axis, at))],
                Panels = sketch.Kind is ChartKind.Scatter ? [.. lines.Select(measure => Panel(null, measure, [null], ticks))] : [.. drawn.Select(panel => Panel(panel, null, lines, ticks))],
                SeriesOf = series?.Dimension,
                PanelsOf = panels?.Dimension,
                OfTicks = axis.Count,
                OfSeries = sketch.Kind is ChartKind.Scatter ? 0 : series?.Count ?? 0,
                OfPanels = panels?.Count ?? 0,
                IsOrdered = axis.IsOrdered,
                Held = [.. shape.Sides.Where(side => side.D != axis.D && side.D != series?.D && side.D != panels?.D)
                    .Select(side => shape.Hold(side.D))],
                Fixed = [.. Enumerable.Range(0, _cube.Dimensions.Count)
                    .Where(d => d != axis.D && shape.View.Layout.Selected[d].Count == 1 && (_cube.Dimensions[d].Categories.Count > 1 || _cube.Dimensions[d].Role is DimensionRole.Time))
                    .Select(d => (_cube.Dimensions[d], _cube.Dimensions[d].Categories[shape.Base(d)]))],
            };
        }

        private List<int> Ticks(ChartSide axis)
        {
            if (axis.IsTime)
            {
                return [.. axis.Parts.Skip(Math.Max(0, axis.Count - (sketch.Kind is ChartKind.Line or ChartKind.Small ? MostPeriods : MostBars)))];
            }

            if (axis.IsOrdered || sketch.Kind is ChartKind.Scatter)
            {
                return [.. axis.Parts.Take(sketch.Kind is ChartKind.Scatter ? MostPoints : MostBars)];
            }

            // Longest first; what has no number stands at the end in the table's own order.
            double Key(int at) => sketch.Series is { } series && sketch.Kind is not ChartKind.Bars
                ? series.Parts.Select(part => shape.Value((axis, at), (series, part)).Value).Where(double.IsFinite).DefaultIfEmpty(double.NegativeInfinity).Sum()
                : shape.Value((axis, at)).Value is var value && double.IsNaN(value) ? double.NegativeInfinity : value;
            return [.. axis.Parts.Select(at => (at, Key: Key(at))).OrderByDescending(one => one.Key).Take(MostBars).Select(one => one.at)];
        }

        /// <summary>The first measures of the selection, or the two it has.</summary>
        private static List<int?> Measures(ChartSide series) => [series.Parts[0], series.Parts[1]];

        private List<int> Largest(ChartSide series, ChartSide axis, List<int> ticks)
        {
            if (series.Count <= MostSeries)
            {
                return [.. series.Parts];
            }

            double Last(int part) => ticks.Select(at => shape.Value((axis, at), (series, part)).Value).LastOrDefault(double.IsFinite, double.NegativeInfinity);
            var largest = series.Parts.OrderByDescending(Last).Take(MostSeries).ToHashSet();
            return [.. series.Parts.Where(largest.Contains)];
        }

        private ChartPanel Panel(int? panel, int? measure, List<int?> lines, List<int> ticks)
        {
            var (panels, series) = (sketch.Panels, sketch.Series);
            var unit = shape.View.Text.Unit?.ToString() ?? "";
            int? decimals = null;
            for (var d = 0; d < _cube.Dimensions.Count; d++)
            {
                var dimension = _cube.Dimensions[d];
                var at = d == panels?.D && panel is { } there ? there : d == series?.D && measure is { } one ? one : shape.Base(d);
                if (dimension.Role is DimensionRole.Measure)
                {
                    // Measures of one unit in one drawing: as many decimals as the finest of them is published with.
                    IReadOnlyList<int> drawn = d == series?.D && measure is null ? [.. lines.OfType<int>()] : [at];
                    (unit, decimals) = (shape.Unit(dimension.Categories[at]), drawn.Max(one => dimension.Categories[one].Decimals ?? shape.View.Text.Decimals));
                }
            }

            var title = panels is not null && panel is { } p ? panels.Dimension.Categories[p].Label.ToString() : series is not null && measure is { } m ? series.Dimension.Categories[m].Label.ToString() : "";
            return new(title, unit, Math.Clamp(decimals ?? shape.View.Text.Decimals, 0, 15),
                [.. lines.Select(line => new ChartSeries(
                    line is { } named ? series!.Dimension.Categories[named].Label.ToString() : "",
                    [.. ticks.Select(tick => shape.Value((sketch.Axis, tick), (panels, panel ?? 0), (series, line ?? measure ?? 0)))],
                    line is { } own && series!.Dimension.Categories[own].Code == office))],
                panel is { } here && panels!.Dimension.Categories[here].Code == office);
        }

        private ChartTick Tick(ChartSide axis, int at)
        {
            var category = axis.Dimension.Categories[at];
            return new(category.Label.ToString(), category.Code == office, axis.IsTime && Periods.Of(category) is { } moment ? Year(moment) : null);
        }

        private static double Year(Periods.Moment moment) => moment.Year + moment.Type switch
        {
            PeriodType.Semester => (moment.Part - 1) / 2.0,
            PeriodType.Quarter => (moment.Part - 1) / 4.0,
            PeriodType.Month => (moment.Part - 1) / 12.0,
            PeriodType.Week => (moment.Part - 1) / 53.0,
            PeriodType.Day => (moment.Part - 1) / 366.0,
            _ => 0,
        };
    }
}
