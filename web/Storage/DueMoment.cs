namespace DataPortal.Storage;

/// <summary>Sleeps until the next moment something of a collection is due: to the moment, not to the next round. A commit to the collection wakes it, for it may have moved the moment.</summary>
public sealed class DueMoment : IDisposable
{
    /// <summary>The longest sleep: a word of another machine may be lost, and clocks are set.</summary>
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    /// <summary>What is due still after it was tried is tried again then.</summary>
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _woken = new(0, 1);
    private readonly IDocumentStore _store;
    private readonly TimeProvider _clock;
    private readonly string _collection;

    public DueMoment(IDocumentStore store, TimeProvider clock, ICollection collection)
    {
        (_store, _clock, _collection) = (store, clock, collection.Name);
        store.Committed += Wake;
    }

    /// <param name="due">The next moment; null when nothing is planned.</param>
    public async Task WaitAsync(DateTimeOffset? due, CancellationToken ct)
    {
        var left = due - _clock.GetUtcNow() ?? _longest;
        await _woken.WaitAsync(left <= TimeSpan.Zero ? _again : left < _longest ? left : _longest, ct);
    }

    public void Dispose()
    {
        _store.Committed -= Wake;
        _woken.Dispose();
    }

    private void Wake(IReadOnlyList<DocumentKey> touched)
    {
        foreach (var key in touched)
        {
            if (key.Collection == _collection && _woken.CurrentCount == 0)
            {
                try
                {
                    _woken.Release();
                }
                catch (Exception late) when (late is SemaphoreFullException or ObjectDisposedException)
                {
                    // Another commit woke it already, or the portal stops.
                }

                return;
            }
        }
    }
}
