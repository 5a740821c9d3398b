using System.Globalization;
using AngleSharp.Html.Parser.Tokens;

namespace DataPortal.Tables.Import.Html;

/// <summary>One table, its cells placed as HTML places them: each takes the first column no cell from above reaches into.</summary>
internal sealed class HtmlGrid(TableLimits limits)
{
    private const int MostSpan = 1_000;
    private const int MostDown = 65_534;
    private readonly List<(int Row, SheetCell[] Cells)> _rows = [];
    private readonly List<MergedCells> _merged = [];
    private readonly List<SheetCell> _row = [];

    // For each column, the first row that is free again.
    private readonly List<int> _free = [];
    private int _number;
    private int _column;
    private int _across;
    private bool _hidden;

    /// <summary>Lines of text before it, its caption among them.</summary>
    public List<string> Above { get; } = [];

    public List<string> Below { get; } = [];

    /// <summary>The cell being read.</summary>
    public HtmlCell? Cell { get; private set; }

    public int Filled => _rows.Sum(row => row.Cells.Count(cell => !cell.IsEmpty));

    /// <summary>Two rows and two columns at least: a page's layout is none.</summary>
    public bool IsTable
    {
        get
        {
            KeepRow();
            return _rows.Count(row => row.Cells.Count(cell => !cell.IsEmpty) > 1) > 1;
        }
    }

    public void BeginRow(string style)
    {
        KeepRow();
        _number++;
        _column = 0;
        var look = style.Replace(" ", "", StringComparison.Ordinal);
        _hidden = look.Contains("display:none", StringComparison.OrdinalIgnoreCase);
    }

    public void BeginCell(HtmlTagToken tag)
    {
        if (_number == 0)
        {
            BeginRow("");
        }

        while (_column < _free.Count && _free[_column] > _number)
        {
            _column++;
        }

        _across = Span(tag.GetAttribute("colspan"), MostSpan);
        var down = Span(tag.GetAttribute("rowspan"), MostDown);
        if (_column + _across > limits.TableColumns)
        {
            throw new UploadRefusedException($"Tabel di halaman ini lebih dari {limits.TableColumns} kolom. Bagi menjadi beberapa tabel.");
        }

        for (var column = _column; column < _column + _across; column++)
        {
            while (_free.Count <= column)
            {
                _free.Add(0);
            }

            _free[column] = _number + down;
        }

        if (_across > 1 || down > 1)
        {
            _merged.Add(new(_number, _number + down - 1, _column, _column + _across - 1));
        }

        Cell = new(Kept(tag));
    }

    public void EndCell()
    {
        if (Cell is not { } cell)
        {
            return;
        }

        while (_row.Count <= _column)
        {
            _row.Add(default);
        }

        _row[_column] = cell.Read();
        _column += _across;
        Cell = null;
    }

    /// <summary>The table with the lines around it as rows of one cell.</summary>
    public Sheet Sheet(string? name)
    {
        KeepRow();
        var first = Above.Count;
        List<SheetRow> rows =
        [
            .. Above.Select((line, at) => Line(line, at + 1)),
            .. _rows.Select(row => new SheetRow(first + row.Row, row.Cells)),
            .. Below.Select((line, at) => Line(line, first + _number + at + 1)),
        ];
        return new(name, rows, [.. _merged.Select(range => range with { FromRow = range.FromRow + first, ToRow = range.ToRow + first })]);
    }

    private static SheetRow Line(string text, int number) => new(number, [new(SheetCellKind.Text, text)]);

    private void KeepRow()
    {
        EndCell();
        var last = _row.FindLastIndex(cell => !cell.IsEmpty);
        if (last >= 0 && !_hidden)
        {
            _rows.Add((_number, [.. _row.Take(last + 1)]));
        }

        _row.Clear();
    }

    // Null where the attribute is not there; empty where Excel says that what is shown is the number.
    private static string? Kept(HtmlTagToken tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            if (attribute.Name is "sdval" or "x:num")
            {
                return attribute.Value;
            }
        }

        return null;
    }

    private static int Span(string? said, int most) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var span) ? Math.Clamp(span, 1, most) : 1;
}
