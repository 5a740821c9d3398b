using System.Globalization;
using System.Text;

namespace DataPortal.Mail.Smtp;

/// <summary>An answer of the server (RFC 5321 §4.2): a code of three digits and its lines of text.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public bool IsPositive => Code is >= 200 and < 400;

    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}

/// <summary>Reads and writes the lines of the conversation, with a limit on the time of each and on their length.</summary>
internal sealed class SmtpLine(Stream stream, TimeSpan timeout) : IDisposable
{
    /// <summary>RFC 5321 §4.5.3.1.5 allows 512 octets in a line of an answer; some servers write more.</summary>
    private const int MaxReply = 64 * 1024;

    private readonly byte[] _buffer = new byte[4096];
    private int _from;
    private int _to;

    public Stream Stream { get; } = stream;

    /// <summary>The server said something before it was asked.</summary>
    public bool HasUnread => _from < _to;

    /// <exception cref="IOException">The line broke, time ran out, or what came is no answer.</exception>
    public async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        var (lines, size) = (new List<string>(), 0);
        using var limit = Limit(ct);
        while (true)
        {
            var line = await LineAsync(limit.Token, ct);
            size += line.Length;
            if (line.Length < 3 || size > MaxReply || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599 ||
                (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                throw new IOException("the server's answer cannot be understood");
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new(code, lines);
            }
        }
    }

    public async Task<SmtpReply> AskAsync(string command, CancellationToken ct)
    {
        using (var limit = Limit(ct))
        {
            await Guard(async () =>
            {
                await Stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), limit.Token);
                await Stream.FlushAsync(limit.Token);
            }, ct);
        }

        return await ReadAsync(ct);
    }

    public void Dispose() => Stream.Dispose();

    private CancellationTokenSource Limit(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        return limit;
    }

    /// <summary>Time that ran out is a broken line, not a wish to stop.</summary>
    private async Task Guard(Func<Task> act, CancellationToken ct)
    {
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new IOException($"no answer within {timeout.TotalSeconds:0} s");
        }
    }

    private async Task<string> LineAsync(CancellationToken limit, CancellationToken ct)
    {
        using var line = new MemoryStream();
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _from, _to - _from);
            var stop = end < 0 ? _to : end;
            line.Write(_buffer, _from, stop - _from);
            if (end >= 0)
            {
                _from = end + 1;
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length).TrimEnd('\r');
            }

            if (line.Length > MaxReply)
            {
                throw new IOException("the server's answer has no end");
            }

            (_from, _to) = (0, 0);
            await Guard(async () => _to = await Stream.ReadAsync(_buffer, limit), ct);
            if (_to == 0)
            {
                throw new IOException("the server closed the connection");
            }
        }
    }
}
