using System.Security.Cryptography;
using System.Text;
using DataPortal.Catalog.Search;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>What was searched and taken on a day: counts, nothing of who (procedure pelayanan-website, steps 2 to 4, <i>hitungan</i>).</summary>
public sealed record DayCount : Document
{
    public required DateOnly Day { get; init; }
    public long Searches { get; init; }

    /// <summary>Searches that found nothing: the <i>tidak</i> of step 3.</summary>
    public long Unfound { get; init; }

    /// <summary>Files sent, by item.</summary>
    public IReadOnlyDictionary<string, long> Downloads { get; init; } = new Dictionary<string, long>();
}

/// <summary>Words that found nothing more than once: what the catalogue lacks.</summary>
public sealed record UnfoundWords : Document
{
    public required string Words { get; init; }
    public required long Count { get; init; }
    public required DateOnly First { get; init; }
    public required DateOnly Last { get; init; }
}

/// <summary>
/// Counts in memory and writes every few seconds: a search or a download never waits for the store, and a crash loses some seconds of counts and nothing else.
/// Words are kept only when they found nothing twice and look like no person's: no address, no long number.
/// </summary>
public sealed class CatalogTally(IDocumentStore store, TimeProvider clock, ILogger<CatalogTally> logger) : BackgroundService
{
    private const int MostWordsHeld = 10_000;
    private const int LongestWords = 80;

    public static Collection<DayCount> Days { get; } = new Collection<DayCount>("catalog_days").Index("day", count => count.Day).Backstage();

    public static Collection<UnfoundWords> Unfound { get; } = new Collection<UnfoundWords>("unfound_words")
        .Index("count", words => words.Count).Index("last", words => words.Last).Backstage();

    private readonly Lock _gate = new();
    private Dictionary<DateOnly, Counts> _days = [];
    private readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);

    private sealed class Counts
    {
        public long Searches;
        public long Unfound;
        public Dictionary<string, long> Downloads = new(StringComparer.Ordinal);
    }

    public void Searched(string text, bool found)
    {
        lock (_gate)
        {
            var today = Today();
            today.Searches++;
            if (!found)
            {
                today.Unfound++;
                if (Keepable(text) is { } words && (_words.Count < MostWordsHeld || _words.ContainsKey(words)))
                {
                    _words[words] = _words.GetValueOrDefault(words) + 1;
                }
            }
        }
    }

    public void Downloaded(string item)
    {
        lock (_gate)
        {
            var downloads = Today().Downloads;
            downloads[item] = downloads.GetValueOrDefault(item) + 1;
        }
    }

    /// <summary>Folded words fit to be kept, or null: an address or a long number may be a person's.</summary>
    public static string? Keepable(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal) || text.Length > LongestWords)
        {
            return null;
        }

        var run = 0;
        foreach (var c in text)
        {
            run = char.IsDigit(c) ? run + 1 : c is ' ' or '-' or '.' ? run : 0;
            if (run >= 6)
            {
                return null;
            }
        }

        var words = Words.Fold(text);
        return words.Length == 0 ? null : words;
    }

    /// <summary>Writes what was counted since the last time.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        Dictionary<DateOnly, Counts> days;
        List<(string Words, long Count)> words;
        lock (_gate)
        {
            (days, _days) = (_days, []);
            // A word seen once waits in memory for its second time.
            words = [.. _words.Where(seen => seen.Value >= 2).Select(seen => (seen.Key, seen.Value))];
            words.ForEach(seen => _words[seen.Words] = 0);
        }

        foreach (var (day, counts) in days)
        {
            await store.CommitAsync(async ct =>
            {
                var id = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                var before = await store.FindAsync(Days, id, ct);
                var next = before ?? new DayCount { Id = id, Day = day };
                var downloads = new Dictionary<string, long>(next.Downloads);
                foreach (var (item, count) in counts.Downloads)
                {
                    downloads[item] = downloads.GetValueOrDefault(item) + count;
                }

                next = next with { Searches = next.Searches + counts.Searches, Unfound = next.Unfound + counts.Unfound, Downloads = downloads };
                return (next, (IReadOnlyList<Change>)[before is null ? Days.Insert(next) : Days.Replace(next)]);
            }, ct);
        }

        var today = Show.Day(clock.GetUtcNow());
        foreach (var (text, count) in words)
        {
            await store.CommitAsync(async ct =>
            {
                var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
                var before = await store.FindAsync(Unfound, id, ct);
                var next = before is null
                    ? new UnfoundWords { Id = id, Words = text, Count = count, First = today, Last = today }
                    : before with { Count = before.Count + count, Last = today };
                return (next, (IReadOnlyList<Change>)[before is null ? Unfound.Insert(next) : Unfound.Replace(next)]);
            }, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(15));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryFlushAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops; what was counted is written below.
        }

        await TryFlushAsync(CancellationToken.None);
    }

    private async Task TryFlushAsync(CancellationToken ct)
    {
        try
        {
            await FlushAsync(ct);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            logger.LogWarning(fault, "Counts of searches and downloads could not be written");
        }
    }

    private Counts Today()
    {
        var day = Show.Day(clock.GetUtcNow());
        if (!_days.TryGetValue(day, out var counts))
        {
            _days[day] = counts = new();
        }

        return counts;
    }
}
