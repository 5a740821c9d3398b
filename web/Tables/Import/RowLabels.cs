namespace DataPortal.Tables.Import;

internal sealed record RowDimension(string Heading, IReadOnlyList<Member> Members);

/// <summary>What stands to the left of the figures: which members each row belongs to.</summary>
internal sealed class RowLabels
{
    public required IReadOnlyList<RowDimension> Dimensions { get; init; }

    /// <summary>Rows with figures: places in the table's body.</summary>
    public required IReadOnlyList<int> Rows { get; init; }

    /// <summary>Of each of them the position of its member in every dimension, one row after another: millions of rows are no millions of lists.</summary>
    public required int[] Positions { get; init; }

    /// <summary>Columns that say the same in every row and are no dimension: unit, source.</summary>
    public required IReadOnlyDictionary<string, string> Constants { get; init; }

    public static RowLabels Read(GridShape shape, ColumnUse[] uses, string? sheet, Action<ImportIssue> error, Action<int?, int?, string, string> warn)
    {
        var values = Enumerable.Range(0, uses.Length).Where(column => uses[column] is ColumnUse.Value).ToList();
        bool IsData(SheetRow row) => values.Exists(column => !row[column].IsEmpty);
        var constants = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var columns = Pair(shape, uses, constants, IsData);
        var english = Array.IndexOf(uses, ColumnUse.English);
        var builders = columns.Select(_ => new Builder()).ToList();
        var sections = new Builder();
        List<int> rows = [], places = [], under = [];
        var (carried, positions) = (new SheetCell[columns.Count], new int[columns.Count]);
        var (section, kind) = (-1, "");
        for (var line = 0; line < shape.Body.Count; line++)
        {
            var row = shape.Body[line];
            if (!IsData(row))
            {
                // A row that only names something stands over the rows that follow.
                if (row.Filled == 1 && columns.Count > 0 && row[columns[0].Label] is { IsEmpty: false, Text: { } name })
                {
                    // "Kota" over the rows that follow says what they are: Bandung below it is another than Bandung above.
                    if (RegionNames.KindOf(name) is { } said)
                    {
                        kind = said;
                        continue;
                    }

                    section = sections.Add(KnownWords.Tidy(name), null, null);
                }

                continue;
            }

            var whole = true;
            for (var at = 0; at < columns.Count; at++)
            {
                var cell = row[columns[at].Label];
                var code = columns[at].Code is { } c ? row[c].Text : null;
                if (cell.IsEmpty && at < columns.Count - 1)
                {
                    cell = carried[at]; // a label written once for the rows below it
                }
                else if (cell.IsEmpty && at > 0 && !row[columns[at - 1].Label].IsEmpty && KnownWords.IsTotal(row[columns[at - 1].Label].Text!))
                {
                    cell = row[columns[at - 1].Label]; // "Jumlah" over two label columns
                }

                if (cell.IsEmpty && code is null)
                {
                    error(new(sheet, row.Number, columns[at].Label, $"Baris ini berisi angka tetapi tidak ada {Named(columns[at].Heading)}.", "Isi namanya, atau hapus barisnya."));
                    whole = false;
                    break;
                }

                carried[at] = cell;
                var (label, mark) = Figures.SplitLabel(cell.Text ?? code!);
                label = at == 0 && kind.Length > 0 && !KnownWords.IsTotal(label) && !RegionNames.HasKind(label) ? $"{kind} {label}" : label;
                positions[at] = builders[at].Add(label, code, mark, english >= 0 && at == columns.Count - 1 ? row[english].Text : null);
            }

            if (whole)
            {
                rows.Add(line);
                places.AddRange(positions);
                under.Add(section);
            }
        }

        return Finish(columns, builders, sections, rows, [.. places], under, constants, warn);
    }

    private static RowLabels Finish(
        List<(int Label, int? Code, string Heading)> columns, List<Builder> builders, Builder sections,
        List<int> rows, int[] positions, List<int> under, Dictionary<string, string> constants, Action<int?, int?, string, string> warn)
    {
        IEnumerable<int[]> Chunks() => columns.Count == 0 ? rows.Select(_ => Array.Empty<int>()) : positions.Chunk(columns.Count);
        bool Repeats() => Chunks().Select(row => string.Join(',', row)).Distinct(StringComparer.Ordinal).Count() < rows.Count;
        List<RowDimension> dimensions = [.. columns.Select((column, at) => new RowDimension(column.Heading, builders[at].Members))];
        if (sections.Members.Count > 1 && under.TrueForAll(section => section >= 0) && Repeats())
        {
            return new()
            {
                Dimensions = [new("Kelompok", sections.Members), .. dimensions],
                Rows = rows,
                Positions = [.. Chunks().Zip(under, (row, section) => row.Prepend(section)).SelectMany(row => row)],
                Constants = constants,
            };
        }

        if (sections.Members.Count > 0)
        {
            warn(null, null, $"Baris judul kelompok tidak dimuat sebagai kategori: {string.Join(", ", sections.Members.Take(5).Select(member => member.Label))}.", "Tidak perlu diubah bila hanya pemisah.");
        }

        return new() { Dimensions = dimensions, Rows = rows, Positions = positions, Constants = constants };
    }

    /// <summary>Label columns, each with its code column; constant unit and source columns are set aside.</summary>
    private static List<(int Label, int? Code, string Heading)> Pair(GridShape shape, ColumnUse[] uses, Dictionary<string, string> constants, Func<SheetRow, bool> isData)
    {
        var labels = Enumerable.Range(0, uses.Length).Where(column => uses[column] is ColumnUse.Label).ToList();
        foreach (var column in labels.ToList())
        {
            var heading = shape.Heading(column);
            if ((KnownWords.NamesUnit(heading) || heading.Equals("Sumber", StringComparison.OrdinalIgnoreCase))
                && shape.Body.Where(isData).Select(row => row[column].Text).Where(text => text is not null).Distinct().ToList() is [{ } only])
            {
                constants[KnownWords.NamesUnit(heading) ? "Satuan" : "Sumber"] = only;
                labels.Remove(column);
            }
        }

        List<(int Label, int? Code, string Heading)> pairs = [];
        var codes = Enumerable.Range(0, uses.Length).Where(column => uses[column] is ColumnUse.Code).ToList();
        foreach (var column in labels)
        {
            // The code stands right before its name, or right after.
            int? code = KnownWords.NamesTime(shape.Heading(column)) ? null : codes.Contains(column - 1) ? column - 1 : codes.Contains(column + 1) ? column + 1 : null;
            if (code is { } taken)
            {
                codes.Remove(taken);
            }

            pairs.Add((column, code, shape.Heading(column)));
        }

        pairs.AddRange(codes.Select(column => (column, (int?)column, shape.Heading(column))));
        return [.. pairs.OrderBy(pair => pair.Label)];
    }

    private static string Named(string heading) => heading.Length > 0 ? heading.ToLowerInvariant() : "nama baris";

    private sealed class Builder
    {
        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);

        public List<Member> Members { get; } = [];

        public int Add(string label, string? code, string? mark, string? english = null)
        {
            var key = code ?? label;
            if (!_known.TryGetValue(key, out var at))
            {
                _known[key] = at = Members.Count;
                Members.Add(new(key, label, code, english, mark));
            }

            return at;
        }
    }
}
