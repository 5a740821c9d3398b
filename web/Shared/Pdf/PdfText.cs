using System.Globalization;
using System.Text;

namespace DataPortal.Shared.Pdf;

/// <summary>The faces a page may use: three of the fourteen every PDF reader has, so nothing is embedded.</summary>
public enum PdfFont
{
    Regular,
    Bold,
    Oblique,
}

public enum PdfAlign
{
    Left,
    Right,
    Center,
}

/// <summary>
/// Text as the standard faces take it: the WinAnsi encoding (PDF 32000-1, annex D) and the widths of Adobe's Core 14 metrics.
/// What WinAnsi lacks is written by its nearest letters; the page keeps the original beside it for search and copying.
/// </summary>
public static class PdfText
{
    private static readonly short[] RegularWidths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 350,
        556, 350, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350, 350, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 350, 500, 667,
        278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
        667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
    ];

    private static readonly short[] BoldWidths =
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 350,
        556, 350, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 350, 611, 350, 350, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 350, 500, 667,
        278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333, 333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611,
        722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
    ];

    // Code points of bytes 0x80 to 0x9F; 0 where WinAnsi has none.
    private static readonly ushort[] Upper =
    [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ];

    private static readonly Dictionary<char, string> Nearest = new()
    {
        ['\u2010'] = "-",
        ['\u2011'] = "-",
        ['\u2012'] = "–",
        ['\u2015'] = "—",
        ['\u2212'] = "–",
        ['\u2032'] = "'",
        ['\u2033'] = "\"",
        ['\u2044'] = "/",
        ['\u2264'] = "<=",
        ['\u2265'] = ">=",
        ['\u2260'] = "<>",
        ['\u2248'] = "~",
        ['\u25CF'] = "•",
        ['\u25AA'] = "•",
        ['\u2713'] = "v",
        ['\u2714'] = "v",
        ['\u2717'] = "x",
        ['\u00AD'] = "",
        ['\u200B'] = "",
        ['\u200C'] = "",
        ['\u200D'] = "",
        ['\uFEFF'] = "",
        ['\u2009'] = " ",
        ['\u202F'] = "\u00A0",
        ['\u2002'] = " ",
        ['\u2003'] = " ",
        ['\t'] = " ",
        ['\u0141'] = "L",
        ['\u0142'] = "l",
        ['\u0110'] = "D",
        ['\u0111'] = "d",
        ['\u0131'] = "i",
        ['\u02BC'] = "’",
        ['\u02BF'] = "‘",
        ['\u02BE'] = "’",
        ['\u0394'] = "Delta",
        ['\u03A3'] = "Sigma",
        ['\u03BC'] = "µ",
    };

    private static readonly byte[] Bytes = BytesOf();

    /// <summary>Points a text takes at a size.</summary>
    public static double Width(ReadOnlySpan<char> text, PdfFont font, double size)
    {
        var widths = Widths(font);
        var sum = 0;
        foreach (var c in text)
        {
            var b = Bytes[c];
            sum += b != 0 ? widths[b - 32] : WidthOfNearest(c, widths);
        }

        return sum * size / 1000;
    }

    /// <summary>Thousandths of the size one character takes.</summary>
    internal static int Width(char c, PdfFont font)
    {
        var widths = Widths(font);
        var b = Bytes[c];
        return b != 0 ? widths[b - 32] : WidthOfNearest(c, widths);
    }

    /// <summary>True when every character stands in WinAnsi.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (Bytes[c] == 0)
            {
                return false;
            }
        }

        return true;
    }

    internal static byte Byte(char c) => Bytes[c];

    /// <summary>← ↑ → ↓: no standard face has them beside letters, so they are drawn.</summary>
    internal static bool IsArrow(char c) => c is >= FirstArrow and <= LastArrow;

    internal const char FirstArrow = '\u2190';
    internal const char LastArrow = '\u2193';

    /// <summary>What stands for a character WinAnsi lacks: its base letter, a likeness, or a question mark.</summary>
    internal static string NearestTo(char c)
    {
        if (Nearest.TryGetValue(c, out var near))
        {
            return near;
        }

        // The second half of a pair was answered for by the first.
        if (char.IsLowSurrogate(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
        {
            return "";
        }

        if (char.IsHighSurrogate(c))
        {
            return "?";
        }

        var letters = new StringBuilder();
        foreach (var part in c.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (Bytes[part] != 0)
            {
                letters.Append(part);
            }
        }

        return letters.Length > 0 ? letters.ToString() : "?";
    }

    /// <summary>Lines of a text that fit a width, as positions in it. Breaks at spaces, after a stroke or hyphen between letters, and inside a word only when the word alone is too long.</summary>
    /// <param name="widths">Points each character takes.</param>
    public static void Wrap(ReadOnlySpan<char> text, ReadOnlySpan<float> widths, double width, List<PdfLine> lines)
    {
        lines.Clear();
        var limit = width + 0.01;
        int start = 0, breakEnd = -1, breakNext = -1;
        double taken = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c is '\n' or '\r')
            {
                lines.Add(Line(text, widths, start, at));
                at += c == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 1 : 0;
                start = at + 1;
                (taken, breakEnd) = (0, -1);
                continue;
            }

            if (c == ' ')
            {
                (breakEnd, breakNext) = (at, at + 1);
            }
            else if (taken + widths[at] > limit && at > start)
            {
                if (breakEnd <= start)
                {
                    (breakEnd, breakNext) = (at, at);
                }

                lines.Add(Line(text, widths, start, breakEnd));
                start = breakNext;
                taken = 0;
                for (var i = start; i < at; i++)
                {
                    taken += widths[i];
                }

                breakEnd = -1;
            }

            taken += widths[at];
            if (c is '/' or '-' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]))
            {
                (breakEnd, breakNext) = (at + 1, at + 1);
            }
        }

        lines.Add(Line(text, widths, start, text.Length));
    }

    private static PdfLine Line(ReadOnlySpan<char> text, ReadOnlySpan<float> widths, int start, int end)
    {
        while (end > start && text[end - 1] == ' ')
        {
            end--;
        }

        double width = 0;
        for (var at = start; at < end; at++)
        {
            width += widths[at];
        }

        return new(start, end - start, width);
    }

    /// <summary>Points of the longest piece that <see cref="Wrap"/> would not break.</summary>
    internal static double LongestWord(ReadOnlySpan<char> text, PdfFont font, double size)
    {
        int longest = 0, word = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            word = c is ' ' or '\n' ? 0 : word + Width(c, font);
            longest = Math.Max(longest, word);
            if (c is '/' or '-' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]))
            {
                word = 0;
            }
        }

        return longest * size / 1000;
    }

    private static short[] Widths(PdfFont font) => font == PdfFont.Bold ? BoldWidths : RegularWidths;

    private static int WidthOfNearest(char c, short[] widths)
    {
        if (IsArrow(c))
        {
            return c is '\u2190' or '\u2192' ? 950 : 550;
        }

        var sum = 0;
        foreach (var near in NearestTo(c))
        {
            sum += widths[Bytes[near] - 32];
        }

        return sum;
    }

    private static byte[] BytesOf()
    {
        var bytes = new byte[char.MaxValue + 1];
        for (var b = 0x20; b <= 0xFF; b++)
        {
            var c = b is >= 0x80 and < 0xA0 ? Upper[b - 0x80] : b;
            if (b is not (0x7F or 0xAD) && c != 0)
            {
                bytes[c] = (byte)b;
            }
        }

        return bytes;
    }

    /// <summary>The ToUnicode map of the three faces: what each byte stands for.</summary>
    internal static string ToUnicode()
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /WinAnsi def /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n");
        map.Append("2 beginbfrange <20> <7E> <0020> <A0> <FF> <00A0> endbfrange\n");
        var known = Enumerable.Range(0, Upper.Length).Where(at => Upper[at] != 0).ToList();
        map.Append(CultureInfo.InvariantCulture, $"{known.Count} beginbfchar");
        foreach (var at in known)
        {
            map.Append(CultureInfo.InvariantCulture, $" <{at + 0x80:X2}> <{Upper[at]:X4}>");
        }

        return map.Append(" endbfchar endcmap CMapName currentdict /CMap defineresource pop end end").ToString();
    }
}

/// <summary>One line of a wrapped text: where it starts, how many characters, how many points.</summary>
public readonly record struct PdfLine(int Start, int Length, double Width)
{
    /// <summary>The line with the space it was broken at: unseen, but who copies or hears the text needs it between the words.</summary>
    internal ReadOnlySpan<char> WithSpace(string text) =>
        text.AsSpan(Start, Start + Length < text.Length && text[Start + Length] == ' ' ? Length + 1 : Length);
}
