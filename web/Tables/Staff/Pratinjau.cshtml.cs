using System.Text.Json;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using DataPortal.Tables.Import.Mapping;
using DataPortal.Tables.Versions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables.Staff;

/// <summary>Shows what was understood of an upload and takes what a person says of it; only then is a table kept.</summary>
[Allow(Role.WebAdmin)]
[RequestFormLimits(ValueCountLimit = 50_000)]
public sealed class PratinjauModel(TableDesk desk, VersionDesk versions, UploadReviewer reviewer, IDocumentStore store, Subjects subjects, IOptions<OfficeOptions> office, TimeProvider clock) : PageModel
{
    /// <summary>Categories of a dimension that can be changed on the page; the others go in as understood, those in doubt are always shown.</summary>
    public const int MostCategories = 200;

    [BindProperty]
    public MappingForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "hal")]
    public int At { get; set; } = 1;

    public UploadReview Review { get; private set; } = null!;
    public ChangeTable? Changes { get; private set; }

    /// <summary>The first rows as they will look.</summary>
    public TableView? View { get; private set; }

    public IEnumerable<SelectListItem> Subjects => subjects.All.GroupBy(subject => subject.Group.Id).SelectMany(group =>
    {
        var heading = new SelectListGroup { Name = group.Key };
        return group.Select(subject => new SelectListItem(subject.Name.Id, subject.Code) { Group = heading });
    });

    public static IEnumerable<SelectListItem> Roles { get; } =
    [
        new("Wilayah", nameof(DimensionRole.Region)), new("Waktu", nameof(DimensionRole.Time)),
        new("Ukuran (indikator dengan satuan)", nameof(DimensionRole.Measure)), new("Rincian lain", nameof(DimensionRole.Other)),
    ];

    public static IEnumerable<SelectListItem> PeriodTypes { get; } =
    [
        new("Tahunan", nameof(PeriodType.Year)), new("Semesteran", nameof(PeriodType.Semester)), new("Triwulanan", nameof(PeriodType.Quarter)), new("Bulanan", nameof(PeriodType.Month)),
        new("Mingguan", nameof(PeriodType.Week)), new("Harian", nameof(PeriodType.Day)), new("Tahun sensus atau survei", nameof(PeriodType.Census)),
    ];

    public static IEnumerable<SelectListItem> Modes { get; } =
    [
        new("Tambah periode baru saja; angka lama tetap", nameof(UpdateMode.AppendPeriods)), new("Ganti sel yang ada di berkas; sel lain tetap", nameof(UpdateMode.ReplaceCells)),
        new("Ganti seluruh isi tabel", nameof(UpdateMode.ReplaceAll)),
    ];

    public static IEnumerable<SelectListItem> Kinds { get; } = [new("Rilis: data baru", nameof(VersionKind.Release)), new("Perbaikan: angka yang keliru dibetulkan", nameof(VersionKind.Correction))];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is not { } upload)
        {
            return NotFound();
        }

        var draft = upload.Draft is { } typed ? JsonSerializer.Deserialize<MappingForm>(typed) : null;
        await LookAsync(upload, draft, ct);
        Form = draft ?? Form;
        if (Review.Preview?.Cube is not null && draft is null)
        {
            Form.Begin(Review, Show.Day(clock.GetUtcNow()));
        }

        Form.Settle(Review);
        Refill();
        return Page();
    }

    /// <summary>Reads again by what was typed; what was typed is kept.</summary>
    public async Task<IActionResult> OnPostPerbaruiAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is not { } upload)
        {
            return NotFound();
        }

        await desk.RememberAsync(upload, JsonSerializer.Serialize(Form), ct);
        return Redirect(Url.Page("/Tables/Staff/Pratinjau", new { id }) + "#hasil");
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is not { } upload)
        {
            return NotFound();
        }

        await LookAsync(upload, Form, ct);
        if (Review.After is null && Review.Mapped is null)
        {
            return Page();
        }

        Demand();
        if (ModelState.IsValid)
        {
            try
            {
                var words = Form.Words(Review.Item);
                var mapping = TableMapper.Remember(Review.Preview!, Review.Plan!, Form.Choice);
                var item = Review.Item is null
                    ? await desk.DraftAsync(upload, upload.File, Mapped(), words, null, mapping, Form.Accepted(Review.Findings), ct)
                    : await versions.AddAsync(Review.Item.Id, upload, upload.File, Version(words, mapping), ct);
                return RedirectToPage("/Tables/Staff/Satu", new { id = item.Id, kabar = Review.Item is null ? "disimpan" : Form.Moment is null ? "diganti" : "dijadwalkan" });
            }
            catch (Exception refused) when (refused is EmbargoRefusedException or UnionRefusedException or ItemIncompleteException)
            {
                ModelState.AddModelError(refused is EmbargoRefusedException ? "Form.PublishAt" : "Form.Mode", refused.Message);
            }
        }

        Refill();
        return Page();
    }

    /// <summary>One click: the file fits the table, brings new periods and changes nothing else.</summary>
    public async Task<IActionResult> OnPostLangsungAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is not { } upload)
        {
            return NotFound();
        }

        await LookAsync(upload, null, ct);
        if (!Review.FitsAsIs)
        {
            return RedirectToPage(new { id });
        }

        ModelState.Clear();
        Form.Begin(Review, Show.Day(clock.GetUtcNow()));
        var periods = string.Join(", ", Review.NewPeriods.Select(period => period.Label.Id));
        (Form.Why, Form.WhyEnglish) = ($"Data {periods} ditambahkan.", $"Data for {string.Join(", ", Review.NewPeriods.Select(period => period.Label.En ?? period.Label.Id))} added.");
        var item = await versions.AddAsync(Review.Item!.Id, upload, upload.File, Version(Form.Words(Review.Item), null), ct);
        return RedirectToPage("/Tables/Staff/Satu", new { id = item.Id, kabar = "ditambah" });
    }

    public async Task<IActionResult> OnPostBuangAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is { } upload)
        {
            await desk.DiscardAsync(upload, ct);
        }

        return RedirectToPage("/Tables/Staff/Daftar");
    }

    /// <summary>Every cell before and after, as a file.</summary>
    public async Task<IActionResult> OnGetPerubahanAsync(string id, string format, CancellationToken ct)
    {
        if (await OnGetAsync(id, ct) is NotFoundResult missing)
        {
            return missing;
        }

        return Changes is { } changes && ChangeFile.MediaType(format) is { } mediaType && ChangeFile.Made(changes, format, $"perubahan-{Review.Item!.Id}", office.Value.Name, clock.GetUtcNow()) is { } file
            ? File(file, mediaType, $"perubahan-{Review.Item!.Id}.{format}") : NotFound();
    }

    public IEnumerable<SelectListItem> Targets => Review.Kept is not { } kept ? [] : kept.Cube.Dimensions.Select(dimension => new SelectListItem(dimension.Label.Id, dimension.Code));

    /// <summary>What a category of the file may be: those of the table's dimension not taken by another of the file, and itself as a new one.</summary>
    public IEnumerable<SelectListItem> Choices(DimensionChoice choice, CategoryChoice category)
    {
        var doubt = Review.Plan!.Doubts.FirstOrDefault(one => one.Dimension == choice.Code && one.Category == category.Code);
        var target = Review.Kept?.Cube.Dimensions.FirstOrDefault(dimension => dimension.Code == choice.To);
        var taken = choice.Categories.Where(other => other.Code != category.Code && other.To is not null).Select(other => other.To!).ToHashSet(StringComparer.Ordinal);
        var known = target?.Categories.Where(one => one.Code == category.To || !taken.Contains(one.Code)).Take(MostCategories).Select(one => new SelectListItem(one.Label.Id, one.Code)) ?? [];
        return (doubt?.Candidates.Select(one => new SelectListItem("mungkin: " + one.Label, one.Code)) ?? []).Concat(known)
            .Append(new(category.Code == category.To && target?.IndexOf(category.Code) >= 0 ? category.Code : $"kategori baru ({category.Code})", category.Code)).Append(new("tidak dipakai", MappingForm.LeftOut))
            .Append(category.To is { Length: > 0 } to ? new(to, to) : new("tidak dipakai", MappingForm.LeftOut)).DistinctBy(item => item.Value);
    }

    private void Demand()
    {
        foreach (var fault in Review.Mapped!.Faults)
        {
            ModelState.AddModelError("", fault);
        }

        if (Review.NotLaid is { } not)
        {
            ModelState.AddModelError("Form.Mode", not);
        }

        for (var at = 0; at < Review.Findings.Count; at++)
        {
            if (Form.ReasonFor(Review.Findings[at]) is null)
            {
                ModelState.AddModelError($"Form.Findings[{at}].Reason", $"{Review.Findings[at].What}: perbaiki berkasnya, atau tulis mengapa ini benar.");
            }
        }

        if (Review.Item is null)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(Form.Why))
        {
            ModelState.AddModelError("Form.Why", "Tulis apa yang berubah, misalnya: angka 2026 ditambahkan. Pembaca melihat kalimat ini.");
        }

        if (Form.Kind is null)
        {
            ModelState.AddModelError("Form.Kind", "Pilih rilis atau perbaikan.");
        }

        if (Form.Moment is { } moment && moment <= clock.GetUtcNow())
        {
            ModelState.AddModelError("Form.PublishAt", "Waktu terbitnya sudah lewat. Pilih waktu yang akan datang, atau kosongkan untuk terbit sekarang.");
        }
    }

    private TablePreview Mapped() => Review.Preview! with { Cube = Review.Mapped!.Cube, Rows = Review.Mapped.Rows, Columns = Review.Mapped.Columns, Decimals = Form.Decimals ?? Review.Preview.Decimals };

    private NewVersion Version(TableWords words, TableMapping? mapping)
    {
        var preview = Review.Preview!;
        var mode = Form.Mode ?? Review.Mode;
        return new()
        {
            Incoming = Review.Mapped!.Cube!,
            IncomingText = preview.Text ?? Review.Kept!.Text with { Notes = [.. preview.Notes.Select(note => new Note(note))] },
            Words = words,
            Decimals = Form.Decimals ?? preview.Decimals,
            Mode = mode,
            Kind = Form.Kind ?? VersionKind.Release,
            Why = MappingForm.Both(Form.Why, Form.WhyEnglish)!,
            Accepted = Form.Accepted(Review.Findings),
            At = Form.Moment,
            // Where a table stays what it is, it also stays laid out as it is.
            Rows = mode is UpdateMode.ReplaceAll ? Review.Mapped.Rows : [],
            Columns = mode is UpdateMode.ReplaceAll ? Review.Mapped.Columns : [],
            Mapping = mapping,
        };
    }

    private async Task LookAsync(TableUpload upload, MappingForm? form, CancellationToken ct)
    {
        Review = await reviewer.ReviewAsync(upload, form, ct);
        if (Review.After is not { } after)
        {
            return;
        }

        var preview = Review.Preview!;
        var text = new TableText { Title = new(form?.Title ?? preview.Title), Source = new(""), Period = preview.Period, Decimals = form?.Decimals ?? preview.Decimals, Unit = preview.Unit is null ? Review.Kept?.Text.Unit : new(preview.Unit), Notes = [.. preview.Notes.Select(note => new Note(note))], OwnSymbols = preview.Text?.OwnSymbols ?? Review.Kept?.Text.OwnSymbols ?? [] };
        var stored = new StoredTable(new() { Id = upload.Id, Text = text, Current = new(1, upload.File, null, upload.At, upload.By, after.Length), Rows = Review.Kept?.Document.Rows ?? Review.Mapped!.Rows, Columns = Review.Kept?.Document.Columns ?? Review.Mapped!.Columns }, after);
        View = new(after, text, TableSelection.Of(stored, _ => default).Layout);
        Changes = Review is { Kept: { } kept, Changes: { } changes } ? new(kept.Cube, kept.Text, after, text, changes) : null;
    }

    private void Refill()
    {
        if (Review.Plan is { } plan)
        {
            Form.Fill(plan, MostCategories);
        }

        var reasons = Form.Findings;
        Form.Findings = [.. Review.Findings.Select(finding => new MappingForm.FindingInput { Key = finding.Key, Reason = reasons.FirstOrDefault(input => input.Key == finding.Key)?.Reason })];
        Form.Columns = [.. Review.Preview?.Layout.Select(column => new MappingForm.ColumnInput { Key = column.Key, Use = Form.Columns.FirstOrDefault(input => input.Key == column.Key)?.Use }) ?? []];
    }
}
