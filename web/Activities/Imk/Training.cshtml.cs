using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Imk;

/// <summary>Preparation and training (seed 001, step 1): the head's order, the requisites in the document's own words, who was trained.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class TrainingModel(ImkTools tools) : ImkPage(tools)
{
    private const long MostListBytes = 10_000_000;

    protected override string FormName => ImkSteps.TrainingForm;

    /// <summary>What its row of §5.3 asks for, whether a document says the step in detail or not.</summary>
    protected override bool AsksRequisites => true;

    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>Accounts field staff may have: address by identifier.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; private set; } = new Dictionary<string, string>();

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        var answer = await OpenAsync(run, step, ct);
        if (answer is null)
        {
            Fill();
        }

        return answer ?? Page();
    }

    public async Task<IActionResult> OnPostPerintahAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        return IsLetter(Form.Number, Form.Date, nameof(Form.Number), nameof(Form.Date)) && await TryAsync(() => Imk.OrderAsync(Run.Id, Form.Number!.Trim(), Form.Date!.Value, ct)) ? Done("perintah") : Page();
    }

    public async Task<IActionResult> OnPostPetugasAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (Form.ListFile is null && string.IsNullOrWhiteSpace(Form.List))
        {
            Wrong(nameof(Form.List), "Tempel daftar nama, atau pilih berkasnya.");
        }
        else if (Form.ListFile?.Length > MostListBytes)
        {
            Wrong(nameof(Form.ListFile), "Berkas lebih besar dari 10 MB.");
        }
        else if (ModelState.IsValid && await TryAsync(async () => await Imk.TrainAsync(Run.Id, TraineeList.Read(await RowsAsync(Form.ListFile, Form.List, ct), Form.TrainedOn, Today), ct), Form.ListFile is null ? "Form.List" : "Form.ListFile"))
        {
            return Done("petugas");
        }

        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostUbahAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (ModelState.IsValid && Survey.Trainees.Any(person => person.Key == Form.Trainee)
            && await TryAsync(() => Form.Remove ? Imk.RemoveTraineeAsync(Run.Id, Form.Trainee!, ct) : Imk.RetrainAsync(Run.Id, Form.Trainee!, Form.PersonTrainedOn, Form.Account, ct)))
        {
            return Done("petugas");
        }

        Fill();
        return Page();
    }

    public async Task<IActionResult> OnPostMulaiAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        Fill();
        return MayBegin() ? await BeginAsync([RunEvidence.Letter(Survey.Order!.Number, Survey.Order.Date)], ct) : Page();
    }

    public async Task<IActionResult> OnPostSelesaiAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        Fill();
        await TakeFilesAsync(ct);
        if (MayBegin() && Survey.Trained.Count == 0)
        {
            ModelState.AddModelError("", $"Catat dahulu petugas yang sudah dilatih: keluaran langkah ini menurut dokumen adalah \"{Step!.Output}\".");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        List<string> evidence =
        [
            RunEvidence.Letter(Survey.Order!.Number, Survey.Order.Date),
            .. TickEvidence,
            RunEvidence.Note($"{Survey.Trained.Count} petugas lapangan sudah dilatih" + (Survey.Untrained.Count > 0 ? $", {Survey.Untrained.Count} belum" : "")),
            .. FileEvidence,
        ];
        return await FinishAsync(evidence, ct);
    }

    protected override string? Saying(string key) => key switch
    {
        "perintah" => "Perintah kepala dicatat.",
        "petugas" => "Daftar petugas disimpan.",
        "baru" => "Kegiatan dibuka. Catat kelengkapan dan petugas yang dilatih di bawah ini.",
        _ => null,
    };

    internal static async Task<IReadOnlyList<string[]>> RowsAsync(IFormFile? file, string? pasted, CancellationToken ct)
    {
        if (file is null)
        {
            return UploadedRows.Lines(pasted ?? "", ct);
        }

        await using var content = file.OpenReadStream();
        return UploadedRows.Read(content, ct);
    }

    private bool MayBegin()
    {
        if (Survey.Order is null)
        {
            ModelState.AddModelError("", "Catat dahulu perintah kepala: nomor dan tanggal suratnya.");
        }

        return HasRequisites() && ModelState.IsValid;
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        await base.ReadAsync(ct);
        Accounts = (await Imk.OfficersAsync(ct)).ToDictionary(person => person.Id, person => person.Email, StringComparer.Ordinal);
    }

    protected override void Fill()
    {
        Form.Number ??= Survey.Order?.Number;
        Form.Date ??= Survey.Order?.Date;
    }

    public sealed class Input
    {
        public string? Number { get; set; }
        public DateOnly? Date { get; set; }

        /// <summary>Pasted lines.</summary>
        public string? List { get; set; }
        public IFormFile? ListFile { get; set; }

        /// <summary>The day for lines that say none.</summary>
        public DateOnly? TrainedOn { get; set; }

        /// <summary>The person to change.</summary>
        public string? Trainee { get; set; }

        /// <summary>The address of the person's account.</summary>
        public string? Account { get; set; }
        public DateOnly? PersonTrainedOn { get; set; }
        public bool Remove { get; set; }
    }
}
