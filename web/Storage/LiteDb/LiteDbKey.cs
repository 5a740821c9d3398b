using System.Text;

namespace DataPortal.Storage.LiteDb;

/// <summary>
/// An index field as bytes whose order is the order of (key, identifier): <c>1 key 0 identifier</c>, or <c>0 0 identifier</c> without a key.
/// No key holds the byte 0, so equality, ranges, prefixes and cursors are all stretches of one index, and ties are in order already.
/// </summary>
internal static class LiteDbKey
{
    public static readonly byte[] First = [0];
    public static readonly byte[] FirstKey = [1];
    public static readonly byte[] End = [2];

    public static byte[] Of(string? key, string id) => key is null ? [0, 0, .. Text(id)] : [1, .. Text(key), 0, .. Text(id)];

    /// <summary>For an index that is asked for together with another: equal in the first, ordered by the second.</summary>
    public static byte[] OfPair(string? first, string? second, string id) => first is null ? [0] : [.. Prefix(first), .. Of(second, id)];

    /// <summary>What every pair with that first key begins with.</summary>
    public static byte[] Prefix(string first) => [1, .. Text(first), 0];

    /// <summary>The stretch a filter lets pass.</summary>
    public static LiteDbRange Range(Filter filter) => filter.Kind switch
    {
        FilterKind.Equals => new([1, .. Text(filter.Key), 0], [1, .. Text(filter.Key), 1]),
        FilterKind.AtLeast => new([1, .. Text(filter.Key)], End),
        FilterKind.Before => new(FirstKey, [1, .. Text(filter.Key)]),
        FilterKind.StartsWith => new([1, .. Text(filter.Key)], IndexKey.After(filter.Key) is { } after ? [1, .. Text(after)] : End),
        _ => throw new InvalidOperationException($"Unknown filter {filter.Kind}."),
    };

    public static int Compare(byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>From <paramref name="From"/> on and before <paramref name="Before"/>. LiteDB's own range includes its end, so what it finds is looked at again.</summary>
internal readonly record struct LiteDbRange(byte[] From, byte[] Before)
{
    public static LiteDbRange All { get; } = new(LiteDbKey.First, LiteDbKey.End);

    public bool Holds(byte[] field) => LiteDbKey.Compare(field, From) >= 0 && LiteDbKey.Compare(field, Before) < 0;

    public LiteDbRange And(LiteDbRange other) => new(
        LiteDbKey.Compare(From, other.From) >= 0 ? From : other.From, LiteDbKey.Compare(Before, other.Before) <= 0 ? Before : other.Before);

    public LiteDbRange Within(byte[] prefix) => new([.. prefix, .. From], [.. prefix, .. Before]);
}
