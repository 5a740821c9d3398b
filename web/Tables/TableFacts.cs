using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Tables.Import;

namespace DataPortal.Tables;

/// <summary>What the catalogue should know of a table's figures: words to find it by, and figures that answer a question by themselves.</summary>
internal static class TableFacts
{
    private const int MostTerms = 400;
    private const int MostFacts = 60;
    private const int MostBars = 5;

    public static IReadOnlyList<string> Terms(Cube cube, TableText text) =>
    [
        .. new[] { text.Unit?.Id, text.Unit?.En }
            .Concat(cube.Dimensions.SelectMany(dimension => new[] { dimension.Label.Id, dimension.Label.En }))
            .Concat(cube.Dimensions.Where(dimension => dimension.Role is not DimensionRole.Time).SelectMany(dimension => dimension.Categories.SelectMany(category => new[] { category.Label.Id, category.Label.En, category.Unit?.Id })))
            .OfType<string>().Where(term => term.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTerms),
    ];

    public static IReadOnlyList<int> Years(Cube cube, string period)
    {
        var years = cube.Dimensions.Where(dimension => dimension.Role is DimensionRole.Time).SelectMany(dimension => dimension.Categories.SelectMany(category => KnownWords.Years(category.Label.Id))).Distinct().Order().ToList();
        return years.Count > 0 ? years : KnownWords.Years(period);
    }

    public static IReadOnlyList<Fact> Facts(Cube cube, TableText text, TableWords words, OfficeOptions office)
    {
        // A made-up figure never answers a question, unless it is there to show a key figure, marked as an example.
        if ((words.IsSample && !words.IsKeyFigure) || KeyFigure.Of(cube, text) is not { } key)
        {
            return [];
        }

        // The office's own region first, then the others, each by the code its table uses.
        var own = key.For(office.Code);
        var label = Label(cube, text, key);
        var regions = key.Regions().Where(region => region.Category.Code != office.Code).Take(MostFacts);
        var dimension = cube.Dimensions[key.RegionDimension].Code;
        return [.. (own is null ? [] : new[] { own }).Concat(regions).Select(figure => new Fact
        {
            Label = label,
            Value = figure.Value,
            Decimals = figure.Decimals,
            Unit = figure.Unit ?? new(""),
            Period = figure.Period ?? words.Period,
            Region = figure.Category.Code == office.Code ? new(office.Region, office.RegionEnglish) : Named(figure.Category),
            Note = Note(figure, text),
            IsKeyFigure = words.IsKeyFigure && figure == own,
            Order = words.Order,
            Heading = words.Heading,
            Chart = words.IsKeyFigure && figure == own ? Chart(key, figure, label) : null,
            Selection = $"{dimension}={Uri.EscapeDataString(figure.Category.Code)}",
        })];
    }

    /// <summary>A subdistrict may share its regency's name: here it says that it is one.</summary>
    private static Bilingual Named(Category region) => region.Code.Length == 7 && region.Code.All(char.IsAsciiDigit) && !region.Label.Id.StartsWith("Kec", StringComparison.OrdinalIgnoreCase)
        ? new($"Kecamatan {region.Label.Id}", $"{region.Label.En ?? region.Label.Id} Subdistrict")
        : region.Label;

    /// <summary>What is counted: the title as far as <em>menurut</em>, or the measure's own name.</summary>
    private static Bilingual Label(Cube cube, TableText text, KeyFigure key)
    {
        for (var d = 0; d < cube.Dimensions.Count; d++)
        {
            if (cube.Dimensions[d] is { Role: DimensionRole.Measure, Categories.Count: > 1 } measure)
            {
                return measure.Categories[key.Fixed[d]].Label;
            }
        }

        return new(Cut(text.Title.Id, " menurut "), text.Title.En is { } english ? Cut(english, " by ") : null);
    }

    private static string Cut(string title, string at)
    {
        var end = title.IndexOf(at, StringComparison.OrdinalIgnoreCase);
        return end > 0 ? title[..end] : title;
    }

    private static Bilingual? Note(RegionFigure figure, TableText text)
    {
        var notes = new List<Bilingual>();
        if (text.IsProjection)
        {
            notes.Add(new("angka proyeksi", "projection"));
        }

        if (figure is { Rank: { } rank, Of: > 1 })
        {
            notes.Add(new($"urutan ke-{rank} dari {figure.Of}", $"rank {rank} of {figure.Of}"));
        }

        return notes.Count == 0 ? null : new(string.Join(", ", notes.Select(note => note.Id)), string.Join(", ", notes.Select(note => note.En)));
    }

    private static FactChart? Chart(KeyFigure key, RegionFigure own, Bilingual label)
    {
        // The place among its neighbours, two above and two below: all of them stand in the table.
        var regions = key.Regions().Where(region => KeyFigure.Tier(region.Category) == KeyFigure.Tier(own.Category)).OrderByDescending(region => region.Value).ToList();
        var at = regions.FindIndex(region => region.Category.Code == own.Category.Code);
        var first = Math.Clamp(at - 2, 0, Math.Max(0, regions.Count - MostBars));
        var points = regions.Skip(first).Take(MostBars).Select(region => new FactPoint(region.Category.Label, region.Value, region.Category.Code == own.Category.Code)).ToList();
        return points.Count < 3 ? null : new(FactChartKind.Bars, new($"{label.Id} di wilayah yang berdekatan peringkatnya, terbanyak dahulu", $"{label.En ?? label.Id} of the regions next in rank, largest first"), points);
    }
}
