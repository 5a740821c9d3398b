using System.Diagnostics;
using DataPortal.Storage;

namespace DataPortal.Crash;

/// <summary>Starts the worker, kills it (SIGKILL) at a random moment, opens the store again and looks. With PostgreSQL it also kills the server.</summary>
internal sealed class Driver(string engine, int kills)
{
    private readonly Random _random = new();
    private int _passed;
    private int _failed;

    public async Task<int> RunAsync()
    {
        var root = Directory.CreateTempSubdirectory("dataportal-crash-").FullName;
        try
        {
            await CountAsync("An engine that forgets is refused", () => RefusedAsync(new(StorageEngines.Memory, Path.Combine(root, "memory"), null)));
            if (engine == StorageEngines.Memory)
            {
                return Result();
            }

            using var server = engine == StorageEngines.Postgres ? new Server(Path.Combine(root, "server")) : null;
            var place = new Place(engine, Path.Combine(root, "data"), server?.Connection);
            var acknowledged = new Acknowledged();
            for (var round = 1; round <= kills; round++)
            {
                var killsServer = server is not null && round % 3 == 0;
                await CountAsync($"Kill {round} of {kills}{(killsServer ? ", and the server" : "")}", () => RoundAsync(place, acknowledged, breaks: false, killsServer ? server : null));
            }

            await CountAsync("Every file at the end", () => new Inspection(place, acknowledged).EverythingAsync());
            await CountAsync("A worker that says so too early is caught", () => CaughtAsync(place with { Folder = Path.Combine(root, "broken") }, server));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }

        return Result();
    }

    private int Result()
    {
        Console.WriteLine($"{_passed} passed, {_failed} failed");
        return _failed == 0 ? 0 : 1;
    }

    private async Task CountAsync(string name, Func<Task<string>> check)
    {
        try
        {
            Console.WriteLine($"ok   {name}: {await check()}");
            _passed++;
        }
        catch (LossException loss)
        {
            Console.WriteLine($"FAIL {name}: {loss.Message}");
            _failed++;
        }
    }

    private async Task<string> RoundAsync(Place place, Acknowledged acknowledged, bool breaks, Server? server)
    {
        using var worker = Start(place, breaks);
        var reading = acknowledged.ReadAsync(worker.StandardOutput);
        var complaints = worker.StandardError.ReadToEndAsync();

        // Mostly in the middle of writing; now and then while it opens and recovers.
        var opening = _random.Next(6) == 0;
        var clock = Stopwatch.StartNew();
        for (var before = acknowledged.Count; !opening && acknowledged.Count == before && !worker.HasExited && clock.Elapsed < TimeSpan.FromSeconds(60);)
        {
            await Task.Delay(5);
        }

        await Task.Delay(_random.Next(opening ? 600 : 400));
        server?.Kill();
        var endedItself = server is null && worker.HasExited;
        worker.Kill();
        await worker.WaitForExitAsync();
        await reading;
        server?.Restart();
        if (endedItself)
        {
            throw new LossException($"the worker ended by itself: {await complaints}");
        }

        return await new Inspection(place, acknowledged).RunAsync();
    }

    private async Task<string> CaughtAsync(Place place, Server? server)
    {
        server?.Empty();
        var acknowledged = new Acknowledged();
        for (var round = 1; round <= 10; round++)
        {
            try
            {
                await RoundAsync(place, acknowledged, breaks: true, null);
            }
            catch (LossException loss)
            {
                return $"after {round} kills: {loss.Message}";
            }
        }

        throw new LossException("ten kills did not show that it acknowledges before it commits: this test cannot fail");
    }

    private static async Task<string> RefusedAsync(Place place)
    {
        using var worker = Start(place, breaks: false);
        var words = await worker.StandardError.ReadToEndAsync();
        await worker.WaitForExitAsync();
        return worker.ExitCode == 2 && words.Contains("memory", StringComparison.Ordinal) ? words.Trim() : throw new LossException($"it started with '{place.Engine}': {words}");
    }

    private static Process Start(Place place, bool breaks) => Process.Start(new ProcessStartInfo(
        Environment.ProcessPath!, [.. Self(), "worker", .. place.Arguments, .. breaks ? (IEnumerable<string>)["--break"] : []])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>As a program of its own, or as an argument of <c>dotnet</c>.</summary>
    private static string[] Self() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Driver).Assembly.Location] : [];
}

/// <summary>Something acknowledged is lost, or something is half there.</summary>
internal sealed class LossException(string message) : Exception(message);
