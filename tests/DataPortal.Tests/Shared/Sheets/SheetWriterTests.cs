using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using DataPortal.Shared.Sheets;
using FsCheck;
using FsCheck.Fluent;
using CsvWriter = DataPortal.Shared.Sheets.CsvWriter;

namespace DataPortal.Tests.Shared.Sheets;

public class SheetWriterTests
{
    private static readonly BookProperties Properties = new() { Title = "Log 16-1 & <lain>", Creator = "BPS", Created = new(2026, 11, 2, 9, 0, 0, TimeSpan.FromHours(7)) };

    [Fact]
    public void A_workbook_of_every_kind_of_cell_passes_the_schema_check_and_reads_back()
    {
        var file = Xlsx(EveryKind);
        Assert.Empty(Workbooks.Complaints(file));
        var sheets = Workbooks.Read(file);
        Assert.Equal(["Log 16-1", "Log 16-1 (2)", "a b c"], sheets.Select(sheet => sheet.Name));
        var rows = sheets[0].Rows;
        Assert.Equal("Kepala", rows[0][0]);
        Assert.Equal(["teks", 1234567.5, new DateTime(2026, 11, 2), new DateTime(2026, 11, 2, 9, 12, 0), "portal"], rows[2].Take(5));
        Assert.Contains("mergeCell ref=\"A1:B2\"", Workbooks.Part(file, "xl/worksheets/sheet1.xml"));
        Assert.Contains("$1:$2", Workbooks.Part(file, "xl/workbook.xml"));
        Assert.Contains("Log 16-1 &amp; &lt;lain&gt;", Workbooks.Part(file, "docProps/core.xml"));
        Assert.Equal(file, Xlsx(EveryKind));
    }

