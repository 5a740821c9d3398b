using LiteDB;

namespace DataPortal.Storage.LiteDb;

/// <summary>
/// Documents in one LiteDB file (5.0.21). A commit of LiteDB survives a kill but not a power cut, for it never syncs its log: here the log is synced before a commit is
/// acknowledged, once for all that wait together. One process (the data folder is held), one instance, one thread that writes, short synchronous transactions.
/// </summary>
public sealed class LiteDbStore : IDocumentEngine, IDisposable
{
    /// <summary>How long the log grows before its pages go into the data file.</summary>
    private const long MostLogBytes = 8 << 20;

    private readonly string _log;
    private readonly LiteDatabase _database;
    private readonly Dictionary<string, LiteDbTable> _tables;
    private readonly CommitQueue _queue;
    private Microsoft.Win32.SafeHandles.SafeFileHandle? _logHandle;
    private Exception? _broken;
    private int _closed;

    /// <summary>Opens or makes the file and prepares a place for every collection; one whose indexes changed is indexed anew.</summary>
    /// <exception cref="StorageRefusedException">Kept documents break a unique index that was declared later, or the file is not a database.</exception>
    public LiteDbStore(string path, IEnumerable<ICollection> collections, ILogger logger)
    {
        // LiteDB's own rule for the name of its log.
        _log = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));
        _tables = collections.ToDictionary(collection => collection.Name, collection => new LiteDbTable(collection), StringComparer.Ordinal);
        try
        {
            _database = new(new ConnectionString { Filename = path, Connection = ConnectionType.Direct, Collation = Collation.Binary });
        }
        catch (LiteException broken)
        {
            throw new StorageRefusedException($"{path} cannot be opened as a LiteDB database: {broken.Message}", broken);
        }

        try
        {
            // Its own checkpoint would run inside a commit, before that is synced.
            _database.CheckpointSize = 0;
            new LiteDbSchema(_database, logger).Prepare(_tables.Values);
            _database.Checkpoint();
            Sync();
        }
        catch
        {
            _database.Dispose();
            throw;
        }

        Durable.SyncFolder(Path.GetDirectoryName(path)!);
        _queue = new(Write, touched => Committed?.Invoke(touched), logger);
        logger.LogInformation("LiteDB in {Path}", path);
    }

    public event Action<IReadOnlyList<DocumentKey>>? Committed;

    public Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Known(collection).In(_database).FindById(id) is { } found ? collection.Read(LiteDbTable.Body(found)) : null);
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        ct.ThrowIfCancellationRequested();
        var bodies = new LiteDbQuery<T>(Known(query.Collection), _database, query).Bodies();
        return Task.FromResult<IReadOnlyList<T>>([.. bodies.Select(query.Collection.Read)]);
    }

    public Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(new LiteDbQuery<T>(Known(query.Collection), _database, query).Count());
    }

    public Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            Known(change.Collection);
        }

        return changes.Count == 0 ? Task.CompletedTask : _queue.AddAsync(changes, ct);
    }

    public IReadOnlyList<string> Collections() => LiteDbSchema.Kept(_database);

    public IEnumerable<KeptDocument> Everything(string collection)
    {
        const int page = 1000;
        var last = "";
        while (true)
        {
            var found = _database.GetCollection(collection).Query().Where(BsonExpression.Create("$._id > @0", last))
                .OrderBy(BsonExpression.Create("$._id")).Limit(page).ToList();
            foreach (var document in found)
            {
                yield return LiteDbTable.Kept(document);
            }

            if (found.Count < page)
            {
                yield break;
            }

            last = found[^1]["_id"].AsString;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            return;
        }

        _queue.Dispose();
        _logHandle?.Dispose();
        _database.Dispose();
    }

    private void Write(IReadOnlyList<CommitQueue.Work> together)
    {
        if (_broken is not null)
        {
            throw new IOException("The store stopped writing: its log could not be synced. Restart the portal.", _broken);
        }

        foreach (var work in together)
        {
            _database.BeginTrans();
            try
            {
                // Collections in one order: LiteDB locks them one by one.
                foreach (var change in work.Changes.OrderBy(change => change.Collection.Name, StringComparer.Ordinal))
                {
                    _tables[change.Collection.Name].Apply(_database, change);
                }

                _database.Commit();
            }
#pragma warning disable CA1031
            catch (Exception refusal)
#pragma warning restore CA1031
            {
                // Whatever it is, it is this commit's own: those before it in this round stand.
                _database.Rollback();
                work.Refusal = refusal;
            }
        }

        try
        {
            Sync();
            if (new FileInfo(_log).Length > MostLogBytes)
            {
                _database.Checkpoint();
            }
        }
        catch (Exception unsynced)
        {
            // What these commits wrote can be read but may not last: nothing may be built on it.
            _broken = unsynced;
            throw;
        }
    }

    /// <summary>Syncs the log from a handle of our own: syncing is a matter of the file, whoever wrote it.</summary>
    private void Sync()
    {
        if (!File.Exists(_log))
        {
            return;
        }

        if (_logHandle is null)
        {
            _logHandle = File.OpenHandle(_log, FileMode.Open, OperatingSystem.IsWindows() ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Durable.SyncFolder(Path.GetDirectoryName(_log)!);
        }

        RandomAccess.FlushToDisk(_logHandle);
    }

    private LiteDbTable Known(ICollection collection) =>
        _tables.TryGetValue(collection.Name, out var table) ? table : throw UnknownCollectionException.For(collection);
}
