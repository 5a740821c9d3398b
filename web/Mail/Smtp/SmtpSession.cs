using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Mail.Delivery;

namespace DataPortal.Mail.Smtp;

/// <summary>A connection to the server, up to the point where it takes a message: greeting, EHLO, STARTTLS (RFC 3207), sign-in (RFC 4954).</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly TcpClient _socket;
    private readonly SmtpOptions _options;
    private SmtpLine _line;
    private Dictionary<string, string> _offers = [];

    private SmtpSession(TcpClient socket, SmtpOptions options)
    {
        (_socket, _options) = (socket, options);
        _line = new(socket.GetStream(), Timeout);
    }

    public SmtpLine Line => _line;

    public TimeSpan Timeout => TimeSpan.FromSeconds(_options.TimeoutSeconds);

    /// <summary>Whether the server offers an extension in its answer to EHLO.</summary>
    public bool Offers(string extension) => _offers.ContainsKey(extension);

    /// <summary>The largest message the server takes (RFC 1870), in bytes; null when it does not say.</summary>
    public long? MaxSize => _offers.TryGetValue("SIZE", out var size) && long.TryParse(size, out var bytes) && bytes > 0 ? bytes : null;

    /// <exception cref="DeliveryException">Of <see cref="DeliveryFault.Server"/>: the server was not reached or did not let us in.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, CancellationToken ct)
    {
        var socket = new TcpClient();
        try
        {
            using (var limit = CancellationTokenSource.CreateLinkedTokenSource(ct))
            {
                limit.CancelAfter(TimeSpan.FromSeconds(Math.Min(options.TimeoutSeconds, 30)));
                await socket.ConnectAsync(options.Host, options.EffectivePort, limit.Token);
            }

            socket.NoDelay = true;
            var session = new SmtpSession(socket, options);
            await session.GreetAsync(ct);
            return session;
        }
        catch (DeliveryException)
        {
            socket.Dispose();
            throw;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            socket.Dispose();
            throw;
        }
        catch (Exception broken) when (broken is IOException or SocketException or AuthenticationException or OperationCanceledException)
        {
            socket.Dispose();
            var why = broken is OperationCanceledException ? "no connection in time" : broken.Message;
            throw new DeliveryException(DeliveryFault.Server, $"{options.Host}:{options.EffectivePort}: {why}", broken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Polite, and no more than that: whatever happens now changes nothing for the message.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _line.Stream.WriteAsync("QUIT\r\n"u8.ToArray(), limit.Token);
        }
        catch (Exception gone) when (gone is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
        }

        _line.Dispose();
        _socket.Dispose();
    }

    private static DeliveryException Refused(string what, SmtpReply reply) => new(DeliveryFault.Server, $"{what}: {reply}");

    private async Task GreetAsync(CancellationToken ct)
    {
        if (_options.Security == "tls")
        {
            await SecureAsync(ct);
        }

        var greeting = await _line.ReadAsync(ct);
        if (greeting.Code != 220)
        {
            throw Refused("greeting", greeting);
        }

        await HelloAsync(ct);
        if (_options.Security == "starttls")
        {
            if (!Offers("STARTTLS"))
            {
                throw new DeliveryException(DeliveryFault.Server, "The server offers no STARTTLS, and Mail:Smtp:Security asks for it: nothing was sent.");
            }

            var answer = await _line.AskAsync("STARTTLS", ct);
            if (answer.Code != 220)
            {
                throw Refused("STARTTLS", answer);
            }

            // What came in the clear after the answer would be read as if it had come encrypted.
            if (_line.HasUnread)
            {
                throw new DeliveryException(DeliveryFault.Server, "Someone wrote into the connection before it was encrypted: nothing was sent.");
            }

            await SecureAsync(ct);
            await HelloAsync(ct);
        }

        if (_options.User.Length > 0)
        {
            await SignInAsync(ct);
        }
    }

    private async Task HelloAsync(CancellationToken ct)
    {
        // An address literal (RFC 5321 §4.1.3): true for every machine, whether or not it has a name in the DNS.
        var local = ((IPEndPoint)_socket.Client.LocalEndPoint!).Address;
        local = local.IsIPv4MappedToIPv6 ? local.MapToIPv4() : local;
        var reply = await _line.AskAsync($"EHLO [{(local.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6:" : "")}{local}]", ct);
        if (reply.Code != 250)
        {
            throw Refused("EHLO", reply);
        }

        _offers = new(StringComparer.OrdinalIgnoreCase);
        foreach (var words in reply.Lines.Skip(1).Select(line => line.Split(' ', 2)))
        {
            _offers[words[0]] = words.Length > 1 ? words[1] : "";
        }
    }

    private async Task SecureAsync(CancellationToken ct)
    {
        var secure = new SslStream(_line.Stream, leaveInnerStreamOpen: false);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        try
        {
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = _options.Host,
                    RemoteCertificateValidationCallback = (_, certificate, _, errors) => errors == SslPolicyErrors.None || IsTrusted(certificate?.GetRawCertData()),
                },
                limit.Token);
        }
        catch (AuthenticationException refused)
        {
            throw new DeliveryException(
                DeliveryFault.Server,
                "The server's certificate is not trusted: nothing was sent. Have it signed, or set Mail:Smtp:TrustedFingerprint to its SHA-256 fingerprint.", refused);
        }

        _line = new(secure, Timeout);
    }

    private bool IsTrusted(byte[]? certificate) =>
        certificate is not null && _options.TrustedFingerprint.Length > 0 &&
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(certificate), Convert.FromHexString(string.Concat(_options.TrustedFingerprint.Where(char.IsAsciiHexDigit))));

    private async Task SignInAsync(CancellationToken ct)
    {
        var ways = _offers.GetValueOrDefault("AUTH", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await _line.AskAsync("AUTH PLAIN " + Base64($"\0{_options.User}\0{_options.Password}"), ct);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await _line.AskAsync("AUTH LOGIN", ct);
            reply = reply.Code == 334 ? await _line.AskAsync(Base64(_options.User), ct) : reply;
            reply = reply.Code == 334 ? await _line.AskAsync(Base64(_options.Password), ct) : reply;
        }
        else
        {
            throw new DeliveryException(DeliveryFault.Server, $"The server offers no sign-in by password (it offers: {string.Join(' ', ways)}).");
        }

        if (reply.Code != 235)
        {
            throw Refused("sign-in", reply);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
