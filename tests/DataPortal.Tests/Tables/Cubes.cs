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

    // Half of a surrogate pair is no text; JSON cannot hold it.
    private static string Whole(string text) => string.Concat(text.Where(c => !char.IsSurrogate(c)));

    public static Dimension Dimension(string code, DimensionRole role, params string[] categories) =>
        new(code, new(code), role, [.. categories.Select(category => new Category(category, new(category)))]);
}
