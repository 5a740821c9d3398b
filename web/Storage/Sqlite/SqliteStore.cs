using System.Collections.Concurrent;
using DataPortal.Storage.Sql;

namespace DataPortal.Storage.Sqlite;

/// <summary>
/// Documents in one SQLite file: write-ahead log, every commit synced (<c>synchronous=FULL</c>), one thread that writes and
/// groups what waits, readers that never wait for it.
/// </summary>
public sealed class SqliteStore : IDocumentEngine, IDisposable
{
    private const int MostIdleReaders = 16;

    private readonly string _path;
    private readonly ILogger _logger;
    private readonly SqliteSession _writer;
    private readonly Dictionary<string, SqliteTable> _tables;
    private readonly ConcurrentBag<SqliteSession> _readers = [];
    private readonly CommitQueue _queue;
    private int _closed;

    /// <summary>Opens or makes the file and prepares a place for every collection; one whose indexes changed is indexed anew.</summary>
    /// <exception cref="StorageRefusedException">Kept documents break a unique index that was declared later, or the file is not a database.</exception>
    public SqliteStore(string path, IEnumerable<ICollection> collections, ILogger logger)
    {
        (_path, _logger) = (path, logger);
        _tables = collections.ToDictionary(collection => collection.Name, collection => new SqliteTable(collection), StringComparer.Ordinal);
        _writer = new(path, writes: true);
        try
        {
            new SqliteSchema(_writer, logger).Prepare(_tables.Values);
        }
        catch
        {
            _writer.Dispose();
            throw;
        }

        Durable.SyncFolder(Path.GetDirectoryName(path)!);
        _queue = new(Write, touched => Committed?.Invoke(touched), logger);
        logger.LogInformation("SQLite {Version} in {Path}", SqliteLibrary.Use(), path);
    }

    public event Action<IReadOnlyList<DocumentKey>>? Committed;

    public Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document
    {
        ct.ThrowIfCancellationRequested();
        Known(collection);
        return Task.FromResult(Reading(session =>
            session.Value($"select body from {SqlNames.Table(collection.Name)} where id = $1", id) is string body ? collection.Read(body) : null));
    }

    public Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        ct.ThrowIfCancellationRequested();
        Known(query.Collection);
        var page = SqlQuery.Page(query);
        return Task.FromResult<IReadOnlyList<T>>(Reading(session =>
        {
            List<T> found = [];
            var skip = page.Skip;
            foreach (var statement in page.Statements)
            {
                using var reader = session.Read(statement.Text, statement.Values);
                while (found.Count < (page.Take ?? int.MaxValue) && reader.Read())
                {
                    if (skip-- <= 0)
                    {
                        found.Add(query.Collection.Read(reader.GetString(0)));
                    }
                }
            }

            return found;
        }));
    }

    public Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        ct.ThrowIfCancellationRequested();
        Known(query.Collection);
        var count = SqlQuery.Count(query);
        return Task.FromResult(Reading(session => (int)(long)session.Value(count.Text, count.Values)!));
    }

    public Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes)
        {
            Known(change.Collection);
        }

        return changes.Count == 0 ? Task.CompletedTask : _queue.AddAsync(changes, ct);
    }

    public IReadOnlyList<string> Collections() => Reading(SqliteSchema.Kept);

    public IEnumerable<KeptDocument> Everything(string collection)
    {
        const int page = 1000;
        var last = "";
        for (List<KeptDocument> found = []; ; found.Clear())
        {
            Reading(session =>
            {
                using var reader = session.Read($"select id, version, body from {SqlNames.Table(collection)} where id > $1 order by id limit {page}", last);
                while (reader.Read())
                {
                    found.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
                }

                return found.Count;
            });
            foreach (var document in found)
            {
                yield return document;
            }

            if (found.Count < page)
            {
                yield break;
            }

            last = found[^1].Id;
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 1)
        {
            return;
        }

        _queue.Dispose();
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Execute("pragma optimize");
        _writer.Dispose();
    }

    /// <summary>How SQLite means to answer a query: a line a table it touches. For tests and for whoever wonders.</summary>
    internal IReadOnlyList<string> Plan<T>(Query<T> query) where T : Document => Reading(session =>
    {
        List<string> lines = [];
        foreach (var statement in SqlQuery.Page(query).Statements)
        {
            using var reader = session.Read("explain query plan " + statement.Text, statement.Values);
            while (reader.Read())
            {
                lines.Add(reader.GetString(3));
            }
        }

        return lines;
    });

    private void Write(IReadOnlyList<CommitQueue.Work> together)
    {
        _writer.Execute("begin immediate");
        try
        {
            foreach (var work in together)
            {
                _writer.Execute("savepoint one");
                try
                {
                    foreach (var change in work.Changes)
                    {
                        _tables[change.Collection.Name].Apply(_writer, change);
                    }
                }
                catch (Exception refusal) when (refusal is StaleDocumentException or DuplicateKeyException)
                {
                    work.Refusal = refusal;
                    _writer.Execute("rollback to one");
                }

                _writer.Execute("release one");
            }

            _writer.Execute("commit");
        }
        catch
        {
            // Some faults (a full disk) end the transaction themselves.
            if (_writer.IsInTransaction)
            {
                _writer.Execute("rollback");
            }

            throw;
        }
    }

    private TResult Reading<TResult>(Func<SqliteSession, TResult> read)
    {
        if (!_readers.TryTake(out var session))
        {
            session = new(_path, writes: false);
        }

        try
        {
            return read(session);
        }
        finally
        {
            if (_readers.Count < MostIdleReaders)
            {
                _readers.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    private void Known(ICollection collection)
    {
        if (!_tables.ContainsKey(collection.Name))
        {
            throw UnknownCollectionException.For(collection);
        }
    }
}
