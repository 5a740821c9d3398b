using System.Globalization;
using System.Text;
using DataPortal.Shared;

namespace DataPortal.Tables.Screen;

/// <summary>Which part of a view stands on the screen, and what is said around it.</summary>
/// <param name="Row">First row, from 0.</param>
/// <param name="Column">First column, from 0.</param>
public sealed record TableWindow(int Row = 0, int Rows = int.MaxValue, int Column = 0, int Columns = int.MaxValue);

/// <summary>
/// Writes a view as an HTML table: headings with scopes over several levels, outer rows as groups, the office's own row marked.
/// One builder and no object a cell: ten thousand cells in a few milliseconds. End tags HTML lets out (HTML Standard §13.1.2.4) are left out: the page is a third of the size.
/// </summary>
internal sealed class TableHtml
{
    private readonly TableView _view;
    private readonly ScreenGrid _grid;
    private readonly StringBuilder _html = new();
    private readonly CultureInfo _culture = Speech.IsEnglish ? Speech.English : Speech.Indonesian;
    private readonly CellNotes _notes;
    private readonly int _levels;
    private readonly int _inner;
    private readonly int _rowFrom;
    private readonly int _rowTo;
    private readonly int _columnFrom;
    private readonly int _columnTo;
    private readonly int _level;
    private readonly string?[] _marks = new string?[256];

    public TableHtml(TableView view, TableWindow window)
    {
        (_view, _grid) = (view, new(view));
        _levels = view.Layout.Columns.Count;
        _inner = view.Layout.Rows[^1];
        (_rowFrom, _rowTo) = (Math.Min(window.Row, _grid.RowCount), (int)Math.Min(_grid.RowCount, (long)window.Row + window.Rows));
        (_columnFrom, _columnTo) = (Math.Min(window.Column, _grid.ColumnCount), (int)Math.Min(_grid.ColumnCount, (long)window.Column + window.Columns));
        _notes = new(view, _grid, _columnFrom, _columnTo);
        var inner = view.Cube.Dimensions[_inner].Categories;
        _level = view.Layout.Selected[_inner].Select(at => inner[at]).Where(category => !category.IsTotal).Select(category => category.Level).DefaultIfEmpty(0).Min();
    }

    /// <summary>BPS code of the region whose row is marked.</summary>
    public string? Office { get; init; }

    public bool ShowCodes { get; init; }

    /// <summary>What the figures are shares of; null for no such column.</summary>
    public double? Whole { get; init; }

    /// <summary>Over the only column, when nothing runs across.</summary>
    public string? Only { get; init; }

    /// <summary>Address of the table in another order; null where headings are no links.</summary>
    public Func<RowSorting, string>? SortLink { get; init; }

    public RowSorting Sorting { get; init; } = RowSorting.Given;

    /// <returns>The table in pieces of some thousand letters: as one string it would lie on the large heap.</returns>
    public IEnumerable<string> Parts()
    {
        Head();
        Body();
        foreach (var part in _html.GetChunks())
        {
            yield return part.ToString();
        }
    }

    private Bilingual? OnlyUnit => Sums.Measure(_view.Cube) is >= 0 and var m && !_view.Layout.Rows.Contains(m) ? Category(m, _view.Layout.Selected[m][0]).Unit ?? _view.Text.Unit : _view.Text.Unit;

    private int Extra => (ShowCodes ? 1 : 0) + (Whole is null ? 0 : 1);

    private void Head()
    {
        _html.Append("<thead>");
        for (var level = 0; level < Math.Max(1, _levels); level++)
        {
            _html.Append("<tr>");
            var rowspan = _levels > 1 ? $" rowspan=\"{_levels}\"" : "";
            if (level == 0)
            {
                var dimension = _view.Cube.Dimensions[_inner];
                Heading($"scope=\"col\"{rowspan}", RowOrder.AToZ, RowOrder.ZToA, [], dimension.Label.ToString(), dimension.Notes, null);
                if (ShowCodes)
                {
                    _html.Append("<th scope=\"col\"").Append(rowspan).Append('>').Append(Speech.T("Kode BPS", "BPS code")).Append("</th>");
                }
            }

            if (_levels == 0)
            {
                Heading("scope=\"col\"", RowOrder.LargestFirst, RowOrder.SmallestFirst, [], Only ?? Speech.T("Nilai", "Value"), null, OnlyUnit);
            }
            else
            {
                Columns(level);
            }

            if (level == 0 && Whole is not null)
            {
                _html.Append("<th scope=\"col\"").Append(rowspan).Append('>').Append(Speech.T("Bagian", "Share")).Append("<br><span class=\"muted small\">").Append(Speech.T("persen", "percent")).Append("</span></th>");
            }

            _html.Append("</tr>");
        }

        _html.Append("</thead>");
    }