    [Fact]
    public void The_same_workbook_as_OpenDocument_has_its_type_first_and_plain()
    {
        var file = Ods(EveryKind);
        Assert.Equal("mimetypeapplication/vnd.oasis.opendocument.spreadsheet", Encoding.ASCII.GetString(file, 30, 8 + 46));
        Assert.Equal(0, BitConverter.ToInt16(file, 6));
        var rows = Workbooks.ReadOds(file, 0);
        Assert.Equal([("string", "teks"), ("float", "1234567.5"), ("date", "2026-11-02"), ("date", "2026-11-02T09:12:00"), ("string", "portal")], rows[2].Take(5));
        using var zip = new ZipArchive(new MemoryStream(file));
        foreach (var entry in zip.Entries.Where(entry => entry.Name != "mimetype"))
        {
            using var part = entry.Open();
            System.Xml.Linq.XDocument.Load(part);
        }

        using var pipe = new OneWay();
        using (var book = new OdsWriter(pipe, Properties))
        {
            EveryKind(book);
        }

        Assert.Equal(file, pipe.ToArray());
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+62 812")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void A_text_that_looks_like_a_formula_stays_a_text(string text)
    {
        var file = Xlsx(book => OneCell(book, text));
        Assert.Empty(Workbooks.Complaints(file));
        Assert.Equal(text, Workbooks.Read(file)[0].Rows[0][0]);
        Assert.Contains("quotePrefix=\"1\"", Workbooks.Part(file, "xl/styles.xml"));
        Assert.DoesNotContain("<f>", Workbooks.Part(file, "xl/worksheets/sheet1.xml"));
        Assert.Equal("string", Workbooks.ReadOds(Ods(book => OneCell(book, text)), 0)[0][0].Type);
        Assert.Equal($"'{text}", Csv(false, csv => csv.Text(text))[0][0]);
    }

    [Fact]
    public void Any_texts_come_back_from_a_workbook() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?[]>(), texts =>
        {
            var words = texts.Select(text => text ?? "").ToArray();
            var file = Xlsx(book =>
            {
                book.Sheet(new() { Name = string.Concat(words) });
                foreach (var text in words)
                {
                    book.Row();
                    book.Text("awal");
                    book.Text(text);
                }
            });
            Assert.Empty(Workbooks.Complaints(file));
            var read = Workbooks.Read(file)[0].Rows.Select(row => row.Length > 1 ? row[1] as string ?? "" : "").ToArray();
            return read.SequenceEqual(words.Select(Whole));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    [Fact]
    public void Any_texts_come_back_from_CSV_in_both_habits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), ArbMap.Default.ArbFor<bool>(), (texts, english) =>
        {
            var words = texts.Select(text => Whole(text.Get)).ToArray();
            var read = Csv(english, csv =>
            {
                csv.Text("awal");
                foreach (var text in words)
                {
                    csv.Text(text);
                }
            });
            return read.Single().Skip(1).SequenceEqual(words.Select(text => SheetLooksLikeFormula(text) ? "'" + text : text));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_finite_number_comes_back_from_CSV_and_workbook() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NormalFloat>(), number =>
        {
            var file = Xlsx(book =>
            {
                book.Sheet(new() { Name = "a" });
                book.Row();
                book.Number(number.Get);
            });
            var text = Csv(false, csv => csv.Number(number.Get))[0][0];
            var read = double.Parse(text.Replace(',', '.'), CultureInfo.InvariantCulture);
            return !text.Contains('E', StringComparison.Ordinal)
                && Math.Abs(read - number.Get) <= Math.Max(1e-12 * Math.Abs(number.Get), 1e-20)
                && (double)Workbooks.Read(file)[0].Rows[0][0]! == number.Get;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void CSV_starts_with_its_mark_and_keeps_the_habits_of_the_language()
    {
        Assert.Equal("\uFEFFWilayah;Nilai\r\n\"Muara \"\"Enim\"\"\";7,3\r\n", Bytes(false));
        Assert.Equal("\uFEFFWilayah,Nilai\r\n\"Muara \"\"Enim\"\"\",7.3\r\n", Bytes(true));

        static string Bytes(bool english)
        {
            using var file = new MemoryStream();
            using (var csv = new CsvWriter(file, english))
            {
                csv.Text("Wilayah");
                csv.Text("Nilai");
                csv.EndRow();
                csv.Text("Muara \"Enim\"");
                csv.Number(7.3);
                csv.EndRow();
            }

            return Encoding.UTF8.GetString(file.ToArray());
        }
    }

    [Fact]
    public void What_a_sheet_cannot_hold_is_refused_by_name()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Xlsx(book => Cell(book).Number(double.NaN)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Csv(true, csv => csv.Number(double.PositiveInfinity)));
        Assert.Throws<SheetTooLargeException>(() => Xlsx(book => Cell(book).Blank(16_385)));
        Assert.Throws<InvalidOperationException>(() => Xlsx(book => book.Row()));

        static IWorkbook Cell(IWorkbook book)
        {
            book.Sheet(new() { Name = "a" });
            book.Row();
            return book;
        }
    }

    [Fact]
    public void A_million_cells_take_little_memory()
    {
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        long most = 0;
        using (IWorkbook book = new XlsxWriter(Stream.Null, Properties))
        {
            book.Sheet(new() { Name = "a" });
            for (var row = 0; row < 100_000; row++)
            {
                book.Row();
                book.Text($"Wilayah {row}");
                for (var column = 1; column < 10; column++)
                {
                    book.Number(row * 10.5 + column);
                }

                if (row % 20_000 == 0)
                {
                    most = Math.Max(most, GC.GetTotalMemory(true) - before);
                }
            }
        }

        Assert.InRange(most, 0, 30_000_000);
    }

    private static void EveryKind(IWorkbook book)
    {
        var head = book.Style(new() { Bold = true, Header = true, Wrap = true });
        book.Sheet(new() { Name = "Log 16-1", Widths = [20, 12, 10.5], FrozenRows = 2, FrozenColumns = 1, RepeatedRows = (1, 2), FilterRow = 2, Landscape = true });
        book.Row();
        book.Text("Kepala", head, 2, 2);
        book.Text("Lain", head, 3);
        book.Row();
        book.Blank(2, head);
        book.Blank(3);
        book.Row();
        book.Text("teks");
        book.Number(1234567.5, book.Style(new() { Format = SheetFormat.Number, Decimals = 1, Suffix = " x" }));
        book.Date(new(2026, 11, 2), book.Style(new() { Format = SheetFormat.Date }));
        book.Moment(new(2026, 11, 2, 9, 12, 0, TimeSpan.FromHours(7)), book.Style(new() { Format = SheetFormat.Moment }));
        book.Link("portal", "https://contoh.go.id/a?b=1&c=2", book.Style(new() { Link = true }));
        book.Row();
        book.Row();
        book.Text("di baris lima\ndua baris", book.Style(new() { Indent = 2, LineAbove = true, Italic = true, Align = SheetAlign.Right }));
        book.Sheet(new() { Name = "Log 16-1" });
        book.Sheet(new() { Name = "[a]: b/ c?" });
        book.Row();
        book.Number(-0.001, book.Style(new() { Format = SheetFormat.Number, Decimals = 3 }));
    }

    private static void OneCell(IWorkbook book, string text)
    {
        book.Sheet(new() { Name = "a" });
        book.Row();
        book.Text(text);
    }

    // What UTF-8 and XML can hold of it: half a surrogate pair and the two non-characters become U+FFFD.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));

    private static bool SheetLooksLikeFormula(string text) => text.Length > 0 && "=+-@\t\r\n＝＋－＠".Contains(text[0], StringComparison.Ordinal);

    private static byte[] Xlsx(Action<IWorkbook> fill)
    {
        using var file = new MemoryStream();
        using (var book = new XlsxWriter(file, Properties))
        {
            fill(book);
        }

        return file.ToArray();
    }

    private static byte[] Ods(Action<IWorkbook> fill)
    {
        using var file = new MemoryStream();
        using (var book = new OdsWriter(file, Properties))
        {
            fill(book);
        }

        return file.ToArray();
    }

    private static List<string[]> Csv(bool english, Action<CsvWriter> fill)
    {
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(file, english))
        {
            fill(csv);
            csv.EndRow();
        }

        return Read(file.ToArray(), english);
    }

    public static List<string[]> Read(byte[] file, bool english)
    {
        using var csv = CsvReader.Create(new StreamReader(new MemoryStream(file), Encoding.UTF8), new() { Separator = english ? ',' : ';', HasHeader = false, SkipEmptyLines = false });
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }

        return rows;
    }

    /// <summary>A stream like a response: written forward only.</summary>
    private sealed class OneWay : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
