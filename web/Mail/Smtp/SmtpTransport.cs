using System.Net.Sockets;
using System.Text;
using DataPortal.Mail.Delivery;
using DataPortal.Mail.Mime;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail.Smtp;

/// <summary>
/// Hands messages to a server by SMTP (RFC 5321), one recipient a message. It is our own because it must know where a conversation broke:
/// before the final dot the server certainly has no message; after it, without an answer, nobody knows (<see cref="DeliveryFault.Unknown"/>).
/// <c>System.Net.Mail.SmtpClient</c> tells the two apart nowhere.
/// </summary>
public sealed class SmtpTransport(MimeWriter mime, IOptions<MailOptions> mail) : IMailTransport
{
    public bool Repeatable => false;

    public string Name => mail.Value.Smtp.Host;

    public async Task<string> DeliverAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeData, CancellationToken ct)
    {
        await using var session = await SmtpSession.OpenAsync(mail.Value.Smtp, ct);
        try
        {
            await EnvelopeAsync(session, message, ct);
            await beforeData(ct);
            await ContentAsync(session, message, ct);
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            throw new DeliveryException(DeliveryFault.Temporary, broken.Message, broken);
        }
        catch (MissingAttachmentException missing)
        {
            throw new DeliveryException(DeliveryFault.Permanent, missing.Message, missing);
        }

        return await FinishAsync(session);
    }

    private static async Task EnvelopeAsync(SmtpSession session, OutgoingMessage message, CancellationToken ct)
    {
        string from, to;
        try
        {
            (from, to) = (HeaderText.AsciiDomain(message.From), HeaderText.AsciiDomain(message.To));
        }
        catch (ArgumentException)
        {
            throw new DeliveryException(DeliveryFault.Permanent, "The domain of the address is no name of the Internet.");
        }

        var parameters = "";
        if (session.Offers("SIZE"))
        {
            var size = MimeWriter.Size(message);
            if (session.MaxSize < size)
            {
                throw new DeliveryException(DeliveryFault.Permanent, $"The message has {size} bytes; the server takes {session.MaxSize} at most.");
            }

            parameters += $" SIZE={size}";
        }

        if (!Ascii.IsValid(from + to + (message.ReplyTo is { } replyTo ? HeaderText.AsciiDomain(replyTo) : "")))
        {
            if (!session.Offers("SMTPUTF8"))
            {
                throw new DeliveryException(DeliveryFault.Permanent, "The address has letters outside ASCII, and the server does not take such addresses (RFC 6531).");
            }

            parameters += session.Offers("8BITMIME") ? " BODY=8BITMIME SMTPUTF8" : " SMTPUTF8";
        }

        Check(await session.Line.AskAsync($"MAIL FROM:<{from}>{parameters}", ct));
        Check(await session.Line.AskAsync($"RCPT TO:<{to}>", ct));
        Check(await session.Line.AskAsync("DATA", ct), 354);
    }

    private async Task ContentAsync(SmtpSession session, OutgoingMessage message, CancellationToken ct)
    {
        await using var text = new DotStream(session.Line.Stream, session.Timeout);
        await mime.WriteAsync(message, text, ct);
        await text.FlushAsync(ct);
    }

    /// <summary>The dot and its answer. From here a wish to stop is not heard: the answer is worth more than the moment it takes.</summary>
    private static async Task<string> FinishAsync(SmtpSession session)
    {
        SmtpReply reply;
        try
        {
            reply = await session.Line.AskAsync(".", CancellationToken.None);
        }
        catch (Exception lost) when (lost is IOException or SocketException or ObjectDisposedException)
        {
            throw new DeliveryException(DeliveryFault.Unknown, $"The message went out and no answer came: {lost.Message}", lost);
        }

        Check(reply);
        return reply.ToString();
    }

    private static void Check(SmtpReply reply, int expected = 0)
    {
        if (expected == 0 ? !reply.IsPositive : reply.Code != expected)
        {
            throw new DeliveryException(reply.Code >= 500 ? DeliveryFault.Permanent : DeliveryFault.Temporary, reply.ToString());
        }
    }
}
