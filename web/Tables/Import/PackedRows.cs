using System.Collections;
using System.Text;

namespace DataPortal.Tables.Import;

/// <summary>Rows of text packed as UTF-8, for files of millions of rows: a row takes its letters and some dozen bytes. It is unpacked each time it is looked at, so two looks are two objects.</summary>
internal sealed class PackedRows : IReadOnlyList<SheetRow>
{
    private const int BlockBytes = 1 << 20;
    private const int Remembered = 1 << 12;
    private const int LongestRemembered = 64;

    private readonly List<byte[]> _blocks = [];
    private readonly List<(int Block, int From)> _rows = [];

    // Names stand in thousands of rows; as text each is made once, not once a row.
    private readonly string?[] _known = new string?[Remembered];
    private int _filled;

    public int Count => _rows.Count;

    public SheetRow this[int at]
    {
        get
        {
            var (block, from) = _rows[at];
            var bytes = _blocks[block].AsSpan(from);
            var number = Read(ref bytes);
            var cells = new SheetCell[Read(ref bytes)];
            for (var column = 0; column < cells.Length; column++)
            {
                if (Read(ref bytes) is > 0 and var length)
                {
                    cells[column] = new(SheetCellKind.Text, Text(bytes[..length]));
                    bytes = bytes[length..];
                }
            }

            return new(number, cells);
        }
    }

    /// <param name="number">As the person's program numbers it, from 1.</param>
    /// <param name="cells">UTF-8, one after another.</param>
    /// <param name="lengths">Bytes of each; 0 for an empty one.</param>
    public void Add(int number, ReadOnlySpan<byte> cells, ReadOnlySpan<int> lengths)
    {
        // A number takes five bytes at most.
        var most = cells.Length + 5 * (lengths.Length + 2);
        if (_blocks.Count == 0 || _blocks[^1].Length - _filled < most)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, most)]);
            _filled = 0;
        }

        _rows.Add((_blocks.Count - 1, _filled));
        var to = _blocks[^1];
        Write(to, number);
        Write(to, lengths.Length);
        foreach (var length in lengths)
        {
            Write(to, length);
            cells[..length].CopyTo(to.AsSpan(_filled));
            cells = cells[length..];
            _filled += length;
        }
    }

    public IEnumerator<SheetRow> GetEnumerator()
    {
        for (var at = 0; at < _rows.Count; at++)
        {
            yield return this[at];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Text(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        ref var known = ref _known[hash.ToHashCode() & (Remembered - 1)];
        Span<byte> room = stackalloc byte[3 * LongestRemembered];
        return known is { Length: <= LongestRemembered } && room[..Encoding.UTF8.GetBytes(known, room)].SequenceEqual(bytes) ? known : known = Encoding.UTF8.GetString(bytes);
    }

    // Seven bits a byte, the lowest first; the highest bit says that more follow.
    private void Write(byte[] to, int number)
    {
        var left = (uint)number;
        for (; left >= 0x80; left >>= 7)
        {
            to[_filled++] = (byte)(left | 0x80);
        }

        to[_filled++] = (byte)left;
    }

    private static int Read(ref Span<byte> bytes)
    {
        var (number, at) = (0, 0);
        while (bytes[at] >= 0x80)
        {
            number |= (bytes[at] & 0x7F) << (7 * at++);
        }

        number |= bytes[at] << (7 * at);
        bytes = bytes[(at + 1)..];
        return number;
    }
}

/// <summary>Some rows of a sheet, without a copy.</summary>
internal sealed class RowRange(IReadOnlyList<SheetRow> rows, int from, int count) : IReadOnlyList<SheetRow>
{
    public int Count => count;

    public SheetRow this[int at] => rows[from + at];

    public IEnumerator<SheetRow> GetEnumerator()
    {
        for (var at = 0; at < count; at++)
        {
            yield return rows[from + at];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