    private void Columns(int level)
    {
        var span = 1;
        for (var inner = level + 1; inner < _levels; inner++)
        {
            span *= _view.Layout.Selected[_view.Layout.Columns[inner]].Count;
        }

        for (var column = _columnFrom; column < _columnTo;)
        {
            var next = Math.Min(_columnTo, (column / span + 1) * span);
            var positions = _grid.Column(column);
            var category = Category(_view.Layout.Columns[level], positions[level]);
            if (level < _levels - 1)
            {
                _html.Append("<th scope=\"colgroup\" colspan=\"").Append(next - column).Append("\"><span>");
                Words(category.Label.ToString());
                Marks(category.Notes);
                Unit(category.Unit);
                _html.Append("</span></th>");
            }
            else
            {
                Heading("scope=\"col\"", RowOrder.LargestFirst, RowOrder.SmallestFirst, SortLink is null ? [] : [.. positions.Select((at, l) => Category(_view.Layout.Columns[l], at).Code)], category.Label.ToString(), category.Notes, category.Unit);
            }

            column = next;
        }
    }

    /// <summary>A heading that sorts: first one way, then the other, then as the table came.</summary>
    private void Heading(string attributes, RowOrder first, RowOrder second, string[] codes, string label, IReadOnlyList<int>? notes, Bilingual? unit)
    {
        var here = (Sorting.Order == first || Sorting.Order == second) && (first is RowOrder.AToZ || Sorting.Column.SequenceEqual(codes) || (Sorting.Column.Count == 0 && IsFirst(codes)));
        _html.Append("<th ").Append(attributes);
        if (here && SortLink is not null)
        {
            _html.Append(Sorting.Order is RowOrder.AToZ or RowOrder.SmallestFirst ? " aria-sort=\"ascending\"" : " aria-sort=\"descending\"");
        }

        _html.Append('>');
        if (SortLink is not null)
        {
            var next = here ? Sorting.Order == first ? new RowSorting(second, codes) : RowSorting.Given : new(first, codes);
            _html.Append("<a class=\"sort\" rel=\"nofollow\" href=\"");
            Encode(SortLink(next));
            _html.Append("\">");
        }

        Words(label);
        if (SortLink is not null)
        {
            _html.Append("</a>");
        }

        Marks(notes);
        Unit(unit);
        _html.Append("</th>");
    }

    private bool IsFirst(string[] codes)
    {
        var first = _grid.ColumnCount > 0 ? _grid.Column(0) : [];
        return codes.Length == first.Length && !codes.Where((code, level) => Category(_view.Layout.Columns[level], first[level]).Code != code).Any();
    }

    private void Body()
    {
        var inner = _view.Layout.Selected[_inner].Count;
        var nested = _view.Layout.Rows.Count > 1;
        var offsets = new int[_columnTo - _columnFrom];
        var decimals = new int[offsets.Length];
        for (var at = 0; at < offsets.Length; at++)
        {
            offsets[at] = _grid.ColumnAt(_columnFrom + at);
        }

        var measure = Sums.Measure(_view.Cube);
        var across = measure < 0 ? -1 : _view.Layout.Columns.ToList().IndexOf(measure);
        var down = measure < 0 ? -1 : _view.Layout.Rows.ToList().IndexOf(measure);
        var fallback = measure >= 0 && across < 0 && down < 0 ? Category(measure, _view.Layout.Selected[measure][0]).Decimals ?? _view.Text.Decimals : _view.Text.Decimals;
        for (var at = 0; at < decimals.Length; at++)
        {
            decimals[at] = across >= 0 ? Category(measure, _grid.Column(_columnFrom + at)[across]).Decimals ?? fallback : fallback;
        }

        var group = -1;
        _html.Append(nested ? "" : "<tbody>");
        for (var row = _rowFrom; row < _rowTo; row++)
        {
            var positions = _grid.Row(row);
            if (nested && _grid.Place(row) / inner != group)
            {
                _html.Append(group < 0 ? "<tbody>" : "</tbody><tbody>");
                group = _grid.Place(row) / inner;
                Group(positions, row == _rowFrom && row > 0 && _grid.Place(row - 1) / inner == group);
            }

            Row(row, positions, offsets, decimals, down < 0 ? null : Category(measure, positions[down]).Decimals ?? fallback);
        }

        _html.Append(nested && group < 0 ? "" : "</tbody>");
    }

    private void Group(int[] positions, bool continued)
    {
        var isHere = IsOffice(positions.AsSpan(0, positions.Length - 1));
        _html.Append(isHere ? "<tr class=\"group here\">" : "<tr class=\"group\">").Append("<th scope=\"rowgroup\" colspan=\"").Append(_columnTo - _columnFrom + 1 + Extra).Append("\"><span>");
        for (var level = 0; level < positions.Length - 1; level++)
        {
            var category = Category(_view.Layout.Rows[level], positions[level]);
            _html.Append(level == 0 ? "" : " – ");
            Encode(category.Label.ToString());
            Marks(category.Notes);
        }

        _html.Append(continued ? $" ({Speech.T("lanjutan", "continued")})" : "").Append("</span></th></tr>");
    }

