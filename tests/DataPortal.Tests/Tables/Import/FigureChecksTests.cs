using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Import;

namespace DataPortal.Tests.Tables.Import;

public class FigureChecksTests
{
    private static readonly string[] _regions = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Fact]
    public void Figures_that_are_as_usual_are_let_pass() => Assert.Empty(Found(Years([100, 200, 300, 400, 500, 600, 700, 800], [102, 205, 304, 409, 511, 607, 715, 820])));

    [Fact]
    public void A_leap_is_said_with_both_figures_when_it_is_more_than_the_others()
    {
        var finding = Assert.Single(Found(Years([100, 200, 300, 400, 500, 600, 700, 800], [102, 205, 3040, 409, 511, 607, 715, 820])));
        Assert.Equal((FindingKind.Jump, 1), (finding.Kind, finding.Count));
        Assert.Equal("c, 2026: 300 menjadi 3.040 (+913,3 persen)", Assert.Single(finding.Examples));
    }

    [Fact]
    public void What_all_do_alike_is_no_leap() => Assert.Empty(Found(Years([100, 200, 300, 400, 500, 600, 700, 800], [200, 405, 604, 809, 1011, 1207, 1415, 1620])));

    [Fact]
    public void Only_new_years_are_looked_at_again()
    {
        var before = Years([100, 200, 300, 400, 500, 600, 700, 800], [102, 205, 3040, 409, 511, 607, 715, 820]);
        Assert.Empty(FigureChecks.Of(before with
        {
            Dimensions = [before.Dimensions[0], Cubes.Dimension("t", DimensionRole.Time, "2025", "2026", "2027")],
            Values = [.. Enumerable.Range(0, 8).SelectMany(r => new[] { before.Values[r * 2], before.Values[r * 2 + 1], before.Values[r * 2 + 1] * (1.01 + r * 0.001) })],
            Status = new CellStatus[24],
        }, Text("jiwa"), before));
    }

    [Theory]
    [InlineData("persen", "Penduduk miskin", 104, FindingKind.Percentage)]
    [InlineData("persen", "Penduduk miskin", -1, FindingKind.Percentage)]
    [InlineData("jiwa", "Penduduk", -7, FindingKind.Negative)]
    public void Impossible_figures_are_said(string unit, string title, double odd, FindingKind kind)
    {
        var cube = Years([10, 20, 30, 40, 50, 60, 70, odd]);
        Assert.Equal(kind, Assert.Single(FigureChecks.Of(cube, Text(unit) with { Title = new(title) }, null), finding => finding.Kind == kind).Kind);
    }

    [Theory]
    [InlineData("persen", "Inflasi bulanan", -0.4)]
    [InlineData("persen", "Laju pertumbuhan ekonomi", 120)]
    [InlineData("rupiah", "Saldo", -5)]
    public void What_may_well_be_below_nothing_is_let_pass(string unit, string title, double odd) =>
        Assert.Empty(FigureChecks.Of(Years([10, 20, 30, 40, 50, 60, 70, odd]), Text(unit) with { Title = new(title) }, null));

    [Fact]
    public void A_part_larger_than_the_whole_is_said_even_when_the_sum_is_not_known()
    {
        var cube = Years([10, 500, 30, double.NaN, 50, 60, 70, 300]);
        cube.Status[3] = CellStatus.NotAvailable;
        var categories = cube.Dimensions[0].Categories.Select((category, at) => category with { IsTotal = at == 7 }).ToList();
        var finding = Assert.Single(Found(cube with { Dimensions = [cube.Dimensions[0] with { Categories = categories }, cube.Dimensions[1]] }));
        Assert.Equal((FindingKind.PartOverWhole, "b, 2025: 500, seluruhnya 300"), (finding.Kind, finding.Examples[0]));
    }

    [Fact]
    public void A_region_that_had_figures_and_has_none_now_is_named()
    {
        var before = Years([1, 2, 3, 4, 5, 6, 7, 8]);
        var after = CubeArithmetic.Take(before, [[0, 1, 2, 3, 4, 5, 6], [0]]);
        Assert.Equal("h (h)", Assert.Single(FigureChecks.Of(after, Text("jiwa"), before), finding => finding.Kind is FindingKind.RegionGone).Examples[0]);
    }

    [Fact]
    public void Nothing_but_zeros_and_rows_copied_are_said()
    {
        var measures = new Dimension("m", new("Rincian"), DimensionRole.Other, [new("x", new("x")), new("y", new("y")), new("z", new("z"))]);
        var cube = new Cube { Dimensions = [Cubes.Dimension("r", DimensionRole.Region, "a", "b", "c"), measures], Values = [1, 22, 3, 0, 0, 0, 1, 22, 3], Status = new CellStatus[9] };
        var found = Found(cube);
        Assert.Equal(["b"], Assert.Single(found, finding => finding.Kind is FindingKind.AllZero).Examples);
        Assert.Equal(["a = c"], Assert.Single(found, finding => finding.Kind is FindingKind.Duplicate).Examples);
    }

    [Fact]
    public void Last_years_figures_given_again_as_this_years_are_said() =>
        Assert.Contains(Found(Years([100, 200, 300, 400, 500, 600, 700, 800], [100, 200, 300, 400, 500, 600, 700, 800])), finding => finding.Kind is FindingKind.Duplicate && finding.Examples[0] == "2025 = 2026");

    [Fact]
    public void The_same_finding_has_the_same_key_whatever_things_are_called()
    {
        var cube = Years([10, 20, 30, 40, 50, 60, 70, -80]);
        var renamed = cube with { Dimensions = [cube.Dimensions[0] with { Label = new("Kecamatan kita") }, cube.Dimensions[1]] };
        Assert.Equal(Found(cube).Select(finding => finding.Key), Found(renamed).Select(finding => finding.Key));
    }

    private static IReadOnlyList<Finding> Found(Cube cube) => FigureChecks.Of(cube, Text("jiwa"), null);

    private static TableText Text(string unit) => new() { Title = new("Penduduk"), Unit = new Bilingual(unit), Source = new("Uji"), Period = "2026" };

    private static Cube Years(params double[][] years) => new()
    {
        Dimensions = [Cubes.Dimension("r", DimensionRole.Region, _regions), Cubes.Dimension("t", DimensionRole.Time, [.. years.Select((_, at) => $"{2025 + at}")])],
        Values = [.. Enumerable.Range(0, 8).SelectMany(r => years.Select(year => year[r]))],
        Status = new CellStatus[8 * years.Length],
    };
}
