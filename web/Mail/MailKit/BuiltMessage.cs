using System.Text;
using DataPortal.Mail.Mime;
using MimeKit;
using MimeKit.IO;

namespace DataPortal.Mail.MailKit;

/// <summary>
/// What MailKit sends, as <see cref="MimeWriter"/> builds it: the header fields raw, the rest streamed at the moment it is sent. Nothing is parsed and written anew,
/// so every attempt, by whichever transport, is the same bytes; and an attachment is never held in memory.
/// </summary>
internal sealed class BuiltMessage : MimeMessage
{
    /// <param name="writeBody">Writes what follows the header. Called once, when the server has asked for the text; the header waits in a buffer or went out just before, which without the final dot is nothing.</param>
    public BuiltMessage(OutgoingMessage message, Func<Stream, CancellationToken, Task> writeBody)
        : base(Fields(message)) => Body = new Rest(writeBody);

    /// <summary>Through MailKit's buffers to the server: what is written after this is the final dot alone.</summary>
    public static async Task FlushAsync(Stream body, CancellationToken ct)
    {
        await body.FlushAsync(ct);
        if (body is FilteredStream filtered)
        {
            await filtered.Source.FlushAsync(ct);
        }
    }

    private static HeaderList Fields(OutgoingMessage message)
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(MimeWriter.Header(message) + "\r\n"));
        var fields = HeaderList.Load(text);
        foreach (var field in fields)
        {
            // A value set raw is written raw, also when the message may hold UTF-8 (RFC 6532).
            field.SetRawValue(field.RawValue);
        }

        return fields;
    }

    private sealed class Rest : MimeEntity
    {
        private readonly Func<Stream, CancellationToken, Task> _write;

        public Rest(Func<Stream, CancellationToken, Task> write)
            : base("multipart", "mixed")
        {
            _write = write;

            // The message has the fields of its body already.
            Headers.Clear();
        }

        public override void Prepare(EncodingConstraint constraint, int maxLineLength = 78)
        {
        }

        public override Task WriteToAsync(FormatOptions options, Stream stream, bool contentOnly, CancellationToken cancellationToken = default) => _write(stream, cancellationToken);
    }
}
