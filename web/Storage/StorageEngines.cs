using DataPortal.Storage.Postgres;
using DataPortal.Storage.Sqlite;

namespace DataPortal.Storage;

/// <summary>An open store: its documents and its files. Closing it ends the engine and frees the folder.</summary>
public sealed record OpenStorage(string Engine, DataFolder? Folder, IDocumentEngine Documents, IFileStore Files, IDisposable? Connection) : IDisposable
{
    public void Dispose()
    {
        (Documents as IDisposable)?.Dispose();
        Connection?.Dispose();
        Folder?.Dispose();
    }
}

/// <summary>The engines of this build, and which of them opens a folder.</summary>
public static partial class StorageEngines
{
    public const string Auto = "auto";
    public const string Sqlite = "sqlite";
    public const string LiteDb = "litedb";
    public const string Postgres = "postgres";
    public const string Memory = "memory";

    /// <summary>The engines that keep documents in the data folder, by name, the preferred one first.</summary>
    private static readonly Dictionary<string, Func<DataFolder, IReadOnlyList<ICollection>, ILogger, IDocumentEngine>> _inFolder = FindEngines();

    /// <summary>The names an operator may choose in this build.</summary>
    public static IReadOnlyCollection<string> BuiltIn { get; } = [.. _inFolder.Keys, Postgres];

    /// <summary>Opens the store the options name. <c>auto</c> keeps to what the folder holds, else takes LiteDB where it is built in, else SQLite.</summary>
    /// <exception cref="StorageRefusedException">The folder cannot be used, is in use, or was written by another engine.</exception>
    public static OpenStorage Open(StorageOptions options, IReadOnlyList<ICollection> collections, ILogger logger)
    {
        if (options.Engine == Memory)
        {
            return new(Memory, null, new MemoryStore(collections), new MemoryFileStore(), null);
        }

        var folder = new DataFolder(options.Folder);
        try
        {
            var engine = Choose(options, folder);
            var opened = engine == Postgres ? OpenPostgres(options, folder, collections, logger) : OpenFolder(engine, folder, collections, logger);

            // Marked when it could be opened, not before.
            folder.Mark(engine);
            return opened;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private static OpenStorage OpenFolder(string engine, DataFolder folder, IReadOnlyList<ICollection> collections, ILogger logger)
    {
        folder.Hold();
        return new(engine, folder, _inFolder[engine](folder, collections, logger), new DiskFileStore(folder.Path("files")), null);
    }

    private static OpenStorage OpenPostgres(StorageOptions options, DataFolder folder, IReadOnlyList<ICollection> collections, ILogger logger)
    {
        var source = PostgresStore.Source(options.Postgres is { Length: > 0 } connection
            ? connection
            : throw new StorageRefusedException($"The data folder {folder.FullPath} belongs to a portal on PostgreSQL. Set Storage:Postgres to its connection string."));
        try
        {
            return new(Postgres, folder, new PostgresStore(source, collections, logger), new PostgresFileStore(source), source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static string Choose(StorageOptions options, DataFolder folder)
    {
        var (wanted, held) = (options.Engine, folder.Engine);
        if (wanted == Auto)
        {
            wanted = held ?? _inFolder.Keys.First();
            return BuiltIn.Contains(wanted)
                ? wanted
                : throw new StorageRefusedException(
                    $"The data folder {folder.FullPath} was written by '{wanted}', which is not in this build. Build with DATAPORTAL_PACKAGES=full, or copy it with a build that has it: scripts/copy-store {wanted}:{folder.FullPath} sqlite:NEW-FOLDER.");
        }

        return held is null || held == wanted
            ? wanted
            : throw new StorageRefusedException(
                $"The data folder {folder.FullPath} was written by '{held}', but Storage:Engine is '{wanted}'. Set Storage:Engine to {held} or auto; or name an empty folder in Storage:Path; "
                + $"or copy everything over: scripts/copy-store {held}:{folder.FullPath} {wanted}:{(wanted == Postgres ? "CONNECTION" : "NEW-FOLDER")}.");
    }

    private static Dictionary<string, Func<DataFolder, IReadOnlyList<ICollection>, ILogger, IDocumentEngine>> FindEngines()
    {
        Dictionary<string, Func<DataFolder, IReadOnlyList<ICollection>, ILogger, IDocumentEngine>> engines = [];
        AddLiteDb(engines);
        engines.Add(Sqlite, (folder, collections, logger) => new SqliteStore(folder.Path("portal.sqlite"), collections, logger));
        return engines;
    }

    /// <summary>Has a body only in the full profile (<c>Storage/LiteDb</c>).</summary>
    static partial void AddLiteDb(Dictionary<string, Func<DataFolder, IReadOnlyList<ICollection>, ILogger, IDocumentEngine>> engines);
}
