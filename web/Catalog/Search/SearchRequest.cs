using DataPortal.Shared;

namespace DataPortal.Catalog.Search;

public enum SearchOrder
{
    /// <summary>Best match first; newest first where nothing was typed.</summary>
    Relevance,
    Newest,
    Title,
}

/// <summary>What a visitor wants to see of the published catalogue. Without words: everything the filters let through.</summary>
public sealed record SearchRequest
{
    public string Text { get; init; } = "";

    /// <summary>Empty: all kinds. The same for the other filters; several of one filter mean any of them.</summary>
    public IReadOnlyCollection<ItemKind> Kinds { get; init; } = [];
    public IReadOnlyCollection<string> Subjects { get; init; } = [];
    public IReadOnlyCollection<string> Regions { get; init; } = [];
    public IReadOnlyCollection<int> Years { get; init; } = [];
    public SearchOrder Order { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;
    public int Size { get; init; } = 20;

    /// <summary>Also look for words that begin with the last one.</summary>
    public bool Beginnings { get; init; } = true;
}

/// <param name="Places">Where the words were found, in words: <c>judul dan kategori tabel</c>. Empty when nothing was typed.</param>
/// <param name="Item">As published, without <see cref="CatalogItem.Body"/> and <see cref="CatalogItem.Terms"/>: read those from the store.</param>
public sealed record SearchHit(CatalogItem Item, float Score, string Places);

/// <summary>A figure that answers the question by itself.</summary>
public sealed record DirectAnswer(CatalogItem Item, Fact Fact);

/// <summary>One choice of a filter and how many results it would give beside the other filters.</summary>
public sealed record FacetCount(string Value, int Count);

public sealed record Facets(
    IReadOnlyList<FacetCount> Kinds, IReadOnlyList<FacetCount> Subjects, IReadOnlyList<FacetCount> Regions, IReadOnlyList<FacetCount> Years);

public sealed record SearchResult
{
    public required SearchRequest Request { get; init; }
    public required int Total { get; init; }
    public required IReadOnlyList<SearchHit> Hits { get; init; }
    public required Facets Facets { get; init; }
    public DirectAnswer? Answer { get; init; }

    /// <summary>The words really searched for, where a misspelt one was taken for another.</summary>
    public string? Corrected { get; init; }

    /// <summary>When nothing was found: items that have some of the words, best first.</summary>
    public IReadOnlyList<CatalogItem> Nearby { get; init; } = [];

    /// <summary>When nothing was found: shorter questions that find something.</summary>
    public IReadOnlyList<string> Broader { get; init; } = [];

    /// <summary>Words of the catalogue that were searched for, to mark in what is shown.</summary>
    public required IReadOnlySet<string> Words { get; init; }

    public int Pages => (Total + Request.Size - 1) / Request.Size;

    /// <summary>A text in pieces, those that were searched for marked.</summary>
    public IReadOnlyList<(string Text, bool IsMarked)> Mark(string text) => Marker.Split(text, Words);
}

internal static class Marker
{
    public static IReadOnlyList<(string Text, bool IsMarked)> Split(string text, IReadOnlySet<string> words)
    {
        if (words.Count == 0 || text.Length == 0)
        {
            return [(text, false)];
        }

        List<(string Text, bool IsMarked)> pieces = [];
        var (done, at) = (0, 0);
        while (at < text.Length)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = at + 1;
            while (end < text.Length && (char.IsLetterOrDigit(text[end]) || char.GetUnicodeCategory(text[end]) is System.Globalization.UnicodeCategory.NonSpacingMark))
            {
                end++;
            }

            if (words.Contains(Search.Words.Fold(text[at..end])))
            {
                if (at > done)
                {
                    pieces.Add((text[done..at], false));
                }

                pieces.Add((text[at..end], true));
                done = end;
            }

            at = end;
        }

        if (done < text.Length)
        {
            pieces.Add((text[done..], false));
        }

        return pieces;
    }
}
