using DataPortal.Shared;

namespace DataPortal.Catalog.Search;

/// <summary>The published catalogue in memory. Not safe for use while it is changed: <see cref="CatalogSearch"/> holds a lock. Usable without a store, for measuring.</summary>
public sealed class CatalogIndex(Lexicon lexicon, Subjects subjects, Regions regions)
{
    private const int Title = 0, Terms = 1, SubjectField = 2, Tags = 3, Summary = 4, Body = 5, Place = 6;

    private readonly InvertedIndex _index = new(
        [new(5, .3f, 18), new(2, .5f, 40), new(2, .5f, 8), new(2.5f, .3f, 5), new(1.5f, .5f, 40), new(1, .75f, 200), new(1.5f, .2f, 7), new(1.5f, .5f, 12)], lexicon.Stemmer);
    private readonly FactIndex _facts = new(lexicon, regions);
    private readonly List<Entry?> _entries = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CatalogItem> _withKeyFigures = new(StringComparer.Ordinal);
    private readonly FacetCodes _codes = new();

    private sealed record Entry(CatalogItem Item, long Published, int Subject, int Region, int[] Years);

    /// <summary>Published items held.</summary>
    public int Count => _numbers.Count;

    /// <summary>How many places stand empty because their item was changed or taken away; when they are many, build anew.</summary>
    public int Holes => _entries.Count - _numbers.Count;

    /// <summary>Items with figures for the home page.</summary>
    public IEnumerable<CatalogItem> WithKeyFigures => _withKeyFigures.Values;

    public CatalogItem? Find(string id) => _numbers.TryGetValue(id, out var at) ? _entries[at]!.Item : null;

    /// <summary>Takes the item in when it is published, and out when it is not.</summary>
    public void Put(CatalogItem item)
    {
        Remove(item.Id);
        if (!item.IsPublic)
        {
            return;
        }

        var subject = subjects.Find(item.Subject);
        var doc = _index.Add(
        [
            [item.Title.Id, item.Title.En],
            item.Terms,
            [subject?.Name.Id, subject?.Name.En, subject?.Group.Id],
            item.Tags,
            [item.Summary?.Id, item.Summary?.En, .. item.Facts.Take(8).SelectMany(fact => new[] { fact.Label.Id, fact.Label.En })],
            [item.Body?.Id, item.Body?.En],
            [.. Within(item.Region).Select(region => region.Name.Id), item.Period, .. item.Years.Select(Year)],
            [item.CatalogueNumber, item.PublicationNumber, item.Issn, item.Isbn, item.ReleaseNumber, item.Source?.Id, KindWords(item.Kind)],
        ]);
        var slim = item with { Body = null, Terms = [] };
        _entries.Add(new(slim, (item.PublishedAt ?? item.UpdatedAt).UtcTicks, _codes.Subjects.Of(item.Subject), _codes.Regions.Of(item.Region),
            [.. item.Years.Distinct().Select(year => _codes.Years.Of(Year(year)))]));
        _numbers[item.Id] = doc;
        _facts.Put(slim);
        if (item.Facts.Any(fact => fact.IsKeyFigure))
        {
            _withKeyFigures[item.Id] = slim;
        }
    }

    public void Remove(string id)
    {
        if (_numbers.Remove(id, out var doc))
        {
            _index.Remove(doc);
            _entries[doc] = null;
            _facts.Remove(id);
            _withKeyFigures.Remove(id);
        }
    }

    /// <summary>Call it once after the first filling.</summary>
    public void Seal()
    {
        _index.Seal();
        _facts.Seal();
    }

