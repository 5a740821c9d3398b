using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Catalog.Staff;

/// <summary>The release calendar as staff keep it.</summary>
[Allow(Role.WebAdmin, Role.SectionHead)]
public sealed class RencanaModel(IDocumentStore store, ReleasePlan plan, Subjects subjects, TimeProvider clock) : PageModel
{
    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<PlannedRelease> Planned { get; private set; } = [];
    public IEnumerable<SelectListItem> Subjects => Choices.Of(subjects);
    public IEnumerable<SelectListItem> Kinds => Choices.Kinds;

    public async Task<IActionResult> OnGetAsync(string? ubah, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (ubah is not null)
        {
            if (await store.FindAsync(ReleasePlan.Collection, ubah, ct) is not { } planned)
            {
                return NotFound();
            }

            Form = Input.Of(planned);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!string.IsNullOrWhiteSpace(Form.Item) && await store.FindAsync(CatalogQueries.Items, Form.ItemId!, ct) is null)
        {
            ModelState.AddModelError("Form.Item", "Tidak ada butir itu. Salin bagian terakhir alamatnya, atau kosongkan.");
        }

        if (subjects.Find(Form.Subject) is null && !string.IsNullOrEmpty(Form.Subject))
        {
            ModelState.AddModelError("Form.Subject", "Pilih subjek dari daftar.");
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return Page();
        }

        try
        {
            if (string.IsNullOrEmpty(Form.Id))
            {
                await plan.AddAsync(Form.On(new() { Id = "", At = default, Title = new(""), Subject = "" }), ct);
            }
            else
            {
                await plan.ChangeAsync(Form.Id, Form.On, ct);
            }
        }
        catch (UnknownItemException)
        {
            return NotFound();
        }

        return Redirect("/petugas/katalog/rencana");
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id, CancellationToken ct)
    {
        try
        {
            await plan.RemoveAsync(id, ct);
            return Redirect("/petugas/katalog/rencana");
        }
        catch (UnknownItemException)
        {
            return NotFound();
        }
    }

    private async Task LoadAsync(CancellationToken ct) => Planned = await store.ListAsync(ReleasePlan.From(clock.GetUtcNow().AddDays(-31)).Top(500), ct);

    public sealed class Input : IValidatableObject
    {
        public string? Id { get; set; }
        public DateOnly? Day { get; set; }

        /// <summary><c>11:00</c> or <c>11.00</c>, WIB.</summary>
        public string? Time { get; set; } = "11.00";
        public string? TitleId { get; set; }
        public string? TitleEn { get; set; }
        public string? Subject { get; set; }
        public string? Kind { get; set; }
        public string? Item { get; set; }
        public string? Note { get; set; }
        public string? NoteEn { get; set; }

        internal string? ItemId => string.IsNullOrWhiteSpace(Item) ? null : Item.Trim().Split('/')[^1];

        internal static Input Of(PlannedRelease planned) => new()
        {
            Id = planned.Id,
            Day = Show.Day(planned.At),
            Time = Show.Local(planned.At).ToString("HH.mm", System.Globalization.CultureInfo.InvariantCulture),
            TitleId = planned.Title.Id,
            TitleEn = planned.Title.En,
            Subject = planned.Subject,
            Kind = planned.Kind?.ToString(),
            Item = planned.Item,
            Note = planned.Note?.Id,
            NoteEn = planned.Note?.En,
        };

        internal PlannedRelease On(PlannedRelease planned) => planned with
        {
            At = new(Day!.Value.ToDateTime(Clock(Time)!.Value), TimeSpan.FromHours(7)),
            Title = new(TitleId!.Trim(), string.IsNullOrWhiteSpace(TitleEn) ? null : TitleEn.Trim()),
            Subject = Subject!,
            Kind = Enum.TryParse<ItemKind>(Kind, out var kind) ? kind : null,
            Item = ItemId,
            Note = string.IsNullOrWhiteSpace(Note) ? null : new(Note.Trim(), string.IsNullOrWhiteSpace(NoteEn) ? null : NoteEn.Trim()),
        };

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Day is null)
            {
                yield return new("Pilih tanggal terbit.", [nameof(Day)]);
            }

            if (Clock(Time) is null)
            {
                yield return new("Tulis jam seperti 11.00.", [nameof(Time)]);
            }

            if (string.IsNullOrWhiteSpace(TitleId) || TitleId.Length > 300)
            {
                yield return new("Tulis judul, paling banyak 300 huruf.", [nameof(TitleId)]);
            }

            if (string.IsNullOrEmpty(Subject))
            {
                yield return new("Pilih subjek.", [nameof(Subject)]);
            }
        }

        private static TimeOnly? Clock(string? text) => TimeOnly.TryParseExact(text?.Trim().Replace('.', ':'), ["H:mm", "HH:mm"], out var time) ? time : null;
    }
}
