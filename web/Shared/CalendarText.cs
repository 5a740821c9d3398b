using System.Globalization;
using System.Text;

namespace DataPortal.Shared;

/// <summary>Writes a calendar as programs subscribe to it (RFC 5545). Times are UTC.</summary>
public sealed class CalendarText
{
    private readonly StringBuilder _text = new();

    /// <param name="product">What of the portal makes it, for PRODID.</param>
    /// <param name="name">What programs call it (NAME, RFC 7986).</param>
    public CalendarText(string product, string name)
    {
        Line("BEGIN:VCALENDAR");
        Line("VERSION:2.0");
        Line($"PRODID:-//DataPortal//{product}//ID");
        Line("CALSCALE:GREGORIAN");
        Line("METHOD:PUBLISH");
        Line("NAME:" + Escaped(name));
        Line("X-WR-CALNAME:" + Escaped(name)); // Google, Apple and Outlook read the name here and not in NAME
    }

    /// <summary>RFC 5545 §3.1: lines end with CRLF and have at most 75 octets; what is longer goes on after a line break and a space.</summary>
    public void Line(string text)
    {
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if ((octets += rune.Utf8SequenceLength) > 75)
            {
                _text.Append("\r\n ");
                octets = 1 + rune.Utf8SequenceLength;
            }

            _text.Append(rune.ToString());
        }

        _text.Append("\r\n");
    }

    /// <summary>The whole calendar.</summary>
    public string End()
    {
        Line("END:VCALENDAR");
        return _text.ToString();
    }

    /// <summary>A value of type TEXT (RFC 5545 §3.3.11), without control characters.</summary>
    public static string Escaped(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(letter => letter is '\n' or '\t' || !char.IsControl(letter)))
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    public static string Utc(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
