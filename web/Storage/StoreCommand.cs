using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Storage;

/// <summary><c>store copy --from ENGINE:PLACE --to ENGINE:PLACE</c>: what <c>scripts/copy-store</c> calls.</summary>
public static class StoreCommand
{
    private const string Usage = "store copy --from ENGINE:PLACE --to ENGINE:PLACE, with sqlite:FOLDER, litedb:FOLDER or postgres:CONNECTION";

    public static bool IsAsked(string[] args) => args is ["store", ..];

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args)
    {
        try
        {
            if (args is not ["store", "copy", "--from", var from, "--to", var to])
            {
                throw new StorageRefusedException(Usage);
            }

            ICollection[] collections = [.. services.GetServices<ICollection>()];
            using var stop = new CancellationTokenSource();
            Console.CancelKeyPress += (_, pressed) =>
            {
                pressed.Cancel = true;
                stop.Cancel();
            };
            using var source = Open(from, mustExist: true, collections);
            using var target = Open(to, mustExist: false, collections);
            await new StorageCopy(source, target, collections, Console.WriteLine).RunAsync(stop.Token);
            Console.WriteLine($"Start the portal with Storage:Engine={target.Engine} and that place from now on.");
            return 0;
        }
        catch (Exception refused) when (refused is StorageRefusedException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <summary>Opens a store named as <c>engine:place</c>. For PostgreSQL the data folder beside it does not matter here.</summary>
    internal static OpenStorage Open(string place, bool mustExist, IReadOnlyList<ICollection> collections)
    {
        if (place.Split(':', 2) is not [var engine, { Length: > 0 } where] || engine is StorageEngines.Auto or StorageEngines.Memory || !StorageEngines.BuiltIn.Contains(engine))
        {
            throw new StorageRefusedException($"'{place}' names no store of this build. {Usage}");
        }

        if (engine == StorageEngines.Postgres)
        {
            var source = Postgres.PostgresStore.Source(where);
            return new(engine, null, new Postgres.PostgresStore(source, collections, NullLogger.Instance), new Postgres.PostgresFileStore(source), source);
        }

        var folder = Path.GetFullPath(where);
        if (mustExist && !File.Exists(Path.Combine(folder, DataFolder.MarkerName)))
        {
            throw new StorageRefusedException($"There is no portal's data in {folder}.");
        }

        return StorageEngines.Open(new() { Engine = engine, Path = folder }, collections, NullLogger.Instance);
    }
}
