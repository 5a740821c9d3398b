using System.Globalization;
using System.Security;
using System.Text;

namespace DataPortal.Shared.Pdf;

/// <summary>
/// Writes a PDF page by page to a stream: selectable text in the standard faces, tagged for screen readers, with outline, links and page numbers.
/// </summary>
/// <remarks>
/// <code>
/// using var pdf = new PdfDocument(stream, new() { Title = "Laporan 16-2, Oktober 2026", Author = office.Name, Foot = office.ShortName, Created = now });
/// pdf.Letterhead(office.Name, office.Address);
/// pdf.Heading("Laporan 16-2", 1);
/// pdf.Facts([("Nomor", "16-2/1603/2026-10"), ("Bulan", "Oktober 2026")]);
/// pdf.Paragraph("Ringkasan permintaan data bulan ini.");
/// pdf.Bars("Permintaan menurut sarana", [new("Situs web", 31, "31"), new("Surel", 12, "12")]);
/// pdf.Table(new()
/// {
///     Columns = [PdfColumn.Head, PdfColumn.Number, PdfColumn.Number],
///     Header = [[new("Sarana", Down: 2), new("Permintaan", Across: 2)], ["Masuk", "Selesai"]],
///     Rows = [(string[])["Surel", "12", "11"], new(["Jumlah", "12", "11"], PdfRowKind.Total)],
/// });
/// pdf.Signatures("Muara Enim, 2 November 2026", new("Mengetahui", "Kepala Seksi Diseminasi", "Nama", "19800101"), new("Disusun oleh", "Admin Web"));
/// pdf.Finish();
/// </code>
/// <see cref="Page"/>, <see cref="Y"/>, <see cref="Need"/> and <see cref="Figure"/> are for drawing freely. The stream is written synchronously and left open.
/// </remarks>
public sealed partial class PdfDocument : IDisposable
{
    private readonly PdfOutput _output;
    private readonly PdfTags _tags;
    private readonly PdfBytes _content = new(64 * 1024);
    private readonly List<PageEntry> _pages = [];
    private readonly List<PdfImage> _images = [];
    private readonly List<(string Text, int Level, int Page, double Y)> _outline = [];
    private readonly int _pagesId;
    private readonly int _resourcesId;
    private bool _finished;

    private readonly record struct PageEntry(int Id, int Body, int Key, int[] Annotations);

