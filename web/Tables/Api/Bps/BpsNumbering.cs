using System.Globalization;

namespace DataPortal.Tables.Api.Bps;

/// <summary>Gives numbers to what has none yet. What has one keeps it.</summary>
public static class BpsNumbering
{
    private const int FirstMoment = 901;
    private const int MostYears = 900;

    /// <param name="before">What the table had; of a new one only its <see cref="BpsNumbers.Number"/>.</param>
    /// <param name="rows">Codes of the dimensions that run down.</param>
    /// <param name="series">Where new variables take their numbers from; changed with them.</param>
    /// <returns>The same object when nothing was missing.</returns>
    public static BpsNumbers Complete(BpsNumbers before, IReadOnlyList<Dimension> dimensions, IReadOnlyList<string> rows, ref BpsSeries series)
    {
        var shape = BpsShape.Of(dimensions, rows, before);
        var after = before;
        if (shape.Rows >= 0)
        {
            after = before.Rows is null ? after with { Rows = dimensions[shape.Rows].Code } : after;
            after = WithCategories(after, dimensions[shape.Rows], isRows: true);
        }

        foreach (var d in shape.Derived)
        {
            after = WithCategories(after, dimensions[d], isRows: false);
        }

        after = shape.Time >= 0 ? WithMoments(after, dimensions[shape.Time]) : after;
        var signature = Signature(after, shape, dimensions);
        foreach (var measure in Measures(shape, dimensions).Where(measure => Find(after, measure, signature) is null).ToList())
        {
            series = series with { Variables = series.Variables + 1 };
            after = after with { Variables = [.. after.Variables, new(measure, signature, series.Variables)] };
        }

        return after;
    }

    public static BpsVariableNumber? Find(BpsNumbers numbers, string? measure, string signature) =>
        numbers.Variables.FirstOrDefault(variable => variable.Measure == measure && variable.Shape == signature);

    /// <summary>The measures' codes, or one null.</summary>
    public static IEnumerable<string?> Measures(BpsShape shape, IReadOnlyList<Dimension> dimensions) =>
        shape.Measure < 0 ? [null] : dimensions[shape.Measure].Categories.Select(category => (string?)category.Code);

    /// <summary>The numbers of a dimension that are in use: the widest, should it have outgrown narrower ones.</summary>
    public static BpsDimensionNumbers? Of(BpsNumbers numbers, string dimension) => numbers.Dimensions.Where(one => one.Code == dimension).MaxBy(one => one.Width);

    /// <summary>What the keys of a table's variables are made of.</summary>
    public static string Signature(BpsNumbers numbers, BpsShape shape, IReadOnlyList<Dimension> dimensions)
    {
        return string.Join('|', shape.Rows < 0 ? "" : Part(shape.Rows), string.Join(',', shape.Derived.Select(Part)), HasPeriods(shape, dimensions) ? "periode" : "tahun");

        string Part(int d) => string.Create(CultureInfo.InvariantCulture, $"{dimensions[d].Code}:{Of(numbers, dimensions[d].Code)!.Width}");
    }

    /// <summary>True where <c>turtahun</c> is more than <see cref="BpsShape.WholeYear"/>.</summary>
    public static bool HasPeriods(BpsShape shape, IReadOnlyList<Dimension> dimensions) => shape.Part >= 0
        || (shape.Time >= 0 && dimensions[shape.Time].Categories.Any(category => Periods.Of(category) is { Type: not PeriodType.Year and not PeriodType.Census }));

    /// <summary><c>th_id</c> by the books: the year less 1900; null where there is no such year.</summary>
    public static int? YearNumber(Category category) => Periods.Of(category) is { } moment && moment.Year - 1900 is >= 0 and < MostYears and var number ? number : null;

