using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables;

/// <summary>Finds tables. Figures read lately stay in memory, up to a bound in bytes, the longest unused leaving first; a cube never changes, so nothing ever goes stale.</summary>
public sealed class TableShelf(IDocumentStore store, IFileStore files, IOptions<TableLimits> limits)
{
    private readonly long _bound = limits.Value.TableCacheBytes;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Kept>> _kept = [];
    private readonly LinkedList<Kept> _byUse = [];
    private readonly Dictionary<string, Task<Kept>> _loading = [];
    private long _bytes;

    private sealed record Kept(string Hash, Cube Cube, TableText Text, long Bytes);

    /// <summary>Bytes of figures held now.</summary>
    public long HeldBytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <returns>Null when there is no such table.</returns>
    /// <exception cref="DamagedCubeException">Its file is missing or damaged.</exception>
    public async Task<StoredTable?> FindAsync(string id, CancellationToken ct) =>
        await store.FindAsync(TableQueries.Tables, id, ct) is { } table ? new(table, await CubeAsync(table.Current.Cube.Hash, ct)) : null;

    /// <summary>The figures of one version.</summary>
    /// <exception cref="DamagedCubeException">The file is missing or damaged.</exception>
    public async Task<Cube> CubeAsync(string hash, CancellationToken ct) => (await KeptAsync(hash, ct)).Cube;

    /// <summary>The figures of one version, and what was said of them then.</summary>
    /// <exception cref="DamagedCubeException">The file is missing or damaged.</exception>
    public async Task<(Cube Cube, TableText Text)> ReadAsync(string hash, CancellationToken ct) => await KeptAsync(hash, ct) is var kept ? (kept.Cube, kept.Text) : default;

    private async Task<Kept> KeptAsync(string hash, CancellationToken ct)
    {
        Task<Kept> loading;
        lock (_gate)
        {
            if (_kept.TryGetValue(hash, out var found))
            {
                _byUse.Remove(found);
                _byUse.AddFirst(found);
                return found.Value;
            }

            // Ten visitors at once read the file once; none of them can cancel it for the others.
            if (!_loading.TryGetValue(hash, out loading!))
            {
                _loading[hash] = loading = Task.Run(() => LoadAsync(hash), CancellationToken.None);
            }
        }

        return await loading.WaitAsync(ct);
    }

    /// <summary>The dimensions of one version, without its figures.</summary>
    /// <exception cref="DamagedCubeException">The file is missing or damaged.</exception>
    public async Task<(IReadOnlyList<Dimension> Dimensions, TableText Text)> HeaderAsync(string hash, CancellationToken ct)
    {
        await using var file = await files.OpenAsync(hash, ct) ?? throw new DamagedCubeException($"{hash} is not in the file store");
        return CubeFile.ReadHeader(file);
    }

    private async Task<Kept> LoadAsync(string hash)
    {
        try
        {
            await using var file = await files.OpenAsync(hash, CancellationToken.None) ?? throw new DamagedCubeException($"{hash} is not in the file store");
            var (cube, text) = CubeFile.Read(file);
            var kept = new Kept(hash, cube, text, Size(cube));
            Keep(kept);
            return kept;
        }
        finally
        {
            lock (_gate)
            {
                _loading.Remove(hash);
            }
        }
    }

    private void Keep(Kept kept)
    {
        if (kept.Bytes > _bound)
        {
            return;
        }

        lock (_gate)
        {
            if (!_kept.TryAdd(kept.Hash, new(kept)))
            {
                return;
            }

            _byUse.AddFirst(_kept[kept.Hash]);
            _bytes += kept.Bytes;
            while (_bytes > _bound && _byUse.Last is { } oldest)
            {
                _byUse.RemoveLast();
                _kept.Remove(oldest.Value.Hash);
                _bytes -= oldest.Value.Bytes;
            }
        }
    }

    // Categories count too: a dimension of 100,000 villages is not free. 200 bytes is a measured guess for two labels and a code.
    private static long Size(Cube cube) => cube.Length * 9L + cube.Dimensions.Sum(dimension => dimension.Categories.Count * 200L);
}
