using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Compares every total in a cube with the sum of its parts.</summary>
internal static class TotalsChecker
{
    private const int MostShown = 20;

    public static IReadOnlyList<TotalsCheck> Check(Cube cube, int decimals)
    {
        List<TotalsCheck> checks = [];
        var strides = cube.Strides();
        for (var d = 0; d < cube.Dimensions.Count; d++)
        {
            var categories = cube.Dimensions[d].Categories;
            var totals = Enumerable.Range(0, categories.Count).Where(at => categories[at].IsTotal).ToList();
            if (totals is [var total] && categories.Count > 2)
            {
                checks.AddRange(Check(cube, strides, d, total, decimals));
            }
        }

        return checks;
    }

    // Each measure by itself: people add up, densities do not.
    private static IEnumerable<TotalsCheck> Check(Cube cube, int[] strides, int d, int total, int decimals)
    {
        var measure = cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Measure);
        var groups = measure < 0 || measure == d ? 1 : cube.Dimensions[measure].Categories.Count;
        for (var group = 0; group < groups; group++)
        {
            var (compared, off) = (0, 0);
            List<string> words = [];
            var unitDecimals = measure >= 0 && measure != d ? cube.Dimensions[measure].Categories[group].Decimals ?? decimals : decimals;
            for (var start = 0; start < cube.Length; start++)
            {
                if (start / strides[d] % cube.Dimensions[d].Categories.Count != 0
                    || (groups > 1 && start / strides[measure] % groups != group)
                    || Sum(cube, strides[d], d, total, start) is not var (sum, stated, parts) || parts == 0)
                {
                    continue;
                }

                compared++;
                // Whole numbers add up exactly; of rounded ones every part may be off by half a unit of its last digit.
                var slack = unitDecimals == 0 ? 0.5 : (parts + 1) * 0.5 * Math.Pow(10, -unitDecimals);
                if (Math.Abs(sum - stated) > slack + 1e-9 * Math.Abs(stated))
                {
                    off++;
                    if (words.Count < MostShown)
                    {
                        words.Add($"{Name(cube, strides, start, d)}: tertulis {Show.Number(stated, unitDecimals)}, jumlah bagian {Show.Number(sum, unitDecimals)}");
                    }
                }
            }

            if (compared > 0)
            {
                var name = groups > 1 ? $"{cube.Dimensions[d].Label.Id}, {cube.Dimensions[measure].Categories[group].Label.Id}" : cube.Dimensions[d].Label.Id;
                yield return new(name, cube.Dimensions[d].Categories[total].Label.Id, compared, off, words);
            }
        }
    }

    private static (double Sum, double Stated, int Parts)? Sum(Cube cube, int stride, int d, int total, int start)
    {
        var (sum, parts) = (0.0, 0);
        for (var c = 0; c < cube.Dimensions[d].Categories.Count; c++)
        {
            var at = start + c * stride;
            if (c == total)
            {
                continue;
            }

            if (double.IsNaN(cube.Values[at]) || TableSymbols.HidesNumber(cube.Status[at]))
            {
                if (cube.Status[at] is CellStatus.Nil or CellStatus.Negligible)
                {
                    continue;
                }

                return null; // a part nobody knows: the sum says nothing
            }

            sum += cube.Values[at];
            parts++;
        }

        var whole = start + total * stride;
        var stated = cube.Values[whole];
        return double.IsNaN(stated) || TableSymbols.HidesNumber(cube.Status[whole]) ? null : (sum, stated, parts);
    }

    private static string Name(Cube cube, int[] strides, int start, int without)
    {
        var names = cube.Dimensions.Select((dimension, d) => d == without || dimension.Categories.Count == 1 ? null : dimension.Categories[start / strides[d] % dimension.Categories.Count].Label.Id)
            .Where(name => name is not null);
        var joined = string.Join(", ", names);
        return joined.Length > 0 ? joined : cube.Dimensions[without].Categories.First(category => category.IsTotal).Label.Id;
    }
}
