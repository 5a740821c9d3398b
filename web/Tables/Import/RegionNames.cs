using System.Text.RegularExpressions;

namespace DataPortal.Tables.Import;

/// <param name="Code">BPS code: two digits and 00 for a province, four for a regency or municipality, seven for a subdistrict.</param>
public sealed record KnownRegion(string Code, string Name, string English)
{
    /// <summary>The region it lies in.</summary>
    public string? Parent => Code.Length == 7 ? Code[..4] : Code.EndsWith("00", StringComparison.Ordinal) ? null : Code[..2] + "00";

    /// <summary>Of the four-digit codes those from 71 on are municipalities (Permendagri 58/2021, BPS master file).</summary>
    public bool IsMunicipality => Code.Length == 4 && string.CompareOrdinal(Code[2..], "71") >= 0;
}

/// <summary>The regions the catalogue knows, found by the many ways people write their names and codes. A name two regions share is found only when its kind is said.</summary>
public sealed partial class RegionNames
{
    private static readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal)
    {
        ["OKU"] = "1601",
        ["OKI"] = "1602",
        ["MURA"] = "1605",
        ["MUBA"] = "1606",
        ["OKUSELATAN"] = "1608",
        ["OKUS"] = "1608",
        ["OKUTIMUR"] = "1609",
        ["OKUT"] = "1609",
        ["PALI"] = "1612",
        ["MURATARA"] = "1613",
        ["SUMSEL"] = "1600",
    };

    private readonly Dictionary<string, KnownRegion> _byCode;
    private readonly Dictionary<string, KnownRegion> _byMinistry = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<KnownRegion>> _regencies;
    private readonly Dictionary<string, List<KnownRegion>> _subdistricts;

    public RegionNames(Catalog.Regions regions) : this(
        regions.All.Select(region => (region.Code, region.Name.Id, region.Name.En ?? region.Name.Id)), regions.All.Where(region => region.Ministry is not null).ToDictionary(region => region.Code, region => region.Ministry!))
    {
    }

    /// <param name="ministry">Codes of the Ministry of Home Affairs by BPS code, with their dots: they are other numbers for the same regions.</param>
    public RegionNames(IEnumerable<(string Code, string Name, string English)> regions, IReadOnlyDictionary<string, string>? ministry = null)
    {
        _byCode = regions.Where(region => region.Code.Length is 4 or 7).Select(region => new KnownRegion(region.Code, Plain().Replace(region.Name, ""), PlainEnglish().Replace(region.English, ""))).ToDictionary(region => region.Code, StringComparer.Ordinal);
        _regencies = Named(4);
        _subdistricts = Named(7);
        foreach (var (alias, code) in _aliases)
        {
            if (_byCode.TryGetValue(code, out var region))
            {
                _regencies.TryAdd(alias, [region]);
            }
        }

        foreach (var (code, number) in ministry ?? new Dictionary<string, string>())
        {
            if (_byCode.TryGetValue(code, out var region))
            {
                _byMinistry[Digits(number)] = region;
            }
        }
    }

    /// <returns>The region of a BPS code.</returns>
    public KnownRegion? Find(string code) => _byCode.GetValueOrDefault(code.Trim());

    /// <summary>The regions a column of codes names: BPS's codes or the ministry's, whichever the names beside them agree with. A name that fits neither leaves its row open.</summary>
    /// <returns>Key → region.</returns>
    public Dictionary<string, KnownRegion> ByCodes(IReadOnlyList<(string Key, string Code, string Label)> rows)
    {
        var ours = rows.Count(row => Fits(row.Label, Ours(row.Code)));
        var ministry = rows.Count(row => Fits(row.Label, Ministry(row.Code)));
        var found = new Dictionary<string, KnownRegion>(StringComparer.Ordinal);
        foreach (var (key, code, label) in rows)
        {
            // Sixteen hundred and eight is one region to BPS and another to the ministry: the names decide, and without names the codes are BPS's.
            var region = ministry > ours ? Ministry(code) ?? Ours(code) : Ours(code) ?? Ministry(code);
            if (region is not null && (label == code || !IsName(label) || Fits(label, region)))
            {
                found[key] = region;
            }
        }

        return found;
    }

    /// <summary>The regions labels name, when most of them name one; null when this is no list of regions.</summary>
    /// <param name="heading">What stands over them: <c>Kabupaten/Kota</c> or <c>Kecamatan</c> says which of two regions of one name is meant.</param>
    /// <returns>Label → region, for the labels that are known; a name that may be either regency or subdistrict is left out where neither the heading nor the others tell.</returns>
    public IReadOnlyDictionary<string, KnownRegion>? Recognise(IReadOnlyCollection<string> labels, string heading = "")
    {
        var named = labels.Where(label => !KnownWords.IsTotal(label)).Distinct(StringComparer.Ordinal).ToList();
        // Among names in small letters those in capitals are the wholes: provinces, or regencies over their subdistricts.
        var capitals = named.Count(KnownWords.IsShouted) * 2 < named.Count;
        var all = named.ToDictionary(label => label, label => Candidates(label, _regencies, false).Concat(Candidates(label, _subdistricts, capitals)).Distinct().ToList(), StringComparer.Ordinal);
        var digits = Level(heading) ?? Level(all.Values);
        var found = all.Select(pair => (pair.Key, Found: Of(pair.Key, pair.Value, digits, capitals))).Where(pair => pair.Found is [_]).ToDictionary(pair => pair.Key, pair => pair.Found[0], StringComparer.Ordinal);
        var known = named.Count(label => all[label].Count > 0);
        return named.Count > 0 && known >= Math.Max(1, named.Count * 0.6) ? found : null;
    }

    /// <summary>Every region a label may mean: more than one where a name is shared and its kind not said.</summary>
    public IReadOnlyList<KnownRegion> Candidates(string label) =>
        [.. Candidates(label, _regencies, false).Concat(Candidates(label, _subdistricts, false)).Distinct()];

    /// <summary>Regions whose names a label misses by a letter or two.</summary>
    public IReadOnlyList<KnownRegion> Similar(string label)
    {
        var key = Key(label);
        return key.Length < 5 ? [] : [.. _byCode.Values.Select(region => (region, Distance: Spelling.Distance(key, Key(region.Name), 2))).Where(pair => pair.Distance <= 2).OrderBy(pair => pair.Distance).Select(pair => pair.region).Take(5)];
    }

    /// <summary>The same name written another way: Lawangkidul, Kec. Lawang Kidul, Pali.</summary>
    public static bool IsSpelling(string label, KnownRegion region) => Key(label) == Key(region.Name) || _aliases.GetValueOrDefault(Key(label)) == region.Code;

    /// <summary><c>Kabupaten</c> or <c>Kota</c> where that is all a heading says.</summary>
    public static string? KindOf(string heading) => KindAlone().Match(heading) is { Success: true } found ? found.Groups[1].Value.StartsWith("kab", StringComparison.OrdinalIgnoreCase) ? "Kabupaten" : "Kota" : null;

    public static bool HasKind(string label) => Kind().IsMatch(label.ToUpperInvariant());

    // Digits of the codes of the level a heading names; null when it names none, or both.
    private static int? Level(string heading) => RegencyHeading().IsMatch(heading) ? 4 : SubdistrictHeading().IsMatch(heading) ? 7 : null;

    /// <summary>The level most names are of that can only be of one; the region that the others lie in is their whole and does not count.</summary>
    private static int? Level(IReadOnlyCollection<List<KnownRegion>> all)
    {
        var sure = all.Where(found => found.Select(region => region.Code.Length).Distinct().Count() == 1).Select(found => found[0]).ToList();
        var subdistricts = sure.Where(region => region.Code.Length == 7).ToList();
        var wholes = subdistricts.Select(region => region.Parent).ToHashSet();
        var regencies = sure.Count(region => region.Code.Length == 4 && !wholes.Contains(region.Code));
        return subdistricts.Count == regencies ? null : subdistricts.Count > regencies ? 7 : 4;
    }

    private List<KnownRegion> Of(string label, List<KnownRegion> all, int? digits, bool capitals) => digits switch
    {
        _ when all.Count < 2 => all,
        7 => Candidates(label, _subdistricts, capitals),
        4 => Candidates(label, _regencies, false),
        _ => capitals && KnownWords.IsShouted(label) ? Candidates(label, _subdistricts, capitals) : all,
    };

    private List<KnownRegion> Candidates(string label, Dictionary<string, List<KnownRegion>> list, bool capitals)
    {
        var subdistricts = ReferenceEquals(list, _subdistricts);
        if (!subdistricts && SaysSubdistrict().IsMatch(label))
        {
            return [];
        }

        // In a list of subdistricts "Kabupaten Muara Enim" is the whole, "Muara Enim" the subdistrict of that name.
        var whole = subdistricts && (Whole().IsMatch(label) || (capitals && KnownWords.IsShouted(label) && _regencies.ContainsKey(Key(label))));
        var found = (whole ? _regencies : list).GetValueOrDefault(Key(label)) ?? (subdistricts && !whole ? _regencies.GetValueOrDefault(Key(label)) : null) ?? [];
        return found.Count < 2 ? found
            : Municipality().IsMatch(label) ? [.. found.Where(region => region.IsMunicipality)]
            : Regency().IsMatch(label) ? [.. found.Where(region => !region.IsMunicipality)]
            : found;
    }

    private Dictionary<string, List<KnownRegion>> Named(int digits) =>
        _byCode.Values.Where(region => region.Code.Length == digits).GroupBy(region => Key(region.Name), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);

    private KnownRegion? Ours(string code) => code.Contains('.', StringComparison.Ordinal) ? null : Find(Digits(code) is { Length: 2 } province ? province + "00" : Digits(code));

    private KnownRegion? Ministry(string code) => _byMinistry.GetValueOrDefault(Digits(code));

    private static bool Fits(string label, KnownRegion? region) => region is not null && (Key(label) == Key(region.Name) || _aliases.GetValueOrDefault(Key(label)) == region.Code || Spelling.Distance(Key(label), Key(region.Name), 2) <= 2);

    private static bool IsName(string label) => label.Any(char.IsLetter) && !KnownWords.IsTotal(label);

    private static string Digits(string code) => string.Concat(code.Where(char.IsAsciiDigit));

    private static string Key(string name) => string.Concat(Kind().Replace(name.ToUpperInvariant(), "").Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"^\s*((KAB|KEC|PROV|KOTA\s+ADM)(\.\s*|\s+)|(KABUPATEN|KOTA\s+ADMINISTRASI|KOTA|KECAMATAN|PROVINSI)\s+)")]
    private static partial Regex Kind();

    [GeneratedRegex(@"^\s*(kabupaten|kab\.?|kota|regency|municipality)(\s*/\s*\w+)?\s*:?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex KindAlone();

    [GeneratedRegex(@"^\s*kota\b", RegexOptions.IgnoreCase)]
    private static partial Regex Municipality();

    [GeneratedRegex(@"^\s*kab", RegexOptions.IgnoreCase)]
    private static partial Regex Regency();

    [GeneratedRegex(@"^\s*kec(\b|amatan)", RegexOptions.IgnoreCase)]
    private static partial Regex SaysSubdistrict();

    [GeneratedRegex(@"^\s*(nama\s+)?(kabupaten|kab\.?|kota|regency|municipality)(\s*([/&,-]|dan|atau)?\s*(kabupaten|kota|kab\.?|municipality|city))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex RegencyHeading();

    [GeneratedRegex(@"^\s*(nama\s+)?(kecamatan|kec\.?|sub-?district)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex SubdistrictHeading();

    // As tables list them: Kota Palembang, but Muara Enim.
    [GeneratedRegex("^(Kabupaten|Kecamatan|Provinsi) ")]
    private static partial Regex Plain();

    [GeneratedRegex(" (Regency|District|Province)$")]
    private static partial Regex PlainEnglish();

    [GeneratedRegex(@"^\s*(kabupaten|kab\b|provinsi|prov\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
