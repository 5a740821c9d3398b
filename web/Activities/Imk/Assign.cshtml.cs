using DataPortal.Accounts;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities.Imk;

/// <summary>Officer × sample block with targets and dates: one by one, or as a list.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class AssignModel(ImkTools tools) : ImkPage(tools)
{
    private const long MostListBytes = 10_000_000;

    protected override string FormName => ImkSteps.FieldForm;

    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<ImkBlock> Blocks { get; private set; } = [];

    /// <summary>Only who was trained.</summary>
    public IReadOnlyList<SelectListItem> Officers => [.. Survey.Trained.Select(person => new SelectListItem(person.Name, person.Name))];

    public async Task<IActionResult> OnGetAsync(string run, string step, string? blok, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (Blocks.FirstOrDefault(block => block.Key == blok) is { } chosen)
        {
            Form = new() { Key = chosen.Key, Name = chosen.Name, Officer = chosen.Officer, Target = chosen.Target, From = chosen.From, Due = chosen.Due };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostSatuAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (BlockKeys.Of(Form.Key ?? "").Length == 0)
        {
            Wrong(nameof(Form.Key), $"Tulis kode blok, paling banyak {BlockKeys.Longest} huruf dan angka.");
        }

        if (string.IsNullOrEmpty(Form.Officer))
        {
            Wrong(nameof(Form.Officer), "Pilih petugas yang sudah dilatih.");
        }

        if (Form.Target is null or < 1 or > ImkLimits.Units)
        {
            Wrong(nameof(Form.Target), $"Tulis jumlah sampel, antara 1 dan {Show.Number(ImkLimits.Units)}.");
        }

        if (Form.From is null)
        {
            Wrong(nameof(Form.From), "Pilih tanggal mulai.");
        }

        if (Form.Due is null)
        {
            Wrong(nameof(Form.Due), "Pilih tenggat.");
        }
        else if (Form.Due < Form.From)
        {
            Wrong(nameof(Form.Due), "Tenggat tidak boleh lebih awal daripada tanggal mulai.");
        }

        return ModelState.IsValid && await TryAsync(() => Field.AssignAsync(Run.Id, [new(BlockKeys.Of(Form.Key!), Form.Name?.Trim() ?? "", Form.Officer!, Form.Target!.Value, Form.From!.Value, Form.Due!.Value)], ct))
            ? Back() : Page();
    }

    public async Task<IActionResult> OnPostDaftarAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        var field = Form.ListFile is null ? "Form.List" : "Form.ListFile";
        if (Form.ListFile is null && string.IsNullOrWhiteSpace(Form.List))
        {
            Wrong(nameof(Form.List), "Tempel daftar blok, atau pilih berkasnya.");
        }
        else if (Form.ListFile?.Length > MostListBytes)
        {
            Wrong(nameof(Form.ListFile), "Berkas lebih besar dari 10 MB.");
        }
        else if (ModelState.IsValid
            && await TryAsync(async () => await Field.AssignAsync(Run.Id, BlockList.Read(await TrainingModel.RowsAsync(Form.ListFile, Form.List, ct), Form.ListFrom, Form.ListDue), ct), field))
        {
            return Back();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostHapusAsync(string run, string step, string? blok, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        return await TryAsync(() => Field.RemoveAsync(Run.Id, blok ?? "", ct)) ? Back() : Page();
    }

    protected override string? Saying(string key) => key == "tugas" ? "Penugasan disimpan." : null;

    private RedirectResult Back() => Redirect(Url.Content(RunLinks.Step(Run.Id, Step!) + "/penugasan") + "?pesan=tugas");

    protected override async Task ReadAsync(CancellationToken ct)
    {
        await base.ReadAsync(ct);
        Blocks = await Field.BlocksAsync(Run.Id, ct);
    }

    public sealed class Input
    {
        public string? Key { get; set; }
        public string? Name { get; set; }
        public string? Officer { get; set; }
        public int? Target { get; set; }
        public DateOnly? From { get; set; }
        public DateOnly? Due { get; set; }
        public string? List { get; set; }
        public IFormFile? ListFile { get; set; }
        public DateOnly? ListFrom { get; set; }
        public DateOnly? ListDue { get; set; }
    }
}
