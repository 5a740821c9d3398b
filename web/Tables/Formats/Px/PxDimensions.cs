using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.Px;

/// <summary>Makes the portal's dimensions of the variables of a PX file.</summary>
internal sealed partial class PxDimensions(PxHeader header)
{
    private const int DeepestHierarchy = 200;

    private static readonly FrozenSet<string> _times = new[]
    {
        "time", "year", "years", "period", "quarter", "month", "waktu", "tahun", "periode", "bulan", "triwulan", "periodo", "año", "años", "trimestre", "mes", "ano", "ejercicio", "año de referencia", "urtea", "denbora", "tid", "år", "kvartal", "månad",
        "måned", "kvartal og år", "vuosi", "aika", "kuukausi", "neljännes", "vuosineljännes", "jahr", "monat", "quartal", "année", "mois", "anno", "mese", "aasta", "kuu", "leto", "mesec", "četrtletje", "viti", "koha", "ár", "mánuður", "ársfjórðungur", "рік", "год",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, Dictionary<(string, int), PxEntry>> _about = [];
    private Bilingual? _unit;
    /// <summary>Reads VALUES, CODES and TIMEVAL of a variable: how many categories it has and what they are called.</summary>
    public static void ReadValues(PxHeader header, PxVariable variable, List<PxWarning> warnings)
    {
        var name = variable.Names.GetValueOrDefault(header.Own) ?? variable.Names.Values.First();
        var values = header.Of("VALUES", header.Own, variable) ?? header.All("VALUES").FirstOrDefault(entry => entry.Keys.Count == 1 && header.Variable(header.LanguageOf(entry), entry.Keys[0]) == variable);
        var codes = header.Of("CODES", header.Own, variable) ?? header.All("CODES").FirstOrDefault(entry => entry.Keys.Count == 1 && header.Variable(header.LanguageOf(entry), entry.Keys[0]) == variable);
        var timeval = header.Of("TIMEVAL", header.Own, variable);
        var times = timeval is null ? null : PxTimes.Read(timeval);
        var labels = values?.Texts ?? codes?.Texts ?? times?.Values ?? [];
        if (labels.Count == 0)
        {
            throw new PxException(values?.Line ?? 1, "VALUES", Speech.T($"peubah \"{name}\" tidak punya nilai.", $"the variable \"{name}\" has no values."), Speech.T($"Tambahkan VALUES(\"{name}\")=…;", $"Add VALUES(\"{name}\")=…;"));
        }

        variable.Size = labels.Count;
        variable.Line = values?.Line ?? codes?.Line ?? 1;
        variable.Labels[values is null ? header.Own : header.LanguageOf(values)] = labels;
        variable.Labels.TryAdd(header.Own, labels);
        foreach (var language in header.Languages)
        {
            if (header.Of("VALUES", language, variable) is not { } said)
            {
                continue;
            }

            if (said.Texts.Count == labels.Count)
            {
                variable.Labels[language] = said.Texts;
                said.Taken = header.IsRead(language);
            }
            else
            {
                warnings.Add(new(said.Line, $"VALUES[{language}]", Speech.T($"\"{name}\" punya {said.Texts.Count} nilai, seharusnya {labels.Count}; dilewati.", $"\"{name}\" has {said.Texts.Count} values where {labels.Count} should be; passed over.")));
            }
        }

        if (codes is not null && codes.Texts.Count != labels.Count)
        {
            warnings.Add(new(codes.Line, "CODES", Speech.T($"\"{name}\" punya {codes.Texts.Count} kode untuk {labels.Count} nilai; dilewati.", $"\"{name}\" has {codes.Texts.Count} codes for {labels.Count} values; passed over.")));
            codes = null;
        }

        variable.Codes = Unique(codes?.Texts ?? Moments(times, labels.Count) ?? labels, labels);
        foreach (var entry in header.All("CODES").Where(entry => entry.Keys.Count == 1 && header.Variable(header.LanguageOf(entry), entry.Keys[0]) == variable))
        {
            entry.Taken = entry == codes || header.LanguageOf(entry) == header.Own || (header.LanguageOf(entry) is var language && (language == header.First || language == header.Second));
        }
    }

    public IReadOnlyList<Dimension> Make(PxNotes notes)
    {
        var contents = Contents();
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var made = new List<Dimension>();
        foreach (var variable in header.Variables)
        {
            var label = Label(variable.Names) ?? new Bilingual($"{variable.Index + 1}");
            var code = Said("VARIABLECODE", variable)?.Text.Trim() is { Length: > 0 } said ? said : label.Id.Trim() is { Length: > 0 } name ? name : $"{variable.Index + 1}";
            for (var twice = 2; !codes.Add(code); twice++)
            {
                code = string.Create(CultureInfo.InvariantCulture, $"{label.Id} {twice}");
            }

            made.Add(Dimension(variable, label, code, variable == contents));
        }

        notes.Read(made);
        for (var d = 0; d < made.Count; d++)
        {
            var variable = header.Variables[d];
            var about = notes;
            made[d] = made[d] with
            {
                Notes = about.Of(d, -1),
                Categories = [.. made[d].Categories.Select((category, c) => about.Of(d, c) is { } numbers ? category with { Notes = numbers } : category)],
            };
        }

        return made;
    }

    private Dimension Dimension(PxVariable variable, Bilingual label, string code, bool isContents)
    {
        var categories = Categories(variable, isContents);
        var role = Role(variable, isContents, categories);
        var timeval = Said("TIMEVAL", variable);
        var times = timeval is null ? null : PxTimes.Read(timeval);
        if (timeval is not null && times is not null)
        {
            // What the categories say themselves need not be kept beside them.
            var told = times.Values.Count == 0 || times.Values.SequenceEqual(categories.Select(category => Periods.Of(category) is { } moment ? PxTimes.Write(moment) : ""));
            Take("TIMEVAL", variable, entry => told && PxTimes.Period(times.Scale) is not null && PxTimes.Read(entry) is { } other && other.Scale == times.Scale && other.Values.SequenceEqual(times.Values));
        }

        var elimination = Elimination(variable);
        var (levelled, levels) = Hierarchy(variable, categories);
        var made = new Dimension(code, label, role, [.. levelled.Select(category => elimination?.Code is { } whole && category.Code == whole ? category with { IsTotal = true } : category)])
        {
            Elimination = elimination,
            Levels = levels,
            Domain = Take("DOMAIN", variable)?.Text is { Length: > 0 } domain ? domain : null,
        };
        return made with { Period = role is not DimensionRole.Time ? null : times is not null ? PxTimes.Period(times.Scale) : Periods.TypeOf(made) };
    }

    private List<Category> Categories(PxVariable variable, bool isContents)
    {
        var (id, en) = (variable.Labels.GetValueOrDefault(header.First) ?? variable.Labels[header.Own], header.Second is { } second ? variable.Labels.GetValueOrDefault(second) : null);
        var categories = new List<Category>(variable.Size);
        for (var at = 0; at < variable.Size; at++)
        {
            categories.Add(new(variable.Codes[at], PxHeader.Both(id[at], en?[at]) ?? new(variable.Codes[at])));
        }

        foreach (var entry in header.All("PRECISION"))
        {
            if (entry.Keys.Count == 2 && header.Variable(header.LanguageOf(entry), entry.Keys[0]) == variable && variable.Find(header.LanguageOf(entry), entry.Keys[1]) is >= 0 and var at
                && PxWords.Whole(entry) is >= 0 and <= 15 and var decimals && (categories[at].Decimals ?? decimals) == decimals)
            {
                categories[at] = categories[at] with { Decimals = decimals };
                entry.Taken = header.IsRead(header.LanguageOf(entry));
            }
        }

        return isContents ? [.. categories.Select((category, at) => Measured(variable, category, at))] : categories;
    }

    // Keywords about one value of the content variable: the unit and its kin.
    private Category Measured(PxVariable variable, Category category, int at)
    {
        var table = _unit ??= header.Text("UNITS") ?? new("");
        var unit = About("UNITS", variable, at);
        return category with
        {
            Unit = unit is not null && unit.Id == table.Id && (unit.En is null || unit.En == table.En) ? null : unit,
            ReferencePeriod = About("REFPERIOD", variable, at),
            BasePeriod = About("BASEPERIOD", variable, at),
            Nature = About("STOCKFA", variable, at, static text => text.Trim().ToUpperInvariant() is "S" or "F" or "A" or "X")?.Id.Trim().ToUpperInvariant() switch
            {
                "S" => MeasureNature.Stock,
                "F" => MeasureNature.Flow,
                "A" => MeasureNature.Average,
                "X" => MeasureNature.Other,
                _ => null,
            },
        };
    }

    private Bilingual? About(string name, PxVariable variable, int at, Func<string, bool>? isKnown = null)
    {
        if (!_about.TryGetValue(name, out var about))
        {
            _about[name] = about = [];
            foreach (var entry in header.All(name).Where(entry => entry.Keys.Count == 1 && (isKnown is null || isKnown(entry.Text))))
            {
                about.TryAdd((header.LanguageOf(entry), variable.Find(header.LanguageOf(entry), entry.Keys[0])), entry);
            }
        }

        PxEntry? Said(string? language) => language is null ? null : about.GetValueOrDefault((language, at));
        return PxHeader.Take(Said(header.First) ?? Said(header.Own), Said(header.Second));
    }

    private PxVariable? Contents()
    {
        PxVariable? contents = null;
        foreach (var entry in header.All("CONTVARIABLE"))
        {
            var language = header.LanguageOf(entry);
            if (header.Variable(language, entry.Text) is { } variable && (contents is null || contents == variable))
            {
                contents = variable;
                entry.Taken = header.IsRead(language);
            }
        }

        return contents;
    }

    private DimensionRole Role(PxVariable variable, bool isContents, List<Category> categories)
    {
        var said = Said("VARIABLE-TYPE", variable)?.Text.Trim().ToUpperInvariant();
        Take("VARIABLE-TYPE", variable, _ => said is "T" or "G" or "C" or "V");
        return (isContents, said) switch
        {
            (true, _) or (_, "C" or "CONTENT" or "CONTENTS") => DimensionRole.Measure,
            (_, "T" or "TIME") => DimensionRole.Time,
            (_, "G" or "GEO" or "GEOGRAPHICAL" or "REGION") => DimensionRole.Region,
            _ when Said("TIMEVAL", variable) is not null => DimensionRole.Time,
            _ when Said("MAP", variable) is not null => DimensionRole.Region,
            (_, { Length: > 0 }) => DimensionRole.Other,
            _ => IsTime(variable, categories) || IsNamedTime(variable) ? DimensionRole.Time : DimensionRole.Other,
        };
    }

    // No TIMEVAL: the only variable whose every value reads as a moment is time all the same.
    private bool IsTime(PxVariable variable, List<Category> categories) =>
        header.All("TIMEVAL").Count == 0 && categories.TrueForAll(category => Periods.Of(category) is not null)
        && header.Variables.TrueForAll(other => other == variable || other.Labels[header.Own].Any(label => Periods.Read(label.Trim()) is null));

    // Named as time in a language of an office that publishes PX, with a year in every value.
    private bool IsNamedTime(PxVariable variable) =>
        header.All("TIMEVAL").Count == 0 && _times.Contains(variable.Names.Values.First().Trim()) && variable.Labels[header.Own].All(label => Year().IsMatch(label));

    [GeneratedRegex(@"(?<!\d)(1[89]|20|21)\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    private Elimination? Elimination(PxVariable variable)
    {
        if (Said("ELIMINATION", variable) is not { } entry)
        {
            return null;
        }

        var text = entry.Text.Trim();
        var bare = entry.Tokens is [{ Kind: PxTokenKind.Bare }];
        var at = bare && text.Equals("YES", StringComparison.OrdinalIgnoreCase) ? -1 : variable.Find(header.LanguageOf(entry), entry.Text);
        var no = at < 0 && text.Equals("NO", StringComparison.OrdinalIgnoreCase);
        var yes = at < 0 && text.Equals("YES", StringComparison.OrdinalIgnoreCase);
        Take("ELIMINATION", variable, _ => yes || at >= 0);
        return yes ? new(null) : no || at < 0 ? null : new(variable.Codes[at]);
    }

    private (List<Category> Categories, IReadOnlyList<Bilingual> Levels) Hierarchy(PxVariable variable, List<Category> categories)
    {
        var names = Take("HIERARCHYNAMES", variable);
        IReadOnlyList<Bilingual> levels = [];
        if (names is not null)
        {
            var english = header.Second is { } second ? header.Of("HIERARCHYNAMES", second, variable)?.Texts : null;
            levels = [.. names.Texts.Select((text, at) => PxHeader.Both(text, english?.ElementAtOrDefault(at)) ?? new(text))];
            Take("HIERARCHYNAMES", variable, _ => true);
        }

        if (Said("HIERARCHIES", variable) is not { } entry)
        {
            return (categories, levels);
        }

        var parents = new int[categories.Count];
        Array.Fill(parents, -1);
        var whole = true;
        for (var at = 0; at + 2 < entry.Tokens.Count; at++)
        {
            if (entry.Tokens[at + 1] is not { Kind: PxTokenKind.Bare, Text: ":" })
            {
                continue;
            }

            var (parent, child) = (Node(variable, entry.Tokens[at].Text), Node(variable, entry.Tokens[at + 2].Text));
            var fits = child >= 0 && parent >= 0 && parents[child] < 0 && !IsUnder(parents, parent, child);
            whole &= fits;
            parents[Math.Max(child, 0)] = fits ? parent : parents[Math.Max(child, 0)];
        }

        whole &= entry.Tokens.Where((token, at) => token.Kind is PxTokenKind.Text && !Beside(entry.Tokens, at)).All(token => Node(variable, token.Text) >= 0);
        Take("HIERARCHIES", variable, _ => whole);
        var depths = parents.Select((_, c) => Depth(parents, c)).ToArray();
        Take("HIERARCHYLEVELS", variable, said => PxWords.Whole(said) == depths.Max() + 1);
        return ([.. categories.Select((category, c) => category with { Parent = parents[c] < 0 ? null : categories[parents[c]].Code, Level = depths[c] })], levels);
    }

    private int Node(PxVariable variable, string text) => variable.FindCode(text) is >= 0 and var code ? code : variable.Find(header.Own, text);

    private static bool Beside(IReadOnlyList<PxToken> tokens, int at) => (at > 0 && tokens[at - 1].Text == ":") || (at + 1 < tokens.Count && tokens[at + 1].Text == ":");

    private static bool IsUnder(int[] parents, int place, int node)
    {
        for (var deep = 0; place >= 0; place = parents[place], deep++)
        {
            if (place == node || deep == DeepestHierarchy)
            {
                return true;
            }
        }

        return false;
    }

    private static int Depth(int[] parents, int place)
    {
        var depth = 0;
        for (place = parents[place]; place >= 0 && depth < DeepestHierarchy; place = parents[place])
        {
            depth++;
        }

        return depth;
    }

    private Bilingual? Label(Dictionary<string, string> names) =>
        PxHeader.Both(names.GetValueOrDefault(header.First) ?? names.GetValueOrDefault(header.Own) ?? names.Values.First(), header.Second is { } second ? names.GetValueOrDefault(second) : null);

    private PxEntry? Said(string name, PxVariable variable) => header.Of(name, header.Own, variable) ?? header.Of(name, header.First, variable) ?? header.Of(name, header.Second, variable);

    /// <summary>A keyword that says the same in every language: taken where it does.</summary>
    private PxEntry? Take(string name, PxVariable variable)
    {
        var said = Said(name, variable);
        Take(name, variable, entry => entry.Text == said?.Text);
        return said;
    }

    private void Take(string name, PxVariable variable, Func<PxEntry, bool> isHeld)
    {
        foreach (var language in (string?[])[header.Own, header.First, header.Second])
        {
            if (header.Of(name, language, variable) is { } entry)
            {
                entry.Taken = isHeld(entry);
            }
        }
    }

    private static List<string>? Moments(PxTimes.TimeList? times, int count)
    {
        var codes = times?.Values.Select(value => PxTimes.Code(times.Scale, value)).OfType<string>().ToList();
        return codes?.Count == count && codes.Distinct(StringComparer.Ordinal).Count() == count ? codes : null;
    }

    private static string[] Unique(IReadOnlyList<string> codes, IReadOnlyList<string> labels)
    {
        var unique = new string[labels.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < unique.Length; at++)
        {
            var code = codes[at].Trim() is { Length: > 0 } said ? said : labels[at].Trim() is { Length: > 0 } label ? label : string.Create(CultureInfo.InvariantCulture, $"{at + 1}");
            var one = code;
            for (var twice = 2; !seen.Add(one); twice++)
            {
                one = string.Create(CultureInfo.InvariantCulture, $"{code}_{twice}");
            }

            unique[at] = one;
        }

        return unique;
    }
}
