using System.Collections.Frozen;
using DataPortal.Shared;
using DataPortal.Tables.Formats.Csv;
using DataPortal.Tables.Formats.JsonStat;
using DataPortal.Tables.Formats.Px;
using DataPortal.Tables.Formats.Sheets;

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
/// <param name="Separator">CSV: what stands between two fields, with decimal points and no byte order mark, as programs read it; null for the visitor's habit.</param>
public sealed record TableOutput(LabelForm Labels = LabelForm.Texts, bool Title = false, char? Separator = null)
{
    public static TableOutput Default { get; } = new();
}

/// <summary>A form a table can be taken in.</summary>
/// <param name="Extension">Of the file.</param>
/// <param name="Label">On the button.</param>
/// <param name="Write">Writes it synchronously, in the language of the current request; leaves the stream open. Give it a buffered stream, such as FileBufferingWriteStream.</param>
public sealed record TableFormat(string Extension, string MediaType, Bilingual Label, Action<Stream, TableView, TableOrigin, TableOutput> Write)
{
    /// <summary>In addresses: <c>/tabel/{id}.{name}</c>, and as the APIs name it (PxWebApi: <c>outputFormat</c>).</summary>
    public string Name { get; init; } = Extension;

    /// <summary>Other names it answers to.</summary>
    public IReadOnlyList<string> AlsoNamed { get; init; } = [];

    /// <summary>True for rows of figures alone, with no place for notes or for the word that they are a sample.</summary>
    public bool IsBare => Extension is "csv";
}

/// <summary>Every form a table can be taken in: those people take, and those mostly a program asks for by name.</summary>
public static class TableFormats
{
    /// <summary>How many of <see cref="All"/> are always in sight.</summary>
    public const int Main = 3;

    /// <summary>In the order of the buttons.</summary>
    public static IReadOnlyList<TableFormat> All { get; } =
    [
        new("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", new("Excel", "Excel"), SheetTable.WriteXlsx),
        new("csv", "text/csv; charset=utf-8", new("CSV", "CSV"), CsvTable.Write),
        new("pdf", "application/pdf", new("PDF", "PDF"), PdfTableDocument.Write),
        new("ods", "application/vnd.oasis.opendocument.spreadsheet", new("OpenDocument", "OpenDocument"), SheetTable.WriteOds),
        new("json", "application/json; charset=utf-8", new("JSON-stat", "JSON-stat"), JsonStatTable.Write) { AlsoNamed = ["json-stat2"] },
        new("px", PxWriter.MediaType, new("PX", "PX"), PxWriter.Write),
    ];

    /// <summary>Those a program asks for.</summary>
    public static IReadOnlyList<TableFormat> ForPrograms { get; } =
    [
        new("csv", "text/csv; charset=utf-8", new("CSV daftar, teks", "CSV list, texts"), CsvTable.WriteList) { Name = "csv2" },
        new("csv", "text/csv; charset=utf-8", new("CSV daftar, kode", "CSV list, codes"), (to, view, origin, output) => CsvTable.WriteList(to, view, origin, output with { Labels = LabelForm.Codes })) { Name = "csv3" },
        new("json", "application/json; charset=utf-8", new("JSON-stat 1", "JSON-stat 1"), JsonStatTable.WriteFirst) { Name = "json-stat" },
        new("json", "application/json; charset=utf-8", new("JSON-PX", "JSON-PX"), JsonPxTable.Write) { Name = "json-px" },
        new("html", "text/html; charset=utf-8", new("HTML", "HTML"), HtmlTable.Write),
        new("csv", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", new("SDMX-CSV", "SDMX-CSV"), SdmxCsvTable.Write) { Name = "sdmx-csv", AlsoNamed = ["sdmx.csv"] },
    ];

    /// <summary>Those behind <em>Bentuk lain</em>.</summary>
    public static IReadOnlyList<TableFormat> Lesser { get; } = [.. All.Skip(Main), .. ForPrograms.Where(format => format.Name is "csv2" or "sdmx-csv")];

    private static readonly FrozenDictionary<string, TableFormat> _byName =
        All.Concat(ForPrograms).SelectMany(format => format.AlsoNamed.Prepend(format.Name), (format, name) => (format, name)).ToFrozenDictionary(one => one.name, one => one.format, StringComparer.OrdinalIgnoreCase);

    /// <param name="name">Of a form, in any case: <c>xlsx</c>, <c>json-stat2</c>, <c>csv3</c>.</param>
    /// <returns>Null for a name no form has.</returns>
    public static TableFormat? Find(string name) => _byName.GetValueOrDefault(name);
}
