using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Import;

/// <summary>Turns what a person uploaded into a preview: a cube with its words, or errors that say where and what to do.</summary>
public sealed class TableImport(RegionNames regions, IOptions<TableLimits> limits)
{
    /// <summary>More errors than this are counted, not listed.</summary>
    public const int MostErrors = 50;

    public TableLimits Limits => limits.Value;

    /// <param name="file">Seekable; read, not closed.</param>
    /// <exception cref="UploadRefusedException">The file as a whole cannot be taken.</exception>
    public TablePreview Read(Stream file, string fileName, ImportChoice choice, CancellationToken ct)
    {
        if (PxUpload.IsPx(file, fileName))
        {
            return PxUpload.Read(file, fileName, Limits, ct);
        }

        if (DescribedFile.WebApiPage(file, Limits) is { } page)
        {
            return Understood(Html.HtmlSheets.Open(page, choice.Sheet, Limits, ct), fileName, choice, ct);
        }

        if (DescribedFile.Read(file, choice.Sheet, Limits, ct) is { } described)
        {
            return described with { FileName = fileName };
        }

        return Understood(SpreadsheetFile.Open(file, choice.Sheet, Limits, ct), fileName, choice, ct);
    }

    private TablePreview Understood((IReadOnlyList<string> Sheets, Sheet Sheet) found, string fileName, ImportChoice choice, CancellationToken ct)
    {
        var (sheets, sheet) = found;
        var preview = new SheetReading(sheet, regions, sheet.Name is null ? Limits.TableCsvCells : Limits.TableCells, choice, ct).Read();
        return preview with { FileName = fileName, Sheets = sheets, Sheet = sheet.Name };
    }
}
