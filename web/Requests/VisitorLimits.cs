using System.Collections.Concurrent;

namespace DataPortal.Requests;

/// <summary>
/// How often something was done under a key (an address, an e-mail) within a while: a sliding window in memory, by the injected clock.
/// Asked inside the page, not before it, because a refused visitor gets the form back with everything typed.
/// </summary>
public sealed class VisitorLimits(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _seen = new(StringComparer.Ordinal);
    private long _forgotAt;

    /// <returns>Null when it may be done, and is counted; else how long to wait.</returns>
    public TimeSpan? Take(string key, int limit, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        if (_seen.Count > 100_000 && now.UtcTicks - Interlocked.Read(ref _forgotAt) > TimeSpan.TicksPerMinute)
        {
            Interlocked.Exchange(ref _forgotAt, now.UtcTicks);
            Forget(now);
        }

        var seen = _seen.GetOrAdd(key, _ => new());
        lock (seen)
        {
            while (seen.TryPeek(out var oldest) && oldest <= now - window)
            {
                seen.Dequeue();
            }

            if (seen.Count >= limit)
            {
                return seen.Peek() + window - now;
            }

            seen.Enqueue(now);
            return null;
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, seen) in _seen)
        {
            lock (seen)
            {
                if (seen.Count == 0 || seen.Last() < now.AddDays(-1))
                {
                    _seen.TryRemove(key, out _);
                }
            }
        }
    }
}

/// <summary>Someone did something too often; says when it may be done again.</summary>
public sealed class TooManyException(TimeSpan wait) : Exception($"Too many; wait {wait}.")
{
    public TimeSpan Wait { get; } = wait;

    /// <summary>Whole seconds for Retry-After (RFC 9110), at least one.</summary>
    public int Seconds { get; } = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
}
