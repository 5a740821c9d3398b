namespace DataPortal.Tables.Versions;

/// <summary>Brings the symbols two cubes explain themselves to one list: the same mark is the same symbol.</summary>
internal static class OwnSymbols
{
    private const int Most = 9;

    /// <returns>The list both use, and the second cube with its statuses by that list.</returns>
    /// <exception cref="UnionRefusedException">Together they have more than nine.</exception>
    public static (IReadOnlyList<OwnSymbol> Symbols, Cube Incoming) Join(IReadOnlyList<OwnSymbol> before, IReadOnlyList<OwnSymbol> incoming, Cube cube)
    {
        List<OwnSymbol> joined = [.. before];
        var moved = new CellStatus[incoming.Count];
        for (var at = 0; at < incoming.Count; at++)
        {
            var place = joined.FindIndex(symbol => symbol.Mark == incoming[at].Mark);
            if (place < 0)
            {
                place = joined.Count;
                joined.Add(incoming[at]);
            }

            moved[at] = CellStatus.Own1 + (byte)place;
        }

        if (joined.Count > Most)
        {
            throw new UnionRefusedException($"Lambang khusus di tabel dan di berkas bersama-sama lebih dari {Most}. Pakai lambang yang sama dengan tabel.");
        }

        if (moved.Select((status, at) => status == CellStatus.Own1 + (byte)at).All(same => same))
        {
            return (joined, cube);
        }

        var status = (CellStatus[])cube.Status.Clone();
        for (var at = 0; at < status.Length; at++)
        {
            if (status[at] >= CellStatus.Own1 && status[at] - CellStatus.Own1 is var own && own < moved.Length)
            {
                status[at] = moved[own];
            }
        }

        return (joined, cube with { Status = status });
    }
}
