using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>Reads one dimension.</summary>
internal static class JsonStatDimensionReader
{
    private const int MostLevels = 50;

    /// <param name="role">Null where the file says nothing of roles: then the name or the categories tell time.</param>
    public static Dimension Read(JsonPlace place, string id, int size, DimensionRole? role, JsonStatWords words)
    {
        var category = place.Required("category");
        var codes = Codes(category, size);
        var known = codes.Select((code, at) => (code, at)).ToDictionary(one => one.code, one => one.at, StringComparer.Ordinal);
        var extension = place["extension"];
        var labels = Map(category["label"]);
        var units = Map(category["unit"]);
        var notes = Map(category["note"]);
        var mandatory = Map(extension?["categoryNoteMandatory"]);
        var tops = Map(extension?["level"]);
        var (references, bases, natures) = (Said(extension?["refperiod"]), Said(extension?["basePeriod"]), Said(extension?["measuringType"]));
        var parents = Parents(category, codes, known);
        var levels = Levels(category, parents);
        var totals = (extension?["totals"]?.Texts() ?? []).ToHashSet(StringComparer.Ordinal);
        var categories = codes.Select((code, at) =>
        {
            JsonPlace? unit = units.TryGetValue(code, out var told) ? told : null;
            return new Category(code, new(labels.TryGetValue(code, out var label) ? label.Text() : code))
            {
                Unit = (unit?["label"] ?? unit?["base"] ?? unit?["symbol"])?.Text() is { Length: > 0 } said ? new Bilingual(said) : null,
                Decimals = unit?["decimals"]?.Whole(0, 15),
                IsTotal = totals.Contains(code),
                Parent = parents[at] < 0 ? null : codes[parents[at]],
                Level = levels[at] + (tops.TryGetValue(Top(at), out var top) ? Number(top) : 0),
                Notes = notes.TryGetValue(code, out var note) ? words.Notes(note, mandatory.TryGetValue(code, out var must) ? must : null) : null,
                ReferencePeriod = references(code),
                BasePeriod = bases(code),
                Nature = natures(code) is { } nature && Enum.TryParse<MeasureNature>(nature.Id, true, out var parsed) && Enum.IsDefined(parsed) ? parsed : null,
            };
        }).ToList();
        var name = place["label"]?.Text() is { Length: > 0 } said ? said : id;
        var dimension = new Dimension(id, new(name), role ?? DimensionRole.Other, categories, words.Notes(place["note"], extension?["noteMandatory"]))
        {
            Elimination = Elimination(extension, known),
            Period = extension?["period"] is { } period && period.Is(JsonValueKind.String) && Enum.TryParse<PeriodType>(period.Text(), out var type) && Enum.IsDefined(type) ? type : null,
            Levels = [.. (extension?["levels"]?.Texts() ?? []).Select(level => new Bilingual(level))],
            Domain = extension?["domain"] is { } domain && domain.Is(JsonValueKind.String) ? domain.Text() : null,
        };
        return role is null && (Import.KnownWords.NamesTime(name) || categories.TrueForAll(one => Periods.Of(one) is not null)) ? dimension with { Role = DimensionRole.Time } : dimension;

        // The topmost ancestor that is here: its own level, where its parent was left out, is that of all below it.
        string Top(int at)
        {
            while (parents[at] >= 0)
            {
                at = parents[at];
            }

            return codes[at];
        }
    }

    private static List<string> Codes(JsonPlace category, int size)
    {
        List<string> codes = category["index"] switch
        {
            null when category["label"] is { } label && size == 1 => [.. label.Members().Select(member => member.Name).Take(2)],
            null => throw category.Wrong("\"index\" tidak ada.", "\"index\" is missing."),
            { } list when list.Is(JsonValueKind.Array) => [.. list.Items().Select(item => item.Text())],
            { } places => [.. places.Members().Select(member => (member.Name, At: member.Value.Whole(0, int.MaxValue))).OrderBy(member => member.At).Select(member => member.Name)],
        };
        return codes.Count == size && codes.Distinct(StringComparer.Ordinal).Count() == size ? codes
            : throw category.Wrong($"harus {size} kategori yang berbeda; ada {codes.Count}.", $"must have {size} different categories; there are {codes.Count}.");
    }

    private static int[] Parents(JsonPlace category, List<string> codes, Dictionary<string, int> known)
    {
        var parents = new int[codes.Count];
        Array.Fill(parents, -1);
        foreach (var (parent, children) in category["child"]?.Members() ?? [])
        {
            foreach (var child in children.Items())
            {
                // A child under two parents keeps the first: a category here has one.
                if (known.TryGetValue(parent, out var above) && known.TryGetValue(child.Text(), out var below) && parents[below] < 0)
                {
                    parents[below] = above;
                }
            }
        }

        return parents;
    }

    private static int[] Levels(JsonPlace category, int[] parents)
    {
        var levels = new int[parents.Length];
        for (var at = 0; at < parents.Length; at++)
        {
            for (var up = parents[at]; up >= 0; up = parents[up])
            {
                if (++levels[at] > MostLevels)
                {
                    throw category.Required("child").Wrong("hierarki berputar, atau lebih dari 50 tingkat.", "the hierarchy runs in a circle, or has more than 50 levels.");
                }
            }
        }

        return levels;
    }

    private static Elimination? Elimination(JsonPlace? extension, Dictionary<string, int> known) =>
        extension?["elimination"] is not { } may || !may.Is(JsonValueKind.True) ? null : new(extension?["eliminationValueCode"] is { } code && code.Is(JsonValueKind.String) && known.ContainsKey(code.Text()) ? code.Text() : null);

    // PxWebApi gives an object by code; a single text is about all.
    private static Func<string, Bilingual?> Said(JsonPlace? place)
    {
        if (place is { } one && one.Is(JsonValueKind.String))
        {
            var all = new Bilingual(one.Text());
            return _ => all;
        }

        var byCode = place is { } many && many.Is(JsonValueKind.Object) ? many.ByName() : _none;
        return code => byCode.TryGetValue(code, out var said) && said.Is(JsonValueKind.String) ? new(said.Text()) : null;
    }

    private static IReadOnlyDictionary<string, JsonPlace> Map(JsonPlace? place) => place is { } said ? said.ByName() : _none;

    private static readonly Dictionary<string, JsonPlace> _none = [];

    private static int Number(JsonPlace place) => place.Is(JsonValueKind.String) && int.TryParse(place.Text(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < MostLevels ? number : 0;
}
