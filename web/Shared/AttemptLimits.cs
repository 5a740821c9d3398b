namespace DataPortal.Shared;

/// <summary>
/// How often something was done under a key (an address, an e-mail) within a while: a sliding window in memory, by the injected clock. Unlike the framework's limiters it is asked inside the page,
/// because a refused visitor gets the form back with everything typed, and it gives a try back that was right, so that only failures count. Bounded: what is over is forgotten, and then the oldest.
/// </summary>
public sealed class AttemptLimits(TimeProvider clock)
{
    private const int Room = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (Queue<DateTimeOffset> Tries, TimeSpan Window)> _kept = new(StringComparer.Ordinal);

    /// <returns>Null when it may be done, and is counted; else how long to wait.</returns>
    public TimeSpan? Take(string key, int limit, TimeSpan window)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_kept.Count >= Room && !_kept.ContainsKey(key))
            {
                Forget(now);
            }

            var tries = _kept.TryGetValue(key, out var kept) ? kept.Tries : new();
            _kept[key] = (tries, window);
            while (tries.TryPeek(out var oldest) && oldest <= now - window)
            {
                tries.Dequeue();
            }

            if (tries.Count >= limit)
            {
                return tries.TryPeek(out var first) ? first + window - now : window;
            }

            tries.Enqueue(now);
            return null;
        }
    }

    /// <summary>The last try under this key was right: it does not count.</summary>
    public void GiveBack(string key)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(key, out var kept) && kept.Tries.Count > 0)
            {
                kept.Tries.Dequeue();
            }
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, (tries, window)) in _kept.ToList())
        {
            if (tries.Count == 0 || tries.Last() <= now - window)
            {
                _kept.Remove(key);
            }
        }

        // Still full: somebody invents names faster than windows end. The oldest go; the limit per address holds that somebody.
        foreach (var key in _kept.Count < Room ? [] : _kept.OrderBy(entry => entry.Value.Tries.Peek()).Take(Room / 2).Select(entry => entry.Key).ToList())
        {
            _kept.Remove(key);
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
