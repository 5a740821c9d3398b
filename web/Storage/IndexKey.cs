using System.Globalization;
using System.Text;

namespace DataPortal.Storage;

/// <summary>Index values as text whose ordinal order is their natural order, the same in every engine.</summary>
public static class IndexKey
{
    /// <summary>Longest key in UTF-8 bytes. Longer text is cut here, in the index only: LiteDB takes no key over 1,023 bytes, PostgreSQL none over 2,700.</summary>
    public const int MaxBytes = 255;

    /// <exception cref="ArgumentException">The type has no order that every engine shares.</exception>
    public static string Of(object value) => value switch
    {
        string text => Cut(text),
        bool flag => flag ? "1" : "0",
        Enum name => name.ToString(),
        int number => Of((long)number),
        long number => (number ^ long.MinValue).ToString("x16", CultureInfo.InvariantCulture),
        double number => Of(number),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be an index key.", nameof(value)),
    };

    private static string Of(double number)
    {
        // Sign bit flipped for positives, all bits for negatives: the order of IEEE 754 numbers becomes the order of their bits.
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        return ((ulong)(bits < 0 ? ~bits : bits ^ long.MinValue)).ToString("x16", CultureInfo.InvariantCulture);
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
