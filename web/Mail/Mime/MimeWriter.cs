using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;
using DataPortal.Storage;

namespace DataPortal.Mail.Mime;

/// <summary>
/// A message as the bytes that are sent (RFC 5322, RFC 2045-2047, RFC 2231): plain text and HTML of the same letter, and its attachments, streamed from the file store.
/// The same message is always the same bytes: its date, Message-ID and boundaries come from the document. Lines are 7-bit and end with CR LF.
/// </summary>
public sealed partial class MimeWriter(IFileStore files)
{
    /// <summary>Bytes of an attachment in one line of Base64 (RFC 2045 §6.8: 76 characters).</summary>
    private const int LineBytes = 57;

    /// <exception cref="MissingAttachmentException">The file store has no such file.</exception>
    public async Task WriteAsync(OutgoingMessage message, Stream output, CancellationToken ct) => await WriteAsync(message, Head(message), output, ct);

    /// <summary>What follows the empty line after <see cref="Header"/>: both together are the message.</summary>
    /// <exception cref="MissingAttachmentException">The file store has no such file.</exception>
    public async Task WriteBodyAsync(OutgoingMessage message, Stream output, CancellationToken ct)
    {
        var head = Head(message);
        await WriteAsync(message, head[(HeaderLength(head) + 2)..], output, ct);
    }

    /// <summary>All header fields, each with its line end, without the empty line after them.</summary>
    public static string Header(OutgoingMessage message)
    {
        var head = Head(message);
        return head[..HeaderLength(head)];
    }

    private static int HeaderLength(string head) => head.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 2;

    private async Task WriteAsync(OutgoingMessage message, string head, Stream output, CancellationToken ct)
    {
        await WriteAsync(head, output, ct);
        foreach (var attachment in message.Attachments)
        {
            await WriteAsync(AttachmentHead(message, attachment), output, ct);
            await using var content = await files.OpenAsync(attachment.Hash, ct) ?? throw new MissingAttachmentException(attachment.Name);
            await WriteBase64Async(content, output, ct);
        }

        await WriteAsync(Foot(message), output, ct);
    }

    /// <summary>How many bytes <see cref="WriteAsync(OutgoingMessage, Stream, CancellationToken)"/> will write, without reading the attachments.</summary>
    public static long Size(OutgoingMessage message)
    {
        long bytes = Encoding.UTF8.GetByteCount(Head(message)) + Encoding.UTF8.GetByteCount(Foot(message));
        foreach (var attachment in message.Attachments)
        {
            var letters = (attachment.Length + 2) / 3 * 4;
            bytes += Encoding.UTF8.GetByteCount(AttachmentHead(message, attachment)) + letters + ((attachment.Length + LineBytes - 1) / LineBytes * 2);
        }

        return bytes;
    }

    /// <summary>The header fields alone, as staff see them.</summary>
    public static string Headers(OutgoingMessage message)
    {
        var text = new StringBuilder()
            .Append(HeaderText.Date(message.CreatedAt))
            .Append(HeaderText.Mailbox("From", message.From, message.FromName))
            .Append(HeaderText.Mailbox("To", message.To, message.ToName))
            .Append(HeaderText.Unstructured("Subject", message.Subject))
            .Append("Message-ID: ").Append(message.MessageId).Append("\r\n");
        if (message.ReplyTo is { } replyTo)
        {
            text.Append(HeaderText.Mailbox("Reply-To", replyTo, null));
        }

        if (message.InReplyTo is { } answered)
        {
            text.Append("In-Reply-To: ").Append(answered).Append("\r\nReferences: ").Append(answered).Append("\r\n");
        }

        if (message.Automatic)
        {
            text.Append("Auto-Submitted: auto-generated\r\nX-Auto-Response-Suppress: All\r\n");
        }

        return text.Append("Content-Language: ").Append(message.Language).Append("\r\nMIME-Version: 1.0\r\n").ToString();
    }

    private static string Head(OutgoingMessage message)
    {
        var (mixed, alternative) = (Boundary(message, "m"), Boundary(message, "a"));
        var text = new StringBuilder(Headers(message));
        if (message.Attachments.Count > 0)
        {
            text.Append("Content-Type: multipart/mixed; boundary=\"").Append(mixed).Append("\"\r\n\r\n--").Append(mixed).Append("\r\n");
        }

        text.Append("Content-Type: multipart/alternative; boundary=\"").Append(alternative).Append("\"\r\n");
        foreach (var (type, content) in new[] { ("plain", message.Text), ("html", message.Html) })
        {
            text.Append("\r\n--").Append(alternative).Append("\r\nContent-Type: text/").Append(type)
                .Append("; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n").Append(QuotedPrintable.Encode(content));
        }

        return text.Append("\r\n--").Append(alternative).Append("--\r\n").ToString();
    }

    private static string AttachmentHead(OutgoingMessage message, FileReference attachment)
    {
        var name = new string([.. attachment.Name.Where(letter => !char.IsControl(letter) && letter is not '/' and not '\\')]);
        return $"\r\n--{Boundary(message, "m")}\r\nContent-Type: {MediaType(attachment.MediaType)}\r\nContent-Transfer-Encoding: base64\r\n" +
            $"Content-Disposition: attachment{HeaderText.Parameter("filename", name)}\r\n\r\n";
    }

    private static string Foot(OutgoingMessage message) => message.Attachments.Count > 0 ? $"\r\n--{Boundary(message, "m")}--\r\n" : "";

    /// <summary>In no part by construction: quoted-printable and Base64 hold no <c>=_</c>.</summary>
    private static string Boundary(OutgoingMessage message, string part) => $"=_{part}_{message.Id}";

    /// <summary>A type that may be sent as Base64: composite types may not (RFC 2045 §6.4).</summary>
    private static string MediaType(string type) =>
        Simple().IsMatch(type) && !type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && !type.StartsWith("message/", StringComparison.OrdinalIgnoreCase) ? type : "application/octet-stream";

    private static async Task WriteAsync(string text, Stream output, CancellationToken ct) => await output.WriteAsync(Encoding.UTF8.GetBytes(text), ct);

    private static async Task WriteBase64Async(Stream content, Stream output, CancellationToken ct)
    {
        var read = new byte[LineBytes * 1024];
        var lines = new byte[78 * 1024];
        for (int count; (count = await content.ReadAtLeastAsync(read, read.Length, throwOnEndOfStream: false, ct)) > 0;)
        {
            var written = 0;
            for (var at = 0; at < count; at += LineBytes)
            {
                Base64.EncodeToUtf8(read.AsSpan(at, Math.Min(LineBytes, count - at)), lines.AsSpan(written), out _, out var letters);
                written += letters;
                lines[written++] = (byte)'\r';
                lines[written++] = (byte)'\n';
            }

            await output.WriteAsync(lines.AsMemory(0, written), ct);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*\z")]
    private static partial Regex Simple();
}

public sealed class MissingAttachmentException(string name) : Exception($"The attachment {name} is not in the file store.");
