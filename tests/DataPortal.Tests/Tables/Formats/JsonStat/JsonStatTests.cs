using System.Globalization;
using System.Text;
using System.Text.Json;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats;
using DataPortal.Tables.Formats.JsonStat;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables.Formats.JsonStat;

public sealed class JsonStatTests : IDisposable
{
    private static readonly TableOrigin Origin = new("BPS Kabupaten Muara Enim", new(2026, 11, 21, 9, 0, 0, TimeSpan.FromHours(7))) { Table = "penduduk", SubjectCode = "12", Subject = "Kependudukan" };
    private readonly CultureInfo _before = CultureInfo.CurrentUICulture;

    public JsonStatTests() => CultureInfo.CurrentUICulture = Speech.Indonesian;

    public void Dispose() => CultureInfo.CurrentUICulture = _before;

    [Fact]
    public void Any_table_comes_back_from_JSON_stat_with_every_figure_status_unit_level_and_note() =>
        Prop.ForAll(Cubes.Rich.ToArbitrary(), made =>
        {
            var view = Whole(made.Cube, made.Text);
            var read = Assert.Single(Read(Written("json-stat2", view)));
            Same(view, read);
            Same(view, Assert.Single(Read(Written("json-stat", view))), notes: false);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Any_selection_in_any_layout_is_one_cell_for_one_cell() =>
        Prop.ForAll(Cubes.RichViews.ToArbitrary(), view =>
        {
            var read = Assert.Single(Read(Written("json-stat2", view))).Cube;
            var walk = new CellWalk(view, CellWalk.Natural(view));
            Assert.Equal(walk.Count, read.Length);
            for (var at = 0; walk.Next(); at++)
            {
                Assert.Equal(TableGrid.Number(view.Cube.Values[walk.Cell], view.Cube.Status[walk.Cell]), TableGrid.Number(read.Values[at], read.Status[at]));
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void A_collection_holds_its_tables_or_says_where_they_are()
    {
        var view = Whole(Small(), Cubes.Text);
        using var inside = new MemoryStream();
        JsonStatCollection.Write(inside, "Tabel", "https://contoh.go.id/tabel", [view, view], Origin);
        Assert.Equal(2, Read(inside.ToArray()).Count);
        using var outside = new MemoryStream();
        JsonStatCollection.Write(outside, "Tabel", "https://contoh.go.id/tabel", [new("https://contoh.go.id/tabel/a.json", "A") { Updated = Origin.Now }]);
        using var json = JsonDocument.Parse(outside.ToArray());
        Assert.Equal("collection", json.RootElement.GetProperty("class").GetString());
        Assert.Equal("https://contoh.go.id/tabel/a.json", json.RootElement.GetProperty("link").GetProperty("item")[0].GetProperty("href").GetString());
        Assert.Contains("dataset", Assert.Throws<JsonStatException>(() => Read(outside.ToArray())).Message);
    }

    [Fact]
    public void The_extension_says_what_PxWebApi_2_says()
    {
        var cube = Small();
        cube = cube with
        {
            Dimensions =
            [
                cube.Dimensions[0] with { Elimination = new("1600"), Notes = [2] },
                cube.Dimensions[1],
                new("isi", new("Isi"), DimensionRole.Measure, [new("p", new("Penduduk"), new("jiwa"), 0) { Nature = MeasureNature.Stock, ReferencePeriod = new("30 Juni") }]),
            ],
        };
        var text = Cubes.Text with { Notes = [new("Wajib dibaca.", null, true), new("Catatan wilayah.", null, true)], NextRelease = new(2027, 2, 1), Contact = "pst1603@bps.go.id" };
        using var json = JsonDocument.Parse(Written("json-stat2", Whole(cube, text)));
        var root = json.RootElement;
        var px = root.GetProperty("extension").GetProperty("px");
        Assert.Equal("penduduk", px.GetProperty("tableid").GetString());
        Assert.Equal("12", px.GetProperty("subject-code").GetString());
        Assert.Equal(["wilayah"], px.GetProperty("stub").EnumerateArray().Select(code => code.GetString()));
        Assert.Equal("2027-02-01", px.GetProperty("nextUpdate").GetString());
        Assert.True(root.GetProperty("extension").GetProperty("noteMandatory").GetProperty("0").GetBoolean());
        var region = root.GetProperty("dimension").GetProperty("wilayah");
        Assert.Equal("1600", region.GetProperty("extension").GetProperty("eliminationValueCode").GetString());
        Assert.True(region.GetProperty("extension").GetProperty("noteMandatory").GetProperty("0").GetBoolean());
        Assert.Equal("level_2", region.GetProperty("extension").GetProperty("codelists")[1].GetProperty("id").GetString());
        Assert.Equal("1603", region.GetProperty("category").GetProperty("child").GetProperty("1600")[0].GetString());
        var measure = root.GetProperty("dimension").GetProperty("isi");
        Assert.Equal("jiwa", measure.GetProperty("category").GetProperty("unit").GetProperty("p").GetProperty("base").GetString());
        Assert.Equal("Stock", measure.GetProperty("extension").GetProperty("measuringType").GetProperty("p").GetString());
        Assert.Equal("30 Juni", measure.GetProperty("extension").GetProperty("refperiod").GetProperty("p").GetString());
    }

    [Fact]
    public void A_sparse_dataset_of_Eurostat_is_read_with_its_statuses()
    {
        var read = Assert.Single(Read("""
            {"version":"2.0","class":"dataset","label":"Unemployment","source":"ESTAT","updated":"2026-10-01T11:00:00+0200",
             "value":{"0":5.1,"2":7.25},"status":{"1":":","2":"p","3":":"},
             "id":["geo","time"],"size":[2,2],
             "dimension":{"geo":{"label":"Country","category":{"index":{"DE":1,"FR":0},"label":{"DE":"Germany","FR":"France"}}},
                          "time":{"label":"Time","category":{"index":{"2024":0,"2025":1},"label":{"2024":"2024","2025":"2025"}}}},
             "role":{"geo":["geo"],"time":["time"]},
             "extension":{"status":{"label":{":":"not available","p":"provisional"}}}}
            """));
        Assert.Equal(["FR", "DE"], read.Cube.Dimensions[0].Categories.Select(category => category.Code));
        Assert.Equal([5.1, double.NaN, 7.25, double.NaN], read.Cube.Values);
        Assert.Equal([new OwnSymbol(":", new("not available")), new("p", new("provisional"))], read.Text.OwnSymbols);
        Assert.Equal([CellStatus.Normal, CellStatus.Own1, CellStatus.Own2, CellStatus.Own1], read.Cube.Status);
        Assert.Equal((DimensionRole.Region, DimensionRole.Time), (read.Cube.Dimensions[0].Role, read.Cube.Dimensions[1].Role));
        Assert.Equal((2, "2024–2025"), (read.Text.Decimals, read.Text.Period));
        Assert.Equal(["time"], read.Columns);
    }

    [Fact]
    public void A_bundle_of_version_1_gives_each_of_its_datasets()
    {
        var dataset = """{"dimension":{"id":["a"],"size":[2],"a":{"category":{"index":["x","y"]}}},"value":[1,null]}""";
        Assert.Equal(2, Read($$"""{"satu":{{dataset}},"dua":{{dataset}}}""").Count);
    }

    [Theory]
    [InlineData("[1,2", "$")]
    [InlineData("[1,2]", "$")]
    [InlineData("""{"value":[1],"dimension":{}}""", "dimension")]
    [InlineData("""{"value":[1],"id":["a"],"size":[1],"dimension":{}}""", "dimension")]
    [InlineData("""{"value":[1],"id":["a","a"],"size":[1,1],"dimension":{"a":{"category":{"label":{"x":"X"}}}}}""", "id")]
    [InlineData("""{"value":[1],"id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x"]}}}}""", "dimension.a.category")]
    [InlineData("""{"value":[1],"id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x","x"]}}}}""", "dimension.a.category")]
    [InlineData("""{"value":[1,2,3],"id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x","y"]}}}}""", "value")]
    [InlineData("""{"value":[1,"2"],"id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x","y"]}}}}""", "value[1]")]
    [InlineData("""{"value":{"7":1},"id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x","y"]}}}}""", "value.7")]
    [InlineData("""{"value":[1,2],"id":["a"],"size":[-2],"dimension":{"a":{"category":{"index":["x","y"]}}}}""", "size[0]")]
    [InlineData("""{"value":[1,2],"id":["a","b"],"size":[2000000000,2000000000],"dimension":{}}""", "size[0]")]
    [InlineData("""{"value":[1,2],"id":["a"],"size":[2],"dimension":{"a":{"category":{"index":["x","y"],"child":{"x":["y"],"y":["x"]}}}}}""", "dimension.a.category.child")]
    [InlineData("""{"value":[1,2],"id":["a"],"size":[2],"dimension":{"a":{"label":7,"category":{"index":["x","y"]}}}}""", "dimension.a.label")]
    [InlineData("""{"value":[1,2],"id":["\ud800"],"size":[2],"dimension":{}}""", "$")]
    public void What_is_wrong_is_said_with_its_path(string json, string path) => Assert.Equal(path, Assert.Throws<JsonStatException>(() => Read(json)).Path.Split(' ')[0]);

    [Fact]
    public void A_file_nested_a_thousand_deep_is_refused() => Assert.Throws<JsonStatException>(() => Read(new string('[', 1000) + new string(']', 1000)));

    private static void Same(TableView view, JsonStatDataset read, bool notes = true)
    {
        var (cube, text) = (view.Cube, view.Text);
        Assert.Equal(cube.Dimensions.Count, read.Cube.Dimensions.Count);
        foreach (var (before, after) in cube.Dimensions.Zip(read.Cube.Dimensions))
        {
            Assert.Equal((before.Code, before.Label.ToString(), before.Role, before.Elimination, before.Period, before.Domain), (after.Code, after.Label.Id, after.Role, after.Elimination, after.Period, after.Domain));
            Assert.Equal(before.Levels.Select(level => level.ToString()), after.Levels.Select(level => level.Id));
            foreach (var (one, other) in before.Categories.Zip(after.Categories))
            {
                Assert.Equal((one.Code, one.Label.ToString(), one.IsTotal, one.Parent, one.Level, one.Nature), (other.Code, other.Label.Id, other.IsTotal, other.Parent, other.Level, other.Nature));
                Assert.Equal(((one.Unit ?? text.Unit)?.ToString(), one.Decimals ?? text.Decimals), ((other.Unit ?? read.Text.Unit)?.Id, other.Decimals ?? read.Text.Decimals));
                Assert.Equal((one.ReferencePeriod?.ToString(), one.BasePeriod?.ToString()), (other.ReferencePeriod?.Id, other.BasePeriod?.Id));
                Assert.Equal(Words(one.Notes, text), Words(other.Notes, read.Text));
            }

            Assert.Equal(Words(before.Notes, text), Words(after.Notes, read.Text));
        }

        for (var at = 0; at < cube.Length; at++)
        {
            Assert.Equal(TableGrid.Number(cube.Values[at], cube.Status[at]), read.Cube.Values[at]);
            Assert.Equal(TableSymbols.Mark(cube.Status[at], text), TableSymbols.Mark(read.Cube.Status[at], read.Text));
            Assert.Equal(TableSymbols.Own(cube.Status[at], text)?.Meaning.ToString(), TableSymbols.Own(read.Cube.Status[at], read.Text)?.Meaning.Id);
        }

        Assert.Equal((text.Title.ToString(), text.Source.ToString(), text.Period, text.Contact, text.NextRelease), (read.Text.Title.Id, read.Text.Source.Id, read.Text.Period, read.Text.Contact, read.Text.NextRelease));
        Assert.Equal((text.Contents?.ToString() ?? text.Title.ToString(), text.ReferencePeriod?.ToString()), (read.Text.Contents?.Id ?? read.Text.Title.Id, read.Text.ReferencePeriod?.Id));
        if (notes)
        {
            Assert.Equal(text.Notes.Select(note => (note.ToString(), note.Mandatory, Cells(note))).Distinct().Order(), read.Text.Notes.Select(note => (note.Id, note.Mandatory, Cells(note))).Distinct().Order());
        }
    }

    private static string Cells(Note note) => note.Cells is null ? "" : string.Join(';', note.Cells.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));

    private static IEnumerable<string> Words(IReadOnlyList<int>? notes, TableText text) => (notes ?? []).Select(number => text.Notes[number - 1]).Select(note => $"{note} {note.Mandatory}").Distinct().Order();

    private static Cube Small() => new()
    {
        Dimensions =
        [
            new("wilayah", new("Wilayah"), DimensionRole.Region, [new("1600", new("Sumatera Selatan")), new("1603", new("Muara Enim"), Parent: "1600", Level: 1)]),
            Cubes.Dimension("Tahun", DimensionRole.Time, "2025", "2026"),
        ],
        Values = [1, 2.5, double.NaN, 4],
        Status = [0, CellStatus.Provisional, CellStatus.NotAvailable, 0],
    };

    private static TableView Whole(Cube cube, TableText text) =>
        new(cube, text, new([0], [.. Enumerable.Range(1, cube.Dimensions.Count - 1)], [.. cube.Dimensions.Select(dimension => Enumerable.Range(0, dimension.Categories.Count).ToArray())]));

    private static byte[] Written(string form, TableView view)
    {
        using var file = new MemoryStream();
        TableFormats.Find(form)!.Write(file, view, Origin, TableOutput.Default);
        return file.ToArray();
    }

    private static IReadOnlyList<JsonStatDataset> Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    private static IReadOnlyList<JsonStatDataset> Read(byte[] json) => JsonStatReader.Read(new MemoryStream(json), 10_000, CancellationToken.None);
}
