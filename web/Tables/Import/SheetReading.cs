using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <summary>One reading of one sheet: finds its parts, its dimensions and its figures.</summary>
internal sealed class SheetReading(Sheet sheet, RegionNames regions, int mostCells, ImportChoice choice, CancellationToken ct)
{
    /// <summary>Warnings that say nothing of a file for a table that has both.</summary>
    public const string NoTitle = "Judul tabel tidak ditemukan.";
    public const string NoUnit = "Satuan tidak ditemukan.";

    private readonly List<ImportIssue> _errors = [];
    private readonly List<ImportIssue> _warnings = [];
    private int _errorCount;
    private IReadOnlyList<ColumnRead> _layout = [];
    private int _headerRows;

    public TablePreview Read()
    {
        if (GridShape.Find(sheet, choice.HeaderRows, regions, out var why) is not { } shape)
        {
            Error(why!);
            return Failed();
        }

        var uses = shape.Uses(choice.Uses, out var unread);
        _layout = Layout(shape, uses);
        _headerRows = shape.Header.Count;
        var values = Columns(uses, ColumnUse.Value);
        if (values.Count == 0)
        {
            Error(new(sheet.Name, shape.Header[0].Number, null, "Tidak ada kolom angka di tabel ini.", "Pastikan angka ditulis sebagai angka, misalnya 1.234 atau 1.234,5."));
            return Failed();
        }

        foreach (var column in unread)
        {
            Warn(null, column, $"Kolom {shape.Heading(column)} di kanan angka tidak dimuat.", "Pindahkan ke kiri angka bila menjelaskan baris, atau tulis sebagai catatan.");
        }

        foreach (var row in shape.Lost)
        {
            Error(new(sheet.Name, row.Number, null, "Baris ini tampak sebagai baris tabel, tetapi berada di bawah sumber atau catatan.", "Pindahkan ke atas sumber dan catatan, atau hapus barisnya."));
        }

        foreach (var row in new RowRange(shape.Body, shape.Sure, shape.Body.Count - shape.Sure).Where(row => row.Cells.First(cell => !cell.IsEmpty).Text is { } name && regions.Candidates(name).Count > 0 && values.TrueForAll(column => row[column].IsEmpty)))
        {
            Error(new(sheet.Name, row.Number, null, $"Baris ini hanya berisi nama ({row.Cells.First(cell => !cell.IsEmpty).Text}), tanpa angka.", "Isi angkanya, atau tulis ... bila datanya tidak tersedia; hapus barisnya bila bukan bagian tabel."));
        }

        // What stands in several cells below a table is read as a note, and said: a figure may be among it.
        foreach (var row in shape.Below.Where(row => row.Filled > 1 && !GridShape.SaysItIsNote(row)))
        {
            Warn(row.Number, null, "Baris di bawah tabel ini dibaca sebagai catatan.", "Bila ini baris tabel, perbaiki angkanya di berkas.");
        }

        var words = WordsAround.Read(shape);
        var header = HeaderLevels.Read(shape, sheet, values, choice.JoinHeader);
        var rows = RowLabels.Read(shape, uses, sheet.Name, Error, Warn);
        if (Constant(rows, "Satuan") is { } unit)
        {
            words.TakeUnit(unit);
        }

        if (Constant(rows, "Sumber") is { } source)
        {
            words.TakeSource(source);
        }

        var make = new DimensionMaker(regions, words.Notes);
        var down = rows.Dimensions.Select(found => make.Make(found.Heading, found.Members)).ToList();
        var across = Across(header, values, make, words);
        var single = header.Single is { } name ? WordsAround.SplitUnit(name) : WordsAround.SplitUnit(header.Spanner ?? "");
        words.TakeUnit(single.Unit);

        List<Dimension> dimensions = [.. down, .. across.Dimensions];
        var (title, period) = (words.Title, Period(dimensions, words));
        if (dimensions.TrueForAll(dimension => dimension.Role is not DimensionRole.Time) && header.Single is { } only && KnownWords.IsYear(only))
        {
            // One column of figures, headed by its year: next year's file as people make it.
            dimensions.Add(make.Make("Tahun", [new(only, only[..4], null, null, null)]));
            period = Period(dimensions, words);
        }

        if (dimensions.TrueForAll(dimension => dimension.Role is not DimensionRole.Time) && KnownWords.Years(period) is [var year])
        {
            dimensions.Add(make.Make("Tahun", [new(year.ToString(System.Globalization.CultureInfo.InvariantCulture), year.ToString(System.Globalization.CultureInfo.InvariantCulture), null, null, null)]));
        }

        long cells = 1;
        foreach (var dimension in dimensions)
        {
            cells *= dimension.Categories.Count;
            if (cells > mostCells)
            {
                Error(new(sheet.Name, null, null, $"Tabel ini menjadi lebih dari {Show.Number(mostCells)} sel ({string.Join(" × ", dimensions.Select(d => $"{d.Categories.Count} {d.Label.Id}"))}).", "Bagi menjadi beberapa tabel."));
                return Failed();
            }
        }

        var figures = new FigureReading(sheet, shape, values, words.Notes, choice.Mark, Error, Warn, ct);
        var cube = figures.Fill(dimensions, rows, across.Positions, (int)cells, down.Count);
        if (_errorCount > 0)
        {
            return Failed() with { Title = title, Readings = figures.Readings };
        }

        cube = cube with { Dimensions = WithDecimals(cube, figures.DecimalsOf) };
        if (title.Length == 0)
        {
            Warn(null, null, NoTitle, "Tulis judulnya di bawah, atau di atas tabel dalam berkasnya.");
        }

        if (words.Unit is null && cube.Dimensions.All(dimension => dimension.Categories.All(category => category.Unit is null)))
        {
            Warn(null, null, NoUnit, "Tulis satuannya di bawah, misalnya jiwa, persen, atau ton.");
        }

        return new()
        {
            FileName = "",
            Form = values.Count == 1 && down.Count > 1 ? SheetForm.Listed : SheetForm.CrossTab,
            Title = title,
            TitleEnglish = words.TitleEnglish,
            Unit = words.Unit,
            Source = words.Source,
            Notes = figures.Notes,
            Period = period,
            Decimals = figures.Decimals,
            Cube = cube,
            Rows = [.. down.Where(dimension => dimension.Categories.Count > 1).Select(dimension => dimension.Code)],
            Columns = [.. across.Dimensions.Where(dimension => dimension.Categories.Count > 1).Select(dimension => dimension.Code)],
            Symbols = figures.Symbols,
            Readings = figures.Readings,
            Totals = TotalsChecker.Check(cube, figures.Decimals),
            Warnings = _warnings,
            Layout = _layout,
            HeaderRows = _headerRows,
        };
    }

