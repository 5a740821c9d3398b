using System.Buffers.Text;
using System.Globalization;

namespace DataPortal.Shared;

/// <summary>A number as the shortest digits that read back as the same double, decimal point, straight into bytes.</summary>
internal static class NumberBytes
{
    /// <summary>Bytes any number fits in.</summary>
    public const int Room = 32;

    private static readonly double[] _powers = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];

    /// <returns>How many bytes were written.</returns>
    public static int Write(double number, Span<byte> to)
    {
        int written;
        if (Math.Abs(number) < 1e15)
        {
            if (number == Math.Truncate(number))
            {
                Utf8Formatter.TryFormat((long)number, to, out written);
                return written;
            }

            // A decimal of at most 15 digits is the shortest one of its double (IEEE 754): most statistics have a few decimals, and whole numbers are written ten times faster.
            for (var decimals = 1; decimals < _powers.Length; decimals++)
            {
                var whole = Math.Round(number * _powers[decimals]);
                if (Math.Abs(whole) >= 1e15)
                {
                    break;
                }

                if (whole / _powers[decimals] == number)
                {
                    return Decimal((long)whole, decimals, to);
                }
            }
        }

        number.TryFormat(to, out written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    private static int Decimal(long number, int decimals, Span<byte> to)
    {
        var at = 0;
        if (number < 0)
        {
            to[at++] = (byte)'-';
            number = -number;
        }

        var power = (long)_powers[decimals];
        Utf8Formatter.TryFormat(number / power, to[at..], out var written);
        at += written;
        to[at++] = (byte)'.';
        var rest = number % power;
        for (var digit = decimals - 1; digit >= 0; digit--)
        {
            to[at + digit] = (byte)('0' + rest % 10);
            rest /= 10;
        }

        return at + decimals;
    }
}
