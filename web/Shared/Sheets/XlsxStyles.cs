using System.Globalization;

namespace DataPortal.Shared.Sheets;

/// <summary>The styles used in a workbook, numbered as they are first asked for.</summary>
internal sealed class XlsxStyles
{
    private readonly Dictionary<(SheetStyle Style, bool Quoted), int> _numbers = [];
    private readonly List<(SheetStyle Style, bool Quoted)> _all = [];
    private readonly Dictionary<int, int> _quoted = [];

    public XlsxStyles() => Of(new());

    public int Of(SheetStyle style) => Of(style, false);

    /// <summary>The same look for a text that must stay one when its cell is edited.</summary>
    public int Quoted(int style) => _quoted.TryGetValue(style, out var quoted) ? quoted : _quoted[style] = Of(_all[style].Style, true);

    public void Write(XmlBytes xml)
    {
        var fonts = new List<string>();
        var formats = new List<string>();
        var records = _all.Select(one => Record(one.Style, one.Quoted, fonts, formats)).ToList();
        xml.Raw("<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">"u8);
        if (formats.Count > 0)
        {
            xml.Raw($"<numFmts count=\"{formats.Count}\">");
            for (var at = 0; at < formats.Count; at++)
            {
                xml.Raw($"<numFmt numFmtId=\"{164 + at}\" formatCode=\"").Text(formats[at], false).Raw("\"/>"u8);
            }

            xml.Raw("</numFmts>"u8);
        }

        xml.Raw($"<fonts count=\"{fonts.Count}\">{string.Concat(fonts)}</fonts>");
        xml.Raw("<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE5EFF7\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"u8);
        xml.Raw("<borders count=\"3\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF74828F\"/></bottom><diagonal/></border>"u8);
        xml.Raw("<border><left/><right/><top style=\"thin\"><color rgb=\"FF74828F\"/></top><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"u8);
        xml.Raw($"<cellXfs count=\"{records.Count}\">{string.Concat(records)}</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>");
    }

    private int Of(SheetStyle style, bool quoted)
    {
        if (!_numbers.TryGetValue((style, quoted), out var number))
        {
            _numbers[(style, quoted)] = number = _all.Count;
            _all.Add((style, quoted));
        }

        return number;
    }

    private static string Record(SheetStyle style, bool quoted, List<string> fonts, List<string> formats)
    {
        var color = style.Link ? "FF0A5288" : "FF17212B";
        var font = Place(fonts, string.Create(CultureInfo.InvariantCulture,
            $"<font>{(style.Bold ? "<b/>" : "")}{(style.Italic ? "<i/>" : "")}{(style.Link ? "<u/>" : "")}<sz val=\"{style.Size}\"/><color rgb=\"{color}\"/><name val=\"Arial\"/><family val=\"2\"/></font>"));
        var (fill, border) = style.Header ? (2, 1) : (0, style.LineAbove ? 2 : 0);
        var horizontal = style.Align switch { SheetAlign.Left => "left", SheetAlign.Center => "center", SheetAlign.Right => "right", _ => style.Indent > 0 ? "left" : null };
        var alignment = $"<alignment{(horizontal is null ? "" : $" horizontal=\"{horizontal}\"")} vertical=\"{(style.Header ? "center" : "top")}\"{(style.Wrap ? " wrapText=\"1\"" : "")}{(style.Indent > 0 ? $" indent=\"{Math.Min(style.Indent, 15)}\"" : "")}/>";
        return $"<xf numFmtId=\"{Format(style, formats)}\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"{border}\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"{(quoted ? " quotePrefix=\"1\"" : "")}>{alignment}</xf>";
    }

    // 3 and 4 are built in: #,##0 and #,##0.00 (ECMA-376, 18.8.30).
    private static int Format(SheetStyle style, List<string> formats) => style switch
    {
        { Format: SheetFormat.General } => 0,
        { Format: SheetFormat.Date } => 164 + Place(formats, "yyyy\\-mm\\-dd"),
        { Format: SheetFormat.Moment } => 164 + Place(formats, "yyyy\\-mm\\-dd\\ hh:mm"),
        { Suffix: null, Decimals: 0 } => 3,
        { Suffix: null, Decimals: 2 } => 4,
        _ => 164 + Place(formats, $"#,##0{(style.Decimals > 0 ? "." + new string('0', Math.Min(style.Decimals, 15)) : "")}{(style.Suffix is { } suffix ? $"\"{suffix.Replace("\"", "", StringComparison.Ordinal)}\"" : "")}"),
    };

    private static int Place(List<string> list, string item)
    {
        var at = list.IndexOf(item);
        if (at < 0)
        {
            list.Add(item);
            at = list.Count - 1;
        }

        return at;
    }
}
