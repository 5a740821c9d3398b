using System.Globalization;
using System.Text.RegularExpressions;

namespace DataPortal.Tables.Import;

/// <summary>Which mark stands before the decimals in a column.</summary>
public enum DecimalMark
{
    /// <summary>1.234,5 as Indonesia writes.</summary>
    Comma,

    /// <summary>1,234.5 as English does.</summary>
    Point,
}

/// <summary>What a cell's text tells of the decimal mark.</summary>
public enum FigureShape
{
    NoFigure,

    /// <summary>Digits without a mark, or a symbol: fits both.</summary>
    Either,
    Comma,
    Point,

    /// <summary><c>1.234</c>: thousands here, decimals in English.</summary>
    OneDot,

    /// <summary><c>1,234</c>: decimals here, thousands in English.</summary>
    OneComma,
}

/// <param name="Value">NaN where no number stands.</param>
/// <param name="Mark">The footnote mark it carried, as written: <c>1)</c>, <c>*)</c>.</param>
/// <param name="Decimals">Digits written after the decimal mark.</param>
public readonly record struct Figure(double Value, CellStatus Status, string? Mark, int Decimals, bool Percent);

/// <summary>Reads one figure as Indonesian and English statistics write it, with the symbols BPS prints instead of or beside a number. Nothing but digits is ever read as a number.</summary>
public static partial class Figures
{
    // Lower case as BPS prints them: a capital X or R is a label.
    private static readonly Dictionary<string, CellStatus> _symbols = new(StringComparer.Ordinal)
    {
        ["..."] = CellStatus.NotAvailable,
        ["…"] = CellStatus.NotAvailable,
        [".."] = CellStatus.NotAvailable,
        ["n.a."] = CellStatus.NotAvailable,
        ["-"] = CellStatus.Nil,
        ["–"] = CellStatus.Nil,
        ["—"] = CellStatus.Nil,
        ["−"] = CellStatus.Nil,
        ["‒"] = CellStatus.Nil,
        ["--"] = CellStatus.Nil,
        ["NA"] = CellStatus.NotApplicable,
        ["N/A"] = CellStatus.NotApplicable,
        ["n/a"] = CellStatus.NotApplicable,
        ["x"] = CellStatus.Provisional,
        ["xx"] = CellStatus.VeryProvisional,
        ["r"] = CellStatus.Revised,
        ["e"] = CellStatus.Estimate,
        ["~0"] = CellStatus.Negligible,
        ["*"] = CellStatus.UseWithCare,
        ["**"] = CellStatus.Unreliable,
        ["***"] = CellStatus.Confidential,
    };

    /// <summary>The symbol a text is, alone; null when it is none.</summary>
    public static CellStatus? Symbol(string text) => _symbols.TryGetValue(text.Trim(), out var status) ? status : null;

    public static FigureShape Shape(string text)
    {
        if (IsDigits(text))
        {
            return FigureShape.Either;
        }

        if (Symbol(text) is not null)
        {
            return FigureShape.Either;
        }

        var (core, _, _, _) = Parts(text);
        return Symbol(core) is not null ? FigureShape.Either : ShapeOf(core);
    }

    /// <returns>Null when the text is no figure under this mark.</returns>
    public static Figure? Read(string text, DecimalMark mark)
    {
        if (IsDigits(text))
        {
            return new(double.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture), CellStatus.Normal, null, 0, false);
        }

        if (Symbol(text) is { } alone)
        {
            return new(double.NaN, alone, null, 0, false);
        }

        var (core, status, note, percent) = Parts(text);
        if (Symbol(core) is { } marked)
        {
            return new(double.NaN, marked, note, 0, false);
        }

        var shape = ShapeOf(core);
        var fits = shape switch
        {
            FigureShape.Either or FigureShape.OneDot or FigureShape.OneComma => true,
            FigureShape.Comma => mark is DecimalMark.Comma,
            FigureShape.Point => mark is DecimalMark.Point,
            FigureShape.NoFigure => false,
            _ => throw new InvalidOperationException($"Unknown shape {shape}."),
        };
        if (!fits)
        {
            return null;
        }

