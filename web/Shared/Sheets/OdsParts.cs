using System.Globalization;
using System.Text;

namespace DataPortal.Shared.Sheets;

/// <summary>The parts of an OpenDocument spreadsheet beside its cells and styles.</summary>
internal static class OdsParts
{
    public static string Manifest { get; } = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>"
        + string.Concat(((string[])["content.xml", "styles.xml", "meta.xml", "settings.xml"]).Select(name => $"<manifest:file-entry manifest:full-path=\"{name}\" manifest:media-type=\"text/xml\"/>")) + "</manifest:manifest>";

    public static string Meta(BookProperties properties)
    {
        using var text = new MemoryStream();
        var xml = new XmlBytes { To = text };
        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta "u8).Raw(OdsStyles.Namespaces).Raw("><office:meta><meta:generator>DataPortal</meta:generator><dc:title>"u8).Text(properties.Title, false)
            .Raw("</dc:title><meta:initial-creator>"u8).Text(properties.Creator, false).Raw("</meta:initial-creator><meta:creation-date>"u8)
            .Raw(properties.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)).Raw("</meta:creation-date><dc:language>"u8).Raw(properties.Language).Raw("</dc:language></office:meta></office:document-meta>"u8);
        xml.Flush();
        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Frozen rows and columns are a setting of the view, as LibreOffice keeps it.</summary>
    public static string Panes(IReadOnlyList<SheetSettings> sheets)
    {
        using var text = new MemoryStream();
        var xml = new XmlBytes { To = text };
        xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-settings "u8).Raw(OdsStyles.Namespaces)
            .Raw("><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry><config:config-item config:name=\"ViewId\" config:type=\"string\">view1</config:config-item><config:config-item-map-named config:name=\"Tables\">"u8);
        foreach (var sheet in sheets)
        {
            xml.Raw("<config:config-item-map-entry config:name=\""u8).Text(sheet.Name, false).Raw("\">"u8);
            Split("Horizontal", sheet.FrozenColumns, 1);
            Split("Vertical", sheet.FrozenRows, 2);
            xml.Raw("</config:config-item-map-entry>"u8);
        }

        xml.Raw("</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"u8);
        xml.Flush();
        return Encoding.UTF8.GetString(text.ToArray());

        void Split(string way, int at, int pane)
        {
            if (at > 0)
            {
                xml.Raw($"<config:config-item config:name=\"{way}SplitMode\" config:type=\"short\">2</config:config-item><config:config-item config:name=\"{way}SplitPosition\" config:type=\"int\">{at}</config:config-item>");
                xml.Raw($"<config:config-item config:name=\"Position{(pane == 1 ? "Right" : "Bottom")}\" config:type=\"int\">{at}</config:config-item>");
            }
        }
    }
}
