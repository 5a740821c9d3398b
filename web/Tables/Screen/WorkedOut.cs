using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>Figures worked out of a table's own: totals, shares, changes. The result is a cube like any other, so every download holds what the screen shows.</summary>
internal static class WorkedOut
{
    /// <summary>Most cells worked out at once.</summary>
    public const int MostCells = 1_000_000;

    public const string TotalCode = "_jumlah";

    /// <summary>Decimals kept of shares and growth; the screen shows fewer.</summary>
    private const int RatioDecimals = 6;

    private const string FirstMark = "·";

    private static readonly Bilingual _growth = new("perubahan, persen", "change, per cent");
    private static readonly OwnSymbol _first = new(FirstMark, new("tidak ada periode sebelumnya di tabel ini", "no period before it in this table"));

    /// <summary>Which kinds mean something for what is shown.</summary>
    public static IReadOnlyList<Reckoning> Possible(Cube cube, TableText text, TableLayout layout)
    {
        var adds = Sums.Any(cube, text);
        return [.. Enum.GetValues<Reckoning>().Where(kind => kind switch
        {
            Reckoning.Figures => true,
            Reckoning.Change or Reckoning.Growth => cube.Dimensions.Any(dimension => dimension is { Role: DimensionRole.Time, Categories.Count: > 1 }),
            _ => adds && Whole(cube, layout, kind).Count > 0,
        })];
    }

    /// <summary>Dimensions that get a total: those shown that sum and have none.</summary>
    public static IReadOnlyList<int> WithoutTotal(Cube cube, TableText text, TableLayout layout) => !Sums.Any(cube, text) ? []
        : [.. layout.Rows.Concat(layout.Columns).Where(d => Sums.Adds(cube.Dimensions[d]) && layout.Selected[d].Count > 1 && !layout.Selected[d].Any(at => cube.Dimensions[d].Categories[at].IsTotal)).Order()];

