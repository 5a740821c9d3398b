using System.Globalization;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Charts;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Http;
using static DataPortal.Tests.Tables.Charts.ChartCubes;

namespace DataPortal.Tests.Tables.Charts;

public sealed class MapTests : IClassFixture<SamplePortal>
{
    private readonly Boundaries _boundaries;

    public MapTests(SamplePortal sample) => _boundaries = sample.Portal.Get<Boundaries>();

    private static Dimension Province { get; } = new("wilayah", new("Kabupaten/kota", "Regency"), DimensionRole.Region,
        [.. new[] { "1600", "1601", "1602", "1603", "1604", "1605", "1606", "1607", "1608", "1609", "1610", "1611", "1612", "1613", "1671", "1672", "1673", "1674" }.Select((code, at) => new Category(code, new($"W{code}"), IsTotal: at == 0))]);

    [Fact]
    public void As_many_regions_fall_into_each_class_and_the_legend_counts_them()
    {
        var map = Map(View([Province]))!;
        Assert.Equal([4, 3, 4, 3, 3], map.Classes.Select(one => one.Count));
        Assert.Equal(("2", "5"), (map.Classes[0].From, map.Classes[0].To));
        Assert.Equal(17, map.Regions.Count);
        var svg = Read(MapDrawing.Of(map, ChartDrawing.Wide, "u"));
        Assert.Equal([4, 3, 4, 3, 3], Enumerable.Range(1, 5).Select(one => svg.Styled("path", $"q{map.Shade(one)}").Count()));
        Assert.Contains("2 – 5 (4)", svg.Words());
    }

    [Fact]
    public void Equal_steps_are_equally_wide()
    {
        var map = Map(View([Province], at => at == 17 ? 1000 : at), new Dictionary<string, string> { ["kelas"] = "selang", ["jumlah-kelas"] = "4" })!;
        Assert.Equal([("1", "251", 16), ("251", "500", 0), ("500", "750", 0), ("750", "1.000", 1)], map.Classes.Select(one => (one.From, one.To, one.Count)));
    }

    [Theory]
    [InlineData("0", 3)]
    [InlineData("99", 7)]
    [InlineData("7", 7)]
    [InlineData("enam", 5)]
    [InlineData("-4", 5)]
    public void There_are_three_to_seven_classes(string wanted, int classes) => Assert.Equal(classes, Map(View([Province]), new Dictionary<string, string> { ["jumlah-kelas"] = wanted })!.Classes.Count);

    [Fact]
    public void Equal_figures_share_a_class() => Assert.Equal([17], Map(View([Province], _ => 5))!.Classes.Select(one => one.Count));

    [Fact]
    public void What_has_no_figure_is_hatched_each_reason_in_its_own_way_and_told()
    {
        var status = new Dictionary<int, CellStatus> { [2] = CellStatus.Confidential, [3] = CellStatus.Missing, [4] = CellStatus.Confidential };
        var map = Map(View([Province], status: at => status.GetValueOrDefault(at)))!;
        var svg = Read(MapDrawing.Of(map, ChartDrawing.Wide, "u"));
        Assert.Equal(3, svg.All("path").Count(path => ((string?)path.Attribute("fill"))?.StartsWith("url(#u-h", StringComparison.Ordinal) == true));
        Assert.Contains("tidak ada data (1)", svg.Words());
        Assert.Contains(svg.Words(), words => words.StartsWith("*** tidak ditampilkan", StringComparison.Ordinal));
        Assert.Contains("Muara Enim: tidak ada data", svg.All("path").Select(path => path.Value));
        Assert.Contains("3 wilayah tanpa angka", svg.Elements().First(element => element.Name.LocalName == "desc").Value);
        Assert.Equal("", map.Regions[^1].Value.IsNumber ? "a number stands last" : "");
    }

    [Fact]
    public void The_office_s_own_region_has_a_bold_border_and_its_name()
    {
        var svg = Read(MapDrawing.Of(Map(View([Province]))!, ChartDrawing.Wide, "u"));
        Assert.Equal("Muara Enim: 4 jiwa", svg.Styled("path", "own").Single().Value);
        Assert.Contains("Muara Enim", svg.Words());
        Assert.Equal("img", (string)svg.Attribute("role")!);
    }

    [Fact]
    public void The_layer_is_the_latest_unless_the_visitor_pins_another()
    {
        var view = View([Province, Years(3)]);
        Assert.Equal("2023", Map(view)!.About);
        Assert.Equal("2021", Map(view, new Dictionary<string, string> { ["gambar.tahun"] = "2021" })!.About);
    }

    [Fact]
    public void A_table_of_no_region_a_map_holds_has_no_map()
    {
        Assert.Null(Map(View([Years()])));
        Assert.Null(Map(View([Regions(2)])));
    }

    private MapPlan? Map(TableView view, Dictionary<string, string>? query = null)
    {
        CultureInfo.CurrentUICulture = Speech.Indonesian;
        var asked = new QueryCollection((query ?? []).ToDictionary(one => one.Key, one => new Microsoft.Extensions.Primitives.StringValues(one.Value)));
        var table = new StoredTable(new() { Id = "t", Text = view.Text, Current = new(1, null!, null, DateTimeOffset.UnixEpoch, "", 0) }, view.Cube);
        return MapPlan.Of(view, _boundaries, ChartAsk.Of(asked, table), Office);
    }
}
