using System.ComponentModel.DataAnnotations;
using DataPortal.Accounts;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Import;
using DataPortal.Tables.Versions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Tables.Staff;

/// <summary>Shows what was understood of an upload and takes what a person says of it; only then is a table kept.</summary>
[Allow(Role.WebAdmin)]
public sealed class PratinjauModel(TableDesk desk, VersionDesk versions, TableShelf shelf, IDocumentStore store, Subjects subjects) : PageModel
{
    public sealed class DimensionInput
    {
        public string? Code { get; set; }
        public string? Label { get; set; }
        public string? LabelEnglish { get; set; }
        public string? Role { get; set; }
    }

    public sealed class Input : IValidatableObject
    {
        public string? Title { get; set; }
        public string? TitleEnglish { get; set; }
        public string? Unit { get; set; }
        public string? UnitEnglish { get; set; }
        public string? Subject { get; set; }
        public string? Period { get; set; }
        public string? Source { get; set; }
        public string? SourceEnglish { get; set; }
        public string? Notes { get; set; }
        public string? NotesEnglish { get; set; }
        public bool IsProjection { get; set; }
        public string? Why { get; set; }
        public List<DimensionInput> Dimensions { get; set; } = [];

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (string.IsNullOrWhiteSpace(Title))
            {
                yield return new("Tulis judul tabel, misalnya: Jumlah penduduk menurut kecamatan di Kabupaten Muara Enim, 2026.", [nameof(Title)]);
            }

            if (string.IsNullOrWhiteSpace(Subject))
            {
                yield return new("Pilih subjeknya.", [nameof(Subject)]);
            }

            if (string.IsNullOrWhiteSpace(Period))
            {
                yield return new("Tulis periodenya, misalnya 2026 atau 2021–2026.", [nameof(Period)]);
            }

            if (string.IsNullOrWhiteSpace(Source))
            {
                yield return new("Tulis sumbernya, misalnya: BPS, Survei Sosial Ekonomi Nasional.", [nameof(Source)]);
            }

