using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Imk;

/// <summary>Dissemination (seed 001, step 4): the annual report attached and registered in the catalogue, or planned in the release calendar, or where the province published it.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class DisseminateModel(ImkTools tools, IDocumentStore store, CatalogDesk catalog, Subjects subjects, AuditTrail audit) : ImkPage(tools)
{
    private const string Draft = "konsep";
    private const string Existing = "butir";
    private const string Release = "rencana";
    private const string Elsewhere = "tautan";

    /// <summary>When releases appear unless their entry says otherwise.</summary>
    private static readonly TimeOnly _hour = new(11, 0);

    protected override string FormName => ImkSteps.DisseminationForm;

    [BindProperty]
    public Input Form { get; set; } = new();

    public static IReadOnlyList<SelectListItem> Ways { get; } =
    [
        new("Buat konsep publikasi di katalog dari berkas laporan", Draft),
        new("Sudah ada di katalog: pilih butirnya", Existing),
        new("Tetapkan tanggal terbitnya di rencana terbit", Release),
        new("Diterbitkan provinsi di tempat lain: catat tautannya", Elsewhere),
    ];

    public IReadOnlyList<SelectListItem> SubjectOptions => [.. subjects.All.Select(subject => new SelectListItem($"{subject.Code} {subject.Name.Id}", subject.Code))];

    /// <summary>The item the report is registered as, or null.</summary>
    public CatalogItem? Registered { get; private set; }

    public PlannedRelease? Planned { get; private set; }

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        Form.Title ??= Run.Title;
        return Page();
    }

    public async Task<IActionResult> OnPostMulaiAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        return HasRequisites() ? await BeginAsync(TickEvidence, ct) : Page();
    }

    public async Task<IActionResult> OnPostSelesaiAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        await TakeFilesAsync(ct);
        HasRequisites();
        await CheckAsync(ct);
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var release = Form.Way == Release ? new PlannedRelease
        {
            Id = Document.NewId(Tools.Clock),
            At = new(Form.Day!.Value.ToDateTime(_hour), TimeSpan.FromHours(7)),
            Title = new(Form.Title!.Trim()),
            Subject = Form.Subject!,
            Kind = ItemKind.Publication,
            UpdatedAt = Now,
        } : null;
        var link = Form.Way == Elsewhere ? Form.Link!.Trim() : null;
        var item = Form.Way == Existing ? ItemId : null;
        List<string> evidence =
        [
            .. FileEvidence,
            .. link is null ? Array.Empty<string>() : [RunEvidence.Note("Diterbitkan provinsi: " + link)],
            .. item is null ? Array.Empty<string>() : [RunEvidence.Note("Terdaftar di katalog: " + item)],
            .. release is null ? Array.Empty<string>() : [RunEvidence.Note($"Rencana terbit {Show.Date(release.At)}: {release.Title.Id}")],
            .. Form.Way == Draft ? [RunEvidence.Note("Didaftarkan di katalog sebagai konsep publikasi: " + Form.Title!.Trim())] : Array.Empty<string>(),
        ];
        return await FinishAsync(evidence, ct, also: async (_, also) =>
        {
            List<Change> changes = [];
            var registered = item;
            if (Form.Way == Draft)
            {
                var made = await catalog.DraftAsync(catalog.New(ItemKind.Publication, new(Form.Title!.Trim()), Form.Subject!) with
                {
                    Files = Kept,
                    Source = new(Run.Title),
                    Period = Form.Period?.Trim() ?? "",
                    Frequency = Frequency.Annual,
                }, also);
                changes.AddRange(made.Changes);
                registered = made.Item.Id;
            }
            else if (release is not null)
            {
                changes.AddRange([ReleasePlan.Collection.Insert(release), audit.Entry("release.planned", ReleasePlan.Collection, release.Id, release.Title.Id)]);
            }

            changes.AddRange(await Imk.ChangesAsync(Run.Id, "imk.disseminated", registered ?? release?.Id ?? link, survey => survey with { Dissemination = new(registered, release?.Id, link) }, also));
            return changes;
        });
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        await base.ReadAsync(ct);
        Registered = Survey.Dissemination?.Item is { } item ? await store.FindAsync(CatalogQueries.Items, item, ct) : null;
        Planned = Survey.Dissemination?.Release is { } release ? await store.FindAsync(ReleasePlan.Collection, release, ct) : null;
    }

    /// <summary>The last part of an address, or the identifier itself.</summary>
    private string? ItemId => string.IsNullOrWhiteSpace(Form.Item) ? null : Form.Item.Trim().TrimEnd('/').Split('/')[^1];

    private async Task CheckAsync(CancellationToken ct)
    {
        if (Form.Way is not (Draft or Existing or Release or Elsewhere))
        {
            Wrong(nameof(Form.Way), "Pilih di mana laporan itu dapat ditemukan.");
        }

        if (Form.Way is Draft or Release)
        {
            if (string.IsNullOrWhiteSpace(Form.Title) || Form.Title.Length > 300)
            {
                Wrong(nameof(Form.Title), "Tulis judul laporan, paling banyak 300 huruf.");
            }

            if (subjects.Find(Form.Subject) is null)
            {
                Wrong(nameof(Form.Subject), "Pilih subjek dari daftar.");
            }
        }

        if (Form.Way == Draft && Form.Period?.Length > 40)
        {
            Wrong(nameof(Form.Period), "Periode paling banyak 40 huruf, misalnya 2026.");
        }

        if (Form.Way == Existing && (ItemId is null || ItemId.Length > 128 || await store.FindAsync(CatalogQueries.Items, ItemId, ct) is null))
        {
            Wrong(nameof(Form.Item), "Tidak ada butir itu di katalog. Salin alamat halamannya, atau bagian terakhirnya.");
        }

        if (Form.Way == Release && (Form.Day is null || Form.Day <= Today))
        {
            Wrong(nameof(Form.Day), "Pilih tanggal terbit sesudah hari ini.");
        }

        if (Form.Way == Elsewhere && (Form.Link?.Length > 500 || !Uri.TryCreate(Form.Link?.Trim(), UriKind.Absolute, out var link) || link.Scheme is not ("https" or "http")))
        {
            Wrong(nameof(Form.Link), "Tulis alamat lengkap, misalnya https://bengkulu.bps.go.id/….");
        }

        if (Form.Way != Elsewhere && Kept.Count == 0 && ModelState[nameof(Files)] is not { Errors.Count: > 0 })
        {
            ModelState.AddModelError(nameof(Files), $"Lampirkan {Step!.Output}.");
        }
    }

    public sealed class Input
    {
        public string? Way { get; set; }
        public string? Title { get; set; }
        public string? Subject { get; set; }
        public string? Period { get; set; }
        public string? Item { get; set; }
        public DateOnly? Day { get; set; }
        public string? Link { get; set; }
    }
}
