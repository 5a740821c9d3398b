using LiteDB;

namespace DataPortal.Storage.LiteDb;

/// <summary>Makes a place for every collection, and indexes one anew whose declared indexes are not those it was kept with.</summary>
internal sealed class LiteDbSchema(LiteDatabase database, ILogger logger)
{
    private const string Layouts = "portal_collections";

    public static IReadOnlyList<string> Kept(LiteDatabase database) =>
        [.. database.GetCollection(Layouts).FindAll().ToList().Select(layout => layout["_id"].AsString).Order(StringComparer.Ordinal)];

    public void Prepare(IEnumerable<LiteDbTable> tables)
    {
        var layouts = database.GetCollection(Layouts);
        foreach (var table in tables)
        {
            var (name, layout) = (table.Collection.Name, table.Collection.Layout);
            var kept = layouts.FindById(name)?["layout"].AsString;
            if (kept == layout)
            {
                continue;
            }

            if (kept is not null)
            {
                Rebuild(table);
            }

            table.Index(table.In(database));
            layouts.Upsert(new BsonDocument { ["_id"] = name, ["layout"] = layout });
        }
    }

    /// <summary>Beside the old ones; they take their place when they are complete. A start that is cut off begins again, or finds them complete.</summary>
    private void Rebuild(LiteDbTable table)
    {
        var (name, beside) = (table.Collection.Name, table.Collection.Name + "_new");
        if (database.CollectionExists(name))
        {
            logger.LogInformation("Indexing {Collection} anew: its indexes changed.", name);
            database.DropCollection(beside);
            Fill(table, name, beside);
            database.DropCollection(name);
        }

        if (database.CollectionExists(beside))
        {
            database.RenameCollection(beside, name);
        }
    }

    private void Fill(LiteDbTable table, string name, string beside)
    {
        HashSet<(string Index, string Key)> taken = [];
        var unique = table.Collection.Indexes.Where(index => index.Unique).Select(index => index.Name).ToHashSet();
        foreach (var part in database.GetCollection(name).FindAll().Select(LiteDbTable.Kept).ToList().Chunk(500))
        {
            List<BsonDocument> written = [];
            foreach (var kept in part)
            {
                var keys = table.Collection.KeysOf(kept.Body);
                foreach (var entry in keys.Where(entry => unique.Contains(entry.Index) && !taken.Add((entry.Index, entry.Keys[0]))))
                {
                    database.DropCollection(beside);
                    throw new StorageRefusedException($"{name}/{kept.Id} has the same {entry.Index} as another document, and {entry.Index} must be unique now. Nothing was changed.");
                }

                written.Add(table.Document(kept.Id, kept.Version, kept.Body, keys));
            }

            database.GetCollection(beside).InsertBulk(written);
        }
    }
}
