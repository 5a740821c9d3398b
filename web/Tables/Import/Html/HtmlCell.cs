using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DataPortal.Tables.Import.Html;

/// <summary>What a cell says: its text as a person reads it, or the number a spreadsheet kept beside it.</summary>
/// <param name="kept">The number in full, as Excel (<c>x:num</c>) and LibreOffice (<c>sdval</c>) write it beside the rounded one; null for none.</param>
internal sealed partial class HtmlCell(string? kept)
{
    private const int Longest = 10_000;
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _leaning = new();
    private readonly StringBuilder _raised = new();
    private bool _isRaised;
    private bool _leans;

    public void Say(string text)
    {
        var to = _isRaised ? _raised : _leans ? _leaning : _text;
        if (to.Length < Longest)
        {
            to.Append(text.AsSpan(0, Math.Min(text.Length, Longest)));
        }
    }

    public void Break() => Say(" ");

    public void BeginRaised() => _isRaised = true;

    /// <summary>A raised number is a mark, or a power: never a digit of the figure before it.</summary>
    public void EndRaised()
    {
        _isRaised = false;
        var mark = Plain(_raised.ToString());
        _raised.Clear();
        Say(mark.Length > 0 && mark.All(char.IsAsciiDigit) ? string.Concat(mark.Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0'])) : $" {mark}");
    }

    public void Lean(bool leans) => _leans = leans;

    public SheetCell Read()
    {
        if (_isRaised)
        {
            EndRaised();
        }

        var text = Plain(_text.ToString());
        var leaning = Plain(_leaning.ToString());

        // Indonesian with its English leaning behind it: the label is the Indonesian.
        text = text.Length == 0 ? leaning : leaning.Length > 0 && text.Any(char.IsLetter) ? text.TrimEnd('/', ' ') : $"{text} {leaning}".Trim();
        if (text.Length == 0)
        {
            return default;
        }

        return kept is not null && Figures.Shape(text) is not FigureShape.NoFigure && Figures.Symbol(text) is null && double.TryParse(kept.Length == 0 ? text : kept, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? new(SheetCellKind.Number, number.ToString("R", CultureInfo.InvariantCulture), number, Decimals(text, number))
            : new(SheetCellKind.Text, text);
    }

    /// <summary>Blanks of every kind as one space.</summary>
    public static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    // As many as the digits shown tell.
    private static byte Decimals(string shown, double number)
    {
        var digits = string.Concat(shown.Where(char.IsAsciiDigit));
        for (var decimals = 0; decimals <= 10; decimals++)
        {
            if (Math.Abs(number).ToString($"F{decimals}", CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal) == digits)
            {
                return (byte)decimals;
            }
        }

        return SheetCell.AnyDecimals;
    }

    [GeneratedRegex(@"[\s\u00A0\u2007\u202F\u200B\uFEFF]+")]
    private static partial Regex Blanks();
}
