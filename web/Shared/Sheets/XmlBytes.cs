using System.Buffers.Text;
using System.Text;

namespace DataPortal.Shared.Sheets;

/// <summary>XML written as bytes through one buffer: no writer object, no strings on the way.</summary>
internal sealed class XmlBytes
{
    private const int Room = 64 * 1024;
    private readonly byte[] _bytes = new byte[Room];
    private int _length;

    /// <summary>Where full buffers go.</summary>
    public Stream To { get; set; } = Stream.Null;

    public XmlBytes Raw(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Room - _length)
        {
            Flush();
            if (bytes.Length > Room)
            {
                To.Write(bytes);
                return this;
            }
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
        return this;
    }

    public XmlBytes Raw(string text)
    {
        for (var at = 0; at < text.Length; at += 4096)
        {
            var piece = text.AsSpan(at, Math.Min(4096, text.Length - at));
            Need(piece.Length * 3);
            _length += Encoding.UTF8.GetBytes(piece, _bytes.AsSpan(_length));
        }

        return this;
    }

    public XmlBytes Raw(int number)
    {
        Need(12);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(_length), out var written);
        _length += written;
        return this;
    }

    /// <summary>The shortest digits that read back as the same number.</summary>
    public XmlBytes Raw(double number)
    {
        Need(NumberBytes.Room);
        _length += NumberBytes.Write(number, _bytes.AsSpan(_length));
        return this;
    }

    /// <summary>Text or the value of an attribute.</summary>
    /// <param name="office">True writes what XML cannot hold as Office Open XML does, <c>_x0007_</c> (ECMA-376, 22.9.2.19); false as U+FFFD.</param>
    public XmlBytes Text(ReadOnlySpan<char> text, bool office)
    {
        for (var at = 0; at < text.Length; at++)
        {
            Need(24);
            var c = text[at];
            switch (c)
            {
                case '&':
                    Raw("&amp;"u8);
                    break;
                case '<':
                    Raw("&lt;"u8);
                    break;
                case '>':
                    Raw("&gt;"u8);
                    break;
                case '"':
                    Raw("&quot;"u8);
                    break;
                case '_' when office && IsEscape(text[at..]):
                    Raw("_x005F_"u8);
                    break;
                case '\t' or '\n':
                    _bytes[_length++] = (byte)c;
                    break;
                case < ' ' or '\uFFFE' or '\uFFFF':
                    Raw(office ? $"_x{(int)c:X4}_" : c == '\r' ? "&#13;" : "\uFFFD");
                    break;
                case < '\u0080':
                    _bytes[_length++] = (byte)c;
                    break;
                default:
                    // Half a surrogate pair becomes U+FFFD here.
                    Rune.DecodeFromUtf16(text[at..], out var rune, out var used);
                    _length += rune.EncodeToUtf8(_bytes.AsSpan(_length));
                    at += used - 1;
                    break;
            }
        }

        return this;
    }

    public void Flush()
    {
        To.Write(_bytes, 0, _length);
        _length = 0;
    }

    private void Need(int room)
    {
        if (Room - _length < room)
        {
            Flush();
        }
    }

    // What already looks like an escape must not be read as one.
    private static bool IsEscape(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[1] == 'x' && text[6] == '_' && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}

/// <summary>What sheets of every format share.</summary>
internal static class SheetText
{
    public const int MostCharacters = 32_767;

    /// <summary>True for a text a spreadsheet might take for a formula (OWASP, CSV injection).</summary>
    public static bool LooksLikeFormula(ReadOnlySpan<char> text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';

    /// <summary>A moment a zip entry can hold, the same on every machine.</summary>
    public static DateTimeOffset ZipMoment(DateTimeOffset moment) =>
        new(Math.Clamp(moment.UtcDateTime.Year, 1980, 2107), moment.UtcDateTime.Month, Math.Min(moment.UtcDateTime.Day, 28), moment.UtcDateTime.Hour, moment.UtcDateTime.Minute, 0, TimeSpan.Zero);

    public static string Cut(string text) =>
        text.Length <= MostCharacters ? text : string.Concat(text.AsSpan(0, MostCharacters - 1 - (char.IsHighSurrogate(text[MostCharacters - 2]) ? 1 : 0)), "…");

    /// <summary>A sheet's name that every program takes, unlike those before it.</summary>
    public static string Name(string name, IReadOnlyCollection<string> others)
    {
        var clean = string.Concat(name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\uFFFE' or '\uFFFF'))).Trim().Trim('\'').Trim();
        clean = clean.Length == 0 ? "Sheet" : clean.Length > 31 ? clean[..31].TrimEnd(' ', '\'') : clean;
        var unique = clean;
        for (var number = 2; others.Contains(unique, StringComparer.OrdinalIgnoreCase); number++)
        {
            var tail = $" ({number})";
            unique = clean[..Math.Min(clean.Length, 31 - tail.Length)].TrimEnd() + tail;
        }

        return unique;
    }
}
