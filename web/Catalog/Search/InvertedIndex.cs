using System.Buffers;
using System.Runtime.InteropServices;

namespace DataPortal.Catalog.Search;

/// <summary>A text field of what is indexed.</summary>
/// <param name="Weight">How much a word here counts.</param>
/// <param name="Evenness">BM25's b: 0 takes no heed of the field's length, 1 all.</param>
/// <param name="Usual">Words such a field usually has. A constant, so that scores do not drift as documents come and go.</param>
internal readonly record struct Field(float Weight, float Evenness, float Usual);

/// <summary>Documents found, in order of their number, each with a score and the fields it was found in (a bit each).</summary>
internal readonly record struct Hits(int[] Docs, float[] Scores, byte[] Fields, int Count)
{
    public static Hits None { get; } = new([], [], [], 0);
}

/// <summary>
/// Words and where they stand: a list a word of documents with the word's BM25F weight there. Forms of one word are found through their stem, beginnings through the sorted vocabulary.
/// Not safe for use while it is changed: its owner holds a lock.
/// </summary>
internal sealed class InvertedIndex(IReadOnlyList<Field> fields, Stemmer stemmer)
{
    /// <summary>BM25's k1: how soon more of the same word stops counting.</summary>
    private const float Saturation = 1.2f;
    private const float SameStem = 0.7f;
    private const float Beginning = 0.4f;
    private const float Misspelt = 0.5f;
    private const int MostBeginnings = 200;

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private readonly List<Postings> _lists = [];
    private readonly Dictionary<string, List<int>> _byStem = new(StringComparer.Ordinal);
    private readonly List<bool> _alive = [];
    private readonly List<int> _inField = [];
    private List<string>? _sorted;

    private sealed class Postings
    {
        public int[] Docs = new int[2];
        public float[] Weights = new float[2];
        public byte[] Fields = new byte[2];
        public int Count;
    }

    public int Documents => _alive.Count;

    public int Alive { get; private set; }

    public int Vocabulary => _words.Count;

    /// <param name="texts">For each field its texts.</param>
    /// <returns>The document's number.</returns>
    public int Add(IReadOnlyList<IEnumerable<string?>> texts)
    {
        var doc = _alive.Count;
        _alive.Add(true);
        Alive++;
        for (var field = 0; field < fields.Count; field++)
        {
            _inField.Clear();
            foreach (var text in texts[field])
            {
                if (text is not null)
                {
                    Words.Each(text, this, static (index, word) => index._inField.Add(index.IdOf(word)));
                }
            }

            var (weight, evenness, usual) = fields[field];
            var each = weight / (1 - evenness + (evenness * _inField.Count / usual));
            foreach (var word in _inField)
            {
                Count(_lists[word], doc, each, (byte)(1 << field));
            }
        }

        return doc;
    }

    public void Remove(int doc)
    {
        if (_alive[doc])
        {
            _alive[doc] = false;
            Alive--;
        }
    }

    public bool IsAlive(int doc) => _alive[doc];

    /// <summary>Sorts the vocabulary; call it after the first filling.</summary>
    public void Seal() => _sorted = [.. _words.Order(StringComparer.Ordinal)];

    /// <summary>The word, its other forms and, for the last word of a question, words that begin with it.</summary>
    /// <param name="taken">Gets the words of the vocabulary that were searched for.</param>
    public Hits Find(string word, bool beginning, ISet<string> taken)
    {
        Dictionary<int, float> weights = [];
        if (_ids.TryGetValue(word, out var exact))
        {
            weights[exact] = 1;
        }

        foreach (var stem in Stems(word))
        {
            if (_byStem.TryGetValue(stem, out var mates))
            {
                foreach (var mate in mates)
                {
                    weights.TryAdd(mate, SameStem);
                }
            }
        }

        if (beginning && word.Length >= 2 && _sorted is { } sorted)
        {
            var from = sorted.BinarySearch(word, StringComparer.Ordinal);
            for (var at = from < 0 ? ~from : from; at < sorted.Count && weights.Count < MostBeginnings && sorted[at].StartsWith(word, StringComparison.Ordinal); at++)
            {
                weights.TryAdd(_ids[sorted[at]], Beginning);
            }
        }

        return Union(weights, taken);
    }

    /// <summary>Words of the vocabulary one slip away: a letter more, less, other, or two swapped.</summary>
    public Hits FindMisspelt(string word, ISet<string> taken, out string? best)
    {
        Dictionary<int, float> weights = [];
        best = null;
        var most = 0;
        for (var id = 0; id < _words.Count; id++)
        {
            if (Math.Abs(_words[id].Length - word.Length) <= 1 && Slips.One(word, _words[id]))
            {
                weights[id] = Misspelt;
                if (_lists[id].Count > most)
                {
                    (most, best) = (_lists[id].Count, _words[id]);
                }
            }
        }

        return weights.Count == 0 ? Hits.None : Union(weights, taken);
    }

    public bool Knows(string word) => _ids.ContainsKey(word);

    private IEnumerable<string> Stems(string word)
    {
        var stem = stemmer.Stem(word);
        yield return stem;
        if (Stemmer.English(word) is var english && english != stem)
        {
            yield return english;
        }
    }

