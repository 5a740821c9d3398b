using System.Globalization;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>The keywords about variables and their values, in one language.</summary>
/// <param name="isSaid">True for a keyword the file it came from said in its own way.</param>
internal sealed class PxWritingVariables(TableView view, PxCells cells, PxNames names, Func<string, string?, IReadOnlyList<string>, bool> isSaid)
{
    public void Write(PxText to, string? language)
    {
        if (cells.Stub.Count > 0)
        {
            to.Texts("STUB", language, [], cells.Stub.Select(d => names.Variable(d, language)));
        }

        if (cells.Heading.Count > 0)
        {
            to.Texts("HEADING", language, [], cells.Heading.Select(d => names.Variable(d, language)));
        }

        var contents = cells.Order.Where(d => view.Cube.Dimensions[d].Role is DimensionRole.Measure).DefaultIfEmpty(-1).First();
        if (contents >= 0)
        {
            to.Texts("CONTVARIABLE", language, [], [names.Variable(contents, language)]);
        }

        foreach (var d in cells.Order)
        {
            to.Texts("VALUES", language, [names.Variable(d, language)], Places(d).Select(at => names.Label(d, at, language)));
        }

        if (cells.Order.Where(d => view.Cube.Dimensions[d].Role is DimensionRole.Time).DefaultIfEmpty(-1).First() is >= 0 and var time)
        {
            Time(to, language, time);
        }

        foreach (var d in cells.Order)
        {
            to.Texts("CODES", language, [names.Variable(d, language)], Places(d).Select(at => names.Code(d, at)));
        }

        foreach (var d in cells.Order)
        {
            About(to, language, d);
        }

        if (contents >= 0)
        {
            Measures(to, language, contents);
        }
    }

    private void Time(PxText to, string? language, int d)
    {
        var dimension = view.Cube.Dimensions[d];
        var moments = Places(d).Select(at => Periods.Of(names.Category(d, at))).ToList();
        var period = Periods.TypeOf(dimension);
        // TIMEVAL has one length of period: a list of years with a month among them has none.
        if (period is not null && !isSaid("TIMEVAL", language, [names.Variable(d, language)])
            && moments.TrueForAll(moment => moment is { } one && PxTimes.Scale(one.Type) == PxTimes.Scale(period.Value)))
        {
            to.Written("TIMEVAL", language, [names.Variable(d, language)], [$"TLIST({PxTimes.Scale(period.Value)})", .. moments.Select(moment => PxEntry.Quote(PxTimes.Write(moment!.Value)))]);
        }
    }

    private void About(PxText to, string? language, int d)
    {
        var (dimension, name) = (view.Cube.Dimensions[d], names.Variable(d, language));
        to.Texts("VARIABLECODE", language, [name], [dimension.Code]);
        Say(to, "VARIABLE-TYPE", language, name, PxEntry.Quote(dimension.Role switch
        {
            DimensionRole.Time => "T",
            DimensionRole.Region => "G",
            DimensionRole.Measure => "C",
            DimensionRole.Other => "V",
            _ => throw new InvalidOperationException($"Unknown role {dimension.Role}."),
        }));
        if (dimension.Domain is { } domain)
        {
            Say(to, "DOMAIN", language, name, PxEntry.Quote(domain));
        }

        Hierarchy(to, language, d, name);
        var totals = Places(d).Where(at => names.Category(d, at).IsTotal).ToList();
        // A total nobody named as such in a rule of elimination stands for the whole all the same.
        var whole = dimension.Elimination is { Code: { } code } ? names.Place(d, code) : dimension.Elimination is null && totals is [var only] ? only : -1;
        if (whole >= 0)
        {
            Say(to, "ELIMINATION", language, name, PxEntry.Quote(names.Key(d, whole, language)));
        }
        else if (dimension.Elimination is { Code: null })
        {
            Say(to, "ELIMINATION", language, name, "YES");
        }

        foreach (var at in Places(d))
        {
            if (names.Category(d, at).Decimals is { } decimals)
            {
                to.Bare("PRECISION", language, [name, names.Key(d, at, language)], Math.Clamp(decimals, 0, 15).ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private void Hierarchy(PxText to, string? language, int d, string name)
    {
        var places = Places(d).ToList();
        var codes = places.Select(at => names.Code(d, at)).ToHashSet(StringComparer.Ordinal);
        var parents = places.Where(at => names.Category(d, at).Parent is { } parent && codes.Contains(parent)).ToList();
        if (parents.Count > 0)
        {
            var above = parents.Select(at => names.Category(d, at).Parent!).ToHashSet(StringComparer.Ordinal);
            var tops = places.Where(at => above.Contains(names.Code(d, at)) && !(names.Category(d, at).Parent is { } parent && codes.Contains(parent)));
            if (!isSaid("HIERARCHIES", language, [name]))
            {
                to.Written("HIERARCHIES", language, [name],
                    [.. tops.Select(at => PxEntry.Quote(names.Code(d, at))), .. parents.Select(at => $"{PxEntry.Quote(names.Category(d, at).Parent!)}:{PxEntry.Quote(names.Code(d, at))}")]);
            }

            if (!isSaid("HIERARCHYLEVELS", language, [name]))
            {
                to.Bare("HIERARCHYLEVELS", language, [name], (1 + places.Max(at => names.Category(d, at).Level)).ToString(CultureInfo.InvariantCulture));
            }
        }

        if (view.Cube.Dimensions[d].Levels is { Count: > 0 } levels && !isSaid("HIERARCHYNAMES", language, [name]))
        {
            to.Texts("HIERARCHYNAMES", language, [name], levels.Select(level => PxWriting.In(level, language)));
        }
    }

    private void Measures(PxText to, string? language, int d)
    {
        foreach (var at in Places(d))
        {
            var (category, key) = (names.Category(d, at), names.Key(d, at, language));
            // A program that draws by content value asks each for its unit.
            Say(to, "UNITS", language, key, PxEntry.Quote((category.Unit ?? view.Text.Unit) is { } unit ? PxWriting.In(unit, language) : ""));
            // And for its moment: what stands for the whole table is not looked at where there are measures.
            if (view.Text.UpdatedAt is { } updated)
            {
                Say(to, "LAST-UPDATED", language, key, PxEntry.Quote(PxWriting.Stamp(updated)));
            }

            if (category.ReferencePeriod is { } reference)
            {
                Say(to, "REFPERIOD", language, key, PxEntry.Quote(PxWriting.In(reference, language)));
            }

            if (category.BasePeriod is { } period)
            {
                Say(to, "BASEPERIOD", language, key, PxEntry.Quote(PxWriting.In(period, language)));
            }

            if (category.Nature is { } nature)
            {
                Say(to, "STOCKFA", language, key, nature switch
                {
                    MeasureNature.Stock => "\"S\"",
                    MeasureNature.Flow => "\"F\"",
                    MeasureNature.Average => "\"A\"",
                    MeasureNature.Other => "\"X\"",
                    _ => throw new InvalidOperationException($"Unknown nature {nature}."),
                });
            }
        }
    }

    private IEnumerable<int> Places(int d) => Enumerable.Range(0, cells.Selected[d].Count);

    private void Say(PxText to, string name, string? language, string key, string written)
    {
        if (!isSaid(name, language, [key]))
        {
            to.Written(name, language, [key], [written]);
        }
    }
}
