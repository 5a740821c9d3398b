using System.Globalization;
using System.Text;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Formats.Px;

namespace DataPortal.Tests.Tables.Formats.Px;

public sealed class PxReaderTests
{
    private const string Frame = "AXIS-VERSION=\"2010\";SUBJECT-CODE=\"a\";SUBJECT-AREA=\"a\";MATRIX=\"a\";TITLE=\"{0}\";CONTENTS=\"a\";UNITS=\"a\";DECIMALS=0;STUB=\"a\";VALUES(\"a\")=\"x\",\"y\";DATA=1 2;";

    public PxReaderTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Everything_a_file_says_finds_its_place()
    {
        var table = PxReader.Read(new MemoryStream(PxSamples.All[0]), CancellationToken.None);
        var (cube, text) = (table.Cube, table.Text);
        Assert.Equal([100, 12.25, 200, 13.5, double.NaN, 1, double.NaN, double.NaN, -5, double.NaN, 1500, 0.75], cube.Values);
        Assert.Equal("id", table.Language);
        Assert.Equal((DimensionRole.Region, DimensionRole.Time, DimensionRole.Measure), (cube.Dimensions[0].Role, cube.Dimensions[1].Role, cube.Dimensions[2].Role));
        Assert.Equal((["wilayah"], 2), (table.Rows.ToArray(), table.Columns.Count), Comparing);
        Assert.Equal(["1603", "1603010", "1603020"], cube.Dimensions[0].Categories.Select(category => category.Code));
        Assert.Equal(("1603", 1, "Kecamatan"), (cube.Dimensions[0].Categories[1].Parent, cube.Dimensions[0].Categories[1].Level, cube.Dimensions[0].Levels[1].Id));
        Assert.Equal(("1603", true), (cube.Dimensions[0].Elimination!.Code, cube.Dimensions[0].Categories[0].IsTotal));
        Assert.Equal(PeriodType.Year, cube.Dimensions[1].Period);
        var (number, density) = (cube.Dimensions[2].Categories[0], cube.Dimensions[2].Categories[1]);
        Assert.Equal((null, MeasureNature.Stock, "30 Juni"), (number.Unit, number.Nature, number.ReferencePeriod!.Id));
        Assert.Equal((new Bilingual("jiwa per km2", "persons per sq km"), 2), (density.Unit!, density.Decimals));
        Assert.Equal((new Bilingual("Penduduk menurut wilayah, waktu dan isi", "Population by region, time and contents"), 1), (text.Title, text.Decimals));
        Assert.Equal(("Nama, BPS\nsurel", new DateOnly(2027, 3, 1), 10), (text.Contact, text.NextRelease, text.UpdatedAt!.Value.Hour));
        Assert.Equal(["Catatan wajib.", "Catatan satu.", "Catatan dua, baris satu\nbaris dua.", "Batas tahun 2020.", "Dimekarkan.", "Dihitung ulang."], text.Notes.Select(note => note.Id));
        Assert.Equal("Counted again.", text.Notes[^1].En);
        Assert.Equal(new Dictionary<string, string> { ["wilayah"] = "1603020", ["waktu"] = "2025" }, text.Notes[^1].Cells);
        Assert.Equal([5], cube.Dimensions[0].Categories[1].Notes!);
        Assert.Equal([CellStatus.Normal, CellStatus.Normal, CellStatus.Provisional, CellStatus.Provisional, CellStatus.NotApplicable, CellStatus.Normal, CellStatus.NotAvailable, CellStatus.Own1, CellStatus.Normal, CellStatus.Nil, CellStatus.Normal, CellStatus.Normal], cube.Status);
        Assert.Equal(new OwnSymbol("rahasia kecil", new("rahasia kecil", "small secret")), text.OwnSymbols[0]);
        Assert.Contains(text.Kept, kept => kept is { Name: "UNKNOWN-THING", Keys: ["a", "b"], Values: ["\"c\"", "5", "NO"] });
        Assert.Contains(text.Kept, kept => kept is { Name: "VALUES", Language: "sv", Keys: ["område"] });
        Assert.Contains(text.Kept, kept => kept is { Name: "DATASYMBOL6" });
        Assert.Empty(table.Warnings);
    }

