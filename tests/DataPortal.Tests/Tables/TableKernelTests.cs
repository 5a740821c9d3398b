using DataPortal.Tables;
using DataPortal.Tables.Versions;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables;

public class TableKernelTests
{
    [Fact]
    public void Every_cell_of_a_cube_stands_exactly_once_on_the_whole_grid() =>
        Prop.ForAll(Cubes.Any.ToArbitrary(), cube =>
        {
            var down = Enumerable.Range(0, cube.Dimensions.Count).Where(d => d % 2 == 0).ToList();
            var across = Enumerable.Range(0, cube.Dimensions.Count).Where(d => d % 2 == 1).Reverse().ToList();
            var grid = new ScreenGrid(new(cube, Cubes.Text, new(down, across, [.. cube.Dimensions.Select(d => (IReadOnlyList<int>)[.. Enumerable.Range(0, d.Categories.Count)])])));
            var cells = from row in Enumerable.Range(0, grid.RowCount) from column in Enumerable.Range(0, grid.ColumnCount) select grid.At(row, column);
            return cells.Order().SequenceEqual(Enumerable.Range(0, cube.Length));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cube_compared_with_itself_changed_nothing() =>
        Prop.ForAll(Cubes.Any.ToArbitrary(), cube => CubeChanges.Of(cube, cube) is { Total: 0 } changes && changes.Same == cube.Length).QuickCheckThrowOnFailure();

    [Fact]
    public void One_changed_cell_is_one_change() =>
        Prop.ForAll(Cubes.Any.ToArbitrary(), cube =>
        {
            var values = (double[])cube.Values.Clone();
            values[^1] = double.IsNaN(values[^1]) ? 1 : values[^1] == 0 ? 1 : -values[^1];
            return CubeChanges.Of(cube, cube with { Values = values }).Changed == (TableSymbols.HidesNumber(cube.Status[^1]) ? 0 : 1);
        }).QuickCheckThrowOnFailure();
}
