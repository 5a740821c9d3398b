using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;

namespace DataPortal.Tests.Shared.Sheets;

/// <summary>Reads workbooks back with readers that are not ours.</summary>
public static class Workbooks
{
    /// <summary>Complaints of the Open XML SDK's schema check; none means sound.</summary>
    public static IReadOnlyList<string> Complaints(byte[] xlsx)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(xlsx), false);
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(book).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}")];
    }

    public static IReadOnlyList<(string Name, List<object?[]> Rows)> Read(byte[] xlsx)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var sheets = new List<(string, List<object?[]>)>();
        using var reader = ExcelReaderFactory.CreateReader(new MemoryStream(xlsx));
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets.Add((reader.Name, rows));
        }
        while (reader.NextResult());
        return sheets;
    }

    /// <summary>The same by the Open XML SDK: numbers and texts where their addresses say.</summary>
    public static IReadOnlyList<(string Name, List<object?[]> Rows)> ReadSdk(byte[] xlsx)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(xlsx), false);
        var workbook = book.WorkbookPart!;
        var shared = workbook.SharedStringTablePart!.SharedStringTable.Elements<SharedStringItem>().Select(item => Plain(item.InnerText)).ToList();
        var sheets = new List<(string, List<object?[]>)>();
        foreach (var sheet in workbook.Workbook.Sheets!.Elements<Sheet>())
        {
            var rows = new List<object?[]>();
            foreach (var row in ((WorksheetPart)workbook.GetPartById(sheet.Id!)).Worksheet.Descendants<Row>())
            {
                while (rows.Count < row.RowIndex! - 1)
                {
                    rows.Add([]);
                }

                var cells = new List<object?>();
                foreach (var cell in row.Elements<Cell>())
                {
                    var column = cell.CellReference!.Value!.TakeWhile(char.IsLetter).Aggregate(0, (sum, letter) => sum * 26 + letter - 'A' + 1) - 1;
                    while (cells.Count < column)
                    {
                        cells.Add(null);
                    }

                    cells.Add(cell.DataType?.Value switch
                    {
                        CellValues.SharedString => shared[int.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture)],
                        CellValues.InlineString => Plain(cell.InnerText),
                        _ when cell.CellValue is { } value => double.Parse(value.Text, System.Globalization.CultureInfo.InvariantCulture),
                        _ => null,
                    });
                }

                rows.Add([.. cells]);
            }

            sheets.Add((sheet.Name!, rows));
        }

        return sheets;

        static string Plain(string text) => System.Text.RegularExpressions.Regex.Replace(text, "_x([0-9A-Fa-f]{4})_", found => ((char)Convert.ToInt32(found.Groups[1].Value, 16)).ToString());
    }

    public static string Part(byte[] file, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The cells of an ODS sheet as value type and shown or stored value, blanks included.</summary>
    public static List<List<(string? Type, string Value)>> ReadOds(byte[] ods, int sheet)
    {
        XNamespace table = "urn:oasis:names:tc:opendocument:xmlns:table:1.0", office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0", text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
        var rows = new List<List<(string?, string)>>();
        foreach (var row in XDocument.Parse(Part(ods, "content.xml"), LoadOptions.PreserveWhitespace).Descendants(table + "table").ElementAt(sheet).Descendants(table + "table-row"))
        {
            var cells = new List<(string?, string)>();
            foreach (var cell in row.Elements())
            {
                var type = (string?)cell.Attribute(office + "value-type");
                var value = type switch
                {
                    "float" => cell.Attribute(office + "value")!.Value,
                    "date" => cell.Attribute(office + "date-value")!.Value,
                    _ => string.Join('\n', cell.Elements(text + "p").Select(Words)),
                };
                cells.AddRange(Enumerable.Repeat((type, value), (int?)cell.Attribute(table + "number-columns-repeated") ?? 1));
            }

            rows.Add(cells);
        }

        return rows;

        string Words(XElement paragraph) => string.Concat(paragraph.DescendantNodes().Select(node => node is XText words ? words.Value : node is XElement { Name: var name } && name == text + "s" ? " " : node is XElement { Name: var tab } && tab == text + "tab" ? "\t" : ""));
    }
}
