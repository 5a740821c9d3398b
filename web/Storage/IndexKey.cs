using System.Globalization;
using System.Text;

namespace DataPortal.Storage;

/// <summary>Index values as text whose order by code point is their natural order, the same in every engine.</summary>
public static class IndexKey
{
    /// <summary>Longest key in UTF-8 bytes. Longer text is cut here, in the index only: LiteDB takes no key over 1,023 bytes, PostgreSQL none over 2,700.</summary>
    public const int MaxBytes = 255;

    /// <summary>
    /// Orders keys by code point: what UTF-8 bytes give in SQLite and PostgreSQL (<c>collate "C"</c>). UTF-16 units would put
    /// the characters U+E000 to U+FFFF after those beyond them.
    /// </summary>
    public static Comparer<string?> Order { get; } = Comparer<string?>.Create(Compare);

    /// <summary>Text loses what no engine keeps: NUL and halves of surrogate pairs become U+FFFD.</summary>
    /// <exception cref="ArgumentException">The type has no order that every engine shares.</exception>
    public static string Of(object value) => value switch
    {
        string text => Cut(Clean(text)),
        bool flag => flag ? "1" : "0",
        Enum name => name.ToString(),
        int number => Of((long)number),
        long number => (number ^ long.MinValue).ToString("x16", CultureInfo.InvariantCulture),
        double number => Of(number),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be an index key.", nameof(value)),
    };

    /// <summary>The first text after all that begin with <paramref name="prefix"/>, so that a prefix is a range; null when nothing comes after.</summary>
    public static string? After(string prefix)
    {
        var runes = prefix.EnumerateRunes().ToArray();
        for (var last = runes.Length - 1; last >= 0; last--)
        {
            if (runes[last].Value < 0x10FFFF)
            {
                var next = runes[last].Value == 0xD7FF ? 0xE000 : runes[last].Value + 1;
                return string.Concat(runes[..last].Select(rune => rune.ToString())) + new Rune(next);
            }
        }

        return null;
    }

    private static string Of(double number)
    {
        // Sign bit flipped for positives, all bits for negatives: the order of IEEE 754 numbers becomes the order of their bits.
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return ((ulong)(bits < 0 ? ~bits : bits ^ long.MinValue)).ToString("x16", CultureInfo.InvariantCulture);
    }

    private static int Compare(string? a, string? b)
    {
        if (a is null || b is null)
        {
            return (a is null ? 0 : 1) - (b is null ? 0 : 1);
        }

        var same = a.AsSpan().CommonPrefixLength(b);
        if (same == a.Length || same == b.Length)
        {
            return a.Length - b.Length;
        }

        return (char.IsSurrogate(a[same]), char.IsSurrogate(b[same])) switch
        {
            (true, false) => 1,
            (false, true) => -1,
            _ => a[same] - b[same],
        };
    }

    private static string Clean(string text)
    {
        foreach (var unit in text)
        {
            if (unit == '\0' || char.IsSurrogate(unit))
            {
                return string.Concat(text.EnumerateRunes().Select(rune => rune.Value == 0 ? Rune.ReplacementChar.ToString() : rune.ToString()));
            }
        }

        return text;
    }

    private static string Cut(string text)
    {
        if (text.Length * 3 <= MaxBytes || Encoding.UTF8.GetByteCount(text) <= MaxBytes)
        {
            return text;
        }

        var (length, bytes) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((bytes += rune.Utf8SequenceLength) > MaxBytes)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length];
    }
}
