namespace DataPortal.Storage;

/// <summary>Keeps everything in memory: for tests, and the reference for what an engine must do.</summary>
/// <param name="collections">The collections that may be used; any when null.</param>
public sealed class MemoryStore(IEnumerable<ICollection>? collections = null) : IDocumentEngine
{
    private readonly Lock _gate = new();
    private readonly HashSet<string>? _registered = collections is null ? null : [.. collections.Select(collection => collection.Name)];
    private readonly Dictionary<string, SortedDictionary<string, Kept>> _collections = [];
    private readonly Dictionary<(string Collection, string Index, string Key), string> _taken = [];

    public event Action<IReadOnlyList<DocumentKey>>? Committed;

    public Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document
    {
        Registered(collection);
        lock (_gate)
        {
            return Task.FromResult(Find(collection.Name, id) is { } kept ? collection.Read(kept.Body) : null);
        }
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        Registered(query.Collection);
        Kept[] page;
        lock (_gate)
        {
            var found = Matching(query).Order(Comparer<Kept>.Create((a, b) => Compare(query.Order, a, b)))
                .Where(kept => query.Position is not { } last || Compare(query.Order, kept, At(query.Order, last)) > 0);
            page = [.. found.Skip(query.Offset).Take(query.Limit ?? int.MaxValue)];
        }

        return Task.FromResult<IReadOnlyList<T>>([.. page.Select(kept => query.Collection.Read(kept.Body))]);
    }

    public Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        Registered(query.Collection);
        lock (_gate)
        {
            return Task.FromResult(Matching(query).Count());
        }
    }

    public Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        foreach (var change in changes)
        {
            Registered(change.Collection);
        }

        if (changes.Count == 0)
        {
            return Task.CompletedTask;
        }

        lock (_gate)
        {
            Dictionary<DocumentKey, Kept?> before = [];
            try
            {
                foreach (var change in changes)
                {
                    Apply(change, before);
                }
            }
            catch
            {
                // First all out, then all in again: a key may have changed hands in between.
                foreach (var (collection, id) in before.Keys)
                {
                    Put(collection, id, null);
                }

                foreach (var ((collection, id), kept) in before)
                {
                    Put(collection, id, kept);
                }

                throw;
            }
        }

        Committed?.Invoke([.. changes.Select(change => new DocumentKey(change.Collection.Name, change.Id)).Distinct()]);
        return Task.CompletedTask;
    }

    public IReadOnlyList<string> Collections()
    {
        lock (_gate)
        {
            return [.. _collections.Keys.Order(StringComparer.Ordinal)];
        }
    }

    public IEnumerable<KeptDocument> Everything(string collection)
    {
        lock (_gate)
        {
            return [.. All(collection).Select(kept => new KeptDocument(kept.Id, kept.Version, kept.Body))];
        }
    }

    private void Registered(ICollection collection)
    {
        if (_registered?.Contains(collection.Name) is false)
        {
            throw UnknownCollectionException.For(collection);
        }
    }

    private void Apply(Change change, Dictionary<DocumentKey, Kept?> before)
    {
        var name = change.Collection.Name;
        var kept = Find(name, change.Id);
        if (change.Kind is ChangeKind.Insert ? kept is not null : kept?.Version != change.ReadVersion)
        {
            throw new StaleDocumentException(name, change.Id);
        }

        foreach (var index in change.Collection.Indexes.Where(index => index.Unique && change.Kind is not ChangeKind.Delete))
        {
            if (change.Keys.FirstOrDefault(entry => entry.Index == index.Name)?.Keys[0] is { } key
                && _taken.TryGetValue((name, index.Name, key), out var owner) && owner != change.Id)
            {
                throw new DuplicateKeyException(name, index.Name);
            }
        }

        before.TryAdd(new(name, change.Id), kept);
        Put(name, change.Id, change.Kind is ChangeKind.Delete ? null : new Kept(change.Id, change.NewVersion, change.Body, change.Keys,
            [.. change.Collection.Indexes.Where(index => index.Unique).Select(index => index.Name)]));
    }

    private Kept? Find(string collection, string id) =>
        _collections.TryGetValue(collection, out var kept) && kept.TryGetValue(id, out var found) ? found : null;

    private IEnumerable<Kept> All(string collection) => _collections.TryGetValue(collection, out var kept) ? kept.Values : [];

    private void Put(string collection, string id, Kept? kept)
    {
        if (!_collections.TryGetValue(collection, out var all))
        {
            _collections[collection] = all = new(StringComparer.Ordinal);
        }

        foreach (var key in all.TryGetValue(id, out var old) ? old.UniqueKeys : [])
        {
            _taken.Remove((collection, key.Index, key.Key));
        }

        foreach (var key in kept?.UniqueKeys ?? [])
        {
            _taken[(collection, key.Index, key.Key)] = id;
        }

        if (kept is null)
        {
            all.Remove(id);
        }
        else
        {
            all[id] = kept;
        }
    }

    private IEnumerable<Kept> Matching<T>(Query<T> query) where T : Document =>
        All(query.Collection.Name).Where(kept => query.Filters.All(filter => kept.Keys.FirstOrDefault(entry => entry.Index == filter.Index) is { } entry
            && entry.Keys.Any(key => Passes(key, filter))));

    private static bool Passes(string key, Filter filter) => filter.Kind switch
    {
        FilterKind.Equals => key == filter.Key,
        FilterKind.AtLeast => IndexKey.Order.Compare(key, filter.Key) >= 0,
        FilterKind.Before => IndexKey.Order.Compare(key, filter.Key) < 0,
        FilterKind.StartsWith => key.StartsWith(filter.Key, StringComparison.Ordinal),
        _ => throw new InvalidOperationException($"Unknown filter {filter.Kind}."),
    };

    private static int Compare(IReadOnlyList<Ordering> order, Kept a, Kept b)
    {
        foreach (var level in order)
        {
            var found = IndexKey.Order.Compare(a.Key(level.Index), b.Key(level.Index));
            if (found != 0)
            {
                return level.Descending ? -found : found;
            }
        }

        var tie = string.CompareOrdinal(a.Id, b.Id);
        return order is [{ Descending: true }, ..] ? -tie : tie;
    }

    private static Kept At(IReadOnlyList<Ordering> order, Cursor cursor) => new(cursor.Id, 0, "",
        [.. order.Zip(cursor.Keys).Where(level => level.Second is not null).Select(level => new IndexEntry(level.First.Index, [level.Second!]))], []);

    private sealed record Kept(string Id, long Version, string Body, IReadOnlyList<IndexEntry> Keys, IReadOnlyList<string> Unique)
    {
        public IEnumerable<(string Index, string Key)> UniqueKeys =>
            Keys.Where(entry => Unique.Contains(entry.Index)).Select(entry => (entry.Index, entry.Keys[0]));

        public string? Key(string index) => Keys.FirstOrDefault(entry => entry.Index == index)?.Keys[0];
    }
}
