using DataPortal.Content;
using DataPortal.Shared;

namespace DataPortal.Tables.Charts;

public enum MapClasses
{
    /// <summary>As many regions in each.</summary>
    Quantiles,

    /// <summary>As wide each.</summary>
    EqualSteps,
}

/// <param name="From">The least figure in it, or its lower bound where classes are equally wide.</param>
public sealed record MapClass(string From, string To, int Count);

/// <summary>A region of the map.</summary>
/// <param name="Class">From 1; 0 where it has no number.</param>
/// <param name="Shown">As a visitor reads it.</param>
/// <param name="Why">Without a number: the status, Missing too where the selection does not hold the region.</param>
public sealed record MapRegion(RegionShape Shape, ChartValue Value, int Class, string Shown, CellStatus Why, bool IsHere);

/// <summary>A choropleth: one figure a region, sorted into three to seven classes.</summary>
public sealed record MapPlan
{
    public const int LeastClasses = 3;
    public const int MostClasses = 7;
    public const int UsualClasses = 5;

    public required RegionShapes Shapes { get; init; }
    public required TableText Text { get; init; }
    public WorkedFigures? Worked { get; init; }
    public required Dimension Dimension { get; init; }
    public required string About { get; init; }
    public required string Unit { get; init; }
    public required IReadOnlyList<MapClass> Classes { get; init; }

    /// <summary>Largest first, those without a number last.</summary>
    public required IReadOnlyList<MapRegion> Regions { get; init; }
    public IReadOnlyList<HeldDimension> Held { get; init; } = [];

    /// <returns>Null where the selection has no regions, or no map holds them.</returns>
    public static MapPlan? Of(TableView view, Boundaries boundaries, ChartAsk ask, string office)
    {
        ArgumentNullException.ThrowIfNull(view);
        var (cube, layout) = (view.Cube, view.Layout);
        var d = cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Region);
        if (d < 0 || layout.Selected[d].Count < LeastClasses || layout.Selected.Any(selected => selected.Count == 0)
            || boundaries.For([.. layout.Selected[d].Select(at => cube.Dimensions[d].Categories[at].Code)]) is not { } shapes)
        {
            return null;
        }

