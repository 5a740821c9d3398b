using System.Globalization;
using System.Xml.Linq;
using DataPortal.Shared;
using DataPortal.Tables;
using DataPortal.Tables.Charts;

namespace DataPortal.Tests.Tables.Charts;

/// <summary>Selections of every shape, and ways to look at what is drawn of them.</summary>
internal static class ChartCubes
{
    public const string Office = "1603";

    public static Dimension Years(int count = 6) => new("tahun", new("Tahun", "Year"), DimensionRole.Time, [.. Enumerable.Range(2021, count).Select(year => new Category(year.ToString(CultureInfo.InvariantCulture), new(year.ToString(CultureInfo.InvariantCulture))))]);

    public static Dimension Regions(int count = 4) => new("wilayah", new("Kabupaten/kota", "Regency"), DimensionRole.Region, [.. Enumerable.Range(1601, count).Select(code => new Category(code.ToString(CultureInfo.InvariantCulture), new($"Wilayah {code}")))]);

    public static Dimension Sexes { get; } = new("jenis-kelamin", new("Jenis kelamin", "Sex"), DimensionRole.Other, [new("l", new("Laki-laki", "Male")), new("p", new("Perempuan", "Female")), new("jumlah", new("Jumlah", "Total"), IsTotal: true)]);

    public static Dimension Ages { get; } = new("kelompok-umur", new("Kelompok umur", "Age group"), DimensionRole.Other, [.. new[] { "0–4", "5–9", "10–14", "15+" }.Select(age => new Category(age, new(age)))]);

    public static Dimension Others(int count, string code = "rincian") => new(code, new(code), DimensionRole.Other, [.. Enumerable.Range(1, count).Select(at => new Category($"k{at}", new($"Rincian {at}")))]);

    public static Dimension Measures(int count = 2) => new("indikator", new("Indikator", "Indicator"), DimensionRole.Measure, [.. Enumerable.Range(1, count).Select(at => new Category($"i{at}", new($"Ukuran {at}"), Unit: new($"satuan {at}"), Decimals: at % 3))]);

    /// <summary>All of a cube, its figures by their place: 1, 2, 3 … unless said otherwise.</summary>
    public static TableView View(IReadOnlyList<Dimension> dimensions, Func<int, double>? value = null, Func<int, CellStatus>? status = null, TableText? text = null)
    {
        var cells = dimensions.Aggregate(1, (count, dimension) => count * dimension.Categories.Count);
        return new(
            new() { Dimensions = dimensions, Values = [.. Enumerable.Range(0, cells).Select(at => value?.Invoke(at) ?? at + 1)], Status = [.. Enumerable.Range(0, cells).Select(at => status?.Invoke(at) ?? CellStatus.Normal)] },
            text ?? Cubes.Text,
            new([0], [.. Enumerable.Range(1, dimensions.Count - 1)], [.. dimensions.Select(dimension => (IReadOnlyList<int>)[.. Enumerable.Range(0, dimension.Categories.Count)])]));
    }

    /// <summary>People by sex and age, the total their sum.</summary>
    public static TableView People(Func<int, CellStatus>? status = null) => View([Sexes, Ages], at => (at / 4) switch { 0 => 100 + at * 10, 1 => 90 + at % 4 * 10, _ => 190 + at % 4 * 20 }, status);

    public static ChartPlan? Plan(TableView view, ChartKind? kind = null, Func<string, string?>? pinned = null)
    {
        CultureInfo.CurrentUICulture = Speech.Indonesian;
        return ChartChoice.Of(view, kind, pinned ?? (_ => null), Office);
    }

    public static XElement Draw(TableView view, ChartKind? kind = null, int width = ChartDrawing.Wide) => Read(ChartDrawing.Of(Plan(view, kind)!, width, "u"));

    /// <summary>The file, parsed: it is well-formed or this throws.</summary>
    public static XElement Read(ChartDrawing drawing) => XDocument.Parse(drawing.File()).Root!;

    public static IEnumerable<XElement> All(this XElement svg, string name) => svg.Descendants().Where(element => element.Name.LocalName == name && element.Ancestors().All(above => above.Name.LocalName != "defs"));

    public static IEnumerable<XElement> Styled(this XElement svg, string name, string style) => svg.All(name).Where(element => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(style));

    /// <summary>Bars: rectangles that say what they stand for.</summary>
    public static IReadOnlyList<XElement> Bars(this XElement svg) => [.. svg.All("rect").Where(bar => bar.Elements().Any(child => child.Name.LocalName == "title"))];

    public static double Length(this XElement element, string attribute) => double.Parse((string)element.Attribute(attribute)!, CultureInfo.InvariantCulture);

    public static IReadOnlyList<string> Words(this XElement svg) => [.. svg.All("text").Select(text => text.Value)];
}
