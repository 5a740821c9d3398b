using DataPortal.Tables;
using DataPortal.Tables.Screen;
using Microsoft.AspNetCore.WebUtilities;

namespace DataPortal.Tests.Tables.Screen;

public sealed class TableChoiceTests
{
    private static readonly Cube _cube = Made(
        new("wilayah", new("Wilayah", "Region"), DimensionRole.Region, [new("16", new("Sumsel"), IsTotal: true), new("1603", new("Muara Enim"), Level: 1), new("1604", new("Lahat"), Level: 1), new("1671", new("Palembang"), Level: 1)]),
        Cubes.Dimension("tahun", DimensionRole.Time, "2022", "2023", "2024", "2025", "2026"),
        Cubes.Dimension("sex", DimensionRole.Other, "L", "P"));

    [Theory]
    [InlineData("?tahun=top(2)", "2025,2026")]
    [InlineData("?tahun=from(2024)", "2024,2025,2026")]
    [InlineData("?tahun=2022,2024", "2022,2024")]
    [InlineData("?tahun=2022&tahun=2024", "2022,2024")]
    [InlineData("?tahun=*", "2022,2023,2024,2025,2026")]
    [InlineData("", "2022,2023,2024,2025,2026")]
    [InlineData("?tahun=1999", "2022,2023,2024,2025,2026")]
    [InlineData("?tahun=1999,2023", "2023")]
    public void An_address_chooses_periods_by_code_by_latest_and_from_one_on(string query, string codes) => Assert.Equal(codes, Shown(query, 1));

    [Fact]
    public void A_choice_of_the_latest_five_is_the_latest_five_again_when_a_year_is_added()
    {
        var later = Made(_cube.Dimensions[0], Cubes.Dimension("tahun", DimensionRole.Time, "2022", "2023", "2024", "2025", "2026", "2027"), _cube.Dimensions[2]);
        var selection = Select("?tahun=top(2)&wilayah=codelist(level_2)", later);
        Assert.Equal(["2026", "2027"], Codes(selection, 1));
        Assert.Equal(["1603", "1604", "1671"], Codes(selection, 0));
    }

    [Fact]
    public void What_is_not_there_is_passed_over_and_named()
    {
        var selection = Select("?tahun=2019,2024,top(x)&wilayah=9999&lapis.sex=Q");
        Assert.Equal(["9999", "2019", "top(x)", "Q"], selection.Passed);
        Assert.Equal(["2024"], Codes(selection, 1));
    }

    [Theory]
    [InlineData("?wilayah=1603,1671&tahun=top(2)&lapis.sex=P&baris=tahun&kolom=wilayah&urut=turun(1603)&hitung=perubahan&jumlah=ya&kosong=sembunyi&hal=3&halkolom=2")]
    [InlineData("?lapis.sex=")]
    [InlineData("")]
    public void A_choice_read_from_its_own_address_is_the_same_choice(string query) => Assert.Equal(query, Read(query, _cube).Query(_cube));

    [Fact]
    public void A_dimension_named_like_a_word_of_the_address_is_called_by_another_name()
    {
        var cube = Made(Cubes.Dimension("hal", DimensionRole.Other, "a", "b"), Cubes.Dimension("urut", DimensionRole.Other, "1", "2"), Cubes.Dimension("HAL", DimensionRole.Other, "x", "y"), Cubes.Dimension("d.kolom", DimensionRole.Other, "p", "q"));
        Assert.Equal(["d.hal", "d.urut", "d.3.", "d.d.kolom"], ChoiceKeys.Of(cube));

        var selection = Select("?d.hal=b&d.urut=2&d.3.=y&d.d.kolom=q&hal=2&baris=HAL,hal", cube);
        Assert.Equal(["b", "2", "y", "q"], Enumerable.Range(0, 4).Select(d => Codes(selection, d).Single()));
        Assert.Equal([2, 0], selection.Choice.Rows);
        Assert.Equal(2, selection.Choice.Page);
    }

