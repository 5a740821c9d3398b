namespace DataPortal.Shared.Pdf;

/// <summary>Measures a table and draws it over as many pages, and parts, as it needs.</summary>
internal sealed class PdfTableLayout(PdfDocument pdf, PdfTable table)
{
    private readonly List<PdfPlacedCell> _header = [];
    private readonly List<PdfPlacedCell> _row = [];
    private readonly PdfPlacedCells _cells = new();
    private readonly List<double> _headerHeights = [];
    private float[] _widths = new float[256];
    private PdfColumnPlan _plan = null!;
    private int[] _columns = [];
    private double[] _x = [];
    private double _size;
    private bool _firstOnPage;

    private double Pad => _size * 0.5;

    private double Leading => _size * 1.25;

    private double Above => table.Ruled ? _size * 0.32 : _size * 0.12;

    private double Right => _x[_columns.Length];

    public void Draw()
    {
        _plan = new(table, pdf.Width);
        _size = _plan.Size;
        for (var part = 0; part < _plan.Parts.Count; part++)
        {
            _columns = _plan.Parts[part];
            if (part > 0)
            {
                pdf.Gap(14);
            }

            Place();
            if (_plan.Parts.Count > 1)
            {
                pdf.Need(_headerHeights.Sum() + 4 * Leading);
                pdf.Paragraph(pdf.Settings.Say($"Bagian {part + 1} dari {_plan.Parts.Count}", $"Part {part + 1} of {_plan.Parts.Count}"), PdfStyle.Small);
            }

            DrawPart();
        }
    }

    private void Place()
    {
        _x = new double[_columns.Length + 1];
        _x[0] = pdf.Left;
        for (var at = 0; at < _columns.Length; at++)
        {
            _x[at + 1] = _x[at] + _plan.Widths[_columns[at]];
        }

        _cells.Release(_header);
        _headerHeights.Clear();
        foreach (var (cell, row, column) in _plan.Header)
        {
            if (Visible(column, cell.Across) is { Count: > 0 } seen)
            {
                var placed = _cells.Take(cell, seen.First, seen.Count, PdfFont.Bold);
                placed.Row = row;
                Wrap(placed, false);
                _header.Add(placed);
            }
        }

        for (var row = 0; row < table.Header.Count; row++)
        {
            _headerHeights.Add(_header.Where(cell => cell.Row == row && cell.Cell.Down == 1).Select(Height).DefaultIfEmpty(Leading + 2 * Above).Max());
        }

        // What a cell over several rows still lacks goes to the last of them.
        foreach (var cell in _header.Where(cell => cell.Cell.Down > 1))
        {
            var last = Math.Min(cell.Row + cell.Cell.Down, _headerHeights.Count) - 1;
            _headerHeights[last] += Math.Max(0, Height(cell) - _headerHeights.Skip(cell.Row).Take(last - cell.Row + 1).Sum());
        }
    }

    private void DrawPart()
    {
        pdf.Need(_headerHeights.Sum() + 2 * (Leading + 2 * Above));
        pdf.Tags.Begin("Table", table.Summary is null ? null : "/A<</O/Table/Summary" + System.Text.Encoding.ASCII.GetString(new PdfBytes().TextString(table.Summary).Written) + ">>");
        DrawHeader(tagged: true);
        pdf.Tags.Begin("TBody");
        _firstOnPage = true;
        var (at, early) = (0, BreakBefore());
        foreach (var row in table.Rows)
        {
            if (at++ == early)
            {
                BreakPage();
            }

            DrawRow(row);
        }

        pdf.Tags.End();
        pdf.Tags.End();
        EndRule();
        pdf.Gap(table.Ruled ? 8 : 6);
    }

    /// <summary>The row a page is begun with before it is full, so that enough stand on the last; -1 where they fall right, or cannot.</summary>
    private int BreakBefore()
    {
        if (table.KeepLast < 2)
        {
            return -1;
        }

        List<double> heights = [.. table.Rows.Select(Prepare)];
        var (room, first, before, y) = (pdf.Bottom - pdf.Top - _headerHeights.Sum(), 0, 0, pdf.Y);
        for (var at = 0; at < heights.Count; at++)
        {
            if (y + heights[at] > pdf.Bottom && at > first)
            {
                (before, first, y) = (first, at, pdf.Bottom - room);
            }

            y += heights[at];
        }

        var early = heights.Count - table.KeepLast;
        return first == 0 || heights.Count - first >= table.KeepLast || early <= before || heights.Skip(early).Sum() > room || heights.Max() > room ? -1 : early;
    }

