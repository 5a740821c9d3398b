using System.Globalization;
using DataPortal.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Accounts.Pages;

[Allow(Role.SystemAdmin, Role.OfficeHead, Role.SectionHead)]
public sealed class TrailModel(IDocumentStore store, AuditTrail trail, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    [BindProperty(SupportsGet = true)]
    public string? Pelaku { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tindakan { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Dokumen { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Dari { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? Sampai { get; set; }

    /// <summary>The last entry of the page before.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Sesudah { get; set; }

    public IReadOnlyList<AuditEntry> List { get; private set; } = [];
    public string? NextId { get; private set; }
    public IReadOnlyList<SelectListItem> People { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Actions { get; } = [.. AuditWords.All.Select(word => new SelectListItem(word.Value, word.Key))];

    private AuditSearch Search => new(Pelaku, Tindakan?.Trim(), Dokumen?.Trim(), Dari, Sampai);

    public async Task<IActionResult> OnGetAsync(string? format, CancellationToken ct)
    {
        if (format == "csv")
        {
            return await ExportAsync(ct);
        }

        People = [.. (await store.ListAsync(StaffQueries.Everyone(), ct)).Select(staff => new SelectListItem(staff.Name, staff.Id))];
        var query = AuditQueries.Find(Search).Top(PageSize + 1);
        if (Sesudah is { Length: > 0 } && await store.FindAsync(AuditTrail.Collection, Sesudah, ct) is { } last)
        {
            query = query.After(last);
        }

        var found = await store.ListAsync(query, ct);
        List = [.. found.Take(PageSize)];
        NextId = found.Count > PageSize ? List[^1].Id : null;
        return Page();
    }

    /// <summary>The address of another page of the same search.</summary>
    public string PageAfter(string? after) => Url.Page(null, new { Pelaku, Tindakan, Dokumen, Dari = Day(Dari), Sampai = Day(Sampai), Sesudah = after }) ?? "";

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Written into the trail before the first byte leaves: who took what out.</summary>
    private async Task<IActionResult> ExportAsync(CancellationToken ct)
    {
        var filter = string.Join(", ", new[] { Pelaku, Tindakan, Dokumen, Day(Dari), Day(Sampai) }.Where(part => !string.IsNullOrEmpty(part)));
        await store.CommitAsync([trail.Entry("audit.exported", AuditTrail.Collection, "-", filter.Length == 0 ? "semua" : filter[..Math.Min(filter.Length, 200)])], ct);
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"jejak-audit-{DataPortal.Shared.Show.Day(clock.GetUtcNow()):yyyy-MM-dd}.csv\"";
        Response.Headers.CacheControl = "no-store";
        HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await AuditCsv.WriteAsync(Response.Body, store.StreamAsync(AuditQueries.Find(Search), ct), ct);
        return new EmptyResult();
    }
}
