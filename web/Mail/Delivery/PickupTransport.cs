using System.Globalization;
using DataPortal.Mail.Mime;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Mail.Delivery;

/// <summary>
/// A folder of <c>.eml</c> files, used when no server is set. A file is written under a temporary name, synced and renamed; its name comes from the message,
/// so writing it again changes nothing.
/// </summary>
public sealed class PickupTransport(MimeWriter mime, IOptions<MailOptions> mail, IOptions<StorageOptions> storage) : IMailTransport
{
    public bool Repeatable => true;

    public string Name => "folder surel";

    public string Folder { get; } = mail.Value.Pickup is { Length: > 0 } set
        ? Path.GetFullPath(set, AppContext.BaseDirectory)
        : Path.Combine(Path.GetFullPath(storage.Value.Path, AppContext.BaseDirectory), "surel");

    public static string FileName(OutgoingMessage message) =>
        $"{message.CreatedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture)}-{message.Id}.eml";

    public async Task<string> DeliverAsync(OutgoingMessage message, Func<CancellationToken, Task> beforeData, CancellationToken ct)
    {
        await beforeData(ct);
        var name = FileName(message);
        try
        {
            Directory.CreateDirectory(Folder);
            var temporary = Path.Combine(Folder, $".{message.Id}.{Guid.NewGuid():N}.tmp");
            await using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 65536))
            {
                await mime.WriteAsync(message, file, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path.Combine(Folder, name), overwrite: true);
            return name;
        }
        catch (MissingAttachmentException missing)
        {
            throw new DeliveryException(DeliveryFault.Permanent, missing.Message, missing);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException(DeliveryFault.Server, broken.Message, broken);
        }
    }
}
