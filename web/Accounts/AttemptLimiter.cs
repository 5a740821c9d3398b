namespace DataPortal.Accounts;

/// <summary>
/// How often something may be tried in a window that begins with the first try. Unlike the framework's limiters it gives a try back when it was right,
/// so that only failures count. Bounded: what is over is forgotten. In memory; the lockout of an account is what survives a restart.
/// </summary>
public sealed class AttemptLimiter(TimeProvider clock)
{
    private const int Room = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Count, DateTimeOffset Until)> _tries = new(StringComparer.Ordinal);

    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Takes one try.</summary>
    /// <returns>Null when it may go on; else how long to wait.</returns>
    public TimeSpan? Take(string key, int limit)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            if (_tries.Count >= Room)
            {
                Forget(now);
            }

            var (count, until) = _tries.TryGetValue(key, out var kept) && kept.Until > now ? kept : (0, now + Window);
            if (count >= limit)
            {
                return until - now;
            }

            _tries[key] = (count + 1, until);
            return null;
        }
    }

    public void GiveBack(string key)
    {
        lock (_gate)
        {
            if (_tries.TryGetValue(key, out var kept) && kept.Count > 0)
            {
                _tries[key] = kept with { Count = kept.Count - 1 };
            }
        }
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var key in _tries.Where(entry => entry.Value.Until <= now).Select(entry => entry.Key).ToList())
        {
            _tries.Remove(key);
        }

        // Still full: somebody invents names faster than windows end. The oldest go; the limit per address holds that somebody.
        foreach (var key in _tries.Count < Room ? [] : _tries.OrderBy(entry => entry.Value.Until).Take(Room / 2).Select(entry => entry.Key).ToList())
        {
            _tries.Remove(key);
        }
    }
}
