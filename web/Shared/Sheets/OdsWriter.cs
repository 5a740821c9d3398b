using System.Globalization;
using System.IO.Compression;

namespace DataPortal.Shared.Sheets;

/// <summary>
/// Writes OpenDocument spreadsheets (ISO/IEC 26300, ODF 1.3). The type stands first and uncompressed as the standard asks, so a stream that cannot seek
/// is filled from a temporary file.
/// </summary>
public sealed class OdsWriter : IWorkbook
{
    private readonly Stream _to;
    private readonly Stream _file;
    private readonly ZipArchive _zip;
    private readonly BookProperties _properties;
    private readonly OdsStyles _styles = new();
    private readonly XmlBytes _xml = new();
    private readonly List<SheetSettings> _sheets = [];
    private readonly HashSet<(int Row, int Column)> _covered = [];
    private readonly List<(int Style, byte[] Bytes)> _ready = [];
    private readonly MemoryStream _made = new();
    private readonly XmlBytes _making = new();
    private Stream? _entry;
    private int _row;
    private int _column;
    private int _skipped;
    private bool _inHeader;
    private bool _finished;

    public OdsWriter(Stream to, BookProperties properties)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(properties);
        (_to, _properties) = (to, properties);
        _making.To = _made;
        _file = to.CanSeek ? to : new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose);
        _zip = new(_file, ZipArchiveMode.Create, leaveOpen: true);
        Part("mimetype", "application/vnd.oasis.opendocument.spreadsheet", CompressionLevel.NoCompression);
        Open("content.xml");
        _xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content "u8).Raw(OdsStyles.Namespaces).Raw("><office:automatic-styles>"u8);

        // Cells take their looks from styles.xml, written last; widths must stand here, before any sheet is known.
        for (var width = 1; width <= OdsStyles.WidestColumn; width++)
        {
            _xml.Raw(string.Create(CultureInfo.InvariantCulture, $"<style:style style:name=\"w{width}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{width * 0.19 + 0.15:0.##}cm\"/></style:style>"));
        }

        _xml.Raw("<style:style style:name=\"ro\" style:family=\"table-row\"><style:table-row-properties style:use-optimal-row-height=\"true\"/></style:style>"u8);
        _xml.Raw("<style:style style:name=\"upright\" style:family=\"table\" style:master-page-name=\"Upright\"><style:table-properties table:display=\"true\"/></style:style><style:style style:name=\"across\" style:family=\"table\" style:master-page-name=\"Across\"><style:table-properties table:display=\"true\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>"u8);
    }

    public int Style(SheetStyle style) => _styles.Of(style);

    public void Sheet(SheetSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        EndSheet();
        settings = settings with { Name = SheetText.Name(settings.Name, [.. _sheets.Select(sheet => sheet.Name)]) };
        _sheets.Add(settings);
        (_row, _column) = (0, 0);
        _xml.Raw("<table:table table:name=\""u8).Text(settings.Name, false).Raw(settings.Landscape ? "\" table:style-name=\"across\">"u8 : "\" table:style-name=\"upright\">"u8);
        foreach (var width in settings.Widths)
        {
            _xml.Raw("<table:table-column table:style-name=\"w"u8).Raw((int)Math.Clamp(Math.Round(width), 1, OdsStyles.WidestColumn)).Raw("\"/>"u8);
        }

        if (settings.Widths.Count == 0)
        {
            _xml.Raw("<table:table-column/>"u8);
        }
    }

    public void Row()
    {
        if (_sheets.Count == 0 || _finished)
        {
            throw new InvalidOperationException("A row needs a sheet.");
        }

        SheetLimits.Check(_row + 1, 1);
        EndRow();
        _row++;
        (_column, _skipped) = (0, 0);
        var repeated = _sheets[^1].RepeatedRows;
        if (_row == repeated.First)
        {
            _xml.Raw("<table:table-header-rows>"u8);
            _inHeader = true;
        }

        _xml.Raw("<table:table-row table:style-name=\"ro\">"u8);
    }

    public void Text(string text, int style = 0, int across = 1, int down = 1) => Text(text, null, style, across, down);

    public void Number(double number, int style = 0)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), "A cell holds finite numbers only.");
        }

        Begin(style, 1, 1);
        _xml.Raw(" office:value-type=\"float\" office:value=\""u8).Raw(number).Raw("\"/>"u8);
    }

    public int Make(string text, int style = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        _made.SetLength(0);
        if (text.Length > 0)
        {
            Words(_making, text, null);
            _making.Flush();
        }

        _ready.Add((style, _made.ToArray()));
        return _ready.Count - 1;
    }

    public void Ready(int text)
    {
        var (style, bytes) = _ready[text];
        if (bytes.Length == 0)
        {
            Blank(1, style);
            return;
        }

        Begin(style, 1, 1);
        _xml.Raw(bytes);
    }

    public void Date(DateOnly day, int style) => Dated(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), style);

    public void Moment(DateTimeOffset moment, int style) => Dated(moment.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), style);

    public void Link(string text, string address, int style = 0) =>
        Text(text, Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" ? uri.AbsoluteUri : null, style, 1, 1);

    public void Blank(int count = 1, int style = 0)
    {
        for (var at = 0; at < count; at++)
        {
            if (_covered.Remove((_row, _column)))
            {
                Skip();
                _xml.Raw("<table:covered-table-cell/>"u8);
                _column++;
            }
            else if (style == 0)
            {
                _skipped++;
                _column++;
            }
            else
            {
                Begin(style, 1, 1);
                _xml.Raw("/>"u8);
            }
        }
    }

    public void Finish()
    {
        if (_finished)
        {
            return;
        }

        if (_sheets.Count == 0)
        {
            Sheet(new() { Name = _properties.Title });
        }

        EndSheet();
        _finished = true;
        _xml.Raw("</office:spreadsheet></office:body></office:document-content>"u8);
        Close();
        Part("styles.xml", _styles.Document());
        Part("meta.xml", OdsParts.Meta(_properties));
        Part("settings.xml", OdsParts.Panes(_sheets));
        Part("META-INF/manifest.xml", OdsParts.Manifest);
        _zip.Dispose();
        if (_file != _to)
        {
            _file.Position = 0;
            _file.CopyTo(_to);
        }
    }

    public void Dispose()
    {
        Finish();
        if (_file != _to)
        {
            _file.Dispose();
        }
    }

    private void Text(string text, string? address, int style, int across, int down)
    {
        ArgumentNullException.ThrowIfNull(text);
        Begin(style, across, down);
        if (text.Length == 0)
        {
            _xml.Raw("/>"u8);
        }
        else
        {
            Words(_xml, text, address);
        }

        for (var column = 1; column < across; column++)
        {
            _xml.Raw("<table:covered-table-cell/>"u8);
            _column++;
        }

        for (var row = 1; row < down; row++)
        {
            for (var column = 1; column <= across; column++)
            {
                _covered.Add((_row + row, _column - column));
            }
        }
    }

    // What follows the name of a cell that holds a text.
    private static void Words(XmlBytes xml, string text, string? address)
    {
        xml.Raw(" office:value-type=\"string\">"u8);
        foreach (var line in SheetText.Cut(text).AsSpan().EnumerateLines())
        {
            xml.Raw("<text:p>"u8);
            if (address is not null)
            {
                xml.Raw("<text:a xlink:type=\"simple\" xlink:href=\""u8).Text(address, false).Raw("\">"u8);
            }

            Paragraph(xml, line);
            xml.Raw(address is null ? "</text:p>"u8 : "</text:a></text:p>"u8);
        }

        xml.Raw("</table:table-cell>"u8);
    }

    // Spaces at the ends and runs of them are elements (ODF 1.3, 6.1.3).
    private static void Paragraph(XmlBytes xml, ReadOnlySpan<char> line)
    {
        var from = 0;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\t' || (line[at] == ' ' && (at == 0 || at == line.Length - 1 || line[at - 1] is ' ' or '\t')))
            {
                xml.Text(line[from..at], false).Raw(line[at] == ' ' ? "<text:s/>"u8 : "<text:tab/>"u8);
                from = at + 1;
            }
        }

        xml.Text(line[from..], false);
    }

    private void Dated(string value, int style)
    {
        Begin(style, 1, 1);
        _xml.Raw(" office:value-type=\"date\" office:date-value=\""u8).Raw(value).Raw("\"/>"u8);
    }

    private void Begin(int style, int across, int down)
    {
        if (_row == 0)
        {
            throw new InvalidOperationException("A cell needs a row.");
        }

        if (_column >= SheetLimits.Columns)
        {
            SheetLimits.Check(1, _column + 1);
        }

        Skip();
        _xml.Raw("<table:table-cell"u8);
        if (style != 0)
        {
            _xml.Raw(" table:style-name=\"c"u8).Raw(style).Raw("\""u8);
        }

        if (across > 1 || down > 1)
        {
            _xml.Raw(" table:number-columns-spanned=\""u8).Raw(across).Raw("\" table:number-rows-spanned=\""u8).Raw(down).Raw("\""u8);
        }

        _column++;
    }

    private void Skip()
    {
        if (_skipped > 0)
        {
            _xml.Raw("<table:table-cell table:number-columns-repeated=\""u8).Raw(_skipped).Raw("\"/>"u8);
            _skipped = 0;
        }
    }

    private void EndRow()
    {
        if (_row == 0)
        {
            return;
        }

        if (_column == 0)
        {
            _xml.Raw("<table:table-cell/>"u8);
        }

        Skip();
        _xml.Raw("</table:table-row>"u8);
        if (_inHeader && _row == _sheets[^1].RepeatedRows.Last)
        {
            _xml.Raw("</table:table-header-rows>"u8);
            _inHeader = false;
        }
    }

    private void EndSheet()
    {
        if (_sheets.Count == 0)
        {
            return;
        }

        if (_row == 0)
        {
            Row();
        }

        EndRow();
        if (_inHeader)
        {
            _xml.Raw("</table:table-header-rows>"u8);
            _inHeader = false;
        }

        _xml.Raw("</table:table>"u8);
        _covered.Clear();
        _row = 0;
    }

    private void Part(string name, string text, CompressionLevel level = CompressionLevel.Fastest)
    {
        Open(name, level);
        _xml.Raw(text);
        Close();
    }

    private void Open(string name, CompressionLevel level = CompressionLevel.Fastest)
    {
        var entry = _zip.CreateEntry(name, level);
        entry.LastWriteTime = SheetText.ZipMoment(_properties.Created);
        _entry = entry.Open();
        _xml.To = _entry;
    }

    private void Close()
    {
        _xml.Flush();
        _entry!.Dispose();
    }
}
