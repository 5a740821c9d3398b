using System.Numerics;
using System.Runtime.InteropServices;

namespace DataPortal.Tables;

/// <summary>Selecting, turning and adding up a cube by index arithmetic: no object a cell.</summary>
public static class CubeArithmetic
{
    /// <summary>Cells a selection holds.</summary>
    /// <param name="selected">For each dimension, positions of its categories.</param>
    public static long Count(IReadOnlyList<IReadOnlyList<int>> selected) => selected.Aggregate(1L, (count, list) => count * list.Count);

    /// <summary>Copies a selection, in another order of dimensions where asked.</summary>
    /// <param name="selected">For each dimension of the cube, positions of the categories wanted, in the order wanted.</param>
    /// <param name="order">Dimensions of the cube from the slowest to the fastest running of the result; each once.</param>
    /// <param name="values">Room for <see cref="Count"/> figures.</param>
    public static void Pick(Cube cube, IReadOnlyList<IReadOnlyList<int>> selected, IReadOnlyList<int> order, Span<double> values, Span<CellStatus> status)
    {
        var strides = cube.Strides();
        var offsets = order.Select(d => selected[d].Select(at => at * strides[d]).ToArray()).ToArray();
        if (Array.Exists(offsets, list => list.Length == 0))
        {
            return;
        }

        var inner = offsets[^1];
        var whole = IsRun(inner);
        var at = new int[offsets.Length - 1];
        var start = at.Select((_, d) => offsets[d][0]).Sum();
        for (var to = 0; ; to += inner.Length)
        {
            if (whole)
            {
                cube.Values.AsSpan(start + inner[0], inner.Length).CopyTo(values[to..]);
                cube.Status.AsSpan(start + inner[0], inner.Length).CopyTo(status[to..]);
            }
            else
            {
                var (fromValues, fromStatus) = (cube.Values, cube.Status);
                for (var i = 0; i < inner.Length; i++)
                {
                    values[to + i] = fromValues[start + inner[i]];
                    status[to + i] = fromStatus[start + inner[i]];
                }
            }

            var d = at.Length - 1;
            for (; d >= 0; d--)
            {
                start -= offsets[d][at[d]];
                if (++at[d] < offsets[d].Length)
                {
                    start += offsets[d][at[d]];
                    break;
                }

                at[d] = 0;
                start += offsets[d][0];
            }

            if (d < 0)
            {
                return;
            }
        }
    }

    /// <summary>A selection as a cube of its own, its dimensions in the order wanted.</summary>
    /// <inheritdoc cref="Pick"/>
    public static Cube Take(Cube cube, IReadOnlyList<IReadOnlyList<int>> selected, IReadOnlyList<int>? order = null)
    {
        order ??= [.. Enumerable.Range(0, cube.Dimensions.Count)];
        var count = checked((int)Count(selected));
        var taken = new Cube
        {
            Dimensions = [.. order.Select(d => cube.Dimensions[d] with { Categories = [.. selected[d].Select(at => cube.Dimensions[d].Categories[at])] })],
            Values = GC.AllocateUninitializedArray<double>(count),
            Status = GC.AllocateUninitializedArray<CellStatus>(count),
        };
        Pick(cube, selected, order, taken.Values, taken.Status);
        return taken;
    }

    /// <summary>
    /// Adds up groups of categories. Nothing (<c>–</c>) and too small (<c>~0</c>) count as zero; a part nobody knows makes the sum unknown (<c>...</c>), never smaller;
    /// a sum of provisional, estimated or unreliable parts carries the gravest of their symbols.
    /// </summary>
    /// <param name="groups">For each dimension: the group of each category, −1 for left out; null leaves the dimension as it is.</param>
    /// <param name="dimensions">The dimensions of the result: as many categories as there are groups.</param>
    public static Cube Aggregate(Cube cube, IReadOnlyList<int[]?> groups, IReadOnlyList<Dimension> dimensions)
    {
        var result = new Cube { Dimensions = dimensions, Values = new double[Cells(dimensions)], Status = new CellStatus[Cells(dimensions)] };
        var to = result.Strides();
        // For each dimension: how far in the result each category stands.
        var targets = groups.Select((map, d) => Enumerable.Range(0, cube.Dimensions[d].Categories.Count).Select(c => map is null ? c * to[d] : map[c] < 0 ? -1 : map[c] * to[d]).ToArray()).ToArray();
        new Adding(cube, targets, result).Run();
        return result;
    }

    private static int Cells(IReadOnlyList<Dimension> dimensions) => dimensions.Aggregate(1, (count, dimension) => checked(count * dimension.Categories.Count));

