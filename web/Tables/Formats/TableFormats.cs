using System.Collections.Frozen;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats;

/// <summary>What stands for a category in a file.</summary>
public enum LabelForm
{
    Texts,
    Codes,

    /// <summary>Code and text, each in a column of its own where the form has columns.</summary>
    Both,
}

/// <summary>How a form is written, where it leaves a choice (PxWebApi 2.0: <c>outputFormatParams</c>).</summary>
/// <param name="Title">True: the table's title stands above the header.</param>
/// <param name="Separator">CSV: what stands between two fields; null for the visitor's habit.</param>
public sealed record TableOutput(LabelForm Labels = LabelForm.Texts, bool Title = false, char? Separator = null)
{
    public static TableOutput Default { get; } = new();
}

/// <summary>A form a table can be taken in.</summary>
/// <param name="Extension">Of the address and the file: <c>/tabel/{id}.{extension}</c>.</param>
/// <param name="Label">On the button.</param>
/// <param name="Write">Writes it synchronously, in the language of the current request; leaves the stream open. Give it a buffered stream, such as FileBufferingWriteStream.</param>
public sealed record TableFormat(string Extension, string MediaType, Bilingual Label, Action<Stream, TableView, TableOrigin, TableOutput> Write);

/// <summary>Every form a table can be taken in, in the order of the buttons.</summary>
public static class TableFormats
{
    public static IReadOnlyList<TableFormat> All { get; } =
    [
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new("Excel", "Excel"), SheetTable.WriteXlsx),
        new("pdf", "application/pdf", new("PDF", "PDF"), PdfTableDocument.Write),
        new("csv", "text/csv; charset=utf-8", new("CSV", "CSV"), CsvTable.Write),
        new("ods", "application/vnd.oasis.opendocument.spreadsheet", new("OpenDocument", "OpenDocument"), SheetTable.WriteOds),
        new("json", "application/json; charset=utf-8", new("JSON-stat", "JSON-stat"), JsonStatTable.Write),
    ];

    private static readonly FrozenDictionary<string, TableFormat> ByExtension = All.ToFrozenDictionary(format => format.Extension, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null for an extension no format has.</returns>
    public static TableFormat? Find(string extension) => ByExtension.GetValueOrDefault(extension);
}
