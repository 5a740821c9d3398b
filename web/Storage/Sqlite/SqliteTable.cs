using DataPortal.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace DataPortal.Storage.Sqlite;

/// <summary>One collection as tables: a row a document with a column a key, and for each index of several values a table of (key, row).</summary>
internal sealed class SqliteTable
{
    private const int UniqueConstraint = 2067;

    private readonly IndexDefinition[] _singles;
    private readonly IndexDefinition[] _manies;
    private readonly string _insert;
    private readonly string _replace;
    private readonly string _delete;

    public SqliteTable(ICollection collection)
    {
        Collection = collection;
        _singles = [.. collection.Indexes.Where(index => !index.Many)];
        _manies = [.. collection.Indexes.Where(index => index.Many)];
        var (table, columns) = (SqlNames.Table(collection.Name), _singles.Select(index => SqlNames.Column(index.Name)).ToArray());
        _insert = $"insert into {table} ({string.Join(", ", ["id", "version", "body", .. columns])}) values ({string.Join(", ", Enumerable.Range(1, 3 + columns.Length).Select(at => $"${at}"))}) on conflict (id) do nothing";
        _replace = $"update {table} set {string.Join(", ", ["version = $3", "body = $4", .. columns.Select((column, at) => $"{column} = ${at + 5}")])} where id = $1 and version = $2";
        _delete = $"delete from {table} where id = $1 and version = $2";
    }

    public ICollection Collection { get; }

    private string Name => Collection.Name;

    /// <summary>Makes the tables and indexes.</summary>
    public void Create(SqliteSession session)
    {
        // The body stands last: keys are read without walking through it.
        session.Execute($"create table {SqlNames.Table(Name)} ({string.Join(", ", ["n integer primary key", "id text not null unique", "version integer not null", .. _singles.Select(index => $"{SqlNames.Column(index.Name)} text"), "body text not null"])})");
        foreach (var index in _singles)
        {
            var column = SqlNames.Column(index.Name);
            session.Execute($"create {(index.Unique ? "unique " : "")}index \"{Name}:{index.Name}\" on {SqlNames.Table(Name)} ({(index.Unique ? column : $"{column}, id")})");
        }

        foreach (var pair in Collection.Pairs)
        {
            session.Execute($"create index \"{Name}:{pair.First}+{pair.Second}\" on {SqlNames.Table(Name)} ({SqlNames.Column(pair.First)}, {SqlNames.Column(pair.Second)}, id)");
        }

        foreach (var index in _manies)
        {
            session.Execute($"create table {SqlNames.Many(Name, index.Name)} (key text not null, n integer not null, primary key (key, n)) without rowid");
            session.Execute($"create index \"{Name}.{index.Name}:n\" on {SqlNames.Many(Name, index.Name)} (n)");
        }
    }

    /// <exception cref="StaleDocumentException">It changed since it was read, or the identifier is taken.</exception>
    /// <exception cref="DuplicateKeyException">A unique key is taken.</exception>
    public void Apply(SqliteSession session, Change change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Insert:
                Insert(session, change.Id, change.NewVersion, change.Body, change.Keys);
                break;
            case ChangeKind.Replace:
                Touched(change.Id, Guarded(session, change.Id, isNew: false,
                    () => session.Execute(_replace, [change.Id, change.ReadVersion, change.NewVersion, change.Body, .. Singles(change.Keys)])));
                foreach (var index in _manies)
                {
                    Rewrite(session, index.Name, Row(session, change.Id), change.Keys);
                }

                break;
            case ChangeKind.Delete:
                foreach (var index in _manies)
                {
                    session.Execute($"delete from {SqlNames.Many(Name, index.Name)} where n = (select n from {SqlNames.Table(Name)} where id = $1)", change.Id);
                }

                Touched(change.Id, session.Execute(_delete, change.Id, change.ReadVersion));
                break;
            default:
                throw new InvalidOperationException($"Unknown change {change.Kind}.");
        }
    }

    public void Insert(SqliteSession session, string id, long version, string body, IReadOnlyList<IndexEntry> keys)
    {
        Touched(id, Guarded(session, id, isNew: true, () => session.Execute(_insert, [id, version, body, .. Singles(keys)])));
        var row = session.LastRow;
        foreach (var index in _manies)
        {
            foreach (var key in KeysOf(keys, index.Name))
            {
                session.Execute($"insert into {SqlNames.Many(Name, index.Name)} (key, n) values ($1, $2)", key, row);
            }
        }
    }

    private static IReadOnlyList<string> KeysOf(IReadOnlyList<IndexEntry> keys, string index) =>
        keys.FirstOrDefault(entry => entry.Index == index)?.Keys ?? [];

    private IEnumerable<string?> Singles(IReadOnlyList<IndexEntry> keys) => _singles.Select(index => KeysOf(keys, index.Name) is [var key, ..] ? key : null);

    private long Row(SqliteSession session, string id) => (long)session.Value($"select n from {SqlNames.Table(Name)} where id = $1", id)!;

    /// <summary>Writes only the difference: a request has some hundred words, and an answer changes none of them.</summary>
    private void Rewrite(SqliteSession session, string index, long row, IReadOnlyList<IndexEntry> keys)
    {
        HashSet<string> before = [];
        using (var reader = session.Read($"select key from {SqlNames.Many(Name, index)} where n = $1", row))
        {
            while (reader.Read())
            {
                before.Add(reader.GetString(0));
            }
        }

        var now = KeysOf(keys, index);
        foreach (var key in now.Where(key => !before.Remove(key)))
        {
            session.Execute($"insert into {SqlNames.Many(Name, index)} (key, n) values ($1, $2)", key, row);
        }

        foreach (var key in before)
        {
            session.Execute($"delete from {SqlNames.Many(Name, index)} where key = $1 and n = $2", key, row);
        }
    }

    private void Touched(string id, int rows)
    {
        if (rows == 0)
        {
            throw new StaleDocumentException(Name, id);
        }
    }

    private int Guarded(SqliteSession session, string id, bool isNew, Func<int> write)
    {
        try
        {
            return write();
        }
        catch (SqliteException taken) when (taken.SqliteExtendedErrorCode == UniqueConstraint)
        {
            // Of two reasons the identifier counts first, in every engine.
            if (isNew && session.Value($"select 1 from {SqlNames.Table(Name)} where id = $1", id) is not null)
            {
                return 0;
            }

            var index = _singles.FirstOrDefault(index => index.Unique && taken.Message.Contains($".{SqlNames.Column(index.Name)}'", StringComparison.Ordinal));
            throw new DuplicateKeyException(Name, index?.Name ?? taken.Message);
        }
    }
}