    private static readonly IEqualityComparer<(string[], int)> Comparing = EqualityComparer<(string[], int)>.Create((a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2 == b.Item2);

    [Fact]
    public void Rows_with_keys_leave_zeros_where_they_are_not()
    {
        var table = PxReader.Read(new MemoryStream(PxSamples.All[1]), CancellationToken.None);
        Assert.Equal([0, 0, 1, 2, 0, 0, 0, 0, 3, double.NaN, 0, 0], table.Cube.Values);
        Assert.Equal(["1", "2"], table.Cube.Dimensions[1].Categories.Select(category => category.Code));
    }

    [Fact]
    public void Keys_in_the_order_KEYS_names_them_are_found_where_that_is_not_the_order_of_STUB()
    {
        var swapped = PxSamples.Keyed.Replace("KEYS(\"umur\")=VALUES;", "", StringComparison.Ordinal).Replace("KEYS(\"jenis\")=CODES;", "KEYS(\"jenis\")=CODES;KEYS(\"umur\")=VALUES;", StringComparison.Ordinal)
            .Replace("\"0-4\",\"2\"", "\"2\",\"0-4\"", StringComparison.Ordinal).Replace("\"10+\",\"1\"", "\"1\",\"10+\"", StringComparison.Ordinal);
        var table = PxReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(swapped)), CancellationToken.None);
        Assert.Equal([0, 0, 1, 2, 0, 0, 0, 0, 3, double.NaN, 0, 0], table.Cube.Values);
        Assert.Throws<PxException>(() => PxReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(swapped.Replace("\"1\",\"10+\"", "\"10+\",\"1\"", StringComparison.Ordinal))), CancellationToken.None));
    }

    [Fact]
    public void Odd_blanks_quotes_separators_and_line_ends_change_nothing()
    {
        var table = PxReader.Read(new MemoryStream(PxSamples.All[2]), CancellationToken.None);
        Assert.Equal("Tasa de paro, España", table.Text.Title.Id);
        Assert.Equal(("Año y \"mes\"", DimensionRole.Time), (table.Cube.Dimensions[0].Label.Id, table.Cube.Dimensions[0].Role));
        Assert.Equal(["Ambos", "Ambos_2", "a;b", "c \"d\" e"], table.Cube.Dimensions[1].Categories.Select(category => category.Code));
        Assert.Equal([1, 2, 3, 4, 5, 0.5, -6.5, 7, double.NaN, double.NaN, double.NaN, double.NaN], table.Cube.Values);
        Assert.Equal((CellStatus.Own1, CellStatus.Own1, CellStatus.Own2, CellStatus.Nil), (table.Cube.Status[8], table.Cube.Status[9], table.Cube.Status[10], table.Cube.Status[11]));
        Assert.Equal(["..", ":"], table.Text.OwnSymbols.Select(symbol => symbol.Mark));
    }

    [Theory]
    [InlineData("CHARSET=\"ANSI\";", 1252, "Población – “año”")]
    [InlineData("CHARSET=\"ANSI\";CODEPAGE=\"iso-8859-15\";", 28605, "Population 5 € Œuvre")]
    [InlineData("CHARSET=\"ANSI\";CODEPAGE=\"ISO-8859-1\";", 1252, "Åland ±")]
    [InlineData("CODEPAGE=\"windows-1250\";CHARSET=\"ANSI\";", 1250, "Šiška, Łódź")]
    [InlineData("CHARSET=\"ANSI\";CODEPAGE=\"windows-1251\";", 1251, "Чисельність населення")]
    [InlineData("CHARSET=\"ANSI\";CODEPAGE=\"windows-1257\";", 1257, "Šķērsāķis")]
    [InlineData("CODEPAGE=\"utf-8\";", 65001, "中文 – ñ")]
    [InlineData("CHARSET=\"ANSI\";CODEPAGE=\"iso-8859-1\";", 65001, "UTF-8 walau berkata lain: ñ")]
    [InlineData("", 850, "Población y años, Åland, Ñ")]
    [InlineData("", 437, "Población y años")]
    [InlineData("CHARSET=\"ANSI\";", 850, "Población por años")]
    [InlineData("", 1252, "Población y años, Åland")]
    public void The_letters_are_those_that_were_written(string said, int codePage, string title)
    {
        var file = Encoding.GetEncoding(codePage).GetBytes(said + Frame.Replace("{0}", title, StringComparison.Ordinal));
        Assert.Equal(title, PxReader.Read(new MemoryStream(file), CancellationToken.None).Text.Title.Id);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_says_what_the_letters_are(string encoding)
    {
        var letters = Encoding.GetEncoding(encoding);
        byte[] file = [.. letters.GetPreamble(), .. letters.GetBytes(Frame.Replace("{0}", "Judul ñ", StringComparison.Ordinal))];
        Assert.Equal("Judul ñ", PxReader.Read(new MemoryStream(file), CancellationToken.None).Text.Title.Id);
    }

    [Theory]
    [InlineData("TLIST(A1,\"2001\"-\"2003\")", PeriodType.Year, "2001", "2003")]
    [InlineData("TLIST(A1),\"2001\",\"2002\",\"2003\"", PeriodType.Year, "2001", "2003")]
    [InlineData("TLIST(M1,\"200111\"-\"200201\")", PeriodType.Month, "2001M11", "2002M01")]
    [InlineData("TLIST(Q1),\"20013\",\"20014\",\"20021\"", PeriodType.Quarter, "2001Q3", "2002Q1")]
    [InlineData("TLIST(H1,\"20011\" - \"20021\")", PeriodType.Semester, "2001H1", "2002H1")]
    [InlineData("TLIST(W1), \"200151\",\"200152\",\"200201\"", PeriodType.Week, "2001W51", "2002W01")]
    [InlineData("TLIST(A1,\"2001-2003\")", PeriodType.Year, "2001", "2003")]
    public void TIMEVAL_gives_a_time_variable_without_codes_its_codes(string timeval, PeriodType period, string first, string last)
    {
        var table = Read($"STUB=\"t\";VALUES(\"t\")=\"satu\",\"dua\",\"tiga\";TIMEVAL(\"t\")={timeval};DATA=1 2 3;");
        var time = table.Cube.Dimensions[0];
        Assert.Equal((DimensionRole.Time, period, first, last), (time.Role, time.Period, time.Categories[0].Code, time.Categories[2].Code));
    }

    [Theory]
    [InlineData("STUB=\"a\";\nVALUES(\"a\")=\"x\",\"y\";\nDATA=\n1\n2 3;", 5, "DATA")]
    [InlineData("STUB=\"a\";\nVALUES(\"a\")=\"x\",\"y\";\nDATA=\n1\n;", 5, "DATA")]
    [InlineData("STUB=\"a\";\nVALUES(\"a\")=\"x\",\"y\";\nDATA=\n1 1234567x;", 4, "DATA")]
    [InlineData("STUB=\"a\";\nDATA=1;", 1, "VALUES")]
    [InlineData("TITLE=\"a\";\nDATA=1;", 1, "STUB")]
    [InlineData("TITLE \"a\";\n", 1, "TITLE")]
    [InlineData("TITLE=\"a\";\nNOTE[en=\"a\";", 2, "NOTE")]
    [InlineData("TITLE=\"a\";\nNOTE(\"a\"=\"a\";", 2, "NOTE")]
    [InlineData("<html>", 1, null)]
    public void What_is_wrong_is_said_with_its_line_and_keyword(string file, int line, string? keyword)
    {
        var fault = Assert.Throws<PxException>(() => Read(file));
        Assert.Equal((line, keyword), (fault.Line, fault.Keyword));
        Assert.NotEqual("", fault.What);
        Assert.NotEqual("", fault.Remedy);
    }

    [Theory]
    [InlineData("1 abc 2")]
    [InlineData("1 2 abc")]
    [InlineData("1 abc")]
    public void A_word_among_the_figures_is_named(string data)
    {
        var fault = Assert.Throws<PxException>(() => Read($"STUB=\"a\";\nVALUES(\"a\")=\"x\",\"y\";\nDATA=\n{data};"));
        Assert.Equal((4, "\"abc\" bukan angka."), (fault.Line, fault.What));
    }

    [Fact]
    public void A_short_file_gets_no_memory_for_the_cells_it_claims()
    {
        var values = string.Join(',', Enumerable.Range(0, 3000).Select(n => $"\"{n}\""));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<PxException>(() => Read($"STUB=\"a\",\"b\";VALUES(\"a\")={values};VALUES(\"b\")={values};DATA=1 2;"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
        Assert.Contains("10.000.000", Assert.Throws<PxException>(() => Read($"STUB=\"a\",\"b\",\"c\";VALUES(\"a\")={values};VALUES(\"b\")={values};VALUES(\"c\")=\"1\",\"2\";KEYS(\"a\")=VALUES;DATA=;")).Message.Replace(',', '.'));
    }

    [Fact]
    public void Mandatory_keywords_that_are_missing_or_wrong_are_listed()
    {
        var warnings = Read("CHARSET=\"OEM\";DECIMALS=99;STUB=\"a\";VALUES(\"a\")=\"x\",\"y\";CODES(\"a\")=\"1\";VALUES(\"z\")=\"q\";DATA=1 2;").Warnings;
        Assert.Equal(["AXIS-VERSION", "CHARSET", "CODES", "CONTENTS", "DECIMALS", "MATRIX", "SUBJECT-AREA", "SUBJECT-CODE", "TITLE", "UNITS", "VALUES"], warnings.Select(warning => warning.Keyword).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void English_is_said_once_where_the_file_is_English()
    {
        var table = Read("LANGUAGE=\"en\";LANGUAGES=\"en\",\"sv\";TITLE=\"Title\";TITLE[sv]=\"Titel\";STUB=\"a\";STUB[sv]=\"å\";VALUES(\"a\")=\"x\",\"y\";VALUES[sv](\"å\")=\"p\",\"q\";DATA=1 2;");
        Assert.Equal(new Bilingual("Title"), table.Text.Title);
        Assert.Equal(["LANGUAGE", "STUB", "TITLE", "VALUES"], table.Text.Kept.Select(kept => kept.Name));
    }

    [Fact]
    public void Beside_another_language_Indonesian_comes_first()
    {
        var table = Read("LANGUAGE=\"en\";LANGUAGES=\"en\",\"id\";TITLE=\"Title\";TITLE[id]=\"Judul\";STUB=\"a\";STUB[id]=\"b\";VALUES(\"a\")=\"x\",\"y\";VALUES[id](\"b\")=\"p\",\"q\";DATA=1 2;");
        Assert.Equal(new Bilingual("Judul", "Title"), table.Text.Title);
        Assert.Equal(new Bilingual("q", "y"), table.Cube.Dimensions[0].Categories[1].Label);
    }

    [Fact]
    public void Many_notes_and_marks_do_not_hold_the_reader_up()
    {
        var values = string.Join(',', Enumerable.Range(0, 3000).Select(n => $"\"{n}\""));
        var file = new StringBuilder($"STUB=\"a\",\"b\";VALUES(\"a\")={values};VALUES(\"b\")={values};");
        for (var at = 0; at < 20_000; at++)
        {
            file.Append(CultureInfo.InvariantCulture, $"DATANOTECELL(\"*\",\"*\")=\"m\";VALUENOTE(\"a\",\"{at % 3000}\")=\"n{at}\";CELLNOTE(\"{at % 3000}\",\"*\")=\"c{at}\";");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Read(file.Append("KEYS(\"a\")=VALUES;KEYS(\"b\")=VALUES;DATA=;").ToString());
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 20);
    }

    private static PxTable Read(string text) => PxReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None);
}
