using DataPortal.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables;

public sealed class CubeArithmeticTests
{
    [Fact]
    public void A_selection_turned_around_holds_the_same_cells() => Prop.ForAll(Picks().ToArbitrary(), pick =>
    {
        var (cube, selected, order) = pick;
        var taken = CubeArithmetic.Take(cube, selected, order);
        var (from, to) = (cube.Strides(), taken.Strides());
        for (var at = 0; at < taken.Length; at++)
        {
            var there = order.Select((d, level) => selected[d][at / to[level] % selected[d].Length] * from[d]).Sum();
            Assert.Equal(cube.Values[there], taken.Values[at]);
            Assert.Equal(cube.Status[there], taken.Status[at]);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_is_what_adding_cell_by_cell_gives() => Prop.ForAll(Groupings().ToArbitrary(), grouping =>
    {
        var (cube, groups) = grouping;
        Dimension[] dimensions = [.. cube.Dimensions.Select((dimension, d) => groups[d] is { } map
            ? Cubes.Dimension(dimension.Code, dimension.Role, [.. Enumerable.Range(0, map.Max() + 1).Select(g => $"g{g}")])
            : dimension)];
        var sums = CubeArithmetic.Aggregate(cube, groups, dimensions);
        var (from, to) = (cube.Strides(), sums.Strides());
        var expected = new (double Value, int Parts, int Nil)[sums.Length];
        for (var at = 0; at < cube.Length; at++)
        {
            var places = cube.Dimensions.Select((dimension, d) => at / from[d] % dimension.Categories.Count is var c && groups[d] is { } map ? map[c] : at / from[d] % dimension.Categories.Count).ToArray();
            if (places.Contains(-1))
            {
                continue;
            }

            var there = places.Select((place, d) => place * to[d]).Sum();
            var nil = cube.Status[at] is CellStatus.Nil or CellStatus.Negligible;
            expected[there] = (expected[there].Value + (nil ? 0 : TableSymbols.HidesNumber(cube.Status[at]) ? double.NaN : cube.Values[at]), expected[there].Parts + 1, expected[there].Nil + (nil ? 1 : 0));
        }

        for (var at = 0; at < sums.Length; at++)
        {
            var (value, parts, nil) = expected[at];
            if (parts == nil || double.IsNaN(value))
            {
                Assert.True(double.IsNaN(sums.Values[at]));
                Assert.Equal(parts == 0 ? CellStatus.Missing : parts == nil ? CellStatus.Nil : CellStatus.NotAvailable, sums.Status[at]);
            }
            else
            {
                Assert.Equal(value, sums.Values[at], 6);
            }
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_of_provisional_parts_is_provisional()
    {
        var cube = new Cube
        {
            Dimensions = [Cubes.Dimension("wilayah", DimensionRole.Region, "a", "b")],
            Values = [1, 2],
            Status = [CellStatus.Provisional, CellStatus.Normal],
        };
        var sum = CubeArithmetic.Aggregate(cube, [[0, 0]], [Cubes.Dimension("wilayah", DimensionRole.Region, "semua")]);
        Assert.Equal((3, CellStatus.Provisional), (sum.Values[0], sum.Status[0]));
    }

    private static Gen<(Cube Cube, int[][] Selected, int[] Order)> Picks() =>
        from cube in Cubes.Any
        from selected in Gen.CollectToArray(cube.Dimensions.Select(dimension => Gen.Choose(0, dimension.Categories.Count - 1).ArrayOf(3)).ToArray())
        from order in Gen.Shuffle(Enumerable.Range(0, cube.Dimensions.Count).ToArray())
        select (cube, selected, order);

    private static Gen<(Cube Cube, int[]?[] Groups)> Groupings() =>
        from cube in Cubes.Any
        from groups in Gen.CollectToArray(cube.Dimensions.Select(dimension => Gen.OneOf(
            Gen.Constant<int[]?>(null),
            Gen.Constant<int[]?>(new int[dimension.Categories.Count]),
            Gen.Choose(-1, 3).ArrayOf(dimension.Categories.Count).Where(map => map.Max() >= 0).Select(map => (int[]?)map))).ToArray())
        select (cube with { Values = [.. cube.Values.Select(value => double.IsFinite(value) && Math.Abs(value) < 1e9 ? Math.Round(value, 3) : 7)] }, groups);
}
