using System.Globalization;
using System.Text;

namespace DataPortal.Catalog.Search;

/// <summary>Text as the search sees it: lower case, without diacritics and punctuation, cut into words.</summary>
public static class Words
{
    /// <summary>Longer words are cut: nobody types them, and a hostile text cannot fill the memory.</summary>
    public const int MaxLength = 40;

    /// <summary>The words of a text with one space between. Folding what was folded changes nothing.</summary>
    public static string Fold(string text) => string.Join(' ', Of(text));

    /// <summary>
    /// Runs of letters and digits. Points and commas between digits vanish (<c>654.720</c> is one word, as it is in English with a comma), so do apostrophes between letters (<c>Jum'at</c>).
    /// </summary>
    public static List<string> Of(string text)
    {
        List<string> words = [];
        Each(text, words, static (words, word) => words.Add(word.ToString()));
        return words;
    }

    internal delegate void Visit<in TState>(TState state, ReadOnlySpan<char> word);

    /// <summary>The same without making strings.</summary>
    internal static void Each<TState>(string text, TState state, Visit<TState> visit)
    {
        var plain = Decompose(text);
        Span<char> word = stackalloc char[MaxLength];
        var length = 0;
        for (var at = 0; at < plain.Length; at++)
        {
            var c = plain[at];
            if (char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c))
            {
                if (length < MaxLength)
                {
                    word[length++] = char.IsAscii(c) ? char.ToLowerInvariant(c) : c;
                }
            }
            else if (length > 0 && !IsMark(c) && !Glues(plain, at))
            {
                visit(state, word[..length]);
                length = 0;
            }
        }

        if (length > 0)
        {
            visit(state, word[..length]);
        }
    }

    private static bool IsMark(char c) => !char.IsAscii(c)
        && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool Glues(string text, int at) => at > 0 && at + 1 < text.Length && text[at] switch
    {
        '.' or ',' => char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1]),
        '\'' or '’' or 'ʼ' => char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]),
        _ => false,
    };

    private static string Decompose(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        // Half a surrogate pair cannot be normalised; a whole one is an emoji or a script nobody here searches in.
        var whole = text.Any(char.IsSurrogate) ? string.Create(text.Length, text, static (span, text) =>
        {
            for (var at = 0; at < span.Length; at++)
            {
                span[at] = char.IsSurrogate(text[at]) ? ' ' : text[at];
            }
        }) : text;

        // Lower-casing can make what decomposes further, and the other way round; a second round settles it.
        var once = whole.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
        return once.Normalize(NormalizationForm.FormKD).ToLowerInvariant();
    }
}
