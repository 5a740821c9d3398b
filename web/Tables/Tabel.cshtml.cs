using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using static DataPortal.Shared.Speech;

namespace DataPortal.Tables;

/// <summary>A table as visitors read it, take it away and choose from it; the address holds the choice.</summary>
[PublicPage]
public sealed class TabelModel(TableDownloads downloads, IDocumentStore store, Subjects subjects, Boundaries boundaries, IOptions<OfficeOptions> office) : PageModel
{
    public ShownTable Shown { get; private set; } = null!;

    /// <summary>Set when the table was taken back; then nothing else is.</summary>
    public CatalogItem? Withdrawn { get; private set; }

    public RegionFigure? Figure { get; private set; }
    public TableChart? Chart { get; private set; }
    public RegionShapes? Map { get; private set; }
    public IReadOnlyList<CatalogItem> Related { get; private set; } = [];
    public IReadOnlyList<CellStatus> Symbols { get; private set; } = [];
    public int RowsPerPage { get; private set; }
    public int RowCount { get; private set; }
    public int From { get; private set; }

    public string OfficeCode => office.Value.Code;
    public string OfficeName => T(office.Value.ShortName, office.Value.NameEnglish);
    public string PortalName => T(office.Value.PortalName, office.Value.PortalNameEnglish);
    public Subjects Subjects => subjects;
    public TableDownloads Downloads => downloads;
    public TableView View => Shown.View;
    public Cube Cube => Shown.Table.Cube;
    public int Pages => (RowCount + RowsPerPage - 1) / RowsPerPage;
    public int Page_ => From / RowsPerPage + 1;

    /// <summary>The selection, for links that keep it.</summary>
    public string Query => TableDownloads.Query(Request.Query, Shown.Table);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await downloads.FindAsync(id, Request.Query, ct) is not { } shown)
        {
            Withdrawn = await store.FindAsync(CatalogQueries.Items, id, ct) is { Kind: ItemKind.Table, State: ItemState.Withdrawn } item ? item : null;
            if (Withdrawn is null)
            {
                return NotFound();
            }

            Response.StatusCode = StatusCodes.Status410Gone;
            return Page();
        }

        Shown = shown;
        var grid = new ScreenGrid(View);
        RowCount = grid.RowCount;
        RowsPerPage = Math.Clamp(TableSelection.MostCells / grid.ColumnCount, 1, TableSelection.MostRows);
        From = Math.Min((shown.Selection.Page - 1) * RowsPerPage, (RowCount - 1) / RowsPerPage * RowsPerPage);
        Symbols = Used(grid);
        Figure = KeyFigure.Of(Cube, View.Text)?.For(OfficeCode);
        Chart = TableChart.Of(View, OfficeCode);
        Map = Chart is { Dimension.Role: DimensionRole.Region } chart ? boundaries.For([.. chart.Bars.Select(bar => bar.Category.Code)]) : null;
        Related = [.. (await store.ListAsync(CatalogQueries.Items.Where("subject", shown.Item.Subject).Where("state", ItemState.Published).OrderByDescending("published").Top(7), ct)).Where(other => other.Id != id).Take(6)];
        return Page();
    }

    /// <summary>The share column: only where one column shows the figures of regions that add up to their whole.</summary>
    public double? Whole
    {
        get
        {
            var layout = View.Layout;
            return Figure?.Whole is { } whole && layout.Rows.Count == 1 && layout.Columns.Count == 0 && Cube.Dimensions[layout.Rows[0]].Role is DimensionRole.Region ? whole : null;
        }
    }

    public bool ShowCodes => View.Layout.Rows.Count == 1 && Cube.Dimensions[View.Layout.Rows[0]] is { Role: DimensionRole.Region } regions
        && regions.Categories.All(category => category.Code.All(char.IsAsciiDigit));

    /// <summary>What each table cell counts when nothing runs across: the title as far as <em>menurut</em>.</summary>
    public string OnlyName => View.Text.Title.ToString() is var title && title.IndexOf(T(" menurut ", " by "), StringComparison.OrdinalIgnoreCase) is > 0 and var cut and < 60 ? title[..cut] : T("Nilai", "Value");

    public string PageLink(int page) => $"~/tabel/{Shown.Item.Id}{Query}{(Query.Length == 0 ? "?" : "&")}{TableSelection.PageKey}={page}";

    private IReadOnlyList<CellStatus> Used(ScreenGrid grid)
    {
        var used = new bool[(int)CellStatus.Own9 + 1];
        for (var row = From; row < Math.Min(RowCount, From + RowsPerPage); row++)
        {
            for (var column = 0; column < grid.ColumnCount; column++)
            {
                used[(int)Cube.Status[grid.At(row, column)]] = true;
            }
        }

        return [.. Enum.GetValues<CellStatus>().Where(status => status is not CellStatus.Normal && used[(int)status])];
    }
}

