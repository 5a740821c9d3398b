using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Api.Bps;

/// <summary>
/// Which part each dimension of a cube plays in BPS's fixed shape: the first measure dimension makes the variables; one time dimension is <c>tahun</c> and <c>turtahun</c>, with one of months, quarters or halves
/// beside years; one dimension, the region where there is one, is <c>vervar</c>; all others together are <c>turvar</c>. Every dimension has a part, so no cell is lost.
/// </summary>
/// <param name="Measure">Position of the dimension, −1 where there is none. The same for the others.</param>
/// <param name="Part">Months, quarters or halves of the years of <paramref name="Time"/>.</param>
/// <param name="Derived">In the order their numbers stand in <c>turvar</c>.</param>
public sealed record BpsShape(int Measure, int Time, int Part, int Rows, IReadOnlyList<int> Derived)
{
    /// <summary><c>turtahun</c> where a table has nothing shorter than years.</summary>
    public const int WholeYear = 0;

    /// <summary>The year beside its months: BPS's <em>Tahunan</em>, in our three digits.</summary>
    public const int Annual = 113;

    private static readonly string[] _roman = ["i", "ii", "iii", "iv"];

    /// <param name="rows">Codes of the dimensions that run down, outermost first.</param>
    /// <param name="kept">The numbers the table has; null for a new one.</param>
    public static BpsShape Of(IReadOnlyList<Dimension> dimensions, IReadOnlyList<string> rows, BpsNumbers? kept)
    {
        var measure = Find(dimensions, d => d.Role is DimensionRole.Measure);
        var time = Enumerable.Range(0, dimensions.Count).Where(d => dimensions[d].Role is DimensionRole.Time)
            .OrderByDescending(d => dimensions[d].Categories.Count(category => Periods.Of(category) is not null)).FirstOrDefault(-1);
        var part = time < 0 || !IsAnnual(dimensions[time]) ? -1
            : Find(dimensions, d => d != dimensions[time] && d.Role is DimensionRole.Time or DimensionRole.Other && PartsOf(d) is not null);
        List<int> free = [.. Enumerable.Range(0, dimensions.Count).Where(d => d != measure && d != time && d != part)];
        var down = free.Where(d => dimensions[d].Code == kept?.Rows)
            .Concat(free.Where(d => dimensions[d].Role is DimensionRole.Region))
            .Concat(rows.SelectMany(code => free.Where(d => dimensions[d].Code == code)))
            .Concat(free).FirstOrDefault(-1);
        // In the order they were numbered: a dimension that moved in the table does not move in the keys.
        var known = kept?.Dimensions.Select(one => one.Code).ToList() ?? [];
        return new(measure, time, part, down, [.. free.Where(d => d != down).OrderBy(d => known.IndexOf(dimensions[d].Code) is var at && at >= 0 ? at : int.MaxValue)]);
    }

    public static bool IsAnnual(Dimension time) => time.Categories.All(category => Periods.Of(category) is { Type: PeriodType.Year or PeriodType.Census });

    /// <summary>BPS's number of the period with 100 before it: all have three digits (days four), so that <c>1</c> is never taken for the beginning of <c>10</c>.</summary>
    public static int Number(Periods.Moment moment) => moment.Type switch
    {
        PeriodType.Month => 100 + moment.Part,
        PeriodType.Quarter => 130 + moment.Part,
        PeriodType.Semester => 160 + moment.Part,
        PeriodType.Week => 200 + moment.Part,
        PeriodType.Day => new DateOnly(moment.Year, 1, 1).AddDays(moment.Part - 1) is var day ? 1000 + day.Month * 100 + day.Day : 0,
        PeriodType.Year or PeriodType.Census => Annual,
        _ => throw new InvalidOperationException($"Unknown period {moment.Type}."),
    };

    /// <summary>Ours for BPS's: 1–12 the months, 31–34 the quarters, 61–62 the halves; 13, 35 and 63 the whole year.</summary>
    public static UInt128 Own(UInt128 theirs) => theirs == 13u || theirs == 35u || theirs == 63u ? (UInt128)Annual : theirs is var number && number >= 1u && number < 100u ? number + 100u : theirs;

    public static Bilingual Name(int number) => number switch
    {
        WholeYear => new("Tahun", "Year"),
        Annual => new("Tahunan", "Annual"),
        > 100 and <= 112 => new(Month(Speech.Indonesian, number - 100), Month(Speech.English, number - 100)),
        > 130 and <= 134 => new($"Triwulan {Roman(number - 130)}", $"Quarter {Roman(number - 130)}"),
        161 or 162 => new($"Semester {Roman(number - 160)}", $"Semester {Roman(number - 160)}"),
        > 200 and < 300 => new($"Minggu {number - 200}", $"Week {number - 200}"),
        > 1000 => new($"{number % 100} {Month(Speech.Indonesian, number / 100 - 10)}", $"{number % 100} {Month(Speech.English, number / 100 - 10)}"),
        _ => throw new ArgumentOutOfRangeException(nameof(number)),
    };

    /// <summary>The group a period belongs to: BPS's <c>group_turth_id</c>.</summary>
    public static (int Number, Bilingual Name) Group(int number) => number switch
    {
        WholeYear => (0, new("Tahunan", "Annual")),
        <= 113 => (1, new("Bulanan", "Monthly")),
        < 160 => (3, new("Triwulanan", "Quarterly")),
        < 200 => (6, new("Semesteran", "Half-yearly")),
        < 300 => (7, new("Mingguan", "Weekly")),
        _ => (8, new("Harian", "Daily")),
    };

    /// <summary>The numbers of a dimension whose categories are the months, quarters or halves of any year; null where one of them is none, or two are the same.</summary>
    public static IReadOnlyList<int>? PartsOf(Dimension dimension)
    {
        var numbers = dimension.Categories.Select(PartOf).ToList();
        return numbers.Contains(-1) || numbers.Distinct().Count() < numbers.Count || numbers is [Annual] ? null : numbers;
    }

    private static int PartOf(Category category)
    {
        if (category.IsTotal)
        {
            return Annual;
        }

        var words = category.Label.Id.ToLowerInvariant().Split([' ', '.'], StringSplitOptions.RemoveEmptyEntries);
        if (words is [var name])
        {
            // A month reads as one beside a year.
            return Periods.Read($"{name} 2000") is { Type: PeriodType.Month } moment ? Number(moment) : name is "tahunan" or "setahun" or "jumlah" ? Annual : -1;
        }

        return words is [var kind, var which] && (Array.IndexOf(_roman, which) >= 0 || which is ['1' or '2' or '3' or '4'])
            && Periods.Read($"{kind} {which} 2000") is { Type: PeriodType.Quarter or PeriodType.Semester } part ? Number(part) : -1;
    }

    private static int Find(IReadOnlyList<Dimension> dimensions, Predicate<Dimension> wanted)
    {
        for (var d = 0; d < dimensions.Count; d++)
        {
            if (wanted(dimensions[d]))
            {
                return d;
            }
        }

        return -1;
    }

    private static string Month(CultureInfo culture, int month) => culture.DateTimeFormat.GetMonthName(month);

    private static string Roman(int number) => _roman[number - 1].ToUpperInvariant();
}
