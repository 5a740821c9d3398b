using System.Runtime.InteropServices;

namespace DataPortal.Tables.Versions;

public enum CellChangeKind
{
    Changed,

    /// <summary>Only the newer one has the cell.</summary>
    Added,

    /// <summary>Only the older one has the cell.</summary>
    Removed,
}

/// <summary>A run of neighbouring cells of one kind.</summary>
/// <param name="Before">Position of the first in the older cube; −1 for added ones.</param>
/// <param name="After">Position of the first in the newer cube; −1 for removed ones.</param>
public readonly record struct CellRun(CellChangeKind Kind, int Before, int After, int Length);

/// <summary>One cell that differs.</summary>
public readonly record struct CellChange(CellChangeKind Kind, int Before, int After);

/// <summary>
/// What differs between two cubes, cell by cell, found by index arithmetic: neighbours that lie alike in both are compared as blocks of memory.
/// Two cells are the same when a reader sees the same: a number left behind a symbol that hides it does not count.
/// </summary>
public sealed class CubeChanges
{
    /// <summary>Cells compared as one block.</summary>
    private const int Glance = 4096;

    private readonly Cube _before;
    private readonly Cube _after;

    private CubeChanges(Cube before, Cube after) => (_before, _after) = (before, after);

    public required int Changed { get; init; }
    public required int Added { get; init; }
    public required int Removed { get; init; }
    public int Before => _before.Length;
    public int After => _after.Length;
    public int Same => _after.Length - Changed - Added;
    public int Total => Changed + Added + Removed;

    /// <summary>False: the two have different dimensions, so no cell of one is a cell of the other.</summary>
    public required bool IsComparable { get; init; }

    public static CubeChanges Of(Cube before, Cube after)
    {
        var (changed, added, removed) = (0, 0, 0);
        foreach (var run in Runs(before, after))
        {
            switch (run.Kind)
            {
                case CellChangeKind.Changed: changed += run.Length; break;
                case CellChangeKind.Added: added += run.Length; break;
                case CellChangeKind.Removed: removed += run.Length; break;
                default: throw new InvalidOperationException($"Unknown kind {run.Kind}.");
            }
        }

        return new(before, after) { Changed = changed, Added = added, Removed = removed, IsComparable = CubeAlignment.Of(after, before) is not null };
    }

    /// <summary>Those that differ: changed ones and added ones in the newer cube's order, then the removed ones in the older's; changed ones first.</summary>
    public IEnumerable<CellChange> Cells() => Cells([CellChangeKind.Changed, CellChangeKind.Added, CellChangeKind.Removed]);

    /// <param name="kinds">In the order wanted.</param>
    public IEnumerable<CellChange> Cells(IReadOnlyList<CellChangeKind> kinds)
    {
        foreach (var kind in kinds)
        {
            foreach (var run in Runs(_before, _after))
            {
                if (run.Kind == kind)
                {
                    for (var at = 0; at < run.Length; at++)
                    {
                        yield return new(kind, run.Before < 0 ? -1 : run.Before + at, run.After < 0 ? -1 : run.After + at);
                    }
                }
            }
        }
    }

    /// <summary>What a reader sees is the same.</summary>
    public static bool IsSame(double before, CellStatus beforeStatus, double after, CellStatus afterStatus) =>
        beforeStatus == afterStatus && (before == after || (double.IsNaN(before) && double.IsNaN(after)) || TableSymbols.HidesNumber(afterStatus));

    internal static IEnumerable<CellRun> Runs(Cube before, Cube after)
    {
        if (CubeAlignment.Of(after, before) is not { } forth || CubeAlignment.Of(before, after) is not { } back)
        {
            yield return new(CellChangeKind.Added, -1, 0, after.Length);
            yield return new(CellChangeKind.Removed, 0, -1, before.Length);
            yield break;
        }

        foreach (var (at, there, length) in Blocks(forth))
        {
            if (there < 0)
            {
                yield return new(CellChangeKind.Added, -1, at, length);
                continue;
            }

            for (var done = 0; done < length;)
            {
                done += SameFor(before, there + done, after, at + done, length - done);
                if (done < length)
                {
                    yield return new(CellChangeKind.Changed, there + done, at + done, 1);
                    done++;
                }
            }
        }

        foreach (var (at, there, length) in Blocks(back))
        {
            if (there < 0)
            {
                yield return new(CellChangeKind.Removed, at, -1, length);
            }
        }
    }

