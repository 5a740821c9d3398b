using DataPortal.Shared;
using DataPortal.Tables;
using FsCheck;
using FsCheck.Fluent;

namespace DataPortal.Tests.Tables;

/// <summary>Cubes for tests: random ones, and small ones written by hand.</summary>
public static class Cubes
{
    public static TableText Text { get; } = new()
    {
        Title = new("Jumlah penduduk <menurut> \"wilayah\"", "Population"),
        Unit = new("jiwa", "persons"),
        Source = new("BPS"),
        Notes = [new("Angka proyeksi.", "Projection.")],
        Period = "2026",
        UpdatedAt = new(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(7)),
    };

    /// <summary>One to four dimensions of one to five categories, any figures, any status.</summary>
    public static Gen<Cube> Any { get; } =
        from sizes in Gen.Choose(1, 5).NonEmptyListOf().Where(list => list.Count <= 4)
        let cells = sizes.Aggregate(1, (a, b) => a * b)
        from values in ArbMap.Default.GeneratorFor<double>().ArrayOf(cells)
        from status in Gen.Choose(0, (int)CellStatus.Missing).ArrayOf(cells)
        from words in ArbMap.Default.GeneratorFor<NonNull<string>>().ArrayOf(sizes.Count)
        select new Cube
        {
            Dimensions = [.. sizes.Select((size, at) => new Dimension(
                $"d{at}", new(Whole(words[at].Get), Whole(words[at].Get)), (DimensionRole)(at % 4), [.. Enumerable.Range(0, size).Select(c => new Category($"k{c}", new($"{Whole(words[at].Get)} {c}")))]))],
            Values = values,
            Status = [.. status.Select(s => (CellStatus)s)],
        };

    /// <summary>
    /// Tables as people make them, with everything the model can say: any status a cell can have, own symbols, units and decimals a measure, notes of the table, a dimension, a category and of cells,
    /// hierarchies, elimination, periods, and words with quotes, hashes, semicolons and odd letters. At most 500 cells.
    /// </summary>
    public static Gen<(Cube Cube, TableText Text)> Rich { get; } =
        from measure in Gen.Choose(0, 3)
        from time in Gen.Choose(0, 4)
        from others in Gen.Choose(1, 5).ListOf().Where(list => list.Count is > 0 and <= 3)
        from measures in Measure(measure)
        from years in Time(time)
        from rest in Others(others)
        from shuffled in Gen.Shuffle<Dimension>([.. measures, .. years, .. rest])
        let dimensions = shuffled.ToList()
        let cells = dimensions.Aggregate(1, (count, dimension) => count * dimension.Categories.Count)
        where cells <= 500
        from own in Gen.Choose(0, 9)
        from marks in OwnSymbols(own)
        from figures in Figure(own).ArrayOf(cells)
        from text in Texts(dimensions, marks)
        from noted in Noted(dimensions, text.Notes)
        select (new Cube { Dimensions = noted, Values = [.. figures.Select(figure => figure.Value)], Status = [.. figures.Select(figure => figure.Status)] }, text);

    /// <summary><see cref="Rich"/> in any layout: some or all categories in any order, dimensions down, across, or fixed to one category.</summary>
    public static Gen<TableView> RichViews { get; } =
        from made in Rich
        let count = made.Cube.Dimensions.Count
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from cut in Gen.Choose(0, count)
        from whole in Gen.Elements(true, true, false)
        from selected in Gen.CollectToList(made.Cube.Dimensions, dimension => whole
            ? Gen.Constant<IReadOnlyList<int>>([.. Enumerable.Range(0, dimension.Categories.Count)])
            : from shuffled in Gen.Shuffle(Enumerable.Range(0, dimension.Categories.Count).ToArray()) from take in Gen.Choose(1, shuffled.Length) select (IReadOnlyList<int>)shuffled[..take])
        select new TableView(made.Cube, made.Text, new([.. order[..cut]], [.. order[cut..].Where(d => whole || d % 4 != 3 || selected[d].Count > 1)], [.. selected]));

    /// <summary>Words people write, with letters that are hard to quote, to encode or to break lines at. Never empty, no blanks at the ends, no control characters.</summary>
    public static Gen<string> Words { get; } =
        from parts in Gen.Elements(
            "Jumlah", "penduduk", "menurut", "\"dikutip\"", "'satu'", "a;b", "x=y", "(1)", "[en]", "#", "C#", "50%", "Rp1.000,00", "<b>", "&amp;", "–", "ñandú", "Łódź", "ΑΒΓ", "中文", "🙂", "\\", "=1+1", "-2", "...", ",", "é", "Ünïcode",
            "sebuah kalimat yang panjang sekali sehingga tidak muat dalam satu baris berkas apa pun dan karena itu harus dipotong di tengahnya oleh setiap penulis berkas").NonEmptyListOf().Where(list => list.Count <= 6)
        select string.Join(' ', parts);