    private static bool IsRun(int[] offsets)
    {
        for (var i = 1; i < offsets.Length; i++)
        {
            if (offsets[i] != offsets[i - 1] + 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>One aggregation. The innermost dimensions that fall into one place, or run along with the result, are taken as one run: a run is a few vector instructions.</summary>
    private sealed class Adding
    {
        private readonly double[] _values;
        private readonly CellStatus[] _status;
        private readonly int[][] _outer;
        private readonly int[]? _inner;
        private readonly int _run;
        private readonly int _innerStep;
        private readonly Cube _result;
        private readonly int[][] _targets;
        private readonly int[] _nil;

        public Adding(Cube cube, int[][] targets, Cube result)
        {
            (_values, _status, _result, _targets) = (cube.Values, cube.Status, result, targets);
            _nil = new int[result.Length];
            var last = targets.Length;
            var run = 1;
            // All of a dimension into one place.
            while (last > 0 && targets[last - 1] is [var first, ..] list && first == 0 && list.AsSpan().IndexOfAnyExcept(0) < 0)
            {
                run *= targets[--last].Length;
            }

            if (run == 1)
            {
                // Along with the result: the first dimensions from the inside whose steps follow one another.
                while (last > 0 && IsRunOf(targets[last - 1], run))
                {
                    run *= targets[--last].Length;
                }

                _innerStep = run > 1 ? 1 : 0;
            }

            _run = run;
            if (run == 1 && last > 0)
            {
                _inner = targets[--last];
            }

            _outer = targets[..last];
        }

        public void Run()
        {
            Walk(0, 0, 0);
            var parts = Parts();
            for (var at = 0; at < parts.Length; at++)
            {
                if (parts[at] == 0)
                {
                    (_result.Values[at], _result.Status[at]) = (double.NaN, CellStatus.Missing);
                }
                else if (parts[at] == _nil[at])
                {
                    (_result.Values[at], _result.Status[at]) = (double.NaN, CellStatus.Nil);
                }
                else if (double.IsNaN(_result.Values[at]))
                {
                    _result.Status[at] = CellStatus.NotAvailable;
                }
            }
        }

        /// <summary>How many cells fall into each place: the product of how many categories do in each dimension.</summary>
        private int[] Parts()
        {
            int[] parts = [1];
            var steps = _result.Strides();
            for (var d = 0; d < steps.Length; d++)
            {
                var counts = new int[_result.Dimensions[d].Categories.Count];
                foreach (var target in _targets[d])
                {
                    if (target >= 0)
                    {
                        counts[target / steps[d]]++;
                    }
                }

                parts = [.. parts.SelectMany(outer => counts.Select(count => outer * count))];
            }

            return parts;
        }

        private int Walk(int dimension, int from, int to)
        {
            if (dimension == _outer.Length)
            {
                if (to >= 0)
                {
                    Add(from, to);
                }

                return from + (_inner?.Length ?? _run);
            }

            foreach (var step in _outer[dimension])
            {
                from = Walk(dimension + 1, from, to < 0 || step < 0 ? -1 : to + step);
            }

            return from;
        }

        private void Add(int from, int to)
        {
            if (_inner is { } inner)
            {
                for (var i = 0; i < inner.Length; i++)
                {
                    if (inner[i] >= 0)
                    {
                        One(from + i, to + inner[i]);
                    }
                }

                return;
            }

            // Eight statuses at once: where all are plain, the figures are added as vectors.
            var words = MemoryMarshal.Cast<CellStatus, ulong>(_status.AsSpan(from, _run));
            var start = 0;
            for (var word = 0; word <= words.Length; word++)
            {
                if (word < words.Length && words[word] == 0)
                {
                    continue;
                }

                Plain(from, to, start, word * sizeof(ulong));
                start = word < words.Length ? (word + 1) * sizeof(ulong) : _run;
                for (var i = word * sizeof(ulong); i < start; i++)
                {
                    One(from + i, to + i * _innerStep);
                }
            }
        }

        private void Plain(int from, int to, int start, int end)
        {
            if (end <= start)
            {
                return;
            }

            var values = _values.AsSpan(from + start, end - start);
            if (_innerStep == 0)
            {
                _result.Values[to] += Sum(values);
                return;
            }

            var target = _result.Values.AsSpan(to + start, values.Length);
            var added = MemoryMarshal.Cast<double, Vector<double>>(values);
            var wide = MemoryMarshal.Cast<double, Vector<double>>(target);
            for (var i = 0; i < wide.Length; i++)
            {
                wide[i] += added[i];
            }

            for (var i = wide.Length * Vector<double>.Count; i < target.Length; i++)
            {
                target[i] += values[i];
            }
        }

        private void One(int from, int to)
        {
            var status = _status[from];
            if (status is CellStatus.Normal)
            {
                _result.Values[to] += _values[from];
                return;
            }

            if (status is CellStatus.Nil or CellStatus.Negligible)
            {
                _nil[to]++;
                return;
            }

            _result.Values[to] += TableSymbols.HidesNumber(status) ? double.NaN : _values[from];
            if (Gravity(status) > Gravity(_result.Status[to]))
            {
                _result.Status[to] = status;
            }
        }

        private static double Sum(ReadOnlySpan<double> values)
        {
            var vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
            var (a, b) = (Vector<double>.Zero, Vector<double>.Zero);
            var i = 0;
            for (; i + 1 < vectors.Length; i += 2)
            {
                a += vectors[i];
                b += vectors[i + 1];
            }

            if (i < vectors.Length)
            {
                a += vectors[i];
            }

            var sum = Vector.Sum(a + b);
            foreach (var rest in values[(vectors.Length * Vector<double>.Count)..])
            {
                sum += rest;
            }

            return sum;
        }

        private static bool IsRunOf(int[] steps, int step)
        {
            for (var c = 0; c < steps.Length; c++)
            {
                if (steps[c] != c * step)
                {
                    return false;
                }
            }

            return true;
        }
    }

    // What a reader must know of a sum first.
    private static int Gravity(CellStatus status) => status switch
    {
        CellStatus.Unreliable => 7,
        CellStatus.UseWithCare => 6,
        CellStatus.VeryProvisional => 5,
        CellStatus.Provisional => 4,
        CellStatus.Estimate => 3,
        >= CellStatus.Own1 => 2,
        CellStatus.Revised => 1,
        _ => 0,
    };
}
