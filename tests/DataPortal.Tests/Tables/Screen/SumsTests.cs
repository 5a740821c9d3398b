using DataPortal.Tables;
using DataPortal.Tables.Screen;

namespace DataPortal.Tests.Tables.Screen;

public sealed class SumsTests
{
    private static readonly Dimension _ages = Cubes.Dimension("umur", DimensionRole.Other, "0-4", "5-9", "10-14");

    [Theory]
    [InlineData("Jumlah penduduk menurut tingkat pendidikan", "jiwa", true)]
    [InlineData("Produksi padi menurut kecamatan", "ton", true)]
    [InlineData("Penduduk per kecamatan", "jiwa", true)]
    [InlineData("Tingkat pengangguran terbuka menurut jenis kelamin", "persen", false)]
    [InlineData("Rata-rata lama sekolah", "tahun", false)]
    [InlineData("Kepadatan penduduk", "jiwa/km²", false)]
    [InlineData("Pendapatan", "rupiah per bulan", false)]
    [InlineData("Indeks pembangunan manusia", "", false)]
    [InlineData("Jumlah penduduk miskin", "persen", false)]
    public void Words_say_what_adds_up(string title, string unit, bool adds) =>
        Assert.Equal(adds, Sums.Adds(null, Cubes.Text with { Title = new(title), Unit = new(unit) }));

    [Fact]
    public void A_table_that_forbids_adding_up_is_believed() =>
        Assert.False(Sums.Adds(null, Cubes.Text with { Kept = [new("AGGREGALLOWED", null, [], ["NO"])] }));

    [Fact]
    public void A_category_in_two_groups_counts_in_both_and_decimals_do_not_grow()
    {
        Cube cube = new() { Dimensions = [_ages], Values = [0.1, 0.2, 0.4], Status = new CellStatus[3] };
        var sums = Sums.Grouped(cube, Cubes.Text with { Decimals = 1 }, [[0, 1, 1, 2]], [[0, 0, 1, 1]], [Cubes.Dimension("umur", DimensionRole.Other, "0-9", "5-14")]);
        Assert.Equal([0.3, 0.6], sums.Values);
    }

    [Fact]
    public void Averages_are_not_added_up()
    {
        Cube cube = new() { Dimensions = [_ages], Values = [1, 2, 3], Status = new CellStatus[3] };
        var sums = Sums.Grouped(cube, Cubes.Text with { Title = new("Rata-rata lama sekolah") }, [[0, 1, 2]], [[0, 0, 0]], [Cubes.Dimension("umur", DimensionRole.Other, "semua")]);
        Assert.Equal((double.NaN, CellStatus.NotApplicable), (sums.Values[0], sums.Status[0]));
    }

    [Fact]
    public void A_sum_over_a_hierarchy_counts_nobody_twice()
    {
        var regions = new Dimension("wilayah", new("Wilayah"), DimensionRole.Region,
            [new("16", new("Provinsi")), new("1603", new("Kabupaten"), Parent: "16", Level: 1), new("1671", new("Kota"), Parent: "16", Level: 1), new("99", new("Jumlah"), IsTotal: true)]);
        Assert.Equal([0], Sums.Roots(regions));
    }
}
