using DataPortal.Storage;

namespace DataPortal.Crash;

/// <summary>Writes as fast as it can, several at a time, and says on standard output what is durable, until it is killed.</summary>
internal static class Worker
{
    private const int Writers = 4;

    /// <param name="place">Where.</param>
    /// <param name="breaks">True: says so before it is durable. The driver must catch that.</param>
    public static async Task<int> RunAsync(Place place, bool breaks)
    {
        try
        {
            using var storage = place.Open();
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(storage, breaks))));
            return 0;
        }
        catch (StorageRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 2;
        }
        catch (Exception broken) when (place.Engine == StorageEngines.Postgres)
        {
            // The server was killed: nothing more can be acknowledged.
            await Console.Error.WriteLineAsync(broken.Message);
            return 3;
        }
    }

    private static async Task WriteAsync(OpenStorage storage, bool breaks)
    {
        var random = new Random();
        while (true)
        {
            var bytes = new byte[random.Next(1, 60_000)];
            random.NextBytes(bytes);
            var file = await storage.Files.PutAsync(new MemoryStream(bytes), "lampiran.bin", "application/octet-stream", bytes.Length, default);
            var id = Guid.NewGuid().ToString("N");
            if (breaks)
            {
                Say($"letter {id} {file.Hash}");
                await Task.Delay(100);
            }

            var letter = await storage.Documents.CommitAsync(async ct =>
            {
                var (number, taken) = await YearlyCounter.NextAsync(storage.Documents, Papers.Series, Papers.Year, ct);
                var made = new Letter { Id = id, Number = number, File = file, Replies = 0, Words = ["surat", $"w{number % 10}"] };
                return (made, (IReadOnlyList<Change>)[taken, Papers.Letters.Insert(made), Papers.Mailings.Insert(new() { Id = $"{id}-0", Letter = id })]);
            }, default);
            Say($"letter {id} {file.Hash}");

            if (random.Next(2) == 0)
            {
                var reply = letter with { Version = 1, Replies = 1, Words = ["surat", "dijawab"] };
                await storage.Documents.CommitAsync([Papers.Letters.Replace(reply), Papers.Mailings.Insert(new() { Id = $"{id}-1", Letter = id })], default);
                Say($"reply {id}");
            }
        }
    }

    /// <summary>The full stop tells a whole line from one that was cut off.</summary>
    private static void Say(string line)
    {
        lock (Console.Out)
        {
            Console.Out.Write(line + " .\n");
            Console.Out.Flush();
        }
    }
}
