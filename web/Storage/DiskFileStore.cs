using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DataPortal.Storage;

/// <summary>
/// Files in a folder, named by their hash (<c>ab/abcdef…</c>). Written under a temporary name, synced, renamed, and the folder synced:
/// a file is there whole or not at all, and stays when the power goes.
/// </summary>
public sealed class DiskFileStore : IFileStore
{
    private const string Unfinished = "unfinished";

    private readonly string _folder;
    private readonly ConcurrentDictionary<string, bool> _durableFolders = [];

    /// <param name="folder">Made when missing. What a crash left unfinished in it is removed: only one process may write here.</param>
    public DiskFileStore(string folder)
    {
        _folder = folder;
        if (Directory.Exists(Path.Combine(folder, Unfinished)))
        {
            Directory.Delete(Path.Combine(folder, Unfinished), recursive: true);
        }

        Directory.CreateDirectory(Path.Combine(folder, Unfinished));
        Durable.SyncFolder(Path.GetDirectoryName(folder)!);
    }

    public async Task<(string Hash, long Length)> PutAsync(Stream content, long limit, CancellationToken ct)
    {
        var temporary = Path.Combine(_folder, Unfinished, Guid.NewGuid().ToString("N"));
        try
        {
            var (hash, length) = await WriteAsync(temporary, content, limit, ct);
            var place = Place(hash);
            var folder = Path.GetDirectoryName(place)!;
            Directory.CreateDirectory(folder);
            if (!File.Exists(place))
            {
                File.Move(temporary, place, overwrite: true);
            }

            // Also when it was there: whoever renamed it may not have come to the sync yet.
            Durable.SyncFolder(folder);
            if (!_durableFolders.ContainsKey(folder))
            {
                Durable.SyncFolder(_folder);
                _durableFolders.TryAdd(folder, true);
            }

            return (hash, length);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    public Task<Stream?> OpenAsync(string hash, CancellationToken ct)
    {
        if (!FileHash.IsOne(hash))
        {
            return Task.FromResult<Stream?>(null);
        }

        try
        {
            return Task.FromResult<Stream?>(new FileStream(Place(hash), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 65536, FileOptions.Asynchronous));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<string>>(
        [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Where(FileHash.IsOne).Order(StringComparer.Ordinal)]);

    private static async Task<(string Hash, long Length)> WriteAsync(string path, Stream content, long limit, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            long length = 0;
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                if ((length += read) > limit)
                {
                    throw new FileTooLargeException(limit);
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            file.Flush(flushToDisk: true);
            return (Convert.ToHexStringLower(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private string Place(string hash) => Path.Combine(_folder, hash[..2], hash);
}

internal static class FileHash
{
    /// <summary>64 lower-case hexadecimal digits: nothing else may become a path.</summary>
    public static bool IsOne(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
