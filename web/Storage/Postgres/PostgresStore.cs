using System.Data;
using DataPortal.Storage.Sql;
using Npgsql;

namespace DataPortal.Storage.Postgres;

/// <summary>
/// Documents in PostgreSQL, for several web machines: each commit is a transaction that locks the rows it changes in one order,
/// is refused where a version is not the one read, and tells the other machines what it touched.
/// </summary>
public sealed class PostgresStore : IDocumentEngine, IDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly ILogger _logger;
    private readonly Dictionary<string, PostgresTable> _tables;
    private readonly PostgresListener _listener;

    /// <summary>Connects and prepares a place for every collection.</summary>
    /// <exception cref="StorageRefusedException">The server cannot be reached or used, or kept documents break a unique index that was declared later.</exception>
    public PostgresStore(NpgsqlDataSource source, IEnumerable<ICollection> collections, ILogger logger)
    {
        (_source, _logger) = (source, logger);
        _tables = collections.ToDictionary(collection => collection.Name, collection => new PostgresTable(collection), StringComparer.Ordinal);
        try
        {
            var since = new PostgresSchema(source, logger).Prepare(_tables.Values);
            _listener = new(source, since, touched => Committed?.Invoke(touched), logger);
        }
        catch (NpgsqlException unreachable)
        {
            throw new StorageRefusedException($"The database of Storage:Postgres cannot be used: {unreachable.Message}", unreachable);
        }
    }

    public event Action<IReadOnlyList<DocumentKey>>? Committed;

    /// <summary>A source for a connection string, with the statements of the store kept prepared.</summary>
    /// <exception cref="StorageRefusedException">It is no connection string.</exception>
    public static NpgsqlDataSource Source(string connection)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            settings.MaxAutoPrepare = settings.MaxAutoPrepare == 0 ? 100 : settings.MaxAutoPrepare;
            return NpgsqlDataSource.Create(settings.ConnectionString);
        }
        catch (ArgumentException wrong)
        {
            throw new StorageRefusedException($"Storage:Postgres is no connection string: {wrong.Message}", wrong);
        }
    }

    public async Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document
    {
        Known(collection);
        await using var command = Command(new($"select body from {SqlNames.Table(collection.Name)} where id = $1", [id]));
        return await command.ExecuteScalarAsync(ct) is string body ? collection.Read(body) : null;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        Known(query.Collection);
        var page = SqlQuery.Page(query);
        List<T> found = [];
        var skip = page.Skip;
        foreach (var statement in page.Statements)
        {
            if (found.Count >= (page.Take ?? int.MaxValue))
            {
                break;
            }

            await using var command = Command(statement);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (found.Count < (page.Take ?? int.MaxValue) && await reader.ReadAsync(ct))
            {
                if (skip-- <= 0)
                {
                    found.Add(query.Collection.Read(reader.GetString(0)));
                }
            }
        }

        return found;
    }

    public async Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document
    {
        Known(query.Collection);
        await using var command = Command(SqlQuery.Count(query));
        return (int)(long)(await command.ExecuteScalarAsync(ct))!;
    }

    public async Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        foreach (var change in changes)
        {
            Known(change.Collection);
        }

        if (changes.Count == 0)
        {
            return;
        }

        try
        {
            await using var connection = await _source.OpenConnectionAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
            await WriteAsync(connection, transaction, changes, ct);

            // From here on nobody can call it off: what was asked may be done already.
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (DuplicateKeyException)
        {
            // Who lost a race for a number finds both the counter changed and the number taken: the first is the reason, and trying again helps.
            await ThrowWhereChangedAsync(changes, ct);
            throw;
        }

        Announcement.Make(touched => Committed?.Invoke(touched), changes, _logger);
    }

    public IReadOnlyList<string> Collections()
    {
        using var connection = _source.OpenConnection();
        using var command = new NpgsqlCommand("select name from portal_collections order by name", connection);
        using var reader = command.ExecuteReader();
        List<string> names = [];
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    public IEnumerable<KeptDocument> Everything(string collection)
    {
        const int page = 1000;
        var last = "";
        for (List<KeptDocument> found = []; ; found.Clear())
        {
            using (var command = Command(new($"select id, version, body from {SqlNames.Table(collection)} where id > $1 order by id limit {page}", [last])))
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    found.Add(new(reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
                }
            }

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

    /// <summary>Ends listening. The data source belongs to whoever made it.</summary>
    public void Dispose() => _listener.Dispose();

    private async Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Change> changes, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var group in changes.Where(change => change.Kind is not ChangeKind.Insert).GroupBy(change => change.Collection.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            batch.BatchCommands.Add(_tables[group.Key].Lock([.. group.Select(change => change.Id).Distinct()]));
        }

        List<(NpgsqlBatchCommand Command, Change Change)> guards = [];
        foreach (var change in changes)
        {
            foreach (var (command, isGuard) in _tables[change.Collection.Name].Apply(change))
            {
                batch.BatchCommands.Add(command);
                if (isGuard)
                {
                    guards.Add((command, change));
                }
            }
        }

        _listener.Tell(batch, changes);
        try
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new DuplicateKeyException(refused.TableName ?? "", refused.ConstraintName?.Split(':')[^1] ?? "");
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            throw new StaleDocumentException(changes[0].Collection.Name, changes[0].Id);
        }

        if (guards.FirstOrDefault(guard => guard.Command.RecordsAffected == 0) is { Change: { } stale })
        {
            throw new StaleDocumentException(stale.Collection.Name, stale.Id);
        }
    }

    private async Task ThrowWhereChangedAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes.DistinctBy(change => (change.Collection.Name, change.Id)))
        {
            await using var command = Command(new($"select version from {SqlNames.Table(change.Collection.Name)} where id = $1", [change.Id]));
            if (await command.ExecuteScalarAsync(ct) as long? != (change.Kind is ChangeKind.Insert ? null : change.ReadVersion))
            {
                throw new StaleDocumentException(change.Collection.Name, change.Id);
            }
        }
    }

    private NpgsqlCommand Command(SqlStatement statement)
    {
        var command = _source.CreateCommand(statement.Text);
        foreach (var value in statement.Values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    private void Known(ICollection collection)
    {
        if (!_tables.ContainsKey(collection.Name))
        {
            throw UnknownCollectionException.For(collection);
        }
    }
}
