using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using CsvHelper;
using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Reads CSV as people's programs write it: <c>; , tab</c>, UTF-8 or UTF-16 with a mark, UTF-8 or Windows-1252 without.</summary>
internal static class CsvSheet
{
    private const int LongestRecord = 4_000_000;
    private const int LongestLine = 1_000_000;

    public static Sheet Read(Stream file, TableLimits limits, CancellationToken ct)
    {
        // Two cells a row at least: a file beyond the bound is refused before anything of it is kept.
        if (Lines(file) > limits.TableCsvCells / 2)
        {
            throw TooMany(limits);
        }

        var encoding = Encoding(file);
        var delimiter = Delimiter(file, encoding);
        file.Position = 0;
        using var text = new LineGuard(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true), LongestLine);
        using var csv = CsvReader.Create(text, new()
        {
            Separator = delimiter,
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            MaxRecordSize = LongestRecord,
        }, leaveOpen: true);

        var rows = new PackedRows();
        var (cells, last) = (0, 0);
        List<int> lengths = [];
        var letters = new ArrayBufferWriter<byte>();
        try
        {
            while (csv.Read())
            {
                ct.ThrowIfCancellationRequested();
                if (csv.FieldCount > limits.TableColumns)
                {
                    throw new UploadRefusedException($"Baris {csv.LineNumber} berisi {csv.FieldCount} kolom; paling banyak {limits.TableColumns}. Periksa pemisah kolomnya (titik koma, koma, atau tab).");
                }

                cells += Row(csv, letters, lengths);
                if (rows.Count == 0 && lengths.Count == 1 && System.Text.Encoding.UTF8.GetString(letters.WrittenSpan).StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                if (lengths.Count > 0)
                {
                    last = (int)csv.LineNumber;
                    rows.Add(last, letters.WrittenSpan, CollectionsMarshal.AsSpan(lengths));
                }

                if (cells > limits.TableCsvCells)
                {
                    throw TooMany(limits);
                }
            }
        }
        catch (CsvFormatException)
        {
            throw new UploadRefusedException($"Ada sel yang tidak berakhir setelah baris {last}: mungkin tanda kutip (\") tidak ditutup. Perbaiki baris itu, lalu unggah lagi.");
        }

        return new(null, rows, []);
    }

    /// <summary>The whole of a text file, in the letters it is written in.</summary>
    public static string Text(Stream file)
    {
        var encoding = Encoding(file);
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);
        return text.ReadToEnd();
    }

    private static UploadRefusedException TooMany(TableLimits limits) =>
        new($"Berkas ini berisi lebih dari {Show.Number(limits.TableCsvCells)} sel. Bagi menjadi beberapa tabel, lalu unggah satu per satu.");

    private static long Lines(Stream file)
    {
        var bytes = new byte[64 * 1024];
        var lines = 0L;
        file.Position = 0;
        for (int read; (read = file.Read(bytes, 0, bytes.Length)) > 0;)
        {
            lines += bytes.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }

    /// <summary>The cells of a row up to the last filled one, without the blanks around them.</summary>
    /// <returns>How many are filled.</returns>
    private static int Row(CsvReader csv, ArrayBufferWriter<byte> letters, List<int> lengths)
    {
        letters.ResetWrittenCount();
        lengths.Clear();
        var (empty, filled) = (0, 0);
        for (var column = 0; column < csv.FieldCount; column++)
        {
            var value = Trimmed(csv.GetSpan(column));
            if (value.Length == 0)
            {
                empty++;
                continue;
            }

            lengths.AddRange(Enumerable.Repeat(0, empty));
            lengths.Add(value.Length);
            letters.Write(value);
            (empty, filled) = (0, filled + 1);
        }

        return filled;
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> field) =>
        field.Length == 0 || (IsVisible(field[0]) && IsVisible(field[^1])) ? field : System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(field).Trim().Trim('\u00A0', '\uFEFF'));

    // Of what is beyond ASCII some are blanks.
    private static bool IsVisible(byte letter) => letter is > (byte)' ' and < 0x7F;

    private static Encoding Encoding(Stream file)
    {
        Span<byte> mark = stackalloc byte[3];
        file.Position = 0;
        mark = mark[..file.ReadAtLeast(mark, 3, throwOnEndOfStream: false)];
        if (mark.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return System.Text.Encoding.Unicode;
        }

        if (mark.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            return System.Text.Encoding.BigEndianUnicode;
        }

        file.Position = 0;
        return IsUtf8(file) ? System.Text.Encoding.UTF8 : System.Text.Encoding.GetEncoding(1252);
    }

    private static bool IsUtf8(Stream file)
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[64 * 1024];
        var chars = new char[bytes.Length + 1];
        try
        {
            for (int read; (read = file.Read(bytes, 0, bytes.Length)) > 0;)
            {
                strict.GetChars(bytes, 0, read, chars, 0, flush: false);
            }

            strict.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static char Delimiter(Stream file, Encoding encoding)
    {
        file.Position = 0;
        using var text = new LineGuard(new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true), LongestLine);
        var counts = new Dictionary<char, List<int>> { [';'] = [], ['\t'] = [], [','] = [] };
        var (lines, quoted) = (0, false);
        var here = new Dictionary<char, int> { [';'] = 0, ['\t'] = 0, [','] = 0 };
        var line = new char[64 * 1024];
        var read = text.Read(line, 0, line.Length);
        if (read > 5 && new string(line, 0, 5).TrimStart('\uFEFF') is var start && start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
        {
            return line[Array.IndexOf(line, '=') + 1];
        }

        for (var at = 0; at < read && lines < 200; at++)
        {
            var c = line[at];
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '\n' && !quoted)
            {
                lines++;
                foreach (var (kind, list) in counts)
                {
                    list.Add(here[kind]);
                    here[kind] = 0;
                }
            }
            else if (!quoted && here.TryGetValue(c, out var count))
            {
                here[c] = count + 1;
            }
        }

        foreach (var (kind, list) in counts)
        {
            list.Add(here[kind]);
        }

        // The mark that stands equally often on most lines; decimal commas and commas in titles do not.
        return counts.OrderByDescending(kind => kind.Value.Where(n => n > 0).GroupBy(n => n).Select(group => group.Count()).DefaultIfEmpty(0).Max())
            .First().Key;
    }
}

/// <summary>Lets text through that has lines, and refuses one endless line or zero bytes before a parser gathers them.</summary>
internal sealed class LineGuard(TextReader inner, int longest) : TextReader
{
    private int _length;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = inner.Read(buffer);
        var seen = buffer[..read];
        if (seen.Contains('\0'))
        {
            throw new UploadRefusedException("Berkas ini memuat karakter kosong (NUL), jadi bukan teks CSV. Simpan tabelnya sebagai .xlsx atau .csv UTF-8, lalu unggah lagi.");
        }

        var end = seen.LastIndexOfAny('\n', '\r');
        _length = end < 0 ? _length + read : read - end;
        return _length > longest
            ? throw new UploadRefusedException($"Berkas ini memuat baris yang lebih panjang dari {Show.Number(longest)} karakter; itu bukan tabel. Periksa berkasnya, lalu unggah lagi.")
            : read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
