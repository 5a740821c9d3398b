using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Imk;

/// <summary>Reads a file exported by FASIH: columns recognised or chosen, words of the status given a meaning, what would change seen before it is applied.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class ImportModel(ImkTools tools, IFileStore files) : ImkPage(tools)
{
    protected override string FormName => ImkSteps.FieldForm;

    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>Null until a file was read.</summary>
    public FasihPreview? Preview { get; private set; }

    /// <summary>The file that is being looked at.</summary>
    public FileReference? Export => Kept is [.., var last] ? last : null;

    /// <summary>Whether the columns are those chosen for such an export before.</summary>
    public bool IsRemembered { get; private set; }

    public string FieldAddress => RunLinks.Step(Run.Id, Step!);

    public IReadOnlyList<SelectListItem> Columns => [.. (Preview?.Headings ?? []).Select((heading, at) => new SelectListItem(heading, at.ToString(CultureInfo.InvariantCulture)))];

    public static IReadOnlyList<SelectListItem> Results { get; } = [.. ImkWords.Results.Select(result => new SelectListItem(ImkWords.Of(result), result.ToString()))];

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct) => await OpenAsync(run, step, ct) ?? Page();

    /// <summary>A file just came: its own headings say which columns.</summary>
    public async Task<IActionResult> OnPostBacaAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        (Form.Block, Form.Unit, Form.Status, Form.Day) = (null, null, null, null);
        _ = await LookAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostPeriksaAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        _ = await LookAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostTerapkanAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (await LookAsync(ct) is not { } rows)
        {
            return Page();
        }

        if (!Preview!.CanBeTaken)
        {
            ModelState.AddModelError("", Refusal(Preview));
        }
        else if (await TryAsync(async () => Preview = await Field.TakeAsync(Run.Id, Export!, rows, Preview.Mapping, Meant(), ct)))
        {
            return Redirect(Url.Content(FieldAddress) + "?pesan=" + (Preview.Changed > 0 ? "impor" : "tetap"));
        }

        return Page();
    }

    private static string Refusal(FasihPreview preview) =>
        !preview.Mapping.IsComplete ? "Pilih kolom blok, unit, dan status."
        : preview.Unknown.Count > 0 ? $"Pilih arti status: {string.Join(", ", preview.Unknown.Take(10).Select(word => word.Word))}."
        : preview.TooMany.Count > 0 ? $"Blok dengan lebih dari {ImkLimits.Units} unit: {string.Join(", ", preview.TooMany.Take(10))}. Periksa kolom bloknya."
        : "Tidak ada baris dari blok yang ditugaskan. Periksa kolom blok, atau tugaskan bloknya dahulu.";

    /// <returns>The file's rows; null when there is nothing to look at, which then is said.</returns>
    private async Task<IReadOnlyList<string[]>?> LookAsync(CancellationToken ct)
    {
        await TakeFilesAsync(ct);
        if (Export is not { } file)
        {
            if (ModelState.IsValid)
            {
                ModelState.AddModelError(nameof(Files), "Pilih berkas ekspor FASIH.");
            }

            return null;
        }

        IReadOnlyList<string[]>? rows = null;
        await TryAsync(async () =>
        {
            await using var content = await files.OpenAsync(file.Hash, ct) ?? throw new RunRuleException("Berkas itu tidak ada lagi. Unggah sekali lagi.");
            var read = UploadedRows.Read(content, ct);
            var blocks = await Field.BlocksAsync(Run.Id, ct);
            var meanings = await Field.MeaningsAsync(Meant(), ct);
            var chosen = Chosen();
            if (chosen is null && await Field.RememberedAsync(FasihExport.Read(read, FasihMapping.None, meanings, blocks, Today).Headings, ct) is { } remembered)
            {
                (chosen, IsRemembered) = (remembered, true);
            }

            Preview = FasihExport.Read(read, chosen, meanings, blocks, Today);
            rows = read;
        }, nameof(Files));
        if (Preview is { Mapping: var mapping })
        {
            (Form.Block, Form.Unit, Form.Status, Form.Day) = (Of(mapping.Block), Of(mapping.Unit), Of(mapping.Status), Of(mapping.Day));
            foreach (var name in (string[])["Form.Block", "Form.Unit", "Form.Status", "Form.Day"])
            {
                ModelState.Remove(name);
            }
        }

        return rows;
    }

    private FasihMapping? Chosen() => Form.Block is null && Form.Unit is null && Form.Status is null ? null : new(Form.Block ?? -1, Form.Unit ?? -1, Form.Status ?? -1, Form.Day ?? -1);

    private static int? Of(int column) => column < 0 ? null : column;

    /// <summary>What was said of each word in this form.</summary>
    private Dictionary<string, UnitResult> Meant()
    {
        Dictionary<string, UnitResult> said = new(StringComparer.Ordinal);
        foreach (var (word, result) in (Form.Words ?? []).Zip(Form.Results ?? []).Take(200))
        {
            if (!string.IsNullOrWhiteSpace(word) && word.Length <= ImkLimits.Name && Enum.TryParse<UnitResult>(result, out var meant) && Enum.IsDefined(meant))
            {
                said[FasihColumns.Key(word)] = meant;
            }
        }

        return said;
    }

    public sealed class Input
    {
        public int? Block { get; set; }
        public int? Unit { get; set; }
        public int? Status { get; set; }
        public int? Day { get; set; }

        /// <summary>Words of the status, and beside each the <see cref="UnitResult"/> chosen for it.</summary>
        public List<string?>? Words { get; set; }
        public List<string?>? Results { get; set; }
    }
}
