using System.Globalization;

namespace DataPortal.Shared.Sheets;

/// <summary>The parts of an Office Open XML package beside its sheets.</summary>
internal sealed class XlsxParts(XmlBytes xml, Action<string> open, Action close)
{
    private const string Relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public void Head(BookProperties properties)
    {
        Part("_rels/.rels", () => xml.Raw($"<Relationships xmlns=\"{Relations}\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/>"
            + "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
            + $"<Relationship Id=\"rId3\" Type=\"{Office}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"));
        Part("docProps/core.xml", () =>
        {
            var moment = properties.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            xml.Raw("<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>"u8)
                .Text(properties.Title, false).Raw("</dc:title><dc:creator>"u8).Text(properties.Creator, false).Raw("</dc:creator>"u8)
                .Raw($"<dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified><dc:language>{properties.Language}</dc:language></cp:coreProperties>");
        });
        Part("docProps/app.xml", () => xml.Raw("<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>DataPortal</Application></Properties>"u8));
    }

    public void Links(string name, IReadOnlyList<(string Cell, string Address)> links) => Part(name, () =>
    {
        xml.Raw($"<Relationships xmlns=\"{Relations}\">");
        for (var at = 0; at < links.Count; at++)
        {
            xml.Raw($"<Relationship Id=\"rId{at + 1}\" Type=\"{Office}/hyperlink\" TargetMode=\"External\" Target=\"").Text(links[at].Address, false).Raw("\"/>"u8);
        }

        xml.Raw("</Relationships>"u8);
    });

    public void Tail(IReadOnlyList<SheetSettings> sheets, IReadOnlyList<string?> filters, Dictionary<string, int> shared, XlsxStyles styles)
    {
        Part("xl/sharedStrings.xml", () =>
        {
            xml.Raw("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\""u8).Raw(shared.Count).Raw("\">"u8);
            foreach (var (text, _) in shared)
            {
                xml.Raw("<si>"u8);
                String(xml, text);
                xml.Raw("</si>"u8);
            }

            xml.Raw("</sst>"u8);
        });
        Part("xl/styles.xml", () => styles.Write(xml));
        Part("xl/workbook.xml", () => Workbook(sheets, filters));
        Part("xl/_rels/workbook.xml.rels", () =>
        {
            xml.Raw($"<Relationships xmlns=\"{Relations}\">");
            for (var at = 1; at <= sheets.Count; at++)
            {
                xml.Raw($"<Relationship Id=\"rId{at}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{at}.xml\"/>");
            }

            xml.Raw($"<Relationship Id=\"rIdStyles\" Type=\"{Office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rIdStrings\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
        });
        Part("[Content_Types].xml", () =>
        {
            const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
            xml.Raw("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"u8);
            xml.Raw($"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Sheet}sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Sheet}styles+xml\"/><Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Sheet}sharedStrings+xml\"/>");
            for (var at = 1; at <= sheets.Count; at++)
            {
                xml.Raw($"<Override PartName=\"/xl/worksheets/sheet{at}.xml\" ContentType=\"{Sheet}worksheet+xml\"/>");
            }

            xml.Raw("<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/><Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>"u8);
        });
    }

    /// <summary>A text element with its spaces kept.</summary>
    public static void String(XmlBytes xml, string text) =>
        xml.Raw(char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal) ? "<t xml:space=\"preserve\">"u8 : "<t>"u8).Text(text, true).Raw("</t>"u8);

    private void Workbook(IReadOnlyList<SheetSettings> sheets, IReadOnlyList<string?> filters)
    {
        xml.Raw($"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"{Office}\"><bookViews><workbookView/></bookViews><sheets>");
        for (var at = 0; at < sheets.Count; at++)
        {
            xml.Raw("<sheet name=\""u8).Text(sheets[at].Name, false).Raw($"\" sheetId=\"{at + 1}\" r:id=\"rId{at + 1}\"/>");
        }

        xml.Raw("</sheets>"u8);
        if (sheets.Any(sheet => sheet.RepeatedRows.First > 0) || filters.Any(filter => filter is not null))
        {
            xml.Raw("<definedNames>"u8);
            for (var at = 0; at < sheets.Count; at++)
            {
                var name = $"'{sheets[at].Name.Replace("'", "''", StringComparison.Ordinal)}'!";
                if (filters[at] is { } filter)
                {
                    xml.Raw($"<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{at}\" hidden=\"1\">").Text(name, false).Raw($"{filter}</definedName>");
                }

                if (sheets[at].RepeatedRows is { First: > 0 } rows)
                {
                    xml.Raw($"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{at}\">").Text(name, false).Raw($"${rows.First}:${rows.Last}</definedName>");
                }
            }

            xml.Raw("</definedNames>"u8);
        }

        xml.Raw("</workbook>"u8);
    }

    private void Part(string name, Action write)
    {
        open(name);
        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"u8);
        write();
        close();
    }
}
