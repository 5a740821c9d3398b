namespace DataPortal.Shared.Pdf;

/// <summary>A colour of the page, and the few the portal uses: those of the style sheet by day.</summary>
public readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    public static PdfColor Ink { get; } = new(0x17, 0x21, 0x2B);
    public static PdfColor Quiet { get; } = new(0x4A, 0x58, 0x66);
    public static PdfColor Line { get; } = new(0xD3, 0xDA, 0xE1);
    public static PdfColor StrongLine { get; } = new(0x74, 0x82, 0x8F);
    public static PdfColor Surface { get; } = new(0xF4, 0xF6, 0xF8);
    public static PdfColor Accent { get; } = new(0x0A, 0x52, 0x88);
    public static PdfColor SoftAccent { get; } = new(0xE5, 0xEF, 0xF7);
    public static PdfColor Good { get; } = new(0x22, 0x6B, 0x34);
    public static PdfColor Warning { get; } = new(0x8A, 0x4B, 0x00);
    public static PdfColor Bad { get; } = new(0xA3, 0x20, 0x20);
    public static PdfColor White { get; } = new(0xFF, 0xFF, 0xFF);
}
