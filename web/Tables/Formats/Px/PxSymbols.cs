using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>
/// What the dots and letters in the data of a PX file mean here: a mark or meaning every table shares becomes that status, anything else a symbol of the table's own (PX 2013, DATASYMBOL1 to 6, DATASYMBOLSUM).
/// </summary>
/// <param name="language">Of <see cref="Bilingual.Id"/>: what dots mean by custom is said where it is Indonesian or English.</param>
internal sealed class PxSymbols(string language)
{
    /// <summary>Dots that mean something: <c>.</c> to <c>......</c>, and seven for a sum that cannot be made.</summary>
    public const int MaxDots = 7;

    private static readonly CellStatus[] _shared = [.. Enum.GetValues<CellStatus>().Where(status => TableSymbols.Mark(status).Length > 0)];

    private readonly Dictionary<string, CellStatus> _byMark = new(StringComparer.Ordinal);
    private readonly CellStatus?[] _dots = new CellStatus?[MaxDots + 1];
    private readonly bool[] _met = new bool[MaxDots + 1];
    private readonly List<OwnSymbol> _own = [];

    public IReadOnlyList<OwnSymbol> Own => _own;

    /// <summary>A symbol with its meaning, before any other: the order people know them in.</summary>
    public void Explain(string mark, Bilingual meaning) => Of(mark, meaning);

    /// <param name="dots">1 to 7.</param>
    /// <param name="shown">What the file shows for them.</param>
    public void Declare(int dots, Bilingual shown) => _dots[dots] = Of(shown.Id.Trim(), shown);

    /// <summary>The status of a cell of so many dots; not available when the table has more symbols than the portal can tell apart.</summary>
    public CellStatus Dots(int dots)
    {
        _met[dots] = true;
        return _dots[dots] ??= Of(new('.', dots), (dots, language) switch
        {
            (1, "id") => new("tidak berlaku", "not applicable"),
            (1, "en") => new("not applicable"),
            (2, "id") => new("data tidak tersedia", "data not available"),
            (2, "en") => new("data not available"),
            _ => null,
        }) ?? CellStatus.NotAvailable;
    }

    /// <summary>True when a cell of the data is so many dots.</summary>
    public bool IsMet(int dots) => _met[dots];

    /// <summary>Forgets symbols the file declares and no cell shows; those after them move up.</summary>
    /// <param name="explained">How many came from the notes: they stay.</param>
    public void Compact(int explained, CellStatus[] status)
    {
        var used = new bool[byte.MaxValue + 1];
        foreach (var one in status)
        {
            used[(byte)one] = true;
        }

        var moved = new CellStatus[byte.MaxValue + 1];
        var kept = new List<OwnSymbol>();
        for (var at = 0; at < _own.Count; at++)
        {
            if (at < explained || used[(int)CellStatus.Own1 + at])
            {
                kept.Add(_own[at]);
                moved[(int)CellStatus.Own1 + at] = (CellStatus)((int)CellStatus.Own1 + kept.Count - 1);
            }
        }

        if (kept.Count == _own.Count)
        {
            return;
        }

        for (var at = 0; at < status.Length; at++)
        {
            status[at] = status[at] >= CellStatus.Own1 ? moved[(byte)status[at]] : status[at];
        }

        foreach (var (mark, one) in _byMark.Where(pair => pair.Value >= CellStatus.Own1).ToList())
        {
            if (moved[(byte)one] == CellStatus.Normal)
            {
                _byMark.Remove(mark);
            }
            else
            {
                _byMark[mark] = moved[(byte)one];
            }
        }

        _own.Clear();
        _own.AddRange(kept);
    }

    /// <summary>True when the file or every table gives the mark a meaning.</summary>
    public bool Knows(string mark) => _byMark.ContainsKey(mark) || Shared(mark) is not null;

    /// <returns>Null when it is a new one and there is no room for it.</returns>
    public CellStatus? Of(string mark, Bilingual? meaning = null)
    {
        mark = mark.Trim();
        if (mark.Length == 0)
        {
            return CellStatus.Missing;
        }

        if (_byMark.TryGetValue(mark, out var known))
        {
            return known;
        }

        if (Shared(mark) is { } shared)
        {
            return _byMark[mark] = shared;
        }

        if (_own.Count == CellStatus.Own9 - CellStatus.Own1 + 1)
        {
            return null;
        }

        _own.Add(new(mark, meaning ?? new(mark)));
        return _byMark[mark] = (CellStatus)((int)CellStatus.Own1 + _own.Count - 1);
    }

    private CellStatus? Shared(string mark)
    {
        if (mark is "-" or "–")
        {
            return CellStatus.Nil;
        }

        foreach (var status in _shared)
        {
            // Words say it as well as a mark, for one symbol of the file: two kinds of it stay two.
            var meaning = TableSymbols.Meaning(status);
            if (TableSymbols.Mark(status) == mark
                || ((mark.Equals(meaning.Id, StringComparison.OrdinalIgnoreCase) || mark.Equals(meaning.En, StringComparison.OrdinalIgnoreCase)) && !_byMark.ContainsValue(status)))
            {
                return status;
            }
        }

        return null;
    }
}
