using DataPortal.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables;

/// <summary>The generator itself: what it makes are cubes the portal keeps.</summary>
public class CubesTests
{
    [Fact]
    public void Every_rich_cube_can_be_kept_and_comes_back() =>
        Prop.ForAll(Cubes.Rich.ToArbitrary(), made =>
        {
            using var file = new MemoryStream();
            CubeFile.Write(file, made.Cube, made.Text);
            file.Position = 0;
            return CubeFile.Read(file).Cube.Status.SequenceEqual(made.Cube.Status);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_rich_view_shows_each_of_its_cells()
    {
        Prop.ForAll(Cubes.RichViews.ToArbitrary(), view =>
        {
            var shown = view.Layout.Rows.Concat(view.Layout.Columns).ToList();
            return shown.Distinct().Count() == shown.Count && view.Layout.Selected.All(list => list.Count > 0 && list.Distinct().Count() == list.Count);
        }).QuickCheckThrowOnFailure();
    }
}
