using System.Security.Cryptography;
using System.Text.Json;
using DataPortal.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace DataPortal.Shared.Forms;

/// <summary>How many files a form takes, and how large.</summary>
/// <param name="Count">Files of one form.</param>
/// <param name="Bytes">Of one file.</param>
/// <param name="PerNetworkAndHour">Files from one visitor's network; staff have no such limit.</param>
public sealed record AttachmentLimits(int Count, long Bytes, int PerNetworkAndHour = int.MaxValue);

/// <summary>
/// Files that come with a form. Each is looked at (its content, not its name, says what it is) and kept at once; the form carries a signed
/// reference, so that a mistake elsewhere in the form loses no upload.
/// </summary>
public sealed class Attachments(IFileStore files, IDataProtectionProvider protection, AttemptLimits visits)
{
    /// <summary>What <c>accept</c> of a file field says.</summary>
    public const string Accepted = ".pdf,.png,.jpg,.jpeg,.xlsx,.xls,.docx,.doc,.ods,.odt,.csv,.txt";

    private readonly IDataProtector _protector = protection.CreateProtector("DataPortal.Attachment");

    public string Sign(FileReference file) => _protector.Protect(JsonSerializer.Serialize(file));

    /// <summary>The files a form already carries; a reference that is not ours is left out.</summary>
    public IReadOnlyList<FileReference> Read(IEnumerable<string>? references) =>
        [.. (references ?? []).Take(20).Select(ReadOne).OfType<FileReference>().DistinctBy(file => (file.Hash, file.Name))];

    /// <param name="kept">Files the form already carries.</param>
    /// <param name="from">The visitor's network: an upload is kept before the form is complete, so each network has a limit of its own. Null for staff.</param>
    /// <returns>All files of the form, and what is wrong with those that were not taken, in the visitor's language.</returns>
    public async Task<(IReadOnlyList<FileReference> Files, IReadOnlyList<string> Errors)> TakeAsync(
        IReadOnlyList<FileReference> kept, IReadOnlyList<IFormFile>? sent, AttachmentLimits limits, string? from, CancellationToken ct)
    {
        List<FileReference> taken = [.. kept];
        List<string> errors = [];
        foreach (var file in (sent ?? []).Where(file => file.Length > 0 || file.FileName.Length > 0))
        {
            var name = NameOf(file.FileName);
            if (taken.Count >= limits.Count)
            {
                errors.Add(Speech.T(
                    $"Paling banyak {limits.Count} berkas. {name} tidak disertakan", $"At most {limits.Count} files. {name} was left out"));
                continue;
            }

            if (file.Length > limits.Bytes)
            {
                errors.Add(Speech.T(
                    $"{name} lebih besar dari {Show.Size(limits.Bytes)}. Kecilkan atau bagi berkasnya",
                    $"{name} is larger than {Show.Size(limits.Bytes)}. Make it smaller or split it"));
                continue;
            }

            await using var content = file.OpenReadStream();
            if (await SniffAsync(content, name, ct) is not { } mediaType)
            {
                errors.Add(Speech.T(
                    $"{name} bukan PDF, gambar, Excel, Word, OpenDocument, CSV, atau teks. Simpan dalam salah satu bentuk itu",
                    $"{name} is not a PDF, picture, Excel, Word, OpenDocument, CSV or text file. Save it as one of these"));
                continue;
            }

            if (from is not null && visits.Take($"file {from}", limits.PerNetworkAndHour, TimeSpan.FromHours(1)) is { } wait)
            {
                errors.Add(Speech.T(
                    $"Terlalu banyak berkas dari jaringan ini. {name} tidak disertakan; coba lagi dalam {Show.Duration(wait)}",
                    $"Too many files from this network. {name} was left out; try again in {Show.Duration(wait)}"));
                continue;
            }

            taken.Add(await files.PutAsync(content, name, mediaType, limits.Bytes, ct));
        }

        return ([.. taken.DistinctBy(file => (file.Hash, file.Name))], errors);
    }

    /// <summary>PDF · Excel · Gambar: what a media type is to a reader.</summary>
    public static string Kind(string mediaType) => mediaType switch
    {
        "application/pdf" => "PDF",
        "image/png" or "image/jpeg" => Speech.T("Gambar", "Picture"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" or "application/vnd.ms-excel" => "Excel",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" or "application/msword" => "Word",
        "application/vnd.oasis.opendocument.spreadsheet" or "application/vnd.oasis.opendocument.text" => "OpenDocument",
        "text/csv" => "CSV",
        _ => Speech.T("Berkas", "File"),
    };

    private FileReference? ReadOne(string reference)
    {
        try
        {
            return JsonSerializer.Deserialize<FileReference>(_protector.Unprotect(reference));
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static string NameOf(string sent)
    {
        var name = new string([.. sent[(sent.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter) && letter is not ('"' or '<' or '>' or ':' or '|' or '?' or '*'))]).Trim(' ', '.');
        return name.Length switch
        {
            0 => "berkas",
            > 120 => name[..80] + Path.GetExtension(name)[..Math.Min(10, Path.GetExtension(name).Length)],
            _ => name,
        };
    }

    /// <summary>The media type by the first bytes; the extension only chooses among those the bytes allow. Null: not a kind we take.</summary>
    private static async Task<string?> SniffAsync(Stream content, string name, CancellationToken ct)
    {
        var head = new byte[4096];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        var bytes = head.AsSpan(0, read);
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return bytes switch
        {
            [] => null,
            [0x25, 0x50, 0x44, 0x46, ..] => "application/pdf",
            [0x89, 0x50, 0x4E, 0x47, ..] => "image/png",
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x50, 0x4B, 0x03, 0x04, ..] => extension switch
            {
                ".xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                ".ods" => "application/vnd.oasis.opendocument.spreadsheet",
                ".odt" => "application/vnd.oasis.opendocument.text",
                _ => null,
            },
            [0xD0, 0xCF, 0x11, 0xE0, ..] => extension switch
            {
                ".xls" => "application/vnd.ms-excel",
                ".doc" => "application/msword",
                _ => null,
            },
            _ when !bytes.Contains((byte)0) => extension switch
            {
                ".csv" => "text/csv",
                ".txt" => "text/plain",
                _ => null,
            },
            _ => null,
        };
    }
}
