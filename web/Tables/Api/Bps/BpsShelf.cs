using System.Collections.Concurrent;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;

namespace DataPortal.Tables.Api.Bps;

/// <summary>A published item and its numbers; <paramref name="Table"/> for tables.</summary>
public sealed record BpsItem(CatalogItem Item, BpsNumbers Numbers, BpsTable? Table);

/// <summary>Everything the BPS WebAPI shows, newest first, and the units it knows.</summary>
public sealed record BpsShown(IReadOnlyList<BpsItem> Items, IReadOnlyList<string> Units)
{
    public IReadOnlyList<BpsVariable> Variables { get; } = [.. Items.Where(item => item.Table is not null).SelectMany(item => item.Table!.Variables)];

    public IEnumerable<BpsItem> Of(ItemKind kind) => Items.Where(item => item.Item.Kind == kind);

    public BpsVariable? Variable(int number) => Variables.FirstOrDefault(variable => variable.Number == number);
}

/// <summary>
/// What is published as the BPS WebAPI shows it, in the memory of each machine: words and numbers, no figures. An item gets its numbers in a commit of their own, by <see cref="BpsNumberKeeper"/> right after it is
/// published, or else when it is first asked for; a question waits for what was committed before it.
/// </summary>
public sealed class BpsShelf : IDisposable
{
    private readonly IDocumentStore _store;
    private readonly TableShelf _tables;
    private readonly AuditTrail _audit;
    private readonly ILogger<BpsShelf> _logger;
    private readonly SemaphoreSlim _catching = new(1, 1);
    private readonly ConcurrentDictionary<string, byte> _changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BpsItem> _items = new(StringComparer.Ordinal);
    private BpsSeries _series = new() { Id = BpsSeries.Only };
    private BpsShown? _shown;

    public BpsShelf(IDocumentStore store, TableShelf tables, AuditTrail audit, ILogger<BpsShelf> logger)
    {
        (_store, _tables, _audit, _logger) = (store, tables, audit, logger);
        store.Committed += Note;
    }

    public async Task<BpsShown> ShownAsync(CancellationToken ct)
    {
        if (_shown is { } shown && _changed.IsEmpty && _catching.CurrentCount > 0)
        {
            return shown;
        }

        await _catching.WaitAsync(ct);
        try
        {
            if (_shown is null)
            {
                await foreach (var item in _store.StreamAsync(CatalogQueries.Published(), ct))
                {
                    _changed.TryAdd(item.Id, 0);
                }
            }

            await CatchUpAsync();
            return _shown ??= Shown();
        }
        finally
        {
            _catching.Release();
        }
    }

    /// <summary>Gives numbers to what was published since the last time, as far as this process knows of it.</summary>
    public async Task NumberAsync(CancellationToken ct)
    {
        await _catching.WaitAsync(ct);
        try
        {
            var wasRead = _shown is not null;
            await CatchUpAsync();
            _shown = wasRead ? _shown ?? Shown() : null;
        }
        finally
        {
            _catching.Release();
        }
    }

    /// <summary>True for what may need numbers.</summary>
    internal static bool Concerns(DocumentKey key) => key.Collection == CatalogQueries.Items.Name || key.Collection == TableQueries.Tables.Name;

    public void Dispose()
    {
        _store.Committed -= Note;
        _catching.Dispose();
    }

    private void Note(IReadOnlyList<DocumentKey> touched)
    {
        foreach (var key in touched.Where(Concerns))
        {
            _changed[key.Id] = 0;
        }
    }

