using System.Runtime.CompilerServices;

namespace DataPortal.Storage;

/// <summary>
/// The one seam between the portal and whatever keeps its documents. A commit is all or nothing, is durable when it returns,
/// and is refused with <see cref="StaleDocumentException"/> when a document changed since it was read:
/// counters, claims and leases rest on that alone.
/// </summary>
public interface IDocumentStore
{
    Task<T?> FindAsync<T>(Collection<T> collection, string id, CancellationToken ct) where T : Document;

    Task<IReadOnlyList<T>> ListAsync<T>(Query<T> query, CancellationToken ct) where T : Document;

    /// <summary>How many pass the filters; order, offset, limit and cursor do not count.</summary>
    Task<int> CountAsync<T>(Query<T> query, CancellationToken ct) where T : Document;

    /// <exception cref="StaleDocumentException">A document changed since it was read, or an inserted identifier is taken. Nothing was written.</exception>
    /// <exception cref="DuplicateKeyException">A unique key is taken. Nothing was written.</exception>
    Task CommitAsync(IReadOnlyList<Change> changes, CancellationToken ct);

    /// <summary>Raised after each commit, this process's and (PostgreSQL) other machines', with the documents it touched. Handlers are quick and never throw.</summary>
    event Action<IReadOnlyList<DocumentKey>>? Committed;
}

public sealed class StaleDocumentException(string collection, string id)
    : Exception($"{collection}/{id} was changed by someone else.");

public sealed class DuplicateKeyException(string collection, string index)
    : Exception($"A document of {collection} has the same {index}.")
{
    public string Index { get; } = index;
}

public static class DocumentStoreExtensions
{
    /// <summary>Who lost once goes on alone, and who comes meanwhile queues behind: thirty who want the same counter would otherwise refuse each other for long.</summary>
    private static readonly ConditionalWeakTable<IDocumentStore, SemaphoreSlim> _turnstiles = [];

    /// <summary>Nobody waits at the turnstile for ever: an attempt may itself commit with attempts.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    public static async Task<T?> FirstAsync<T>(this IDocumentStore store, Query<T> query, CancellationToken ct) where T : Document =>
        await store.ListAsync(query.Top(1), ct) is [var first, ..] ? first : null;

    /// <summary>Everything the query finds, read a page at a time so that memory stays bounded.</summary>
    public static async IAsyncEnumerable<T> StreamAsync<T>(
        this IDocumentStore store, Query<T> query, [EnumeratorCancellation] CancellationToken ct) where T : Document
    {
        const int page = 1000;
        for (var next = query.Top(page); ;)
        {
            var found = await store.ListAsync(next, ct);
            foreach (var document in found)
            {
                yield return document;
            }

            if (found.Count < page)
            {
                yield break;
            }

            next = query.Top(page).After(found[^1]);
        }
    }

    /// <summary>Reads, decides and commits again when someone else was faster. What is read must be read inside <paramref name="attempt"/>.</summary>
    /// <returns>What the attempt that was committed made.</returns>
    /// <exception cref="StaleDocumentException">Fifty attempts in a row lost.</exception>
    public static async Task<T> CommitAsync<T>(
        this IDocumentStore store, Func<CancellationToken, Task<(T Result, IReadOnlyList<Change> Changes)>> attempt, CancellationToken ct)
    {
        var turnstile = _turnstiles.GetValue(store, _ => new(1, 1));
        var alone = turnstile.CurrentCount == 0 && await turnstile.WaitAsync(_patience, ct);
        try
        {
            for (var left = 50; ; left--)
            {
                var (result, changes) = await attempt(ct);
                try
                {
                    await store.CommitAsync(changes, ct);
                    return result;
                }
                catch (StaleDocumentException) when (left > 1)
                {
                    await Task.Delay(alone ? Random.Shared.Next(1, 10) : 0, ct);
                }

                alone = alone || await turnstile.WaitAsync(_patience, ct);
            }
        }
        finally
        {
            if (alone)
            {
                turnstile.Release();
            }
        }
    }
}
