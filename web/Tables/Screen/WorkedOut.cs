using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>Figures worked out of a table's own: totals, shares, changes. The result is a cube like any other, so every download holds what the screen shows.</summary>
internal static class WorkedOut
{
    /// <summary>Most cells worked out at once.</summary>
    public const int MostCells = 1_000_000;

    public const string TotalCode = "_jumlah";

    private static readonly Bilingual _percent = new("persen", "per cent");

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
        var (worked, words) = kind switch
        {
            Reckoning.Change or Reckoning.Growth => (Changed(cube, text, layout, summed, taken, kind is Reckoning.Growth), text),
            Reckoning.ShareOfColumn or Reckoning.ShareOfRow or Reckoning.ShareOfAll => (Shared(cube, text, layout, summed, taken, kind), text with { Unit = _percent, Decimals = 1 }),
            _ => (taken, text),
        };
        words = kind switch
        {
            Reckoning.Growth => words with { Unit = _percent, Decimals = 2 },
            Reckoning.Change => words with { Unit = Points(words.Unit) },
            _ => words,
        };
        List<Note> notes = [.. words.Notes];
        if (summed.Count > 0)
        {
            notes.Add(new("Jumlah dihitung portal dari kategori yang ditampilkan.", "Totals are worked out by the portal from the categories shown."));
        }

        if (kind is not Reckoning.Figures)
        {
            notes.Add(Note(cube, layout, kind));
        }

        return new(worked, words with { Notes = notes }, layout with { Selected = [.. worked.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])] })
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
        if (kind is Reckoning.Change)
        {
            return new("Selisih dengan periode sebelumnya, dihitung portal dari angka tabel ini.", "Difference from the period before, worked out by the portal from the figures of this table.");
        }

        if (kind is Reckoning.Growth)
        {
            return new("Perubahan terhadap periode sebelumnya dalam persen, dihitung portal dari angka tabel ini.", "Change on the period before in per cent, worked out by the portal from the figures of this table.");
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

    private static Bilingual? Points(Bilingual? unit) => unit?.Id is "persen" or "%" ? new("poin persen", "percentage points") : unit;

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

    private static Cube Changed(Cube cube, TableText text, TableLayout layout, IReadOnlyList<int> summed, Cube now, bool relative)
    {
        var time = cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Time);
        if (time < 0)
        {
            return now;
        }

        var order = Periods.InOrder(cube.Dimensions[time]).ToList();
        var before = layout.Selected[time].Select(at => order.IndexOf(at) - 1).Select(place => place < 0 ? -1 : order[place]).ToArray();
        IReadOnlyList<int>[] selected = [.. layout.Selected];
        selected[time] = [.. before.Select(at => Math.Max(0, at))];
        var then = Take(cube, selected, summed, text);
        var result = Like(now, Named(now, relative ? _percent : null, relative ? 2 : null));
        var stride = now.Strides()[time];
        for (var at = 0; at < now.Length; at++)
        {
            var known = before[at / stride % before.Length] >= 0;
            var (a, b) = (Number(then, at), Number(now, at));
            if (now.Status[at] is CellStatus.NotApplicable)
            {
                (result.Values[at], result.Status[at]) = (double.NaN, CellStatus.NotApplicable);
            }
            else if (!known || double.IsNaN(a) || double.IsNaN(b) || (relative && a == 0))
            {
                (result.Values[at], result.Status[at]) = (double.NaN, CellStatus.NotAvailable);
            }
            else
            {
                (result.Values[at], result.Status[at]) = (relative ? (b - a) / Math.Abs(a) * 100 : b - a, Mark(now.Status[at], then.Status[at]));
            }
        }

        return result;
    }

    private static Cube Shared(Cube cube, TableText text, TableLayout layout, IReadOnlyList<int> summed, Cube parts, Reckoning kind)
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
        var result = Like(parts, Named(parts, _percent, 1));
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
                : double.IsNaN(sum) ? (double.NaN, CellStatus.NotAvailable)
                : sum == 0 ? (double.NaN, CellStatus.NotApplicable)
                : (value / sum * 100, status);
        }

        Sums.MarkUnfit(result, text);
        return result;
    }

    private static Cube Like(Cube cube, IReadOnlyList<Dimension> dimensions) => new() { Dimensions = dimensions, Values = new double[cube.Length], Status = new CellStatus[cube.Length] };

    /// <summary>The dimensions with the measures' unit and decimals replaced; null keeps them (a difference of per cents is in points).</summary>
    private static IReadOnlyList<Dimension> Named(Cube cube, Bilingual? unit, int? decimals) => [.. cube.Dimensions.Select(dimension => dimension.Role is not DimensionRole.Measure ? dimension
        : dimension with { Categories = [.. dimension.Categories.Select(measure => measure with { Unit = unit ?? Points(measure.Unit), Decimals = decimals ?? measure.Decimals })] })];

    private static double Number(Cube cube, int at) => cube.Status[at] is CellStatus.Nil ? 0 : TableSymbols.HidesNumber(cube.Status[at]) ? double.NaN : cube.Values[at];

    private static CellStatus Mark(CellStatus now, CellStatus then) => now is not (CellStatus.Normal or CellStatus.Nil) ? now : then is CellStatus.Nil ? CellStatus.Normal : then;
}