    public SearchResult Search(SearchRequest request)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            var all = Enumerable.Range(0, _entries.Count).Where(doc => _entries[doc] is not null).ToArray();
            return Page(request, new(all, [], [], all.Length), new HashSet<string>());
        }

        var question = Question.Of(request.Text, lexicon);
        var inquiry = new Inquiry(_index, request.Beginnings);
        var each = inquiry.Ask(question);
        var found = Inquiry.Together(question, each);
        for (var at = 0; at < found.Count; at++)
        {
            found.Scores[at] *= Worth(_entries[found.Docs[at]]!.Item.Kind);
        }

        var result = Page(request, found, inquiry.Taken) with { Corrected = inquiry.Corrected(question) };
        return found.Count == 0
            ? result with { Nearby = Nearby(question, each), Broader = Broader(question, each) }
            : request.Page == 1 ? result with { Answer = _facts.Answer(question) } : result;
    }

    private SearchResult Page(SearchRequest request, Hits found, IReadOnlySet<string> words)
    {
        var facets = new FacetCounter(_codes, request);
        var most = (int)Math.Min((long)Math.Max(request.Page, 1) * request.Size, int.MaxValue);
        var order = Order(request, found);
        var best = new PriorityQueue<int, int>(Comparer<int>.Create((a, b) => order(b, a)));
        var total = 0;
        for (var at = 0; at < found.Count; at++)
        {
            var entry = _entries[found.Docs[at]]!;
            if (!facets.Count(entry.Item.Kind, entry.Subject, entry.Region, entry.Years))
            {
                continue;
            }

            total++;
            if (best.Count < most)
            {
                best.Enqueue(at, at);
            }
            else if (order(at, best.Peek()) < 0)
            {
                best.DequeueEnqueue(at, at);
            }
        }

        var ordered = new int[best.Count];
        for (var at = ordered.Length - 1; at >= 0; at--)
        {
            ordered[at] = best.Dequeue();
        }

        var typed = found.Scores.Length > 0;
        return new()
        {
            Request = request,
            Total = total,
            Words = words,
            Facets = facets.Counted(),
            Hits = [.. ordered.Skip((Math.Max(request.Page, 1) - 1) * request.Size).Select(at => new SearchHit(
                _entries[found.Docs[at]]!.Item, typed ? found.Scores[at] : 0, typed ? Places(found.Fields[at], _entries[found.Docs[at]]!.Item.Kind) : ""))],
        };
    }

    /// <summary>Compares two places in the hits: less than zero stands first.</summary>
    private Comparison<int> Order(SearchRequest request, Hits found)
    {
        int Newest(int a, int b)
        {
            var (left, right) = (_entries[found.Docs[a]]!, _entries[found.Docs[b]]!);
            var first = right.Published.CompareTo(left.Published);
            return first != 0 ? first : string.CompareOrdinal(left.Item.Id, right.Item.Id);
        }

        return request.Order switch
        {
            SearchOrder.Relevance when found.Scores.Length > 0 => (a, b) =>
            {
                var first = found.Scores[b].CompareTo(found.Scores[a]);
                return first != 0 ? first : Newest(a, b);
            }
            ,
            SearchOrder.Relevance or SearchOrder.Newest => Newest,
            SearchOrder.Title => (a, b) =>
            {
                var first = string.Compare(_entries[found.Docs[a]]!.Item.Title.ToString(), _entries[found.Docs[b]]!.Item.Title.ToString(), StringComparison.OrdinalIgnoreCase);
                return first != 0 ? first : Newest(a, b);
            }
            ,
            _ => throw new ArgumentOutOfRangeException(nameof(request)),
        };
    }

    /// <summary>Items with as many of the notions as any has.</summary>
    private List<CatalogItem> Nearby(Question question, IReadOnlyList<Hits> each)
    {
        Dictionary<int, (int Notions, float Score)> some = [];
        for (var notion = 0; notion < each.Count; notion++)
        {
            if (question.Notions[notion].IsRequired)
            {
                for (var at = 0; at < each[notion].Count; at++)
                {
                    var before = some.GetValueOrDefault(each[notion].Docs[at]);
                    some[each[notion].Docs[at]] = (before.Notions + 1, before.Score + each[notion].Scores[at]);
                }
            }
        }

        var most = some.Count == 0 ? 0 : some.Values.Max(found => found.Notions);
        return [.. some.Where(found => found.Value.Notions == most).OrderByDescending(found => found.Value.Score).ThenBy(found => found.Key).Take(3).Select(found => _entries[found.Key]!.Item)];
    }

    private static List<string> Broader(Question question, IReadOnlyList<Hits> each)
    {
        var known = Enumerable.Range(0, each.Count).Where(at => question.Notions[at].IsRequired && each[at].Count > 0).ToList();
        if (known.Count < 1)
        {
            return [];
        }

        string Say(IEnumerable<int> notions) => string.Join(' ', notions.Select(at => question.Notions[at].Said));
        bool Finds(IEnumerable<int> notions) => Merge.All([.. notions.Select(at => each[at])]).Count > 0;
        if (Finds(known))
        {
            return [Say(known)];
        }

        var shorter = known.Select(left => known.Where(at => at != left).ToList()).Where(notions => notions.Count > 0 && Finds(notions)).Select(Say).Distinct().Take(3).ToList();
        return shorter.Count > 0 ? shorter : [.. known.OrderByDescending(at => question.Notions[at].Said.Length).Select(at => question.Notions[at].Said).Take(3)];
    }

    private IEnumerable<Region> Within(string code)
    {
        // BPS codes are nested: 1603050 lies in 1603, 1603 in 16(00). A province is not said of what lies in it: its name would drown the province's own items.
        foreach (var length in new[] { 7, 4 })
        {
            if (code.Length >= length && regions.Find(code[..length]) is { } region)
            {
                yield return region;
            }
        }
    }

    private static string Year(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of two that match alike, the one with the figures themselves stands before the one with a picture of them.</summary>
    private static float Worth(ItemKind kind) => kind switch
    {
        ItemKind.Table => 1.08f,
        ItemKind.Publication or ItemKind.PressRelease => 1,
        ItemKind.Infographic => 0.85f,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string KindWords(ItemKind kind) => kind switch
    {
        ItemKind.Table => "tabel table",
        ItemKind.Publication => "publikasi buku publication",
        ItemKind.PressRelease => "berita resmi statistik BRS press release",
        ItemKind.Infographic => "infografis infographic",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Places(byte fields, ItemKind kind)
    {
        List<string> places = [];
        Say(Title, "judul", "title");
        Say(Terms, kind is ItemKind.Table ? "kategori tabel" : "istilah", kind is ItemKind.Table ? "table categories" : "terms");
        Say(SubjectField, "subjek", "subject");
        Say(Tags, "kata kunci", "keywords");
        Say(Summary, "ringkasan", "summary");
        Say(Body, kind is ItemKind.Publication ? "daftar isi" : "isi", kind is ItemKind.Publication ? "contents" : "text");
        Say(Place, "wilayah atau tahun", "region or year");
        Say(7, "nomor, sumber, atau jenis", "number, source or kind");
        return places.Count < 2 ? string.Concat(places) : $"{string.Join(", ", places.SkipLast(1))} {Speech.T("dan", "and")} {places[^1]}";

        void Say(int field, string indonesian, string english)
        {
            if ((fields & (1 << field)) != 0 && places.Count < 3)
            {
                places.Add(Speech.T(indonesian, english));
            }
        }
    }
}
