using System.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Opens what a person uploaded: decides by content, never by name, what it is, and refuses what is no table with advice.</summary>
public static class SpreadsheetFile
{
    private static readonly byte[] _encryptedPackage = Encoding.Unicode.GetBytes("EncryptedPackage");

    static SpreadsheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="file">Seekable. It is read, not closed.</param>
    /// <param name="sheet">Which sheet; null for the first that holds a table.</param>
    /// <returns>The names of the file's sheets (none for CSV) and the one asked for.</returns>
    /// <exception cref="UploadRefusedException">The file cannot be taken.</exception>
    public static (IReadOnlyList<string> Sheets, Sheet Sheet) Open(Stream file, string? sheet, TableLimits limits, CancellationToken ct)
    {
        if (file.Length == 0)
        {
            throw new UploadRefusedException("Berkas ini kosong. Periksa berkasnya, lalu unggah lagi.");
        }

        if (file.Length > limits.TableUploadBytes)
        {
            throw new UploadRefusedException(
                $"Berkas ini {Show.Size(file.Length)}; paling besar {Show.Size(limits.TableUploadBytes)}. Hapus gambar dan lembar yang tidak perlu, atau bagi menjadi beberapa tabel.");
        }

        Span<byte> start = stackalloc byte[512];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;

        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
        {
            var workbook = XlsxGuard.Check(file, limits, ct);
            file.Position = 0;
            return XlsxSheets.Open(file, workbook, sheet, limits, ct);
        }

        Refuse(start, file);
        if (Html.HtmlSheets.IsHtml(Start(start)))
        {
            return Html.HtmlSheets.Open(CsvSheet.Text(file), sheet, limits, ct);
        }

        return ([], CsvSheet.Read(file, limits, ct));
    }

    private static void Refuse(ReadOnlySpan<byte> start, Stream file)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new UploadRefusedException(Contains(file, _encryptedPackage)
                ? "Berkas ini dilindungi kata sandi. Buka di Excel, pilih Berkas > Info > Lindungi Buku Kerja > Enkripsi dengan Kata Sandi, kosongkan, simpan, lalu unggah lagi."
                : "Ini berkas Excel lama (.xls). Buka di Excel, pilih Simpan Sebagai > Buku Kerja Excel (.xlsx), lalu unggah hasilnya.");
        }

        if (start.StartsWith("%PDF"u8))
        {
            throw new UploadRefusedException("Ini berkas PDF, bukan tabel. Unggah berkas Excel (.xlsx) atau CSV yang menjadi asalnya.");
        }

        var text = Start(start);
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && !text.Contains("html", StringComparison.OrdinalIgnoreCase))
        {
            throw new UploadRefusedException("Ini berkas XML, walaupun namanya mungkin .xls atau .csv. Buka di Excel, simpan sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi.");
        }

        if (text.StartsWith("{\\rtf", StringComparison.Ordinal))
        {
            throw new UploadRefusedException("Ini berkas dokumen (RTF). Salin tabelnya ke Excel, simpan sebagai .xlsx, lalu unggah lagi.");
        }

        // A byte order mark explains zero bytes; without one they mean that this is no text at all.
        if (!start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) && !start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) && start.Contains((byte)0))
        {
            throw new UploadRefusedException("Berkas ini bukan teks CSV dan bukan Excel (.xlsx). Simpan tabelnya sebagai .xlsx atau .csv, lalu unggah lagi.");
        }
    }

    private static string Start(ReadOnlySpan<byte> start) =>
        (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : Encoding.Latin1).GetString(start).TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF', ' ', '\r', '\n', '\t');

    private static bool Contains(Stream file, byte[] wanted)
    {
        var buffer = new byte[64 * 1024];
        var kept = 0;
        file.Position = 0;
        for (int read; (read = file.Read(buffer, kept, buffer.Length - kept)) > 0;)
        {
            var filled = kept + read;
            if (buffer.AsSpan(0, filled).IndexOf(wanted) >= 0)
            {
                return true;
            }

            kept = Math.Min(filled, wanted.Length - 1);
            buffer.AsSpan(filled - kept, kept).CopyTo(buffer);
        }

        return false;
    }
}
