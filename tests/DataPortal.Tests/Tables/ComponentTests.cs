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

    private IRenderedComponent<StatTable> Table(TableLayout layout, int from = 0, int count = int.MaxValue)
    {
        System.Globalization.CultureInfo.CurrentUICulture = DataPortal.Shared.Speech.Indonesian;
        return Render<StatTable>(p => p.Add(t => t.View, new(_cube, Cubes.Text, layout)).Add(t => t.From, from).Add(t => t.Count, count).Add(t => t.Office, "1603"));
    }
}
