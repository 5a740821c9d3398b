using DataPortal.Shared;
using DataPortal.Tables.Formats.Px;

namespace DataPortal.Tables.Import;

/// <summary>Takes an uploaded PX file: it says itself what it holds, nothing is guessed and nothing is lost.</summary>
internal static class PxUpload
{
    private const int StartBytes = 512;

    /// <param name="file">Seekable; read, not closed.</param>
    public static bool IsPx(Stream file, string fileName)
    {
        Span<byte> start = stackalloc byte[StartBytes];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return PxReader.LooksLikePx(start) || (fileName.EndsWith(".px", StringComparison.OrdinalIgnoreCase) && !start.StartsWith("PK"u8));
    }

    /// <exception cref="UploadRefusedException">The file as a whole cannot be taken.</exception>
    public static TablePreview Read(Stream file, string fileName, TableLimits limits, CancellationToken ct)
    {
        if (file.Length == 0)
        {
            throw new UploadRefusedException("Berkas ini kosong. Periksa berkasnya, lalu unggah lagi.");
        }

        if (file.Length > limits.TableUploadBytes)
        {
            throw new UploadRefusedException($"Berkas ini {Show.Size(file.Length)}; paling besar {Show.Size(limits.TableUploadBytes)}. Bagi menjadi beberapa tabel.");
        }

        try
        {
            // The reader itself stops at the ten million cells a table may have.
            return Preview(PxReader.Read(file, ct), fileName);
        }
        catch (PxException fault)
        {
            return new() { FileName = fileName, IsDescribed = true, Errors = [new(null, fault.Line, null, fault.Keyword is null ? fault.What : $"{fault.Keyword}: {fault.What}", fault.Remedy)], ErrorCount = 1 };
        }
    }

    private static TablePreview Preview(PxTable table, string fileName)
    {
        // Blanks around a note say nothing, and the form drops them.
        var (cube, text) = (table.Cube, table.Text with { Notes = [.. table.Text.Notes.Select(note => note with { Id = note.Id.Trim(), En = note.En?.Trim() })] });
        var symbols = new int[byte.MaxValue + 1];
        foreach (var status in cube.Status)
        {
            symbols[(byte)status]++;
        }

        return new()
        {
            FileName = fileName,
            IsDescribed = true,
            Title = text.Title.Id,
            TitleEnglish = text.Title.En,
            Unit = text.Unit?.Id,
            Source = text.Source.Id.Length > 0 ? text.Source.Id : null,
            Notes = [.. text.Notes.Select(note => note.Id)],
            Period = text.Period,
            Decimals = text.Decimals,
            Text = text,
            Cube = cube,
            Rows = table.Rows,
            Columns = table.Columns,
            Symbols = Enum.GetValues<CellStatus>().Where(status => status is not CellStatus.Normal && symbols[(byte)status] > 0).ToDictionary(status => status, status => symbols[(byte)status]),
            Warnings = [.. table.Warnings.Select(warning => new ImportIssue(null, warning.Line, null, $"{warning.Keyword}: {warning.What}", ""))],
        };
    }
}