        var (decimalMark, group) = mark is DecimalMark.Comma ? (',', '.') : ('.', ',');
        var plain = Spaces().Replace(core, "").Replace(group.ToString(), "", StringComparison.Ordinal).Replace('−', '-').Replace(decimalMark, '.');
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new(value, status, note, point < 0 ? 0 : plain.Length - point - 1, percent)
            : null;
    }

    /// <summary>Takes the footnote mark off a label: <c>Lahat 1)</c>, <c>Lahat¹</c>, <c>2026*)</c>.</summary>
    public static (string Label, string? Mark) SplitLabel(string label)
    {
        if (label.Length == 0 || (label[^1] != ')' && !Superscripts.Contains(label[^1], StringComparison.Ordinal)))
        {
            return (label, null);
        }

        var found = LabelMark().Match(label);
        return found.Success && found.Index > 0 ? (label[..found.Index].TrimEnd(), Plain(found.Groups[1].Value)) : (label, null);
    }

    /// <summary><c>¹</c> and <c>1)</c> are the same mark.</summary>
    public static string Plain(string mark)
    {
        var plain = mark.Trim().Select(c => Superscripts.IndexOf(c, StringComparison.Ordinal) is >= 0 and var digit ? (char)('0' + digit) : c);
        var text = string.Concat(plain);
        return text.EndsWith(')') ? text : text + ")";
    }

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    // Most cells of a long file: what says everything by itself needs no patterns.
    private static bool IsDigits(string text) => text.Length is > 0 and < 16 && !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    private static (string Core, CellStatus Status, string? Mark, bool Percent) Parts(string text)
    {
        var core = text.Trim();
        string? note = null;
        if (FigureMark().Match(core) is { Success: true, Index: > 0 } found)
        {
            note = Plain(found.Groups[1].Value);
            core = core[..found.Index].TrimEnd();
        }

        var percent = core.EndsWith('%');
        if (percent)
        {
            core = core[..^1].TrimEnd();
        }

        return Qualified().Match(core) is { Success: true } qualified
            ? (qualified.Groups[1].Value.TrimEnd(), _symbols[qualified.Groups[2].Value], note, percent)
            : (core, CellStatus.Normal, note, percent);
    }

    private static FigureShape ShapeOf(string core)
    {
        var text = core.AsSpan().TrimStart("+-−");
        if (text.Length == 0 || core.Length - text.Length > 1 || !char.IsAsciiDigit(text[^1]))
        {
            return FigureShape.NoFigure;
        }

        int dots = text.Count('.'), commas = text.Count(',');
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not '.' and not ',' && !IsSpace(c))
            {
                return FigureShape.NoFigure;
            }
        }

        if (text.IndexOfAny(" \u00A0\u2009\u202F") >= 0)
        {
            // 1 234 567,8: groups of three only, else two numbers stand in one cell.
            return !SpacedFigure().IsMatch(text) ? FigureShape.NoFigure : commas == 1 ? FigureShape.Comma : dots == 1 ? FigureShape.Point : FigureShape.Either;
        }

        return (dots, commas) switch
        {
            (0, 0) => FigureShape.Either,
            (1, 0) => Single(text, '.', FigureShape.Point, FigureShape.OneDot),
            (0, 1) => Single(text, ',', FigureShape.Comma, FigureShape.OneComma),
            ( > 1, 0) => Grouped(text, '.') ? FigureShape.Comma : FigureShape.NoFigure,
            (0, > 1) => Grouped(text, ',') ? FigureShape.Point : FigureShape.NoFigure,
            (_, 1) when text.IndexOf(',') > text.LastIndexOf('.') => Grouped(text[..text.IndexOf(',')], '.') ? FigureShape.Comma : FigureShape.NoFigure,
            (1, _) when text.IndexOf('.') > text.LastIndexOf(',') => Grouped(text[..text.IndexOf('.')], ',') ? FigureShape.Point : FigureShape.NoFigure,
            _ => FigureShape.NoFigure,
        };
    }

    private static FigureShape Single(ReadOnlySpan<char> text, char mark, FigureShape certain, FigureShape doubtful)
    {
        var at = text.IndexOf(mark);
        return text.Length - at - 1 == 3 && at is >= 1 and <= 3 && text[0] != '0' ? doubtful : certain;
    }

    private static bool Grouped(ReadOnlySpan<char> text, char group)
    {
        var first = true;
        foreach (var part in text.Split(group))
        {
            var length = part.End.Value - part.Start.Value;
            if (first ? length is < 1 or > 3 : length != 3)
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    private static bool IsSpace(char c) => c is ' ' or '\u00A0' or '\u2009' or '\u202F';

    [GeneratedRegex(@"[ \u00A0\u2009\u202F]")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^\d{1,3}([ \u00A0\u2009\u202F]\d{3})+([.,]\d+)?$")]
    private static partial Regex SpacedFigure();

    // After a figure a mark stands apart, or is raised; "1.2341)" could be two things and is not guessed.
    [GeneratedRegex(@"((?<=\s)\*{0,3}\d{0,2}\*{0,3}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|(?<=\d)\*{1,3}\))$")]
    private static partial Regex FigureMark();

    [GeneratedRegex(@"\s*((?<![(\d])(?:\*{1,3}|\d{1,2})\)|(?<=\d)\*{1,3}\)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?)$")]
    private static partial Regex LabelMark();

    [GeneratedRegex(@"^(.*\d)\s*(xx|x|r|e|\*{1,3})$")]
    private static partial Regex Qualified();
}
