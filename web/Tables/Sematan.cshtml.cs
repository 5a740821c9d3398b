using DataPortal.Catalog;
using DataPortal.Content;
using DataPortal.Shared;
using DataPortal.Tables.Charts;
using DataPortal.Tables.Screen;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using static DataPortal.Shared.Speech;

namespace DataPortal.Tables;

/// <summary>
/// A table for a frame on another site: <c>/tabel/{id}/sematan?{selection}&amp;bentuk=tabel|grafik|peta|angka</c>. It asks for nothing and changes nothing,
/// so any site may show it.
/// </summary>
[PublicPage]
public sealed class SematanModel(TableDownloads downloads, Boundaries boundaries, PortalLinks links, IOptions<OfficeOptions> office) : PageModel
{
    public ShownTable Shown { get; private set; } = null!;
    public TableSheet Sheet { get; private set; } = null!;

    /// <summary><c>tabel</c>, <c>grafik</c>, <c>peta</c> or <c>angka</c>.</summary>
    public string Shape { get; private set; } = "tabel";

    /// <summary>For <c>angka</c>: of the one region the selection names, else of the office's own; null where the table has no such figure.</summary>
    public RegionFigure? Figure { get; private set; }

    /// <summary>True where <see cref="Shape"/> is a chart or map and the choice can be drawn.</summary>
    public bool IsDrawn { get; private set; }
    public string OfficeCode => office.Value.Code;
    public string OfficeName => T(office.Value.ShortName, office.Value.NameEnglish);

    /// <summary>The table itself, with the same selection.</summary>
    public string Address => links.To($"/tabel/{Shown.Item.Id}{Shown.Selection.Choice.Fresh().Query(Shown.Table.Cube)}", Language);

    /// <summary>True for an address of this page, with or without its language.</summary>
    public static bool IsAt(PathString path) => path.Value is { } value && value.EndsWith("/sematan", StringComparison.OrdinalIgnoreCase)
        && (value.StartsWith("/tabel/", StringComparison.OrdinalIgnoreCase) || value.StartsWith("/en/tabel/", StringComparison.OrdinalIgnoreCase));

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await downloads.FindAsync(id, Request.Query, ct) is not { } shown)
        {
            return NotFound();
        }

        Shown = shown;
        Sheet = TableSheet.Of(shown, OfficeCode);
        Shape = Request.Query[ChoiceKeys.Shape].ToString() is var asked && asked is ("grafik" or "peta" or "angka") ? asked : "tabel";
        if (Shape == "angka")
        {
            var region = shown.Table.Cube.Dimensions.ToList().FindIndex(dimension => dimension.Role is DimensionRole.Region);
            Figure = region >= 0 && shown.Selection.Wanted[region] is [var only] ? KeyFigure.Of(shown.Table.Cube, shown.Table.Text)?.For(shown.Selection.Cube.Dimensions[region].Categories[only].Code) : Sheet.Figure;
        }
        else if (Shape is "grafik" or "peta")
        {
            var ask = ChartAsk.Of(Request.Query, shown.Table);
            Shape = Shape == "peta" && MapPlan.Of(shown.View, boundaries, ask, OfficeCode) is null ? "grafik" : Shape;
            IsDrawn = Shape == "peta" || ChartChoice.Of(shown.View, ask.Kind is ChartKind.None ? null : ask.Kind, ask.Pin, OfficeCode) is not null;
        }

        return Page();
    }
}
