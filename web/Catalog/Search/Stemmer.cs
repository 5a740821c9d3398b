namespace DataPortal.Catalog.Search;

/// <summary>
/// Takes the affixes off Indonesian words, after Tala's Porter stemmer (2003) and the order of Nazief and Adriani: particles, possessives, then prefixes and suffixes,
/// as long as two syllables stay. It has no dictionary of roots; words it would spoil are in the exception list. Stems are keys to bring forms of one word together, not words to show.
/// </summary>
public sealed class Stemmer(IReadOnlyDictionary<string, string> exceptions)
{
    /// <summary>Stemming a stem changes nothing.</summary>
    public string Stem(string word)
    {
        // An exception may name a word that is itself an exception; two that name each other must not turn forever.
        var stem = word;
        for (var turn = 0; turn < 16; turn++)
        {
            if (exceptions.TryGetValue(stem, out var known))
            {
                if (known == stem)
                {
                    return stem;
                }

                stem = known;
                continue;
            }

            var next = Once(stem);
            if (next == stem)
            {
                return stem;
            }

            stem = next;
        }

        return stem;
    }

    /// <summary>English plural and singular together: prices, price; industries, industry.</summary>
    public static string English(string word) => word.Length switch
    {
        > 4 when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
        > 4 when word.EndsWith("sses", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("ches", StringComparison.Ordinal) => word[..^2],
        > 3 when word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') => word[..^1],
        _ => word,
    };

    private static string Once(string word)
    {
        if (word.Length < 5 || !IsWord(word))
        {
            return word;
        }

        return Without(word, ["lah", "kah", "pun", "tah"])
            ?? Without(word, ["nya", "ku", "mu"])
            ?? Prefix(word)
            ?? Without(word, ["kan", "an", "i"])
            ?? word;
    }

    private static bool IsWord(string word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string? Without(string word, ReadOnlySpan<string> suffixes)
    {
        foreach (var suffix in suffixes)
        {
            if (word.EndsWith(suffix, StringComparison.Ordinal) && Stands(word.AsSpan(0, word.Length - suffix.Length)))
            {
                return word[..^suffix.Length];
            }
        }

        return null;
    }

    private static string? Prefix(string word)
    {
        // The nasal of me- and pe- swallows the root's first letter: menulis from tulis, memilih from pilih, menyapu from sapu.
        // Whether meng- swallowed a k cannot be told without a dictionary; the exception list has those that matter here.
        return Swap("meny", "s", vowelFollows: true) ?? Swap("peny", "s", vowelFollows: true)
            ?? Swap("meng", "") ?? Swap("peng", "")
            ?? Swap("mem", "p", vowelFollows: true) ?? Swap("pem", "p", vowelFollows: true)
            ?? Swap("mem", "") ?? Swap("pem", "")
            ?? Swap("men", "t", vowelFollows: true) ?? Swap("pen", "t", vowelFollows: true)
            ?? Swap("men", "") ?? Swap("pen", "")
            ?? Swap("me", "") ?? Swap("di", "") ?? Swap("ter", "") ?? Swap("ke", "")
            ?? Swap("ber", "") ?? Swap("bel", "", only: "ajar") ?? Swap("be", "", only: "kerja")
            ?? Swap("per", "") ?? Swap("pel", "", only: "ajar") ?? Swap("pe", "");

        string? Swap(string prefix, string swallowed, bool vowelFollows = false, string? only = null)
        {
            if (!word.StartsWith(prefix, StringComparison.Ordinal))
            {
                return null;
            }

            var rest = word.AsSpan(prefix.Length);
            if (rest.Length == 0 || (vowelFollows && !IsVowel(rest[0])) || (only is not null && !rest.StartsWith(only)))
            {
                return null;
            }

            return Stands(rest) ? swallowed + rest.ToString() : null;
        }
    }

    /// <summary>Enough is left for a root: four letters, two syllables.</summary>
    private static bool Stands(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 4)
        {
            return false;
        }

        var vowels = 0;
        foreach (var c in rest)
        {
            if (IsVowel(c))
            {
                vowels++;
            }
        }

        return vowels >= 2;
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
