using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>Reads the figures into the cube: decides each column's decimal mark, counts symbols, names what is no figure.</summary>
internal sealed class FigureReading
{
    /// <summary>Cells a note names that marks them; the others are counted.</summary>
    private const int MostNamed = 10;

    private readonly Sheet _sheet;
    private readonly GridShape _shape;
    private readonly IReadOnlyList<int> _values;
    private readonly IReadOnlyList<(string? Mark, string Text)> _notes;
    private readonly Action<ImportIssue> _error;
    private readonly Action<int?, int?, string, string> _warn;
    private readonly CancellationToken _ct;
    private readonly DecimalMark[] _marks;
    private readonly int[] _decimals;
    private readonly Dictionary<string, (int Count, List<string> First)> _marked = new(StringComparer.Ordinal);
    private readonly Dictionary<CellStatus, int> _symbols = [];
    private readonly Dictionary<(int Dimension, int Category), int> _decimalsOf = [];

    public FigureReading(
        Sheet sheet, GridShape shape, IReadOnlyList<int> values, IReadOnlyList<(string? Mark, string Text)> notes, DecimalMark? wanted,
        Action<ImportIssue> error, Action<int?, int?, string, string> warn, CancellationToken ct)
    {
        (_sheet, _shape, _values, _notes, _error, _warn, _ct) = (sheet, shape, values, notes, error, warn, ct);
        _decimals = new int[values.Count];
        (_marks, Readings) = Decide(wanted);
    }

    public IReadOnlyList<ColumnReading> Readings { get; }
    public IReadOnlyDictionary<CellStatus, int> Symbols => _symbols;
    public int Decimals => _decimals.DefaultIfEmpty(0).Max();

    /// <summary>Decimals of the figures of one category.</summary>
    public int DecimalsOf(int dimension, int category) => _decimalsOf.GetValueOrDefault((dimension, category));

