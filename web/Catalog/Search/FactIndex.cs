namespace DataPortal.Catalog.Search;

/// <summary>The figures of the published items, found by what they count, where and when.</summary>
internal sealed class FactIndex(Lexicon lexicon, Regions regions)
{
    private const int Label = 0, Place = 1;

    /// <summary>A figure answers only when the question names most of what it counts: <i>penduduk</i> is not <i>penduduk miskin</i>.</summary>
    private const double Enough = 0.6;

    private readonly InvertedIndex _index = new([new(3, .5f, 6), new(1.5f, .3f, 6), new(1, 0, 1), new(.5f, 0, 2), new(.3f, .3f, 18)], lexicon.Stemmer);
    private readonly List<DirectAnswer> _answers = [];
    private readonly Dictionary<string, List<int>> _ofItem = new(StringComparer.Ordinal);

    public void Put(CatalogItem item)
    {
        foreach (var fact in item.Facts)
        {
            var doc = _index.Add([[fact.Label.Id, fact.Label.En], [fact.Region?.Id, fact.Region?.En], [fact.Period], [fact.Unit.Id, fact.Unit.En], [item.Title.Id, item.Title.En, .. item.Tags]]);
            _answers.Add(new(item, fact));
            if (!_ofItem.TryGetValue(item.Id, out var docs))
            {
                _ofItem[item.Id] = docs = [];
            }

            docs.Add(doc);
        }
    }

    public void Remove(string item)
    {
        if (_ofItem.Remove(item, out var docs))
        {
            docs.ForEach(_index.Remove);
        }
    }

    public void Seal() => _index.Seal();

    public DirectAnswer? Answer(Question question)
    {
        var inquiry = new Inquiry(_index, beginnings: false);
        var each = inquiry.Ask(question);
        var found = Inquiry.Together(question, each);
        (double Rank, DirectAnswer Answer)? best = null;
        for (var at = 0; at < found.Count; at++)
        {
            var answer = _answers[found.Docs[at]];
            var covered = Math.Max(Covered(answer.Fact.Label.Id, inquiry.Taken), Covered(answer.Fact.Label.En ?? "", inquiry.Taken));
            if ((found.Fields[at] & (1 << Label)) == 0 || covered < Enough)
            {
                continue;
            }

            // Where no place was named, the office's own is meant.
            var home = (found.Fields[at] & (1 << Place)) != 0 || answer.Fact.Region is null || answer.Fact.Region.Id == regions.Find(Regions.Office)?.Name.Id;
            var rank = (covered * 1000) + (home ? 500 : 0) + found.Scores[at];
            if (best is not { } so || rank > so.Rank + 1e-4 || (Math.Abs(rank - so.Rank) <= 1e-4 && Later(answer, so.Answer)))
            {
                best = (rank, answer);
            }
        }

        return best?.Answer;
    }

    private static bool Later(DirectAnswer a, DirectAnswer b)
    {
        var (left, right) = (a.Item.Years.DefaultIfEmpty().Max(), b.Item.Years.DefaultIfEmpty().Max());
        return left != right ? left > right : a.Item.PublishedAt > b.Item.PublishedAt;
    }

    private double Covered(string label, HashSet<string> taken)
    {
        var words = Words.Of(label).Where(word => !lexicon.IsStop(word) && !lexicon.IsSoft(word)).ToList();
        return words.Count == 0 ? 0 : words.Count(taken.Contains) / (double)words.Count;
    }
}
