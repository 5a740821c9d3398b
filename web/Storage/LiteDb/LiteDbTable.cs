using LiteDB;

namespace DataPortal.Storage.LiteDb;

/// <summary>
/// One collection: a LiteDB document holds version, text and index fields. The text is the document; LiteDB's mapper, which races on first use
/// and cuts moments to milliseconds, never sees one.
/// </summary>
internal sealed class LiteDbTable
{
    private const string Version = "v";
    private const string Text = "b";

    private readonly IndexDefinition[] _singles;
    private readonly IndexDefinition[] _manies;
    private readonly IndexPair[] _pairs;

    public LiteDbTable(ICollection collection)
    {
        Collection = collection;
        _singles = [.. collection.Indexes.Where(index => !index.Many)];
        _manies = [.. collection.Indexes.Where(index => index.Many)];
        _pairs = [.. collection.Pairs];
    }

    public ICollection Collection { get; }

    public static string Field(string index) => "o_" + index;

    public static string ManyField(string index) => "m_" + index;

    public static string Body(BsonDocument document) => document[Text].AsString;

    public static KeptDocument Kept(BsonDocument document) => new(document["_id"].AsString, document[Version].AsInt64, Body(document));

    public string? PairField(string first, string second) =>
        Array.FindIndex(_pairs, pair => pair.First == first && pair.Second == second) is >= 0 and var at ? $"p_{at}" : null;

    public ILiteCollection<BsonDocument> In(LiteDatabase database) => database.GetCollection(Collection.Name);

    public void Index(ILiteCollection<BsonDocument> kept)
    {
        foreach (var field in _singles.Select(index => Field(index.Name)).Concat(_pairs.Select((_, at) => $"p_{at}")))
        {
            kept.EnsureIndex(field, BsonExpression.Create("$." + field));
        }

        foreach (var index in _manies)
        {
            kept.EnsureIndex(ManyField(index.Name), BsonExpression.Create($"$.{ManyField(index.Name)}[*]"));
        }
    }

    public BsonDocument Document(string id, long version, string body, IReadOnlyList<IndexEntry> keys)
    {
        var document = new BsonDocument { ["_id"] = id, [Version] = version };
        foreach (var index in _singles)
        {
            document[Field(index.Name)] = LiteDbKey.Of(Key(index.Name), id);
        }

        for (var at = 0; at < _pairs.Length; at++)
        {
            document[$"p_{at}"] = LiteDbKey.OfPair(Key(_pairs[at].First), Key(_pairs[at].Second), id);
        }

        foreach (var index in _manies)
        {
            document[ManyField(index.Name)] = new BsonArray(
                (keys.FirstOrDefault(entry => entry.Index == index.Name)?.Keys ?? []).Select(key => new BsonValue(LiteDbKey.Of(key, id))));
        }

        document[Text] = body;
        return document;

        string? Key(string index) => keys.FirstOrDefault(entry => entry.Index == index)?.Keys[0];
    }

    /// <summary>Inside the writer's transaction.</summary>
    /// <exception cref="StaleDocumentException">It changed since it was read, or the identifier is taken.</exception>
    /// <exception cref="DuplicateKeyException">A unique key is taken.</exception>
    public void Apply(LiteDatabase database, Change change)
    {
        var kept = In(database);
        var before = kept.FindById(change.Id);
        if (change.Kind is ChangeKind.Insert ? before is not null : before is null || before[Version].AsInt64 != change.ReadVersion)
        {
            throw new StaleDocumentException(Collection.Name, change.Id);
        }

        if (change.Kind is ChangeKind.Delete)
        {
            kept.Delete(change.Id);
            return;
        }

        // One thread writes, so looking first is as good as a unique index, and tells which document is asked about.
        foreach (var index in _singles.Where(index => index.Unique))
        {
            if (change.Keys.FirstOrDefault(entry => entry.Index == index.Name)?.Keys[0] is { } key
                && kept.Find(Between("$." + Field(index.Name), LiteDbKey.Range(new(index.Name, FilterKind.Equals, key)))).ToList().Exists(other => other["_id"].AsString != change.Id))
            {
                throw new DuplicateKeyException(Collection.Name, index.Name);
            }
        }

        var document = Document(change.Id, change.NewVersion, change.Body, change.Keys);
        if (change.Kind is ChangeKind.Insert)
        {
            kept.Insert(document);
        }
        else
        {
            kept.Update(document);
        }
    }

    /// <summary>A two-sided range as one operator: two comparisons joined by AND would walk the whole index.</summary>
    public static BsonExpression Between(string field, LiteDbRange range) => BsonExpression.Create($"{field} BETWEEN @0 AND @1", range.From, range.Before);
}
