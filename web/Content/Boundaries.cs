using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DataPortal.Content;

/// <summary>One region's outline in the map's own units.</summary>
/// <param name="Path">SVG path data.</param>
/// <param name="X">Where its name may stand.</param>
public sealed record RegionShape(string Code, string Name, string Path, double X, double Y);

/// <param name="Attribution">Whose boundaries these are; shown under every map.</param>
public sealed record RegionShapes(string Name, double Width, double Height, IReadOnlyList<RegionShape> Shapes, string Attribution);

/// <summary>The maps of <c>content/boundaries/*.geojson</c> (RFC 7946), drawn once.</summary>
public sealed class Boundaries
{
    private const double DrawnWidth = 640;

    private readonly IReadOnlyList<RegionShapes> _maps;

    /// <exception cref="InvalidDataException">A file cannot be read; the message names it.</exception>
    public Boundaries(ContentRoot content) => _maps = [.. content.Files("boundaries", "*.geojson").Select(Load)];

    /// <summary>The map that holds most of these regions; null when none holds more than half.</summary>
    public RegionShapes? For(IReadOnlyCollection<string> codes)
    {
        var known = codes.ToHashSet(StringComparer.Ordinal);
        return _maps.Select(map => (map, Count: map.Shapes.Count(shape => known.Contains(shape.Code))))
            .Where(found => found.Count * 2 > found.map.Shapes.Count).OrderByDescending(found => found.Count).Select(found => found.map).FirstOrDefault();
    }

    /// <summary>The smallest map that holds all of these regions; null when none does, or none is asked for.</summary>
    public RegionShapes? Holding(IReadOnlyCollection<string> codes) => codes.Count == 0 ? null
        : _maps.Where(map => codes.All(code => map.Shapes.Any(shape => shape.Code == code))).MinBy(map => map.Shapes.Count);

    private static RegionShapes Load(string file)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var features = json.RootElement.GetProperty("features").EnumerateArray().Select(feature => (
                Code: feature.GetProperty("properties").GetProperty("kode_bps").GetString()!,
                Name: feature.GetProperty("properties").GetProperty("nama").GetString()!,
                Rings: Rings(feature.GetProperty("geometry")))).ToList();
            var points = features.SelectMany(feature => feature.Rings).SelectMany(ring => ring).ToList();
            var (west, east, south, north) = (points.Min(p => p.Lon), points.Max(p => p.Lon), points.Min(p => p.Lat), points.Max(p => p.Lat));
            // Near the equator a degree of longitude is all but a degree of latitude; the cosine keeps the rest true.
            var narrow = Math.Cos((south + north) / 2 * Math.PI / 180);
            var scale = DrawnWidth / ((east - west) * narrow);
            var shapes = features.Select(feature => Shape(feature.Code, feature.Name, [.. feature.Rings.Select(ring => ring.Select(p => ((p.Lon - west) * narrow * scale, (north - p.Lat) * scale)).ToList())])).ToList();
            var attribution = json.RootElement.TryGetProperty("attribution", out var said) ? said.GetString() ?? "" : "";
            return new(Path.GetFileNameWithoutExtension(file), DrawnWidth, (north - south) * scale, shapes, attribution);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file} is no GeoJSON of regions with kode_bps and nama: {e.Message}", e);
        }
    }

    private static List<List<(double Lon, double Lat)>> Rings(JsonElement geometry)
    {
        var coordinates = geometry.GetProperty("coordinates");
        var polygons = geometry.GetProperty("type").GetString() == "MultiPolygon" ? coordinates.EnumerateArray() : new[] { coordinates }.AsEnumerable();
        return [.. polygons.SelectMany(polygon => polygon.EnumerateArray()).Select(ring => ring.EnumerateArray().Select(point => (point[0].GetDouble(), point[1].GetDouble())).ToList())];
    }

    private static RegionShape Shape(string code, string name, List<List<(double X, double Y)>> rings)
    {
        var path = new StringBuilder();
        foreach (var ring in rings)
        {
            (int X, int Y)? last = null;
            foreach (var (x, y) in ring)
            {
                var at = ((int)Math.Round(x), (int)Math.Round(y));
                if (at != last)
                {
                    path.Append(CultureInfo.InvariantCulture, $"{(last is null ? 'M' : 'L')}{at.Item1} {at.Item2}");
                    last = at;
                }
            }

            path.Append('Z');
        }

        var largest = rings.MaxBy(ring => (ring.Max(p => p.X) - ring.Min(p => p.X)) * (ring.Max(p => p.Y) - ring.Min(p => p.Y)))!;
        return new(code, name, path.ToString(), Math.Round((largest.Max(p => p.X) + largest.Min(p => p.X)) / 2), Math.Round((largest.Max(p => p.Y) + largest.Min(p => p.Y)) / 2));
    }
}
