using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables.Versions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Tables.Staff;

/// <summary>One table for those who keep it: state, versions, publish, replace.</summary>
[Allow(Role.WebAdmin)]
public sealed class SatuModel(TableShelf shelf, CatalogDesk catalog, VersionDesk versions, IDocumentStore store, IFileStore files, TimeProvider clock) : PageModel
{
    public CatalogItem Item { get; private set; } = null!;
    public StoredTable Table { get; private set; } = null!;
    public TableView View { get; private set; } = null!;
    public CubeChanges? WaitingChanges { get; private set; }
    public IReadOnlyList<string> Missing { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = "kabar")]
    public string? News { get; set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(CatalogQueries.Items, id, ct) is not { Kind: ItemKind.Table } item || await shelf.FindAsync(id, ct) is not { } table)
        {
            return NotFound();
        }

        (Item, Table, Missing) = (item, table, item.State is ItemState.Draft ? catalog.Missing(item) : []);
        View = new(table.Cube, table.Text with { Title = item.Title }, TableSelection.Of(table, _ => default).Layout);
        WaitingChanges = table.Document.Waiting is { } waiting ? CubeChanges.Of(table.Cube, await shelf.CubeAsync(waiting.Version.Cube.Hash, ct)) : null;
        return Page();
    }

    public Task<IActionResult> OnPostBatalkanAsync(string id, CancellationToken ct) => WaitingAsync(id, "dibatalkan", () => versions.CancelAsync(id, ct));

    public async Task<IActionResult> OnPostGeserAsync(string id, string? pada, CancellationToken ct) => new MappingForm { PublishAt = pada }.Moment is { } moment
        ? await WaitingAsync(id, "digeser", () => versions.MoveAsync(id, moment, ct), "waktu")
        : RedirectToPage(new { id, kabar = "waktu" });

    public Task<IActionResult> OnPostSekarangAsync(string id, CancellationToken ct) => WaitingAsync(id, "sekarang", async () =>
    {
        if (!await versions.ShowAsync(id, early: true, ct))
        {
            throw new EmbargoRefusedException("");
        }
    });

    public Task<IActionResult> OnPostSembunyikanAsync(string id, int versi, CancellationToken ct) => WaitingAsync(id, "versi", () => versions.HideAsync(id, versi, true, ct));

    public Task<IActionResult> OnPostTampilkanAsync(string id, int versi, CancellationToken ct) => WaitingAsync(id, "versi", () => versions.HideAsync(id, versi, false, ct));

    private async Task<IActionResult> WaitingAsync(string id, string news, Func<Task> act, string refused = "lewat")
    {
        try
        {
            await act();
            return RedirectToPage(new { id, kabar = news });
        }
        catch (UnknownItemException)
        {
            return NotFound();
        }
        catch (EmbargoRefusedException)
        {
            return RedirectToPage(new { id, kabar = refused });
        }
    }

    public async Task<IActionResult> OnPostTerbitkanAsync(string id, CancellationToken ct)
    {
        try
        {
            await catalog.PublishAsync(id, ct);
            return RedirectToPage(new { id, kabar = "terbit" });
        }
        catch (Exception refused) when (refused is ItemIncompleteException or ItemStateException or UnknownItemException)
        {
            return RedirectToPage(new { id, kabar = "belum" });
        }
    }

    /// <summary>The first publication at a moment to come; an empty moment takes that back.</summary>
    public async Task<IActionResult> OnPostJadwalkanAsync(string id, string? pada, CancellationToken ct)
    {
        var moment = new MappingForm { PublishAt = pada }.Moment;
        if (!string.IsNullOrWhiteSpace(pada) && (moment is null || moment <= clock.GetUtcNow()))
        {
            return RedirectToPage(new { id, kabar = "waktu" });
        }

        try
        {
            await catalog.ScheduleAsync(id, moment, ct);
            return RedirectToPage(new { id, kabar = moment is null ? "jadwal-batal" : "akan-terbit" });
        }
        catch (Exception refused) when (refused is ItemIncompleteException or ItemStateException or UnknownItemException)
        {
            return RedirectToPage(new { id, kabar = "belum" });
        }
    }

    /// <summary>The file of a version as it was uploaded.</summary>
    public async Task<IActionResult> OnGetAsliAsync(string id, int versi, CancellationToken ct)
    {
        var table = await store.FindAsync(TableQueries.Tables, id, ct);
        var version = table is null ? null : table.Earlier.Prepend(table.Current).FirstOrDefault(one => one.Number == versi);
        return version?.Original is { } original && await files.OpenAsync(original.Hash, ct) is { } content
            ? File(content, "application/octet-stream", original.Name)
            : NotFound();
    }
}
