using DataPortal.Shared;

namespace DataPortal.Tables.Import.Mapping;

/// <summary>Finds in a file the dimensions and categories a table already has: by what was said last time, by codes, by labels. What is only nearly alike is asked, never taken.</summary>
public sealed class MappingSuggestion(RegionNames regions)
{
    private const int MostCandidates = 8;

    /// <param name="kept">The table the file is for; null for a new one.</param>
    /// <param name="said">By a dimension of the file: the table's dimension a person chose for it.</param>
    public MappingPlan Of(TablePreview preview, StoredTable? kept, IReadOnlyDictionary<string, string> said)
    {
        var cube = preview.Cube!;
        var mapping = kept?.Document.Mapping;
        List<Doubt> doubts = [];
        var targets = kept is null ? new Dimension?[cube.Dimensions.Count] : Targets(cube, kept.Cube, mapping, said);
        var dimensions = cube.Dimensions.Select((dimension, d) => Choice(dimension, targets[d], mapping, doubts)).ToList();
        var missing = kept?.Cube.Dimensions.Where(dimension => dimension.Categories.Count > 1 && !targets.Contains(dimension)).ToDictionary(
            dimension => dimension.Code, dimension => mapping?.Fixed.GetValueOrDefault(dimension.Code) is { } code && dimension.IndexOf(code) >= 0 ? code : null) ?? [];
        return new() { Dimensions = dimensions, Fixed = missing, Doubts = doubts };
    }

    /// <summary>For each dimension of the file, that of the table; each of the table's once.</summary>
    private static Dimension?[] Targets(Cube file, Cube table, TableMapping? mapping, IReadOnlyDictionary<string, string> said)
    {
        var found = new Dimension?[file.Dimensions.Count];
        var left = table.Dimensions.ToList();
        void Take(Func<Dimension, Dimension, bool> alike)
        {
            for (var d = 0; d < found.Length; d++)
            {
                // A dimension a person called new is no dimension of the table, however alike they look.
                if (found[d] is null && (!said.TryGetValue(file.Dimensions[d].Code, out var own) || left.Exists(target => target.Code == own)) && left.Where(target => alike(file.Dimensions[d], target)).ToList() is [var only])
                {
                    found[d] = only;
                    left.Remove(only);
                }
            }
        }

        Take((dimension, target) => said.GetValueOrDefault(dimension.Code) == target.Code);
        Take((dimension, target) => !said.ContainsKey(dimension.Code) && mapping?.Headings.GetValueOrDefault(TableMapping.Key(dimension.Label.Id)) == target.Code);
        Take((dimension, target) => dimension.Code == target.Code && dimension.Role == target.Role);
        Take((dimension, target) => TableMapping.Key(dimension.Label.Id) == TableMapping.Key(target.Label.Id));
        Take((dimension, target) => dimension.Role == target.Role && dimension.Role is DimensionRole.Region or DimensionRole.Time && Shared(dimension, target) * 2 >= Math.Min(dimension.Categories.Count, target.Categories.Count));
        Take((dimension, target) => dimension.Role is DimensionRole.Time && target.Role is DimensionRole.Time);
        Take((dimension, target) => Shared(dimension, target) * 2 > Math.Min(dimension.Categories.Count, target.Categories.Count));
        return found;
    }

    private static int Shared(Dimension dimension, Dimension target)
    {
        var known = target.Categories.SelectMany(category => new[] { category.Code, TableMapping.Key(category.Label.Id) }).ToHashSet(StringComparer.Ordinal);
        return dimension.Categories.Count(category => known.Contains(category.Code) || known.Contains(TableMapping.Key(category.Label.Id)));
    }

