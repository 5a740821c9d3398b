using DataPortal.Shared.Sheets;

namespace DataPortal.Tables.Formats.Sheets;

/// <summary>The styles of a table's workbook.</summary>
internal sealed class SheetLooks(IWorkbook book)
{
    private readonly Dictionary<(int, string, bool), int> _numbers = [];
    private readonly Dictionary<(string, bool), int> _symbols = [];

    public int Title { get; } = book.Style(new() { Bold = true, Size = 13 });
    public int Quiet { get; } = book.Style(new() { Italic = true });
    public int Strong { get; } = book.Style(new() { Bold = true });
    public int Plain { get; } = book.Style(new());
    public int Wrapped { get; } = book.Style(new() { Wrap = true });
    public int Bold { get; } = book.Style(new() { Bold = true, Wrap = true });
    public int Link { get; } = book.Style(new() { Link = true });
    public int Head { get; } = book.Style(new() { Bold = true, Header = true, Wrap = true, Align = SheetAlign.Left });
    public int HeadGroup { get; } = book.Style(new() { Bold = true, Header = true, Wrap = true, Align = SheetAlign.Center });
    public int HeadNumber { get; } = book.Style(new() { Bold = true, Header = true, Wrap = true, Align = SheetAlign.Right });

    public int Label(bool total, int level) => book.Style(new() { Bold = total, LineAbove = total, Indent = level });

    /// <summary>A text made ready in the style of a symbol.</summary>
    public int Symbol(IWorkbook to, string mark, bool total)
    {
        if (!_symbols.TryGetValue((mark, total), out var made))
        {
            _symbols[(mark, total)] = made = to.Make(mark, to.Style(new() { Bold = total, LineAbove = total, Align = SheetAlign.Right }));
        }

        return made;
    }

    public int Number(int decimals, string mark, bool total)
    {
        if (!_numbers.TryGetValue((decimals, mark, total), out var style))
        {
            _numbers[(decimals, mark, total)] = style = book.Style(new()
            {
                Format = SheetFormat.Number,
                Decimals = decimals,
                Suffix = mark.Length > 0 ? " " + mark : null,
                Bold = total,
                LineAbove = total,
            });
        }

        return style;
    }

    /// <summary>A fact, as a link where its value is an address.</summary>
    public void Fact(IWorkbook to, string text, string value, int plain)
    {
        if (value.StartsWith("https://", StringComparison.Ordinal) || value.StartsWith("http://", StringComparison.Ordinal))
        {
            to.Link(text, value, Link);
        }
        else
        {
            to.Text(text, plain);
        }
    }
}
