namespace DataPortal.Catalog.Search;

/// <summary>
/// Takes the affixes off Indonesian words, in the order of Nazief and Adriani (1996) and without a dictionary of roots, as Tala's Porter stemmer (2003) does:
/// particle, possessive, one suffix, then one or two prefixes, as long as two syllables stay. Words that this would spoil are in the exception list.
/// Stems are keys that bring the forms of one word together, not words to show.
/// </summary>
public sealed class Stemmer(IReadOnlyDictionary<string, string> exceptions)
{
    public string Stem(string word)
    {
        if (exceptions.TryGetValue(word, out var known))
        {
            return known;
        }

        if (word.Length < 5 || !IsWord(word))
        {
            return word;
        }

        // In pe-…-an and ke-…-an the k of -kan belongs to the root: pendidik-an; elsewhere it does not: tingkat-kan.
        var noun = word.StartsWith("pe", StringComparison.Ordinal) || word.StartsWith("ke", StringComparison.Ordinal);
        var stem = word;
        foreach (var step in new Func<string, string?>[]
        {
            text => Without(text, ["lah", "kah", "pun", "tah"]),
            text => Without(text, ["nya", "ku", "mu"]),
            text => Without(text, noun ? ["an"] : ["kan", "an", "i"]),
            FirstPrefix,
            text => text == word ? null : SecondPrefix(text),
        })
        {
            if (step(stem) is { } shorter)
            {
                stem = shorter;
                if (exceptions.TryGetValue(stem, out known))
                {
                    return known;
                }
            }
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

    private static string? FirstPrefix(string word)
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

        string? Swap(string prefix, string swallowed, bool vowelFollows = false, string? only = null) => Without(word, prefix, swallowed, vowelFollows, only);
    }

    /// <summary>Under another prefix: memper-baiki, keter-sediaan, keber-hasilan.</summary>
    private static string? SecondPrefix(string word) => Without(word, "per", "") ?? Without(word, "ber", "") ?? Without(word, "ter", "");

    private static string? Without(string word, string prefix, string swallowed, bool vowelFollows = false, string? only = null)
    {
        if (!word.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var rest = word.AsSpan(prefix.Length);
        return rest.Length > 0 && (!vowelFollows || IsVowel(rest[0])) && (only is null || rest.StartsWith(only)) && Stands(rest) ? swallowed + rest.ToString() : null;
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