    private static BpsNumbers WithCategories(BpsNumbers numbers, Dimension dimension, bool isRows)
    {
        var known = Of(numbers, dimension.Code);
        var isRegion = isRows && dimension.Role is DimensionRole.Region;
        var width = Math.Max(known?.Width ?? 0, isRegion ? RegionWidth(dimension) : 0);
        var missing = dimension.Categories.Where(category => known?.Categories.ContainsKey(category.Code) != true).ToList();
        if (missing.Count == 0 && width == known?.Width)
        {
            return numbers;
        }

        if (known is null || width != known.Width || Room(known, isRows) < missing.Count)
        {
            // Outgrown: all categories anew in wider numbers, under a variable of its own; the old one stays as it was.
            (missing, width) = ([.. dimension.Categories], Math.Max(width, Math.Max(isRows ? 4 : 3, Width(dimension.Categories.Count, isRows, known is null || width != known.Width ? 0 : known.Width + 1))));
            known = new(dimension.Code, width, new Dictionary<string, long>());
        }

        var given = new Dictionary<string, long>(known.Categories, StringComparer.Ordinal);
        var taken = given.Values.ToHashSet();
        var next = First(width, isRows);
        foreach (var category in missing)
        {
            var number = isRegion && RegionNumber(category.Code, width) is { } own && !taken.Contains(own) ? own : -1;
            while (number < 0)
            {
                number = taken.Contains(next) ? -1 : next;
                next++;
            }

            given[category.Code] = number;
            taken.Add(number);
        }

        return numbers with
        {
            Dimensions = numbers.Dimensions.Any(one => one.Code == known.Code && one.Width == width)
                ? [.. numbers.Dimensions.Select(one => one.Code == known.Code && one.Width == width ? one with { Categories = given } : one)]
                : [.. numbers.Dimensions, known with { Categories = given }],
        };
    }

    private static BpsNumbers WithMoments(BpsNumbers numbers, Dimension time)
    {
        var given = new Dictionary<string, int>(numbers.Moments, StringComparer.Ordinal);
        var taken = new HashSet<(int Year, int Part)>();
        // A category whose code is the moment comes before one whose label alone speaks of it.
        foreach (var category in time.Categories.Where(category => !given.ContainsKey(category.Code)).OrderBy(category => Periods.Read(category.Code) is null).ToList())
        {
            if (YearNumber(category) is not { } year || !taken.Add((year, BpsShape.Number(Periods.Of(category)!.Value))))
            {
                given[category.Code] = FirstMoment + given.Count;
            }
        }

        return given.Count == numbers.Moments.Count ? numbers : numbers with { Moments = given };
    }

    /// <summary>Codes of regions are numbers already: two digits a province, four a regency, seven a district, ten a village (BPS Regulation 120/2020 and its kind).</summary>
    private static int RegionWidth(Dimension dimension) =>
        Math.Max(4, dimension.Categories.Where(category => IsRegionCode(category.Code)).Select(category => category.Code.Length).DefaultIfEmpty(4).Max());

    /// <summary>The code itself, filled up with zeros as BPS writes a province among regencies; the whole country is all nines.</summary>
    private static long? RegionNumber(string code, int width) => !IsRegionCode(code) || code.Length > width ? null
        : code.AsSpan().ContainsAnyExcept('0') ? (code[0] == '0' ? null : long.Parse(code.PadRight(width, '0'), CultureInfo.InvariantCulture))
        : Power(width) - 1;

    private static bool IsRegionCode(string code) => code.Length is 2 or 4 or 7 or 10 && code.All(char.IsAsciiDigit);

    /// <summary>Digits that leave room for four times as many categories as there are.</summary>
    private static int Width(int categories, bool isRows, int least)
    {
        var width = Math.Max(least, 1);
        while (Power(width) - First(width, isRows) < 4L * categories)
        {
            width++;
        }

        return width;
    }

    private static long Room(BpsDimensionNumbers known, bool isRows) => Power(known.Width) - First(known.Width, isRows) - known.Categories.Count;

    // turvar begins with 7, which no region code of the west and middle does: bpsr looks for it anywhere in a key.
    private static long First(int width, bool isRows) => (isRows ? 1 : 7) * Power(width - 1) + 1;

    private static long Power(int exponent) => exponent <= 0 ? 1 : 10 * Power(exponent - 1);
}