    [Fact]
    public void Codes_with_commas_and_brackets_stay_one_code()
    {
        var cube = Made(Cubes.Dimension("umur", DimensionRole.Other, "0-4", "5,9", "(75+)", "a*"), Cubes.Dimension("tahun", DimensionRole.Time, "2026"));
        Assert.Equal(["5,9"], Codes(Select("?umur=5%2C9", cube), 0));
        Assert.Equal("?umur=%5B5,9%5D,0-4", Read("?umur=5%2C9&umur=0-4", cube).Query(cube));
        Assert.Equal(["(75+)", "a*"], Codes(Select("?umur=(75%2B)&umur=a*", cube), 0));
    }

    [Fact]
    public void A_layer_shows_one_category_and_keeps_those_to_turn_through()
    {
        var selection = Select("?tahun=top(3)&lapis.tahun=2025&baris=wilayah&kolom=sex");
        Assert.Equal(["2025"], Codes(selection, 1));
        Assert.Equal([2, 3, 4], selection.Wanted[1]);
        Assert.DoesNotContain(1, selection.Layout.Rows.Concat(selection.Layout.Columns));
        Assert.Equal(["2026"], Codes(Select("?lapis.tahun="), 1));
        Assert.Equal(["16"], Codes(Select("?lapis.wilayah="), 0));
    }

    [Fact]
    public void A_layer_that_is_asked_for_as_a_row_stays_a_layer_and_a_table_always_has_rows()
    {
        var selection = Select("?lapis.wilayah=1603&lapis.tahun=2026&lapis.sex=L&baris=wilayah");
        Assert.Single(selection.Layout.Rows);
        Assert.Empty(selection.Layout.Columns);
        Assert.Equal(1, new ScreenGrid(new(selection.Cube, Cubes.Text, selection.Layout)).RowCount);
    }

    [Fact]
    public void A_grouping_adds_its_members_up()
    {
        var cube = Made(Cubes.Dimension("umur", DimensionRole.Other, "0", "1", "2", "3") with
        {
            Groupings = [new("dua", new("Dua kelompok"), GroupingKind.Aggregation, [new("muda", new("Muda"), ["0", "1"]), new("tua", new("Tua"), ["2", "3"])])],
        });
        var selection = Select("?umur=codelist(dua)", cube);
        Assert.Equal(["muda", "tua"], Codes(selection, 0));
        Assert.Equal([0 + 1, 2 + 3], selection.Cube.Values);
    }

    [Fact]
    public void Hostile_addresses_are_bounded()
    {
        var wide = Made(Cubes.Dimension("desa", DimensionRole.Region, [.. Enumerable.Range(0, 10_000).Select(at => $"v{at}")]), Cubes.Dimension("tahun", DimensionRole.Time, "2026"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var selection = Select("?desa=" + string.Concat(Enumerable.Range(0, 2_000).Select(at => $"x*{at},")), wide);
        Assert.InRange(selection.Passed.Count, 1, 20);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }

    private static string Shown(string query, int dimension) => string.Join(',', Codes(Select(query), dimension));

    private static IEnumerable<string> Codes(TableSelection selection, int dimension) => selection.Layout.Selected[dimension].Select(at => selection.Cube.Dimensions[dimension].Categories[at].Code);

    private static TableChoice Read(string query, Cube cube)
    {
        var parsed = QueryHelpers.ParseQuery(query);
        return TableChoice.Read(cube, key => parsed.GetValueOrDefault(key));
    }

    private static TableSelection Select(string query, Cube? cube = null) => TableSelection.Of(Stored(cube ?? _cube), Read(query, cube ?? _cube));

    internal static StoredTable Stored(Cube cube, TableText? text = null) => new(new() { Id = "uji", Text = text ?? Cubes.Text, Current = new(1, new("", "", "", 0), null, default, "", cube.Length) }, cube);

    internal static Cube Made(params Dimension[] dimensions)
    {
        var cells = dimensions.Aggregate(1, (count, dimension) => count * dimension.Categories.Count);
        return new() { Dimensions = dimensions, Values = [.. Enumerable.Range(0, cells).Select(at => (double)at)], Status = new CellStatus[cells] };
    }
}