    private static Gen<Bilingual> Both { get; } =
        from id in Words
        from en in Gen.OneOf(Gen.Constant<string?>(null), Words.Select(words => (string?)words))
        select new Bilingual(id, en == id ? null : en);

    private static Gen<Bilingual?> Maybe { get; } = Gen.OneOf(Gen.Constant<Bilingual?>(null), Both.Select(words => (Bilingual?)words));

    private static Gen<IReadOnlyList<Dimension>> Measure(int size) => size == 0 ? Gen.Constant<IReadOnlyList<Dimension>>([]) :
        from labels in Both.ArrayOf(size)
        from units in Maybe.ArrayOf(size)
        from bases in Maybe.ArrayOf(size)
        from moments in Maybe.ArrayOf(size)
        from decimals in Gen.Choose(-1, 6).ArrayOf(size)
        from nature in Gen.Choose(-1, 3).ArrayOf(size)
        select (IReadOnlyList<Dimension>)[new Dimension("isi", new("Isi", "Contents"), DimensionRole.Measure, [.. Enumerable.Range(0, size).Select(at => new Category($"m{at}", Told(labels[at], at), units[at], decimals[at] < 0 ? null : decimals[at])
        {
            BasePeriod = bases[at],
            ReferencePeriod = moments[at],
            Nature = nature[at] < 0 ? null : (MeasureNature)nature[at],
        })])];

    private static Gen<IReadOnlyList<Dimension>> Time(int size) => size == 0 ? Gen.Constant<IReadOnlyList<Dimension>>([]) :
        from period in Gen.Elements(PeriodType.Year, PeriodType.Semester, PeriodType.Quarter, PeriodType.Month, PeriodType.Census)
        from first in Gen.Choose(1990, 2026)
        select (IReadOnlyList<Dimension>)[new Dimension("waktu", new("Waktu", "Time"), DimensionRole.Time, [.. Enumerable.Range(first, size).Select(year => period switch
        {
            PeriodType.Month => new Category($"{year}M0{1 + year % 9}", new($"{year} bulan {1 + year % 9}")),
            PeriodType.Quarter => new Category($"{year}Q{1 + year % 4}", new($"{year} Triwulan {1 + year % 4}", $"{year} Quarter {1 + year % 4}")),
            PeriodType.Semester => new Category($"{year}S{1 + year % 2}", new($"Semester {1 + year % 2} {year}")),
            _ => new Category($"{year}", new($"{year}")),
        })]) { Period = period }];

    private static Gen<IReadOnlyList<Dimension>> Others(IReadOnlyList<int> sizes) =>
        Gen.CollectToList(Enumerable.Range(0, sizes.Count), at => Other(at, sizes[at])).Select(list => (IReadOnlyList<Dimension>)[.. list]);

    private static Gen<Dimension> Other(int at, int size) =>
        from name in Both
        from labels in Both.ArrayOf(size)
        from parents in Gen.Choose(-2, size - 1).ArrayOf(size)
        from codes in Gen.Elements("k", "16.", "a b", "'", "é").ArrayOf(size)
        from elimination in Gen.Choose(0, 2)
        from named in Gen.Elements(true, false)
        from levels in Both.ArrayOf(size)
        from domain in Gen.Elements(null, "wilayah-bps")
        let hierarchy = Levels(parents)
        select new Dimension($"d{at}", Told(name, at), at == 0 ? DimensionRole.Region : DimensionRole.Other, [.. Enumerable.Range(0, size).Select(c => new Category(
            $"{codes[c]}{c}", Told(labels[c], c), IsTotal: elimination == 1 && c == size - 1, Parent: hierarchy[c] == 0 ? null : $"{codes[parents[c]]}{parents[c]}", Level: hierarchy[c]))])
        {
            Elimination = elimination == 0 ? null : new(elimination == 1 ? $"{codes[size - 1]}{size - 1}" : null),
            Levels = named && hierarchy.Max() > 0 ? [.. levels.Take(hierarchy.Max() + 1)] : [],
            Domain = at == 0 ? domain : null,
        };

    // A parent stands before its children; -1 and anything later is the top.
    private static int[] Levels(int[] parents)
    {
        var levels = new int[parents.Length];
        for (var c = 0; c < parents.Length; c++)
        {
            levels[c] = parents[c] < 0 || parents[c] >= c ? 0 : levels[parents[c]] + 1;
        }

        return levels;
    }

