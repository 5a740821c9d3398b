using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>Title, source, notes and what the extensions of PxWebApi 2, Eurostat and this portal say of a dataset.</summary>
internal sealed class JsonStatWords
{
    private readonly JsonPlace _dataset;
    private readonly JsonPlace? _extension;
    private readonly List<Note> _notes = [];
    private readonly Dictionary<(string, bool), int> _numbers = [];

    public JsonStatWords(JsonPlace dataset, JsonPlace? extension)
    {
        (_dataset, _extension) = (dataset, extension);
        var status = extension?["status"];
        var meanings = status?["label"] is { } label && label.Is(JsonValueKind.Object) ? label : status;
        Meanings = meanings is { } said && said.Is(JsonValueKind.Object)
            ? said.Members().Where(member => member.Value.Is(JsonValueKind.String)).GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Value.Text(), StringComparer.Ordinal) : [];
    }

    // Written by this portal: what it does not say of the table is not so.
    private bool IsOurs => _extension?["publisher"] is not null;

    /// <summary>What the file says of its marks.</summary>
    public Dictionary<string, string> Meanings { get; }

    /// <summary>Takes up notes; the same words are one note.</summary>
    /// <returns>Their numbers; null for none.</returns>
    public IReadOnlyList<int>? Notes(JsonPlace? notes, JsonPlace? mandatory)
    {
        if (notes is null)
        {
            return null;
        }

        var numbers = notes.Value.Texts().Select((text, at) => Number(text, IsTrue(mandatory?[at.ToString(CultureInfo.InvariantCulture)]))).Distinct().ToList();
        return numbers.Count == 0 ? null : numbers;
    }

    public TableText Text(Cube cube, IReadOnlyList<OwnSymbol> own)
    {
        var px = _extension?["px"];
        var period = Said(_extension?["period"]) ?? Period(cube);
        var title = Said(_dataset["label"]) ?? "";
        title = period.Length > 0 && title.EndsWith($", {period}", StringComparison.Ordinal) && Said(_extension?["period"]) is not null ? title[..^(period.Length + 2)] : title;
        TableNotes(cube);
        return new()
        {
            Title = new(title),
            Contents = Said(px?["contents"]) is { Length: > 0 } contents && contents != title ? new Bilingual(contents) : null,
            Unit = (Said(_extension?["unit"]) ?? (IsOurs ? null : Same(cube, category => category.Unit?.Id))) is { } unit ? new Bilingual(unit) : null,
            Decimals = Decimals(cube, px),
            Source = new(Said(_dataset["source"]) ?? ""),
            Notes = _notes,
            OwnSymbols = own,
            Period = period,
            ReferencePeriod = Said(_extension?["refperiod"]) is { } reference ? new Bilingual(reference) : null,
            UpdatedAt = Said(_dataset["updated"]) is { } updated && DateTimeOffset.TryParse(updated, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null,
            NextRelease = Said(px?["nextUpdate"]) is { } next && DateOnly.TryParseExact(next, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Contact = _extension?["contact"] is { } contact && contact.Is(JsonValueKind.Array) ? contact.Items().Select(one => Said(one["raw"]) ?? Said(one["mail"])).FirstOrDefault(said => said is { Length: > 0 }) : null,
            IsSample = IsTrue(_extension?["sample"]),
            IsProjection = IsTrue(_extension?["projection"]),
        };
    }

    /// <summary>A unit or a number of decimals that is the table's own is not repeated by its categories.</summary>
    public static IReadOnlyList<Dimension> WithoutWhatTheTableSays(IReadOnlyList<Dimension> dimensions, TableText text) => [.. dimensions.Select(dimension => dimension with
    {
        Categories = [.. dimension.Categories.Select(category => category with
        {
            Unit = category.Unit?.Id == text.Unit?.Id ? null : category.Unit,
            Decimals = category.Decimals == text.Decimals ? null : category.Decimals,
        })],
    })];

    private void TableNotes(Cube cube)
    {
        if (_dataset["note"] is not { } notes)
        {
            return;
        }

        foreach (var (text, at) in notes.Texts().Select((text, at) => (text, at.ToString(CultureInfo.InvariantCulture))))
        {
            var mandatory = IsTrue(_extension?["noteMandatory"]?[at]);
            if (_extension?["noteCells"]?[at] is not { } cells)
            {
                Number(text, mandatory);
                continue;
            }

            var named = cells.ByName().ToDictionary(member => member.Key, member => member.Value.Text(), StringComparer.Ordinal);
            var place = string.Join(", ", cube.Dimensions.Where(dimension => named.ContainsKey(dimension.Code)).Select(dimension => dimension.IndexOf(named[dimension.Code]) is >= 0 and var position ? dimension.Categories[position].Label.Id : ""));
            _notes.Add(new(text.StartsWith($"{place}: ", StringComparison.Ordinal) ? text[(place.Length + 2)..] : text, null, mandatory) { Cells = named });
        }
    }

    private int Number(string text, bool mandatory)
    {
        if (!_numbers.TryGetValue((text, mandatory), out var number))
        {
            _notes.Add(new(text, null, mandatory));
            _numbers[(text, mandatory)] = number = _notes.Count;
        }

        return number;
    }

    private int Decimals(Cube cube, JsonPlace? px)
    {
        if ((px?["decimals"] ?? _extension?["decimals"]) is { } said && said.Is(JsonValueKind.Number))
        {
            return said.Whole(0, 15);
        }

        if (Same(cube, category => category.Decimals?.ToString(CultureInfo.InvariantCulture)) is { } same)
        {
            return int.Parse(same, CultureInfo.InvariantCulture);
        }

        // Nobody says: as many as the first thousand figures have.
        var most = 0;
        foreach (var number in cube.Values.Where(double.IsFinite).Take(1000))
        {
            while (most < 6 && Math.Abs(Math.Round(number, most) - number) > 1e-9 * Math.Max(1, Math.Abs(number)))
            {
                most++;
            }
        }

        return most;
    }

    private static string? Same(Cube cube, Func<Category, string?> value) =>
        cube.Dimensions.FirstOrDefault(dimension => dimension.Role is DimensionRole.Measure)?.Categories.Select(value).Distinct().ToList() is [{ } only] ? only : null;

    private static string Period(Cube cube)
    {
        var years = cube.Dimensions.Where(dimension => dimension.Role is DimensionRole.Time).SelectMany(dimension => dimension.Categories).Select(Periods.Of).OfType<Periods.Moment>().Select(moment => moment.Year).ToList();
        return years.Count == 0 ? "" : years.Min() == years.Max() ? $"{years[0]}" : $"{years.Min()}–{years.Max()}";
    }

    private static string? Said(JsonPlace? place) => place is { } said && said.Is(JsonValueKind.String) ? said.Text() : null;

    private static bool IsTrue(JsonPlace? place) => place?.Is(JsonValueKind.True) == true;
}
