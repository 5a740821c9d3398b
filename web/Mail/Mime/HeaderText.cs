using System.Globalization;
using System.Text;

namespace DataPortal.Mail.Mime;

/// <summary>Header fields of a message: folded, and in ASCII whatever they say (RFC 5322 §2.2, RFC 2047, RFC 2231).</summary>
internal static class HeaderText
{
    /// <summary>A line of a header should not be longer (RFC 5322 §2.1.1), an encoded word must not (RFC 2047 §2).</summary>
    private const int Line = 76;

    /// <summary>Bytes of text in one encoded word: 45 make 60 characters of Base64.</summary>
    private const int WordBytes = 45;

    /// <summary>A field of free text.</summary>
    public static string Unstructured(string name, string text) =>
        IsPlain(text) ? Fold($"{name}: {text}") : $"{name}: {string.Join("\r\n ", EncodedWords(text))}\r\n";

    /// <summary>A field of one mailbox. An address keeps letters outside ASCII in its local part (RFC 6532); the domain becomes A-labels.</summary>
    public static string Mailbox(string name, string address, string? shown)
    {
        var box = $"<{AsciiDomain(address)}>";
        return string.IsNullOrWhiteSpace(shown) ? $"{name}: {box}\r\n"
            : IsPlain(shown) ? Fold($"{name}: \"{shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" {box}")
            : $"{name}: {string.Join("\r\n ", EncodedWords(shown))}\r\n {box}\r\n";
    }

    public static string Date(DateTimeOffset moment)
    {
        var local = moment.ToOffset(TimeSpan.FromHours(7));
        return $"Date: {local.ToString("ddd, d MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture)} +0700\r\n";
    }

    /// <summary>A parameter such as a file name: a plain one every program reads, and one with all letters where they are needed (RFC 2231 §4).</summary>
    public static string Parameter(string name, string value)
    {
        var ascii = new string([.. value.Select(letter => letter is >= ' ' and < '\u007f' and not '"' and not '\\' and not '%' ? letter : '_')]);
        return ascii == value ? $";\r\n {name}=\"{ascii}\"" : $";\r\n {name}=\"{ascii}\";\r\n {name}*=UTF-8''{Percent(value)}";
    }

    /// <exception cref="ArgumentException">The domain cannot be a name of the Internet.</exception>
    public static string AsciiDomain(string address)
    {
        var at = address.LastIndexOf('@');
        var domain = address[(at + 1)..];
        return Ascii.IsValid(domain) ? address : address[..(at + 1)] + new IdnMapping { AllowUnassigned = false }.GetAscii(domain);
    }

    private static bool IsPlain(string text) => text.All(letter => letter is >= ' ' and < '\u007f') && !text.Contains("=?", StringComparison.Ordinal);

    private static IEnumerable<string> EncodedWords(string text)
    {
        var word = new List<byte>();
        Span<byte> encoded = stackalloc byte[4];
        List<string> words = [];
        foreach (var rune in text.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(encoded);
            if (word.Count + length > WordBytes)
            {
                words.Add(Word(word));
                word.Clear();
            }

            word.AddRange(encoded[..length]);
        }

        words.Add(Word(word));
        return words;
    }

    private static string Word(List<byte> bytes) => $"=?UTF-8?B?{Convert.ToBase64String([.. bytes])}?=";

    /// <summary>Breaks before blanks so that lines stay short. A word longer than a line stays whole.</summary>
    private static string Fold(string header)
    {
        var folded = new StringBuilder();
        var length = 0;
        foreach (var word in header.Split(' '))
        {
            if (length > 0 && length + 1 + word.Length > Line && word.Length > 0)
            {
                folded.Append("\r\n");
                length = 0;
            }

            if (folded.Length > 0)
            {
                folded.Append(' ');
            }

            folded.Append(word);
            length += word.Length + 1;
        }

        return folded.Append("\r\n").ToString();
    }

    private static string Percent(string value)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            _ = char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_'
                ? text.Append((char)octet)
                : text.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