    private void Row(int row, int[] positions, int[] offsets, int[] decimals, int? own)
    {
        var category = Category(_inner, positions[^1]);
        var isTotal = category.IsTotal;
        var isHere = !isTotal && Office is not null && _view.Cube.Dimensions[_inner].Role is DimensionRole.Region && category.Code == Office;
        _html.Append(isTotal ? "<tr class=\"total\">" : isHere ? "<tr class=\"here\">" : "<tr>").Append("<th scope=\"row\">");
        if (category.Level > _level && !isTotal)
        {
            _html.Append("<span class=\"in-").Append(Math.Min(category.Level - _level, 3)).Append("\">");
            Encode(category.Label.ToString());
            _html.Append("</span>");
        }
        else
        {
            Encode(category.Label.ToString());
        }

        Marks(category.Notes);
        if (ShowCodes)
        {
            _html.Append("<td>");
            Encode(category.Code);
        }

        var start = _grid.RowAt(row);
        var (values, status) = (_view.Cube.Values, _view.Cube.Status);
        var noted = _notes.Row(positions);
        for (var column = 0; column < offsets.Length; column++)
        {
            _html.Append("<td>");
            var at = start + offsets[column];
            Figure(values[at], status[at], own ?? decimals[column]);
            if (noted && _notes.Of(column) is { Count: > 0 } notes)
            {
                Marks(notes);
            }
        }

        if (Whole is { } whole)
        {
            _html.Append("<td>");
            if (double.IsFinite(values[start]) && !TableSymbols.HidesNumber(status[start]))
            {
                Number(values[start] / whole * 100, 1);
            }
        }

        _html.Append("</tr>");
    }

    private bool IsOffice(ReadOnlySpan<int> positions)
    {
        for (var level = 0; level < positions.Length; level++)
        {
            if (Office is not null && _view.Cube.Dimensions[_view.Layout.Rows[level]].Role is DimensionRole.Region && Category(_view.Layout.Rows[level], positions[level]).Code == Office)
            {
                return true;
            }
        }

        return false;
    }

    private void Figure(double value, CellStatus status, int decimals)
    {
        var mark = _marks[(byte)status] ??= TableSymbols.Mark(status, _view.Text) is { Length: > 0 } symbol
            ? $"<abbr title=\"{Encoded(TableSymbols.Meaning(status, _view.Text).ToString())}\">{Encoded(symbol)}</abbr>" : "";
        if (TableSymbols.HidesNumber(status) || !double.IsFinite(value))
        {
            _html.Append(mark);
            return;
        }

        Number(value, decimals);
        if (mark.Length > 0)
        {
            _html.Append(' ').Append(mark);
        }
    }

    private void Number(double value, int decimals)
    {
        Span<char> room = stackalloc char[512];
        ReadOnlySpan<char> format = decimals switch { 0 => "N0", 1 => "N1", 2 => "N2", 3 => "N3", _ => $"N{Math.Clamp(decimals, 0, 15)}" };
        // Whole numbers, as most figures are, are written several times faster as such.
        var isWhole = Math.Abs(value) < 1e15 && value == Math.Truncate(value);
        if (!(isWhole ? ((long)value).TryFormat(room, out var written, format, _culture) : value.TryFormat(room, out written, format, _culture)))
        {
            Encode(Show.Number(value, decimals));
            return;
        }

        var text = room[..written];
        if (text[0] == '-')
        {
            // −0 is 0; a minus is a minus and not a hyphen (U+2212).
            text = text[1..];
            if (text.ContainsAnyInRange('1', '9'))
            {
                _html.Append('−');
            }
        }

        _html.Append(text);
    }

    private void Marks(IReadOnlyList<int>? notes)
    {
        if (notes is { Count: > 0 })
        {
            _html.Append(" <span class=\"fn\">").AppendJoin(',', notes).Append("</span>");
        }
    }

    private void Unit(Bilingual? unit)
    {
        if (unit is not null)
        {
            _html.Append("<br><span class=\"muted small\">");
            Encode(unit.ToString());
            _html.Append("</span>");
        }
    }

    /// <summary>A heading; short words with a hyphen or dash in them (<em>Laki-laki</em>, <em>2020–2026</em>) stay on one line, their letters as they are.</summary>
    private void Words(string text)
    {
        if (!text.AsSpan().ContainsAny('-', '–'))
        {
            Encode(text);
            return;
        }

        var words = text.Split(' ');
        for (var at = 0; at < words.Length; at++)
        {
            var holds = words[at].Length is > 1 and <= 20 && words[at].AsSpan().ContainsAny('-', '–');
            _html.Append(at == 0 ? "" : " ").Append(holds ? "<span class=\"nowrap\">" : "");
            Encode(words[at]);
            _html.Append(holds ? "</span>" : "");
        }
    }

    private Category Category(int dimension, int at) => _view.Cube.Dimensions[dimension].Categories[at];

    private static string Encoded(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>The five letters that mean something to HTML, in text and in quoted attributes; the page is UTF-8, all others stand for themselves.</summary>
    private void Encode(string text)
    {
        if (text.AsSpan().ContainsAny("&<>\"'"))
        {
            _html.Append(Encoded(text));
        }
        else
        {
            _html.Append(text);
        }
    }
}