    // Labels that are told apart in both languages, as those of one dimension are.
    private static Bilingual Told(Bilingual words, int at) => new($"{words.Id} {at}", words.En is { } english ? $"{english} {at}" : null);

    private static Gen<IReadOnlyList<OwnSymbol>> OwnSymbols(int count) =>
        from meanings in Both.ArrayOf(count)
        select (IReadOnlyList<OwnSymbol>)[.. meanings.Select((meaning, at) => new OwnSymbol(((string[])["a", "b", "c", ":", "..", "¹", "d", "†", "n.e.c."])[at], meaning))];

    private static Gen<(double Value, CellStatus Status)> Figure(int own) =>
        from kind in Gen.Choose(0, (int)CellStatus.Missing + own)
        from plain in Gen.Elements(true, true, false)
        let status = plain ? CellStatus.Normal : (CellStatus)kind
        from number in Gen.OneOf(
            Gen.Choose(-1_000_000, 1_000_000).Select(whole => (double)whole), Gen.Choose(-1_000_000, 1_000_000).Select(whole => whole / 1000.0),
            ArbMap.Default.GeneratorFor<double>().Where(double.IsFinite), Gen.Elements(0.0, -0.0, 1e300, double.Epsilon, 0.1 + 0.2))
        from absent in Gen.Elements(false, false, true)
        select (TableSymbols.HidesNumber(status) || (absent && status is >= CellStatus.Own1) ? double.NaN : number, status);

    private static Gen<TableText> Texts(List<Dimension> dimensions, IReadOnlyList<OwnSymbol> own) =>
        from title in Both
        from contents in Maybe
        from unit in Maybe
        from source in Both
        from decimals in Gen.Choose(0, 6)
        from reference in Maybe
        from contact in Gen.OneOf(Gen.Constant<string?>(null), Words.Select(words => (string?)words))
        from next in Gen.Choose(-1, 3000)
        from updated in Gen.Choose(-1, 1_000_000)
        from notes in Both.ArrayOf().Where(list => list.Length <= 4)
        from mandatory in Gen.Elements(true, false).ArrayOf(notes.Length)
        from cells in Cells(dimensions).ArrayOf(notes.Length)
        select new TableText
        {
            Title = title,
            Contents = contents,
            Unit = unit,
            Source = source,
            Decimals = decimals,
            Period = "2026",
            ReferencePeriod = reference,
            Contact = contact,
            NextRelease = next < 0 ? null : new DateOnly(2020, 1, 1).AddDays(next),
            UpdatedAt = updated < 0 ? null : new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddMinutes(updated),
            Notes = [.. notes.Select((note, at) => new Note(note.Id, note.En, mandatory[at]) { Cells = cells[at] })],
            OwnSymbols = own,
        };

    private static Gen<IReadOnlyDictionary<string, string>?> Cells(List<Dimension> dimensions) =>
        from about in Gen.Elements(true, false, false)
        from picked in Gen.CollectToList(dimensions, dimension => Gen.Choose(-1, dimension.Categories.Count - 1))
        let named = (IReadOnlyDictionary<string, string>)picked.Select((at, d) => (at, d)).Where(pair => pair.at >= 0).ToDictionary(pair => dimensions[pair.d].Code, pair => dimensions[pair.d].Categories[pair.at].Code)
        select about && named.Count > 0 ? named : null;

    // Notes without cells are about a dimension, a category or, when nobody refers to them, the table.
    private static Gen<IReadOnlyList<Dimension>> Noted(List<Dimension> dimensions, IReadOnlyList<Note> notes) =>
        from places in Gen.Choose(-1, dimensions.Count - 1).ArrayOf(notes.Count)
        from categories in Gen.Choose(-1, 4).ArrayOf(notes.Count)
        select (IReadOnlyList<Dimension>)[.. dimensions.Select((dimension, d) => dimension with
        {
            Notes = Numbers(notes, note => places[note] == d && categories[note] < 0),
            Categories = [.. dimension.Categories.Select((category, c) => category with { Notes = Numbers(notes, note => places[note] == d && categories[note] == c) })],
        })];

    private static int[]? Numbers(IReadOnlyList<Note> notes, Func<int, bool> about) =>
        Enumerable.Range(0, notes.Count).Where(note => notes[note].Cells is null && about(note)).Select(note => note + 1).ToArray() is { Length: > 0 } numbers ? numbers : null;

    // Half of a surrogate pair is no text; JSON cannot hold it.
    private static string Whole(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c)));

    public static Dimension Dimension(string code, DimensionRole role, params string[] categories) =>
        new(code, new(code), role, [.. categories.Select(category => new Category(category, new(category)))]);
}
