using System.Globalization;
using System.Text.RegularExpressions;

namespace DataPortal.Tables.Formats.Px;

/// <summary>Time scales and moments as PX writes them (PX 2013, TIMEVAL): <c>TLIST(Q1),"20251","20252"</c>, <c>TLIST(A1,"2001"-"2005")</c>.</summary>
internal static partial class PxTimes
{
    private const int MostExpanded = 10_000;

    /// <param name="Scale"><c>A1</c>, <c>H1</c>, <c>Q1</c>, <c>M1</c>, <c>W1</c>, <c>D1</c>, or what the file says.</param>
    /// <param name="Values">One a category; empty where the file gives none.</param>
    public sealed record TimeList(string Scale, IReadOnlyList<string> Values);

    public static TimeList? Read(PxEntry entry)
    {
        var bare = string.Concat(entry.Tokens.TakeWhile(token => token.Kind is not PxTokenKind.Text).Select(token => token.Text));
        if (List().Match(bare) is not { Success: true } list)
        {
            return null;
        }

        var scale = list.Groups["scale"].Value.ToUpperInvariant();
        var texts = entry.Tokens.Where(token => token.Kind is PxTokenKind.Text).Select(token => token.Text.Trim()).ToList();
        var closed = list.Groups["end"].Success;
        if (!closed && texts is [var from, var to] && entry.Tokens.Any(token => token is { Kind: PxTokenKind.Bare, Text: ['-', ..] }))
        {
            return new(scale, Expand(scale, from, to));
        }

        if (!closed && texts is [var both] && both.Split('-', StringSplitOptions.TrimEntries) is [var first, var last])
        {
            return new(scale, Expand(scale, first, last));
        }

        return new(scale, texts);
    }

    public static PeriodType? Period(string scale) => scale switch
    {
        "A1" => PeriodType.Year,
        "H1" => PeriodType.Semester,
        "Q1" => PeriodType.Quarter,
        "M1" => PeriodType.Month,
        "W1" => PeriodType.Week,
        "D1" => PeriodType.Day,
        _ => null,
    };

    public static string Scale(PeriodType period) => period switch
    {
        PeriodType.Year or PeriodType.Census => "A1",
        PeriodType.Semester => "H1",
        PeriodType.Quarter => "Q1",
        PeriodType.Month => "M1",
        PeriodType.Week => "W1",
        PeriodType.Day => "D1",
        _ => throw new InvalidOperationException($"Unknown period {period}."),
    };

    /// <summary>A moment as TIMEVAL writes it: <c>2026</c>, <c>20262</c>, <c>202605</c>, <c>20260521</c>.</summary>
    public static string Write(Periods.Moment moment) => moment.Type switch
    {
        PeriodType.Year or PeriodType.Census => moment.Year.ToString(CultureInfo.InvariantCulture),
        PeriodType.Semester or PeriodType.Quarter => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}{moment.Part}"),
        PeriodType.Month or PeriodType.Week => string.Create(CultureInfo.InvariantCulture, $"{moment.Year}{moment.Part:00}"),
        PeriodType.Day => new DateOnly(moment.Year, 1, 1).AddDays(moment.Part - 1).ToString("yyyyMMdd", CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"Unknown period {moment.Type}."),
    };

    /// <summary>What TIMEVAL writes, as a code of the portal: <c>2026Q2</c>.</summary>
    /// <returns>Null where it is none.</returns>
    public static string? Code(string scale, string value)
    {
        if (value.Length < 4 || !value.All(char.IsAsciiDigit))
        {
            return null;
        }

        var (year, part) = (value[..4], value[4..]);
        return (scale, part.Length) switch
        {
            ("A1", 0) => value,
            ("H1", 1) => $"{year}H{part}",
            ("Q1", 1) => $"{year}Q{part}",
            ("M1", 2) => $"{year}M{part}",
            ("W1", 2) => $"{year}W{part}",
            ("D1", 4) => value,
            _ => null,
        };
    }

    private static List<string> Expand(string scale, string from, string to)
    {
        var values = new List<string>();
        var inYear = scale switch { "H1" => 2, "Q1" => 4, "M1" => 12, "W1" => 53, _ => 1 };
        var digits = scale switch { "H1" or "Q1" => 1, "M1" or "W1" => 2, _ => 0 };
        if (scale == "D1" || from.Length != 4 + digits || to.Length != 4 + digits
            || !int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out _) || !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return values;
        }

        int Place(string value) => int.Parse(value.AsSpan(0, 4), CultureInfo.InvariantCulture) * inYear + (digits == 0 ? 0 : int.Parse(value.AsSpan(4), CultureInfo.InvariantCulture) - 1);
        for (var place = Place(from); place <= Place(to) && values.Count < MostExpanded; place++)
        {
            var year = (place / inYear).ToString("0000", CultureInfo.InvariantCulture);
            values.Add(digits == 0 ? year : year + (place % inYear + 1).ToString(digits == 1 ? "0" : "00", CultureInfo.InvariantCulture));
        }

        return values;
    }

    [GeneratedRegex(@"^TLIST\((?<scale>[A-Za-z]\d*)(?<end>\))?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex List();
}
