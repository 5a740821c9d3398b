using System.Text.RegularExpressions;

namespace DataPortal.Tables.Import;

/// <summary>Where a sheet's table stands: words above, heading rows, body, words below.</summary>
internal sealed partial record GridShape(IReadOnlyList<SheetRow> Above, IReadOnlyList<SheetRow> Header, IReadOnlyList<SheetRow> Body, IReadOnlyList<SheetRow> Below, int Width)
{
    /// <returns>Null when the sheet holds no table; <paramref name="why"/> says what is missing and where.</returns>
    /// <param name="regions">By which a last row without a readable figure is known as a row of the table.</param>
    public static GridShape? Find(Sheet sheet, int? headerRows, RegionNames regions, out ImportIssue? why)
    {
        var rows = sheet.Rows;
        why = null;
        var top = 0;
        while (top < rows.Count && (rows[top].Filled < 2 || IsWords(rows[top])))
        {
            top++;
        }

        if (top == rows.Count)
        {
            why = new(sheet.Name, null, null, "Tidak ada tabel di lembar ini.", "Tabel memerlukan satu baris judul kolom dan paling sedikit satu baris angka. Pilih lembar lain, atau pakai templat.");
            return null;
        }

        if (!rows[top].Cells.All(IsHeading))
        {
            why = new(sheet.Name, rows[top].Number, null, "Baris pertama tabel sudah berisi angka.", "Tambahkan baris judul kolom di atasnya, misalnya: Kecamatan, Tahun, Jumlah penduduk.");
            return null;
        }

        var leftmost = rows.Skip(top).Take(50).Where(row => row.Filled > 1).Min(FirstFilled);
        var body = top + 1;
        while (body < rows.Count && rows[body].Filled > 0 && FirstFilled(rows[body]) > leftmost && rows[body].Cells.All(IsHeading) && body - top < 8)
        {
            body++;
        }

        body = headerRows is { } said ? Math.Clamp(top + said, top + 1, rows.Count) : body;
        var header = rows.Skip(top).Take(body - top).ToList();
        if (body < rows.Count && rows[body].Filled > 1 && rows[body].Cells.All(cell => cell.IsEmpty || ColumnNumber().IsMatch(cell.Text!)))
        {
            body++; // (1) (2) (3): how BPS numbers columns
        }

        var end = body;
        for (var at = body; at < rows.Count && rows[at] is var row && !IsFooter(row); at++)
        {
            end = row.Filled > 1 && row.Cells.Skip(leftmost + 1).Any(IsData) ? at + 1 : end;
        }

        if (end == body)
        {
            why = new(sheet.Name, rows[top].Number, null, "Di bawah judul kolom ini tidak ada angka.", "Isi angkanya, atau hapus baris lain di atas tabel yang bukan judul.");
            return null;
        }

        var last = new LastRows(new RowRange(rows, body, end - body), leftmost, regions);
        var (sure, lost) = (end - body, new List<int>());
        for (var (at, footer) = (end, false); at < rows.Count; at++)
        {
            var row = rows[at];
            footer |= IsFooter(row);
            if (!last.IsOne(row))
            {
                continue;
            }

            // Right under the table it is read with the others and says what is wrong with it; under its source it has strayed.
            if (footer)
            {
                lost.Add(at);
            }
            else
            {
                end = at + 1;
            }
        }

        var inside = new RowRange(rows, body, end - body);
        return new([.. rows.Take(top)], header, inside, [.. Enumerable.Range(end, rows.Count - end).Except(lost).Select(at => rows[at])], header.Concat(inside).Max(row => row.Cells.Length)) { Sure = sure, Lost = lost.ConvertAll(at => rows[at]) };
    }

    /// <summary>How many rows of the body hold figures beyond doubt; those after them only look like rows of the table.</summary>
    public required int Sure { get; init; }

    /// <summary>Rows of the table that stand below its source or notes.</summary>
    public required IReadOnlyList<SheetRow> Lost { get; init; }

