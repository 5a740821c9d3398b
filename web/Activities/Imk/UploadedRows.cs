using System.Globalization;
using System.IO.Compression;
using System.Text;
using CsvHelper;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace DataPortal.Activities.Imk;

/// <summary>The rows of a CSV or XLSX file, or of pasted lines, as texts. Bounded: rows, columns, and what a workbook unpacks to.</summary>
public static class UploadedRows
{
    public const int MostRows = 50_000;
    private const int MostColumns = 200;
    private const int MostEntries = 2_000;
    private const long MostUnpacked = 200_000_000;

    static UploadedRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="file">Seekable. Read, not closed.</param>
    /// <exception cref="RunRuleException">It is no table this portal reads; the message says what to do.</exception>
    public static IReadOnlyList<string[]> Read(Stream file, CancellationToken ct)
    {
        var head = new byte[4];
        file.Position = 0;
        var read = file.ReadAtLeast(head, 4, throwOnEndOfStream: false);
        file.Position = 0;
        return head.AsSpan(0, read) switch
        {
            [0x50, 0x4B, 0x03, 0x04] => Workbook(file, ct),
            [0xD0, 0xCF, 0x11, 0xE0] => throw new RunRuleException("Ini berkas Excel lama (.xls) atau berkas berkata sandi. Simpan sebagai Buku Kerja Excel (.xlsx) tanpa sandi, lalu unggah lagi."),
            [0x25, 0x50, 0x44, 0x46] => throw new RunRuleException("Ini berkas PDF, bukan tabel. Unggah berkas Excel (.xlsx) atau CSV."),
            [] => throw new RunRuleException("Berkas ini kosong."),
            _ => Lines(Text(file), ct),
        };
    }

    /// <summary>Lines as people paste them: columns by tab, semicolon or comma, whichever the first line with one has.</summary>
    /// <exception cref="RunRuleException">A quotation mark is not closed, or there are too many rows or columns.</exception>
    public static IReadOnlyList<string[]> Lines(string text, CancellationToken ct)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new RunRuleException("Berkas ini bukan teks CSV. Simpan tabelnya sebagai .xlsx atau .csv UTF-8, lalu unggah lagi.");
        }

        var separator = text.Split('\n').Take(20).SelectMany(line => new[] { '\t', ';', ',' }.Where(mark => line.Contains(mark, StringComparison.Ordinal)).Take(1)).DefaultIfEmpty(';').First();
        List<string[]> rows = [];
        try
        {
            using var source = new StringReader(text);
            using var csv = CsvReader.Create(source, new() { Separator = separator, HasHeader = false, SkipEmptyLines = false, MaxRecordSize = 1_000_000 }, leaveOpen: true);
            while (csv.Read())
            {
                ct.ThrowIfCancellationRequested();
                var row = new string[Columns(csv.FieldCount)];
                for (var column = 0; column < row.Length; column++)
                {
                    row[column] = csv.GetString(column).Trim().Trim('\u00A0', '\uFEFF');
                }

                Add(rows, row);
            }
        }
        catch (CsvFormatException)
        {
            throw new RunRuleException($"Ada sel yang tidak berakhir setelah baris {rows.Count}: mungkin tanda kutip (\") tidak ditutup. Perbaiki baris itu, lalu coba lagi.");
        }

        return rows;
    }

    private static List<string[]> Workbook(Stream file, CancellationToken ct)
    {
        try
        {
            Guard(file, ct);
            file.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new() { LeaveOpen = true });
            do
            {
                if ((long)reader.FieldCount * reader.RowCount > 20_000_000)
                {
                    throw new RunRuleException("Lembar ini terlalu luas. Salin hanya tabelnya ke buku kerja baru, lalu unggah lagi.");
                }

                List<string[]> rows = [];
                while (reader.Read())
                {
                    ct.ThrowIfCancellationRequested();
                    var row = new string[Columns(reader.FieldCount)];
                    for (var column = 0; column < row.Length; column++)
                    {
                        row[column] = Cell(reader.GetValue(column));
                    }

                    Add(rows, row);
                }

                if (rows.Count > 0)
                {
                    return rows;
                }
            }
            while (reader.NextResult());
        }
        catch (Exception broken) when (broken is ExcelReaderException or FormatException or OverflowException or InvalidDataException or System.Xml.XmlException or ArgumentException
            or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException or InvalidOperationException or EndOfStreamException or NotSupportedException)
        {
            // Whatever the library stumbles over in a file it did not expect: the person can mend it by saving again.
            throw new RunRuleException("Berkas Excel ini tidak dapat dibaca. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.");
        }

        return [];
    }

    /// <summary>Unpacks once, counting: what an archive says of its lengths need not be so.</summary>
    private static void Guard(Stream file, CancellationToken ct)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var (left, buffer) = (MostUnpacked, new byte[64 * 1024]);
        if (zip.Entries.Count > MostEntries || zip.GetEntry("xl/workbook.xml") is null)
        {
            throw new RunRuleException("Ini bukan buku kerja Excel (.xlsx). Unggah berkas Excel (.xlsx) atau CSV.");
        }

        foreach (var entry in zip.Entries)
        {
            using var content = entry.Open();
            for (int read; (read = content.Read(buffer, 0, buffer.Length)) > 0;)
            {
                ct.ThrowIfCancellationRequested();
                if ((left -= read) < 0)
                {
                    throw new RunRuleException("Isi berkas Excel ini terlalu besar. Salin hanya tabelnya ke buku kerja baru, lalu unggah lagi.");
                }
            }
        }
    }

    private static int Columns(int count) => count <= MostColumns ? count : throw new RunRuleException($"Berkas ini berisi {count} kolom; paling banyak {MostColumns}. Periksa pemisah kolomnya.");

    private static void Add(List<string[]> rows, string[] row)
    {
        if (row.All(cell => cell.Length == 0))
        {
            return;
        }

        if (rows.Count > MostRows)
        {
            throw new RunRuleException($"Berkas ini berisi lebih dari {Show.Number(MostRows)} baris. Bagi menjadi beberapa berkas.");
        }

        rows.Add(row);
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        DateTime moment => moment.ToString(moment.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        bool flag => flag ? "ya" : "tidak",
        double number => number.ToString("0.############", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };

    private static string Text(Stream file)
    {
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var all = bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
        return all switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(all[2..]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(all[2..]),
            [0xEF, 0xBB, 0xBF, ..] => Encoding.UTF8.GetString(all[3..]),
            _ => Utf8(all) ?? Encoding.GetEncoding(1252).GetString(all),
        };
    }

    private static string? Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
