using System.Globalization;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tables.Screen;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;

namespace DataPortal.Tests.Tables.Screen;

/// <summary>Wilayah (total, a, b, c) by tahun (2024, 2025).</summary>
public sealed class SeenTableTests
{
    private static readonly Dimension _regions = new("wilayah", new("Wilayah"), DimensionRole.Region, [new("0", new("Semua"), IsTotal: true), new("a", new("Zeta")), new("b", new("Alfa")), new("c", new("Mu"))]);
    private static readonly Dimension _years = Cubes.Dimension("tahun", DimensionRole.Time, "2024", "2025");

    private static readonly Cube _cube = new()
    {
        Dimensions = [_regions, _years],
        Values = [100, 200, 50, 60, 30, double.NaN, 20, 140],
        Status = [0, 0, 0, CellStatus.Provisional, 0, CellStatus.Nil, 0, 0],
    };

    public SeenTableTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = Speech.Indonesian;

    [Theory]
    [InlineData("?urut=turun", "0 a b c")]
    [InlineData("?urut=naik", "0 c b a")]
    [InlineData("?urut=turun(2025)", "0 c a b")]
    [InlineData("?urut=naik(2025)", "0 a c b")]
    [InlineData("?urut=turun(1999)", "0 a b c")]
    [InlineData("?urut=az", "0 b c a")]
    [InlineData("?urut=za", "0 a c b")]
    [InlineData("?urut=entah", "0 a b c")]
    public void Rows_are_sorted_by_any_column_totals_first_and_what_has_no_number_last(string query, string codes) => Assert.Equal(codes, string.Join(' ', Rows(query)));

    [Fact]
    public void Rows_of_several_dimensions_are_sorted_within_their_group_and_downloads_follow()
    {
        var view = See("?baris=tahun,wilayah&urut=naik").View;
        var grid = new TableGrid(view);
        Assert.Equal(["2024 0 100", "2024 c 20", "2024 b 30", "2024 a 50", "2025 0 200", "2025 a 60", "2025 c 140", "2025 b –"],
            Enumerable.Range(0, grid.RowCount).Select(row => $"{grid.RowCategory(0, row).Code} {grid.RowCategory(1, row).Code} {(grid[row, 0].IsNumber ? grid[row, 0].Number : grid[row, 0].Mark)}"));
        Assert.Equal([false, true, true, true, false, true, true, true], Enumerable.Range(0, 8).Select(row => grid.Repeats(0, row)));
    }

    [Fact]
    public void Empty_rows_are_hidden_and_a_zero_is_not_empty()
    {
        Assert.Equal(["2025 b"], Missing("?baris=tahun,wilayah&kosong=sembunyi"));
        var zero = _cube with { Values = [100, 200, 50, 60, 0, double.NaN, 20, 140] };
        Assert.Equal(["0", "a", "b", "c"], Rows("?kosong=sembunyi", zero));
        var seen = See("?wilayah=b&tahun=2025&kosong=sembunyi");
        Assert.True(seen.AllEmpty);
        Assert.Equal(1, new ScreenGrid(seen.View).RowCount);

        static IEnumerable<string> Missing(string query)
        {
            var grid = new TableGrid(See(query).View);
            var there = Enumerable.Range(0, grid.RowCount).Select(row => $"{grid.RowCategory(0, row).Code} {grid.RowCategory(1, row).Code}").ToHashSet();
            return from year in new[] { "2024", "2025" } from region in new[] { "0", "a", "b", "c" } where !there.Contains($"{year} {region}") select $"{year} {region}";
        }
    }

    [Fact]
    public void A_share_of_the_column_is_of_the_tables_own_total_even_where_it_is_not_shown()
    {
        Assert.Equal("100,0 100,0|50,0 30,0 x|30,0 –|20,0 70,0", Cells("?hitung=persen-kolom"));
        Assert.Equal("50,0 30,0 x|20,0 70,0", Cells("?hitung=persen-kolom&wilayah=a,c"));
        Assert.Contains("Persen dari Semua", See("?hitung=persen-kolom").View.Text.Notes[^1].Id);
        Assert.Equal("persen dari jumlah kolom", See("?hitung=persen-kolom").View.Text.Unit!.Id);
    }

