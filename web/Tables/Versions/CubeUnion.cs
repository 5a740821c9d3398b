using DataPortal.Shared;

namespace DataPortal.Tables.Versions;

/// <summary>What a file does to the figures that are there.</summary>
public enum UpdateMode
{
    /// <summary>The file holds the whole table: what it does not hold is gone.</summary>
    ReplaceAll,

    /// <summary>Only periods that are not there yet are taken from the file; what is there stays.</summary>
    AppendPeriods,

    /// <summary>The cells the file holds are taken, the others stay. An empty cell of the file holds nothing.</summary>
    ReplaceCells,
}

/// <summary>Lays one cube over another.</summary>
public static class CubeUnion
{
    /// <summary>The figures after an update.</summary>
    /// <exception cref="UnionRefusedException">The dimensions differ, or nothing new would be appended, or the table would grow too large.</exception>
    public static Cube Of(Cube before, Cube incoming, UpdateMode mode, int mostCells = CubeFile.MaxCells) => mode switch
    {
        UpdateMode.ReplaceAll => incoming,
        UpdateMode.AppendPeriods => Lay(before, WithoutKnownPeriods(before, incoming), incomingWins: false, mostCells),
        UpdateMode.ReplaceCells => Lay(before, incoming, incomingWins: true, mostCells),
        _ => throw new InvalidOperationException($"Unknown mode {mode}."),
    };

    /// <summary>The periods a cube has that another lacks; empty when they share no dimension of time.</summary>
    public static IReadOnlyList<Category> NewPeriods(Cube before, Cube incoming) => Time(before, incoming) is var (dimension, known)
        ? [.. dimension.Categories.Where(category => !known.Contains(category.Code))]
        : [];

    private static (Dimension Dimension, HashSet<string> Known)? Time(Cube before, Cube incoming)
    {
        foreach (var dimension in incoming.Dimensions)
        {
            if (dimension.Role is DimensionRole.Time && before.Dimensions.FirstOrDefault(other => other.Code == dimension.Code) is { } there
                && there.Categories.Select(category => category.Code).ToHashSet(StringComparer.Ordinal) is var known
                && dimension.Categories.Any(category => !known.Contains(category.Code)))
            {
                return (dimension, known);
            }
        }

        return null;
    }

    private static Cube WithoutKnownPeriods(Cube before, Cube incoming)
    {
        if (Time(before, incoming) is not var (time, known))
        {
            throw new UnionRefusedException("Berkas ini tidak berisi periode baru. Pilih mengganti sel, atau mengganti seluruh isi.");
        }

        return CubeArithmetic.Take(incoming, [.. incoming.Dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)
            .Where(at => !ReferenceEquals(dimension, time) || !known.Contains(dimension.Categories[at].Code))])]);
    }

    private static Cube Lay(Cube before, Cube incoming, bool incomingWins, int mostCells)
    {
        if (CubeAlignment.Of(incoming, before) is null)
        {
            throw new UnionRefusedException("Dimensi di berkas ini tidak sama dengan dimensi tabel. Cocokkan dimensinya di bawah, atau ganti seluruh isi.");
        }

        var dimensions = before.Dimensions.Select(dimension => incoming.Dimensions.FirstOrDefault(other => other.Code == dimension.Code) is { } other ? Joined(dimension, other) : dimension).ToList();
        var cells = dimensions.Aggregate(1L, (count, dimension) => count * dimension.Categories.Count);
        if (cells > mostCells)
        {
            throw new UnionRefusedException($"Tabel ini akan menjadi {Show.Number(cells)} sel; paling banyak {Show.Number(mostCells)}. Bagi menjadi beberapa tabel.");
        }

        var after = new Cube { Dimensions = dimensions, Values = new double[cells], Status = new CellStatus[cells] };
        Array.Fill(after.Values, double.NaN);
        Array.Fill(after.Status, CellStatus.Missing);
        Put(before, after, overEmpty: true);
        Put(incoming, after, overEmpty: !incomingWins);
        return after;

        // What is there wins over what is appended: the periods differ, so the two never meet; over empty cells of the file what is there stays.
        static void Put(Cube from, Cube to, bool overEmpty)
        {
            var alignment = CubeAlignment.Of(from, to)!;
            var offsets = Enumerable.Range(0, from.Dimensions.Count).Select(alignment.Offsets).ToArray();
            var at = new int[offsets.Length];
            var there = offsets.Sum(list => list[0]);
            for (var cell = 0; cell < from.Length; cell++)
            {
                if (overEmpty || from.Status[cell] is not CellStatus.Missing)
                {
                    (to.Values[there], to.Status[there]) = (from.Values[cell], from.Status[cell]);
                }

                for (var d = at.Length - 1; d >= 0; d--)
                {
                    there -= offsets[d][at[d]];
                    at[d] = at[d] + 1 < offsets[d].Length ? at[d] + 1 : 0;
                    there += offsets[d][at[d]];
                    if (at[d] > 0)
                    {
                        break;
                    }
                }
            }
        }
    }

    /// <summary>The categories that are there as they are, then the new ones; periods in their order where all can be read.</summary>
    private static Dimension Joined(Dimension before, Dimension incoming)
    {
        var known = before.Categories.Select(category => category.Code).ToHashSet(StringComparer.Ordinal);
        var added = incoming.Categories.Where(category => !known.Contains(category.Code)).ToList();
        if (added.Count == 0)
        {
            return before;
        }

        var joined = before with { Categories = [.. before.Categories, .. added] };
        var wasInOrder = Periods.InOrder(before).Select((at, place) => at == place).All(same => same);
        return before.Role is DimensionRole.Time && wasInOrder ? joined with { Categories = [.. Periods.InOrder(joined).Select(at => joined.Categories[at])] } : joined;
    }
}

/// <summary>A file cannot be laid over the table. The message says why and what to do, in Indonesian, for staff.</summary>
public sealed class UnionRefusedException(string message) : Exception(message);
