using System.Globalization;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Charts;
using DataPortal.Tables.Screen;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using static DataPortal.Shared.Speech;

namespace DataPortal.Tables;

/// <summary>
/// A table as visitors read it, take it away and choose from it; the address holds the choice.
/// A post turns the form into an address and goes there; only <c>aksi=simpan</c> keeps something, a choice anyone may keep and that belongs to nobody. So it needs no token, and the page can be kept for everyone.
/// </summary>
[PublicPage]
[IgnoreAntiforgeryToken]
[RequestFormLimits(ValueCountLimit = 10_000)]
public sealed class TabelModel(TableDownloads downloads, IDocumentStore store, Subjects subjects, PortalLinks links, SavedQueryDesk savedQueries, IOptions<OfficeOptions> office) : PageModel
{
    public ShownTable Shown { get; private set; } = null!;

    /// <summary>Set when the table was taken back; then nothing else is.</summary>
    public CatalogItem? Withdrawn { get; private set; }

    public RegionFigure? Figure { get; private set; }
    public IReadOnlyList<CatalogItem> Related { get; private set; } = [];
    public TableSheet Sheet { get; private set; } = null!;
    public IReadOnlyList<DimensionPanel> Panels { get; private set; } = [];

    /// <summary>The choice that was posted makes an address longer than any server takes.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Why the choice was not kept; null when nobody asked or it was.</summary>
    public string? NotKept { get; private set; }

    /// <summary>Short address of this choice, once it was kept.</summary>
    public string? Kept { get; private set; }

    public string OfficeCode => office.Value.Code;
    public string OfficeName => T(office.Value.ShortName, office.Value.NameEnglish);
    public string PortalName => T(office.Value.PortalName, office.Value.PortalNameEnglish);
    public Subjects Subjects => subjects;
    public TableDownloads Downloads => downloads;
    public TableView View => Shown.View;
    public Cube Cube => Shown.Table.Cube;
    public TableChoice Choice => Shown.Selection.Choice;

    /// <summary>The selection, for links that keep it.</summary>
    public string Query => Choice.Fresh().Query(Cube);

    /// <summary>The page itself, without a choice.</summary>
    public string Path => $"{Request.PathBase}/tabel/{Shown.Item.Id}";

    /// <summary>The table with another choice, drawn as it is.</summary>
    public string Link(TableChoice choice) => Path + Drawn(choice.Query(Cube));

    /// <summary>The permalink of what is shown, as it is copied, printed and saved.</summary>
    public string Address => links.To($"/tabel/{Shown.Item.Id}{Drawn(Query)}", Language);

    public string Embedding => links.To($"/tabel/{Shown.Item.Id}/sematan{Drawn(Query)}", Language);

    public ChartAsk Drawing => ChartAsk.Of(Request.Query, Shown.Table);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await FindAsync(id, ct) is { } gone ? gone : await ShowAsync(ct);

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is { } gone)
        {
            return gone;
        }

        if (Request.Form["aksi"] == "simpan")
        {
            return await KeepAsync(ct);
        }

        var choice = ChoicePanel.Read(Shown.Table, Shown.Selection, Request.Form);
        var query = choice.Query(Cube);
        if (query.Length > ChoicePanel.LongestQuery)
        {
            IsTooLong = true;
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await ShowAsync(ct);
        }

        var searched = Enumerable.Range(0, choice.Searches.Count).FirstOrDefault(d => choice.Searches[d] is not null && choice.Searches[d] != Choice.Searches[d], -1);
        return Redirect(Link(choice) + (searched < 0 ? "#tabel" : string.Create(CultureInfo.InvariantCulture, $"#pilih-{searched}")));
    }

    // How it is drawn stands in the address too, and stays.
    private string Drawn(string query) => query + Drawing.Kept(query);

    private async Task<IActionResult> KeepAsync(CancellationToken ct)
    {
        try
        {
            var kept = await savedQueries.KeepAsync(SavedViews.Of(Shown.Table, Choice, Drawing), HttpContext.Connection.RemoteIpAddress, ct);
            var query = Drawn(Query);
            return Redirect($"{Path}{query}{(query.Length == 0 ? '?' : '&')}{ChoiceKeys.Kept}={kept.Id}#simpan");
        }
        catch (SavedQueryRefusedException refused)
        {
            (NotKept, Response.StatusCode) = (refused.Message, StatusCodes.Status422UnprocessableEntity);
        }
        catch (TooManySavedQueriesException tooMany)
        {
            NotKept = T("Terlalu banyak pilihan disimpan dari jaringan Anda. Coba lagi nanti, atau salin alamat halaman ini.", "Too many choices were kept from your network. Try again later, or copy this page's address.");
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = tooMany.Seconds.ToString(CultureInfo.InvariantCulture);
        }

        return await ShowAsync(ct);
    }

    private async Task<IActionResult?> FindAsync(string id, CancellationToken ct)
    {
        if (await downloads.FindAsync(id, Request.Query, ct) is { } shown)
        {
            Shown = shown;
            return null;
        }

        Withdrawn = await store.FindAsync(CatalogQueries.Items, id, ct) is { Kind: ItemKind.Table, State: ItemState.Withdrawn } item ? item : null;
        if (Withdrawn is null)
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    private async Task<IActionResult> ShowAsync(CancellationToken ct)
    {
        if (Request.Query[ChoiceKeys.Kept].ToString() is { Length: > 0 } saved && await savedQueries.FindAsync(saved, ct) is { } found && found.Table == Shown.Table.Id)
        {
            Kept = links.To(SavedViews.Path(found.Id), Language);
        }

        Sheet = TableSheet.Of(Shown, OfficeCode);
        Panels = ChoicePanel.Of(Shown.Table, Shown.Selection);
        // Above a table of percentages it would read as one of them.
        Figure = Choice.Reckoning is Reckoning.Figures || Shown.Refused is not null ? Sheet.Figure : null;
        Related = [.. (await store.ListAsync(CatalogQueries.Items.Where("subject", Shown.Item.Subject).Where("state", ItemState.Published).OrderByDescending("published").Top(7), ct)).Where(other => other.Id != Shown.Item.Id).Take(6)];
        return Page();
    }
}