    private static List<ColumnRead> Layout(GridShape shape, ColumnUse[] uses)
    {
        var keys = shape.Keys();
        return [.. Enumerable.Range(0, uses.Length).Select(column => new ColumnRead(column, keys[column], string.Join(" / ", shape.Header.Select(row => row[column].Text).Where(text => !string.IsNullOrEmpty(text))),
            shape.Body.Select(row => row[column].Text).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "", uses[column]))];
    }

    private (List<Dimension> Dimensions, int[][] Positions) Across(HeaderLevels header, List<int> values, DimensionMaker make, WordsAround words)
    {
        if (header.Levels.Count == 0)
        {
            if (values.Count > 1)
            {
                Error(new(sheet.Name, null, values[1], "Beberapa kolom angka mempunyai judul yang sama.", "Beri setiap kolom judul yang berbeda."));
            }

            return ([], [.. values.Select(_ => Array.Empty<int>())]);
        }

        var levels = header.IsProduct ? header.Levels : [.. new[] { Enumerable.Range(0, values.Count).Select(header.Joined).ToArray() }];
        List<Dimension> dimensions = [];
        var positions = values.Select(_ => new int[levels.Count]).ToArray();
        for (var level = 0; level < levels.Count; level++)
        {
            List<Member> members = [];
            Dictionary<string, int> known = new(StringComparer.Ordinal);
            for (var v = 0; v < values.Count; v++)
            {
                var (label, mark) = Figures.SplitLabel(levels[level][v]);
                if (label.Length == 0)
                {
                    Error(new(sheet.Name, null, values[v], "Kolom angka ini tidak mempunyai judul.", "Tulis judul kolomnya, atau hapus kolomnya."));
                }

                if (!known.TryGetValue(label, out var at))
                {
                    known[label] = at = members.Count;
                    members.Add(new(label, label, null, null, mark));
                }
                else if (levels.Count == 1)
                {
                    Error(new(sheet.Name, null, values[v], $"Judul kolom “{label}” dipakai dua kali.", "Beri setiap kolom judul yang berbeda."));
                }

                positions[v][level] = at;
            }

            var heading = header.Levels.Count == 1 && header.Spanner is not null ? WordsAround.SplitUnit(header.Spanner).Text : "";
            dimensions.Add(make.Make(heading, members));
        }

        // One unit for all measures is the table's unit.
        if (dimensions.SelectMany(dimension => dimension.Categories).Select(category => category.Unit?.Id).Distinct().ToList() is [{ } only])
        {
            words.TakeUnit(only);
        }

        return (dimensions, positions);
    }

    private static string? Constant(RowLabels rows, string heading) =>
        rows.Constants.GetValueOrDefault(heading);

    private static string Period(List<Dimension> dimensions, WordsAround words)
    {
        // Months stand beside years: both are time, and only the years say the period.
        var years = dimensions.Where(dimension => dimension.Role is DimensionRole.Time).SelectMany(time => time.Categories).SelectMany(category => KnownWords.Years(category.Label.Id)).Distinct().Order().ToList();
        if (years.Count > 0)
        {
            return years.Count == 1 ? $"{years[0]}" : $"{years[0]}–{years[^1]}";
        }

        var said = words.Period ?? string.Join(' ', KnownWords.Years(words.Title) is [.., _] found ? [found.Count == 1 ? $"{found[0]}" : $"{found[0]}–{found[^1]}"] : Array.Empty<string>());
        return said;
    }

    private static List<Dimension> WithDecimals(Cube cube, Func<int, int, int> decimalsOf) =>
        [.. cube.Dimensions.Select((dimension, d) => dimension.Role is DimensionRole.Measure
            ? dimension with { Categories = [.. dimension.Categories.Select((category, c) => category with { Decimals = decimalsOf(d, c) })] }
            : dimension)];

    private static List<int> Columns(ColumnUse[] uses, ColumnUse use) => [.. Enumerable.Range(0, uses.Length).Where(column => uses[column] == use)];

    private void Error(ImportIssue issue)
    {
        if (++_errorCount <= TableImport.MostErrors)
        {
            _errors.Add(issue);
        }
    }

    private void Warn(int? row, int? column, string what, string remedy) => _warnings.Add(new(sheet.Name, row, column, what, remedy));

    private TablePreview Failed() => new() { FileName = "", Errors = _errors, ErrorCount = _errorCount, Warnings = _warnings, Layout = _layout, HeaderRows = _headerRows };
}
