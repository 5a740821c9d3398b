using System.Globalization;
using System.Security;
using System.Text;

namespace DataPortal.Shared.Sheets;

/// <summary>The styles used in an OpenDocument spreadsheet, numbered as they are first asked for.</summary>
internal sealed class OdsStyles
{
    public const int WidestColumn = 120;

    public const string Namespaces = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
        + "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" "
        + "xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" "
        + "xmlns:ooo=\"http://openoffice.org/2004/office\" office:version=\"1.3\"";

    private readonly Dictionary<SheetStyle, int> _numbers = [];
    private readonly List<SheetStyle> _all = [];

    public OdsStyles() => Of(new());

    public int Of(SheetStyle style)
    {
        if (!_numbers.TryGetValue(style, out var number))
        {
            _numbers[style] = number = _all.Count;
            _all.Add(style);
        }

        return number;
    }

    /// <summary>The whole of styles.xml.</summary>
    public string Document()
    {
        var xml = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-styles {Namespaces}><office:styles>");
        xml.Append("<style:default-style style:family=\"table-cell\"><style:table-cell-properties style:vertical-align=\"top\"/><style:text-properties fo:font-family=\"Arial\" fo:font-size=\"10pt\" fo:color=\"#17212b\"/></style:default-style>");
        xml.Append("<style:style style:name=\"Default\" style:family=\"table-cell\"/>");
        for (var at = 1; at < _all.Count; at++)
        {
            Append(xml, at, _all[at]);
        }

        xml.Append("</office:styles><office:automatic-styles>");
        foreach (var (name, width, height, way) in ((string, string, string, string)[])[("pu", "21cm", "29.7cm", "portrait"), ("pa", "29.7cm", "21cm", "landscape")])
        {
            xml.Append(CultureInfo.InvariantCulture, $"<style:page-layout style:name=\"{name}\"><style:page-layout-properties fo:page-width=\"{width}\" fo:page-height=\"{height}\" style:print-orientation=\"{way}\" fo:margin=\"1.5cm\" style:scale-to-X=\"1\" style:scale-to-Y=\"0\"/></style:page-layout>");
        }

        xml.Append("</office:automatic-styles><office:master-styles><style:master-page style:name=\"Upright\" style:page-layout-name=\"pu\"/><style:master-page style:name=\"Across\" style:page-layout-name=\"pa\"/></office:master-styles></office:document-styles>");
        return xml.ToString();
    }

    private static void Append(StringBuilder xml, int number, SheetStyle style)
    {
        if (style.Format != SheetFormat.General)
        {
            xml.Append(Format(number, style));
        }

        xml.Append(CultureInfo.InvariantCulture, $"<style:style style:name=\"c{number}\" style:family=\"table-cell\" style:parent-style-name=\"Default\"{(style.Format == SheetFormat.General ? "" : $" style:data-style-name=\"n{number}\"")}>");
        xml.Append(CultureInfo.InvariantCulture, $"<style:table-cell-properties{(style.Wrap ? " fo:wrap-option=\"wrap\"" : "")}{(style.Header ? " fo:background-color=\"#e5eff7\" fo:border-bottom=\"0.5pt solid #74828f\" style:vertical-align=\"middle\"" : "")}{(style.LineAbove ? " fo:border-top=\"0.5pt solid #74828f\"" : "")}/>");
        var align = style.Align switch { SheetAlign.Left => "start", SheetAlign.Center => "center", SheetAlign.Right => "end", _ => style.Indent > 0 ? "start" : null };
        if (align is not null)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<style:paragraph-properties fo:text-align=\"{align}\"{(style.Indent > 0 ? $" fo:margin-left=\"{style.Indent * 0.3:0.##}cm\"" : "")}/>");
        }

        xml.Append(CultureInfo.InvariantCulture, $"<style:text-properties fo:font-size=\"{style.Size}pt\"{(style.Bold ? " fo:font-weight=\"bold\"" : "")}{(style.Italic ? " fo:font-style=\"italic\"" : "")}{(style.Link ? " fo:color=\"#0a5288\"" : "")}/></style:style>");
    }

    private static string Format(int number, SheetStyle style) => style.Format switch
    {
        SheetFormat.Date => $"<number:date-style style:name=\"n{number}\">{Day}</number:date-style>",
        SheetFormat.Moment => $"<number:date-style style:name=\"n{number}\">{Day}<number:text> </number:text><number:hours number:style=\"long\"/><number:text>:</number:text><number:minutes number:style=\"long\"/></number:date-style>",
        _ => $"<number:number-style style:name=\"n{number}\"><number:number number:decimal-places=\"{style.Decimals}\" number:min-decimal-places=\"{style.Decimals}\" number:min-integer-digits=\"1\" number:grouping=\"true\"/>{(style.Suffix is { } suffix ? $"<number:text>{SecurityElement.Escape(suffix)}</number:text>" : "")}</number:number-style>",
    };

    private const string Day = "<number:year number:style=\"long\"/><number:text>-</number:text><number:month number:style=\"long\"/><number:text>-</number:text><number:day number:style=\"long\"/>";
}
