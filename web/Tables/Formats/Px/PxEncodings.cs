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
    public static Encoding Of(string? codePage, string? charset, ReadOnlySpan<byte> bytes)
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

        return charset is null && codePage is null && IsDos(bytes) ? Encoding.GetEncoding(850) : Encoding.GetEncoding(1252);
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
