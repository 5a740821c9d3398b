using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DataPortal.Storage;

/// <summary>Keeps files in memory: for tests.</summary>
public sealed class MemoryFileStore : IFileStore
{
    private readonly ConcurrentDictionary<string, byte[]> _kept = [];

    public async Task<(string Hash, long Length)> PutAsync(Stream content, long limit, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            await copy.WriteAsync(buffer.AsMemory(0, read), ct);
            if (copy.Length > limit)
            {
                throw new FileTooLargeException(limit);
            }
        }

        var bytes = copy.ToArray();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        _kept.TryAdd(hash, bytes);
        return (hash, bytes.Length);
    }

    public Task<Stream?> OpenAsync(string hash, CancellationToken ct) =>
        Task.FromResult<Stream?>(_kept.TryGetValue(hash, out var bytes) ? new MemoryStream(bytes, writable: false) : null);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>([.. _kept.Keys.Order(StringComparer.Ordinal)]);
}
