using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables;

public class KeyFigureTests
{
    [Theory]
    [InlineData(CellStatus.Confidential)]
    [InlineData(CellStatus.NotApplicable)]
    [InlineData(CellStatus.NotAvailable)]
    public void A_number_behind_a_symbol_that_hides_it_answers_no_question(CellStatus status)
    {
        var key = KeyFigure.Of(Regions([7, 20, 30], [status, default, default]), Cubes.Text)!;
        Assert.Null(key.For("a"));
        Assert.Equal((1, 2), key.For("c") is { } c ? (c.Rank!.Value, c.Of) : default);
        Assert.Equal([20, 30], key.Regions().Select(region => region.Value));
    }

    [Fact]
    public void A_total_is_not_compared_with_parts_nobody_may_know()
    {
        var cube = Regions([7, 20, 30, 57], [CellStatus.Confidential, default, default, default]);
        var categories = cube.Dimensions[0].Categories.Select((category, at) => category with { IsTotal = at == 3 });
        cube = cube with { Dimensions = [cube.Dimensions[0] with { Categories = [.. categories] }] };
        Assert.Empty(TotalsChecker.Check(cube, 0));
        Assert.Empty(TotalsChecker.Check(cube with { Status = [default, default, default, CellStatus.Confidential] }, 0));
        Assert.Single(TotalsChecker.Check(cube with { Status = new CellStatus[4] }, 0));
    }

    [Fact]
    public void The_latest_period_is_the_latest_moment_wherever_the_file_has_it()
    {
        Assert.Equal(0, KeyFigure.Latest(Cubes.Dimension("t", DimensionRole.Time, "2026M03", "2026M02", "2026M01")));
        Assert.Equal(2, KeyFigure.Latest(Cubes.Dimension("t", DimensionRole.Time, "2024", "2025", "2026")));
        Assert.Equal(1, KeyFigure.Latest(Cubes.Dimension("t", DimensionRole.Time, "dulu", "kini")));
    }

    [Fact]
    public void Regions_are_ranked_among_those_of_their_level()
    {
        var region = new Dimension("r", new("r"), DimensionRole.Region,
        [
            new("1603", new("Muara Enim")), new("1603090", new("Gelumbang")), new("1603091", new("Lembak")), new("1602", new("Ogan Komering Ilir")),
        ]);
        var key = KeyFigure.Of(new() { Dimensions = [region], Values = [100, 40, 60, 200], Status = new CellStatus[4] }, Cubes.Text)!;
        Assert.Equal((2, 2), (key.For("1603")!.Rank!.Value, key.For("1603")!.Of));
        Assert.Equal((1, 2), (key.For("1603091")!.Rank!.Value, key.For("1603091")!.Of));

        // The same by the levels a file states.
        var stated = region with { Categories = [.. region.Categories.Select((category, at) => category with { Code = $"k{at}", Level = at is 1 or 2 ? 1 : 0 })] };
        Assert.Equal(2, KeyFigure.Of(new() { Dimensions = [stated], Values = [100, 40, 60, 200], Status = new CellStatus[4] }, Cubes.Text)!.For("k2")!.Of);
    }

    private static Cube Regions(double[] values, CellStatus[] status) =>
        new() { Dimensions = [Cubes.Dimension("r", DimensionRole.Region, [.. "abcdef".Take(values.Length).Select(c => c.ToString())])], Values = values, Status = status };
}

/// <summary>What is kept of a table's figures.</summary>
public class CubeKeeperTests(Portal portal) : IClassFixture<Portal>
{
    [Fact]
    public async Task A_number_behind_a_symbol_never_lies_in_the_store()
    {
        var ct = TestContext.Current.CancellationToken;
        CellStatus[] status = [CellStatus.Confidential, CellStatus.NotApplicable, CellStatus.Nil, CellStatus.Provisional, CellStatus.Normal];
        var cube = new Cube { Dimensions = [Cubes.Dimension("r", DimensionRole.Region, "a", "b", "c", "d", "e")], Values = [1, 2, 3, 4, 5], Status = status };
        var file = await portal.Get<CubeKeeper>().KeepAsync(cube, Cubes.Text, "uji.cube", ct);
        var kept = await portal.Get<TableShelf>().CubeAsync(file.Hash, ct);
        Assert.Equal([double.NaN, double.NaN, double.NaN, 4, 5], kept.Values);
        Assert.Equal(status, kept.Status);
        Assert.Equal([1, 2, 3, 4, 5], cube.Values);
    }
}
