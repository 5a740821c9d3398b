using DataPortal.Mail;
using DataPortal.Mail.Delivery;
using DataPortal.Mail.Mime;
using DataPortal.Mail.Smtp;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Mail;

public sealed class SmtpTransportTests : MailTransportContract
{
    [Fact]
    public async Task The_size_told_beforehand_is_the_size_sent_in_one_piece_or_two()
    {
        foreach (var length in new[] { 0, 1, 56, 57, 58, 57 * 1024, (57 * 1024) + 1, 200_000 })
        {
            var file = await Files.PutAsync(new MemoryStream(new byte[length]), "a b–c.bin", "application/octet-stream", long.MaxValue, Ct);
            var message = Message() with { Attachments = [file, file], ToName = "Ñ" };
            using var written = new MemoryStream();
            await Mime.WriteAsync(message, written, Ct);
            Assert.Equal(MimeWriter.Size(message), written.Length);

            using var pieces = new MemoryStream();
            pieces.Write(System.Text.Encoding.UTF8.GetBytes(MimeWriter.Header(message) + "\r\n"));
            await Mime.WriteBodyAsync(message, pieces, Ct);
            Assert.Equal(written.ToArray(), pieces.ToArray());
        }
    }

    private protected override IMailTransport Transport(IOptions<MailOptions> mail) => new SmtpTransport(Mime, mail);
}
