using System.Buffers.Text;
using System.IO.Compression;

namespace DataPortal.Shared.Sheets;

/// <summary>
/// Writes Office Open XML workbooks (ECMA-376). The first 20,000 different texts are shared, as Excel itself does; later ones stand in their cells, so memory stays bounded.
/// </summary>
public sealed class XlsxWriter : IWorkbook
{
    private const int MostShared = 20_000;
    private readonly ZipArchive _zip;
    private readonly BookProperties _properties;
    private readonly XlsxParts _parts;
    private readonly XlsxStyles _styles = new();
    private readonly XmlBytes _xml = new();
    private readonly Dictionary<string, int> _shared = [];
    private readonly List<SheetSettings> _sheets = [];
    private readonly List<string?> _filters = [];
    private readonly List<string> _merged = [];
    private readonly List<(string Cell, string Address)> _links = [];
    private readonly List<byte[]> _letters = [];
    private readonly List<(int Style, byte[] Bytes)> _ready = [];
    private readonly MemoryStream _made = new();
    private readonly XmlBytes _making = new();
    private readonly byte[] _digits = new byte[12];
    private int _digitCount;
    private Stream? _entry;
    private int _row;
    private int _column;
    private int _widest;
    private bool _finished;

    public XlsxWriter(Stream to, BookProperties properties)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(properties);
        _properties = properties;
        _making.To = _made;
        _zip = new(to, ZipArchiveMode.Create, leaveOpen: true);
        _parts = new(_xml, Open, Close);
        _parts.Head(properties);
    }

    public int Style(SheetStyle style) => _styles.Of(style);

    public void Sheet(SheetSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        EndSheet();
        settings = settings with { Name = SheetText.Name(settings.Name, [.. _sheets.Select(sheet => sheet.Name)]) };
        _sheets.Add(settings);
        (_row, _column, _widest) = (0, 0, 0);
        Open($"xl/worksheets/sheet{_sheets.Count}.xml");
        _xml.Raw("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"u8);
        _xml.Raw("<sheetViews><sheetView workbookViewId=\"0\""u8).Raw(_sheets.Count == 1 ? " tabSelected=\"1\">"u8 : ">"u8);
        if (settings.FrozenRows > 0 || settings.FrozenColumns > 0)
        {
            var pane = (settings.FrozenRows > 0, settings.FrozenColumns > 0) switch { (true, true) => "bottomRight", (true, false) => "bottomLeft", _ => "topRight" };
            _xml.Raw("<pane"u8);
            if (settings.FrozenColumns > 0)
            {
                _xml.Raw(" xSplit=\""u8).Raw(settings.FrozenColumns).Raw("\""u8);
            }

            if (settings.FrozenRows > 0)
            {
                _xml.Raw(" ySplit=\""u8).Raw(settings.FrozenRows).Raw("\""u8);
            }

            _xml.Raw($" topLeftCell=\"{Cell(settings.FrozenRows + 1, settings.FrozenColumns)}\" activePane=\"{pane}\" state=\"frozen\"/><selection pane=\"{pane}\"/>");
        }

        _xml.Raw("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"13.5\"/>"u8);
        if (settings.Widths.Count > 0)
        {
            _xml.Raw("<cols>"u8);
            for (var at = 0; at < Math.Min(settings.Widths.Count, SheetLimits.Columns); at++)
            {
                _xml.Raw("<col min=\""u8).Raw(at + 1).Raw("\" max=\""u8).Raw(at + 1).Raw("\" width=\""u8).Raw(Math.Round(Math.Clamp(settings.Widths[at], 1, 250) + 0.7, 2)).Raw("\" customWidth=\"1\"/>"u8);
            }

            _xml.Raw("</cols>"u8);
        }

        _xml.Raw("<sheetData>"u8);
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
        _column = 0;
        Utf8Formatter.TryFormat(_row, _digits, out _digitCount);
        _xml.Raw("<row r=\""u8).Raw(Digits).Raw("\">"u8);
    }

    public void Text(string text, int style = 0, int across = 1, int down = 1)
    {
        ArgumentNullException.ThrowIfNull(text);
        var first = _column;
        if (text.Length == 0)
        {
            Empty(style);
        }
        else
        {
            text = SheetText.Cut(text);
            if (SheetText.LooksLikeFormula(text))
            {
                style = _styles.Quoted(style);
            }

            Begin(style);
            Words(_xml, text);
        }

        if (across > 1 || down > 1)
        {
            Blank(across - 1, style);
            _merged.Add($"{Cell(_row, first)}:{Cell(_row + down - 1, first + across - 1)}");
        }
    }

    public void Number(double number, int style = 0)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentOutOfRangeException(nameof(number), "A cell holds finite numbers only.");
        }

        Begin(style);
        _xml.Raw("><v>"u8).Raw(number).Raw("</v></c>"u8);
    }

    public void Date(DateOnly day, int style) => Number(day.DayNumber - new DateOnly(1899, 12, 30).DayNumber, style);

    public void Moment(DateTimeOffset moment, int style) => Number(Math.Round((moment.DateTime - new DateTime(1899, 12, 30)).TotalDays, 8), style);

    public void Link(string text, string address, int style = 0)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto")
        {
            _links.Add((Cell(_row, _column), uri.AbsoluteUri));
        }

        Text(text, style);
    }

    public void Blank(int count = 1, int style = 0)
    {
        for (var at = 0; at < count; at++)
        {
            Empty(style);
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
        _parts.Tail(_sheets, _filters, _shared, _styles);
        _zip.Dispose();
    }

    public void Dispose() => Finish();

    public int Make(string text, int style = 0)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = SheetText.Cut(text);
        if (SheetText.LooksLikeFormula(text))
        {
            style = _styles.Quoted(style);
        }

        _made.SetLength(0);
        if (text.Length > 0)
        {
            Words(_making, text);
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
            Empty(style);
            return;
        }

        Begin(style);
        _xml.Raw(bytes);
    }

    private ReadOnlySpan<byte> Digits => _digits.AsSpan(0, _digitCount);

    // What follows the address of a cell that holds a text.
    private void Words(XmlBytes xml, string text)
    {
        if (_shared.TryGetValue(text, out var index) || Share(text, out index))
        {
            xml.Raw(" t=\"s\"><v>"u8).Raw(index).Raw("</v></c>"u8);
        }
        else
        {
            xml.Raw(" t=\"inlineStr\"><is>"u8);
            XlsxParts.String(xml, text);
            xml.Raw("</is></c>"u8);
        }
    }

    private void EndSheet()
    {
        if (_entry is null)
        {
            return;
        }

        EndRow();
        var settings = _sheets[^1];
        _xml.Raw("</sheetData>"u8);
        var filtered = settings.FilterRow > 0 && settings.FilterRow <= _row && _widest > 0;
        _filters.Add(filtered ? $"$A${settings.FilterRow}:${Letters(_widest - 1)}${_row}" : null);
        if (filtered)
        {
            _xml.Raw($"<autoFilter ref=\"A{settings.FilterRow}:{Cell(_row, _widest - 1)}\"/>");
        }

        if (_merged.Count > 0)
        {
            _xml.Raw("<mergeCells count=\""u8).Raw(_merged.Count).Raw("\">"u8);
            foreach (var range in _merged)
            {
                _xml.Raw("<mergeCell ref=\""u8).Raw(range).Raw("\"/>"u8);
            }

            _xml.Raw("</mergeCells>"u8);
        }

        if (_links.Count > 0)
        {
            _xml.Raw("<hyperlinks>"u8);
            for (var at = 0; at < _links.Count; at++)
            {
                _xml.Raw($"<hyperlink ref=\"{_links[at].Cell}\" r:id=\"rId{at + 1}\"/>");
            }

            _xml.Raw("</hyperlinks>"u8);
        }

        _xml.Raw("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\""u8)
            .Raw(settings.Landscape ? "landscape"u8 : "portrait"u8).Raw("\" fitToWidth=\"1\" fitToHeight=\"0\"/><headerFooter><oddFooter>&amp;L&amp;8&amp;A&amp;R&amp;8&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"u8);
        Close();
        _merged.Clear();
        if (_links.Count > 0)
        {
            _parts.Links($"xl/worksheets/_rels/sheet{_sheets.Count}.xml.rels", _links);
            _links.Clear();
        }
    }

    private void EndRow()
    {
        if (_row > 0)
        {
            _xml.Raw("</row>"u8);
            _widest = Math.Max(_widest, _column);
        }
    }

    private void Begin(int style)
    {
        if (_row == 0)
        {
            throw new InvalidOperationException("A cell needs a row.");
        }

        _xml.Raw("<c r=\""u8).Raw(LettersOf(_column)).Raw(Digits);
        if (style != 0)
        {
            _xml.Raw("\" s=\""u8).Raw(style);
        }

        _xml.Raw("\""u8);
        _column++;
    }

    private void Empty(int style)
    {
        if (style == 0)
        {
            LettersOf(_column);
            _column++;
            return;
        }

        Begin(style);
        _xml.Raw("/>"u8);
    }

    private bool Share(string text, out int index)
    {
        index = _shared.Count;
        return _shared.Count < MostShared && text.Length <= 256 && _shared.TryAdd(text, index);
    }

    private byte[] LettersOf(int column)
    {
        if (column >= SheetLimits.Columns)
        {
            SheetLimits.Check(1, column + 1);
        }

        while (_letters.Count <= column)
        {
            _letters.Add(System.Text.Encoding.ASCII.GetBytes(Letters(_letters.Count)));
        }

        return _letters[column];
    }

    private static string Letters(int column) => column < 26 ? ((char)('A' + column)).ToString() : Letters(column / 26 - 1) + (char)('A' + column % 26);

    private static string Cell(int row, int column) => $"{Letters(column)}{row}";

    private void Open(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = SheetText.ZipMoment(_properties.Created);
        _entry = entry.Open();
        _xml.To = _entry;
    }

    private void Close()
    {
        _xml.Flush();
        _entry!.Dispose();
        _entry = null;
    }
}
