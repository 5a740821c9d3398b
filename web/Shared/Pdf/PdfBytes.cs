using System.Buffers.Text;
using System.Text;

namespace DataPortal.Shared.Pdf;

/// <summary>A growing run of bytes with the few ways a PDF writes things.</summary>
internal sealed class PdfBytes(int capacity = 4096)
{
    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public PdfBytes Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    public PdfBytes Add(string ascii)
    {
        Length += Encoding.ASCII.GetBytes(ascii, Room(ascii.Length));
        return this;
    }

    public PdfBytes Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
        return this;
    }

    public PdfBytes Add(int number)
    {
        Utf8Formatter.TryFormat(number, Room(12), out var written);
        Length += written;
        return this;
    }

    /// <summary>A number with up to two decimals: a hundredth of a point is finer than any press.</summary>
    public PdfBytes Add(double number)
    {
        var hundredths = (long)Math.Round(number * 100);
        var room = Room(24);
        var at = 0;
        if (hundredths < 0)
        {
            room[at++] = (byte)'-';
            hundredths = -hundredths;
        }

        Utf8Formatter.TryFormat(hundredths / 100, room[at..], out var written);
        at += written;
        var rest = (int)(hundredths % 100);
        if (rest != 0)
        {
            room[at++] = (byte)'.';
            room[at++] = (byte)('0' + rest / 10);
            if (rest % 10 != 0)
            {
                room[at++] = (byte)('0' + rest % 10);
            }
        }

        Length += at;
        return this;
    }

    /// <summary>A reference to an object.</summary>
    public PdfBytes Reference(int id) => Add(id).Add(" 0 R"u8);

    /// <summary>Text drawn on a page, in WinAnsi.</summary>
    public PdfBytes Shown(ReadOnlySpan<char> text)
    {
        Add((byte)'(');
        foreach (var c in text)
        {
            var b = PdfText.Byte(c);
            if (b != 0)
            {
                Escaped(b);
                continue;
            }

            foreach (var near in PdfText.NearestTo(c))
            {
                Escaped(PdfText.Byte(near));
            }
        }

        return Add((byte)')');
    }

    /// <summary>A text string outside a page (titles, outline, alternatives): ASCII as it is, else UTF-16.</summary>
    public PdfBytes TextString(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyExceptInRange(' ', '~'))
        {
            Add("<FEFF"u8);
            Span<byte> hex = stackalloc byte[4];
            foreach (var c in text)
            {
                for (var at = 0; at < 4; at++)
                {
                    hex[at] = "0123456789ABCDEF"u8[(c >> (12 - 4 * at)) & 15];
                }

                Add(hex);
            }

            return Add((byte)'>');
        }

        Add((byte)'(');
        foreach (var c in text)
        {
            Escaped((byte)c);
        }

        return Add((byte)')');
    }

    private void Escaped(byte b)
    {
        var room = Room(2);
        if (b is (byte)'(' or (byte)')' or (byte)'\\')
        {
            room[0] = (byte)'\\';
            room[1] = b;
            Length += 2;
        }
        else
        {
            room[0] = b;
            Length++;
        }
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - Length < length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + length));
        }

        return _bytes.AsSpan(Length);
    }
}
