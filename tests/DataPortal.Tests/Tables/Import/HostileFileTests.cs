using System.IO.Compression;
using System.Text;
using DataPortal.Tables;
using DataPortal.Tables.Import;

namespace DataPortal.Tests.Tables.Import;

/// <summary>Each is refused with a message, and in bounded memory.</summary>
public class HostileFileTests
{
    private static readonly string _types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_unpacked()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put(zip, "[Content_Types].xml", _types);
            Put(zip, "xl/workbook.xml", "<workbook/>");
            using var bomb = zip.CreateEntry("xl/sharedStrings.xml", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1_000_000];
            for (var at = 0; at < 500; at++)
            {
                bomb.Write(zeros);
            }
        }

        Refused(file.ToArray(), "jauh lebih besar");
    }

    [Fact]
    public void A_bomb_that_lies_about_its_size_is_stopped_while_reading()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 100_000));
        var file = Files.Zip([("[Content_Types].xml", _types), ("xl/workbook.xml", "<workbook/>"), ("xl/styles.xml", $"<s>{rows}</s>")]);
        Refused(file, "jauh lebih besar", new() { TableUnpackedBytes = 1_000_000 });
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")]
    [InlineData("<!DOCTYPE a [<!ENTITY l \"lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\">]>")]
    public void Entities_are_refused(string doctype) =>
        Refused(Files.Zip([("[Content_Types].xml", _types), ("xl/workbook.xml", doctype + "<workbook/>")]), "entitas");

    [Fact]
    public void Entities_are_refused_in_any_part() => Refused(
        Files.Zip([("[Content_Types].xml", _types), ("xl/workbook.xml", "<workbook/>"), ("xl/sharedStrings.xml", "<!DOCTYPE a []><sst/>")]), "tidak berisi lembar|entitas");

    [Fact]
    public void Other_kinds_of_files_are_named_with_advice()
    {
        Refused([0xD0, 0xCF, 0x11, 0xE0, .. new byte[600]], "Simpan Sebagai > Buku Kerja Excel");
        Refused([0xD0, 0xCF, 0x11, 0xE0, .. new byte[70_000], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[600]], "kata sandi");
        Refused("%PDF-1.7 ..."u8.ToArray(), "PDF");
        Refused("<html><table><tr><td>1</td></tr></table></html>"u8.ToArray(), "tidak berisi tabel");
        Refused("<?xml version=\"1.0\"?><data/>"u8.ToArray(), "berkas XML");
        Refused([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, 0, 0, 0, 13], "bukan teks CSV");
        Refused(Files.Zip([("a.csv", "a;b\n")]), "berkas ZIP");
        Refused(Files.Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]), ".ods");
        Refused(Files.Zip([("xl/workbook.bin", "")]), ".xlsb");
        Refused([], "kosong");
        var cut = Files.Xlsx(("Data", "", [["A", "2025"], ["b", 1]]));
        Refused(cut[..(cut.Length / 2)], "rusak");
    }

    [Fact]
    public void A_file_over_the_limit_is_refused() =>
        Refused(Encoding.UTF8.GetBytes(new string('a', 2_000)), "paling besar", new() { TableUploadBytes = 1_000 });

    [Fact]
    public void Zero_bytes_in_text_are_refused() => Refused([.. Encoding.UTF8.GetBytes("a;b\n" + new string('1', 1_000)), 0, .. "\n1;2\n"u8], "NUL");

    [Fact]
    public void One_endless_line_is_refused() => Refused(Encoding.UTF8.GetBytes(new string('a', 20_000_000)), "lebih panjang dari");

    [Fact]
    public void A_line_of_endless_columns_is_refused() => Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1;", 400_000))), "kolom");

    [Fact]
    public void A_quote_that_never_closes_is_refused() =>
        Refused(Encoding.UTF8.GetBytes("a;b\n\"x;1\n" + string.Concat(Enumerable.Repeat("y;2\n", 3_000_000))), "tanda kutip");

    [Fact]
    public void Too_many_cells_columns_and_sheets_are_refused()
    {
        var limits = new TableLimits { TableCells = 1_000, TableCsvCells = 1_000, TableColumns = 20, TableSheets = 2 };
        Refused(Encoding.UTF8.GetBytes("a;b\n" + string.Concat(Enumerable.Range(0, 600).Select(at => $"y{at};{at}\n"))), "sel", limits);
        object?[][] rows = [.. Enumerable.Range(0, 600).Select(at => new object?[] { $"y{at}", at })];
        Refused(Files.Xlsx(("Data", "", rows)), "sel", limits);
        Refused(Files.Xlsx(("Data", "", [["A", "B"], ["x", "<c r=\"XFD2\"><v>1</v></c>"]])), "kolom", limits);
        Refused(Files.Xlsx(("A", "", []), ("B", "", []), ("C", "", [])), "lembar", limits);
    }

    [Fact]
    public void A_CSV_file_may_hold_more_than_a_spreadsheet_and_is_refused_before_it_is_read()
    {
        var rows = Encoding.UTF8.GetBytes("a;b\n" + string.Concat(Enumerable.Range(0, 600).Select(at => $"y{at};{at}\n")));
        Assert.Equal(600, Files.Read(rows, limits: new() { TableCells = 1_000 }).Cube!.Length);
        // The quote that never closes is not come to: lines are counted first.
        Refused(Encoding.UTF8.GetBytes("a;b\n\"" + new string('\n', 600)), "lebih dari 1.000 sel", new() { TableCsvCells = 1_000 });
    }

    [Fact]
    public void A_sparse_table_that_would_grow_beyond_the_limit_is_an_error()
    {
        var preview = Files.Read(Encoding.UTF8.GetBytes("a;b;nilai\n" + string.Concat(Enumerable.Range(0, 500).Select(at => $"p{at};q{at};{at}\n"))), limits: new() { TableCsvCells = 100_000 });
        Assert.Contains("Bagi menjadi beberapa tabel", Assert.Single(preview.Errors).Remedy);
    }

    [Fact]
    public void Nothing_a_person_uploads_ends_in_anything_but_a_preview_or_a_refusal()
    {
        var whole = Files.Xlsx(("Data", "A1:B1", [["Judul"], ["Wilayah", "2025", "2026"], ["Lahat", 1, 2.5], ["Muara Enim", 3, "x"]]));
        var random = new Random(1);
        for (var at = 0; at < 300; at++)
        {
            var damaged = (byte[])whole.Clone();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            try
            {
                Files.Read(damaged);
            }
            catch (UploadRefusedException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    private static void Put(ZipArchive zip, string name, string content)
    {
        using var entry = new StreamWriter(zip.CreateEntry(name).Open());
        entry.Write(content);
    }

    private static void Refused(byte[] file, string words, TableLimits? limits = null)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.Throws<UploadRefusedException>(() => Files.Read(file, limits: limits));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 60_000_000);
        Assert.Matches(words, refused.Message);
    }
}
