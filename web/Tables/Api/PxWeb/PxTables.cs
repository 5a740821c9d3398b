using System.Collections.Concurrent;
using DataPortal.Catalog;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Tables.Api.PxWeb;

/// <summary>A published table with its figures.</summary>
public sealed record PxTable(CatalogItem Item, StoredTable Stored)
{
    public string Id => Item.Id;

    public Cube Cube => Stored.Cube;

    /// <summary>Changes with anything an answer about the table could say.</summary>
    public string Version { get; } = FormattableString.Invariant($"{Item.Id}|{Item.Version}|{Stored.Document.Version}|{Stored.Document.Current.Cube.Hash}");

    public DateTimeOffset Updated => PxTables.Updated(Item, Stored.Document);
}

/// <summary>What lists say of a table.</summary>
/// <param name="First">Code of the earliest period; null where nothing of the table is about time.</param>
public sealed record TableCard(CatalogItem Item, IReadOnlyList<Bilingual> Variables, string? First, string? Last, PeriodType? Period, Bilingual Source, DateTimeOffset Updated);

/// <summary>Finds tables anybody may see. What is a draft, waits for its minute or was taken back is not there.</summary>
public sealed class PxTables(CatalogSearch search, IDocumentStore store, TableShelf shelf)
{
    public const int LongestId = 128;
    private const int MostTables = 1_000_000;

    private readonly ConcurrentDictionary<string, (long Version, TableCard Card)> _cards = new(StringComparer.Ordinal);

    /// <summary>The moment visitors first could see these figures.</summary>
    internal static DateTimeOffset Updated(CatalogItem item, TableDocument table)
    {
        var kept = table.Text.UpdatedAt ?? table.Current.At;
        return item.PublishedAt > kept ? item.PublishedAt.Value : kept;
    }

    /// <param name="id">In any case, with or without <c>.px</c>, as clients write it.</param>
    public async Task<PxTable?> FindAsync(string id, CancellationToken ct)
    {
        if (await ItemAsync(id, ct) is not { } item)
        {
            return null;
        }

        // The item is read after the figures: what was withdrawn meanwhile is not shown, and new figures come with their new words.
        return await shelf.FindAsync(item.Id, ct) is { } table && await search.FindAsync(item.Id, ct) is { } now ? new(now, table) : null;
    }

    /// <summary>The published item of a table without its figures.</summary>
    public async Task<CatalogItem?> ItemAsync(string id, CancellationToken ct) =>
        Plain(id) is { } plain && await search.FindAsync(plain, ct) is { Kind: ItemKind.Table } item ? item : null;

    /// <summary>True: there was such a table, and it was taken back.</summary>
    public async Task<bool> IsWithdrawnAsync(string id, CancellationToken ct) =>
        Plain(id) is { } plain && await store.FindAsync(CatalogQueries.Items, plain, ct) is { Kind: ItemKind.Table, State: ItemState.Withdrawn };

    /// <summary>Published tables that say these words, best first; all of them by title where nothing is asked.</summary>
    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string? query, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var text = Words(query);
        var found = await search.SearchAsync(
            new() { Text = text, Kinds = [ItemKind.Table], Subjects = subjects, Size = MostTables, Order = text.Length == 0 ? SearchOrder.Title : SearchOrder.Relevance }, ct);
        return found.Hits;
    }

    public async Task<TableCard?> CardAsync(CatalogItem item, CancellationToken ct)
    {
        if (_cards.TryGetValue(item.Id, out var known) && known.Version == item.Version)
        {
            return known.Card;
        }

        if (await store.FindAsync(TableQueries.Tables, item.Id, ct) is not { } table)
        {
            return null;
        }

        var (dimensions, _) = await shelf.HeaderAsync(table.Current.Cube.Hash, ct);
        var time = dimensions.FirstOrDefault(dimension => dimension.Role is DimensionRole.Time);
        var order = time is null ? [] : Periods.InOrder(time);
        var (first, last) = time is null
            ? item.Years.Count > 0 ? (Year(item.Years.Min()), Year(item.Years.Max())) : (null, null)
            : (time.Categories[order[0]].Code, time.Categories[order[^1]].Code);
        var period = time is not null ? Periods.TypeOf(time) : item.Years.Count > 0 ? PeriodType.Year : null;
        var card = new TableCard(item with { Facts = [] }, [.. dimensions.Select(dimension => dimension.Label)], first, last, period, item.Source ?? table.Text.Source, Updated(item, table));
        _cards[item.Id] = (item.Version, card);
        return card;

        static string Year(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string? Plain(string id)
    {
        id = id.EndsWith(".px", StringComparison.OrdinalIgnoreCase) ? id[..^3] : id;
        return id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? id.ToLowerInvariant() : null;
    }

    /// <summary>PxWeb's search takes Lucene's syntax; the words of it are what ours needs.</summary>
    private static string Words(string? query)
    {
        if (string.IsNullOrWhiteSpace(query))
        {
            return "";
        }

        var words = query[..Math.Min(query.Length, 200)].Split([' ', '"', '(', ')', '+', '*', '?', '~', '^'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("AND" or "OR" or "NOT" or "TO"))
            .Select(word => word.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && colon < word.Length - 1 && word.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0 ? word[(colon + 1)..] : word);
        return string.Join(' ', words);
    }
}