    /// <summary>Read for everybody: a visitor who leaves stops nothing.</summary>
    private async Task CatchUpAsync()
    {
        var (found, unread) = (new List<CatalogItem>(), new HashSet<string>(StringComparer.Ordinal));
        try
        {
            foreach (var id in _changed.Keys)
            {
                // Forget first: a commit during the reading notes it again.
                _changed.TryRemove(id, out _);
                unread.Add(id);
            }

            foreach (var id in unread.ToList())
            {
                if (await _store.FindAsync(CatalogQueries.Items, id, CancellationToken.None) is { IsPublic: true } item)
                {
                    found.Add(item with { Body = null, Terms = [] });
                    continue;
                }

                unread.Remove(id);
                _shown = _items.Remove(id) ? null : _shown;
            }

            // The oldest first: numbers grow as the catalogue did.
            foreach (var item in found.OrderBy(item => item.PublishedAt).ThenBy(item => item.Id, StringComparer.Ordinal))
            {
                if (await ReadAsync(item, CancellationToken.None) is { } read)
                {
                    _items[item.Id] = read;
                }
                else
                {
                    _items.Remove(item.Id);
                }

                unread.Remove(item.Id);
                _shown = null;
            }
        }
        catch
        {
            foreach (var id in unread)
            {
                _changed[id] = 0;
            }

            throw;
        }
    }

    private async Task<BpsItem?> ReadAsync(CatalogItem item, CancellationToken ct)
    {
        if (item.Kind is not ItemKind.Table)
        {
            return new(item, await NumberAsync(item, (numbers, series) => (numbers, series), ct), null);
        }

        try
        {
            if (await _store.FindAsync(TableQueries.Tables, item.Id, ct) is not { } document)
            {
                return null;
            }

            // The header alone: whatever is published passes here, and its figures may fill a hundred megabytes.
            var (dimensions, _) = await _tables.HeaderAsync(document.Current.Cube.Hash, ct);
            var numbers = await NumberAsync(item, (before, series) =>
            {
                var after = BpsNumbering.Complete(before, dimensions, document.Rows, ref series);
                return (after, WithUnits(series, document, dimensions));
            }, ct);
            return new(item, numbers, new(item, document, dimensions, numbers));
        }
        catch (DamagedCubeException fault)
        {
            _logger.LogError(fault, "{Table} cannot be shown: its figures are damaged", item.Id);
            return null;
        }
    }

    private Task<BpsNumbers> NumberAsync(CatalogItem item, Func<BpsNumbers, BpsSeries, (BpsNumbers Numbers, BpsSeries Series)> complete, CancellationToken ct) => _store.CommitAsync<BpsNumbers>(
        async ct =>
        {
            var kept = await _store.FindAsync(BpsQueries.Numbers, item.Id, ct);
            var series = await _store.FindAsync(BpsQueries.Series, BpsSeries.Only, ct) ?? new() { Id = BpsSeries.Only };
            var before = kept ?? new() { Id = item.Id, Number = series.Items + 1 };
            var (after, next) = complete(before, kept is null ? series with { Items = before.Number } : series);
            List<Change> changes = [];
            if (kept is null || !ReferenceEquals(after, before))
            {
                changes.Add(kept is null ? BpsQueries.Numbers.Insert(after) : BpsQueries.Numbers.Replace(after));
                changes.Add(_audit.Entry("bps.numbered", BpsQueries.Numbers, item.Id, $"{after.Number}; var {string.Join(", ", after.Variables.Select(variable => variable.Number))}", "sistem"));
            }

            if (next != series)
            {
                changes.Add(series.Version == 0 ? BpsQueries.Series.Insert(next) : BpsQueries.Series.Replace(next));
            }

            _series = next;
            return (after, changes);
        }, ct);

    private BpsShown Shown() => new([.. _items.Values.OrderByDescending(item => item.Item.PublishedAt).ThenBy(item => item.Item.Id, StringComparer.Ordinal)], _series.Units);

    private static BpsSeries WithUnits(BpsSeries series, TableDocument document, IReadOnlyList<Dimension> dimensions)
    {
        var missing = dimensions.SelectMany(dimension => dimension.Categories).Select(category => category.Unit?.Id).Prepend(document.Text.Unit?.Id)
            .OfType<string>().Where(unit => unit.Length > 0).Distinct(StringComparer.Ordinal).Except(series.Units, StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? series : series with { Units = [.. series.Units, .. missing] };
    }
}