    [Fact]
    public void Without_a_total_a_share_is_of_what_is_shown()
    {
        var sexes = TableChoiceTests.Made(Cubes.Dimension("sex", DimensionRole.Other, "L", "P"), Cubes.Dimension("umur", DimensionRole.Other, "m", "t")) with { Values = [10, 30, 40, 20] };
        Assert.Equal("20,0 60,0|80,0 40,0", Cells("?baris=sex&kolom=umur&hitung=persen-kolom", sexes));
        Assert.Equal("25,0 75,0|66,7 33,3", Cells("?baris=sex&kolom=umur&hitung=persen-baris", sexes));
        Assert.Equal("10,0 30,0|40,0 20,0", Cells("?baris=sex&kolom=umur&hitung=persen-semua", sexes));
        Assert.Equal("20,0 60,0 40,0|80,0 40,0 60,0|100,0 100,0 100,0", Cells("?baris=sex&kolom=umur&hitung=persen-kolom&jumlah=ya", sexes));
    }

    [Fact]
    public void Change_is_on_the_period_before_also_when_that_is_not_shown()
    {
        Assert.Equal("· 100|· 10 x|· −30|· 120", Cells("?hitung=selisih"));
        Assert.Equal("100,00|20,00 x|−100,00|600,00", Cells("?hitung=perubahan&tahun=2025"));
        var text = See("?hitung=perubahan").View.Text;
        Assert.Equal(("perubahan, persen", "·"), (text.Unit!.Id, text.OwnSymbols[^1].Mark));
        Assert.Contains("(2025 terhadap 2024)", text.Notes[^1].Id);
        Assert.Empty(See("?hitung=perubahan&tahun=2025").View.Text.OwnSymbols);
        Assert.StartsWith("selisih", See("?hitung=selisih").View.Text.Unit!.Id);
    }

    [Fact]
    public void With_months_down_and_years_across_january_is_compared_with_december()
    {
        string[] months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
        var cube = TableChoiceTests.Made(Cubes.Dimension("bulan", DimensionRole.Time, months), Cubes.Dimension("tahun", DimensionRole.Time, "2024", "2025"));
        cube = cube with { Values = [.. Enumerable.Range(0, 24).Select(at => (double)((at % 2 * 12 + at / 2) * (at % 2 * 12 + at / 2)))] };
        // The squares of 0 to 23: each is as much more than the one before as the odd numbers.
        var rows = Cells("?baris=bulan&kolom=tahun&hitung=selisih", cube).Split('|');
        Assert.Equal(("· 23", "1 25", "21 45"), (rows[0], rows[1], rows[11]));
        Assert.Equal("23", Cells("?bulan=Januari&tahun=2025&hitung=selisih", cube));
        Assert.Contains("(Januari 2025 terhadap Desember 2024)", See("?bulan=Januari&hitung=selisih", cube).View.Text.Notes[^1].Id);
    }

    [Fact]
    public void What_is_worked_out_has_no_more_decimals_than_it_means()
    {
        var cube = _cube with { Values = [0.1, 0.3, -0.16, 0.29, 3, 7, 0.1, 0.2], Status = new CellStatus[8] };
        Assert.Equal([double.NaN, 0.2, double.NaN, 0.45, double.NaN, 4, double.NaN, 0.1], See("?hitung=selisih", cube).View.Cube.Values);
        Assert.Equal(133.333333, See("?hitung=perubahan", cube).View.Cube.Values[5]);
        Assert.Equal(0.3, See("?wilayah=a,c&jumlah=ya", cube with { Values = [0, 0, 0.1, 0, 0, 0, 0.2, 0] }).View.Cube.Values[4]);
    }