            for (var at = 0; at < Dimensions.Count; at++)
            {
                if (string.IsNullOrWhiteSpace(Dimensions[at].Label))
                {
                    yield return new("Beri nama dimensi ini, misalnya Kecamatan atau Tahun.", [$"Dimensions[{at}].Label"]);
                }
            }
        }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "lembar")]
    public string? Sheet { get; set; }

    /// <summary><c>koma</c>, <c>titik</c>, or nothing for the importer's own choice.</summary>
    [BindProperty(SupportsGet = true, Name = "desimal")]
    public string? Mark { get; set; }

    public TableUpload Upload { get; private set; } = null!;
    public TablePreview? Preview { get; private set; }
    public string? Refused { get; private set; }
    public CatalogItem? Replaced { get; private set; }
    public CubeChanges? Compared { get; private set; }

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

    /// <summary>The first rows as they will look.</summary>
    public TableView? View { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct))
        {
            return NotFound();
        }

        if (Preview?.Cube is { } cube)
        {
            var table = Replaced is null ? null : await store.FindAsync(TableQueries.Tables, Replaced.Id, ct);
            Form = Filled(Preview, cube, Replaced, table?.Text);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await ReadAsync(id, ct))
        {
            return NotFound();
        }

        if (Preview?.Cube is not { } cube)
        {
            return Page();
        }

        if (Replaced is not null && string.IsNullOrWhiteSpace(Form.Why))
        {
            ModelState.AddModelError("Form.Why", "Tulis apa yang berubah, misalnya: angka 2026 ditambahkan. Pembaca melihat kalimat ini.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var words = Words();
        var item = Replaced is null
            ? await desk.DraftAsync(Upload, Upload.File, Preview, words, null, ct)
            : await versions.AddAsync(Replaced.Id, Upload, Upload.File, new() { Incoming = cube, IncomingText = CubeKeeper.Text(words, Preview.Decimals, Preview.Text), Words = words, Decimals = Preview.Decimals, Mode = UpdateMode.ReplaceAll, Kind = VersionKind.Correction, Why = new(Form.Why!.Trim()), Rows = Preview.Rows, Columns = Preview.Columns }, ct);
        return RedirectToPage("/Tables/Staff/Satu", new { id = item.Id, kabar = Replaced is null ? "disimpan" : "diganti" });
    }

    public async Task<IActionResult> OnPostBuangAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is { } upload)
        {
            await desk.DiscardAsync(upload, ct);
        }

        return RedirectToPage("/Tables/Staff/Daftar");
    }

    private async Task<bool> ReadAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(TableQueries.Uploads, id, ct) is not { } upload)
        {
            return false;
        }

        Upload = upload;
        Replaced = upload.Replaces is { } replaces ? await store.FindAsync(CatalogQueries.Items, replaces, ct) : null;
        try
        {
            DecimalMark? mark = Mark switch { "koma" => DecimalMark.Comma, "titik" => DecimalMark.Point, _ => null };
            Preview = await desk.PreviewAsync(upload, new(string.IsNullOrEmpty(Sheet) ? null : Sheet, mark), ct);
        }
        catch (UploadRefusedException refused)
        {
            Refused = refused.Message;
            return true;
        }

        if (Preview.Cube is { } cube)
        {
            Compared = Replaced is not null && await shelf.FindAsync(Replaced.Id, ct) is { } kept ? CubeChanges.Of(kept.Cube, cube) : null;
            var text = new TableText { Title = new(Preview.Title), Source = new(Preview.Source ?? ""), Period = Preview.Period, Decimals = Preview.Decimals, Unit = Preview.Unit is null ? null : new(Preview.Unit), Notes = [.. Preview.Notes.Select(note => new Note(note))] };
            var stored = new StoredTable(new() { Id = id, Text = text, Current = new(1, upload.File, null, upload.At, upload.By, cube.Length), Rows = Preview.Rows, Columns = Preview.Columns }, cube);
            View = new(cube, text, TableSelection.Of(stored, _ => default).Layout);
        }

        return true;
    }

    private static Input Filled(TablePreview preview, Cube cube, CatalogItem? item, TableText? before) => new()
    {
        Title = preview.Title.Length > 0 ? preview.Title : item?.Title.Id,
        TitleEnglish = preview.TitleEnglish ?? item?.Title.En,
        Unit = preview.Unit ?? before?.Unit?.Id,
        UnitEnglish = preview.Unit is { } unit ? KnownWords.English(unit) ?? before?.Unit?.En : before?.Unit?.En,
        Subject = item?.Subject,
        Period = preview.Period.Length > 0 ? preview.Period : item?.Period,
        Source = preview.Source ?? item?.Source?.Id,
        SourceEnglish = item?.Source?.En,
        Notes = string.Join('\n', preview.Notes.Count > 0 ? preview.Notes : before?.Notes.Select(note => note.Id) ?? []),
        NotesEnglish = preview.Notes.Count > 0 ? null : string.Join('\n', before?.Notes.Select(note => note.En) ?? []),
        IsProjection = before?.IsProjection ?? preview.Title.Contains("proyeksi", StringComparison.OrdinalIgnoreCase) || (preview.Source ?? "").Contains("proyeksi", StringComparison.OrdinalIgnoreCase),
        Dimensions = [.. cube.Dimensions.Select(dimension => new DimensionInput { Code = dimension.Code, Label = dimension.Label.Id, LabelEnglish = dimension.Label.En, Role = dimension.Role.ToString() })],
    };

    private TableWords Words()
    {
        var english = Lines(Form.NotesEnglish);
        return new()
        {
            Title = Both(Form.Title, Form.TitleEnglish)!,
            Unit = Both(Form.Unit, Form.UnitEnglish),
            Source = Both(Form.Source, Form.SourceEnglish)!,
            Subject = Form.Subject!,
            Period = Form.Period!.Trim(),
            Notes = [.. Lines(Form.Notes).Select((note, at) => new Note(note, at < english.Length ? english[at] : null))],
            IsProjection = Form.IsProjection,
            IsSample = Replaced?.IsSample ?? false,
            IsKeyFigure = Replaced?.Facts.Any(fact => fact.IsKeyFigure) ?? false,
            Heading = Replaced?.Facts.FirstOrDefault(fact => fact.IsKeyFigure)?.Heading,
            Order = Replaced?.Facts.FirstOrDefault(fact => fact.IsKeyFigure)?.Order ?? 0,
            Dimensions = Form.Dimensions.Where(dimension => dimension.Code is not null && Enum.TryParse<DimensionRole>(dimension.Role, out _))
                .ToDictionary(dimension => dimension.Code!, dimension => new DimensionWords(Both(dimension.Label, dimension.LabelEnglish)!, Enum.Parse<DimensionRole>(dimension.Role!)), StringComparer.Ordinal),
        };
    }

    private static Bilingual? Both(string? indonesian, string? english) =>
        string.IsNullOrWhiteSpace(indonesian) ? null : new(indonesian.Trim(), string.IsNullOrWhiteSpace(english) ? null : english.Trim());

    private static string[] Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
