using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Years;

/// <summary>One activity of the year plan: written, changed, removed.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class EntryModel(YearDesk desk, IDocumentStore store, TimeProvider clock) : PageModel
{
    private static readonly Role[] _owners = [Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead];

    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "tahun")]
    public int? AskedYear { get; set; }

    /// <summary>Null: a new one is written.</summary>
    public PlannedActivity? Planned { get; private set; }

    public IReadOnlyList<SelectListItem> Owners { get; private set; } = [];
    public IReadOnlyList<SelectListItem> Procedures => [.. desk.Procedures.Select(procedure => new SelectListItem(procedure.Name, procedure.Id))];
    public DateOnly Today => Show.Day(clock.GetUtcNow());
    public int Year => Planned?.Year ?? Form.From?.Year ?? AskedYear ?? Today.Year;

    /// <summary>The day it would be opened, when that is not the one typed.</summary>
    public DateOnly? Moved => Form.From is { } from && desk.Working(from) is var day && day != from ? day : null;

    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } answer)
        {
            return answer;
        }

        if (Planned is { } planned)
        {
            Form = new()
            {
                Seen = planned.Version,
                Procedure = planned.Procedure,
                Title = planned.Title,
                From = planned.From,
                To = planned.To,
                Owner = planned.OwnerId,
                Note = planned.Note,
                IsYearly = planned.IsYearly,
            };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } answer)
        {
            return answer;
        }

        if (!desk.Procedures.Any(procedure => procedure.Id == Form.Procedure))
        {
            ModelState.AddModelError("Form.Procedure", "Pilih SOP.");
        }

        var owner = Owners.FirstOrDefault(person => person.Value == Form.Owner);
        if (!string.IsNullOrEmpty(Form.Owner) && owner is null)
        {
            ModelState.AddModelError("Form.Owner", "Pilih penanggung jawab dari daftar.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        PlannedActivity With(PlannedActivity planned) => planned with
        {
            Year = Form.From!.Value.Year,
            Procedure = Form.Procedure!,
            Title = Form.Title!.Trim(),
            From = Form.From.Value,
            To = Form.To,
            OwnerId = owner?.Value,
            Owner = owner?.Text,
            Note = string.IsNullOrWhiteSpace(Form.Note) ? null : Form.Note.Trim(),
            IsYearly = Form.IsYearly,
        };
        try
        {
            await (Planned is { } read
                ? desk.ChangeAsync(read.Id, Form.Seen, With, ct)
                : desk.AddAsync([With(new() { Id = Form.Stamp!, Year = 0, Procedure = "", Title = "", From = default, SavedAt = default })], ct));
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            return Page();
        }

        return Back("simpan", Form.From!.Value);
    }

    public async Task<IActionResult> OnPostHapusAsync(string? id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } answer || Planned is not { } planned)
        {
            return NotFound();
        }

        // Only the version counts here; what else the form says is thrown away with the entry.
        ModelState.Clear();
        try
        {
            await desk.RemoveAsync(planned.Id, Form.Seen, ct);
            return Back("hapus", planned.From);
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            return Page();
        }
    }

    private async Task<IActionResult?> LoadAsync(string? id, CancellationToken ct)
    {
        Form.Stamp = Guid.TryParseExact(Form.Stamp, "N", out _) ? Form.Stamp : Document.NewId(clock);
        Planned = id is null ? null : await desk.FindAsync(id, ct);
        if ((id is not null && Planned is null) || AskedYear is { } year && !YearDesk.IsPlanned(year))
        {
            return NotFound();
        }

        if (Planned?.Run is { } run)
        {
            return Redirect(Url.Content(RunLinks.Run(run)));
        }

        Dictionary<string, string> people = new(StringComparer.Ordinal);
        foreach (var role in _owners)
        {
            foreach (var person in await store.ListAsync(StaffQueries.Holding(role), ct))
            {
                people[person.Id] = person.Name;
            }
        }

        if (Planned is { OwnerId: { } kept, Owner: { } name })
        {
            // Who has left the office since still stands there until another is chosen.
            people.TryAdd(kept, name);
        }

        Owners = [.. people.OrderBy(person => person.Value, StringComparer.CurrentCultureIgnoreCase).Select(person => new SelectListItem(person.Value, person.Key))];
        return null;
    }

    private RedirectResult Back(string said, DateOnly day) => Redirect(Url.Content($"~/petugas/kegiatan/rencana?tahun={day.Year}&bulan={day.Month}&pesan={said}"));

    public sealed class Input : IValidatableObject
    {
        /// <summary>The version the form was filled from.</summary>
        public long Seen { get; set; }

        /// <summary>Names a new entry: sent twice it is written once.</summary>
        public string? Stamp { get; set; }
        public string? Procedure { get; set; }
        public string? Title { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? To { get; set; }
        public string? Owner { get; set; }
        public string? Note { get; set; }
        public bool IsYearly { get; set; }

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Title) || Title.Length > YearDesk.LongestTitle)
            {
                yield return new($"Tulis nama kegiatan, paling banyak {YearDesk.LongestTitle} huruf.", [nameof(Title)]);
            }

            if (From is null)
            {
                yield return new("Pilih tanggal mulai.", [nameof(From)]);
            }
            else if (!YearDesk.IsPlanned(From.Value.Year))
            {
                yield return new($"Rencana disimpan untuk tahun {YearDesk.FirstYear} sampai {YearDesk.LastYear}; periksa tahunnya.", [nameof(From)]);
            }

            if (To < From)
            {
                yield return new("Tanggal selesai tidak boleh lebih awal daripada tanggal mulai.", [nameof(To)]);
            }

            if (To?.Year > YearDesk.LastYear)
            {
                yield return new($"Rencana disimpan sampai tahun {YearDesk.LastYear}; periksa tahunnya.", [nameof(To)]);
            }
            else if (From is { } from && YearDesk.IsPlanned(from.Year) && To > from.AddYears(2))
            {
                yield return new("Tanggal selesai paling jauh dua tahun sesudah tanggal mulai.", [nameof(To)]);
            }

            if (Note?.Length > YearDesk.LongestNote)
            {
                yield return new($"Catatan paling banyak {YearDesk.LongestNote} huruf.", [nameof(Note)]);
            }
        }
    }
}