    private void DrawHeader(bool tagged)
    {
        if (_header.Count == 0)
        {
            return;
        }

        if (tagged)
        {
            pdf.Tags.Begin("THead");
        }

        var page = pdf.Page;
        var height = _headerHeights.Sum();
        page.Box(_x[0], pdf.Y, Right - _x[0], height, PdfColor.Surface);
        page.Line(_x[0], pdf.Y, Right, pdf.Y, 0.9, PdfColor.Accent);
        var y = pdf.Y;
        for (var row = 0; row < _headerHeights.Count; row++)
        {
            if (tagged)
            {
                pdf.Tags.Begin("TR");
            }

            foreach (var cell in _header)
            {
                if (cell.Row != row)
                {
                    continue;
                }

                var down = Math.Min(cell.Cell.Down, _headerHeights.Count - row);
                var bottom = y;
                for (var at = row; at < row + down; at++)
                {
                    bottom += _headerHeights[at];
                }

                if (tagged)
                {
                    pdf.Tags.Begin("TH", Attributes("Column", cell.Count, down));
                    page.BeginContent();
                }

                Lines(cell, bottom - Height(cell), 0, cell.Lines.Count);
                if (tagged)
                {
                    page.EndContent();
                    pdf.Tags.End();
                }

                if (row + down < _headerHeights.Count)
                {
                    page.Line(_x[cell.First] + Pad, bottom, _x[cell.First + cell.Count] - Pad, bottom, 0.5, PdfColor.StrongLine);
                }
            }

            if (tagged)
            {
                pdf.Tags.End();
            }

            y += _headerHeights[row];
        }

        if (tagged)
        {
            pdf.Tags.End();
        }

        page.Line(_x[0], y, Right, y, 0.6, PdfColor.StrongLine);
        pdf.Y = y;
        _firstOnPage = true;
    }

    private void DrawRow(PdfRow row)
    {
        var height = Prepare(row);
        if (pdf.Y + height > pdf.Bottom && !(_firstOnPage && pdf.Y - _headerHeights.Sum() <= pdf.Top + 0.01))
        {
            BreakPage();
            height = Prepare(row);
        }

        var most = _row.Select(cell => cell.Lines.Count).DefaultIfEmpty().Max();
        var from = 0;
        do
        {
            // Taller than a page: as many lines as fit, the rest as a row of its own.
            var fit = Math.Max(1, (int)((pdf.Bottom - pdf.Y - 2 * Above) / Leading));
            var lines = Math.Min(most - from, fit);
            Piece(row, from, lines);
            from += lines;
            if (from < most)
            {
                BreakPage();
            }
        }
        while (from < most);
        _firstOnPage = false;
    }

    private void Piece(PdfRow row, int from, int lines)
    {
        var page = pdf.Page;
        var height = Math.Max(lines, 1) * Leading + 2 * Above;
        if (table.Ruled)
        {
            if (row.Kind == PdfRowKind.Group)
            {
                page.Box(_x[0], pdf.Y, Right - _x[0], height, PdfColor.SoftAccent);
            }
            else if (!_firstOnPage)
            {
                var strong = row.Kind == PdfRowKind.Total;
                page.Line(_x[0], pdf.Y, Right, pdf.Y, strong ? 0.6 : 0.35, strong ? PdfColor.StrongLine : PdfColor.Line);
            }
        }

        pdf.Tags.Begin("TR");
        foreach (var cell in _row)
        {
            var names = table.Columns[_columns[cell.First]].IsHeader;
            pdf.Tags.Begin(names ? "TH" : "TD", Attributes(names ? "Row" : null, cell.Count, 1));
            if (cell.Lines.Count > from)
            {
                if (cell.Cell.Link is not null)
                {
                    pdf.Tags.Begin("Link");
                }

                page.BeginContent();
                Lines(cell, pdf.Y, from, Math.Min(lines, cell.Lines.Count - from));
                page.EndContent();
                if (cell.Cell.Link is { } address)
                {
                    Lead(cell, from, Math.Min(lines, cell.Lines.Count - from), address);
                    pdf.Tags.End();
                }
            }

            pdf.Tags.End();
        }

        pdf.Tags.End();
        pdf.Y += height;
    }

