namespace DataPortal.Storage;

/// <summary>Does what is due of a collection at its moment, not at the next round; at start, what came due while the portal was down. A commit to the collection wakes it, for it may have moved the moment. Several machines may try; the store lets one.</summary>
public abstract class DueService(IDocumentStore store, TimeProvider clock, ICollection watched, ILogger logger) : BackgroundService
{
    /// <summary>The longest sleep: a word of another machine may be lost, and clocks are set.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>What is due still after it was tried is tried again then.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _woken = new(0, 1);

    protected IDocumentStore Store => store;

    protected TimeProvider Clock => clock;

    /// <summary>How long to sleep.</summary>
    /// <param name="due">The next moment; null when nothing is planned.</param>
    /// <param name="looked">When the collection was last looked at: what was due by then was tried and failed; what has come due since is merely new.</param>
    /// <param name="now">The moment now, which may be past <paramref name="due"/>: looking takes time, and timers may wake a little early.</param>
    public static TimeSpan Sleep(DateTimeOffset? due, DateTimeOffset looked, DateTimeOffset now)
    {
        var left = due <= looked ? _again : due - now ?? _longest;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < _longest ? left : _longest;
    }

    /// <summary>Does what is due by now; one that fails does not hold up the others.</summary>
    public abstract Task DoDueAsync(CancellationToken ct);

    /// <summary>The next moment planned; null when nothing is.</summary>
    protected abstract Task<DateTimeOffset?> NextAsync(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.Committed += Wake;
        try
        {
            while (true)
            {
                DateTimeOffset? due = null;
                var looked = clock.GetUtcNow();
                try
                {
                    await DoDueAsync(stoppingToken);
                    due = await NextAsync(stoppingToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    logger.LogError(fault, "Doing what is due in {Collection} failed; it is tried again", watched.Name);
                }

                await _woken.WaitAsync(Sleep(due, looked, clock.GetUtcNow()), stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops.
        }
        finally
        {
            store.Committed -= Wake;
        }
    }

    private void Wake(IReadOnlyList<DocumentKey> touched)
    {
        if (_woken.CurrentCount == 0 && touched.Any(key => key.Collection == watched.Name))
        {
            try
            {
                _woken.Release();
            }
            catch (SemaphoreFullException)
            {
                // Another commit woke it already.
            }
        }
    }
}