    /// <summary>The notes, those that marked figures refer to saying which.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. _notes.Select(note => note.Mark is { } mark && _marked.TryGetValue(mark, out var where)
            ? $"{note.Text} ({string.Join("; ", where.First)}{(where.Count > MostNamed ? $"; dan {where.Count - MostNamed} lainnya" : "")})"
            : note.Text),
    ];

    public Cube Fill(List<Dimension> dimensions, RowLabels rows, int[][] across, int cells, int down)
    {
        var cube = new Cube { Dimensions = dimensions, Values = new double[cells], Status = new CellStatus[cells] };
        Array.Fill(cube.Values, double.NaN);
        Array.Fill(cube.Status, CellStatus.Missing);
        var from = new int[cells];
        var strides = cube.Strides();
        for (var r = 0; r < rows.Rows.Count; r++)
        {
            _ct.ThrowIfCancellationRequested();
            var (row, start) = (_shape.Body[rows.Rows[r]], 0);
            for (var d = 0; d < down; d++)
            {
                start += rows.Positions[r * down + d] * strides[d];
            }

            for (var v = 0; v < _values.Count; v++)
            {
                var at = start;
                for (var level = 0; level < across[v].Length; level++)
                {
                    at += across[v][level] * strides[down + level];
                }

                if (from[at] > 0)
                {
                    _error(new(_sheet.Name, row.Number, null, $"Baris ini mengulang baris {from[at]}: {Where(cube, at)}.", "Hapus salah satu, atau bedakan namanya."));
                    break;
                }

                from[at] = row.Number;
                Put(cube, at, row, v);
            }
        }

        foreach (var (mark, where) in _marked.Where(marked => _notes.All(note => note.Mark != marked.Key)))
        {
            _warn(null, null, $"Tanda {mark} pada {string.Join("; ", where.First.Take(3))} tidak dijelaskan di bawah tabel.", "Tulis penjelasannya di catatan.");
        }

        return cube;
    }

    private void Put(Cube cube, int at, SheetRow row, int v)
    {
        var cell = row[_values[v]];
        switch (cell.Kind)
        {
            case SheetCellKind.Empty:
                Count(CellStatus.Missing);
                return;
            case SheetCellKind.Error:
                _error(new(_sheet.Name, row.Number, _values[v], cell.Text!, ""));
                return;
            case SheetCellKind.Date:
                _error(new(_sheet.Name, row.Number, _values[v], $"Sel ini berisi tanggal ({cell.Text}), bukan angka.", "Ubah format selnya menjadi Angka dan tulis ulang angkanya; Excel sering mengubah 1.5 atau 3/4 menjadi tanggal."));
                return;
            case SheetCellKind.Number:
                Keep(cube, at, v, cell.Number, cell.Decimals == SheetCell.AnyDecimals ? Digits(cell.Number) : cell.Decimals);
                return;
            case SheetCellKind.Text:
                break;
            default:
                throw new InvalidOperationException($"Unknown kind {cell.Kind}.");
        }

        if (Figures.Read(cell.Text!, _marks[v]) is not { } figure)
        {
            var (what, remedy) = Explain(cell.Text!, _marks[v]);
            _error(new(_sheet.Name, row.Number, _values[v], what, remedy));
            return;
        }

        if (figure.Mark is { } mark)
        {
            var (count, first) = _marked.GetValueOrDefault(mark, (0, []));
            _marked[mark] = (count + 1, first);
            if (count < MostNamed)
            {
                first.Add(Where(cube, at));
            }
        }

        if (figure.Status is not CellStatus.Normal)
        {
            cube.Status[at] = figure.Status;
            Count(figure.Status);
        }

        if (!double.IsNaN(figure.Value))
        {
            Keep(cube, at, v, figure.Value, figure.Decimals, figure.Status);
        }
    }

    private void Keep(Cube cube, int at, int v, double value, int decimals, CellStatus status = CellStatus.Normal)
    {
        (cube.Values[at], cube.Status[at]) = (value, status);
        _decimals[v] = Math.Max(_decimals[v], decimals);
        var left = at;
        for (var d = cube.Dimensions.Count - 1; d >= 0; d--)
        {
            var size = cube.Dimensions[d].Categories.Count;
            if (cube.Dimensions[d].Role is DimensionRole.Measure)
            {
                _decimalsOf[(d, left % size)] = Math.Max(_decimalsOf.GetValueOrDefault((d, left % size)), decimals);
            }

            left /= size;
        }
    }

    private void Count(CellStatus status) => _symbols[status] = _symbols.GetValueOrDefault(status) + 1;

    private static string Where(Cube cube, int at)
    {
        var names = new string[cube.Dimensions.Count];
        for (var d = names.Length - 1; d >= 0; d--)
        {
            var size = cube.Dimensions[d].Categories.Count;
            names[d] = cube.Dimensions[d].Categories[at % size].Label.Id;
            at /= size;
        }

        return string.Join(", ", names);
    }

    /// <summary>As few digits as show the number; what binary fractions add beyond the fourth is not the person's.</summary>
    private static int Digits(double value)
    {
        for (var digits = 0; digits <= 4; digits++)
        {
            if (Math.Abs(Math.Round(value, digits) - value) < 1e-9 * Math.Max(1, Math.Abs(value)))
            {
                return digits;
            }
        }

        return 2;
    }

    private static (string What, string Remedy) Explain(string text, DecimalMark mark)
    {
        var shown = text.Length > 40 ? text[..40] + "…" : text;
        if (text.Contains("E+", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(text[0]))
        {
            return ($"“{shown}” adalah angka yang dipendekkan Excel.", "Lebarkan kolomnya, ubah formatnya menjadi Angka, lalu simpan lagi.");
        }

        if (text.StartsWith("##", StringComparison.Ordinal))
        {
            return ($"“{shown}”: kolomnya terlalu sempit saat disimpan.", "Lebarkan kolomnya di Excel, lalu simpan lagi.");
        }

        return Figures.Shape(text) is not FigureShape.NoFigure
            ? ($"“{shown}” tidak cocok dengan angka lain di kolom ini, yang memakai {(mark is DecimalMark.Comma ? "koma" : "titik")} sebagai tanda desimal.", "Tulis semua angka di kolom ini dengan cara yang sama.")
            : ($"“{shown}” bukan angka.", "Tulis angka, misalnya 1.234 atau 1.234,5. Bila datanya tidak tersedia tulis ..., bila tidak ada tulis –.");
    }

    private (DecimalMark[] Marks, IReadOnlyList<ColumnReading> Readings) Decide(DecimalMark? wanted)
    {
        var seen = new Dictionary<FigureShape, int>[_values.Count];
        var examples = new string?[_values.Count];
        var large = new bool[_values.Count];
        for (var v = 0; v < _values.Count; v++)
        {
            seen[v] = [];
        }

        foreach (var row in _shape.Body)
        {
            for (var v = 0; v < _values.Count; v++)
            {
                if (row[_values[v]] is { Kind: SheetCellKind.Text, Text: { } text })
                {
                    var shape = Figures.Shape(text);
                    seen[v][shape] = seen[v].GetValueOrDefault(shape) + 1;
                    examples[v] ??= shape is FigureShape.OneDot or FigureShape.OneComma or FigureShape.Comma or FigureShape.Point ? text : null;
                    large[v] |= shape is FigureShape.Either && text.TrimStart('-').TakeWhile(char.IsAsciiDigit).Count() > 3;
                }
            }
        }

        int Of(int v, FigureShape shape) => seen[v].GetValueOrDefault(shape);
        int All(FigureShape shape) => seen.Sum(column => column.GetValueOrDefault(shape));
        DecimalMark? table = (All(FigureShape.Comma), All(FigureShape.Point)) is var (commas, points) && commas != points ? commas > points ? DecimalMark.Comma : DecimalMark.Point : null;
        var marks = new DecimalMark[_values.Count];
        List<ColumnReading> readings = [];
        for (var v = 0; v < _values.Count; v++)
        {
            var doubtful = Of(v, FigureShape.OneDot) + Of(v, FigureShape.OneComma) > 0;
            var sure = (Of(v, FigureShape.Comma), Of(v, FigureShape.Point)) is var (c, p) && c != p ? c > p ? DecimalMark.Comma : (DecimalMark?)DecimalMark.Point : null;
            // Only "1,234": thousands as English writes them, unless whole thousands stand beside them without any mark.
            var habit = Of(v, FigureShape.OneDot) == 0 && Of(v, FigureShape.OneComma) > 0 && !large[v] ? DecimalMark.Point : DecimalMark.Comma;
            marks[v] = wanted ?? sure ?? table ?? habit;
            if (doubtful || sure is not null)
            {
                readings.Add(new(_values[v], _shape.Heading(_values[v]), marks[v], wanted is null && sure is null && doubtful, examples[v]));
            }
        }

        return (marks, readings);
    }
}