        var shape = new ChartShape(view, ask.Pin);
        var side = new ChartSide(d, cube.Dimensions[d], layout.Selected[d], -1);
        var measure = Enumerable.Range(0, cube.Dimensions.Count).Where(at => cube.Dimensions[at].Role is DimensionRole.Measure).Select(at => cube.Dimensions[at].Categories[shape.Base(at)]).FirstOrDefault();
        var decimals = Math.Clamp(measure?.Decimals ?? view.Text.Decimals, 0, 15);
        var byCode = layout.Selected[d].GroupBy(at => cube.Dimensions[d].Categories[at].Code, StringComparer.Ordinal).ToDictionary(group => group.Key, group => shape.Value((side, group.First())), StringComparer.Ordinal);
        var values = shapes.Shapes.Select(one => (Shape: one, Value: byCode.GetValueOrDefault(one.Code, new(double.NaN, CellStatus.Missing)))).ToList();
        var (classes, of) = Sort([.. values.Where(one => one.Value.IsNumber).Select(one => one.Value.Value)], ask.Classes, ask.ClassCount, decimals);
        string Shown(ChartValue value) => value.IsNumber ? $"{ChartAxis.Short(value.Value, decimals)}{(TableSymbols.Mark(value.Status, view.Text) is { Length: > 0 } mark ? " " + mark : "")}"
            : TableSymbols.Mark(value.Status, view.Text) is { Length: > 0 } symbol ? symbol : Speech.T("tidak ada data", "no data");
        var held = Enumerable.Range(0, cube.Dimensions.Count).Where(at => at != d && (cube.Dimensions[at].Categories.Count > 1 || cube.Dimensions[at].Role is DimensionRole.Time)).ToList();
        return new()
        {
            Shapes = shapes,
            Text = view.Text,
            Worked = view.Worked,
            Dimension = cube.Dimensions[d],
            Unit = measure is null ? view.Text.Unit?.ToString() ?? "" : shape.Unit(measure),
            About = string.Join(", ", held.Select(at => shape.Hold(at).Label)),
            Classes = classes,
            Regions = [.. values.Select(one => new MapRegion(one.Shape, one.Value, one.Value.IsNumber ? of(one.Value.Value) : 0, Shown(one.Value), one.Value.IsNumber ? CellStatus.Normal : one.Value.Status, one.Shape.Code == office))
                .OrderByDescending(region => region.Value.IsNumber ? region.Value.Value : double.NegativeInfinity)],
            Held = [.. shape.Sides.Where(other => other.D != d).Select(other => shape.Hold(other.D))],
        };
    }

    /// <summary>Which of seven shades a class has: few classes still reach from light to dark.</summary>
    public int Shade(int number) => Classes.Count <= 1 ? 4 : 1 + (int)Math.Round((number - 1) * (MostClasses - 1.0) / (Classes.Count - 1));

    public string Describe()
    {
        var known = Regions.Where(region => region.Value.IsNumber).ToList();
        var about = string.Join(", ", new[] { About, Unit }.Where(part => part.Length > 0));
        var most = known.Count == 0 ? Speech.T("Tidak ada angka.", "No figures.")
            : Speech.T($"Tertinggi {known[0].Shape.Name} ({known[0].Shown}), terendah {known[^1].Shape.Name} ({known[^1].Shown}).", $"Highest {known[0].Shape.Name} ({known[0].Shown}), lowest {known[^1].Shape.Name} ({known[^1].Shown}).");
        var without = Regions.Count - known.Count;
        return $"{(Worked is null ? "" : $"{Worked.About} ")}{(about.Length > 0 ? about + ". " : "")}{most}{(without > 0 && known.Count > 0 ? Speech.T($" {without} wilayah tanpa angka.", $" {without} regions without a figure.") : "")}{(Text.IsSample ? Speech.T(" Angka contoh, bukan data resmi.", " Made-up figures, not official data.") : "")} {Speech.T("Semua nilai ada di daftar.", "All values are in the list.")}";
    }

    /// <summary>Equal figures always fall into the same class; a class nobody is in is not drawn among quantiles.</summary>
    internal static (IReadOnlyList<MapClass> Classes, Func<double, int> Of) Sort(IReadOnlyList<double> values, MapClasses kind, int wanted, int decimals)
    {
        var known = values.Order().ToList();
        var count = Math.Min(Math.Clamp(wanted, LeastClasses, MostClasses), known.Distinct().Count());
        if (count == 0)
        {
            return ([], _ => 0);
        }

        string Shown(double value) => ChartAxis.Short(value, decimals);
        if (kind is MapClasses.EqualSteps && count > 1)
        {
            var (least, step) = (known[0], known[^1] / count - known[0] / count);
            int Class(double value) => Math.Clamp((int)Math.Floor((value / 2 - least / 2) / (step / 2)) + 1, 1, count);
            return ([.. Enumerable.Range(1, count).Select(one => new MapClass(Shown(least + (one - 1) * step), one == count ? Shown(known[^1]) : Shown(least + one * step), known.Count(value => Class(value) == one)))], Class);
        }

        // The first figure of each class; the border moves up to the next different one.
        var firsts = new List<double>();
        for (var at = 0; at < known.Count; at++)
        {
            if ((at == 0 || known[at] != known[at - 1]) && at * count / known.Count >= firsts.Count)
            {
                firsts.Add(known[at]);
            }
        }

        int Quantile(double value) => firsts.FindLastIndex(first => value >= first) + 1;
        return ([.. Enumerable.Range(1, firsts.Count).Select(one => known.Where(value => Quantile(value) == one).ToList()).Select(part => new MapClass(Shown(part[0]), Shown(part[^1]), part.Count))], Quantile);
    }
}
