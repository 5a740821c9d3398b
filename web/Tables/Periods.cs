using System.Globalization;
using System.Text.RegularExpressions;

namespace DataPortal.Tables;

/// <summary>Reads moments off the categories of a time dimension: <c>2026</c>, <c>2026M01</c>, <c>2026-01</c>, <c>Januari 2026</c>, <c>2026 Triwulan II</c>, <c>2025S1</c>, <c>2015/2016</c>.</summary>
public static partial class Periods
{
    private static readonly string[][] _months =
    [
        ["januari", "january", "jan"], ["februari", "february", "feb", "peb"], ["maret", "march", "mar"], ["april", "apr"], ["mei", "may"], ["juni", "june", "jun"],
        ["juli", "july", "jul"], ["agustus", "august", "agt", "ags", "aug"], ["september", "sep", "sept"], ["oktober", "october", "okt", "oct"], ["november", "nov", "nop"], ["desember", "december", "des", "dec"],
    ];

    private static readonly string[] _roman = ["i", "ii", "iii", "iv"];

    /// <summary>A period within a year.</summary>
    /// <param name="Part">From 1; 0 for the whole year.</param>
    public readonly record struct Moment(int Year, PeriodType Type, int Part) : IComparable<Moment>
    {
        /// <summary>By the end of the period, the longer after the shorter, so that a year comes after its last month.</summary>
        public int CompareTo(Moment other) => (Year, Ends, Parts == 1 ? 0 : -Parts).CompareTo((other.Year, other.Ends, other.Parts == 1 ? 0 : -other.Parts));

        public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

        public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;

        public static bool operator <=(Moment left, Moment right) => left.CompareTo(right) <= 0;

        public static bool operator >=(Moment left, Moment right) => left.CompareTo(right) >= 0;

        private double Ends => Parts == 1 ? 1 : (double)Part / Parts;

        /// <summary>How many of them a year has.</summary>
        private int Parts => Type switch
        {
            PeriodType.Semester => 2,
            PeriodType.Quarter => 4,
            PeriodType.Month => 12,
            PeriodType.Week => 53,
            PeriodType.Day => 366,
            PeriodType.Year or PeriodType.Census => 1,
            _ => throw new InvalidOperationException($"Unknown period {Type}."),
        };
    }

    /// <returns>Null where it names no moment that can be read.</returns>
    public static Moment? Of(Category category) => Read(category.Code) ?? Read(category.Label.Id);

    public static Moment? Read(string text)
    {
        if (Coded().Match(text) is { Success: true } coded)
        {
            var year = int.Parse(coded.Groups["y"].ValueSpan, CultureInfo.InvariantCulture);
            if (!coded.Groups["p"].Success)
            {
                return new(year, PeriodType.Year, 0);
            }

            var part = int.Parse(coded.Groups["p"].ValueSpan, CultureInfo.InvariantCulture);
            return char.ToUpperInvariant(coded.Groups["t"].ValueSpan is { Length: > 0 } kind ? kind[0] : '-') switch
            {
                'H' or 'S' when part is 1 or 2 => new(year, PeriodType.Semester, part),
                'Q' or 'K' or 'T' when part is >= 1 and <= 4 => new(year, PeriodType.Quarter, part),
                'M' or 'B' or '-' when part is >= 1 and <= 12 => new(year, PeriodType.Month, part),
                'W' or 'U' when part is >= 1 and <= 53 => new(year, PeriodType.Week, part),
                _ => null,
            };
        }

        // A school or budget year goes by the year it begins in.
        if (Straddling().Match(text) is { Success: true } years && int.Parse(years.Groups["y"].ValueSpan, CultureInfo.InvariantCulture) is var begins && (begins + 1) % 100 == int.Parse(years.Groups["n"].ValueSpan, CultureInfo.InvariantCulture) % 100)
        {
            return new(begins, PeriodType.Year, 0);
        }

        if (Day().Match(text) is { Success: true } && DateOnly.TryParseExact(text, ["yyyyMMdd", "yyyy-MM-dd", "yyyy'D'MMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return new(day.Year, PeriodType.Day, day.DayOfYear);
        }

        return Words(text);
    }

    /// <summary>What one period of a time dimension is: as stated, or as most of its categories read.</summary>
    public static PeriodType? TypeOf(Dimension dimension) => dimension.Period ?? (dimension.Role is not DimensionRole.Time ? null
        : dimension.Categories.Select(Of).OfType<Moment>().GroupBy(moment => moment.Type).OrderByDescending(group => group.Count()).Select(group => (PeriodType?)group.Key).FirstOrDefault());

    /// <summary>Positions of a dimension from the earliest to the latest; as they stand where any category names no moment, or the dimension is not of time.</summary>
    public static IReadOnlyList<int> InOrder(Dimension dimension)
    {
        var positions = Enumerable.Range(0, dimension.Categories.Count);
        if (dimension.Role is not DimensionRole.Time)
        {
            return [.. positions];
        }

        var moments = dimension.Categories.Select(Of).ToList();
        return moments.Contains(null) ? [.. positions] : [.. positions.OrderBy(at => moments[at]!.Value)];
    }

    private static Moment? Words(string text)
    {
        if (Year().Matches(text) is not [var only])
        {
            return null;
        }

        var year = int.Parse(only.ValueSpan, CultureInfo.InvariantCulture);
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).Where(word => word != only.Value).ToList();
        if (words.Count == 0)
        {
            return new(year, PeriodType.Year, 0);
        }

        for (var month = 0; month < _months.Length; month++)
        {
            if (words.Count == 1 && _months[month].Contains(words[0]))
            {
                return new(year, PeriodType.Month, month + 1);
            }
        }

        if (words is [var kind, var number] && (Array.IndexOf(_roman, number) + 1 is > 0 and var part || (int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out part) && part is >= 1 and <= 4)))
        {
            return kind switch
            {
                "triwulan" or "quarter" or "tw" => new(year, PeriodType.Quarter, part),
                "semester" when part <= 2 => new(year, PeriodType.Semester, part),
                _ => null,
            };
        }

        return null;
    }

    [GeneratedRegex(@"^(?<y>(1[6-9]|20|21)\d\d)(?:\s?(?<t>[HSQKTMBWUhsqktmbwu-])(?<p>\d{1,2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Coded();

    [GeneratedRegex(@"^(?<y>(1[6-9]|20|21)\d\d)\s?/\s?(?<n>(?:\d\d)?\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Straddling();

    [GeneratedRegex(@"^\d{4}[D-]?\d\d-?\d\d$", RegexOptions.CultureInvariant)]
    private static partial Regex Day();

    [GeneratedRegex(@"(?<!\d)(1[6-9]|20|21)\d\d(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"[\p{L}\d]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
