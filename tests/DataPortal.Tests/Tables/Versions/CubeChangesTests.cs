using System.Diagnostics;
using DataPortal.Tables;
using DataPortal.Tables.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Versions;

/// <summary>What changed between two cubes, and one laid over another, agree with a model that knows cells only by their names.</summary>
public class CubeChangesTests
{
    /// <summary>Two tables of the same dimensions, each with some of the categories in an order of its own; some dimensions stand still in one of them.</summary>
    private static readonly Gen<(Cube Before, Cube After)> _pairs =
        from count in Gen.Choose(1, 4)
        from before in Sides(count)
        from after in Sides(count)
        from still in Gen.Choose(0, 2)
        from first in Figures(before)
        from second in Figures(after)
        select (Still(first, still == 1), Still(second, still == 2));

    [Fact]
    public void Changes_are_those_a_comparison_by_name_finds() => Prop.ForAll(_pairs.ToArbitrary(), pair =>
    {
        var (before, after) = (ByName(pair.Before), ByName(pair.After));
        var changes = CubeChanges.Of(pair.Before, pair.After);
        var expected = (
            Changed: after.Count(cell => before.TryGetValue(cell.Key, out var was) && !CubeChanges.IsSame(was.Value, was.Status, cell.Value.Value, cell.Value.Status)),
            Added: after.Keys.Count(key => !before.ContainsKey(key)),
            Removed: before.Keys.Count(key => !after.ContainsKey(key)));
        var cells = changes.Cells().ToList();
        return (changes.Changed, changes.Added, changes.Removed) == expected
            && cells.Count == changes.Total
            && cells.Where(cell => cell.Kind is CellChangeKind.Changed).All(cell => Name(pair.Before, cell.Before) == Name(pair.After, cell.After))
            && cells.Where(cell => cell.Kind is CellChangeKind.Added).All(cell => !before.ContainsKey(Name(pair.After, cell.After)))
            && cells.Where(cell => cell.Kind is CellChangeKind.Removed).All(cell => !after.ContainsKey(Name(pair.Before, cell.Before)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Replaced_cells_are_those_the_file_holds_and_the_others_stay() => Prop.ForAll(_pairs.ToArbitrary(), pair =>
    {
        var (before, incoming) = (ByName(pair.Before), ByName(pair.After));
        var after = ByName(CubeUnion.Of(pair.Before, pair.After, UpdateMode.ReplaceCells));
        return after.All(cell => cell.Value.Equals(
            incoming.TryGetValue(cell.Key, out var new_) && new_.Status is not CellStatus.Missing ? new_ : before.TryGetValue(cell.Key, out var was) ? was : (double.NaN, CellStatus.Missing)))
            && before.Keys.Concat(incoming.Keys).All(after.ContainsKey);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_appended_period_leaves_every_old_cell_as_it_is() => Prop.ForAll(_pairs.ToArbitrary(), pair =>
    {
        if (CubeUnion.NewPeriods(pair.Before, pair.After).Count == 0)
        {
            return Record.Exception(() => CubeUnion.Of(pair.Before, pair.After, UpdateMode.AppendPeriods)) is UnionRefusedException;
        }

        var (before, incoming) = (ByName(pair.Before), ByName(pair.After));
        var fresh = CubeUnion.NewPeriods(pair.Before, pair.After).Select(category => category.Code).ToHashSet();
        var after = ByName(CubeUnion.Of(pair.Before, pair.After, UpdateMode.AppendPeriods));
        return before.All(cell => after[cell.Key].Equals(cell.Value))
            && incoming.Where(cell => cell.Key.Split('|').Any(part => part.StartsWith("t=", StringComparison.Ordinal) && fresh.Contains(part[2..]))).All(cell => after[cell.Key].Equals(cell.Value));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cubes_of_other_dimensions_have_no_cell_in_common()
    {
        var one = new Cube { Dimensions = [Cubes.Dimension("a", DimensionRole.Other, "x", "y")], Values = [1, 2], Status = new CellStatus[2] };
        var other = one with { Dimensions = [Cubes.Dimension("b", DimensionRole.Other, "x", "y")] };
        var changes = CubeChanges.Of(one, other);
        Assert.Equal((false, 0, 2, 2), (changes.IsComparable, changes.Changed, changes.Added, changes.Removed));
        Assert.Throws<UnionRefusedException>(() => CubeUnion.Of(one, other, UpdateMode.ReplaceCells));
    }

    [Fact]
    public void A_number_hidden_by_its_symbol_is_no_change()
    {
        var cube = new Cube { Dimensions = [Cubes.Dimension("a", DimensionRole.Other, "x")], Values = [1], Status = [CellStatus.Confidential] };
        Assert.Equal(0, CubeChanges.Of(cube, cube with { Values = [2] }).Changed);
        Assert.Equal(1, CubeChanges.Of(cube, cube with { Status = [CellStatus.Normal] }).Changed);
    }

    [Fact]
    public void Appended_years_come_in_their_order()
    {
        var before = new Cube { Dimensions = [Cubes.Dimension("t", DimensionRole.Time, "2023", "2025")], Values = [1, 2], Status = new CellStatus[2] };
        var incoming = new Cube { Dimensions = [Cubes.Dimension("t", DimensionRole.Time, "2024", "2026", "2025")], Values = [3, 4, 9], Status = new CellStatus[3] };
        var after = CubeUnion.Of(before, incoming, UpdateMode.AppendPeriods);
        Assert.Equal(["2023", "2024", "2025", "2026"], after.Dimensions[0].Categories.Select(category => category.Code));
        Assert.Equal([1, 3, 2, 4], after.Values);
    }

    [Fact]
    public void Five_million_cells_are_compared_in_well_under_a_second()
    {
        var cube = Large();
        var values = (double[])cube.Values.Clone();
        values[4_999_999] += 1;
        var other = cube with { Values = values };
        Assert.Equal(1, CubeChanges.Of(cube, other).Changed);
        var watch = Stopwatch.StartNew();
        Assert.Equal(1, CubeChanges.Of(cube, other).Changed);
        // The aim is 100 ms; ten times that is a fault of the code and not of a busy machine.
        Assert.True(watch.ElapsedMilliseconds < 1_000, $"{watch.ElapsedMilliseconds} ms");
        TestContext.Current.TestOutputHelper?.WriteLine($"same shape: {watch.ElapsedMilliseconds} ms");

        var shorter = CubeArithmetic.Take(cube, [[.. Enumerable.Range(0, 50)], [.. Enumerable.Range(0, 99)], [.. Enumerable.Range(0, 1000)]]);
        watch.Restart();
        Assert.Equal(50_000, CubeChanges.Of(shorter, cube).Added);
        TestContext.Current.TestOutputHelper?.WriteLine($"a category more: {watch.ElapsedMilliseconds} ms");
    }

    private static Cube Large() => new()
    {
        Dimensions =
        [
            Cubes.Dimension("a", DimensionRole.Other, [.. Enumerable.Range(0, 50).Select(at => $"{at}")]), Cubes.Dimension("b", DimensionRole.Other, [.. Enumerable.Range(0, 100).Select(at => $"{at}")]),
            Cubes.Dimension("c", DimensionRole.Other, [.. Enumerable.Range(0, 1000).Select(at => $"{at}")]),
        ],
        Values = [.. Enumerable.Range(0, 5_000_000).Select(at => (double)at)],
        Status = new CellStatus[5_000_000],
    };

    private static Gen<Dimension[]> Sides(int count) => Gen.CollectToList(Enumerable.Range(0, count), at =>
        from order in Gen.Shuffle(Enumerable.Range(2020, 5).ToArray())
        from size in Gen.Choose(1, 5)
        select Cubes.Dimension(at == 0 ? "t" : $"d{at}", at == 0 ? DimensionRole.Time : DimensionRole.Other, [.. order.Take(size).Select(year => $"{year}")])).Select(list => list.ToArray())
        .SelectMany(list => Gen.Shuffle(list));

    private static Gen<Cube> Figures(Dimension[] dimensions)
    {
        var cells = dimensions.Aggregate(1, (count, dimension) => count * dimension.Categories.Count);
        return from values in Gen.Elements(0d, -0d, 1, 2, double.NaN).ArrayOf(cells)
               from status in Gen.Elements(CellStatus.Normal, CellStatus.Normal, CellStatus.Missing, CellStatus.Revised, CellStatus.Confidential).ArrayOf(cells)
               select new Cube { Dimensions = dimensions, Values = values, Status = status };
    }

    private static Cube Still(Cube cube, bool more) => more ? cube with { Dimensions = [.. cube.Dimensions, Cubes.Dimension("diam", DimensionRole.Other, "satu")] } : cube;

    private static Dictionary<string, (double Value, CellStatus Status)> ByName(Cube cube) =>
        Enumerable.Range(0, cube.Length).ToDictionary(at => Name(cube, at), at => (cube.Values[at], cube.Status[at]));

    private static string Name(Cube cube, int at)
    {
        var strides = cube.Strides();
        return string.Join('|', cube.Dimensions.Select((dimension, d) => (dimension.Code, Category: dimension.Categories[at / strides[d] % dimension.Categories.Count].Code))
            .Where(part => part.Code != "diam").OrderBy(part => part.Code, StringComparer.Ordinal).Select(part => $"{part.Code}={part.Category}"));
    }
}
