using DataPortal.Catalog;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Tables.Import;

public class RegionNamesTests(Portal portal)
{
    private static readonly RegionNames _twins = new([
        ("3200", "Provinsi Jawa Barat", "West Java"), ("3204", "Kabupaten Bandung", "Bandung Regency"), ("3273", "Kota Bandung", "Bandung City"), ("3201", "Kabupaten Bogor", "Bogor Regency"),
        ("3271", "Kota Bogor", "Bogor City"), ("3202", "Kabupaten Sukabumi", "Sukabumi Regency"), ("3272", "Kota Sukabumi", "Sukabumi City"), ("3205", "Kabupaten Garut", "Garut Regency"),
    ]);

    private RegionNames Names => portal.Get<RegionNames>();

    [Theory]
    [InlineData("Lawang Kidul", "1603040")]
    [InlineData("Lawangkidul", "1603040")]
    [InlineData("LAWANG  KIDUL", "1603040")]
    [InlineData("Kec. Lawang Kidul", "1603040")]
    [InlineData("Kec.Lawang Kidul", "1603040")]
    [InlineData("Kecamatan Lawang Kidul", "1603040")]
    [InlineData("OKU Timur", "1609")]
    [InlineData("Ogan Komering Ulu Timur", "1609")]
    [InlineData("Kab. Banyuasin", "1607")]
    [InlineData("Banyu Asin", "1607")]
    [InlineData("PALEMBANG", "1671")]
    [InlineData("Kota Adm. Palembang", "1671")]
    [InlineData("Kota Pagaralam", "1673")]
    [InlineData("Lubuk Linggau", "1674")]
    [InlineData("SUMATERA SELATAN", "1600")]
    [InlineData("Prov. Sumatera Selatan", "1600")]
    public void A_region_is_found_by_the_ways_its_name_is_written(string label, string code) => Assert.Contains(code, Names.Candidates(label).Select(region => region.Code));

    [Fact]
    public void A_name_two_regions_share_is_found_only_when_its_kind_is_said()
    {
        Assert.Equal(["3204", "3273"], _twins.Candidates("Bandung").Select(region => region.Code).Order());
        Assert.Equal("3273", Assert.Single(_twins.Candidates("Kota Bandung")).Code);
        Assert.Equal("3204", Assert.Single(_twins.Candidates("Kab. Bandung")).Code);
        var found = _twins.Recognise(["Garut", "Kota Bogor", "Bandung"])!;
        Assert.Equal(["Garut", "Kota Bogor"], found.Keys.Order());
    }

    [Fact]
    public void Regions_listed_twice_under_the_kinds_they_are_become_different_regions()
    {
        using var stream = new MemoryStream("Wilayah;2025;2026\nKabupaten;;\nBandung;1;2\nBogor;3;4\nGarut;5;6\nKota;;\nBandung;7;8\nBogor;9;10\n"u8.ToArray());
        var preview = new TableImport(_twins, Microsoft.Extensions.Options.Options.Create(new TableLimits())).Read(stream, "x.csv", new(), TestContext.Current.CancellationToken);
        Assert.Empty(preview.Errors);
        Assert.Equal(["3204", "3201", "3205", "3273", "3271"], preview.Cube!.Dimensions[0].Categories.Select(category => category.Code));
        Assert.Equal(7, preview.Cube.At("3273", "2025"));
    }

    [Theory]
    [InlineData("16.08", "16.09", "16.72")]
    [InlineData("1608", "1609", "1672")]
    public void The_ministrys_codes_are_told_from_ours_by_the_names_beside_them(string timur, string selatan, string pagarAlam)
    {
        var regions = Names.ByCodes([("a", timur, "Ogan Komering Ulu Timur"), ("b", selatan, "OKU Selatan"), ("c", pagarAlam, "Pagar Alam")]);
        Assert.Equal(["1609", "1608", "1673"], regions.OrderBy(one => one.Key).Select(one => one.Value.Code));
    }