    private Hits Union(Dictionary<int, float> weights, ISet<string> taken)
    {
        if (weights.Count == 0)
        {
            return Hits.None;
        }

        foreach (var id in weights.Keys)
        {
            taken.Add(_words[id]);
        }

        var merged = new Merge(_alive.Count);
        foreach (var (id, weight) in weights)
        {
            var list = _lists[id];
            for (var at = 0; at < list.Count; at++)
            {
                if (_alive[list.Docs[at]])
                {
                    merged.Sum(list.Docs[at], list.Weights[at] * weight, list.Fields[at]);
                }
            }
        }

        var hits = merged.Take();
        var rarity = MathF.Log(1 + ((Alive - hits.Count + 0.5f) / (hits.Count + 0.5f)));
        for (var at = 0; at < hits.Count; at++)
        {
            hits.Scores[at] = rarity * hits.Scores[at] / (Saturation + hits.Scores[at]);
        }

        return hits;
    }

    private int IdOf(ReadOnlySpan<char> word)
    {
        var lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(word, out var id))
        {
            return id;
        }

        var text = word.ToString();
        id = _words.Count;
        _ids[text] = id;
        _words.Add(text);
        _lists.Add(new());
        foreach (var stem in Stems(text))
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_byStem, stem, out _) ??= []).Add(id);
        }

        if (_sorted is not null)
        {
            var at = _sorted.BinarySearch(text, StringComparer.Ordinal);
            _sorted.Insert(~at, text);
        }

        return id;
    }

    private static void Count(Postings list, int doc, float weight, byte field)
    {
        if (list.Count > 0 && list.Docs[list.Count - 1] == doc)
        {
            list.Weights[list.Count - 1] += weight;
            list.Fields[list.Count - 1] |= field;
            return;
        }

        if (list.Count == list.Docs.Length)
        {
            var size = list.Count * 2;
            Array.Resize(ref list.Docs, size);
            Array.Resize(ref list.Weights, size);
            Array.Resize(ref list.Fields, size);
        }

        list.Docs[list.Count] = doc;
        list.Weights[list.Count] = weight;
        list.Fields[list.Count++] = field;
    }
}

/// <summary>Brings lists of documents together.</summary>
internal sealed class Merge(int documents)
{
    // Rented arrays are given back clean, so that what is rented is clean.
    private static readonly ArrayPool<float> _numbers = ArrayPool<float>.Create(1 << 24, 16);
    private static readonly ArrayPool<byte> _bytes = ArrayPool<byte>.Create(1 << 24, 16);
    private readonly float[] _scores = _numbers.Rent(documents);
    private readonly byte[] _fields = _bytes.Rent(documents);
    private readonly List<int> _touched = [];

    public void Sum(int doc, float score, byte fields)
    {
        Touch(doc, score);
        _scores[doc] += score;
        _fields[doc] |= fields;
    }

    public void Best(int doc, float score, byte fields)
    {
        Touch(doc, score);
        _scores[doc] = Math.Max(_scores[doc], score);
        _fields[doc] |= fields;
    }

    private void Touch(int doc, float score)
    {
        if (_scores[doc] == 0 && score > 0)
        {
            _touched.Add(doc);
        }
    }

    /// <summary>The outcome; nothing can be merged after it.</summary>
    public Hits Take()
    {
        int[] docs = [.. _touched];
        Array.Sort(docs);
        var scores = new float[docs.Length];
        var fields = new byte[docs.Length];
        for (var at = 0; at < docs.Length; at++)
        {
            scores[at] = _scores[docs[at]];
            fields[at] = _fields[docs[at]];
            _scores[docs[at]] = 0;
            _fields[docs[at]] = 0;
        }

        _numbers.Return(_scores);
        _bytes.Return(_fields);
        return new(docs, scores, fields, docs.Length);
    }

    /// <summary>Documents that are in every list, scores added.</summary>
    public static Hits All(IReadOnlyList<Hits> lists)
    {
        if (lists.Count == 0)
        {
            return Hits.None;
        }

        var ordered = lists.OrderBy(list => list.Count).ToArray();
        var found = ordered[0];
        foreach (var list in ordered.AsSpan(1))
        {
            found = Both(found, list);
        }

        return found;
    }

    private static Hits Both(Hits few, Hits many)
    {
        var docs = new int[few.Count];
        var scores = new float[few.Count];
        var fields = new byte[few.Count];
        var (count, from) = (0, 0);
        for (var at = 0; at < few.Count && from < many.Count; at++)
        {
            var there = Array.BinarySearch(many.Docs, from, many.Count - from, few.Docs[at]);
            from = there < 0 ? ~there : there;
            if (there >= 0)
            {
                docs[count] = few.Docs[at];
                scores[count] = few.Scores[at] + many.Scores[there];
                fields[count++] = (byte)(few.Fields[at] | many.Fields[there]);
            }
        }

        return new(docs, scores, fields, count);
    }
}

/// <summary>Slips of the finger.</summary>
internal static class Slips
{
    /// <summary>One letter more, less or other, or two neighbours swapped (Damerau-Levenshtein distance of one).</summary>
    public static bool One(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var start = a.CommonPrefixLength(b);
        a = a[start..];
        b = b[start..];
        while (a.Length > 0 && b.Length > 0 && a[^1] == b[^1])
        {
            a = a[..^1];
            b = b[..^1];
        }

        return (a.Length, b.Length) switch
        {
            (0, 1) or (1, 0) or (1, 1) => true,
            (2, 2) => a[0] == b[1] && a[1] == b[0],
            _ => false,
        };
    }
}