    /// <summary>Cells from here on that are the same in both. Bits first, for a block costs as much as a glance; only where they differ, what a reader sees.</summary>
    private static int SameFor(Cube before, int beforeAt, Cube after, int afterAt, int length)
    {
        var done = 0;
        while (done < length)
        {
            var glance = Math.Min(length - done, Glance);
            var values = MemoryMarshal.Cast<double, long>(before.Values.AsSpan(beforeAt + done, glance)).CommonPrefixLength(MemoryMarshal.Cast<double, long>(after.Values.AsSpan(afterAt + done, glance)));
            done += MemoryMarshal.Cast<CellStatus, byte>(before.Status.AsSpan(beforeAt + done, values)).CommonPrefixLength(MemoryMarshal.Cast<CellStatus, byte>(after.Status.AsSpan(afterAt + done, values)));
            if (done == length || !IsSame(before.Values[beforeAt + done], before.Status[beforeAt + done], after.Values[afterAt + done], after.Status[afterAt + done]))
            {
                break;
            }

            done++;
        }

        return done;
    }

    /// <summary>The cells of a cube in blocks that lie the same way in the other, or are not there at all.</summary>
    private static IEnumerable<(int At, int There, int Length)> Blocks(CubeAlignment alignment)
    {
        var from = alignment.From;
        var last = from.Dimensions.Count - 1;
        var offsets = Enumerable.Range(0, last + 1).Select(alignment.Offsets).ToArray();

        // Inner dimensions that lie in both alike are one long run.
        var block = 1;
        while (last >= 0 && LiesAlike(alignment, last, block))
        {
            block *= from.Dimensions[last].Categories.Count;
            last--;
        }

        if (last < 0)
        {
            yield return (0, 0, from.Length);
            yield break;
        }

        // The innermost dimension that does not: parts of it may still run along.
        var segments = Segments(offsets[last], block);
        var at = new int[last];
        var (start, there, missing) = (0, Enumerable.Range(0, last).Sum(d => Math.Max(0, offsets[d][0])), Enumerable.Range(0, last).Count(d => offsets[d][0] < 0));
        var step = block * from.Dimensions[last].Categories.Count;
        while (true)
        {
            if (missing > 0)
            {
                yield return (start, -1, step);
            }
            else
            {
                foreach (var (first, offset, length) in segments)
                {
                    yield return (start + first, offset < 0 ? -1 : there + offset, length);
                }
            }

            start += step;
            var d = last - 1;
            for (; d >= 0; d--)
            {
                Leave(offsets[d][at[d]]);
                at[d] = at[d] + 1 < offsets[d].Length ? at[d] + 1 : 0;
                Enter(offsets[d][at[d]]);
                if (at[d] > 0)
                {
                    break;
                }
            }

            if (d < 0)
            {
                yield break;
            }
        }

        void Leave(int offset) => (there, missing) = offset < 0 ? (there, missing - 1) : (there - offset, missing);
        void Enter(int offset) => (there, missing) = offset < 0 ? (there, missing + 1) : (there + offset, missing);
    }

    private static bool LiesAlike(CubeAlignment alignment, int d, int block)
    {
        var dimension = alignment.From.Dimensions[d];
        if (dimension.Categories.Count == 1)
        {
            return alignment.Places[d] < 0 || (alignment.Categories[d][0] == 0 && alignment.To.Dimensions[alignment.Places[d]].Categories.Count == 1);
        }

        if (alignment.Places[d] is not (>= 0 and var place) || alignment.ToStrides[place] != block || alignment.To.Dimensions[place].Categories.Count != dimension.Categories.Count)
        {
            return false;
        }

        return alignment.Categories[d].Select((there, at) => there == at).All(same => same);
    }

    private static List<(int First, int Offset, int Length)> Segments(int[] offsets, int block)
    {
        List<(int First, int Offset, int Length)> segments = [];
        for (var c = 0; c < offsets.Length; c++)
        {
            if (segments.Count > 0 && segments[^1] is var run && (run.Offset < 0 ? offsets[c] < 0 : offsets[c] == run.Offset + run.Length))
            {
                segments[^1] = run with { Length = run.Length + block };
            }
            else
            {
                segments.Add((c * block, offsets[c], block));
            }
        }

        return segments;
    }
}
