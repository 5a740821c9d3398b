using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace DataPortal.Shared.Sheets;

/// <summary>How a CSV file is written.</summary>
/// <param name="Comma">True writes decimals after a comma.</param>
/// <param name="Mark">True starts with the byte order mark by which spreadsheets know UTF-8.</param>
/// <param name="Guard">True puts an apostrophe before every text a spreadsheet might run; false only before those it would (OWASP, CSV injection).</param>
public sealed record CsvHabit(char Separator, bool Comma, bool Mark, bool Guard)
{
    /// <summary>As Excel opens it in Indonesia.</summary>
    public static CsvHabit Indonesian { get; } = new(';', true, true, true);

    /// <summary>RFC 4180.</summary>
    public static CsvHabit English { get; } = new(',', false, true, true);

    /// <summary>For programs: decimal points, no mark.</summary>
    public static CsvHabit Machine(char separator) => new(separator, false, false, false);
}

/// <summary>
/// Writes CSV in UTF-8 with lines ending in CR LF: for Indonesian with semicolons and decimal commas, as Excel there opens it; for English by RFC 4180;
/// for programs as they ask. Numbers carry every digit and no thousands marks.
/// </summary>
public sealed class CsvWriter : IDisposable
{
    private const int Size = 64 * 1024;
    private static readonly SearchValues<char> _special = SearchValues.Create("\",;\r\n\t");
    private readonly Stream _to;
    private readonly CsvHabit _habit;
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Size);
    private int _length;
    private bool _started;

    /// <param name="english">RFC 4180 instead of the Indonesian habit.</param>
    public CsvWriter(Stream to, bool english)
        : this(to, english ? CsvHabit.English : CsvHabit.Indonesian)
    {
    }

    public CsvWriter(Stream to, CsvHabit habit)
    {
        ArgumentNullException.ThrowIfNull(habit);
        (_to, _habit) = (to, habit);
        if (habit.Mark)
        {
            Put(Encoding.UTF8.Preamble);
        }
    }

    /// <summary>A text cell. One a spreadsheet might run as a formula gets an apostrophe before it.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Begin();
        var guard = SheetText.LooksLikeFormula(text) && (_habit.Guard || Runs(text));

        // A comma is quoted in both habits: other programs guess the separator from it.
        var quoted = guard || text.ContainsAny(_special) || (text.Length > 0 && (text[0] == ' ' || text[^1] == ' ')) || (_habit.Separator == ' ' && text.Contains(' '));
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

    /// <summary>The bytes of a text cell, for <see cref="Ready"/>: worked out once for a label that stands on many rows.</summary>
    public static byte[] Made(string text, CsvHabit habit)
    {
        using var made = new MemoryStream();
        using (var csv = new CsvWriter(made, habit with { Mark = false }))
        {
            csv.Text(text);
        }

        return made.ToArray();
    }

    /// <summary>A cell whose bytes are ready.</summary>
    public void Ready(ReadOnlySpan<byte> cell)
    {
        Begin();
        Put(cell);
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
        var written = NumberBytes.Write(number, room);

        // Never 1E-05: spreadsheets of other languages read that as text.
        if (room[..written].IndexOf((byte)'E') is > 0 and var exponent)
        {
            written = Plain(room, written, exponent);
        }

        if (_habit.Comma)
        {
            room[..written].Replace((byte)'.', (byte)',');
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

    // The same digits with the decimal point where the exponent says.
    private static int Plain(Span<byte> room, int written, int exponent)
    {
        Span<byte> digits = stackalloc byte[NumberBytes.Room];
        var (count, point, negative) = (0, -1, room[0] == (byte)'-');
        foreach (var one in room[(negative ? 1 : 0)..exponent])
        {
            if (one == (byte)'.')
            {
                point = count;
            }
            else
            {
                digits[count++] = one;
            }
        }

        var shift = Utf8Parser.TryParse(room[(exponent + (room[exponent + 1] == (byte)'+' ? 2 : 1))..written], out int said, out _) ? said : 0;
        point = (point < 0 ? count : point) + shift;
        var at = negative ? 1 : 0;
        if (point <= 0)
        {
            "0."u8.CopyTo(room[at..]);
            room.Slice(at + 2, -point).Fill((byte)'0');
            digits[..count].CopyTo(room[(at + 2 - point)..]);
            return at + 2 - point + count;
        }

        digits[..Math.Min(count, point)].CopyTo(room[at..]);
        if (point >= count)
        {
            room.Slice(at + count, point - count).Fill((byte)'0');
            return at + point;
        }

        room[at + point] = (byte)'.';
        digits[point..count].CopyTo(room[(at + point + 1)..]);
        return at + count + 1;
    }

    // -14 and +3 are read as numbers, which harms nobody; a program wants them as they are.
    private static bool Runs(ReadOnlySpan<char> text) => text[0] is not ('-' or '+' or '－' or '＋') || text.ContainsAnyExcept(SearchValues.Create("-+－＋0123456789., –%"));

    private void Begin()
    {
        if (_started)
        {
            Put((byte)_habit.Separator);
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
        if (bytes.Length > Size)
        {
            Flush();
            _to.Write(bytes);
            return;
        }

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
