using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// How the statuses of a view are written: six kinds of dots and a dash stand where no number does, a DATANOTECELL beside those that have one.
/// A seventh kind of absence is an empty cell with its mark beside it.
/// </summary>
internal sealed class PxMarks
{
    private const int MaxDots = 6;

    private static readonly CellStatus[] _absent = [CellStatus.NotApplicable, CellStatus.NotAvailable, CellStatus.Confidential, CellStatus.Negligible, CellStatus.Missing];

    private readonly PxCells _cells;
    private readonly TableText _text;
    private readonly bool[] _alone = new bool[byte.MaxValue + 1];
    private readonly bool[] _beside = new bool[byte.MaxValue + 1];
    private readonly int[] _dots = new int[byte.MaxValue + 1];

    /// <param name="taken">Dots the file declares for what this view does not show: free for nothing else while there is room.</param>
    public PxMarks(PxCells cells, TableText text, IReadOnlySet<int> taken)
    {
        (_cells, _text) = (cells, text);
        Look();
        var own = Enumerable.Range(0, text.OwnSymbols.Count).Select(at => (CellStatus)((int)CellStatus.Own1 + at)).Where(status => _alone[(byte)status]).ToList();
        var kinds = _absent.Where(status => _alone[(byte)status]).Concat(own).ToList();
        if (kinds.Count > MaxDots)
        {
            kinds = [CellStatus.Missing, .. kinds.Where(status => status != CellStatus.Missing).Take(MaxDots - 1)];
        }

        var free = Enumerable.Range(1, MaxDots).Where(dots => !taken.Contains(dots)).ToList();
        IsKeptTrue = kinds.Count <= free.Count;
        free = IsKeptTrue ? free : [.. Enumerable.Range(1, MaxDots)];
        for (var at = 0; at < kinds.Count; at++)
        {
            _dots[(byte)kinds[at]] = free[at];
        }

        Declared = [.. kinds.Select(status => (_dots[(byte)status], status))];
    }

    /// <summary>False when the dots of symbols that are not shown had to be used.</summary>
    public bool IsKeptTrue { get; }

    /// <summary>Most digits after the point of any figure shown, up to 15.</summary>
    public int Decimals { get; private set; }

    /// <summary>Dots and what they stand for here.</summary>
    public IReadOnlyList<(int Dots, CellStatus Status)> Declared { get; }

    /// <summary>A cell as it is written: a number with nothing to say of it, one with a mark, or none.</summary>
    public (bool IsNumber, CellStatus Status) Of(double value, CellStatus status)
    {
        var isNumber = double.IsFinite(value) && !TableSymbols.HidesNumber(status);
        if (status >= CellStatus.Own1 && status - CellStatus.Own1 >= _text.OwnSymbols.Count)
        {
            status = isNumber ? CellStatus.Normal : CellStatus.NotAvailable;
        }

        return isNumber ? (true, status) : (false, status switch
        {
            CellStatus.Normal => CellStatus.Missing,
            CellStatus.Provisional or CellStatus.VeryProvisional or CellStatus.Revised or CellStatus.Estimate or CellStatus.UseWithCare or CellStatus.Unreliable => CellStatus.NotAvailable,
            _ => status,
        });
    }

    /// <summary>What stands in DATA for a cell without a number, quotes included.</summary>
    public string Symbol(CellStatus status) => status is CellStatus.Nil ? "\"-\"" : $"\"{new string('.', Math.Max(1, _dots[(byte)(_dots[(byte)status] == 0 ? CellStatus.Missing : status)]))}\"";

    /// <summary>The symbols people read under the table; the table's own, in their order, where what the file declares does not say them all.</summary>
    public IReadOnlyList<(string Mark, Bilingual Meaning)> Legend()
    {
        List<(string, Bilingual)> legend = [];
        if (_text.Kept.Count == 0)
        {
            legend.AddRange(Enum.GetValues<CellStatus>().Where(status => status is < CellStatus.Own1 and not CellStatus.Nil && (_alone[(byte)status] || _beside[(byte)status]) && TableSymbols.Mark(status).Length > 0)
                .Select(status => (TableSymbols.Mark(status), TableSymbols.Meaning(status))));
        }

        if (!SaysItself())
        {
            legend.AddRange(_text.OwnSymbols.Select(symbol => (symbol.Mark, symbol.Meaning)));
        }

        return legend;
    }

