using System.Text.RegularExpressions;

namespace DataPortal.Tables.Import;

/// <param name="Code">BPS code: two digits and 00 for a province, four for a regency or municipality, seven for a subdistrict.</param>
public sealed record KnownRegion(string Code, string Name, string English)
{
    /// <summary>The region it lies in.</summary>
    public string? Parent => Code.Length == 7 ? Code[..4] : Code.EndsWith("00", StringComparison.Ordinal) ? null : Code[..2] + "00";
}

/// <summary>The regions the catalogue knows, found by the many ways people write their names.</summary>
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
    private readonly Dictionary<string, KnownRegion> _regencies;
    private readonly Dictionary<string, KnownRegion> _subdistricts;

    public RegionNames(Catalog.Regions regions) : this(regions.All.Select(region => (region.Code, region.Name.Id, region.Name.En ?? region.Name.Id)))
    {
    }

    public RegionNames(IEnumerable<(string Code, string Name, string English)> regions)
    {
        _byCode = regions.Where(region => region.Code.Length is 4 or 7).Select(region => new KnownRegion(region.Code, Plain().Replace(region.Name, ""), PlainEnglish().Replace(region.English, ""))).ToDictionary(region => region.Code, StringComparer.Ordinal);
        _regencies = _byCode.Values.Where(region => region.Code.Length == 4).ToDictionary(region => Key(region.Name), StringComparer.Ordinal);
        _subdistricts = _byCode.Values.Where(region => region.Code.Length == 7).ToDictionary(region => Key(region.Name), StringComparer.Ordinal);
        foreach (var (alias, code) in _aliases)
        {
            if (_byCode.TryGetValue(code, out var region))
            {
                _regencies.TryAdd(alias, region);
            }
        }
    }

    public KnownRegion? Find(string code) => _byCode.GetValueOrDefault(code.Trim());

    /// <summary>The regions labels name, when most of them name one; null when this is no list of regions.</summary>
    /// <returns>Label → region, for the labels that are known.</returns>
    public IReadOnlyDictionary<string, KnownRegion>? Recognise(IReadOnlyCollection<string> labels)
    {
        var named = labels.Where(label => !KnownWords.IsTotal(label)).ToList();
        var best = new[] { _subdistricts, _regencies }
            .Select(list => named.Select(label => (label, Region: Find(label, list))).Where(pair => pair.Region is not null).ToDictionary(pair => pair.label, pair => pair.Region!, StringComparer.Ordinal))
            .MaxBy(found => found.Values.Distinct().Count())!;
        return named.Count > 0 && best.Count >= Math.Max(1, named.Count * 0.6) ? best : null;
    }

    private KnownRegion? Find(string label, Dictionary<string, KnownRegion> list)
    {
        // In a list of subdistricts "Kabupaten Muara Enim" is the whole, "Muara Enim" the subdistrict of that name.
        var within = ReferenceEquals(list, _subdistricts) && Whole().IsMatch(label) ? _regencies : list;
        return within.GetValueOrDefault(Key(label)) ?? (ReferenceEquals(within, _subdistricts) ? _regencies.GetValueOrDefault(Key(label)) : null);
    }

    private static string Key(string name) => string.Concat(Kind().Replace(name.ToUpperInvariant(), "").Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"^\s*(KABUPATEN|KAB\.?|KOTA|KECAMATAN|KEC\.?|PROVINSI|PROV\.?)\s+")]
    private static partial Regex Kind();

    // As tables list them: Kota Palembang, but Muara Enim.
    [GeneratedRegex("^(Kabupaten|Kecamatan|Provinsi) ")]
    private static partial Regex Plain();

    [GeneratedRegex(" (Regency|District|Province)$")]
    private static partial Regex PlainEnglish();

    [GeneratedRegex(@"^\s*(kabupaten|kab\b|provinsi)", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
