using System.Text;
using LiteDB;

namespace DataPortal.Storage.LiteDb;

/// <summary>Answers a query by one index and, for what is left of it, by looking at the index fields of each document. Everything found is in memory before it is handed on.</summary>
internal sealed class LiteDbQuery<T>(LiteDbTable table, LiteDatabase database, Query<T> query) where T : Document
{
    private readonly (string Field, bool Many, LiteDbRange Range, Filter Filter)[] _filters =
    [
        .. query.Filters.Select(filter => query.Collection.Definition(filter.Index).Many
            ? (LiteDbTable.ManyField(filter.Index), true, LiteDbKey.Range(filter), filter)
            : (LiteDbTable.Field(filter.Index), false, LiteDbKey.Range(filter), filter)),
    ];

    public int Count() => _filters.Length == 0
        ? table.In(database).Count()
        : Driven(Query.Ascending, DrivingFilter()).Where(Passes).Select(document => document["_id"].AsString).Distinct().Count();

    public List<string> Bodies()
    {
        var (field, range) = InOrder();
        IEnumerable<BsonDocument> found;
        if (field is not null)
        {
            // The index has the order asked for, ties and missing keys and all.
            found = Driven(query.Order is [{ Descending: true }] ? Query.Descending : Query.Ascending, (field, range))
                .Where(document => field == "_id" || range.Holds(document[field].AsBinary)).Where(Passes);
        }
        else
        {
            var sorted = Driven(Query.Ascending, DrivingFilter()).Where(Passes).DistinctBy(document => document["_id"].AsString).ToList();
            sorted.Sort(Compare);
            found = query.Position is { } position ? sorted.Where(document => Compare(document, At(position)) > 0) : sorted;
        }

        return [.. found.Skip(query.Offset).Take(query.Limit ?? int.MaxValue).Select(LiteDbTable.Body)];
    }

    /// <summary>The index that gives the order by itself, and the stretch of it that can pass; no field when there is none.</summary>
    private (string? Field, LiteDbRange Range) InOrder()
    {
        if (query.Order.Count == 0 && _filters.Length == 0)
        {
            return ("_id", LiteDbRange.All);
        }

        if (query.Order is not [var level])
        {
            return default;
        }

        var range = _filters.Where(filter => filter.Filter.Index == level.Index).Aggregate(LiteDbRange.All, (all, filter) => all.And(filter.Range));
        if (query.Position is { } last)
        {
            // The cursor's own field is the bound: nothing equals it but the document itself.
            var at = LiteDbKey.Of(last.Keys[0], last.Id);
            range = range.And(level.Descending ? new(LiteDbKey.First, at) : new([.. at, 0], LiteDbKey.End));
        }

        foreach (var (_, _, _, filter) in _filters.Where(filter => filter.Filter.Kind is FilterKind.Equals))
        {
            if (table.PairField(filter.Index, level.Index) is { } pair)
            {
                return (pair, range.Within(LiteDbKey.Prefix(filter.Key)));
            }
        }

        // Few documents are sooner sorted than a long index walked.
        return _filters.Any(filter => filter.Filter.Kind is FilterKind.Equals && filter.Filter.Index != level.Index) ? default : (LiteDbTable.Field(level.Index), range);
    }

    private (string Field, LiteDbRange Range) DrivingFilter()
    {
        if (_filters.Length == 0)
        {
            return ("_id", LiteDbRange.All);
        }

        var best = _filters.OrderBy(filter => filter.Filter.Kind switch { FilterKind.Equals => 0, FilterKind.StartsWith => 1, _ => 2 }).First();
        return best.Many
            ? (best.Field + "[*]", best.Range)
            : (best.Field, _filters.Where(filter => filter.Field == best.Field).Aggregate(LiteDbRange.All, (all, filter) => all.And(filter.Range)));
    }

    private IEnumerable<BsonDocument> Driven(int direction, (string Field, LiteDbRange Range) by)
    {
        var kept = table.In(database).Query();
        if (by.Field == "_id")
        {
            return (query is { Position: { } last, Order.Count: 0 } ? kept.Where(BsonExpression.Create("$._id > @0", last.Id)) : kept)
                .OrderBy(BsonExpression.Create("$._id"), direction).ToEnumerable();
        }

        if (LiteDbKey.Compare(by.Range.From, by.Range.Before) >= 0)
        {
            return [];
        }

        var between = by.Field.EndsWith("[*]", StringComparison.Ordinal)
            ? BsonExpression.Create($"$.{by.Field} ANY BETWEEN @0 AND @1", by.Range.From, by.Range.Before)
            : LiteDbTable.Between("$." + by.Field, by.Range);
        return by.Field.EndsWith(']')
            ? kept.Where(between).ToEnumerable()
            : kept.Where(between).OrderBy(BsonExpression.Create("$." + by.Field), direction).ToEnumerable();
    }

    private bool Passes(BsonDocument document) => Array.TrueForAll(_filters, filter => filter.Many
        ? document[filter.Field].AsArray.Any(key => filter.Range.Holds(key.AsBinary))
        : filter.Range.Holds(document[filter.Field].AsBinary));

    private int Compare(BsonDocument a, BsonDocument b)
    {
        foreach (var level in query.Order)
        {
            // Two documents with the same key differ by their identifiers only, which come last.
            var found = LiteDbKey.Compare(KeyPart(a, level.Index), KeyPart(b, level.Index));
            if (found != 0)
            {
                return level.Descending ? -found : found;
            }
        }

        var tie = string.CompareOrdinal(a["_id"].AsString, b["_id"].AsString);
        return query.Order is [{ Descending: true }, ..] ? -tie : tie;
    }

    private static byte[] KeyPart(BsonDocument document, string index) =>
        document[LiteDbTable.Field(index)].AsBinary[..^Encoding.UTF8.GetByteCount(document["_id"].AsString)];

    private BsonDocument At(Cursor cursor)
    {
        var document = new BsonDocument { ["_id"] = cursor.Id };
        foreach (var (level, key) in query.Order.Zip(cursor.Keys))
        {
            document[LiteDbTable.Field(level.Index)] = LiteDbKey.Of(key, cursor.Id);
        }

        return document;
    }
}
