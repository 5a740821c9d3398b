using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Catalog.Staff;

/// <summary>Starts a draft (procedure pelayanan-website, step 1): what it is and what it is called; the rest follows on its own page.</summary>
[Allow(Role.WebAdmin)]
public sealed class BaruModel(CatalogDesk desk, Subjects subjects) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public IEnumerable<SelectListItem> Kinds => Choices.Kinds.Where(kind => kind.Value != nameof(ItemKind.Table));
    public IEnumerable<SelectListItem> Subjects => Choices.Of(subjects);

    public void OnGet(string? jenis) => Form.Kind = jenis;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        try
        {
            var title = new DataPortal.Shared.Bilingual(Form.Title!.Trim(), string.IsNullOrWhiteSpace(Form.TitleEn) ? null : Form.TitleEn.Trim());
            var item = await desk.CreateAsync(desk.New(Enum.Parse<ItemKind>(Form.Kind!), title, Form.Subject!), ct);
            return Redirect($"/petugas/katalog/{item.Id}?pesan=dibuat");
        }
        catch (ItemIncompleteException lacking)
        {
            ModelState.AddModelError("Form.Subject", $"Pilih dari daftar: {string.Join(", ", lacking.Missing)}.");
            return Page();
        }
    }

    public sealed class Input : IValidatableObject
    {
        public string? Kind { get; set; }
        public string? Title { get; set; }
        public string? TitleEn { get; set; }
        public string? Subject { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (!Enum.TryParse<ItemKind>(Kind, out var kind) || !Enum.IsDefined(kind) || kind is ItemKind.Table)
            {
                yield return new("Pilih jenisnya. Tabel dibuat dengan mengunggah berkasnya di halaman Tabel.", [nameof(Kind)]);
            }

            if (string.IsNullOrWhiteSpace(Title))
            {
                yield return new("Tulis judul dalam bahasa Indonesia.", [nameof(Title)]);
            }
            else if (Title.Length > 300)
            {
                yield return new("Judul paling banyak 300 huruf.", [nameof(Title)]);
            }

            if (TitleEn?.Length > 300)
            {
                yield return new("Judul paling banyak 300 huruf.", [nameof(TitleEn)]);
            }

            if (string.IsNullOrEmpty(Subject))
            {
                yield return new("Pilih subjek.", [nameof(Subject)]);
            }
        }
    }
}