    private DimensionChoice Choice(Dimension dimension, Dimension? target, TableMapping? mapping, List<Doubt> doubts)
    {
        var to = target?.Code ?? dimension.Code;
        var said = target is null ? null : mapping?.Labels.GetValueOrDefault(to);
        var matches = dimension.Categories.Select(category => Match(category, target, said)).ToList();
        var missing = target?.Categories.Where(category => matches.All(match => match?.Code != category.Code)).ToList() ?? [];
        List<CategoryChoice> categories = [];
        for (var c = 0; c < dimension.Categories.Count; c++)
        {
            var (category, match) = (dimension.Categories[c], matches[c]);
            if (said?.GetValueOrDefault(TableMapping.Key(category.Label.Id)) is "")
            {
                categories.Add(new(category.Code, "", category.Label, category.Unit, category.Decimals));
            }
            else if (match is not null)
            {
                categories.Add(new(category.Code, match.Code, match.Label, match.Unit ?? category.Unit, match.Decimals is { } kept ? Math.Max(kept, category.Decimals ?? 0) : category.Decimals));
            }
            else
            {
                var doubt = target is null || dimension.Role is not DimensionRole.Time ? Doubtful(dimension, category, target, missing) : null;
                if (doubt is not null)
                {
                    doubts.Add(doubt);
                }

                categories.Add(new(category.Code, doubt is null ? category.Code : null, category.Label, category.Unit, category.Decimals));
            }
        }

        var role = target?.Role ?? dimension.Role;
        var whole = target?.Elimination?.Code ?? target?.Categories.FirstOrDefault(category => category.IsTotal)?.Code;
        var total = target is null ? dimension.Elimination?.Code ?? dimension.Categories.FirstOrDefault(category => category.IsTotal)?.Code
            : dimension.Categories.Where((_, c) => matches[c] is { } match && match.Code == whole).Select(category => category.Code).FirstOrDefault();
        return new(dimension.Code, to, target?.Label ?? dimension.Label, role, role is DimensionRole.Time ? target?.Period ?? Periods.TypeOf(dimension) : null, total,
            (target ?? dimension).Elimination is { Code: null }, categories);
    }

    private static Category? Match(Category category, Dimension? target, IReadOnlyDictionary<string, string>? said)
    {
        if (target is null)
        {
            return null;
        }

        var key = TableMapping.Key(category.Label.Id);
        if (said?.GetValueOrDefault(key) is { Length: > 0 } code && target.IndexOf(code) is >= 0 and var known)
        {
            return target.Categories[known];
        }

        if (target.IndexOf(category.Code) is >= 0 and var same)
        {
            return target.Categories[same];
        }

        var alike = target.Categories.Where(other => TableMapping.Key(other.Label.Id) == key || (other.Label.En is { } english && TableMapping.Key(english) == key)).ToList();
        return alike is [var only] ? only : null;
    }

    private Doubt? Doubtful(Dimension dimension, Category category, Dimension? target, List<Category> missing)
    {
        // A region whose name two regions share, or that no list knows.
        if (dimension.Role is DimensionRole.Region && !category.IsTotal && regions.Find(category.Code) is null)
        {
            var named = regions.Candidates(category.Label.Id);
            var candidates = (named.Count > 0 ? named : regions.Similar(category.Label.Id)).Select(region => (region.Code, $"{region.Name} ({region.Code})")).Take(MostCandidates).ToList();
            if (candidates.Count > 0)
            {
                return new(dimension.Code, category.Code, category.Label.Id, named.Count > 1 ? "nama ini milik beberapa wilayah" : named.Count == 1 ? "kode dan namanya tidak cocok" : "nama wilayah ini mirip dengan yang dikenal", candidates);
            }
        }

        // New beside one that is gone and is spelt nearly so: likely the same, misspelt this year.
        var key = TableMapping.Key(category.Label.Id);
        var near = missing.Where(other => TableMapping.Key(other.Label.Id) is var there && there.Length > 3 && !Numbers(there, key) && Spelling.Distance(key, there, 3) <= Math.Min(3, there.Length / 3)).Take(MostCandidates)
            .Select(other => (other.Code, other.Label.Id)).ToList();
        return target is null || near.Count == 0 ? null : new(dimension.Code, category.Code, category.Label.Id, "kategori ini baru, dan namanya mirip dengan yang tidak ada lagi di berkas", near);
    }

    /// <summary>Age groups and years differ by their digits, and are not misspelt.</summary>
    private static bool Numbers(string one, string other) => string.Concat(one.Where(char.IsDigit)) != string.Concat(other.Where(char.IsDigit));
}
