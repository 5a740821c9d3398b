namespace DataPortal.Catalog.Search;

/// <summary>Codes as small numbers, so that counting them is adding in an array.</summary>
internal sealed class CodeTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<string> _codes = [];

    public int Count => _codes.Count;

    public string this[int number] => _codes[number];

    public int Of(string code)
    {
        if (!_numbers.TryGetValue(code, out var number))
        {
            _numbers[code] = number = _codes.Count;
            _codes.Add(code);
        }

        return number;
    }

    public bool[] Chosen(IReadOnlyCollection<string> codes)
    {
        var chosen = new bool[_codes.Count];
        foreach (var code in codes)
        {
            if (_numbers.TryGetValue(code, out var number))
            {
                chosen[number] = true;
            }
        }

        return chosen;
    }
}

internal sealed class FacetCodes
{
    public CodeTable Subjects { get; } = new();
    public CodeTable Regions { get; } = new();
    public CodeTable Years { get; } = new();
}

/// <summary>Lets through what all filters let through, and counts for each filter what the others let through: so a choice shows what it would add.</summary>
internal sealed class FacetCounter
{
    private readonly FacetCodes _codes;
    private readonly bool[]? _kinds;
    private readonly bool[]? _subjects;
    private readonly bool[]? _regions;
    private readonly bool[]? _years;
    private readonly int[] _ofKind = new int[Enum.GetValues<ItemKind>().Length];
    private readonly int[] _ofSubject;
    private readonly int[] _ofRegion;
    private readonly int[] _ofYear;

    public FacetCounter(FacetCodes codes, SearchRequest request)
    {
        _codes = codes;
        _kinds = request.Kinds.Count == 0 ? null : [.. Enum.GetValues<ItemKind>().Select(request.Kinds.Contains)];
        _subjects = request.Subjects.Count == 0 ? null : codes.Subjects.Chosen(request.Subjects);
        _regions = request.Regions.Count == 0 ? null : codes.Regions.Chosen(request.Regions);
        _years = request.Years.Count == 0 ? null : codes.Years.Chosen([.. request.Years.Select(year => year.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
        _ofSubject = new int[codes.Subjects.Count];
        _ofRegion = new int[codes.Regions.Count];
        _ofYear = new int[codes.Years.Count];
    }

    /// <returns>Whether every filter lets it through.</returns>
    public bool Count(ItemKind kind, int subject, int region, int[] years)
    {
        var byKind = _kinds is null || _kinds[(int)kind];
        var bySubject = _subjects is null || _subjects[subject];
        var byRegion = _regions is null || _regions[region];
        var byYear = _years is null || years.Any(year => _years[year]);
        var refused = (byKind ? 0 : 1) + (bySubject ? 0 : 1) + (byRegion ? 0 : 1) + (byYear ? 0 : 1);
        if (refused > 1)
        {
            return false;
        }

        if (refused == 0 || !byKind)
        {
            _ofKind[(int)kind]++;
        }

        if (refused == 0 || !bySubject)
        {
            _ofSubject[subject]++;
        }

        if (refused == 0 || !byRegion)
        {
            _ofRegion[region]++;
        }

        if (refused == 0 || !byYear)
        {
            foreach (var year in years)
            {
                _ofYear[year]++;
            }
        }

        return refused == 0;
    }

    public Facets Counted() => new(
        [.. Enum.GetValues<ItemKind>().Where(kind => _ofKind[(int)kind] > 0).Select(kind => new FacetCount(kind.ToString(), _ofKind[(int)kind]))],
        [.. Counted(_codes.Subjects, _ofSubject).OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)],
        [.. Counted(_codes.Regions, _ofRegion).OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.Ordinal)],
        [.. Counted(_codes.Years, _ofYear).OrderByDescending(facet => facet.Value, StringComparer.Ordinal)]);

    private static IEnumerable<FacetCount> Counted(CodeTable codes, int[] counts) =>
        Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).Select(code => new FacetCount(codes[code], counts[code]));
}
