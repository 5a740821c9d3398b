using System.Globalization;
using System.Text.Json;
using DataPortal.Shared;

namespace DataPortal.Tables.Formats.JsonStat;

/// <summary>A table read from a file, laid out as the file says or as is usual.</summary>
/// <param name="Rows">Codes of the dimensions that run down.</param>
/// <param name="Columns">Codes of those that run across.</param>
public sealed record JsonStatDataset(Cube Cube, TableText Text, IReadOnlyList<string> Rows, IReadOnlyList<string> Columns);

/// <summary>
/// Reads JSON-stat: the dataset of version 2.0, a collection with its datasets inside, and datasets and bundles of version 1 (json-stat.org/full, json-stat.org/format).
/// Values and statuses may be lists or objects by position; units, hierarchies and notes are kept, and what PxWebApi 2 and Eurostat say in their extensions.
/// </summary>
public static class JsonStatReader
{
    private const int MostDimensions = 30;
    private const int MostDatasets = 100;

    /// <param name="mostCells">Of one dataset.</param>
    /// <returns>At least one; an address of a dataset elsewhere is not followed.</returns>
    /// <exception cref="JsonStatException">It is no JSON-stat, or not sound.</exception>
    public static IReadOnlyList<JsonStatDataset> Read(Stream file, int mostCells, CancellationToken ct)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(file, new() { MaxDepth = 32 });
        }
        catch (JsonException wrong)
        {
            throw new JsonStatException(string.Create(CultureInfo.InvariantCulture, $"{wrong.Path ?? "$"} ({(wrong.LineNumber ?? 0) + 1}:{(wrong.BytePositionInLine ?? 0) + 1})"), new("bukan JSON yang utuh.", "is not sound JSON."));
        }

        using (document)
        {
            return Read(document, mostCells, ct);
        }
    }

    private static List<JsonStatDataset> Read(JsonDocument document, int mostCells, CancellationToken ct)
    {
        try
        {
            var found = Datasets(new(document.RootElement, "")).Take(MostDatasets).ToList();
            if (found.Count == 0)
            {
                throw new JsonStatException("$", new("tidak berisi dataset JSON-stat.", "holds no JSON-stat dataset."));
            }

            return [.. found.Select(dataset => ReadDataset(dataset, mostCells, ct))];
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, bytes that are no UTF-8: found only when a text is taken.
            throw new JsonStatException("$", new("memuat huruf yang rusak.", "holds broken letters."));
        }
    }

    private static IEnumerable<JsonPlace> Datasets(JsonPlace root)
    {
        if (!root.Is(JsonValueKind.Object))
        {
            return [];
        }

        if (root["link"]?["item"] is { } items)
        {
            return items.Items().Where(item => item["value"] is not null);
        }

        return root["value"] is not null && root["dimension"] is not null ? [root] : root.Members().Select(member => member.Value).Where(member => member["value"] is not null && member["dimension"] is not null);
    }

    private static JsonStatDataset ReadDataset(JsonPlace dataset, int mostCells, CancellationToken ct)
    {
        var dimension = dataset.Required("dimension");
        var shape = dataset["id"] is not null ? dataset : dimension;
        var ids = shape.Required("id").Items().Select(id => id.Text()).ToList();
        var sizes = shape.Required("size").Items().ToList();
        if (ids.Count is 0 or > MostDimensions || ids.Count != sizes.Count || ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            throw shape.Required("id").Wrong($"harus 1 sampai {MostDimensions} dimensi yang berbeda, sebanyak \"size\".", $"must name 1 to {MostDimensions} different dimensions, as many as \"size\".");
        }

        long cells = 1;
        foreach (var size in sizes)
        {
            cells *= size.Whole(1, mostCells);
            if (cells > mostCells)
            {
                throw size.Wrong($"tabel menjadi lebih dari {Show.Number(mostCells)} sel.", $"the table becomes more than {Show.Number(mostCells)} cells.");
            }
        }

        var extension = dataset["extension"];
        var words = new JsonStatWords(dataset, extension);
        var roles = (shape["role"] ?? dimension["role"]) is { } said ? Roles(said) : null;
        List<Dimension> dimensions = [.. ids.Select((id, at) => JsonStatDimensionReader.Read(dimension.Required(id), id, sizes[at].Whole(1, mostCells), roles is null ? null : roles.GetValueOrDefault(id), words))];
        ct.ThrowIfCancellationRequested();
        var figures = new JsonStatFigures(dataset, (int)cells, words.Meanings);
        var cube = new Cube { Dimensions = dimensions, Values = figures.Values, Status = figures.Status };
        var text = words.Text(cube, figures.OwnSymbols);
        var (rows, columns) = Layout(cube, extension?["px"]);
        return new(cube with { Dimensions = JsonStatWords.WithoutWhatTheTableSays(dimensions, text) }, text, rows, columns);
    }

    private static Dictionary<string, DimensionRole> Roles(JsonPlace role)
    {
        var roles = new Dictionary<string, DimensionRole>(StringComparer.Ordinal);
        foreach (var (name, kind) in ((string, DimensionRole)[])[("time", DimensionRole.Time), ("geo", DimensionRole.Region), ("metric", DimensionRole.Measure)])
        {
            foreach (var id in role[name]?.Texts() ?? [])
            {
                roles[id] = kind;
            }
        }

        return roles;
    }

    // As PxWeb laid it out; else time runs across, everything else down.
    private static (IReadOnlyList<string> Rows, IReadOnlyList<string> Columns) Layout(Cube cube, JsonPlace? px)
    {
        var (rows, columns) = (Named("stub"), Named("heading"));
        if (rows.Concat(columns).Distinct().Count() == rows.Count + columns.Count && rows.Count + columns.Count > 0)
        {
            var left = cube.Dimensions.Where(dimension => dimension.Categories.Count > 1).Select(dimension => dimension.Code).Except(rows).Except(columns);
            return ([.. rows, .. left], columns);
        }

        var many = cube.Dimensions.Where(dimension => dimension.Categories.Count > 1).ToList();
        var across = many.Count < 2 ? null : many.FindLast(dimension => dimension.Role is DimensionRole.Time) ?? many[^1];
        return ([.. many.Where(dimension => dimension != across).Select(dimension => dimension.Code)], across is null ? [] : [across.Code]);

        List<string> Named(string name) => px?[name] is not { } list || !list.Is(JsonValueKind.Array) ? []
            : [.. list.Items().Where(item => item.Is(JsonValueKind.String)).Select(item => item.Text())
                .Select(said => cube.Dimensions.FirstOrDefault(dimension => dimension.Code == said)?.Code ?? cube.Dimensions.FirstOrDefault(dimension => dimension.Label.Id == said)?.Code).OfType<string>()];
    }
}
