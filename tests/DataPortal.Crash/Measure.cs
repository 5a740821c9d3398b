using System.Diagnostics;
using DataPortal.Storage;

namespace DataPortal.Crash;

/// <summary>How fast an engine is here: <c>measure --engine sqlite [--postgres CONNECTION]</c>.</summary>
internal static class Measure
{
    private const int Documents = 50_000;

    public static async Task<int> RunAsync(Place place)
    {
        var folder = Directory.CreateTempSubdirectory("dataportal-measure-").FullName;
        try
        {
            using var storage = (place with { Folder = folder }).Open();
            var store = storage.Documents;
            var empty = new FileReference(new string('0', 64), "x", "x", 0);
            Letter New(int at) => new() { Id = $"{at:000000}", Number = at, File = empty, Replies = at % 5, Words = [$"w{at % 100}", $"x{at}"] };

            await TimeAsync("commits of one document, one writer", 2_000, async count =>
            {
                for (var at = 0; at < count; at++)
                {
                    await store.CommitAsync([Papers.Mailings.Insert(new() { Id = $"a{at}", Letter = "x" })], default);
                }
            });
            await TimeAsync("commits of one document, 32 writers", 20_000, count => Task.WhenAll(Enumerable.Range(0, 32).Select(writer => Task.Run(async () =>
            {
                for (var at = 0; at < count / 32; at++)
                {
                    await store.CommitAsync([Papers.Mailings.Insert(new() { Id = $"b{writer}-{at}", Letter = "x" })], default);
                }
            }))));
            await TimeAsync("documents inserted, 500 a commit", Documents, async count =>
            {
                for (var from = 0; from < count; from += 500)
                {
                    await store.CommitAsync([.. Enumerable.Range(from, 500).Select(at => Papers.Letters.Insert(New(at)))], default);
                }
            });
            await TimeAsync("found by identifier", 20_000, async count =>
            {
                for (var at = 0; at < count; at++)
                {
                    _ = await store.FindAsync(Papers.Letters, $"{at * 7 % Documents:000000}", default);
                }
            });
            await TimeAsync($"first 50 by number of {Documents}", 1_000, count => RepeatAsync(count, Papers.Letters.All().OrderByDescending("number").Top(50)));
            await TimeAsync("50 after a cursor in the middle", 1_000, count => RepeatAsync(count, Papers.Letters.All().OrderBy("number").Top(50).After(New(Documents / 2))));
            await TimeAsync("one of 500 with a word, by number", 200, count => RepeatAsync(count, Papers.Letters.Where("word", "w7").OrderBy("number").Top(50)));
            await TimeAsync("one by a word's prefix", 1_000, count => RepeatAsync(count, Papers.Letters.All().StartsWith("word", "x4242").Top(50)));
            await TimeAsync("counted: 10,000 of 50,000", 50, async count =>
            {
                for (var at = 0; at < count; at++)
                {
                    _ = await store.CountAsync(Papers.Letters.Where("replies", 3), default);
                }
            });
            await TimeAsync("all streamed (documents)", Documents, async _ =>
            {
                await foreach (var _letter in store.StreamAsync(Papers.Letters.All().OrderBy("number"), default))
                {
                }
            });

            async Task RepeatAsync(int count, Query<Letter> query)
            {
                for (var at = 0; at < count; at++)
                {
                    _ = await store.ListAsync(query, default);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static async Task TimeAsync(string what, int count, Func<int, Task> run)
    {
        var clock = Stopwatch.StartNew();
        await run(count);
        var seconds = clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-40} {count / seconds,10:N0} /s  {1e3 * seconds / count,9:0.000} ms each");
    }
}
