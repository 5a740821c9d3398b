namespace DataPortal.Catalog.Search;

/// <summary>One thing asked for, in all the ways it may be worded.</summary>
/// <param name="Said">As the visitor said it, folded.</param>
/// <param name="IsRequired">What lacks it is not found.</param>
internal sealed record Notion(string Said, IReadOnlyList<Wording> Wordings, bool IsRequired, bool IsLast);

/// <summary>A typed question, understood: notions that must or may be found.</summary>
internal sealed record Question(IReadOnlyList<Notion> Notions)
{
    /// <summary>Nobody asks with more; a hostile text gets no further.</summary>
    private const int MostCharacters = 300;
    private const int MostWords = 20;

    public static Question Of(string text, Lexicon lexicon)
    {
        List<string> words = [.. Words.Of(text.Length > MostCharacters ? text[..MostCharacters] : text).Take(MostWords)];
        List<Notion> notions = [];
        for (var at = 0; at < words.Count;)
        {
            var length = lexicon.Term(words, at, out var others);
            List<string> own = [.. words.Skip(at).Take(Math.Max(length, 1))];
            at += own.Count;
            if (own.Count == 1 && lexicon.IsStop(own[0]))
            {
                continue;
            }

            var said = string.Join(' ', own);
            if (notions.All(notion => notion.Said != said))
            {
                var soft = own.Count == 1 && lexicon.IsSoft(own[0]);
                notions.Add(new(said, [new(own, 1), .. others], !soft, at == words.Count));
            }
        }

        // A question of nothing but small words is asked for those words.
        if (notions.Count == 0)
        {
            notions = [.. words.Distinct().Select(word => new Notion(word, [new([word], 1)], true, false))];
        }

        return new(notions.Any(notion => notion.IsRequired) ? notions : [.. notions.Select(notion => notion with { IsRequired = true })]);
    }
}

/// <summary>A question put to an index.</summary>
internal sealed class Inquiry(InvertedIndex index, bool beginnings)
{
    private readonly Dictionary<string, string> _corrected = [];

    /// <summary>Words of the index that were searched for.</summary>
    public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>The hits of each notion, in the question's order.</summary>
    public IReadOnlyList<Hits> Ask(Question question) => [.. question.Notions.Select(Find)];

    /// <summary>Documents that have every required notion; those that may be there add to the score.</summary>
    public static Hits Together(Question question, IReadOnlyList<Hits> found)
    {
        var all = Merge.All([.. found.Where((_, at) => question.Notions[at].IsRequired)]);
        for (var at = 0; at < found.Count; at++)
        {
            if (!question.Notions[at].IsRequired)
            {
                for (var hit = 0; hit < all.Count; hit++)
                {
                    var there = Array.BinarySearch(found[at].Docs, 0, found[at].Count, all.Docs[hit]);
                    if (there >= 0)
                    {
                        all.Scores[hit] += found[at].Scores[there];
                    }
                }
            }
        }

        return all;
    }

    /// <summary>The question as it was answered, or null when no word was taken for another.</summary>
    public string? Corrected(Question question) => _corrected.Count == 0
        ? null
        : string.Join(' ', question.Notions.Select(notion => _corrected.GetValueOrDefault(notion.Said, notion.Said)));

    private Hits Find(Notion notion)
    {
        List<(Hits Hits, float Weight)> found = [];
        foreach (var wording in notion.Wordings)
        {
            var last = wording.Words.Count - 1;
            HashSet<string> taken = new(StringComparer.Ordinal);
            var hits = Merge.All([.. wording.Words.Select((word, at) => index.Find(word, beginnings && notion.IsLast && wording.Weight == 1 && at == last, taken))]);
            if (hits.Count > 0)
            {
                found.Add((hits, wording.Weight));
                Taken.UnionWith(taken);
            }
        }

        if (found.Count == 0 && notion.Wordings is [{ Words: [{ Length: >= 5 } word] }] && !word.Any(char.IsAsciiDigit))
        {
            var hits = index.FindMisspelt(word, Taken, out var best);
            if (best is not null)
            {
                _corrected[notion.Said] = best;
            }

            return hits;
        }

        if (found is [(var only, 1)])
        {
            return only;
        }

        var merged = new Merge(index.Documents);
        foreach (var (hits, weight) in found)
        {
            for (var at = 0; at < hits.Count; at++)
            {
                merged.Best(hits.Docs[at], hits.Scores[at] * weight, hits.Fields[at]);
            }
        }

        return merged.Take();
    }
}
