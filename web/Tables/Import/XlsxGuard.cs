using System.IO.Compression;
using System.Xml;
using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>A cell a person must mend before the sheet can be read.</summary>
public sealed record BrokenCell(int Row, int Column, string What);

/// <param name="Part">Its path in the package.</param>
/// <param name="Hidden">True: the person does not see it in Excel.</param>
/// <param name="Broken">Failed formulas, and formulas whose value was never worked out; the first hundred.</param>
public sealed record GuardedSheet(string Name, string Part, bool Hidden, IReadOnlyList<BrokenCell> Broken);

/// <summary>
/// Looks through an XLSX package as a stream before anything builds it in memory: sizes, pressing, entities, sheets, columns and cells.
/// The reader behind it (ExcelDataReader 3.6) turns failed formulas into empty cells; here they are found and named.
/// </summary>
public static class XlsxGuard
{
    private const int MostEntries = 2_000;
    private const int MostBroken = 100;
    private const long LargeEntry = 10_000_000;
    private const int WorstRatio = 250;
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <exception cref="UploadRefusedException">The package is no workbook, is too large, or is made to do harm.</exception>
    public static IReadOnlyList<GuardedSheet> Check(Stream file, TableLimits limits, CancellationToken ct)
    {
        try
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            CheckEntries(zip, limits);
            return Sheets(zip, limits, ct);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or NotSupportedException)
        {
            throw e is XmlException { Message: var message } && message.Contains("DTD", StringComparison.Ordinal)
                ? new UploadRefusedException("Berkas ini memuat perintah XML (DTD atau entitas) yang tidak dipakai Excel. Demi keamanan berkas ditolak. Salin tabelnya ke buku kerja baru, lalu unggah lagi.")
                : new UploadRefusedException("Berkas Excel ini rusak atau terpotong. Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.");
        }
    }

    private static void CheckEntries(ZipArchive zip, TableLimits limits)
    {
        if (zip.Entries.Count > MostEntries)
        {
            throw new UploadRefusedException($"Berkas ini berisi lebih dari {MostEntries} bagian; itu bukan buku kerja biasa. Salin tabelnya ke buku kerja baru, lalu unggah lagi.");
        }

        if (zip.GetEntry("mimetype") is not null && zip.GetEntry("content.xml") is not null)
        {
            throw new UploadRefusedException("Ini berkas OpenDocument (.ods). Di LibreOffice pilih Simpan Sebagai > Excel 2007–365 (.xlsx), lalu unggah hasilnya.");
        }

        if (zip.GetEntry("xl/workbook.bin") is not null)
        {
            throw new UploadRefusedException("Ini buku kerja biner (.xlsb). Di Excel pilih Simpan Sebagai > Buku Kerja Excel (.xlsx), lalu unggah hasilnya.");
        }

        if (zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry("xl/workbook.xml") is null)
        {
            throw new UploadRefusedException("Ini berkas ZIP, bukan buku kerja Excel. Unggah berkas .xlsx atau .csv yang ada di dalamnya.");
        }

        long unpacked = 0;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            unpacked += entry.Length;
            if (unpacked > limits.TableUnpackedBytes || (entry.Length > LargeEntry && entry.Length / Math.Max(1, entry.CompressedLength) > WorstRatio))
            {
                throw TooLarge(limits);
            }

            if (!names.Add(entry.FullName))
            {
                throw new InvalidDataException("Two entries share a name.");
            }
        }
    }

    private static UploadRefusedException TooLarge(TableLimits limits) => new(
        $"Isi berkas ini setelah dibuka jauh lebih besar dari ukurannya (batas {Show.Size(limits.TableUnpackedBytes)}). Salin hanya tabelnya ke buku kerja baru, lalu unggah lagi.");

    private static List<GuardedSheet> Sheets(ZipArchive zip, TableLimits limits, CancellationToken ct)
    {
        // The sizes an archive states may be lies: every XML part is read here under a cap, and each must be XML without a document type.
        var left = limits.TableUnpackedBytes;
        Dictionary<string, string> targets = [];
        Read(zip.GetEntry("xl/_rels/workbook.xml.rels"), limits, ref left, xml =>
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" })
            {
                targets[xml.GetAttribute("Id") ?? ""] = xml.GetAttribute("Target") ?? "";
            }
        }, ct);

        List<(string Name, string Part, bool Hidden)> listed = [];
        Read(zip.GetEntry("xl/workbook.xml"), limits, ref left, xml =>
        {
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "sheet" } && targets.TryGetValue(xml.GetAttribute("id", Relationships) ?? "", out var target))
            {
                listed.Add((xml.GetAttribute("name") ?? "", target.StartsWith('/') ? target[1..] : "xl/" + target, xml.GetAttribute("state") is "hidden" or "veryHidden"));
            }
        }, ct);

        if (listed.Count > limits.TableSheets)
        {
            throw new UploadRefusedException($"Buku kerja ini berisi {listed.Count} lembar; paling banyak {limits.TableSheets}. Hapus lembar yang tidak perlu, lalu unggah lagi.");
        }

        List<GuardedSheet> sheets = [];
        foreach (var (name, part, hidden) in listed.Where(sheet => sheet.Part.Contains("worksheets/", StringComparison.Ordinal)))
        {
            var scan = new SheetScan(name, limits);
            Read(zip.GetEntry(part) ?? throw new InvalidDataException($"{part} is missing."), limits, ref left, scan.See, ct);
            sheets.Add(new(name, part, hidden, scan.Broken));
        }

        foreach (var entry in zip.Entries.Where(entry => Checked(entry.FullName) && sheets.TrueForAll(sheet => sheet.Part != entry.FullName)))
        {
            Read(entry, limits, ref left, _ => { }, ct);
        }

        return sheets.Count > 0 ? sheets : throw new UploadRefusedException("Buku kerja ini tidak berisi lembar dengan sel. Periksa berkasnya, lalu unggah lagi.");
    }

    private static bool Checked(string name) => name is "[Content_Types].xml" or "xl/sharedStrings.xml" or "xl/styles.xml"
        || (name.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase));

    private static void Read(ZipArchiveEntry? entry, TableLimits limits, ref long left, Action<XmlReader> see, CancellationToken ct)
    {
        if (entry is null)
        {
            return;
        }

        using var capped = new CappedStream(entry.Open(), left, () => TooLarge(limits));
        using var xml = XmlReader.Create(capped, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        for (var nodes = 0; xml.Read(); nodes++)
        {
            see(xml);
            if (nodes % 10_000 == 0)
            {
                ct.ThrowIfCancellationRequested();
            }
        }

        left -= capped.Read64;
    }

    private sealed class SheetScan(string name, TableLimits limits)
    {
        private int _row, _column, _cells;
        private bool _formula, _value, _error;

        public List<BrokenCell> Broken { get; } = [];

        public void See(XmlReader xml)
        {
            if (xml.NodeType is XmlNodeType.EndElement)
            {
                if (xml.LocalName == "c")
                {
                    EndCell();
                }

                return;
            }

            if (xml.NodeType is not XmlNodeType.Element)
            {
                return;
            }

            switch (xml.LocalName)
            {
                case "row":
                    _row = int.TryParse(xml.GetAttribute("r"), out var row) ? row : _row + 1;
                    _column = -1;
                    break;
                case "c":
                    StartCell(xml);
                    if (xml.IsEmptyElement)
                    {
                        EndCell();
                    }

                    break;
                case "f":
                    _formula = true;
                    break;
                case "v" or "is" when !xml.IsEmptyElement:
                    _value = true;
                    break;
                default:
                    break;
            }
        }

        private void StartCell(XmlReader xml)
        {
            _column = xml.GetAttribute("r") is { } place ? ColumnOf(place) : _column + 1;
            (_formula, _value, _error) = (false, false, xml.GetAttribute("t") == "e");
        }

        private void EndCell()
        {
            if (!_value && !_formula)
            {
                return; // only a format
            }

            if (_column >= limits.TableColumns)
            {
                throw new UploadRefusedException($"Lembar {name} berisi sel di kolom {Sheet.ColumnName(_column)}; paling banyak {limits.TableColumns} kolom. Hapus isi di luar tabel, lalu unggah lagi.");
            }

            if (++_cells > limits.TableCells)
            {
                throw new UploadRefusedException($"Lembar {name} berisi lebih dari {Show.Number(limits.TableCells)} sel. Bagi menjadi beberapa tabel, lalu unggah satu per satu.");
            }

            if (Broken.Count < MostBroken && _error)
            {
                Broken.Add(new(_row, _column, "Rumus di sel ini gagal (misalnya #DIV/0! atau #REF!). Perbaiki rumusnya, atau tulis ... bila datanya tidak tersedia."));
            }
            else if (Broken.Count < MostBroken && _formula && !_value)
            {
                Broken.Add(new(_row, _column, "Sel ini berisi rumus yang belum dihitung. Buka berkasnya di Excel, simpan, lalu unggah lagi."));
            }
        }

        private static int ColumnOf(string place)
        {
            var column = 0;
            foreach (var letter in place)
            {
                if (!char.IsAsciiLetter(letter) || column > 100_000)
                {
                    break;
                }

                column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
            }

            return column - 1;
        }
    }
}

/// <summary>A stream that stops at a bound, whatever its archive says of its length.</summary>
internal sealed class CappedStream(Stream inner, long cap, Func<Exception> beyond) : Stream
{
    public long Read64 { get; private set; }

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => Read64; set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Read64 += read;
        return Read64 > cap ? throw beyond() : read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