    // Every symbol shown, its mark its own meaning, those of dots before those beside numbers.
    private bool SaysItself()
    {
        var beside = false;
        for (var at = 0; at < _text.OwnSymbols.Count; at++)
        {
            var status = (byte)((int)CellStatus.Own1 + at);
            if (_text.OwnSymbols[at] is var symbol && (symbol.Meaning.Id.Trim() != symbol.Mark || (_dots[status] == 0 && (_alone[status] || symbol.Meaning.En is not null))))
            {
                return false;
            }

            if (_dots[status] == 0)
            {
                beside = true;
                if (!_beside[status])
                {
                    return false;
                }
            }
            else if (beside)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The marks beside figures: for each of <see cref="PxCells.Order"/> a place among the selected, −1 for all. Where all figures of a category have one mark, one line says it.</summary>
    public IEnumerable<(int[] Places, CellStatus Status)> Beside()
    {
        for (var status = CellStatus.Normal + 1; status <= CellStatus.Own9; status++)
        {
            if (_beside[(byte)status] || (_alone[(byte)status] && _dots[(byte)status] == 0 && status != CellStatus.Nil))
            {
                foreach (var places in Beside(status))
                {
                    yield return (places, status);
                }
            }
        }
    }

    private IEnumerable<int[]> Beside(CellStatus wanted)
    {
        var order = _cells.Order;
        var (all, held) = (order.Select(d => new int[_cells.Selected[d].Count]).ToArray(), order.Select(d => new int[_cells.Selected[d].Count]).ToArray());
        var places = new int[order.Count];
        foreach (var (cell, isNumber, status) in Each())
        {
            if (isNumber)
            {
                _cells.Places(cell, places);
                for (var at = 0; at < places.Length; at++)
                {
                    all[at][places[at]]++;
                    held[at][places[at]] += status == wanted ? 1 : 0;
                }
            }
        }

        bool Full(int at, int c) => held[at][c] > 0 && held[at][c] == all[at][c];
        var best = Enumerable.Range(0, order.Count).MaxBy(at => Enumerable.Range(0, all[at].Length).Sum(c => Full(at, c) ? (long)held[at][c] : 0));
        for (var c = 0; c < all[best].Length; c++)
        {
            if (Full(best, c))
            {
                yield return [.. Enumerable.Range(0, order.Count).Select(at => at == best ? c : -1)];
            }
        }

        foreach (var (cell, isNumber, status) in Each())
        {
            if (status != wanted || (!isNumber && _dots[(byte)status] != 0))
            {
                continue;
            }

            _cells.Places(cell, places);
            if (!isNumber || !Full(best, places[best]))
            {
                yield return [.. places];
            }
        }
    }

    private IEnumerable<(long Cell, bool IsNumber, CellStatus Status)> Each()
    {
        var cell = 0L;
        for (var row = 0; row < _cells.Rows; row++)
        {
            for (var column = 0; column < _cells.Columns; column++)
            {
                var (isNumber, status) = Of(_cells.Value(row, column), _cells.Status(row, column));
                yield return (cell++, isNumber, status);
            }
        }
    }

    private void Look()
    {
        var scale = Math.Pow(10, Decimals);
        for (var row = 0; row < _cells.Rows; row++)
        {
            for (var column = 0; column < _cells.Columns; column++)
            {
                var value = _cells.Value(row, column);
                var (isNumber, status) = Of(value, _cells.Status(row, column));
                (isNumber ? _beside : _alone)[(byte)status] = true;
                while (isNumber && Decimals < 15 && Math.Abs(value) < 1e15 && Math.Abs(value * scale - Math.Round(value * scale)) > Math.Abs(value * scale) * 1e-15)
                {
                    scale = Math.Pow(10, ++Decimals);
                }
            }
        }

        _beside[(byte)CellStatus.Normal] = false;
    }
}
