using System.Security.Cryptography;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Storage;

/// <summary>What every keeper of files must do.</summary>
public abstract class FileStoreContract : IAsyncLifetime
{
    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    private protected IFileStore Files { get; private set; } = null!;

    /// <summary>An empty one.</summary>
    protected abstract Task<IFileStore> OpenAsync();

    public async ValueTask InitializeAsync() => Files = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(81_920)]
    [InlineData(3_000_001)]
    public async Task Gives_back_the_bytes_under_their_hash(int length)
    {
        var bytes = Bytes(length);
        var kept = await PutAsync(bytes);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), kept.Hash);
        Assert.Equal(length, kept.Length);
        Assert.Equal(bytes, await ReadAsync(kept.Hash));
        Assert.Equal([kept.Hash], await Files.ListAsync(Ct));
    }

    [Fact]
    public async Task Can_be_read_from_anywhere()
    {
        var bytes = Bytes(2_500_000);
        var kept = await PutAsync(bytes);

        await using var stream = (await Files.OpenAsync(kept.Hash, Ct))!;
        Assert.Equal(bytes.Length, stream.Length);
        foreach (var (from, count) in new[] { (2_499_990, 10), (0, 5), (1_048_570, 20), (1_999_999, 400_000) })
        {
            stream.Seek(from, SeekOrigin.Begin);
            var part = new byte[count];
            await stream.ReadExactlyAsync(part, Ct);
            Assert.Equal(bytes[from..(from + count)], part);
        }

        stream.Seek(-3, SeekOrigin.End);
        Assert.Equal(3, await stream.ReadAtLeastAsync(new byte[10], 10, throwOnEndOfStream: false, Ct));
        Assert.Equal(0, await stream.ReadAsync(new byte[10], Ct));
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        var first = await PutAsync(Bytes(1000));
        var again = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(Bytes(1000))));

        Assert.All(again, kept => Assert.Equal(first, kept));
        Assert.Single(await Files.ListAsync(Ct));
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_nothing_kept()
    {
        var refused = await Assert.ThrowsAsync<FileTooLargeException>(() => Files.PutAsync(new MemoryStream(Bytes(1001)), 1000, Ct));

        Assert.Equal(1000, refused.Limit);
        Assert.Empty(await Files.ListAsync(Ct));
        await Files.PutAsync(new MemoryStream(Bytes(1000)), 1000, Ct);
    }

    [Fact]
    public async Task A_content_that_breaks_off_is_not_kept()
    {
        await Assert.ThrowsAsync<IOException>(() => Files.PutAsync(new BreakingStream(), long.MaxValue, Ct));

        Assert.Empty(await Files.ListAsync(Ct));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("ABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCDEFABCD")]
    public async Task What_is_no_file_is_not_found(string hash) => Assert.Null(await Files.OpenAsync(hash, Ct));

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private Task<(string Hash, long Length)> PutAsync(byte[] bytes) => Files.PutAsync(new MemoryStream(bytes), long.MaxValue, Ct);

    private async Task<byte[]> ReadAsync(string hash)
    {
        await using var stream = (await Files.OpenAsync(hash, Ct))!;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }

    /// <summary>Gives a few bytes, then fails: a visitor's connection that ends.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++_reads > 3 ? throw new IOException("the connection ended") : ValueTask.FromResult(Math.Min(buffer.Length, 1000));
    }
}

public sealed class MemoryFileStoreTests : FileStoreContract
{
    protected override Task<IFileStore> OpenAsync() => Task.FromResult<IFileStore>(new MemoryFileStore());
}

public sealed class DiskFileStoreTests : FileStoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IFileStore> OpenAsync() => Task.FromResult<IFileStore>(new DiskFileStore(_folder.File("files")));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_a_crash_left_unfinished_is_swept_away()
    {
        var (hash, _) = await Files.PutAsync(new MemoryStream([1, 2, 3]), 10, Ct);
        var left = _folder.File("files/unfinished/0123");
        await File.WriteAllTextAsync(left, "half", Ct);

        var again = new DiskFileStore(_folder.File("files"));
        Assert.False(File.Exists(left));
        Assert.Equal([hash], await again.ListAsync(Ct));
    }
}
