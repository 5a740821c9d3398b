using System.Globalization;
using DataPortal.Storage.Sql;
using Npgsql;

namespace DataPortal.Storage.Postgres;

/// <summary>Makes a place for every collection, and indexes one anew whose declared indexes are not those it was kept with. Several machines may start at once.</summary>
internal sealed class PostgresSchema(NpgsqlDataSource source, ILogger logger)
{
    // Any number will do as long as nobody else in the database uses it: the region code and a word.
    private const string Lock = "select pg_advisory_xact_lock(1603, 7206)";

    /// <summary>All in one transaction under one lock.</summary>
    /// <returns>A transaction number: all that commits later has it or a higher one.</returns>
    public string Prepare(IEnumerable<PostgresTable> tables)
    {
        using var connection = source.OpenConnection();
        CheckServer(connection);
        using var transaction = connection.BeginTransaction();
        Execute(connection, Lock);
        Execute(connection, "create table if not exists portal_collections (name text collate \"C\" primary key, layout text not null)");
        Execute(connection, "create table if not exists portal_commits (tx xid8 not null default pg_current_xact_id(), at timestamptz not null default now(), origin text not null, touched text not null)");
        Execute(connection, "create index if not exists portal_commits_tx on portal_commits (tx)");
        Execute(connection, "create table if not exists portal_files (hash text collate \"C\" primary key, length bigint not null)");
        Execute(connection, "create table if not exists portal_file_parts (hash text collate \"C\" not null, part int not null, bytes bytea not null, primary key (hash, part))");
        Execute(connection, "alter table portal_file_parts alter column bytes set storage external");
        foreach (var table in tables)
        {
            var (name, layout) = (table.Collection.Name, table.Collection.Layout);
            var kept = Scalar(connection, "select layout from portal_collections where name = $1", name);
            if (kept as string == layout)
            {
                continue;
            }

            if (kept is null)
            {
                Execute(connection, table.CreateTable);
            }
            else
            {
                DropKeys(connection, name);
            }

            table.CreateKeys().ToList().ForEach(statement => Execute(connection, statement));
            if (kept is not null)
            {
                Rekey(connection, table);
            }

            try
            {
                table.CreateIndexes().ToList().ForEach(statement => Execute(connection, statement));
            }
            catch (PostgresException twins) when (twins.SqlState == PostgresErrorCodes.UniqueViolation)
            {
                throw new StorageRefusedException($"Documents of {name} share a key that must be unique now ({twins.ConstraintName}). Nothing was changed.", twins);
            }

            Execute(connection, "insert into portal_collections (name, layout) values ($1, $2) on conflict (name) do update set layout = $2", name, layout);
        }

        transaction.Commit();
        return (string)Scalar(connection, "select pg_snapshot_xmin(pg_current_snapshot())::text")!;
    }

    private static void CheckServer(NpgsqlConnection connection)
    {
        List<string> wrong = [];
        if (connection.PostgreSqlVersion.Major < 13)
        {
            wrong.Add($"it is version {connection.PostgreSqlVersion}, and 13 or later is needed");
        }

        if (Scalar(connection, "show server_encoding") as string is not "UTF8" and var encoding)
        {
            wrong.Add($"the database's encoding is {encoding}, and UTF8 is needed");
        }

        if (Scalar(connection, "show fsync") as string is not "on")
        {
            wrong.Add("fsync is off, so a power cut would lose what was acknowledged");
        }

        if (Scalar(connection, "show synchronous_commit") as string is "off")
        {
            wrong.Add("synchronous_commit is off, so a crash would lose what was acknowledged");
        }

        if (wrong.Count > 0)
        {
            throw new StorageRefusedException($"The PostgreSQL server of Storage:Postgres cannot be used: {string.Join("; ", wrong)}.");
        }
    }

    private static void DropKeys(NpgsqlConnection connection, string name)
    {
        foreach (var many in Texts(connection, "select tablename::text from pg_tables where schemaname = current_schema() and starts_with(tablename::text, $1)", name + "."))
        {
            Execute(connection, $"drop table \"{many}\"");
        }

        foreach (var column in Texts(connection, "select column_name::text from information_schema.columns where table_schema = current_schema() and table_name = $1 and starts_with(column_name::text, 'k_')", name))
        {
            Execute(connection, $"alter table {SqlNames.Table(name)} drop column {column}");
        }
    }

    private void Rekey(NpgsqlConnection connection, PostgresTable table)
    {
        const int page = 500;
        var (last, done) = ("", 0);
        logger.LogInformation("Indexing {Collection} anew: its indexes changed.", table.Collection.Name);
        for (List<(string Id, string Body)> found = []; ; found.Clear())
        {
            using (var command = Command(connection, string.Create(CultureInfo.InvariantCulture, $"select id, body from {SqlNames.Table(table.Collection.Name)} where id > $1 order by id limit {page}"), last))
            using (var reader = command.ExecuteReader())
            {
                while (reader.Read())
                {
                    found.Add((reader.GetString(0), reader.GetString(1)));
                }
            }

            using var batch = new NpgsqlBatch(connection);
            foreach (var statement in found.SelectMany(document => table.Rekey(document.Id, table.Collection.KeysOf(document.Body))))
            {
                batch.BatchCommands.Add(statement);
            }

            if (batch.BatchCommands.Count > 0)
            {
                batch.ExecuteNonQuery();
            }

            done += found.Count;
            if (found.Count < page)
            {
                logger.LogInformation("Indexed {Collection} anew: {Done} documents.", table.Collection.Name, done);
                return;
            }

            last = found[^1].Id;
        }
    }

    private static List<string> Texts(NpgsqlConnection connection, string text, params IReadOnlyList<object> values)
    {
        List<string> found = [];
        using var command = Command(connection, text, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private static void Execute(NpgsqlConnection connection, string text, params IReadOnlyList<object> values)
    {
        using var command = Command(connection, text, values);
        command.ExecuteNonQuery();
    }

    private static object? Scalar(NpgsqlConnection connection, string text, params IReadOnlyList<object> values)
    {
        using var command = Command(connection, text, values);
        return command.ExecuteScalar();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, params IReadOnlyList<object> values)
    {
#pragma warning disable CA2100 // Texts are made of declared names; values are always parameters.
        var command = new NpgsqlCommand(text, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
