using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using DataPortal.Tables;
using DataPortal.Tables.Import;
using Microsoft.Extensions.Options;

namespace DataPortal.Tests.Tables.Import;

/// <summary>Files as people make them, and the importer that reads them.</summary>
internal static class Files
{
    private const string Xmlns = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    public static RegionNames Names { get; } = new(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "content", "regions.csv")).Skip(1)
        .Select(line => line.Split(',')).Select(cells => (cells[0], cells[1], cells[2])));

    public static TablePreview Csv(string text, ImportChoice? choice = null, string name = "tabel.csv") => Read(Encoding.UTF8.GetBytes(text), choice, name);

    public static TablePreview Read(byte[] file, ImportChoice? choice = null, string name = "tabel.xlsx", TableLimits? limits = null)
    {
        using var stream = new MemoryStream(file);
        return new TableImport(Names, Options.Create(limits ?? new())).Read(stream, name, choice ?? new(), TestContext.Current.CancellationToken);
    }

    /// <summary>A workbook with inline strings; a cell is a text, a number, <c>=formula</c> (never worked out) or raw XML (begins with &lt;).</summary>
    public static byte[] Xlsx(params (string Name, string Merged, object?[][] Rows)[] sheets) => Zip([
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", $"<workbook {Xmlns} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{string.Concat(sheets.Select((sheet, at) => $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\" r:id=\"rId{at + 1}\"/>"))}</sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, at) => $"<Relationship Id=\"rId{at + 1}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{at + 1}.xml\"/>"))}</Relationships>"),
        .. sheets.Select((sheet, at) => ($"xl/worksheets/sheet{at + 1}.xml", Sheet(sheet.Rows, sheet.Merged))),
    ]);

    public static byte[] Zip((string Name, string Content)[] parts)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(content);
            }
        }

        return file.ToArray();
    }

    public static double At(this Cube cube, params string[] codes) => cube.Values[Position(cube, codes)];

    public static CellStatus StatusAt(this Cube cube, params string[] codes) => cube.Status[Position(cube, codes)];

    private static int Position(Cube cube, string[] codes) =>
        cube.Strides().Select((stride, d) => stride * (d < codes.Length ? cube.Dimensions[d].IndexOf(codes[d]) is >= 0 and var at ? at : throw new ArgumentException($"No {codes[d]} in {string.Join(", ", cube.Dimensions[d].Categories.Select(c => c.Code))}") : 0)).Sum();

    private static string Sheet(object?[][] rows, string merged)
    {
        var xml = new StringBuilder($"<worksheet {Xmlns}><sheetData>");
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
            {
                var place = $"{DataPortal.Tables.Import.Sheet.ColumnName(c)}{r + 1}";
                xml.Append(rows[r][c] switch
                {
                    null => "",
                    string raw when raw.StartsWith('<') => raw.Replace("@", place, StringComparison.Ordinal),
                    string formula when formula.StartsWith('=') => $"<c r=\"{place}\"><f>{SecurityElement.Escape(formula[1..])}</f></c>",
                    string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
                    IFormattable number => $"<c r=\"{place}\"><v>{number.ToString(null, CultureInfo.InvariantCulture)}</v></c>",
                    var other => throw new ArgumentException($"{other}"),
                });
            }

            xml.Append("</row>");
        }

        xml.Append("</sheetData>");
        if (merged.Length > 0)
        {
            xml.Append("<mergeCells>").Append(string.Concat(merged.Split(' ').Select(range => $"<mergeCell ref=\"{range}\"/>"))).Append("</mergeCells>");
        }

        return xml.Append("</worksheet>").ToString();
    }
}
