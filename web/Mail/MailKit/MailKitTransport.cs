using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Mail.Delivery;
using DataPortal.Mail.Mime;
using global::MailKit;
using global::MailKit.Net.Smtp;
using global::MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using IMailTransport = DataPortal.Mail.Delivery.IMailTransport;

namespace DataPortal.Mail.MailKit;

/// <summary>
/// Hands messages to a server by MailKit, one recipient a message, with the same promises as <see cref="Smtp.SmtpTransport"/> and more ways to sign in:
/// every mechanism MailKit knows, and OAuth2. MailKit leads the conversation; the text is ours, byte for byte (<see cref="BuiltMessage"/>), and tells how far it got.
/// </summary>
public sealed class MailKitTransport(MimeWriter mime, AccessToken accessToken, IOptions<MailOptions> mail) : IMailTransport
{
    private readonly SmtpOptions _options = mail.Value.Smtp;

    public bool Repeatable => false;

    public string Name => _options.Host;

    public async Task<string> DeliverAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeData, CancellationToken ct)
    {
        using var client = new Client(message) { Timeout = _options.TimeoutSeconds * 1000 };
        try
        {
            await OpenAsync(client, ct);
            return await SendAsync(client, message, beforeData, ct);
        }
        finally
        {
            await CloseAsync(client);
        }
    }

    private async Task<string> SendAsync(Client client, OutgoingMessage message, Func<CancellationToken, Task> beforeData, CancellationToken ct)
    {
        var (from, to) = Envelope(client, message);

        // After the text a wish to stop is not heard: the answer is worth more than the moment it takes. So MailKit hears of it through a source of ours.
        using var stop = new CancellationTokenSource();
        await using var wish = ct.Register(stop.Cancel);
        var textOut = false;
        using var built = new BuiltMessage(message, async (body, heard) =>
        {
            await beforeData(heard);
            await mime.WriteBodyAsync(message, body, heard);
            await BuiltMessage.FlushAsync(body, heard);
            await wish.DisposeAsync();
            stop.Token.ThrowIfCancellationRequested();
            textOut = true;
        });
        try
        {
            var international = (client.Capabilities & SmtpCapabilities.UTF8) != 0;
            return $"250 {Line(await client.SendAsync(new FormatOptions { International = international }, built, from, [to], stop.Token))}";
        }
        catch (SmtpCommandException refused) when (textOut && (int)refused.StatusCode is >= 200 and < 300)
        {
            return Words(refused);
        }
        catch (SmtpCommandException refused)
        {
            throw new DeliveryException((int)refused.StatusCode >= 500 ? DeliveryFault.Permanent : DeliveryFault.Temporary, Words(refused), refused);
        }
        catch (ServiceNotAuthenticatedException refused)
        {
            throw new DeliveryException(DeliveryFault.Permanent, $"530 {Line(refused.Message)}", refused);
        }
        catch (MissingAttachmentException missing)
        {
            throw new DeliveryException(DeliveryFault.Permanent, missing.Message, missing);
        }
        catch (OperationCanceledException) when (!textOut && ct.IsCancellationRequested)
        {
            throw new OperationCanceledException(ct);
        }
        catch (Exception lost) when (IsBroken(lost))
        {
            throw textOut
                ? new DeliveryException(DeliveryFault.Unknown, $"The message went out and no answer came: {lost.Message}", lost)
                : new DeliveryException(DeliveryFault.Temporary, lost.Message, lost);
        }
    }

    /// <summary>Checks what can be known before anything is sent of the message.</summary>
    private static (MailboxAddress From, MailboxAddress To) Envelope(Client client, OutgoingMessage message)
    {
        string ascii;
        MailboxAddress from, to;
        try
        {
            (from, to) = (new("", HeaderText.AsciiDomain(message.From)), new("", HeaderText.AsciiDomain(message.To)));
            ascii = HeaderText.AsciiDomain(message.From) + HeaderText.AsciiDomain(message.To) + (message.ReplyTo is { } replyTo ? HeaderText.AsciiDomain(replyTo) : "");
        }
        catch (ArgumentException)
        {
            throw new DeliveryException(DeliveryFault.Permanent, "The domain of the address is no name of the Internet.");
        }
        catch (ParseException unreadable)
        {
            throw new DeliveryException(DeliveryFault.Permanent, "The address cannot be written in SMTP.", unreadable);
        }

        var size = MimeWriter.Size(message);
        if ((client.Capabilities & SmtpCapabilities.Size) != 0 && client.MaxSize > 0 && client.MaxSize < size)
        {
            throw new DeliveryException(DeliveryFault.Permanent, $"The message has {size} bytes; the server takes {client.MaxSize} at most.");
        }

        if (Ascii.IsValid(ascii))
        {
            // Asked for only where it is needed: the next server may not take such messages.
            client.Capabilities &= ~SmtpCapabilities.UTF8;
        }
        else if ((client.Capabilities & SmtpCapabilities.UTF8) == 0 || (client.Capabilities & SmtpCapabilities.EightBitMime) == 0)
        {
            throw new DeliveryException(DeliveryFault.Permanent, "The address has letters outside ASCII, and the server does not take such addresses (RFC 6531).");
        }

        return (from, to);
    }

    /// <summary>Up to the point where the server takes a message.</summary>
    /// <exception cref="DeliveryException">Of <see cref="DeliveryFault.Server"/>: the server was not reached or did not let us in.</exception>
    private async Task OpenAsync(Client client, CancellationToken ct)
    {
        var refusedCertificate = false;

        // The rules of our own transport: signed by an authority and not looked up at its revocation list (a server that cannot be reached must not stop mail), or the one the office trusts.
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            refusedCertificate = errors != SslPolicyErrors.None && !IsTrusted(certificate?.GetRawCertData());
            return !refusedCertificate;
        };
        Socket? socket = null;
        try
        {
            socket = await ReachAsync(ct);
            client.LocalDomain = ((IPEndPoint)socket.LocalEndPoint!).Address.ToString();
            var security = _options.Security switch
            {
                "tls" => SecureSocketOptions.SslOnConnect,
                "starttls" => SecureSocketOptions.StartTls,
                _ => SecureSocketOptions.None,
            };
            await client.ConnectAsync(socket, _options.Host, _options.EffectivePort, security, ct);
            if (_options.User.Length > 0)
            {
                await SignInAsync(client, ct);
            }
        }
        catch (Exception broken) when (broken is not DeliveryException)
        {
            socket?.Dispose();
            ct.ThrowIfCancellationRequested();
            if (Why(broken, refusedCertificate) is { } why)
            {
                throw new DeliveryException(DeliveryFault.Server, why, broken);
            }

            throw;
        }
    }

    private async Task<Socket> ReachAsync(CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Known before MailKit has the connection, so that a TLS handshake has a limit too.
            socket.ReceiveTimeout = socket.SendTimeout = _options.TimeoutSeconds * 1000;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(TimeSpan.FromSeconds(Math.Min(_options.TimeoutSeconds, 30)));
            await socket.ConnectAsync(_options.Host, _options.EffectivePort, limit.Token);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task SignInAsync(Client client, CancellationToken ct)
    {
        try
        {
            if (!_options.OAuth2.IsOn)
            {
                await client.AuthenticateAsync(Encoding.UTF8, new NetworkCredential(_options.User, _options.Password), ct);
                return;
            }

            if (!client.AuthenticationMechanisms.Contains("XOAUTH2"))
            {
                throw new DeliveryException(DeliveryFault.Server, $"The server offers no sign-in by XOAUTH2 (it offers: {string.Join(' ', client.AuthenticationMechanisms)}).");
            }

            var token = await accessToken.GetAsync(ct);
            try
            {
                await client.AuthenticateAsync(new SaslMechanismOAuth2(_options.User, token), ct);
            }
            catch (AuthenticationException)
            {
                await accessToken.ForgetAsync(token, ct);
                throw;
            }
        }
        catch (AuthenticationException refused)
        {
            throw new DeliveryException(DeliveryFault.Server, $"sign-in: {Line(refused.Message)}", refused);
        }
        catch (NotSupportedException)
        {
            throw new DeliveryException(DeliveryFault.Server, $"The server offers no sign-in by password (it offers: {string.Join(' ', client.AuthenticationMechanisms)}).");
        }
    }

    private bool IsTrusted(byte[]? certificate) =>
        certificate is not null && _options.TrustedFingerprint.Length > 0 &&
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(certificate), Convert.FromHexString(string.Concat(_options.TrustedFingerprint.Where(char.IsAsciiHexDigit))));

    /// <summary>Why the server was not reached, in words; null when it is a fault of ours.</summary>
    private string? Why(Exception broken, bool refusedCertificate) => broken switch
    {
        _ when refusedCertificate => "The server's certificate is not trusted: nothing was sent. Have it signed, or set Mail:Smtp:TrustedFingerprint to its SHA-256 fingerprint.",
        NotSupportedException => "The server offers no STARTTLS, and Mail:Smtp:Security asks for it: nothing was sent.",
        SmtpCommandException refused => $"{_options.Host}:{_options.EffectivePort}: {Words(refused)}",
        OperationCanceledException => $"{_options.Host}:{_options.EffectivePort}: no connection in time",
        SslHandshakeException handshake => $"{_options.Host}:{_options.EffectivePort}: TLS: {Line((handshake.InnerException ?? handshake).Message)}",
        _ when IsBroken(broken) => $"{_options.Host}:{_options.EffectivePort}: {broken.Message}",
        _ => null,
    };

    private static bool IsBroken(Exception broken) =>
        broken is IOException or SocketException or TimeoutException or SmtpProtocolException or ServiceNotConnectedException or ObjectDisposedException;

    private static string Words(SmtpCommandException refused) => $"{(int)refused.StatusCode} {Line(refused.Message)}";

    private static string Line(string text) => text.ReplaceLineEndings(" ").Trim();

    private static async Task CloseAsync(Client client)
    {
        try
        {
            // Polite, and no more than that: whatever happens now changes nothing for the message.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await client.DisconnectAsync(quit: true, limit.Token);
        }
        catch (Exception gone) when (IsBroken(gone) || gone is OperationCanceledException)
        {
        }
    }

    /// <summary>MailKit's client for one message that is not to be touched: no other encoding, and its size is known.</summary>
    private sealed class Client(OutgoingMessage message) : SmtpClient
    {
        protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
        {
        }

        protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message1, CancellationToken cancellationToken) => Task.FromResult(MimeWriter.Size(message));
    }
}
