namespace DataPortal.Shared.Pdf;

/// <summary>How wide each column of a table becomes, in which size of text, and in how many parts.</summary>
internal sealed class PdfColumnPlan
{
    /// <summary>Points a header may take on one line before it is broken at a space.</summary>
    private const double HeaderRoom = 84;

    private readonly PdfTable _table;

    // Both for text of one point: what a column would like, and what it can do with.
    private readonly double[] _natural;
    private readonly double[] _least;

    public PdfColumnPlan(PdfTable table, double room)
    {
        _table = table;
        _natural = new double[table.Columns.Count];
        _least = new double[table.Columns.Count];
        Header = Placed();
        MeasureBody();
        MeasureHeader();
        Choose(room);
    }

    public double Size { get; private set; }

    /// <summary>Points of each column, padding included.</summary>
    public double[] Widths { get; private set; } = [];

    /// <summary>For each part, the columns it shows.</summary>
    public List<int[]> Parts { get; } = [];

    /// <summary>The header's cells with the row and column they start at.</summary>
    public List<(PdfCell Cell, int Row, int Column)> Header { get; }

    // As HTML places cells: each takes the first column no cell from above reaches into.
    private List<(PdfCell, int, int)> Placed()
    {
        var placed = new List<(PdfCell, int, int)>();
        var taken = new HashSet<(int, int)>();
        for (var row = 0; row < _table.Header.Count; row++)
        {
            var column = 0;
            foreach (var cell in _table.Header[row])
            {
                while (taken.Contains((row, column)))
                {
                    column++;
                }

                for (var down = 0; down < Math.Max(1, cell.Down); down++)
                {
                    for (var across = 0; across < Math.Max(1, cell.Across); across++)
                    {
                        taken.Add((row + down, column + across));
                    }
                }

                placed.Add((cell with { Across = Math.Max(1, cell.Across), Down = Math.Max(1, cell.Down) }, row, column));
                column += Math.Max(1, cell.Across);
            }
        }

        return placed;
    }

    private void MeasureBody()
    {
        foreach (var row in _table.Rows)
        {
            var column = 0;
            var font = row.Kind == PdfRowKind.Normal ? PdfFont.Regular : PdfFont.Bold;
            foreach (var cell in row.Cells)
            {
                if (cell.Across <= 1 && column < _natural.Length)
                {
                    Measure(column, cell.Text, font, cell.Indent);
                }

                column += Math.Max(1, cell.Across);
            }
        }
    }

    private void Measure(int column, string text, PdfFont font, int indent)
    {
        var look = _table.Columns[column];
        if (!look.Wrap)
        {
            _natural[column] = Math.Max(_natural[column], PdfText.Width(text, font, 1) + indent);
            _least[column] = _natural[column];
            return;
        }

        double natural = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            natural = Math.Max(natural, PdfText.Width(line, font, 1));
        }

        natural = Math.Min(natural + indent, look.MaxWidth / _table.Size);
        if (natural > _natural[column])
        {
            _natural[column] = natural;
        }

        // Nothing above the least so far can raise it, so most words are not even measured.
        if (natural > _least[column])
        {
            _least[column] = Math.Max(_least[column], Math.Min(Math.Min(PdfText.LongestWord(text, font, 1) + indent, natural), 110 / _table.Size));
        }
    }

    private void MeasureHeader()
    {
        foreach (var (cell, _, column) in Header.OrderBy(placed => placed.Cell.Across))
        {
            var word = PdfText.LongestWord(cell.Text, PdfFont.Bold, 1);
            var wish = Math.Min(PdfText.Width(cell.Text, PdfFont.Bold, 1), Math.Max(word, HeaderRoom / _table.Size));
            var end = Math.Min(column + cell.Across, _natural.Length);
            double natural = 0, least = 0;
            for (var at = column; at < end; at++)
            {
                natural += _natural[at];
                least += _least[at];
            }

            for (var at = column; at < end; at++)
            {
                _natural[at] += Math.Max(0, wish - natural) / (end - column);
                _least[at] += Math.Max(0, word - least) / (end - column);
                _natural[at] = Math.Max(_natural[at], _least[at]);
            }
        }
    }

    private void Choose(double room)
    {
        var all = Enumerable.Range(0, _natural.Length).ToArray();
        foreach (var ease in (ReadOnlySpan<double>)[0.5, 0])
        {
            for (var size = _table.Size; size >= _table.SmallestSize - 0.01; size -= 0.5)
            {
                if (Share(size, room) is var share && share >= ease)
                {
                    Size = size;
                    Widths = [.. all.Select(at => (_least[at] + (_natural[at] - _least[at]) * Math.Min(share, 1)) * size + Padding(size))];
                    Parts.Add(all);
                    Stretch(room);
                    return;
                }
            }
        }

        Split(room);
    }

    private static double Padding(double size) => size;

    /// <summary>How much of what the columns would like, over what they need, there is room for: below 0 they do not fit, from 1 on nothing wraps.</summary>
    private double Share(double size, double room)
    {
        var least = _least.Sum() * size + _least.Length * Padding(size);
        var natural = _natural.Sum() * size + _natural.Length * Padding(size);
        return natural <= room ? 1 : least > room ? -1 : (room - least) / (natural - least);
    }

    private void Stretch(double room)
    {
        var taken = Widths.Sum();
        if (_table.Stretch && taken > 0 && taken < room)
        {
            Widths = [.. Widths.Select(width => width * room / taken)];
        }
    }

    private void Split(double room)
    {
        Size = Math.Max(_table.SmallestSize, _table.Size - 1);
        var stub = Math.Clamp(_table.Stub, 0, _natural.Length);
        Widths = [.. Enumerable.Range(0, _natural.Length).Select(at => Math.Min(Math.Max(_least[at], Math.Min(_natural[at], 110 / Size)) * Size + Padding(Size), room))];

        // The stub leaves at least half of the page to the figures.
        var stubWidth = Widths.Take(stub).Sum();
        for (var at = 0; at < stub && stubWidth > room / 2; at++)
        {
            Widths[at] *= room / 2 / stubWidth;
        }

        stubWidth = Widths.Take(stub).Sum();
        for (var at = stub; at < Widths.Length; at++)
        {
            Widths[at] = Math.Min(Widths[at], room - stubWidth);
        }

        var figures = Widths.Skip(stub).Sum();
        var parts = Math.Max(1, (int)Math.Ceiling(figures / (room - stubWidth)));
        var even = figures / parts;
        var part = new List<int>();
        double taken = 0;
        foreach (var group in Groups(stub, room - stubWidth))
        {
            var width = group.Sum(at => Widths[at]);
            if (part.Count > 0 && (taken + width > room - stubWidth || taken + width / 2 > even))
            {
                Close();
            }

            part.AddRange(group);
            taken += width;
        }

        Close();

        void Close()
        {
            Parts.Add([.. Enumerable.Range(0, stub), .. part]);
            part.Clear();
            taken = 0;
        }
    }

    /// <summary>The columns after the stub by what the header's first row puts together; a group wider than the page falls apart.</summary>
    private IEnumerable<int[]> Groups(int stub, double room)
    {
        var across = Header.Where(placed => placed.Row == 0).ToDictionary(placed => placed.Column, placed => placed.Cell.Across);
        for (var at = stub; at < Widths.Length;)
        {
            var count = Math.Clamp(across.GetValueOrDefault(at, 1), 1, Widths.Length - at);
            if (Widths.Skip(at).Take(count).Sum() > room)
            {
                count = 1;
            }

            yield return [.. Enumerable.Range(at, count)];
            at += count;
        }
    }
}
