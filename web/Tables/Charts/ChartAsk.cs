using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace DataPortal.Tables.Charts;

/// <summary>How a visitor wants a selection drawn, as the address says it: <c>?grafik=batang&amp;gambar.tahun=2025&amp;kelas=selang&amp;jumlah-kelas=4</c>.</summary>
/// <param name="Selection">The selection's own part of the query, for links that keep it.</param>
/// <param name="Pinned">Category by dimension code: where a chart or map holds a dimension it does not run along.</param>
public sealed record ChartAsk(IReadOnlyList<KeyValuePair<string, string>> Selection, ChartKind? Kind, IReadOnlyDictionary<string, string> Pinned, MapClasses Classes, int ClassCount)
{
    public const string PinPrefix = "gambar.";
    public const string ClassesKey = "kelas";
    public const string CountKey = "jumlah-kelas";

    /// <summary>Key of the download: <c>peta</c> for the map instead of the chart.</summary>
    public const string FormKey = "bentuk";

    public const string Map = "peta";

    public static ChartAsk Of(IQueryCollection query, StoredTable table)
    {
        ArgumentNullException.ThrowIfNull(query);
        var selection = QueryHelpers.ParseQuery(TableDownloads.Query(query, table)).SelectMany(entry => entry.Value.Select(value => KeyValuePair.Create(entry.Key, value ?? ""))).ToList();
        var pinned = table.Cube.Dimensions.Select(dimension => (dimension.Code, Wish: query[PinPrefix + dimension.Code].ToString())).Where(one => one.Wish.Length is > 0 and < 200).ToDictionary(one => one.Code, one => one.Wish, StringComparer.Ordinal);
        var count = int.TryParse(query[CountKey].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, MapPlan.LeastClasses, MapPlan.MostClasses) : MapPlan.UsualClasses;
        return new(selection, ChartKinds.Read(query[ChartKinds.Key].ToString()), pinned, query[ClassesKey].ToString() == "selang" ? MapClasses.EqualSteps : MapClasses.Quantiles, count);
    }

    public string? Pin(string dimension) => Pinned.GetValueOrDefault(dimension);

    /// <summary>What the address says of the drawing, each thing once; what the portal would choose anyway is left out.</summary>
    public IEnumerable<KeyValuePair<string, string>> Own()
    {
        if (Kind is { } kind)
        {
            yield return new(ChartKinds.Key, ChartKinds.Word(kind));
        }

        foreach (var (dimension, category) in Pinned)
        {
            yield return new(PinPrefix + dimension, category);
        }

        if (Classes is MapClasses.EqualSteps)
        {
            yield return new(ClassesKey, "selang");
        }

        if (ClassCount != MapPlan.UsualClasses)
        {
            yield return new(CountKey, ClassCount.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>What stands after another selection's query so that the drawing stays as it is; empty for the portal's own choice.</summary>
    public string Kept(string query)
    {
        var own = QueryString.Create(Own().Select(pair => KeyValuePair.Create(pair.Key, new StringValues(pair.Value)))).ToString();
        return own.Length == 0 || query.Length == 0 ? own : "&" + own[1..];
    }

    /// <summary>The query string that shows this.</summary>
    public string Query(params ReadOnlySpan<KeyValuePair<string, string>> more) => QueryString.Create(Selection.Concat(Own()).Concat(more.ToArray()).Select(pair => KeyValuePair.Create(pair.Key, new StringValues(pair.Value)))).ToString();
}