    [Fact]
    public void Codes_without_names_are_ours_and_six_digits_are_the_ministrys()
    {
        Assert.Equal(["1608", "1609"], Names.ByCodes([("a", "1608", "1608"), ("b", "1609", "1609")]).Values.Select(region => region.Code));
        Assert.Equal("1603010", Names.ByCodes([("a", "160308", "Semendo Darat Laut")])["a"].Code);
    }

    [Fact]
    public void A_code_and_a_name_that_contradict_each_other_leave_the_row_open() =>
        Assert.Equal(["a", "b"], Names.ByCodes([("a", "1601", "Ogan Komering Ulu"), ("b", "1602", "Ogan Komering Ilir"), ("c", "1604", "Musi Rawas")]).Keys.Order());

    [Fact]
    public void In_a_list_of_subdistricts_capitals_are_the_regency()
    {
        var found = Names.Recognise(["MUARA ENIM", "Muara Enim", "Gelumbang", "Lembak"])!;
        Assert.Equal(("1603", "1603050"), (found["MUARA ENIM"].Code, found["Muara Enim"].Code));
    }

    [Theory]
    [InlineData("Kabupaten/Kota", "Muara Enim", "1603")]
    [InlineData("Kab./Kota", "Muara Enim", "1603")]
    [InlineData("Wilayah", "Muara Enim", "1603")]
    [InlineData("", "Muara Enim", "1603")]
    [InlineData("Wilayah", "Kec. Muara Enim", "1603050")]
    public void Among_regencies_a_shared_name_is_the_regency(string heading, string label, string code)
    {
        var preview = Files.Csv($"{heading};2024;2025\nOgan Komering Ulu;1;2\nOgan Komering Ilir;3;4\n{label};5;6\nLahat;7;8\nKota Palembang;9;10\nPrabumulih;11;12\nSumatera Selatan;36;42\n");
        Assert.Equal(["1601", "1602", code, "1604", "1671", "1672", "1600"], preview.Cube!.Dimensions[0].Categories.Select(category => category.Code));
    }

    [Fact]
    public void The_heading_decides_before_the_others_and_without_either_nothing_is_taken()
    {
        Assert.Equal("1603050", Names.Recognise(["Muara Enim"], "Kecamatan")!["Muara Enim"].Code);
        Assert.Equal("1603", Names.Recognise(["Muara Enim"], "Kabupaten/kota")!["Muara Enim"].Code);
        Assert.Equal("1603050", Names.Recognise(["Muara Enim", "Gelumbang", "Kabupaten Muara Enim"], "Wilayah")!["Muara Enim"].Code);
        Assert.Empty(Names.Recognise(["Muara Enim"])!);
        Assert.Equal(["Lahat", "Lubai"], Names.Recognise(["Muara Enim", "Lahat", "Lubai"], "Wilayah")!.Keys.Order());
    }

    [Fact]
    public void A_short_name_proposes_the_registered_one()
    {
        var preview = Files.Csv("Kabupaten/Kota;2024\nPali;1\nMuara Enim;2\nOKU Timur;3\n");
        Assert.Equal([("1612", "Penukal Abab Lematang Ilir"), ("1603", "Muara Enim"), ("1609", "Ogan Komering Ulu Timur")], preview.Cube!.Dimensions[0].Categories.Select(category => (category.Code, category.Label.Id)));
    }

    [Fact]
    public void A_name_missed_by_a_letter_is_suggested_and_not_taken()
    {
        Assert.Equal("1603010", Names.Similar("Semende Darat Laut")[0].Code);
        Assert.DoesNotContain("Semende Darat Laut", Names.Recognise(["Semende Darat Laut", "Gelumbang", "Lembak"])!.Keys);
    }

    [Fact]
    public void The_regions_of_the_office_carry_the_ministrys_codes() =>
        Assert.Equal(("16.08", "16.03.07"), (portal.Get<Regions>().Find("1609")!.Ministry, portal.Get<Regions>().Find("1603040")!.Ministry));
}
