namespace DataPortal.Shared.Pdf;

/// <summary>A sheet of paper, points.</summary>
public readonly record struct PdfPaper(double Width, double Height)
{
    public static PdfPaper A4 { get; } = new(595.28, 841.89);

    /// <summary>215 by 330 mm: the folio of Indonesian offices.</summary>
    public static PdfPaper F4 { get; } = new(609.45, 935.43);

    public static PdfPaper A3 { get; } = new(841.89, 1190.55);
}

/// <summary>What a document is, and how its pages look.</summary>
public sealed record PdfSettings
{
    public required string Title { get; init; }

    /// <summary><c>id</c> or <c>en</c>: of the text, and of the words the writer adds itself (page numbers, parts).</summary>
    public string Language { get; init; } = "id";

    public string Author { get; init; } = "";
    public string Subject { get; init; } = "";

    /// <summary>When the content was made. The same content and moment give the same bytes; null leaves the dates out.</summary>
    public DateTimeOffset? Created { get; init; }

    public PdfPaper Paper { get; init; } = PdfPaper.A4;
    public bool Landscape { get; init; }

    /// <summary>Points left free on each side; the foot stands inside the lower one.</summary>
    public double Margin { get; init; } = 48;

    /// <summary>Small, at the head of every page but the first; the title unless set. Empty for none.</summary>
    public string? RunningHead { get; init; }

    /// <summary>Small, at the foot of every page, left of the page number: source, address.</summary>
    public string Foot { get; init; } = "";

    internal string Say(string indonesian, string english) => Language == "en" ? english : indonesian;
}

/// <summary>How a paragraph looks.</summary>
/// <param name="Size">Points; lines stand 1.35 of it apart.</param>
/// <param name="Before">Points above, unless it is the first on its page.</param>
public readonly record struct PdfStyle(double Size, PdfFont Font = PdfFont.Regular, PdfColor? Color = null, double Before = 0, double After = 4, PdfAlign Align = PdfAlign.Left)
{
    public static PdfStyle Body { get; } = new(9.5);
    public static PdfStyle Small { get; } = new(8, Color: PdfColor.Quiet, After: 2);

    internal double Leading => Size * 1.35;
}

/// <summary>A run of text in one face; with an address it is a link.</summary>
public readonly record struct PdfSpan(string Text, PdfFont? Font = null, PdfColor? Color = null, string? Link = null)
{
    public static implicit operator PdfSpan(string text) => new(text);

    public static PdfSpan Bold(string text) => new(text, PdfFont.Bold);
}

/// <summary>Who signs, under which words: <em>Mengetahui</em>, <em>Disusun oleh</em>.</summary>
/// <param name="Position">Kepala Seksi Diseminasi dan Layanan Statistik</param>
/// <param name="Name">A dotted line stands where there is none yet.</param>
/// <param name="Nip">Civil servant's number, without the word NIP.</param>
public sealed record PdfSignature(string Caption, string Position, string? Name = null, string? Nip = null);

/// <summary>A bar of a chart, and its value as it is to be read.</summary>
public readonly record struct PdfBar(string Label, double Value, string Shown);
