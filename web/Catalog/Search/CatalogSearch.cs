using System.Collections.Concurrent;
using System.Diagnostics;
using DataPortal.Storage;

namespace DataPortal.Catalog.Search;

/// <summary>
/// The published catalogue, found by words and filters: an index in the memory of each machine, built from the store at start and kept up to date by commits,
/// this machine's and others'. A question waits for what was committed before it.
/// </summary>
public sealed class CatalogSearch(IDocumentStore store, Lexicon lexicon, Subjects subjects, Regions regions, ILogger<CatalogSearch> logger) : IHostedService, IDisposable
{
    private readonly ReaderWriterLockSlim _gate = new();
    private readonly SemaphoreSlim _catching = new(1, 1);
    private readonly ConcurrentDictionary<string, byte> _changed = new(StringComparer.Ordinal);
    private CatalogIndex _index = new(lexicon, subjects, regions);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // First the ear, then the reading: nothing committed meanwhile is missed.
        store.Committed += Note;
        await BuildAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        store.Committed -= Note;
        return Task.CompletedTask;
    }

    /// <summary>Answers from everything committed before the question.</summary>
    public async Task<SearchResult> SearchAsync(SearchRequest request, CancellationToken ct) => await AskAsync(index => index.Search(request), ct);

    /// <summary>Figures for the home page, in their order.</summary>
    public async Task<IReadOnlyList<DirectAnswer>> KeyFiguresAsync(CancellationToken ct) => await AskAsync(IReadOnlyList<DirectAnswer> (index) =>
        [.. index.WithKeyFigures.SelectMany(item => item.Facts.Where(fact => fact.IsKeyFigure).Select(fact => new DirectAnswer(item, fact)))
            .OrderBy(figure => figure.Fact.Order).ThenBy(figure => figure.Item.Id, StringComparer.Ordinal)], ct);

    /// <returns>The published item without its body and terms, or null.</returns>
    public async Task<CatalogItem?> FindAsync(string id, CancellationToken ct) => await AskAsync(index => index.Find(id), ct);

    public void Dispose()
    {
        _gate.Dispose();
        _catching.Dispose();
    }

    private void Note(IReadOnlyList<DocumentKey> touched)
    {
        foreach (var key in touched)
        {
            if (key.Collection == CatalogQueries.Items.Name)
            {
                _changed[key.Id] = 0;
            }
        }
    }

    private async Task<T> AskAsync<T>(Func<CatalogIndex, T> ask, CancellationToken ct)
    {
        await CatchUpAsync(ct);
        _gate.EnterReadLock();
        try
        {
            return ask(_index);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private async Task CatchUpAsync(CancellationToken ct)
    {
        // Whoever is here while another reads waits for that reading: its question may be about what is being read.
        if (_changed.IsEmpty && _catching.CurrentCount > 0)
        {
            return;
        }

        await _catching.WaitAsync(ct);
        try
        {
            foreach (var id in _changed.Keys)
            {
                // Forget first: a commit during the reading notes it again.
                _changed.TryRemove(id, out _);
                CatalogItem? item;
                try
                {
                    item = await store.FindAsync(CatalogQueries.Items, id, ct);
                }
                catch
                {
                    _changed[id] = 0;
                    throw;
                }

                Change(index =>
                {
                    index.Remove(id);
                    if (item is not null)
                    {
                        index.Put(item);
                    }
                });
            }

            if (_index.Holes > 1000 + _index.Count)
            {
                await BuildAsync(ct);
            }
        }
        finally
        {
            _catching.Release();
        }
    }

    private async Task BuildAsync(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var index = new CatalogIndex(lexicon, subjects, regions);
        await foreach (var item in store.StreamAsync(CatalogQueries.Published(), ct))
        {
            index.Put(item);
        }

        index.Seal();
        _gate.EnterWriteLock();
        _index = index;
        _gate.ExitWriteLock();
        logger.LogInformation("Search index: {Items} items in {Milliseconds} ms", index.Count, watch.ElapsedMilliseconds);
    }

    private void Change(Action<CatalogIndex> change)
    {
        _gate.EnterWriteLock();
        try
        {
            change(_index);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
