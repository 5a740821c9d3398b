using System.Text;
using System.Text.Json;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tables.Import;

namespace DataPortal.Tests.Tables.Import;

public class DescribedFileTests
{
    [Fact]
    public void A_JSON_stat_file_goes_in_as_it_describes_itself()
    {
        var cube = new Cube
        {
            Dimensions = [Cubes.Dimension("wilayah", DimensionRole.Region, "Lahat", "Muara Enim"), Cubes.Dimension("Tahun", DimensionRole.Time, "2025", "2026")],
            Values = [1, 2.5, double.NaN, 4],
            Status = [0, CellStatus.Own1, CellStatus.NotAvailable, 0],
        };
        var text = Cubes.Text with { OwnSymbols = [new("a", new("Termasuk pemekaran"))], Contact = "pst1603@bps.go.id", Notes = [new("Wajib.", null, true)] };
        using var file = new MemoryStream();
        TableFormats.Find("json-stat2")!.Write(file, new(cube, text, new([0], [1], [[0, 1], [0, 1]])), new("BPS", default), TableOutput.Default);
        var preview = Files.Read(file.ToArray(), name: "tabel.json");
        Assert.Equal(cube.Values, preview.Cube!.Values);
        Assert.Equal(cube.Status, preview.Cube.Status);
        Assert.Equal((text.Title.Id, "jiwa", "BPS", "2026"), (preview.Title, preview.Unit, preview.Source, preview.Period));
        Assert.Equal(["Wajib."], preview.Notes);
        Assert.Equal(["wilayah"], preview.Rows);
        Assert.Equal(["Tahun"], preview.Columns);
        Assert.Equal(("a", "pst1603@bps.go.id"), (preview.Text!.OwnSymbols[0].Mark, preview.Text.Contact));
        Assert.Equal(1, preview.Symbols[CellStatus.NotAvailable]);
    }

    [Fact]
    public void Of_several_datasets_a_person_chooses()
    {
        const string One = """{"dimension":{"id":["a"],"size":[1],"a":{"category":{"index":["x"]}}},"label":"Satu","value":[1]}""";
        var both = Encoding.UTF8.GetBytes($$"""{"satu":{{One}},"dua":{{One.Replace("Satu", "Dua", StringComparison.Ordinal).Replace("[1]}", "[2]}", StringComparison.Ordinal)}}}""");
        Assert.Equal(["1. Satu", "2. Dua"], Files.Read(both).Sheets);
        Assert.Equal([2.0], Files.Read(both, new("2. Dua")).Cube!.Values);
    }

    [Fact]
    public void A_static_table_saved_from_the_WebAPI_goes_in()
    {
        var page = "<table><tr><td>Kecamatan</td><td>2024</td></tr><tr><td>Lubai</td><td>7.012</td></tr><tr><td>Rambang</td><td>17.200</td></tr></table>";
        var preview = Files.Read(JsonSerializer.SerializeToUtf8Bytes(new { status = "OK", data = new { table_id = 7, title = "Jumlah Penduduk (jiwa), 2024", table = System.Net.WebUtility.HtmlEncode(page) } }), name: "view.json");
        Assert.Empty(preview.Errors);
        Assert.Equal(("Jumlah Penduduk, 2024", "jiwa"), (preview.Title, preview.Unit));
        Assert.Equal([7012.0, 17200], preview.Cube!.Values);
    }

    [Theory]
    [InlineData("{\"a\":1}", "dataset")]
    [InlineData("{\"a\":", "JSON")]
    [InlineData("{\"value\":[1],\"id\":[\"a\"],\"size\":[30000000],\"dimension\":{}}", "size[0]")]
    public void What_is_wrong_is_said_to_the_person(string json, string said) => Assert.Contains(said, Assert.Throws<UploadRefusedException>(() => Files.Read(Encoding.UTF8.GetBytes(json))).Message);
}
