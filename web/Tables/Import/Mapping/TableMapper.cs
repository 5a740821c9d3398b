using DataPortal.Shared;

namespace DataPortal.Tables.Import.Mapping;

/// <summary>Puts a plan to work on the figures of a file, and remembers it for the next file.</summary>
public static class TableMapper
{
    private const int LongestCode = 64;

    /// <param name="kept">The table the file is for; null for a new one.</param>
    public static MappedTable Apply(TablePreview preview, MappingPlan plan, Cube? kept)
    {
        var file = preview.Cube!;
        List<string> faults = [.. plan.Fixed.Where(one => string.IsNullOrEmpty(one.Value)).Select(one => $"Pilih kategori {Named(kept, one.Key)} yang menjadi milik angka di berkas ini.")];
        List<Dimension> dimensions = [];
        var selected = new List<int>[file.Dimensions.Count];
        for (var d = 0; d < file.Dimensions.Count; d++)
        {
            var choice = plan.Dimensions[d];
            var target = kept?.Dimensions.FirstOrDefault(dimension => dimension.Code == choice.To);
            selected[d] = [.. Enumerable.Range(0, choice.Categories.Count).Where(c => choice.Categories[c].To is not "")];
            dimensions.Add(Made(file.Dimensions[d], choice, selected[d], target));
            faults.AddRange(Wrong(choice, dimensions[^1], selected[d].Count));
        }

        if (dimensions.GroupBy(dimension => dimension.Code, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            faults.Add($"Dua dimensi menunjuk dimensi tabel yang sama, {Named(kept, twice.Key)}. Pilih yang berbeda.");
        }

        if (faults.Count > 0)
        {
            return new(null, [], [], faults);
        }

        var cube = selected.Select((list, d) => list.Count == file.Dimensions[d].Categories.Count).All(whole => whole)
            ? file
            : CubeArithmetic.Take(file, [.. selected.Select(list => (IReadOnlyList<int>)list)]);
        foreach (var (code, category) in plan.Fixed)
        {
            var target = kept!.Dimensions.First(dimension => dimension.Code == code);
            dimensions.Add(target with { Categories = [target.Categories[target.IndexOf(category!)]], Elimination = null });
        }

        var names = plan.Dimensions.ToDictionary(choice => choice.Code, choice => choice.To, StringComparer.Ordinal);
        return new(cube with { Dimensions = dimensions }, [.. preview.Rows.Select(code => names.GetValueOrDefault(code, code))], [.. preview.Columns.Select(code => names.GetValueOrDefault(code, code))], []);
    }

    /// <summary>What the next file of the same shape needs to be told; what it says by itself is left out.</summary>
    public static TableMapping Remember(TablePreview preview, MappingPlan plan, ImportChoice choice) => new()
    {
        Choice = choice.Sheet is null && choice.Mark is null && choice.HeaderRows is null && !choice.JoinHeader && choice.Uses.Count == 0 ? null : choice,
        Headings = plan.Dimensions.Select((dimension, d) => (Key: TableMapping.Key(preview.Cube!.Dimensions[d].Label.Id), dimension.To)).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.First().To),
        Labels = plan.Dimensions.Select((dimension, d) => (dimension.To, Labels: Labels(dimension, preview.Cube!.Dimensions[d]))).Where(pair => pair.Labels.Count > 0)
            .GroupBy(pair => pair.To).ToDictionary(group => group.Key, group => group.First().Labels),
        Fixed = plan.Fixed.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!),
    };

    private static IReadOnlyDictionary<string, string> Labels(DimensionChoice choice, Dimension dimension)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var c = 0; c < choice.Categories.Count; c++)
        {
            var (category, said) = (dimension.Categories[c], choice.Categories[c]);
            var key = TableMapping.Key(category.Label.Id);
            if (said.To is { } to && (to != category.Code || key != TableMapping.Key(said.Label.Id)))
            {
                labels.TryAdd(key, to);
            }
        }

        return labels;
    }

    private static Dimension Made(Dimension file, DimensionChoice choice, List<int> selected, Dimension? target)
    {
        var made = (target ?? file) with
        {
            Code = choice.To,
            Label = choice.Label,
            Role = choice.Role,
            Period = choice.Period,
            Notes = file.Notes,
            Categories = [.. selected.Select(c => Made(file.Categories[c], choice, choice.Categories[c], target))],
        };
        var total = choice.Total is null ? null : choice.Categories.FirstOrDefault(category => category.Code == choice.Total)?.To;
        made = made with { Elimination = !string.IsNullOrEmpty(total) ? new(total) : choice.AddsUp ? new((string?)null) : target?.Elimination is { Code: { } whole } && made.IndexOf(whole) < 0 ? target.Elimination : null };
        return choice.Role is DimensionRole.Region && target is null ? RegionLevels.Of(made) : made;
    }

    private static Category Made(Category file, DimensionChoice choice, CategoryChoice said, Dimension? target)
    {
        var known = said.To is { } code && target?.IndexOf(code) is >= 0 and var at ? target.Categories[at] : null;
        var total = choice.Total == file.Code;
        return (known ?? file) with
        {
            Code = said.To ?? file.Code,
            Label = said.Label,
            Unit = said.Unit,
            Decimals = said.Decimals,
            IsTotal = total,
            Level = known?.Level ?? (total ? 0 : file.Level),
            Notes = file.Notes,
        };
    }

    private static IEnumerable<string> Wrong(DimensionChoice choice, Dimension made, int categories)
    {
        if (categories == 0)
        {
            yield return $"Semua kategori {choice.Label.Id} ditinggalkan. Pakai paling sedikit satu.";
        }

        foreach (var open in choice.Categories.Where(category => category.To is null).Take(10))
        {
            yield return $"{choice.Label.Id}: tentukan apa yang dimaksud dengan “{open.Label.Id}”.";
        }

        foreach (var twice in made.Categories.GroupBy(category => category.Code, StringComparer.Ordinal).Where(group => group.Count() > 1).Take(10))
        {
            yield return $"{choice.Label.Id}: {string.Join(" dan ", twice.Take(3).Select(category => $"“{category.Label.Id}”"))} memakai kode yang sama, {twice.Key}. Bedakan, atau tinggalkan salah satunya.";
        }

        foreach (var category in made.Categories.Where(category => category.Code.Length is 0 or > LongestCode || category.Code.Any(c => char.IsControl(c) || c is ',')).Take(3))
        {
            yield return $"{choice.Label.Id}: kode “{category.Code}” tidak dapat dipakai; paling panjang {LongestCode} karakter, tanpa koma.";
        }
    }

    private static string Named(Cube? kept, string code) => kept?.Dimensions.FirstOrDefault(dimension => dimension.Code == code)?.Label.Id ?? code;
}
