using DataPortal.Content;

namespace DataPortal.Catalog.Search;

/// <summary>One way to say what a visitor asked: all its words must be found.</summary>
/// <param name="Weight">1 for the visitor's own words.</param>
internal sealed record Wording(IReadOnlyList<string> Words, float Weight);

/// <summary>
/// What the search knows of the language, from files the office may edit in <c>content/search</c>: <c>sinonim.csv</c> (equal terms, abbreviations, English words),
/// <c>kata-dasar.csv</c> (exceptions of the stemmer), <c>kata-umum.csv</c> (words that carry no meaning, and words that need not be found).
/// </summary>
public sealed class Lexicon
{
    private const float Synonym = 0.8f;
    private readonly Dictionary<string, List<Wording>> _synonyms = [];
    private readonly HashSet<string> _stop = [];
    private readonly HashSet<string> _soft = [];
    private readonly int _longest = 1;

    public Lexicon(ContentRoot content)
    {
        var folder = content.Folder("search");
        Dictionary<string, string> exceptions = [];
        foreach (var (form, root) in CodeFile.Read(Path.Combine(folder, "kata-dasar.csv"), row => (row["kata"], row["dasar"])))
        {
            exceptions[Words.Fold(form)] = Words.Fold(root);
        }

        Stemmer = new(exceptions);
        foreach (var (word, kind) in CodeFile.Read(Path.Combine(folder, "kata-umum.csv"), row => (row["kata"], row["jenis"])))
        {
            (kind switch
            {
                "abaikan" => _stop,
                "boleh tidak ada" => _soft,
                _ => throw new InvalidDataException($"kata-umum.csv: jenis '{kind}' must be 'abaikan' or 'boleh tidak ada'."),
            }).Add(Words.Fold(word));
        }

        foreach (var (term, equal, ways) in CodeFile.Read(Path.Combine(folder, "sinonim.csv"), row => (row["istilah"], row["padanan"], row["arah"])))
        {
            var terms = equal.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Words.Of).Where(words => words.Count > 0).ToList();
            var first = Words.Of(term);
            foreach (var other in terms)
            {
                Learn(first, other);
                if (ways == "dua")
                {
                    Learn(other, first);
                }
            }

            _longest = Math.Max(_longest, Math.Max(first.Count, terms.Count == 0 ? 0 : terms.Max(words => words.Count)));
        }
    }

    public Stemmer Stemmer { get; }

    /// <summary>Words such as <i>di</i> and <i>yang</i>: left out of a question that has others.</summary>
    public bool IsStop(string word) => _stop.Contains(word);

    /// <summary>Words such as <i>jumlah</i> and <i>data</i>: they add to the order, but what lacks them is found all the same.</summary>
    public bool IsSoft(string word) => _soft.Contains(word);

    /// <summary>The longest known term that starts at a word, and what else it is called.</summary>
    /// <returns>How many words it covers; 0 when there is none.</returns>
    internal int Term(IReadOnlyList<string> words, int at, out IReadOnlyList<Wording> others)
    {
        for (var length = Math.Min(_longest, words.Count - at); length > 0; length--)
        {
            if (_synonyms.TryGetValue(string.Join(' ', words.Skip(at).Take(length)), out var found))
            {
                others = found;
                return length;
            }
        }

        others = [];
        return 0;
    }

    private void Learn(List<string> from, List<string> to)
    {
        var key = string.Join(' ', from);
        if (!_synonyms.TryGetValue(key, out var list))
        {
            _synonyms[key] = list = [];
        }

        list.Add(new(to, Synonym));
    }
}
