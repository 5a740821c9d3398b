using DataPortal.Shared;

namespace DataPortal.Tables.Import.Mapping;

/// <summary>Sets regions under the regions they lie in, where BPS codes say so and both are there: province, regency, subdistrict, village.</summary>
public static class RegionLevels
{
    private static readonly Dictionary<int, Bilingual> _names = new()
    {
        [2] = new("Provinsi", "Province"),
        [4] = new("Kabupaten/kota", "Regency/municipality"),
        [7] = new("Kecamatan", "Subdistrict"),
        [10] = new("Desa/kelurahan", "Village"),
    };

    public static Dimension Of(Dimension dimension)
    {
        // A file that says its hierarchy knows better.
        if (dimension.Levels.Count > 0 || dimension.Categories.Any(category => category.Parent is not null)
            || dimension.Categories.Count(category => Stem(category.Code) is not null) * 10 < dimension.Categories.Count * 6)
        {
            return dimension;
        }

        var byStem = dimension.Categories.Where(category => Stem(category.Code) is not null).GroupBy(category => Stem(category.Code)!).ToDictionary(group => group.Key, group => group.First().Code, StringComparer.Ordinal);
        var parents = dimension.Categories.ToDictionary(category => category.Code, category => Parent(category.Code, byStem), StringComparer.Ordinal);
        int Depth(string code) => parents[code] is { } parent ? Depth(parent) + 1 : 0;
        var depths = dimension.Categories.Select(category => Depth(category.Code)).ToList();
        if (depths.TrueForAll(depth => depth == 0))
        {
            return dimension;
        }

        return dimension with
        {
            Categories = [.. dimension.Categories.Select((category, at) => category with { Parent = parents[category.Code], Level = depths[at] })],
            Levels = [.. Enumerable.Range(0, depths.Max() + 1).Select(depth => dimension.Categories.Where((category, at) => depths[at] == depth && Stem(category.Code) is not null)
                .Select(category => _names[Stem(category.Code)!.Length]).FirstOrDefault() ?? new Bilingual($"Tingkat {depth + 1}", $"Level {depth + 1}"))],
        };
    }

    /// <summary>A code without the zeros that stand for all of a province: two, four, seven or ten digits, else null.</summary>
    private static string? Stem(string code) => !code.All(char.IsAsciiDigit) ? null
        : code.Length == 4 && code.EndsWith("00", StringComparison.Ordinal) ? code[..2]
        : code.Length is 4 or 7 or 10 ? code : null;

    private static string? Parent(string code, Dictionary<string, string> byStem) => Stem(code) switch
    {
        { Length: 10 } village => byStem.GetValueOrDefault(village[..7]) ?? byStem.GetValueOrDefault(village[..4]) ?? byStem.GetValueOrDefault(village[..2]),
        { Length: 7 } subdistrict => byStem.GetValueOrDefault(subdistrict[..4]) ?? byStem.GetValueOrDefault(subdistrict[..2]),
        { Length: 4 } regency => byStem.GetValueOrDefault(regency[..2]),
        _ => null,
    };
}
