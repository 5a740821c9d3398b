using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Catalog.Staff;

/// <summary>One item as staff work on it: its texts and files, and what may be done with it in its state.</summary>
[Allow(Role.WebAdmin)]
[RequestSizeLimit(CatalogLimits.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = CatalogLimits.MostBytes)]
public sealed class ButirModel(IDocumentStore store, CatalogDesk desk, Subjects subjects, Regions regions, IOptions<CatalogLimits> limits, TimeProvider clock) : PageModel
{
    [BindProperty]
    public ItemForm Form { get; set; } = new();

    public CatalogItem Item { get; private set; } = null!;
    public IReadOnlyList<string> Missing => desk.Missing(Item);
    public IEnumerable<SelectListItem> Subjects => Choices.Of(subjects);
    public IEnumerable<SelectListItem> Regions => Choices.Of(regions);
    public IEnumerable<SelectListItem> Frequencies => Choices.Frequencies;
    public string Limit => Show.Size(limits.Value.FileBytes);

    public string? Message => Request.Query["pesan"].ToString() switch
    {
        "dibuat" => "Konsep dibuat. Lengkapi isiannya, lalu terbitkan.",
        "disimpan" => "Perubahan disimpan.",
        "terbit" => "Sudah terbit dan dapat ditemukan pengunjung.",
        "dijadwalkan" => "Akan terbit sendiri pada waktu yang Anda tentukan.",
        "tidak-dijadwalkan" => "Jadwal terbit dibatalkan.",
        "ditarik" => "Ditarik. Alamatnya sekarang menampilkan alasan penarikan.",
        "dikembalikan" => "Terbit kembali.",
        "berkas-dilepas" => "Berkas dilepas.",
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } missing)
        {
            return missing;
        }

        Form = ItemForm.Of(Item);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } missing)
        {
            return missing;
        }

        var file = await KeepAsync(Form.File, "Form.File", _ => true, ct);
        var cover = await KeepAsync(Form.Cover, "Form.Cover", FileKinds.IsImage, ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            await desk.EditAsync(id, Form.Version, item => Form.On(item) with
            {
                Files = file is null ? item.Files : [file, .. item.Files.Where(other => other.MediaType != file.MediaType && other.Hash != file.Hash)],
                Cover = cover ?? item.Cover,
            }, ct);
            return Back(id, "disimpan");
        }
        catch (ItemChangedException)
        {
            ModelState.AddModelError("", "Orang lain menyimpan butir ini sesudah Anda membukanya. Salin isian Anda, muat ulang halaman, lalu gabungkan.");
        }
        catch (ItemIncompleteException lacking)
        {
            ModelState.AddModelError("", lacking.Message);
        }

        return Page();
    }

    public Task<IActionResult> OnPostPublishAsync(string id, CancellationToken ct) => ActAsync(id, "terbit", () => desk.PublishAsync(id, ct), ct);

    public Task<IActionResult> OnPostRestoreAsync(string id, CancellationToken ct) => ActAsync(id, "dikembalikan", () => desk.RestoreAsync(id, ct), ct);

    public async Task<IActionResult> OnPostScheduleAsync(string id, string? at, CancellationToken ct)
    {
        DateTimeOffset? moment = null;
        if (!string.IsNullOrWhiteSpace(at))
        {
            if (!DateTime.TryParseExact(at, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                || new DateTimeOffset(local, TimeSpan.FromHours(7)) is var planned && planned <= clock.GetUtcNow())
            {
                return await RefuseAsync(id, "Pilih tanggal dan jam yang akan datang.", ct);
            }

            moment = planned;
        }

        return await ActAsync(id, moment is null ? "tidak-dijadwalkan" : "dijadwalkan", () => desk.ScheduleAsync(id, moment, ct), ct);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id, string? reason, string? reasonEn, string? replacedBy, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return await RefuseAsync(id, "Tulis alasan penarikan; pengunjung akan membacanya.", ct);
        }

        var other = replacedBy?.Trim().Split('/')[^1];
        if (!string.IsNullOrEmpty(other) && await store.FindAsync(CatalogQueries.Items, other, ct) is null)
        {
            return await RefuseAsync(id, $"Tidak ada butir '{other}'. Salin bagian terakhir alamat penggantinya.", ct);
        }

        var text = new Bilingual(reason.Trim(), string.IsNullOrWhiteSpace(reasonEn) ? null : reasonEn.Trim());
        return await ActAsync(id, "ditarik", () => desk.WithdrawAsync(id, text, string.IsNullOrEmpty(other) ? null : other, ct), ct);
    }

    public async Task<IActionResult> OnPostDetachAsync(string id, string hash, CancellationToken ct) => await ActAsync(id, "berkas-dilepas", () => desk.EditAsync(id, null, item => item with
    {
        Files = [.. item.Files.Where(file => file.Hash != hash)],
        Cover = item.Cover?.Hash == hash ? null : item.Cover,
    }, ct), ct);

    public async Task<IActionResult> OnPostDiscardAsync(string id, CancellationToken ct)
    {
        var answer = await ActAsync(id, "", () => desk.DiscardAsync(id, ct), ct);
        return answer is RedirectResult ? Redirect("/petugas/katalog?keadaan=Draft") : answer;
    }

    private async Task<IActionResult> ActAsync(string id, string message, Func<Task<CatalogItem>> act, CancellationToken ct)
    {
        try
        {
            await act();
            return Back(id, message);
        }
        catch (UnknownItemException)
        {
            return NotFound();
        }
        catch (ItemIncompleteException lacking)
        {
            return await RefuseAsync(id, lacking.Message, ct);
        }
        catch (ItemStateException state)
        {
            return await RefuseAsync(id, $"Tidak dapat dilakukan: butir ini sekarang {state.State.Name().ToLowerInvariant()}.", ct);
        }
    }

    /// <summary>The page again with what is wrong. The other form on it was not sent: it shows what is stored.</summary>
    private async Task<IActionResult> RefuseAsync(string id, string message, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } missing)
        {
            return missing;
        }

        ModelState.Clear();
        ModelState.AddModelError("", message);
        Form = ItemForm.Of(Item);
        return Page();
    }

    private async Task<FileReference?> KeepAsync(IFormFile? sent, string field, Func<string, bool> fits, CancellationToken ct)
    {
        if (sent is null)
        {
            return null;
        }

        try
        {
            await using var content = sent.OpenReadStream();
            var file = await desk.KeepAsync(content, sent.FileName, ct);
            if (fits(file.MediaType))
            {
                return file;
            }

            ModelState.AddModelError(field, "Gambar sampul harus PNG atau JPEG.");
        }
        catch (FileRefusedException refused)
        {
            ModelState.AddModelError(field, refused.Message);
        }

        return null;
    }

    private async Task<IActionResult?> LoadAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(CatalogQueries.Items, id, ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        return null;
    }

    private RedirectResult Back(string id, string message) => Redirect($"/petugas/katalog/{id}?pesan={message}");
}
