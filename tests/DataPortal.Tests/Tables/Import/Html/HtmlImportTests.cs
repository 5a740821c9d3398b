using System.Net;
using System.Text;
using DataPortal.Tables;
using DataPortal.Tables.Import;

namespace DataPortal.Tests.Tables.Import.Html;

/// <summary>BPS static tables: Excel saved as HTML, as people save it from the site and as the WebAPI returns it.</summary>
public class HtmlImportTests
{
    private const string Population = """
        <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>Sheet1</title>
        <style>td { mso-number-format:General; } </style><script>var a = "<table><tr><td>1</td><td>2</td></tr></table>";</script></head><body>
        <table border=0 cellpadding=0 cellspacing=0 width=830 style='border-collapse:collapse'>
         <col width=170><col width=64 span=6>
         <tr height=20><td colspan=7 class=xl65>Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin di Kabupaten Muara Enim (jiwa), 2019&ndash;2020</td></tr>
         <tr height=20><td colspan=7 class=xl66><i>Population by Subdistrict and Sex in Muara Enim Regency (persons), 2019&ndash;2020</i></td></tr>
         <tr style='display:none'><td>9</td><td>9</td></tr>
         <tr><td rowspan=2>Kecamatan/<br><i>Subdistrict</i></td><td colspan=3>2019</td><td colspan=3>2020<sup>*)</sup></td></tr>
         <tr><td>Laki-laki<br><i>Male</i></td><td>Perempuan<br><i>Female</i></td><td>Jumlah<br><i>Total</i></td><td>Laki-laki<br><i>Male</i></td><td>Perempuan<br><i>Female</i></td><td>Jumlah<br><i>Total</i></td></tr>
         <tr><td>(1)</td><td>(2)</td><td>(3)</td><td>(4)</td><td>(5)</td><td>(6)</td><td>(7)</td></tr>
         <tr><td>Semende Darat Laut</td><td align=right>7&nbsp;012</td><td align=right>6&nbsp;900</td><td>13&nbsp;912</td><td align=right>7&nbsp;100</td><td>6&nbsp;950</td><td>14&nbsp;050</td></tr>
         <tr><td>Tanjung Agung<sup>1)</sup></td><td>...</td><td>&ndash;</td><td>20&nbsp;000</td><td>10&nbsp;100<sup>2</sup></td><td>9&nbsp;950</td><td>20&nbsp;050</td></tr>
         <tr><td><b>Jumlah/<i>Total</i></b></td><td>7&nbsp;012</td><td>6&nbsp;900</td><td>33&nbsp;912</td><td>17&nbsp;200</td><td>16&nbsp;900</td><td>34&nbsp;100</td></tr>
         <tr><td colspan=7>Catatan: <sup>1)</sup> Termasuk pemekaran</td></tr>
         <tr><td colspan=7>Sumber: BPS Kabupaten Muara Enim, Proyeksi Penduduk</td></tr>
        </table></body></html>
        """;

    [Fact]
    public void A_static_table_becomes_a_cube_with_its_title_unit_notes_and_source() => IsPopulation(Files.Read(Encoding.UTF8.GetBytes(Population), name: "penduduk.html"));

    [Fact]
    public void It_may_come_with_its_tags_escaped_as_the_WebAPI_returns_it() =>
        IsPopulation(Files.Read(Encoding.UTF8.GetBytes(WebUtility.HtmlEncode(Population[Population.IndexOf("<table border", StringComparison.Ordinal)..])), name: "penduduk.txt"));

