using System.Security.Cryptography;
using Npgsql;

namespace DataPortal.Storage.Postgres;

/// <summary>Files in the database, in parts of one MiB: where several web machines share nothing else. All parts of a file come in one transaction.</summary>
public sealed class PostgresFileStore(NpgsqlDataSource source) : IFileStore
{
    internal const int PartBytes = 1 << 20;

    public async Task<(string Hash, long Length)> PutAsync(Stream content, long limit, CancellationToken ct)
    {
        // The name is known at the end only: until then it lies on this machine's disk, where nothing depends on it.
        await using var spool = new FileStream(Path.Combine(Path.GetTempPath(), $"dataportal-{Guid.NewGuid():N}"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        long length = 0;
        for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
        {
            if ((length += read) > limit)
            {
                throw new FileTooLargeException(limit);
            }

            sum.AppendData(buffer, 0, read);
            await spool.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        var hash = Convert.ToHexStringLower(sum.GetHashAndReset());
        spool.Position = 0;
        await KeepAsync(hash, length, spool, ct);
        return (hash, length);
    }

    public async Task<Stream?> OpenAsync(string hash, CancellationToken ct)
    {
        if (!FileHash.IsOne(hash))
        {
            return null;
        }

        await using var command = source.CreateCommand("select length from portal_files where hash = $1");
        command.Parameters.Add(new() { Value = hash });
        return await command.ExecuteScalarAsync(ct) is long length ? new PostgresFileStream(source, hash, length) : null;
    }

    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken ct)
    {
        await using var command = source.CreateCommand("select hash from portal_files order by hash");
        await using var reader = await command.ExecuteReaderAsync(ct);
        List<string> found = [];
        while (await reader.ReadAsync(ct))
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    private async Task KeepAsync(string hash, long length, Stream spool, CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var file = new NpgsqlCommand("insert into portal_files (hash, length) values ($1, $2) on conflict do nothing", connection, transaction)
        {
            Parameters = { new() { Value = hash }, new() { Value = length } },
        };
        if (await file.ExecuteNonQueryAsync(ct) == 0)
        {
            return;
        }

        var bytes = new byte[PartBytes];
        for (var part = 0; await spool.ReadAtLeastAsync(bytes, PartBytes, throwOnEndOfStream: false, ct) is > 0 and var read; part++)
        {
            await using var insert = new NpgsqlCommand("insert into portal_file_parts (hash, part, bytes) values ($1, $2, $3)", connection, transaction)
            {
                Parameters = { new() { Value = hash }, new() { Value = part }, new() { Value = new ReadOnlyMemory<byte>(bytes, 0, read) } },
            };
            await insert.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(CancellationToken.None);
    }
}

/// <summary>Reads a kept file part by part, from anywhere in it.</summary>
internal sealed class PostgresFileStream(NpgsqlDataSource source, string hash, long length) : Stream
{
    private byte[] _part = [];
    private long _partNumber = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => length;
    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position < length && !buffer.IsEmpty && Position / PostgresFileStore.PartBytes != _partNumber)
        {
            await using var command = Ask();
            Have(await command.ExecuteScalarAsync(cancellationToken));
        }

        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer)
    {
        if (Position < length && !buffer.IsEmpty && Position / PostgresFileStore.PartBytes != _partNumber)
        {
            using var command = Ask();
            Have(command.ExecuteScalar());
        }

        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        SeekOrigin.End => length + offset,
        _ => throw new ArgumentOutOfRangeException(nameof(origin)),
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private NpgsqlCommand Ask()
    {
        var command = source.CreateCommand("select bytes from portal_file_parts where hash = $1 and part = $2");
        command.Parameters.Add(new() { Value = hash });
        command.Parameters.Add(new() { Value = (int)(Position / PostgresFileStore.PartBytes) });
        return command;
    }

    private void Have(object? bytes)
    {
        _part = bytes as byte[] ?? throw new IOException($"File {hash} lacks a part.");
        _partNumber = Position / PostgresFileStore.PartBytes;
    }

    private int Take(Span<byte> buffer)
    {
        if (Position >= length || buffer.IsEmpty)
        {
            return 0;
        }

        var rest = _part.AsSpan((int)(Position % PostgresFileStore.PartBytes));
        var count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        Position += count;
        return count;
    }
}