    /// <summary>Each column's headings as one key; of several alike the second is <c>…#2</c>.</summary>
    public string[] Keys()
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, Width).Select(column =>
        {
            var key = TableMapping.Key(string.Concat(Header.Select(row => row[column].Text)));
            seen[key] = seen.GetValueOrDefault(key) + 1;
            return seen[key] == 1 ? key : $"{key}#{seen[key]}";
        })];
    }

    /// <summary>What each column is for, and what could not be decided.</summary>
    /// <param name="said">What a person said of columns, by their keys.</param>
    public ColumnUse[] Uses(IReadOnlyDictionary<string, ColumnUse> said, out List<int> unread)
    {
        unread = [];
        var uses = new ColumnUse[Width];
        var heading = Enumerable.Range(0, Width).Select(Heading).ToArray();
        var (filled, figures, years) = (new int[Width], new int[Width], new int[Width]);
        foreach (var row in new RowRange(Body, 0, Sure))
        {
            for (var column = 0; column < row.Cells.Length; column++)
            {
                if (row.Cells[column] is { IsEmpty: false } cell)
                {
                    filled[column]++;
                    figures[column] += IsData(cell) ? 1 : 0;
                    years[column] += cell.Text is { } text && KnownWords.IsYear(text) ? 1 : 0;
                }
            }
        }

        for (var column = 0; column < Width; column++)
        {
            var mostlyFigures = figures[column] * 2 >= filled[column];
            uses[column] = heading[column] switch
            {
                "" when filled[column] == 0 => ColumnUse.Ignored,
                var name when KnownWords.NamesNumber(name) && mostlyFigures => ColumnUse.Ignored,
                var name when KnownWords.NamesCode(name) => ColumnUse.Code,
                var name when filled[column] > 0 && KnownWords.NamesTime(name) && (years[column] == filled[column] || !mostlyFigures) => ColumnUse.Label,
                _ => mostlyFigures ? ColumnUse.Value : ColumnUse.Label,
            };
        }

        Settle(uses, heading, unread);
        if (said.Count > 0)
        {
            var keys = Keys();
            for (var column = 0; column < Width; column++)
            {
                uses[column] = said.GetValueOrDefault(keys[column], uses[column]);
            }

            unread.RemoveAll(column => said.ContainsKey(keys[column]));
        }

        return uses;
    }

    /// <summary>The lowest heading over a column.</summary>
    public string Heading(int column)
    {
        for (var at = Header.Count - 1; at >= 0; at--)
        {
            if (Header[at][column].Text is { Length: > 0 } text)
            {
                return KnownWords.Tidy(text);
            }
        }

        return "";
    }

    private void Settle(ColumnUse[] uses, string[] heading, List<int> unread)
    {
        var first = Array.IndexOf(uses, ColumnUse.Value);
        var last = Array.LastIndexOf(uses, ColumnUse.Value);
        if (first < 0)
        {
            return;
        }

        // A first column of years is a label even without a name: years run down.
        if (first == 0 && last > 0 && Body.All(row => row[0].Text is { } text && KnownWords.IsYear(text)))
        {
            uses[0] = ColumnUse.Label;
        }

        for (var column = last + 1; column < uses.Length; column++)
        {
            if (uses[column] is ColumnUse.Label)
            {
                var words = Body.Count(row => !row[column].IsEmpty) * 2 >= Body.Count;
                var long_ = KnownWords.NamesTime(heading[column]) || KnownWords.NamesUnit(heading[column]);
                uses[column] = long_ ? ColumnUse.Label : words && heading[column].Length > 0 ? ColumnUse.English : ColumnUse.Ignored;
                if (uses[column] is ColumnUse.Ignored)
                {
                    unread.Add(column);
                }
            }
        }
    }

    internal static bool IsData(SheetCell cell) => cell.Kind switch
    {
        SheetCellKind.Number or SheetCellKind.Error => true,
        SheetCellKind.Text => Figures.Shape(cell.Text!) is not FigureShape.NoFigure,
        SheetCellKind.Empty or SheetCellKind.Date => false,
        _ => throw new InvalidOperationException($"Unknown kind {cell.Kind}."),
    };

    private static bool IsHeading(SheetCell cell) => cell.IsEmpty || !IsData(cell) || KnownWords.IsYear(cell.Text!) || KnownWords.IsYear(Figures.SplitLabel(cell.Text!).Label);

    private static int FirstFilled(SheetRow row) => Array.FindIndex(row.Cells, cell => !cell.IsEmpty);

    private static string FirstText(SheetRow row) => row.Cells[FirstFilled(row)].Text ?? "";

    private static bool IsWords(SheetRow row) => row.Filled == 2 && (FirstText(row).EndsWith(':') || TableNumber().IsMatch(FirstText(row)));

    /// <summary>True: its first cell says that it is a source, a note or what a mark means.</summary>
    public static bool SaysItIsNote(SheetRow row) => LastRows.IsNoteStart(FirstText(row));

    private static bool IsFooter(SheetRow row) => FooterWord().IsMatch(FirstText(row)) && row.Cells.Skip(FirstFilled(row) + 1).All(cell => cell.IsEmpty || !IsData(cell));

    [GeneratedRegex(@"^\(\s*\d{1,3}\s*\)$")]
    private static partial Regex ColumnNumber();

    [GeneratedRegex(@"^(sumber|source|catatan|notes?|keterangan|ket\.?)\s*(/\s*\w+\s*)?:", RegexOptions.IgnoreCase)]
    private static partial Regex FooterWord();

    [GeneratedRegex(@"^(tabel|table)\s*[\d.]*\s*:?$", RegexOptions.IgnoreCase)]
    private static partial Regex TableNumber();
}
