using Bunit;
using DataPortal.Tables;

namespace DataPortal.Tests.Tables;

public class ComponentTests : BunitContext
{
    private static readonly Cube _cube = new()
    {
        Dimensions =
        [
            new("wilayah", new("Wilayah"), DimensionRole.Region, [new("1600", new("Provinsi"), IsTotal: true), new("1603", new("Muara Enim")), new("1604", new("Lahat"))]),
            Cubes.Dimension("tahun", DimensionRole.Time, "2025", "2026"),
            Cubes.Dimension("sex", DimensionRole.Other, "L", "P"),
        ],
        Values = [1000, 2, 3, 4, 5, 6, 7, 8, 9, 10, double.NaN, 12],
        Status = [0, 0, 0, 0, CellStatus.Revised, 0, 0, 0, 0, 0, CellStatus.NotAvailable, 0],
    };

    [Fact]
    public void A_table_with_two_levels_of_headings_spans_them()
    {
        var table = Table(new([0], [1, 2], [[0, 1, 2], [0, 1], [0, 1]]));
        Assert.Equal(["2025", "2026"], table.FindAll("th[scope=colgroup]").Select(head => head.TextContent.Trim()));
        Assert.Equal(4, table.FindAll("thead tr:last-child th").Count);
        Assert.Equal("1.000", table.Find("tr.total td").TextContent.Trim());
        Assert.Equal("Muara Enim", table.Find("tr.here th").TextContent.Trim());
        Assert.Equal("5 r", string.Join(' ', table.Find("tr.here td").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal("...", table.FindAll("tbody tr")[2].QuerySelectorAll("td")[2].TextContent.Trim());
    }

    [Fact]
    public void Outer_rows_become_groups_and_a_page_may_begin_within_one()
    {
        var table = Table(new([0, 1], [2], [[0, 1, 2], [0, 1], [0, 1]]), from: 3, count: 2);
        Assert.Equal(["Muara Enim (lanjutan)", "Lahat"], table.FindAll("th[scope=rowgroup]").Select(head => head.TextContent.Trim()));
        Assert.Equal(["2026", "2025"], table.FindAll("th[scope=row]").Select(head => head.TextContent.Trim()));
    }

    [Fact]
    public void Bars_begin_at_zero_and_the_longest_fills_the_width()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Name, "Grafik").Add(c => c.Bars, [new("A", 200, "200", false), new("B", 50, "50", true)]));
        Assert.Equal(["100.00%", "25.00%"], chart.FindAll("rect").Select(bar => bar.GetAttribute("width")));
        Assert.Equal("Grafik", chart.Find("svg").GetAttribute("aria-label"));
        Assert.Single(chart.FindAll("rect.mark-here"));
        Assert.Equal(["A", "200", "B", "50"], chart.FindAll("text").Select(text => text.TextContent.Trim()));
    }

    [Fact]
    public void A_map_has_a_class_for_each_fifth_and_says_where_there_is_no_data()
    {
        RegionShape[] shapes = [.. Enumerable.Range(1, 11).Select(at => new RegionShape($"{at}", $"W{at}", "M0 0Z", 0, 0))];
        var values = Enumerable.Range(1, 10).ToDictionary(at => $"{at}", at => new RegionMap.Entry(at, $"{at}"));
        var map = Render<RegionMap>(p => p.Add(c => c.Name, "Peta").Add(c => c.Shapes, new("x", 10, 10, shapes, "")).Add(c => c.Values, values).Add(c => c.Office, "3"));
        Assert.Equal([1, 2, 2, 2, 2, 2], Enumerable.Range(0, 6).Select(q => map.FindAll($"path.q{q}").Count));
        Assert.Contains("W11: tidak ada data", map.Markup);
        Assert.Equal(["1 – 2", "3 – 4", "5 – 6", "7 – 8", "9 – 10", "tidak ada data"], map.FindAll(".legend li").Select(entry => entry.TextContent.Trim()));
        Assert.Single(map.FindAll("path.here"));
    }

    private IRenderedComponent<StatTable> Table(TableLayout layout, int from = 0, int count = int.MaxValue)
    {
        System.Globalization.CultureInfo.CurrentUICulture = DataPortal.Shared.Speech.Indonesian;
        return Render<StatTable>(p => p.Add(t => t.View, new(_cube, Cubes.Text, layout)).Add(t => t.From, from).Add(t => t.Count, count).Add(t => t.Office, "1603"));
    }
}
