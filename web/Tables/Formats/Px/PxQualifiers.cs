namespace DataPortal.Tables.Formats.Px;

/// <summary>DATANOTECELL: a mark beside the figures of a cell or a group of cells.</summary>
internal static class PxQualifiers
{
    /// <summary>Cells looked at for all marks together; a file that asks for more keeps its marks as they are written.</summary>
    private const long MaxWork = 200_000_000;

    public static void Apply(PxHeader header, PxSymbols symbols, double[] values, CellStatus[] status)
    {
        var work = 0L;
        foreach (var entry in header.All("DATANOTECELL"))
        {
            var language = header.LanguageOf(entry);
            if (language != header.Own || Cells(header, entry, language, codes: true) is not { } cells)
            {
                continue;
            }

            work += header.Variables.Aggregate(1L, (count, variable) => count * (cells[variable.Index] < 0 ? variable.Size : 1));
            if (work > MaxWork || entry.Text.Trim().Length == 0 || symbols.Of(entry.Text) is not { } mark)
            {
                continue;
            }

            entry.Taken = Mark(header, cells, mark, values, status);
        }

        // Marks in English on the same cells say the same.
        var any = header.All("DATANOTECELL").Any(entry => entry.Taken);
        foreach (var entry in header.All("DATANOTECELL").Where(entry => header.LanguageOf(entry) == header.Second && header.Second != header.Own))
        {
            entry.Taken = any && Cells(header, entry, header.Second!, codes: true) is not null;
        }
    }

    /// <summary>The cells a CELLNOTE or DATANOTECELL is about: for each variable a value, −1 for <c>*</c>.</summary>
    /// <param name="codes">True where codes go before texts, as in DATANOTECELL.</param>
    /// <returns>Null when a key is no value.</returns>
    public static int[]? Cells(PxHeader header, PxEntry entry, string language, bool codes)
    {
        if (entry.Keys.Count != header.Variables.Count)
        {
            return null;
        }

        var cells = new int[entry.Keys.Count];
        for (var d = 0; d < cells.Length; d++)
        {
            cells[d] = -1;
            if (entry.Keys[d].Trim() != "*")
            {
                cells[d] = codes && header.Variables[d].FindCode(entry.Keys[d]) is >= 0 and var code ? code : header.Variables[d].Find(language, entry.Keys[d]);
                if (cells[d] < 0)
                {
                    return null;
                }
            }
        }

        return cells;
    }

    /// <returns>True when every figure it is about carries it now.</returns>
    private static bool Mark(PxHeader header, int[] cells, CellStatus mark, double[] values, CellStatus[] status)
    {
        var one = Array.TrueForAll(cells, at => at >= 0);
        var (held, found) = (true, false);
        void Walk(int d, int at)
        {
            if (d < cells.Length)
            {
                var size = header.Variables[d].Size;
                for (var c = cells[d] < 0 ? 0 : cells[d]; c < (cells[d] < 0 ? size : cells[d] + 1); c++)
                {
                    Walk(d + 1, at * size + c);
                }

                return;
            }

            // An empty cell with a mark of its own shows that mark; any other symbol stays what it is.
            if (status[at] == CellStatus.Normal || (one && status[at] == CellStatus.Missing))
            {
                status[at] = mark;
                values[at] = TableSymbols.HidesNumber(mark) ? double.NaN : values[at];
                found = true;
            }
            else if (!double.IsNaN(values[at]))
            {
                held &= status[at] == mark;
                found |= status[at] == mark;
            }
        }

        Walk(0, 0);
        return held && found;
    }
}