    /// <summary>A selection worked out. Its cube holds the selection only, in the order of its dimensions.</summary>
    public static TableView Of(Cube cube, TableText text, TableLayout layout, Reckoning kind, bool totals)
    {
        var summed = totals ? WithoutTotal(cube, text, layout) : [];
        var taken = Take(cube, layout.Selected, summed, text);
        var (worked, words) = (taken, text);
        List<Note> notes = [];
        if (summed.Count > 0)
        {
            notes.Add(new("Jumlah dihitung portal dari kategori yang ditampilkan.", "Totals are worked out by the portal from the categories shown."));
        }

        if (kind is Reckoning.Change or Reckoning.Growth && Timeline.Of(cube) is { } line)
        {
            // What has no period before it is not unknown: it has a symbol of its own, where the table leaves room for one.
            var own = text.OwnSymbols.Count <= CellStatus.Own9 - CellStatus.Own1;
            var first = own ? (CellStatus)((int)CellStatus.Own1 + text.OwnSymbols.Count) : CellStatus.NotApplicable;
            worked = Changed(cube, text, layout, summed, taken, kind is Reckoning.Growth, line, first);
            words = kind is Reckoning.Growth ? text with { Unit = _growth, Decimals = 2 } : text with { Unit = Difference(text.Unit) };
            words = own && Array.IndexOf(worked.Status, first) >= 0 ? words with { OwnSymbols = [.. text.OwnSymbols, _first] } : words;
            notes.Add(Note(cube, layout, kind));
        }
        else if (kind is Reckoning.ShareOfColumn or Reckoning.ShareOfRow or Reckoning.ShareOfAll)
        {
            (worked, var unknown) = Shared(cube, text, layout, summed, taken, kind);
            words = text with { Unit = Share(kind), Decimals = 1 };
            notes.Add(Note(cube, layout, kind));
            notes.AddRange(NotShared(taken, text, unknown));
        }

        return new(worked, words with { Notes = [.. text.Notes, .. notes] }, layout with { Selected = [.. worked.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])] })
        {
            Worked = kind is Reckoning.Figures ? null : new(Name(kind), Note(cube, layout, kind)),
        };
    }

    private static Bilingual Name(Reckoning kind) => kind switch
    {
        Reckoning.Change => new("Selisih dengan periode sebelumnya", "Difference from the period before"),
        Reckoning.Growth => new("Perubahan terhadap periode sebelumnya", "Change on the period before"),
        _ => new("Persentase", "Share"),
    };

    /// <summary>What the figures are, said beside them.</summary>
    public static Note Note(Cube cube, TableLayout layout, Reckoning kind)
    {
        if (kind is Reckoning.Change or Reckoning.Growth)
        {
            var example = Timeline.Of(cube) is { } line && Compared(line, layout) is var (now, then) ? new Bilingual($" ({now.Id} terhadap {then.Id})", $" ({now.En ?? now.Id} on {then.En ?? then.Id})") : new("", "");
            return kind is Reckoning.Change
                ? new($"Selisih dengan periode sebelumnya{example.Id}, dihitung portal dari angka tabel ini.", $"Difference from the period before{example.En}, worked out by the portal from the figures of this table.")
                : new($"Perubahan terhadap periode sebelumnya{example.Id} dalam persen, dihitung portal dari angka tabel ini.", $"Change on the period before{example.En} in per cent, worked out by the portal from the figures of this table.");
        }

        var over = Whole(cube, layout, kind).Select(d => cube.Dimensions[d]).ToList();
        var wholes = over.ConvertAll(dimension => dimension.Categories.FirstOrDefault(category => category.IsTotal)?.Label ?? new Bilingual($"jumlah {dimension.Label.Id.ToLowerInvariant()} yang ditampilkan", $"the total of {(dimension.Label.En ?? dimension.Label.Id).ToLowerInvariant()} shown"));
        return new($"Persen dari {string.Join(", ", wholes.Select(whole => whole.Id))}, dihitung portal; karena pembulatan, jumlahnya dapat berbeda dari 100,0.",
            $"Per cent of {string.Join(", ", wholes.Select(whole => whole.En ?? whole.Id))}, worked out by the portal; because of rounding they may not add up to 100.0.");
    }

    /// <summary>Dimensions a share is a share over: what runs down, what runs across, or both; a share of several years or several measures would mean nothing.</summary>
    private static IReadOnlyList<int> Whole(Cube cube, TableLayout layout, Reckoning kind) => [.. (kind switch
    {
        Reckoning.ShareOfColumn => layout.Rows,
        Reckoning.ShareOfRow => layout.Columns,
        _ => layout.Rows.Concat(layout.Columns),
    }).Where(d => Sums.Adds(cube.Dimensions[d]) && cube.Dimensions[d].Categories.Count > 1)];

    /// <summary>A latest period shown and the one it is compared with; null where none has one.</summary>
    private static (Bilingual Now, Bilingual Then)? Compared(Timeline line, TableLayout layout)
    {
        foreach (var time in layout.Selected[line.Time].Reverse())
        {
            foreach (var within in line.Within < 0 ? [0] : layout.Selected[line.Within])
            {
                if (line.Before(time, within) is { } before)
                {
                    return (line.Name(time, within), line.Name(before.Time, before.Within));
                }
            }
        }

        return null;
    }

    /// <summary>Why shares are missing where figures are not.</summary>
    private static IEnumerable<Note> NotShared(Cube parts, TableText text, bool unknown)
    {
        if (unknown)
        {
            yield return new("NA: persen tidak dapat dihitung karena tabel tidak memuat jumlahnya dan sedikitnya satu bagiannya tidak tersedia.",
                "NA: the share cannot be worked out because the table has no total and at least one of its parts is not available.");
        }

        var unfit = Sums.Measure(parts) is >= 0 and var m ? parts.Dimensions[m].Categories.Where(measure => !Sums.Adds(measure, text)).Select(measure => measure.Label).ToList() : [];
        if (unfit.Count > 0)
        {
            yield return new($"NA: {string.Join(", ", unfit.Select(label => label.Id))} tidak dapat dijumlahkan, maka tidak ada persen dari jumlahnya.",
                $"NA: {string.Join(", ", unfit.Select(label => label.En ?? label.Id))} cannot be added up, so there is no share of a total.");
        }
    }

    private static Bilingual Share(Reckoning kind) => kind switch
    {
        Reckoning.ShareOfColumn => new("persen dari jumlah kolom", "per cent of the column's total"),
        Reckoning.ShareOfRow => new("persen dari jumlah baris", "per cent of the row's total"),
        _ => new("persen dari jumlah seluruhnya", "per cent of the whole"),
    };

    private static Bilingual Difference(Bilingual? unit) => unit is null ? new("selisih", "difference")
        : unit.Id is "persen" or "%" ? new("selisih, poin persen", "difference, percentage points")
        : new($"selisih, {unit.Id}", $"difference, {unit.En ?? unit.Id}");

    private static Cube Take(Cube cube, IReadOnlyList<IReadOnlyList<int>> selected, IReadOnlyList<int> summed, TableText text)
    {
        var taken = CubeArithmetic.Take(cube, selected);
        foreach (var d in summed)
        {
            taken = WithTotal(taken, d, text);
        }

        return taken;
    }

    /// <summary>The cube with one category more in a dimension: the sum of its parts. What does not add up is <c>NA</c>.</summary>
    private static Cube WithTotal(Cube cube, int over, TableText text)
    {
        var dimension = cube.Dimensions[over];
        var roots = Sums.Roots(dimension).ToHashSet();
        Dimension[] one = [.. cube.Dimensions];
        one[over] = dimension with { Categories = [new(TotalCode, new("Jumlah", "Total"), IsTotal: true)] };
        var maps = new int[]?[one.Length];
        maps[over] = [.. Enumerable.Range(0, dimension.Categories.Count).Select(at => roots.Contains(at) ? 0 : -1)];
        var sums = CubeArithmetic.Aggregate(cube, maps, one);
        Sums.MarkUnfit(sums, text);
        Round(sums, cube);

        Dimension[] wider = [.. cube.Dimensions];
        wider[over] = dimension with { Categories = [.. dimension.Categories, one[over].Categories[0]] };
        var inner = cube.Strides()[over];
        var (block, outer) = (inner * dimension.Categories.Count, cube.Length / Math.Max(1, inner * dimension.Categories.Count));
        var result = new Cube { Dimensions = wider, Values = new double[outer * (block + inner)], Status = new CellStatus[outer * (block + inner)] };
        for (var at = 0; at < outer; at++)
        {
            cube.Values.AsSpan(at * block, block).CopyTo(result.Values.AsSpan(at * (block + inner)));
            cube.Status.AsSpan(at * block, block).CopyTo(result.Status.AsSpan(at * (block + inner)));
            sums.Values.AsSpan(at * inner, inner).CopyTo(result.Values.AsSpan(at * (block + inner) + block));
            sums.Status.AsSpan(at * inner, inner).CopyTo(result.Status.AsSpan(at * (block + inner) + block));
        }

        return result;
    }

    /// <summary>Sums have no more decimals than any of their parts: what binary fractions add beyond them is noise.</summary>
    private static void Round(Cube sums, Cube parts)
    {
        var most = 0;
        foreach (var part in parts.Values)
        {
            most = Math.Max(most, DecimalsOf(part));
        }

        for (var at = 0; at < sums.Length; at++)
        {
            sums.Values[at] = Math.Round(sums.Values[at], most);
        }
    }

    /// <summary>Decimals a figure was written with, at most 15.</summary>
    private static int DecimalsOf(double value)
    {
        if (!double.IsFinite(value))
        {
            return 0;
        }

        var decimals = 0;
        while (decimals < 15 && Math.Round(value, decimals) != value)
        {
            decimals++;
        }

        return decimals;
    }

    private static Cube Changed(Cube cube, TableText text, TableLayout layout, IReadOnlyList<int> summed, Cube now, bool relative, Timeline line, CellStatus first)
    {
        var (years, parts) = (layout.Selected[line.Time], line.Within < 0 ? [0] : layout.Selected[line.Within]);
        (int Time, int Within)?[] before = [.. years.SelectMany(_ => parts, line.Before)];
        IReadOnlyList<int>[] selected = [.. layout.Selected];
        // With nothing to compare with, anything stands in: it is not looked at.
        selected[line.Time] = [.. before.Select(one => one?.Time ?? years[0]).Distinct()];
        if (line.Within >= 0)
        {
            selected[line.Within] = [.. before.Select(one => one?.Within ?? parts[0]).Distinct()];
        }

        var then = Take(cube, selected, summed, text);
        var result = Like(now, Named(now, measure => measure with { Unit = relative ? _growth : Difference(measure.Unit ?? text.Unit), Decimals = relative ? 2 : measure.Decimals }));
        var (from, to) = (now.Strides(), then.Strides());
        var moved = before.Select(one => one is not var (time, within) ? -1
            : selected[line.Time].ToList().IndexOf(time) * to[line.Time] + (line.Within < 0 ? 0 : selected[line.Within].ToList().IndexOf(within) * to[line.Within])).ToArray();
        for (var at = 0; at < now.Length; at++)
        {
            var place = moved[at / from[line.Time] % years.Count * parts.Count + (line.Within < 0 ? 0 : at / from[line.Within] % parts.Count)];
            if (now.Status[at] is CellStatus.NotApplicable || place < 0)
            {
                (result.Values[at], result.Status[at]) = (double.NaN, place < 0 ? first : CellStatus.NotApplicable);
                continue;
            }

            for (var d = 0; d < from.Length; d++)
            {
                place += d == line.Time || d == line.Within ? 0 : at / from[d] % now.Dimensions[d].Categories.Count * to[d];
            }

            var (a, b) = (Number(then, place), Number(now, at));
            (result.Values[at], result.Status[at]) = double.IsNaN(a) || double.IsNaN(b) ? (double.NaN, CellStatus.NotAvailable)
                : relative && a == 0 ? (double.NaN, CellStatus.NotApplicable)
                : (relative ? Math.Round((b - a) / Math.Abs(a) * 100, RatioDecimals) : Math.Round(b - a, Math.Max(DecimalsOf(a), DecimalsOf(b))), Mark(now.Status[at], then.Status[place]));
        }

        return result;
    }

    /// <returns>And whether a figure has no share because its whole is not known.</returns>
    private static (Cube Shares, bool Unknown) Shared(Cube cube, TableText text, TableLayout layout, IReadOnlyList<int> summed, Cube parts, Reckoning kind)
    {
        var over = Whole(cube, layout, kind);
        IReadOnlyList<int>[] selected = [.. layout.Selected];
        var maps = new int[]?[selected.Length];
        foreach (var d in over)
        {
            // The table's own total counts even where it is not shown: a share of what is shown only would be another figure.
            if (Enumerable.Range(0, cube.Dimensions[d].Categories.Count).Where(at => cube.Dimensions[d].Categories[at].IsTotal).DefaultIfEmpty(-1).First() is >= 0 and var total)
            {
                selected[d] = [total];
            }
        }

        var taken = Take(cube, selected, [.. summed.Except(over)], text);
        Dimension[] one = [.. taken.Dimensions];
        foreach (var d in over.Where(d => taken.Dimensions[d].Categories.Count > 1))
        {
            var roots = Sums.Roots(taken.Dimensions[d]).ToHashSet();
            maps[d] = [.. Enumerable.Range(0, taken.Dimensions[d].Categories.Count).Select(at => roots.Contains(at) ? 0 : -1)];
            one[d] = one[d] with { Categories = [one[d].Categories[0]] };
        }

        var whole = Array.TrueForAll(maps, map => map is null) ? taken : CubeArithmetic.Aggregate(taken, maps, one);
        var unknown = false;
        var m = Sums.Measure(parts);
        var measured = m < 0 ? null : parts.Dimensions[m].Categories.Select(measure => Sums.Adds(measure, text)).ToArray();
        var unit = Share(kind);
        var result = Like(parts, Named(parts, measure => measure with { Unit = unit, Decimals = 1 }));
        var (from, to) = (parts.Strides(), whole.Strides());
        for (var at = 0; at < parts.Length; at++)
        {
            var place = 0;
            for (var d = 0; d < from.Length; d++)
            {
                place += whole.Dimensions[d].Categories.Count == 1 ? 0 : at / from[d] % parts.Dimensions[d].Categories.Count * to[d];
            }

            var (value, sum) = (Number(parts, at), Number(whole, place));
            var status = parts.Status[at];
            (result.Values[at], result.Status[at]) = double.IsNaN(value) || status is CellStatus.Nil ? (double.NaN, status is CellStatus.Normal ? CellStatus.NotAvailable : status)
                : double.IsNaN(sum) || sum == 0 ? (double.NaN, CellStatus.NotApplicable)
                : (Math.Round(value / sum * 100, RatioDecimals), status);
            unknown |= double.IsNaN(sum) && result.Status[at] is CellStatus.NotApplicable && status is not CellStatus.NotApplicable && measured?[at / from[m] % measured.Length] != false;
        }

        // Not by the result, whose unit is per cent by now.
        for (var at = 0; measured is not null && at < result.Length; at++)
        {
            if (!measured[at / from[m] % measured.Length])
            {
                (result.Values[at], result.Status[at]) = (double.NaN, CellStatus.NotApplicable);
            }
        }

        return (result, unknown);
    }

    private static Cube Like(Cube cube, IReadOnlyList<Dimension> dimensions) => new() { Dimensions = dimensions, Values = new double[cube.Length], Status = new CellStatus[cube.Length] };

    private static IReadOnlyList<Dimension> Named(Cube cube, Func<Category, Category> named) =>
        [.. cube.Dimensions.Select(dimension => dimension.Role is not DimensionRole.Measure ? dimension : dimension with { Categories = [.. dimension.Categories.Select(named)] })];

    private static double Number(Cube cube, int at) => cube.Status[at] is CellStatus.Nil ? 0 : TableSymbols.HidesNumber(cube.Status[at]) ? double.NaN : cube.Values[at];

    private static CellStatus Mark(CellStatus now, CellStatus then) => now is not (CellStatus.Normal or CellStatus.Nil) ? now : then is CellStatus.Nil ? CellStatus.Normal : then;
}
