using System.Text;

namespace DataPortal.Mail.Mime;

/// <summary>Text as quoted-printable (RFC 2045 §6.7): 7-bit lines of at most 76 characters that survive every server.</summary>
internal static class QuotedPrintable
{
    private const int Line = 76;
    private const string Hex = "0123456789ABCDEF";

    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length + (text.Length / 8));
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            EncodeLine(Encoding.UTF8.GetBytes(line), encoded);
            encoded.Append("\r\n");
        }

        return encoded.ToString();
    }

    private static void EncodeLine(byte[] bytes, StringBuilder encoded)
    {
        var length = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var octet = bytes[at];
            var last = at == bytes.Length - 1;

            // A dot or "From " at the beginning of a line means something to some servers; a blank at its end is lost by others.
            var plain = octet switch
            {
                (byte)' ' or (byte)'\t' => !last,
                (byte)'.' or (byte)'F' => at > 0,
                (byte)'=' => false,
                _ => octet is >= 33 and <= 126,
            };
            var width = plain ? 1 : 3;
            if (length + width > Line - (last ? 0 : 1))
            {
                encoded.Append("=\r\n");
                length = 0;
            }

            _ = plain ? encoded.Append((char)octet) : encoded.Append('=').Append(Hex[octet >> 4]).Append(Hex[octet & 15]);
            length += width;
        }
    }
}
