using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Tables.Staff;

/// <summary>Takes a file. It is kept before anything is read, so nothing is lost whatever is wrong with it.</summary>
[Allow(Role.WebAdmin)]
[RequestSizeLimit(CatalogLimits.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = CatalogLimits.MostBytes)]
public sealed class UnggahModel(TableDesk desk, IDocumentStore store, TableImport import) : PageModel
{
    public sealed class Input
    {
        public IFormFile? File { get; set; }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>The table whose figures the file replaces.</summary>
    [BindProperty(SupportsGet = true, Name = "ganti")]
    public string? Replaces { get; set; }

    public CatalogItem? Replaced { get; private set; }

    public TableLimits Limits => import.Limits;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Replaced = Replaces is null ? null : await store.FindAsync(CatalogQueries.Items, Replaces, ct);
        return Replaces is not null && Replaced is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await OnGetAsync(ct) is NotFoundResult unknown)
        {
            return unknown;
        }

        if (Form.File is not { } file)
        {
            ModelState.AddModelError("Form.File", "Pilih berkas .xlsx, .csv, .px, .json, atau .html yang berisi tabelnya.");
            return Page();
        }

        if (file.Length == 0)
        {
            ModelState.AddModelError("Form.File", $"Berkas {Path.GetFileName(file.FileName)} kosong (0 byte). Simpan ulang tabelnya, lalu unggah lagi.");
            return Page();
        }

        try
        {
            await using var content = file.OpenReadStream();
            var upload = await desk.ReceiveAsync(content, file.FileName, Replaces, ct);
            return RedirectToPage("/Tables/Staff/Pratinjau", new { id = upload.Id });
        }
        catch (UploadRefusedException refused)
        {
            ModelState.AddModelError("Form.File", refused.Message);
            return Page();
        }
    }
}