    private void Lines(PdfPlacedCell cell, double top, int from, int count)
    {
        var align = cell.Count > 1 ? cell.Row >= 0 ? PdfAlign.Center : PdfAlign.Left : table.Columns[_columns[cell.First]].Align;
        var left = _x[cell.First] + (table.Ruled || cell.First > 0 ? Pad : 0) + cell.Cell.Indent * _size;
        var right = _x[cell.First + cell.Count] - Pad;
        var baseline = top + Above + _size * 0.96;
        for (var at = from; at < from + count; at++)
        {
            var line = cell.Lines[at];
            var x = align switch { PdfAlign.Right => right - line.Width, PdfAlign.Center => (left + right - line.Width) / 2, _ => left };
            pdf.Page.Text(x, baseline, line.WithSpace(cell.Cell.Text), cell.Font, _size, cell.Cell.Color ?? (cell.Cell.Link is null ? null : PdfColor.Accent));
            if (cell.Cell.Link is not null)
            {
                pdf.Page.Line(x, baseline + 1.5, x + line.Width, baseline + 1.5, 0.4, PdfColor.Accent);
            }

            baseline += Leading;
        }
    }

    // The whole width of the cell can be pressed.
    private void Lead(PdfPlacedCell cell, int from, int count, string address)
    {
        var width = cell.Lines.Skip(from).Take(count).Max(line => line.Width);
        var align = cell.Count > 1 ? PdfAlign.Left : table.Columns[_columns[cell.First]].Align;
        var (left, right) = (_x[cell.First] + (table.Ruled || cell.First > 0 ? Pad : 0) + cell.Cell.Indent * _size, _x[cell.First + cell.Count] - Pad);
        var x = align switch { PdfAlign.Right => right - width, PdfAlign.Center => (left + right - width) / 2, _ => left };
        pdf.Page.Link(x, pdf.Y + Above, width, count * Leading, address, pdf.Output);
    }

    private double Prepare(PdfRow row)
    {
        _cells.Release(_row);
        var column = 0;
        var lines = 1;
        foreach (var cell in row.Cells)
        {
            var across = Math.Max(1, cell.Across);
            if (Visible(column, across) is { Count: > 0 } seen)
            {
                var font = row.Kind == PdfRowKind.Normal ? PdfFont.Regular : PdfFont.Bold;
                var placed = _cells.Take(cell, seen.First, seen.Count, font);
                placed.Row = -1;
                if (!cell.Repeats || _firstOnPage)
                {
                    Wrap(placed, true);
                }

                lines = Math.Max(lines, placed.Lines.Count);
                _row.Add(placed);
            }

            column += across;
        }

        return lines * Leading + 2 * Above;
    }

    private void Wrap(PdfPlacedCell cell, bool body)
    {
        cell.Lines.Clear();
        var text = cell.Cell.Text;
        if (text.Length == 0)
        {
            return;
        }

        var room = _x[cell.First + cell.Count] - _x[cell.First] - 2 * Pad - cell.Cell.Indent * _size;
        if (!text.AsSpan().ContainsAny('\n', '\r'))
        {
            var width = PdfText.Width(text, cell.Font, _size);
            if (width <= room + 0.01 || (body && cell.Count == 1 && !table.Columns[_columns[cell.First]].Wrap))
            {
                cell.Lines.Add(new(0, text.Length, width));
                return;
            }
        }

        if (_widths.Length < text.Length)
        {
            _widths = new float[text.Length * 2];
        }

        for (var at = 0; at < text.Length; at++)
        {
            _widths[at] = (float)(PdfText.Width(text[at], cell.Font) * _size / 1000);
        }

        PdfText.Wrap(text, _widths.AsSpan(0, text.Length), room, cell.Lines);
    }

    /// <summary>Which columns of this part a cell covers.</summary>
    private (int First, int Count) Visible(int column, int across)
    {
        int first = -1, count = 0;
        for (var at = 0; at < _columns.Length; at++)
        {
            if (_columns[at] >= column && _columns[at] < column + across)
            {
                first = first < 0 ? at : first;
                count++;
            }
        }

        return (first, count);
    }

    private void BreakPage()
    {
        EndRule();
        pdf.NewPage();
        DrawHeader(tagged: false);
        _firstOnPage = true;
    }

    private void EndRule()
    {
        if (table.Ruled)
        {
            pdf.Page.Line(_x[0], pdf.Y, Right, pdf.Y, 0.6, PdfColor.StrongLine);
        }
    }

    private double Height(PdfPlacedCell cell) => Math.Max(1, cell.Lines.Count) * Leading + 2 * Above;

    private static string? Attributes(string? scope, int across, int down) => (scope, across, down) switch
    {
        (null, 1, 1) => null,
        ("Row", 1, 1) => "/A<</O/Table/Scope/Row>>",
        ("Column", 1, 1) => "/A<</O/Table/Scope/Column>>",
        _ => $"/A<</O/Table{(scope is null ? "" : "/Scope/" + scope)}{(across > 1 ? $"/ColSpan {across}" : "")}{(down > 1 ? $"/RowSpan {down}" : "")}>>",
    };
}
