using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Procedures.Drafts;

/// <summary>Brings a document in: a file, or its text; with <c>dari</c> (and <c>versi</c>) the text of one there is, to be changed.</summary>
[Allow(Role.WebAdmin, Role.SectionHead, Role.SystemAdmin, Role.OfficeHead, Role.DivisionHead)]
[RequestSizeLimit(40_000_000), RequestFormLimits(ValueLengthLimit = 20_000_000, MultipartBodyLengthLimit = 40_000_000)]
public sealed class NewModel(DraftDesk desk, ProcedureLibrary library) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public void OnGet(string? dari, string? versi)
    {
        var version = library.Versions(dari ?? "").FirstOrDefault(kept => versi is null ? kept.Now is not null : kept.Hash == versi);
        Form.Text = version?.Text;
        Form.From = version?.Id;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        try
        {
            if (Form.File is { Length: > DraftDesk.MostBytes } large)
            {
                throw new DraftRefusedException($"Berkasnya {Shared.Show.Size(large.Length)}, paling besar {Shared.Show.Size(DraftDesk.MostBytes)}. Pilih berkas .md yang benar.");
            }

            if (Form.File is { } file)
            {
                using var held = new MemoryStream();
                await file.CopyToAsync(held, ct);
                return Redirect($"/petugas/standar/draf/{(await desk.KeepAsync(DraftDesk.Decode(held.ToArray()), Path.GetFileName(file.FileName), ct)).Id}");
            }

            var origin = Form.From is { Length: > 0 and < 100 } from ? $"dari versi {from}" : "ditempel";
            return Redirect($"/petugas/standar/draf/{(await desk.KeepAsync(Form.Text ?? "", origin, ct)).Id}");
        }
        catch (DraftRefusedException refused)
        {
            var field = Form.File is null ? "Form.Text" : "Form.File";
            if (Form.Text?.Length > DocumentGuard.MostLetters)
            {
                (Form.Text, _) = (null, ModelState.Remove("Form.Text"));
            }

            ModelState.AddModelError(field, Form.File is null && string.IsNullOrWhiteSpace(Form.Text) && field == "Form.Text" && refused.Message == "Teksnya kosong." ? "Pilih berkas .md, atau tempel teksnya." : refused.Message);
            return Page();
        }
    }

    public sealed class Input
    {
        public IFormFile? File { get; set; }
        public string? Text { get; set; }

        /// <summary>The version the text was taken from.</summary>
        public string? From { get; set; }
    }
}
