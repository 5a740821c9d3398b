using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace DataPortal.Shared.Sheets;

/// <summary>
/// Writes CSV in UTF-8 with a byte order mark and lines ending in CR LF: for Indonesian with semicolons and decimal commas, as Excel there opens it;
/// for English by RFC 4180 with commas and decimal points. Numbers carry every digit and no thousands marks.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private const int Room = 64 * 1024;
    private static readonly SearchValues<char> Special = SearchValues.Create("\",;\r\n\t");
    private readonly Stream _to;
    private readonly byte _separator;
    private readonly bool _comma;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Room);
    private int _length;
    private bool _started;

    /// <param name="english">RFC 4180 instead of the Indonesian habit.</param>
    public CsvWriter(Stream to, bool english)
    {
        _to = to;
        _comma = !english;
        _separator = english ? (byte)',' : (byte)';';
        Encoding.UTF8.Preamble.CopyTo(_bytes);
        _length = 3;
    }

    /// <summary>A text cell. One a spreadsheet might run as a formula gets an apostrophe before it.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Begin();
        var guard = SheetText.LooksLikeFormula(text);

        // A comma is quoted in both habits: other programs guess the separator from it.
        var quoted = guard || text.ContainsAny(Special) || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' '));
        if (quoted)
        {
            Put((byte)'"');
        }

        if (guard)
        {
            Put((byte)'\'');
        }

        while (!text.IsEmpty)
        {
            var quote = quoted ? text.IndexOf('"') : -1;
            Put(quote < 0 ? text : text[..(quote + 1)]);
            if (quote < 0)
            {
                break;
            }

            Put((byte)'"');
            text = text[(quote + 1)..];
        }

        if (quoted)
        {
            Put((byte)'"');
        }
    }

    /// <summary>The shortest digits that read back as the same number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite.</exception>
    public void Number(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), "A cell holds finite numbers only.");
        }

        Begin();
        Need(400);
        var room = _bytes.AsSpan(_length);
        int written;
        if (Math.Abs(number) < 1e15 && number == Math.Truncate(number))
        {
            Utf8Formatter.TryFormat((long)number, room, out written);
        }
        else
        {
            // Never 1E-05: spreadsheets of other languages read that as text.
            number.TryFormat(room, out written, "R", CultureInfo.InvariantCulture);
            if (room[..written].Contains((byte)'E'))
            {
                number.TryFormat(room, out written, "0.####################", CultureInfo.InvariantCulture);
            }

            if (_comma)
            {
                room[..written].Replace((byte)'.', (byte)',');
            }
        }

        _length += written;
    }

    public void Blank() => Begin();

    public void EndRow()
    {
        Put("\r\n"u8);
        _started = false;
    }

    public void Flush()
    {
        _to.Write(_bytes, 0, _length);
        _length = 0;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
        {
            Flush();
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }

    private void Begin()
    {
        if (_started)
        {
            Put(_separator);
        }

        _started = true;
    }

    private void Put(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var piece = text[..Math.Min(text.Length, 4096)];
            if (piece.Length < text.Length && char.IsHighSurrogate(piece[^1]))
            {
                piece = piece[..^1];
            }

            Need(piece.Length * 3);
            _length += Encoding.UTF8.GetBytes(piece, _bytes.AsSpan(_length));
            text = text[piece.Length..];
        }
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        Need(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Put(byte one)
    {
        Need(1);
        _bytes[_length++] = one;
    }

    private void Need(int room)
    {
        if (_bytes.Length - _length < room)
        {
            Flush();
        }
    }
}
