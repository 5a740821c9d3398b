using System.Buffers;
using System.Globalization;
using System.Text;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// Which letters the bytes of a PX file are. <c>CODEPAGE</c> says it, <c>CHARSET="ANSI"</c> says Windows, no <c>CHARSET</c> says DOS (PX 2013, CHARSET) —
/// but files are re-encoded by those who pass them on, so what the bytes can only be comes first.
/// </summary>
internal static class PxEncodings
{
    static PxEncodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="codePage">As the file says it; null where it does not.</param>
    /// <param name="bytes">All its texts.</param>
    public static PxLetters Of(string? codePage, string? charset, ReadOnlySpan<byte> bytes)
    {
        var encoding = Whole(codePage, charset, bytes);
        return new(encoding, MayBeDos: encoding.CodePage is 1252 or 28605);
    }

    private static Encoding Whole(string? codePage, string? charset, ReadOnlySpan<byte> bytes)
    {
        var plain = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0;
        if (plain || System.Text.Unicode.Utf8.IsValid(bytes))
        {
            // Bytes over 0x7F that all make whole UTF-8 letters are no accident.
            return plain && Named(codePage) is { } named ? named : Encoding.UTF8;
        }

        if (Named(codePage) is { } said and not UTF8Encoding)
        {
            return said;
        }

        return codePage is null && (charset is null ? IsDos(bytes) : PxLetters.IsDos(bytes)) ? Encoding.GetEncoding(850) : Encoding.GetEncoding(1252);
    }

    /// <returns>Null for a name nobody knows.</returns>
    public static Encoding? Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var known = name.Trim().ToLowerInvariant().Replace('_', '-');
        known = known switch
        {
            // As browsers do: what says iso-8859-1 has the quotes and dashes of Windows.
            "iso-8859-1" or "iso8859-1" or "iso88591" or "latin1" or "latin-1" or "ansi" or "cp1252" or "windows1252" or "win-1252" or "us-ascii" or "ascii" => "windows-1252",
            "iso8859-15" or "iso885915" or "latin9" or "latin-9" => "iso-8859-15",
            "iso8859-2" or "iso88592" or "latin2" => "iso-8859-2",
            "utf8" => "utf-8",
            "oem" or "cp850" or "oem850" => "ibm850",
            "cp437" or "oem437" => "ibm437",
            _ => known.StartsWith("cp125", StringComparison.Ordinal) ? $"windows-{known[2..]}" : known,
        };
        try
        {
            return int.TryParse(known, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Encoding.GetEncoding(number) : Encoding.GetEncoding(known);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    // The letters of code pages 437 and 850 stand below those of Windows and ISO.
    private static bool IsDos(ReadOnlySpan<byte> bytes)
    {
        var (dos, windows) = (0, 0);
        foreach (var one in bytes)
        {
            dos += one is >= 0x80 and <= 0xA5 ? 1 : 0;
            windows += one is >= 0xC0 ? 1 : 0;
        }

        return dos > windows;
    }
}

/// <summary>Turns the bytes of one text into letters. Offices that moved from DOS to Windows left files whose titles are of one and whose values are of the other.</summary>
internal sealed record PxLetters(Encoding Encoding, bool MayBeDos)
{
    // é, â, ä, å, ç, ê, ë, ü, É, ô, ö and í, ó, ú, ñ, Ñ of code page 850: in Windows-1252 marks that never stand within a word.
    private static readonly SearchValues<byte> _withinWords = SearchValues.Create(0x81, 0x82, 0x83, 0x84, 0x86, 0x87, 0x88, 0x89, 0x90, 0x93, 0x94, 0xA1, 0xA2, 0xA3, 0xA4, 0xA5);

    private static readonly Encoding _dos = PxEncodings.Named("850")!;

    public string Text(ReadOnlySpan<byte> bytes) => (MayBeDos && IsDos(bytes) ? _dos : Encoding).GetString(bytes);

    /// <summary>True when a mark stands between two letters, and no letter of Windows anywhere.</summary>
    public static bool IsDos(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOfAnyInRange((byte)0xC0, (byte)0xFF) >= 0)
        {
            return false;
        }

        for (var from = 0; bytes[from..].IndexOfAny(_withinWords) is >= 0 and var found; from += found + 1)
        {
            var at = from + found;
            if (at > 0 && at + 1 < bytes.Length && char.IsAsciiLetter((char)bytes[at - 1]) && char.IsAsciiLetter((char)bytes[at + 1]))
            {
                return true;
            }
        }

        return false;
    }
}