/// <param name="Fixed">What the other dimensions stand at: <c>Tahun: 2026</c>.</param>
/// <param name="Bars">Largest first, or in time's order.</param>
public sealed record TableChart(Dimension Dimension, IReadOnlyList<(Category Category, double Value)> Bars, IReadOnlyList<(Dimension Dimension, Category Category)> Fixed, Bilingual? Unit, int Decimals)
{
    private const int MostBars = 30;

    /// <summary>One dimension of what is shown, the regions where there are some; the others at their total, latest or first. Null where bars would say nothing.</summary>
    public static TableChart? Of(TableView view, string office)
    {
        var (cube, layout) = (view.Cube, view.Layout);
        var shown = layout.Rows.Concat(layout.Columns).Where(d => layout.Selected[d].Count > 2 && cube.Dimensions[d].Role is not DimensionRole.Measure).ToList();
        if (shown.Count == 0)
        {
            return null;
        }

        var along = shown.FirstOrDefault(d => cube.Dimensions[d].Role is DimensionRole.Region, shown[0]);
        var strides = cube.Strides();
        var start = 0;
        List<(Dimension, Category)> fixedAt = [];
        var (unit, decimals) = (view.Text.Unit, view.Text.Decimals);
        for (var d = 0; d < strides.Length; d++)
        {
            if (d == along)
            {
                continue;
            }

            var (dimension, selected) = (cube.Dimensions[d], layout.Selected[d]);
            var at = dimension.Role is DimensionRole.Time ? selected.MaxBy(one => dimension.Categories[one].Code, StringComparer.Ordinal)
                : selected.Where(one => dimension.Categories[one].IsTotal).DefaultIfEmpty(selected[0]).First();
            start += at * strides[d];
            fixedAt.Add((dimension, dimension.Categories[at]));
            if (dimension.Role is DimensionRole.Measure)
            {
                (unit, decimals) = (dimension.Categories[at].Unit ?? unit, dimension.Categories[at].Decimals ?? decimals);
            }
        }

        var categories = cube.Dimensions[along].Categories;
        var bars = layout.Selected[along].Where(at => !categories[at].IsTotal).Select(at => (categories[at], cube.Values[start + at * strides[along]])).Where(bar => !double.IsNaN(bar.Item2)).ToList();
        if (bars.Count is < 3 or > MostBars || bars.Exists(bar => bar.Item2 < 0))
        {
            return null;
        }

        return new(cube.Dimensions[along], cube.Dimensions[along].Role is DimensionRole.Time ? bars : [.. bars.OrderByDescending(bar => bar.Item2)], fixedAt, unit, decimals);
    }

    /// <summary>What the chart shows, said as a finding where there is one.</summary>
    public string Heading(string office)
    {
        if (Dimension.Role is DimensionRole.Time)
        {
            return T($"Menurut {Dimension.Label.Id.ToLowerInvariant()}", $"By {Dimension.Label.ToString().ToLowerInvariant()}");
        }

        var rank = Bars.ToList().FindIndex(bar => bar.Category.Code == office) + 1;
        var most = Bars[0].Category.Label;
        return rank switch
        {
            0 => T($"{most} tertinggi", $"{most} highest"),
            1 => T($"{most} tertinggi dari {Bars.Count}", $"{most} highest of {Bars.Count}"),
            _ => T($"{most} tertinggi, {Bars[rank - 1].Category.Label} urutan ke-{rank}", $"{most} highest, {Bars[rank - 1].Category.Label} in place {rank}"),
        };
    }
}
