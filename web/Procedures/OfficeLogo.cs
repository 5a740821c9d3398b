using System.Buffers.Binary;
using DataPortal.Content;
using DataPortal.Shared.Pdf;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Procedures;

/// <summary>
/// The office's sign on its printed procedures (procedures.md §11): <c>logo.png</c> or <c>logo.jpg</c> of the data folder, else of the content folder, read at start. To have none is right;
/// one that cannot be printed is left out, and the log says why.
/// </summary>
public sealed partial class OfficeLogo
{
    private const long MostBytes = 1_000_000;
    private const int MostPixels = 4_000;
    private static readonly string[] _names = ["logo.png", "logo.jpg"];

    public OfficeLogo(ContentRoot root, IOptions<StorageOptions> storage, ILogger<OfficeLogo> log)
    {
        foreach (var path in new[] { storage.Value.Folder, root.Path }.SelectMany(folder => _names.Select(name => Path.Combine(folder, name))).Where(File.Exists))
        {
            try
            {
                Picture = Read(path);
                return;
            }
            catch (Exception unusable) when (unusable is InvalidDataException or IOException or UnauthorizedAccessException or ArgumentException or IndexOutOfRangeException)
            {
                Refused(log, path, unusable);
            }
        }
    }

    /// <summary>The file as it is; null when there is none.</summary>
    public byte[]? Picture { get; }

    private static byte[] Read(string path)
    {
        if (new FileInfo(path).Length > MostBytes)
        {
            throw new InvalidDataException($"It has more than {MostBytes} bytes.");
        }

        var picture = File.ReadAllBytes(path);
        if (picture.Length > 24 && picture[0] == 0x89 && Math.Max(BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(20))) > MostPixels)
        {
            throw new InvalidDataException($"It is wider or taller than {MostPixels} pixels.");
        }

        // Found out now, not at the first print.
        using var pdf = new PdfDocument(Stream.Null, new() { Title = "logo" });
        pdf.AddImage(picture);
        return picture;
    }

    [LoggerMessage(LogLevel.Warning, "{Path} is left out of the printed procedures: it must be a PNG without interlace or a JPEG.")]
    private static partial void Refused(ILogger log, string path, Exception why);
}