    [Fact]
    public void It_may_be_written_in_the_letters_of_Windows_or_in_UTF_16()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        IsPopulation(Files.Read(Encoding.GetEncoding(1252).GetBytes(Population.Replace("&nbsp;", "\u00A0", StringComparison.Ordinal).Replace("&ndash;", "–", StringComparison.Ordinal)), name: "penduduk.xls"));
        IsPopulation(Files.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Population)], name: "penduduk.htm"));
    }

    [Fact]
    public void Figures_a_spreadsheet_kept_in_full_are_taken_in_full()
    {
        var preview = Files.Read("""
            <p>Tingkat kemiskinan (persen), 2024–2025</p>
            <table><caption>Tabel 1</caption><tr><th>Wilayah</th><th>2024</th><th>2025</th></tr>
            <tr><td>Muara Enim</td><td x:num="10.4567">10,5</td><td sdval="9.1" sdnum="1057;">9,1</td></tr>
            <tr><td>Lahat</td><td x:num>12</td><td>11,25</td></tr></table>
            """u8.ToArray());
        Assert.Empty(preview.Errors);
        Assert.Equal("persen", preview.Unit);
        Assert.Contains("Tingkat kemiskinan", preview.Title);
        Assert.Equal([10.4567, 9.1, 12, 11.25], preview.Cube!.Values);
    }

    [Fact]
    public void Of_several_tables_a_person_chooses_and_the_fullest_comes_first()
    {
        var page = "<table><tr><td><table><tr><td>Wilayah</td><td>Nilai</td></tr><tr><td>Lahat</td><td>1</td></tr></table></td></tr></table>"u8.ToArray()
            .Concat("<table><tr><td>Wilayah<td>2024<td>2025<tr><td>Lahat<td>3<td>4<tr><td>Muara Enim<td>5<td>6</table>"u8.ToArray()).ToArray();
        var preview = Files.Read(page);
        Assert.Equal(["Tabel 1", "Tabel 2"], preview.Sheets);
        Assert.Equal("Tabel 2", preview.Sheet);
        Assert.Equal([3.0, 4, 5, 6], preview.Cube!.Values);
        Assert.Equal([1.0], Files.Read(page, new("Tabel 1")).Cube!.Values);
    }

    [Theory]
    [InlineData("<p>Tidak ada tabel</p>", "tidak berisi tabel")]
    [InlineData("<table><tr><td colspan=9999999>a</td><td colspan=1000>b</td><td colspan=1000>c</td></tr></table>", "kolom")]
    public void What_is_no_table_or_too_wide_is_refused_in_words(string page, string said) =>
        Assert.Contains(said, Assert.Throws<UploadRefusedException>(() => Files.Read(Encoding.UTF8.GetBytes(page))).Message);

    [Fact]
    public void Deep_nesting_and_endless_spans_take_no_more_than_their_length()
    {
        var deep = string.Concat(Enumerable.Repeat("<b><div>", 200_000));
        Assert.Throws<UploadRefusedException>(() => Files.Read(Encoding.UTF8.GetBytes(deep)));
        Assert.Contains("100 tabel", Assert.Throws<UploadRefusedException>(() => Files.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<table><tr><td>", 100_000))))).Message);
        Assert.Throws<UploadRefusedException>(() => Files.Read(Encoding.UTF8.GetBytes("<table><tr><td rowspan=999999999>Wilayah</td><td>2024</td></tr>" + string.Concat(Enumerable.Repeat("<tr><td>1</td></tr>", 1000)) + "</table>")));
    }

    private static void IsPopulation(TablePreview preview)
    {
        Assert.Empty(preview.Errors);
        Assert.StartsWith("Jumlah Penduduk Menurut Kecamatan", preview.Title);
        Assert.StartsWith("Population by Subdistrict", preview.TitleEnglish);
        Assert.Equal("jiwa", preview.Unit);
        Assert.Equal("BPS Kabupaten Muara Enim, Proyeksi Penduduk", preview.Source);
        Assert.Contains("Termasuk pemekaran", preview.Notes);
        var cube = preview.Cube!;
        Assert.Equal(["Kecamatan", "Tahun", "Jenis kelamin"], cube.Dimensions.Select(dimension => dimension.Label.Id));
        Assert.Equal(18, cube.Length);
        Assert.Equal([7012, 6900, 13912, 7100, 6950, 14050, double.NaN, double.NaN, 20000, 10100, 9950, 20050], cube.Values.Take(12));
        Assert.Equal((CellStatus.NotAvailable, CellStatus.Nil), (cube.Status[6], cube.Status[7]));
        Assert.True(cube.Dimensions[0].Categories[2].IsTotal);
        Assert.NotNull(cube.Dimensions[0].Categories[1].Notes);
    }
}
