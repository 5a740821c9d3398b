using System.IO.Compression;
using System.Text;
using DataPortal.Shared;

namespace DataPortal.Catalog;

/// <summary>A file that is not taken; the message tells the person what to do.</summary>
public sealed class FileRefusedException(string message) : Exception(message);

/// <summary>What a file is, told by its content and never by what its sender calls it.</summary>
public static class FileKinds
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Csv = "text/csv";
    public const string Zip = "application/zip";

    private const int Looked = 64 * 1024;

    public static bool IsImage(string mediaType) => mediaType is Png or Jpeg;

    /// <summary>PDF · PNG · XLSX …, as shown beside a size.</summary>
    public static string Name(string mediaType) => mediaType switch
    {
        Pdf => "PDF",
        Png => "PNG",
        Jpeg => "JPEG",
        Xlsx => "XLSX",
        Csv => "CSV",
        Zip => "ZIP",
        _ => mediaType,
    };

    /// <param name="content">Seekable; stands at its start afterwards.</param>
    /// <param name="name">Only tells CSV from other text.</param>
    /// <returns>The media type, one of the constants above.</returns>
    /// <exception cref="FileRefusedException">It is none of them: a page, a drawing with scripts, a program, an empty file.</exception>
    public static async Task<string> SniffAsync(Stream content, string name, CancellationToken ct)
    {
        var head = new byte[Looked];
        content.Position = 0;
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        content.Position = 0;
        var start = head.AsSpan(0, length);
        if (length == 0)
        {
            throw new FileRefusedException(Speech.T("Berkas ini kosong. Pilih berkas lain.", "This file is empty. Choose another."));
        }

        if (start[..Math.Min(length, 1024)].IndexOf("%PDF-"u8) >= 0 && !Markup(start))
        {
            return Pdf;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]))
        {
            return Png;
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg;
        }

        if (start.StartsWith("PK\u0003\u0004"u8))
        {
            return IsWorkbook(content) ? Xlsx : Zip;
        }

        var extension = Path.GetExtension(name).ToLowerInvariant();
        return extension is ".csv" or ".txt" or ".tsv" && IsText(start, length < Looked) && !Markup(start)
            ? Csv
            : throw new FileRefusedException(Speech.T(
                "Berkas ini bukan PDF, PNG, JPEG, XLSX, CSV, atau ZIP. Simpan ulang dalam salah satu bentuk itu, lalu unggah lagi.",
                "This file is not PDF, PNG, JPEG, XLSX, CSV or ZIP. Save it as one of these and upload it again."));
    }

    /// <summary>The name a file is handed out under: no path, no control characters, the extension of what it is, at most 120 characters.</summary>
    public static string SafeName(string name, string mediaType)
    {
        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
        {
            if (!Rune.IsControl(rune) && rune.Value is not ('"' or '<' or '>' or '|' or ':' or '*' or '?' or '%' or '#' or 0x202A or 0x202B or 0x202D or 0x202E or 0x2066 or 0x2067 or 0x2068))
            {
                clean.Append(rune.ToString());
            }
        }

        var text = clean.ToString().Trim().TrimStart('.');
        var (extension, others) = Extensions(mediaType);
        var given = Path.GetExtension(text).ToLowerInvariant();
        var stem = given == extension || others.Contains(given) || given is ".html" or ".htm" or ".svg" or ".exe" ? text[..^given.Length] : text;
        stem = stem.Trim(' ', '.');
        var limit = 120 - extension.Length;
        if (stem.Length > limit)
        {
            stem = stem[..(char.IsHighSurrogate(stem[limit - 1]) ? limit - 1 : limit)];
        }

        return (stem.Length == 0 ? "berkas" : stem) + extension;
    }

    private static (string Extension, string[] Others) Extensions(string mediaType) => mediaType switch
    {
        Pdf => (".pdf", []),
        Png => (".png", []),
        Jpeg => (".jpg", [".jpeg", ".jpe"]),
        Xlsx => (".xlsx", []),
        Csv => (".csv", [".txt", ".tsv"]),
        Zip => (".zip", []),
        _ => throw new ArgumentOutOfRangeException(nameof(mediaType)),
    };

    private static bool IsWorkbook(Stream content)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return zip.GetEntry("xl/workbook.xml") is not null && zip.GetEntry("[Content_Types].xml") is not null;
        }
        catch (InvalidDataException)
        {
            throw new FileRefusedException(Speech.T("Berkas ini rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah lagi.", "This file is damaged and cannot be opened. Save it again and upload it again."));
        }
        finally
        {
            content.Position = 0;
        }
    }

    private static bool Markup(ReadOnlySpan<byte> start)
    {
        var text = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        return text.TrimStart(" \t\r\n\0"u8) is [(byte)'<', ..];
    }

    private static bool IsText(ReadOnlySpan<byte> start, bool whole)
    {
        foreach (var b in start)
        {
            if (b < 0x20 && b is not (0x09 or 0x0A or 0x0D))
            {
                return false;
            }
        }

        // A character may be cut at the end of what was looked at.
        for (var cut = 0; cut < (whole ? 1 : 4) && cut < start.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(start[..^cut]))
            {
                return true;
            }
        }

        return false;
    }
}