    [Fact]
    public void Shares_are_worked_out_of_measures_that_add_up_and_it_is_said_why_others_are_not()
    {
        Dimension measures = new("peubah", new("Peubah"), DimensionRole.Measure, [new("n", new("Produksi"), Unit: new("ton")), new("l", new("Luas panen"), Unit: new("ha")), new("r", new("Rata-rata hasil"), Unit: new("ku/ha"))]);
        Cube cube = new() { Dimensions = [Cubes.Dimension("kec", DimensionRole.Other, "A", "B"), measures], Values = [1, 10, 5, 3, double.NaN, 6], Status = [0, 0, 0, 0, CellStatus.NotAvailable, 0] };
        Assert.Equal("25,0 NA NA|75,0 ... NA", Cells("?baris=kec&kolom=peubah&hitung=persen-kolom", cube));
        var notes = See("?baris=kec&kolom=peubah&hitung=persen-kolom", cube).View.Text.Notes;
        Assert.Contains(notes, note => note.Id.Contains("tabel tidak memuat jumlahnya", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Id.Contains("Rata-rata hasil tidak dapat dijumlahkan", StringComparison.Ordinal));
    }

    [Fact]
    public void A_share_across_years_or_a_change_without_years_means_nothing_and_is_said_so()
    {
        Assert.NotNull(See("?hitung=persen-baris").Refused);
        var still = TableChoiceTests.Made(Cubes.Dimension("sex", DimensionRole.Other, "L", "P"));
        Assert.NotNull(See("?hitung=perubahan", still).Refused);
        var rates = Cubes.Text with { Unit = new("persen") };
        Assert.NotNull(SeenTable.Of(Select("?hitung=persen-kolom", _cube), rates).Refused);
    }

    [Fact]
    public void Totals_are_added_where_a_dimension_has_none_and_never_to_measures_that_do_not_add_up()
    {
        Dimension measures = new("peubah", new("Peubah"), DimensionRole.Measure, [new("n", new("Penduduk"), Unit: new("jiwa")), new("r", new("Rasio jenis kelamin"), Unit: new("persen"))]);
        Cube cube = new() { Dimensions = [Cubes.Dimension("sex", DimensionRole.Other, "L", "P"), measures], Values = [1, 10, 2, 20], Status = new CellStatus[4] };
        Assert.Equal("1 10|2 20|3 NA", Cells("?baris=sex&kolom=peubah&jumlah=ya", cube));
        Assert.Equal("100 200|50 60 x|30 –|20 140", Cells("?jumlah=ya"));
        Assert.Equal("50 60 x|20 140|70 200 x", Cells("?jumlah=ya&wilayah=a,c"));
    }

    [Fact]
    public void A_part_of_what_is_shown_is_not_added_twice()
    {
        Dimension regions = new("wilayah", new("Wilayah"), DimensionRole.Region, [new("16", new("Prov")), new("1603", new("Kab"), Parent: "16", Level: 1), new("17", new("Prov lain"))]);
        Cube cube = new() { Dimensions = [regions], Values = [10, 4, 5], Status = new CellStatus[3] };
        Assert.Equal("10|4|5|15", Cells("?jumlah=ya", cube));
    }

    [Fact]
    public void Whatever_is_worked_out_of_any_cube_is_a_whole_cube_and_every_screen_of_it_is_written()
    {
        string[] kinds = ["", "&hitung=persen-kolom", "&hitung=persen-baris", "&hitung=persen-semua", "&hitung=selisih", "&hitung=perubahan"];
        Prop.ForAll(Cubes.Any.ToArbitrary(), cube =>
        {
            foreach (var kind in kinds)
            {
                foreach (var more in new[] { "", "&jumlah=ya", "&kosong=sembunyi&urut=turun", "&lapis.d0=k0&urut=az" })
                {
                    var view = See($"?x=1{kind}{more}", cube).View;
                    Assert.Equal(view.Cube.Length, view.Cube.Dimensions.Aggregate(1, (count, dimension) => count * dimension.Categories.Count));
                    var html = string.Concat(new TableHtml(view, new()).Parts());
                    Assert.StartsWith("<thead>", html);
                    Assert.DoesNotContain("NaN", html);
                    Assert.DoesNotContain("∞", html);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    private static string Cells(string query, Cube? cube = null)
    {
        var view = See(query, cube).View;
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument($"<table>{string.Concat(new TableHtml(view, new()).Parts())}</table>");
        return string.Join('|', page.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent))));
    }

    private static IEnumerable<string> Rows(string query, Cube? cube = null)
    {
        var view = See(query, cube).View;
        return view.Layout.Selected[view.Layout.Rows[0]].Select(at => view.Cube.Dimensions[view.Layout.Rows[0]].Categories[at].Code);
    }

    private static SeenTable See(string query, Cube? cube = null) => SeenTable.Of(Select(query, cube ?? _cube), Cubes.Text);

    private static TableSelection Select(string query, Cube cube)
    {
        var parsed = QueryHelpers.ParseQuery(query);
        return TableSelection.Of(TableChoiceTests.Stored(cube), TableChoice.Read(cube, key => parsed.GetValueOrDefault(key)));
    }
}
