namespace DataPortal.Storage;

public enum FilterKind
{
    Equals,
    AtLeast,
    Before,
    StartsWith,
}

/// <summary>One condition on one index. A document without a key in it never passes.</summary>
public sealed record Filter(string Index, FilterKind Kind, string Key);

/// <summary>One level of an order. Documents without a key come first, or last when descending. Ties fall to the identifier, in the first level's direction.</summary>
public sealed record Ordering(string Index, bool Descending);

/// <summary>The last document of a page: its key in each level of the order (null where it has none), and its identifier.</summary>
public sealed record Cursor(IReadOnlyList<string?> Keys, string Id);

/// <summary>A question a store can answer from its indexes alone.</summary>
public sealed record Query<T>(Collection<T> Collection) where T : Document
{
    public IReadOnlyList<Filter> Filters { get; private init; } = [];
    public IReadOnlyList<Ordering> Order { get; private init; } = [];
    public int Offset { get; private init; }
    public int? Limit { get; private init; }
    public Cursor? Position { get; private init; }

    public Query<T> Where(string index, object value) => With(index, FilterKind.Equals, value);
    public Query<T> AtLeast(string index, object value) => With(index, FilterKind.AtLeast, value);
    public Query<T> Before(string index, object value) => With(index, FilterKind.Before, value);
    public Query<T> StartsWith(string index, string prefix) => With(index, FilterKind.StartsWith, prefix);

    /// <summary>At most two levels.</summary>
    public Query<T> OrderBy(string index) => Ordered(index, descending: false);
    public Query<T> OrderByDescending(string index) => Ordered(index, descending: true);

    public Query<T> Skip(int count) => this with { Offset = count };
    public Query<T> Top(int count) => this with { Limit = count };

    /// <summary>Only what comes after this document in the order: pages by key cost the same however deep, and skip nothing when others are inserted.</summary>
    public Query<T> After(T last) => this with { Position = new([.. Order.Select(level => Collection.Key(last, level.Index))], last.Id) };

    private Query<T> With(string index, FilterKind kind, object value) =>
        this with { Filters = [.. Filters, new Filter(Collection.Definition(index).Name, kind, IndexKey.Of(value))] };

    private Query<T> Ordered(string index, bool descending)
    {
        if (Collection.Definition(index).Many || Order.Count == 2)
        {
            throw new ArgumentException($"{Collection.Name} cannot be ordered by '{index}' here.", nameof(index));
        }

        return this with { Order = [.. Order, new Ordering(index, descending)] };
    }
}
