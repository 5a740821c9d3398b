using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace DataPortal.Storage.Sqlite;

/// <summary>One connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private const int MostStatements = 200;

    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);
    private readonly SqliteConnection _connection;

    /// <param name="writes">The one connection that writes: each of its commits is on the disk when it returns (<c>synchronous=FULL</c>, write-ahead log).</param>
    public SqliteSession(string path, bool writes)
    {
        SqliteLibrary.Use();
        _connection = new(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            _connection.Open();
            Execute("pragma journal_mode = wal");
        }
        catch (SqliteException broken)
        {
            _connection.Dispose();
            throw new StorageRefusedException($"{path} cannot be opened as a SQLite database: {broken.Message}", broken);
        }

        Execute("pragma synchronous = full");
        Execute("pragma fullfsync = on");
        Execute("pragma cache_size = -8000");
        Execute("pragma temp_store = memory");
        if (!writes)
        {
            Execute("pragma query_only = on");
        }
    }

    public bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    public long LastRow => raw.sqlite3_last_insert_rowid(_connection.Handle);

    /// <returns>How many rows it touched.</returns>
    public int Execute(string text, params IReadOnlyList<object?> values) => Command(text, values).ExecuteNonQuery();

    /// <returns>The first column of the first row, or null when there is none.</returns>
    public object? Value(string text, params IReadOnlyList<object?> values) => Command(text, values).ExecuteScalar();

    /// <summary>The caller reads it to the end or disposes it before the next call.</summary>
    public SqliteDataReader Read(string text, params IReadOnlyList<object?> values) => Command(text, values).ExecuteReader();

    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Command(string text, IReadOnlyList<object?> values)
    {
        if (!_commands.TryGetValue(text, out var command))
        {
            if (_commands.Count == MostStatements)
            {
                foreach (var old in _commands.Values)
                {
                    old.Dispose();
                }

                _commands.Clear();
            }

            command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts are made of declared names; values are always parameters.
            command.CommandText = text;
#pragma warning restore CA2100
            for (var at = 1; at <= values.Count; at++)
            {
                command.Parameters.Add(new() { ParameterName = $"${at}" });
            }

            _commands.Add(text, command);
        }

        for (var at = 0; at < values.Count; at++)
        {
            command.Parameters[at].Value = values[at] ?? DBNull.Value;
        }

        return command;
    }
}
