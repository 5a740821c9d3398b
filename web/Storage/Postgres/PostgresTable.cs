using DataPortal.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace DataPortal.Storage.Postgres;

/// <summary>One collection as tables: a row a document with a column a key (<c>collate "C"</c>: by code point), and for each index of several values a table of (key, row).</summary>
internal sealed class PostgresTable
{
    private readonly IndexDefinition[] _singles;
    private readonly IndexDefinition[] _manies;
    private readonly string _table;
    private readonly string _insert;
    private readonly string _replace;
    private readonly string _rekey;

    public PostgresTable(ICollection collection)
    {
        Collection = collection;
        _singles = [.. collection.Indexes.Where(index => !index.Many)];
        _manies = [.. collection.Indexes.Where(index => index.Many)];
        _table = SqlNames.Table(collection.Name);
        var columns = _singles.Select(index => SqlNames.Column(index.Name)).ToArray();
        _insert = $"insert into {_table} ({string.Join(", ", ["id", "version", "body", .. columns])}) values ({string.Join(", ", Enumerable.Range(1, 3 + columns.Length).Select(at => $"${at}"))}) on conflict (id) do nothing";
        _replace = $"update {_table} set {string.Join(", ", ["version = $3", "body = $4", .. columns.Select((column, at) => $"{column} = ${at + 5}")])} where id = $1 and version = $2";
        _rekey = columns.Length == 0 ? "" : $"update {_table} set {string.Join(", ", columns.Select((column, at) => $"{column} = ${at + 2}"))} where id = $1";
    }

    public ICollection Collection { get; }

    private string Name => Collection.Name;

    public string CreateTable => $"create table {_table} (n bigint generated always as identity primary key, id text collate \"C\" not null unique, version bigint not null, body text not null)";

    /// <summary>Makes the columns and tables of keys, empty.</summary>
    public IEnumerable<string> CreateKeys() =>
    [
        .. _singles.Select(index => $"alter table {_table} add column {SqlNames.Column(index.Name)} text collate \"C\""),
        .. _manies.Select(index => $"create table {SqlNames.Many(Name, index.Name)} (key text collate \"C\" not null, n bigint not null, primary key (key, n))"),
    ];

    /// <summary>Makes the indexes: after the keys are there, which is faster.</summary>
    public IEnumerable<string> CreateIndexes() =>
    [
        .. _singles.Select(index => index.Unique
            ? $"create unique index \"{Name}:{index.Name}\" on {_table} ({SqlNames.Column(index.Name)})"
            : $"create index \"{Name}:{index.Name}\" on {_table} ({SqlNames.Column(index.Name)} asc nulls first, id)"),
        .. Collection.Pairs.Select(pair => $"create index \"{Name}:{pair.First}+{pair.Second}\" on {_table} ({SqlNames.Column(pair.First)}, {SqlNames.Column(pair.Second)} asc nulls first, id)"),
        .. _manies.Select(index => $"create index \"{Name}.{index.Name}:n\" on {SqlNames.Many(Name, index.Name)} (n)"),
    ];

    /// <summary>Locks the rows a commit will change, in one order for everybody, so that no two commits wait for each other.</summary>
    public NpgsqlBatchCommand Lock(string[] ids) => Command($"select n from {_table} where id = any($1) order by id for update", [ids]);

    /// <returns>The statements of a change, and whether each must touch a row: when it does not, the document is not what was read.</returns>
    public IEnumerable<(NpgsqlBatchCommand Command, bool Guards)> Apply(Change change)
    {
        switch (change.Kind)
        {
            case ChangeKind.Insert:
                yield return (Command(_insert, [change.Id, change.NewVersion, change.Body, .. Singles(change.Keys)]), true);
                foreach (var (index, keys) in Manies(change.Keys).Where(entry => entry.Keys.Length > 0))
                {
                    yield return (Add(index, change.Id, keys), false);
                }

                break;
            case ChangeKind.Replace:
                yield return (Command(_replace, [change.Id, change.ReadVersion, change.NewVersion, change.Body, .. Singles(change.Keys)]), true);
                foreach (var (index, keys) in Manies(change.Keys))
                {
                    yield return (Command($"delete from {SqlNames.Many(Name, index)} m using {_table} d where d.id = $1 and m.n = d.n and m.key <> all($2)", change.Id, keys), false);
                    if (keys.Length > 0)
                    {
                        yield return (Add(index, change.Id, keys), false);
                    }
                }

                break;
            case ChangeKind.Delete:
                foreach (var (index, _) in Manies([]))
                {
                    yield return (Command($"delete from {SqlNames.Many(Name, index)} m using {_table} d where d.id = $1 and m.n = d.n", change.Id), false);
                }

                yield return (Command($"delete from {_table} where id = $1 and version = $2", change.Id, change.ReadVersion), true);
                break;
            default:
                throw new InvalidOperationException($"Unknown change {change.Kind}.");
        }
    }

    /// <summary>Writes the keys of a kept document into columns and tables that have none yet.</summary>
    public IEnumerable<NpgsqlBatchCommand> Rekey(string id, IReadOnlyList<IndexEntry> keys)
    {
        if (_rekey.Length > 0)
        {
            yield return Command(_rekey, [id, .. Singles(keys)]);
        }

        foreach (var (index, values) in Manies(keys).Where(entry => entry.Keys.Length > 0))
        {
            yield return Add(index, id, values);
        }
    }

    private static NpgsqlBatchCommand Command(string text, params IReadOnlyList<object?> values)
    {
#pragma warning disable CA2100 // Texts are made of declared names; values are always parameters.
        var command = new NpgsqlBatchCommand(text);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text } : new() { Value = value });
        }

        return command;
    }

    private NpgsqlBatchCommand Add(string index, string id, string[] keys) => Command(
        $"insert into {SqlNames.Many(Name, index)} (key, n) select k, d.n from unnest($2) k, {_table} d where d.id = $1 on conflict do nothing", id, keys);

    private IEnumerable<string?> Singles(IReadOnlyList<IndexEntry> keys) =>
        _singles.Select(index => keys.FirstOrDefault(entry => entry.Index == index.Name)?.Keys[0]);

    private IEnumerable<(string Index, string[] Keys)> Manies(IReadOnlyList<IndexEntry> keys) =>
        _manies.Select(index => (index.Name, keys.FirstOrDefault(entry => entry.Index == index.Name)?.Keys.ToArray() ?? []));
}