    public PdfDocument(Stream to, PdfSettings settings)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(settings);
        Settings = settings;
        _output = new(to);
        _tags = new(_output);
        _pagesId = _output.Reserve();
        _resourcesId = _output.Reserve();
        (PageWidth, PageHeight) = settings.Landscape ? (settings.Paper.Height, settings.Paper.Width) : (settings.Paper.Width, settings.Paper.Height);
        Page = null!;
        Start();
    }

    public PdfSettings Settings { get; }

    /// <summary>Points of the sheet.</summary>
    public double PageWidth { get; }

    public double PageHeight { get; }

    /// <summary>Where content starts from the left.</summary>
    public double Left => Settings.Margin;

    /// <summary>Points from margin to margin.</summary>
    public double Width => PageWidth - 2 * Settings.Margin;

    /// <summary>The first y of a page's content.</summary>
    public double Top => Settings.Margin;

    /// <summary>The last y content may reach.</summary>
    public double Bottom => PageHeight - Settings.Margin - 6;

    /// <summary>Where the next block starts.</summary>
    public double Y { get; set; }

    /// <summary>The page being filled.</summary>
    public PdfCanvas Page { get; private set; }

    /// <summary>Pages begun so far.</summary>
    public int PageCount => _pages.Count + 1;

    internal PdfTags Tags => _tags;

    internal PdfOutput Output => _output;

    public void NewPage()
    {
        End();
        Start();
    }

    /// <summary>Starts a new page unless the height still fits on this one.</summary>
    public void Need(double height)
    {
        if (Y + height > Bottom && Y > Top)
        {
            NewPage();
        }
    }

    /// <summary>Takes up a picture for <see cref="PdfCanvas.Image"/>: JPEG as it is, PNG without interlace.</summary>
    /// <exception cref="InvalidDataException">It is neither, or is damaged.</exception>
    public PdfImage AddImage(ReadOnlySpan<byte> file)
    {
        var image = PdfImage.Write(file, _output);
        _images.Add(image);
        return image;
    }

    /// <summary>Writes the heads and feet, the structure, the outline and the end of the file.</summary>
    public void Finish()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        End();
        Furnish();
        var fonts = Fonts();
        var resources = new PdfBytes().Add("<</Font<<"u8).Add(fonts).Add(">>/XObject<<"u8);
        foreach (var image in _images)
        {
            resources.Add("/I"u8).Add(image.Id).Add((byte)' ').Reference(image.Id);
        }

        _output.Pack(_resourcesId, resources.Add(">>>>"u8).Written);
        var kids = new PdfBytes().Add("<</Type/Pages/Count "u8).Add(_pages.Count).Add("/Kids["u8);
        foreach (var page in _pages)
        {
            kids.Reference(page.Id).Add((byte)' ');
        }

        _output.Pack(_pagesId, kids.Add("]>>"u8).Written);
        var structure = _tags.Finish();
        var outline = Outline();
        var metadata = _output.Reserve();
        _output.Stream(metadata, "/Type/Metadata/Subtype/XML"u8, Encoding.UTF8.GetBytes(Metadata()), compress: false);
        var info = _output.Reserve();
        _output.Pack(info, Info().Written);
        var root = _output.Reserve();
        var catalog = new PdfBytes().Add("<</Type/Catalog/Pages "u8).Reference(_pagesId).Add("/StructTreeRoot "u8).Reference(structure)
            .Add("/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/Metadata "u8).Reference(metadata)
            .Add("/Lang"u8).TextString(Settings.Language == "en" ? "en-GB" : "id-ID");
        if (outline != 0)
        {
            catalog.Add("/Outlines "u8).Reference(outline);
        }

        _output.Pack(root, catalog.Add(">>"u8).Written);
        _output.Finish(root, info);
    }

    public void Dispose()
    {
        Finish();
        _output.Dispose();
    }

    private void Start()
    {
        _content.Clear();
        Page = new(_content, PageWidth, PageHeight, _output.Reserve(), _tags);
        Y = Top;
    }

    private void End()
    {
        var body = _output.Reserve();
        _output.Stream(body, [], _content.Written);
        var (key, parent) = _tags.Parent();
        var elements = new PdfBytes(Page.Elements.Count * 8 + 2).Add((byte)'[');
        foreach (var element in Page.Elements)
        {
            elements.Reference(element).Add((byte)' ');
        }

        _output.Pack(parent, elements.Add((byte)']').Written);
        foreach (var link in Page.Links)
        {
            _output.Pack(link.Annotation, new PdfBytes().Add("<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect["u8)
                .Add(link.X).Add((byte)' ').Add(PageHeight - link.Y - link.Height).Add((byte)' ').Add(link.X + link.Width).Add((byte)' ').Add(PageHeight - link.Y)
                .Add("]/StructParent "u8).Add(link.Key).Add("/Contents"u8).TextString(link.Address)
                .Add("/A<</S/URI/URI"u8).TextString(Uri.TryCreate(link.Address, UriKind.Absolute, out var address) ? address.AbsoluteUri : link.Address).Add(">>>>"u8).Written);
        }

        _pages.Add(new(Page.Page, body, key, [.. Page.Links.Select(link => link.Annotation)]));
    }

    // Heads and feet come last: only now is the number of pages known.
    private void Furnish()
    {
        var furniture = new PdfBytes();
        var head = Settings.RunningHead ?? Settings.Title;
        for (var at = 0; at < _pages.Count; at++)
        {
            var page = _pages[at];
            furniture.Clear();
            furniture.Add("/Artifact<</Type/Pagination>>BDC\n"u8);
            var canvas = new PdfCanvas(furniture, PageWidth, PageHeight, page.Id, null);
            if (at > 0 && head.Length > 0)
            {
                canvas.Text(Left, Top - 14, Cut(head, PdfFont.Regular, 7.5, Width), PdfFont.Regular, 7.5, PdfColor.Quiet);
                canvas.Line(Left, Top - 8, Left + Width, Top - 8);
            }

            var number = Settings.Say($"Halaman {at + 1} dari {_pages.Count}", $"Page {at + 1} of {_pages.Count}");
            var numberWidth = PdfText.Width(number, PdfFont.Regular, 7.5);
            var foot = PageHeight - Settings.Margin + 16;
            canvas.Line(Left, foot - 11, Left + Width, foot - 11);
            canvas.Text(Left, foot, Cut(Settings.Foot, PdfFont.Regular, 7.5, Width - numberWidth - 12), PdfFont.Regular, 7.5, PdfColor.Quiet);
            canvas.Text(Left + Width, foot, number, PdfFont.Regular, 7.5, PdfColor.Quiet, PdfAlign.Right);
            furniture.Add("EMC\n"u8);
            var id = _output.Reserve();
            _output.Stream(id, [], furniture.Written);
            var body = new PdfBytes(256).Add("<</Type/Page/Parent "u8).Reference(_pagesId).Add("/MediaBox[0 0 "u8).Add(PageWidth).Add((byte)' ').Add(PageHeight)
                .Add("]/Resources "u8).Reference(_resourcesId).Add("/Contents["u8).Reference(page.Body).Add((byte)' ').Reference(id)
                .Add("]/Tabs/S/StructParents "u8).Add(page.Key);
            if (page.Annotations.Length > 0)
            {
                body.Add("/Annots["u8);
                foreach (var annotation in page.Annotations)
                {
                    body.Reference(annotation).Add((byte)' ');
                }

                body.Add((byte)']');
            }

            _output.Pack(page.Id, body.Add(">>"u8).Written);
        }
    }

    /// <summary>As much of a text as fits on one line.</summary>
    internal static string Cut(string text, PdfFont font, double size, double width)
    {
        if (PdfText.Width(text, font, size) <= width)
        {
            return text;
        }

        var length = text.Length;
        while (length > 0 && PdfText.Width(text.AsSpan(0, length), font, size) + size > width)
        {
            length--;
        }

        return string.Concat(text.AsSpan(0, length).TrimEnd(), "…");
    }

    private string Fonts()
    {
        var unicode = _output.Reserve();
        _output.Stream(unicode, [], Encoding.ASCII.GetBytes(PdfText.ToUnicode()));
        var fonts = new StringBuilder();
        foreach (var font in Enum.GetValues<PdfFont>())
        {
            var id = _output.Reserve();
            var name = font switch { PdfFont.Regular => "Helvetica", PdfFont.Bold => "Helvetica-Bold", _ => "Helvetica-Oblique" };
            _output.Pack(id, new PdfBytes().Add("<</Type/Font/Subtype/Type1/BaseFont/"u8).Add(name).Add("/Encoding/WinAnsiEncoding/ToUnicode "u8).Reference(unicode).Add(">>"u8).Written);
            fonts.Append(CultureInfo.InvariantCulture, $"/F{(int)font} {id} 0 R");
        }

        return fonts.ToString();
    }

    private PdfBytes Info()
    {
        var info = new PdfBytes().Add("<</Title"u8).TextString(Settings.Title).Add("/Producer(DataPortal)"u8);
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[("/Author", Settings.Author), ("/Subject", Settings.Subject)])
        {
            if (text.Length > 0)
            {
                info.Add(name).TextString(text);
            }
        }

        if (Settings.Created is { } created)
        {
            var moment = $"(D:{created.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}{created.ToString("zzz", CultureInfo.InvariantCulture).Replace(':', '\'')}')";
            info.Add("/CreationDate"u8).Add(moment).Add("/ModDate"u8).Add(moment);
        }

        return info.Add(">>"u8);
    }

    private string Metadata()
    {
        var language = Settings.Language == "en" ? "en-GB" : "id-ID";
        var xmp = new StringBuilder("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?><x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">");
        xmp.Append("<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"><dc:format>application/pdf</dc:format>");
        var title = Escaped(Settings.Title);
        xmp.Append(CultureInfo.InvariantCulture, $"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li><rdf:li xml:lang=\"{language}\">{title}</rdf:li></rdf:Alt></dc:title>");
        xmp.Append(CultureInfo.InvariantCulture, $"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>");
        if (Settings.Author.Length > 0)
        {
            xmp.Append(CultureInfo.InvariantCulture, $"<dc:creator><rdf:Seq><rdf:li>{Escaped(Settings.Author)}</rdf:li></rdf:Seq></dc:creator>");
        }

        if (Settings.Created is { } created)
        {
            var moment = created.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
            xmp.Append(CultureInfo.InvariantCulture, $"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>");
        }

        return xmp.Append("<pdf:Producer>DataPortal</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>").ToString();
    }

    // XML 1.0 has no place for control characters, lone surrogates and the two non-characters.
    private static string Escaped(string text) => SecurityElement.Escape(string.Concat(text.EnumerateRunes().Select(
        rune => rune.Value is (< 0x20 and not 9 and not 10) or 0xFFFE or 0xFFFF ? " " : rune.ToString())));

    private int Outline()
    {
        if (_outline.Count == 0)
        {
            return 0;
        }

        var root = _output.Reserve();
        var ids = _outline.Select(_ => _output.Reserve()).ToArray();
        var parents = new int[ids.Length];
        for (var at = 0; at < ids.Length; at++)
        {
            var parent = at - 1;
            while (parent >= 0 && _outline[parent].Level >= _outline[at].Level)
            {
                parent = parents[parent];
            }

            parents[at] = parent;
        }

        var body = new PdfBytes();
        for (var at = -1; at < ids.Length; at++)
        {
            var children = Enumerable.Range(0, ids.Length).Where(child => parents[child] == at).ToArray();
            body.Clear();
            body.Add("<<"u8);
            if (at >= 0)
            {
                var siblings = Enumerable.Range(0, ids.Length).Where(other => parents[other] == parents[at]).ToArray();
                var place = Array.IndexOf(siblings, at);
                body.Add("/Title"u8).TextString(_outline[at].Text).Add("/Parent "u8).Reference(parents[at] < 0 ? root : ids[parents[at]])
                    .Add("/Dest["u8).Reference(_outline[at].Page).Add("/XYZ 0 "u8).Add(PageHeight - _outline[at].Y).Add(" 0]"u8);
                Sibling("/Prev "u8, place - 1, siblings);
                Sibling("/Next "u8, place + 1, siblings);
            }

            if (children.Length > 0)
            {
                body.Add("/First "u8).Reference(ids[children[0]]).Add("/Last "u8).Reference(ids[children[^1]]).Add("/Count "u8).Add(children.Length);
            }

            _output.Pack(at < 0 ? root : ids[at], body.Add(">>"u8).Written);
        }

        return root;

        void Sibling(ReadOnlySpan<byte> name, int place, int[] siblings)
        {
            if (place >= 0 && place < siblings.Length)
            {
                body.Add(name).Reference(ids[siblings[place]]);
            }
        }
    }
}
