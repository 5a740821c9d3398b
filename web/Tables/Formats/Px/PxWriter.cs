using System.Buffers.Text;
using System.Globalization;
using System.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// Writes a view as PX 2013 in UTF-8: every mandatory keyword, Indonesian and English side by side, rows as STUB and columns as HEADING, figures in the shortest form that reads back equal.
/// Streams: keywords once, then the figures a buffer at a time.
/// </summary>
public static class PxWriter
{
    /// <summary>
    /// No type is registered for PX and PxWeb sends <c>application/octet-stream</c>, which says nothing. This one says that it is text, and of which letters, so that a browser or proxy neither guesses nor mends it;
    /// the download's name carries <c>.px</c> for the programs that go by that.
    /// </summary>
    public const string MediaType = "text/x-px; charset=utf-8";

    public static void Write(Stream to, TableView view, TableOrigin origin, TableOutput output)
    {
        ArgumentNullException.ThrowIfNull(view);
        var cells = new PxCells(view);
        var words = new PxWriting(view, cells);
        using (var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024, leaveOpen: true))
        {
            words.Write(new PxText(text));
            text.Write("DATA=\r\n");
        }

        Figures(to, cells, words.Marks);
    }

    private static void Figures(Stream to, PxCells cells, PxMarks marks)
    {
        const int LongestLine = 256;
        var buffer = new byte[64 * 1024];
        var (at, line) = (0, 0);
        var symbols = new byte[byte.MaxValue + 1][];
        Span<byte> number = stackalloc byte[512];
        for (var row = 0; row < cells.Rows; row++)
        {
            for (var column = 0; column < cells.Columns; column++)
            {
                var value = cells.Value(row, column);
                var (isNumber, status) = marks.Of(value, cells.Status(row, column));
                var written = isNumber ? number[..Number(value, number)] : symbols[(byte)status] ??= Encoding.ASCII.GetBytes(marks.Symbol(status));
                if (at + written.Length + 4 > buffer.Length)
                {
                    to.Write(buffer, 0, at);
                    at = 0;
                }

                if (line > 0 && line + written.Length + 1 > LongestLine)
                {
                    buffer[at++] = (byte)'\r';
                    buffer[at++] = (byte)'\n';
                    line = 0;
                }

                written.CopyTo(buffer.AsSpan(at));
                at += written.Length;
                line += written.Length + 1;
                // A blank ends each figure, the last of a line too: readers join lines.
                buffer[at++] = (byte)' ';
            }

            if (at + 4 > buffer.Length)
            {
                to.Write(buffer, 0, at);
                at = 0;
            }

            buffer[at++] = (byte)'\r';
            buffer[at++] = (byte)'\n';
            line = 0;
        }

        to.Write(buffer, 0, at);
        to.Write(";\r\n"u8);
    }

    /// <summary>The shortest digits that read back equal, without an exponent unless it would take more than 40 of them: older readers know none.</summary>
    private static int Number(double value, Span<byte> to)
    {
        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15 && !(value == 0 && double.IsNegative(value)))
        {
            Utf8Formatter.TryFormat((long)value, to, out var whole);
            return whole;
        }

        value.TryFormat(to, out var length, "R", CultureInfo.InvariantCulture);
        if (to[..length].IndexOf((byte)'E') is var exponent and >= 0
            && Utf8Parser.TryParse(to[(to[exponent + 1] == '+' ? exponent + 2 : exponent + 1)..length], out int power, out _) && Math.Abs(power) <= 40)
        {
            var plain = Plain(Encoding.ASCII.GetString(to[..exponent]), power);
            return Encoding.ASCII.GetBytes(plain, to);
        }

        return length;
    }

    // 1.25 and -7 make 0.000000125.
    private static string Plain(string mantissa, int power)
    {
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var point = 1 + power;
        return point <= 0 ? $"{sign}0.{new string('0', -point)}{digits}"
            : point >= digits.Length ? $"{sign}{digits}{new string('0', point - digits.Length)}"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }
}
