using System.Text;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Tables.Formats;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Charts;

/// <summary>Hands out drawings: <c>/tabel/{id}.svg?{selection}&amp;grafik=batang</c>, and the map with <c>bentuk=peta</c>.</summary>
public sealed class ChartDownloads(TableDownloads downloads, Boundaries boundaries, IOptions<OfficeOptions> office)
{
    public async Task<IResult> HandAsync(string id, HttpContext http)
    {
        var query = http.Request.Query;
        if (await downloads.FindAsync(id, query, http.RequestAborted) is not { } shown)
        {
            return await downloads.MissingAsync(id, http.RequestAborted);
        }

        var ask = ChartAsk.Of(query, shown.Table);
        var isMap = query[ChartAsk.FormKey].ToString() == ChartAsk.Map;
        if (Drawn(shown.View, ask, isMap) is not { } draw)
        {
            return Results.NotFound();
        }

        // A drawing opened by itself may use the style sheet inside it, and nothing else.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        return await downloads.HandAsync(
            shown, new("svg", "image/svg+xml; charset=utf-8", new("SVG"), (to, _, _, _) => to.Write(Encoding.UTF8.GetBytes(draw().File()))) { Name = isMap ? "svg-peta" : "svg" },
            $"{ask.Query()}|{office.Value.Code}", http);
    }

    /// <summary>What draws it; null where there is nothing to draw.</summary>
    private Func<ChartDrawing>? Drawn(TableView view, ChartAsk ask, bool isMap)
    {
        if (isMap)
        {
            return MapPlan.Of(view, boundaries, ask, office.Value.Code) is { } map ? () => MapDrawing.Of(map, ChartDrawing.Wide, "p") : null;
        }

        return ChartChoice.Of(view, ask.Kind is ChartKind.None ? null : ask.Kind, ask.Pin, office.Value.Code) is { } plan ? () => ChartDrawing.Of(plan, ChartDrawing.Wide, "g") : null;
    }
}
