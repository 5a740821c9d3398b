namespace DataPortal.Storage;

/// <summary>A file as documents name it: by the hash of its content, with the name and type it is handed out under.</summary>
/// <param name="Hash">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Length">Bytes.</param>
public sealed record FileReference(string Hash, string Name, string MediaType, long Length);

/// <summary>Content-addressed files: what is there never changes. Durable when a put returns.</summary>
public interface IFileStore
{
    /// <returns>The hash (64 hexadecimal digits) and length in bytes. Putting the same content again changes nothing.</returns>
    /// <exception cref="FileTooLargeException">More than <paramref name="limit"/> bytes came; nothing was kept.</exception>
    Task<(string Hash, long Length)> PutAsync(Stream content, long limit, CancellationToken ct);

    /// <returns>A seekable stream, or null when there is no such file.</returns>
    Task<Stream?> OpenAsync(string hash, CancellationToken ct);

    /// <returns>The hash of every file, in order: for copying and backup.</returns>
    Task<IReadOnlyList<string>> ListAsync(CancellationToken ct);
}

public sealed class FileTooLargeException(long limit) : Exception($"The file has more than {limit} bytes.")
{
    public long Limit { get; } = limit;
}

public static class FileStoreExtensions
{
    public static async Task<FileReference> PutAsync(this IFileStore files, Stream content, string name, string mediaType, long limit, CancellationToken ct)
    {
        var (hash, length) = await files.PutAsync(content, limit, ct);
        return new(hash, name, mediaType, length);
    }
}
