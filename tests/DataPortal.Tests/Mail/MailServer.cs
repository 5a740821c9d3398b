using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DataPortal.Tests.Mail;

/// <summary>The real server started by <c>scripts/test-mail</c>: Exim takes letters, Dovecot shows what arrived. Its faults are chosen by address and subject.</summary>
internal static class MailServer
{
    public static IPEndPoint Smtp => IPEndPoint.Parse(Environment.GetEnvironmentVariable("DATAPORTAL_TEST_SMTP") ?? Skip());

    /// <summary>Where the conversation is encrypted from its first byte.</summary>
    public static IPEndPoint SmtpTls => IPEndPoint.Parse(Environment.GetEnvironmentVariable("DATAPORTAL_TEST_SMTPS") ?? Skip());

    public static string Fingerprint
    {
        get
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(Environment.GetEnvironmentVariable("DATAPORTAL_TEST_SMTP_CERTIFICATE") ?? Skip());
            return certificate.GetCertHashString(HashAlgorithmName.SHA256);
        }
    }

    /// <summary>The messages with this Message-ID in the mailbox of <c>warga@luar.test</c>, as they arrived.</summary>
    /// <param name="wait">How long to wait for the first one.</param>
    public static async Task<IReadOnlyList<byte[]>> ArrivedAsync(string messageId, TimeSpan wait, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var found = await FetchAsync(messageId, ct);
            if (found.Count > 0 || waited.Elapsed > wait)
            {
                return found;
            }

            await Task.Delay(200, ct);
        }
    }

    private static string Skip()
    {
        Assert.Skip("No mail server here: scripts/test-mail starts one.");
        return "";
    }

    /// <summary>As little of IMAP (RFC 3501) as it takes to look into a mailbox.</summary>
    private static async Task<List<byte[]>> FetchAsync(string messageId, CancellationToken ct)
    {
        var imap = IPEndPoint.Parse(Environment.GetEnvironmentVariable("DATAPORTAL_TEST_IMAP") ?? Skip());
        using var socket = new TcpClient();
        await socket.ConnectAsync(imap, ct);
        await using var stream = socket.GetStream();
        await LineAsync(stream, ct);
        await AskAsync(stream, "1 LOGIN warga warga", ct);
        await AskAsync(stream, "2 SELECT INBOX", ct);
        var (lines, _) = await AskAsync(stream, $"3 SEARCH HEADER Message-ID \"{messageId}\"", ct);
        List<byte[]> messages = [];
        foreach (var number in lines.First(line => line.StartsWith("* SEARCH", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(2))
        {
            messages.AddRange((await AskAsync(stream, $"4 FETCH {number} BODY.PEEK[]", ct)).Literals);
        }

        return messages;
    }

    private static async Task<(List<string> Lines, List<byte[]> Literals)> AskAsync(NetworkStream stream, string command, CancellationToken ct)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), ct);
        var (lines, literals) = (new List<string>(), new List<byte[]>());
        while (true)
        {
            var line = await LineAsync(stream, ct);
            lines.Add(line);
            if (line.EndsWith('}'))
            {
                var literal = new byte[int.Parse(line[(line.LastIndexOf('{') + 1)..^1], CultureInfo.InvariantCulture)];
                await stream.ReadExactlyAsync(literal, ct);
                literals.Add(literal);
            }
            else if (line.StartsWith(command[..2], StringComparison.Ordinal))
            {
                Assert.StartsWith(command[..2] + "OK", line, StringComparison.Ordinal);
                return (lines, literals);
            }
        }
    }

    private static async Task<string> LineAsync(NetworkStream stream, CancellationToken ct)
    {
        var (line, octet) = (new StringBuilder(), new byte[1]);
        while (true)
        {
            await stream.ReadExactlyAsync(octet, ct);
            if (octet[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)octet[0]);
        }
    }
}

public enum Cut
{
    /// <summary>The server gets the whole message and takes it; its answer never comes back.</summary>
    AfterDot,

    /// <summary>The connection dies in the middle of the text.</summary>
    InText,

    /// <summary>The answer to the final dot is held back.</summary>
    Hang,

    /// <summary>The final dot is held back for a second, then all goes on.</summary>
    Slow,
}

/// <summary>Stands between the portal and the server, and breaks the conversation at a chosen place.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _textOut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPEndPoint _server;
    private readonly Cut _cut;

    public CuttingProxy(IPEndPoint server, Cut cut)
    {
        (_server, _cut) = (server, cut);
        _listener.Start();
        _ = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Done when the final dot has come.</summary>
    public Task TextOut => _textOut.Task;

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _ = ConversationAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task ConversationAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server, _stop.Token);
                var (there, back) = (client.GetStream(), server.GetStream());
                var cut = false;
                var down = PumpAsync(back, async data =>
                {
                    if (!cut)
                    {
                        await there.WriteAsync(data, _stop.Token);
                    }
                    else if (_cut == Cut.AfterDot)
                    {
                        client.Close();
                    }
                });
                var (inText, tail) = (false, "");
                var up = PumpAsync(there, async data =>
                {
                    tail = tail[^Math.Min(tail.Length, 8)..] + Encoding.Latin1.GetString(data.Span);
                    inText |= tail.Contains("DATA\r\n", StringComparison.Ordinal);
                    if (inText && _cut == Cut.InText && !tail.Contains("DATA\r\n", StringComparison.Ordinal))
                    {
                        server.Close();
                        client.Close();
                        return;
                    }

                    if (inText && tail.EndsWith("\r\n.\r\n", StringComparison.Ordinal))
                    {
                        cut = _cut != Cut.Slow;
                        _textOut.TrySetResult();
                        await Task.Delay(_cut == Cut.Slow ? 1000 : 0, _stop.Token);
                    }

                    await back.WriteAsync(data, _stop.Token);
                });
                await Task.WhenAny(down, up);
            }
            catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, Func<ReadOnlyMemory<byte>, Task> take)
    {
        var buffer = new byte[65536];
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, _stop.Token)) > 0;)
            {
                await take(buffer.AsMemory(0, read));
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
        }
    }
}
