using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>Which period comes before which, where time is one dimension or two: months down and years across.</summary>
internal sealed class Timeline
{
    private readonly Cube _cube;
    private readonly List<int> _years;
    private readonly List<int> _parts;
    private readonly bool _wraps;

    private Timeline(Cube cube, int time, int within)
    {
        (_cube, Time, Within) = (cube, time, within);
        _years = [.. Periods.InOrder(cube.Dimensions[time])];
        _parts = within < 0 ? [] : [.. Enumerable.Range(0, cube.Dimensions[within].Categories.Count).Where(at => !cube.Dimensions[within].Categories[at].IsTotal).OrderBy(at => Part(cube.Dimensions[within].Categories[at])!.Value.Part)];
        _wraps = within >= 0 && IsRound([.. _parts.Select(at => Part(cube.Dimensions[within].Categories[at])!.Value)]);
    }

    /// <summary>The dimension of years, or the only one of time.</summary>
    public int Time { get; }

    /// <summary>The dimension of months, quarters or semesters of those years; −1 for none.</summary>
    public int Within { get; }

    /// <returns>Null for a cube without time that passes.</returns>
    public static Timeline? Of(Cube cube)
    {
        var times = Enumerable.Range(0, cube.Dimensions.Count).Where(d => cube.Dimensions[d] is { Role: DimensionRole.Time, Categories.Count: > 1 }).ToList();
        var year = Enumerable.Range(0, cube.Dimensions.Count).Where(d => cube.Dimensions[d].Role is DimensionRole.Time && cube.Dimensions[d].Categories.All(category => Periods.Of(category) is { Type: PeriodType.Year })).DefaultIfEmpty(-1).First();
        var part = times.FindIndex(d => d != year && IsWithin(cube.Dimensions[d])) is >= 0 and var at ? times[at] : -1;
        return year >= 0 && part >= 0 ? new(cube, year, part) : times.Count > 0 ? new(cube, year >= 0 && times.Contains(year) ? year : times[0], -1) : null;
    }

    /// <summary>The period before one; null where the table has none.</summary>
    /// <param name="time">Position in <see cref="Time"/>.</param>
    /// <param name="within">Position in <see cref="Within"/>; anything without one.</param>
    public (int Time, int Within)? Before(int time, int within)
    {
        var place = _parts.IndexOf(within);
        if (place > 0)
        {
            return (time, _parts[place - 1]);
        }

        var before = _years.IndexOf(time) - 1;
        if (before < 0)
        {
            return null;
        }

        // The first month of a year follows the last of the year before, if the table has that year; a year's total follows that of the year before.
        return place < 0 ? (_years[before], within) : _wraps && Year(_years[before]) == Year(time) - 1 ? (_years[before], _parts[^1]) : null;
    }

    /// <summary><c>Januari 2025</c>.</summary>
    public Bilingual Name(int time, int within)
    {
        var year = _cube.Dimensions[Time].Categories[time].Label;
        return Within < 0 ? year : _cube.Dimensions[Within].Categories[within].Label is var part ? new($"{part.Id} {year.Id}", $"{part.En ?? part.Id} {year.En ?? year.Id}") : year;
    }

    private int? Year(int at) => Periods.Of(_cube.Dimensions[Time].Categories[at])?.Year;

    private static bool IsWithin(Dimension dimension)
    {
        var parts = dimension.Categories.Where(category => !category.IsTotal).Select(Part).ToList();
        return parts.Count > 1 && parts.TrueForAll(part => part is not null && part.Value.Type == parts[0]!.Value.Type) && parts.Distinct().Count() == parts.Count;
    }

    // A month by itself names no year: any year will do to read it.
    private static Periods.Moment? Part(Category category) => Periods.Read($"{category.Label.Id} 2000") is { Part: > 0 } moment ? moment : null;

    /// <summary>True where the steps are as long over the turn of the year as within it: all months, or February and August.</summary>
    private static bool IsRound(IReadOnlyList<Periods.Moment> parts)
    {
        var all = parts[0].Type switch { PeriodType.Month => 12, PeriodType.Quarter => 4, PeriodType.Semester => 2, _ => 0 };
        var step = all - parts[^1].Part + parts[0].Part;
        return all > 0 && Enumerable.Range(1, parts.Count - 1).All(at => parts[at].Part - parts[at - 1].Part == step);
    }
}
