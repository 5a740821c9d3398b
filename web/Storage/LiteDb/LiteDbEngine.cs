using DataPortal.Storage.LiteDb;

namespace DataPortal.Storage;

/// <summary>The full profile builds LiteDB in; a new data folder takes it.</summary>
public static partial class StorageEngines
{
    static partial void AddLiteDb(Dictionary<string, Func<DataFolder, IReadOnlyList<ICollection>, ILogger, IDocumentEngine>> engines) =>
        engines.Add(LiteDb, (folder, collections, logger) => new LiteDbStore(folder.Path("portal.litedb"), collections, logger));
}
