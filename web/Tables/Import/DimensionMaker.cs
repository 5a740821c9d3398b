using DataPortal.Shared;

namespace DataPortal.Tables.Import;

/// <param name="Key">What tells it from its neighbours: its code where there is one, else its label.</param>
/// <param name="Code">As the file gives it; null where it gives none.</param>
internal sealed record Member(string Key, string Label, string? Code, string? English, string? Mark);

/// <summary>Makes a dimension of what stood in a column or a heading row: its role, codes, totals, units and English.</summary>
internal sealed class DimensionMaker(RegionNames regions, IReadOnlyList<(string? Mark, string Text)> notes)
{
    private readonly HashSet<string> _codes = new(StringComparer.Ordinal);

    public Dimension Make(string heading, IReadOnlyList<Member> members)
    {
        var labels = members.Select(member => member.Label).Distinct(StringComparer.Ordinal).ToList();
        var named = labels.Where(label => !KnownWords.IsTotal(label)).ToList();
        if (named.Count > 0 && named.TrueForAll(label => KnownWords.IsPeriod(label) || KnownWords.IsYear(label)) && (KnownWords.NamesTime(heading) || named.TrueForAll(label => KnownWords.IsYear(label) || label.Length > 4)))
        {
            return Time(heading, members, named);
        }

        return Region(heading, members, labels) ?? Other(heading, members, labels);
    }

    private Dimension Time(string heading, IReadOnlyList<Member> members, List<string> named)
    {
        var name = named.TrueForAll(KnownWords.IsYear) ? "Tahun" : named.TrueForAll(KnownWords.IsMonth) ? "Bulan" : heading.Length > 0 ? heading : "Periode";
        return new(Code(name), KnownWords.Both(name), DimensionRole.Time, Categories(members, label => KnownWords.IsYear(label) ? label[..4] : KnownWords.Slug(label, 40)));
    }

    private Dimension? Region(string heading, IReadOnlyList<Member> members, List<string> labels)
    {
        var byCode = regions.ByCodes([.. members.Where(member => member.Code is not null).Select(member => (member.Key, member.Code!, member.Label))]);
        if (byCode.Count * 10 < members.Count * 6)
        {
            if (regions.Recognise(labels, heading) is not { } byName)
            {
                return null;
            }

            byCode = members.Where(member => byName.ContainsKey(member.Label)).ToDictionary(member => member.Key, member => byName[member.Label], StringComparer.Ordinal);
        }

        // The region most of the others lie in is their total; so is a row that only says "Jumlah".
        var whole = byCode.Values.Where(region => region.Parent is not null).GroupBy(region => region.Parent!).OrderByDescending(group => group.Count()).FirstOrDefault()?.Key;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        List<Category> categories = [];
        foreach (var member in members)
        {
            var known = byCode.GetValueOrDefault(member.Key);
            var total = KnownWords.IsTotal(member.Label) || known?.Code == whole;
            var code = total && whole is not null && !byCode.Values.Any(region => region.Code == whole && region != known) ? whole : known?.Code ?? (member.Code is { } own && regions.Find(own) is null ? own : null) ?? KnownWords.Slug(member.Label, 40);
            categories.Add(new(
                Free(taken, code), Label(known is not null && (KnownWords.IsShouted(member.Label) || member.Label == member.Code || (!total && RegionNames.IsSpelling(member.Label, known))) ? known.Name : member.Label, member.English ?? (total && KnownWords.IsTotal(member.Label) ? null : known?.English)),
                IsTotal: total, Parent: total ? null : known?.Parent == whole ? whole : null, Notes: Notes(member.Mark)));
        }

        var hasTotal = categories.Exists(category => category.IsTotal);
        if (hasTotal)
        {
            categories = [.. categories.Select(category => category.IsTotal ? category : category with { Level = 1 })];
        }

        // A parent must itself be a category.
        categories = [.. categories.Select(category => category.Parent is { } parent && !taken.Contains(parent) ? category with { Parent = null } : category)];
        var level = byCode.Values.Count(region => region.Code.Length == 7) * 2 > byCode.Count ? "Kecamatan" : "Kabupaten/kota";
        var name = heading.Length == 0 || KnownWords.NamesCode(heading) ? level : heading;
        return new(Code("wilayah"), KnownWords.Both(name), DimensionRole.Region, categories);
    }

    private Dimension Other(string heading, IReadOnlyList<Member> members, List<string> labels)
    {
        var units = members.ToDictionary(member => member.Key, member => WordsAround.SplitUnit(member.Label));
        var withUnit = units.Values.Count(split => split.Unit is not null);
        if (KnownWords.NamesMeasure(heading) || withUnit * 2 > members.Count)
        {
            var measure = heading.Length > 0 ? heading : "Indikator";
            var categories = Categories([.. members.Select(member => member with { Label = units[member.Key].Text })], label => KnownWords.Slug(label, 40));
            return new(Code(measure), KnownWords.Both(measure), DimensionRole.Measure,
                [.. categories.Select((category, at) => units[members[at].Key].Unit is { } unit ? category with { Unit = KnownWords.Both(unit), IsTotal = false, Level = 0 } : category)]);
        }

        var name = KnownWords.IsSexes(labels) ? "Jenis kelamin" : heading.Length > 0 ? heading : "Rincian";
        return new(Code(name), KnownWords.Both(name), DimensionRole.Other, Categories(members, label => KnownWords.Slug(label, 40)));
    }

    private List<Category> Categories(IReadOnlyList<Member> members, Func<string, string> codeOf)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var anyTotal = members.Any(member => KnownWords.IsTotal(member.Label));
        return [.. members.Select(member =>
        {
            var total = KnownWords.IsTotal(member.Label);
            return new Category(Free(taken, member.Code ?? codeOf(member.Label)), Label(member.Label, member.English), IsTotal: total, Level: anyTotal && !total ? 1 : 0, Notes: Notes(member.Mark));
        })];
    }

    private static Bilingual Label(string label, string? english) => english is null ? KnownWords.Both(label) : new(label, english);

    private List<int>? Notes(string? mark)
    {
        if (mark is null)
        {
            return null;
        }

        for (var at = 0; at < notes.Count; at++)
        {
            if (notes[at].Mark == mark)
            {
                return [at + 1];
            }
        }

        return null;
    }

    private string Code(string name) => Free(_codes, KnownWords.Slug(name, 40) is { Length: > 0 } slug ? slug : "peubah");

    private static string Free(HashSet<string> taken, string wanted)
    {
        var code = wanted.Length > 0 ? wanted : "kategori";
        for (var at = 2; !taken.Add(code); at++)
        {
            code = $"{wanted}-{at}";
        }

        return code;
    }
}
