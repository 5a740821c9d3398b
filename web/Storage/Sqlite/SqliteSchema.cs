using System.Diagnostics;
using DataPortal.Storage.Sql;

namespace DataPortal.Storage.Sqlite;

/// <summary>Makes a place for every collection, and indexes one anew whose declared indexes are not those it was kept with.</summary>
internal sealed class SqliteSchema(SqliteSession session, ILogger logger)
{
    /// <summary>All in one transaction: a start that is cut off leaves what was.</summary>
    public void Prepare(IEnumerable<SqliteTable> tables)
    {
        session.Execute("begin immediate");
        session.Execute("create table if not exists portal_collections (name text primary key, layout text not null)");
        foreach (var table in tables)
        {
            var (name, layout) = (table.Collection.Name, table.Collection.Layout);
            switch (session.Value("select layout from portal_collections where name = $1", name))
            {
                case null:
                    table.Create(session);
                    session.Execute("insert into portal_collections (name, layout) values ($1, $2)", name, layout);
                    break;
                case string kept when kept != layout:
                    Rebuild(table);
                    session.Execute("update portal_collections set layout = $2 where name = $1", name, layout);
                    break;
            }
        }

        session.Execute("commit");

        // The planner chooses between indexes by what it knows of them.
        session.Execute("pragma analysis_limit = 400");
        session.Execute("pragma optimize");
    }

    public static IReadOnlyList<string> Kept(SqliteSession session)
    {
        List<string> names = [];
        using var reader = session.Read("select name from portal_collections order by name");
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private void Rebuild(SqliteTable table)
    {
        var name = table.Collection.Name;
        var (clock, said, done) = (Stopwatch.StartNew(), TimeSpan.Zero, 0);
        logger.LogInformation("Indexing {Collection} anew: its indexes changed.", name);
        List<string> manies = [];
        using (var reader = session.Read("select name from sqlite_master where type = 'table' and name like $1 escape '!'", name.Replace("_", "!_", StringComparison.Ordinal) + ".%"))
        {
            while (reader.Read())
            {
                manies.Add(reader.GetString(0));
            }
        }

        foreach (var many in manies)
        {
            session.Execute($"drop table \"{many}\"");
        }

        // Only the table moves aside; its indexes would keep the names the new ones need.
        session.Execute($"alter table {SqlNames.Table(name)} rename to \"{name} old\"");
        List<string> indexes = [];
        using (var reader = session.Read("select name from sqlite_master where type = 'index' and tbl_name = $1 and sql is not null", $"{name} old"))
        {
            while (reader.Read())
            {
                indexes.Add(reader.GetString(0));
            }
        }

        foreach (var index in indexes)
        {
            session.Execute($"drop index \"{index}\"");
        }

        table.Create(session);
        using (var reader = session.Read($"select id, version, body from \"{name} old\""))
        {
            while (reader.Read())
            {
                var (id, body) = (reader.GetString(0), reader.GetString(2));
                try
                {
                    table.Insert(session, id, reader.GetInt64(1), body, table.Collection.KeysOf(body));
                }
                catch (DuplicateKeyException duplicate)
                {
                    throw new StorageRefusedException($"{name}/{id} has the same {duplicate.Index} as another document, and {duplicate.Index} must be unique now. Nothing was changed.", duplicate);
                }

                done++;
                if (clock.Elapsed - said > TimeSpan.FromSeconds(5))
                {
                    said = clock.Elapsed;
                    logger.LogInformation("Indexing {Collection} anew: {Done} documents so far.", name, done);
                }
            }
        }

        session.Execute($"drop table \"{name} old\"");
        logger.LogInformation("Indexed {Collection} anew: {Done} documents in {Seconds:0.0} s.", name, done, clock.Elapsed.TotalSeconds);
    }
}
