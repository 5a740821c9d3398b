using DataPortal.Accounts;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Imk;

/// <summary>Field work (seed 001, step 2): progress, days typed in, extension by letter, findings to be closed, raw data declared complete.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class FieldModel(ImkTools tools) : ImkPage(tools)
{
    protected override string FormName => ImkSteps.FieldForm;

    /// <summary>The field period is lengthened by a letter (procedures.md §5.3), with the form for it.</summary>
    public override bool MayMove => false;

    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<ImkBlock> Blocks { get; private set; } = [];
    public ImkProgress Progress { get; private set; } = null!;

    /// <summary>Whether this attempt repairs what an evaluation found.</summary>
    public bool IsRepair => Attempt is { Number: > 1 };

    public string AssignAddress => RunLinks.Step(Run.Id, Step!) + "/penugasan";

    public string ImportAddress => RunLinks.Step(Run.Id, Step!) + "/impor";

    public double Expected(ImkBlock block) => ImkProgress.Expect(block, Calendar, Today);

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct)
    {
        var answer = await OpenAsync(run, step, ct);
        Form.Day ??= answer is null ? Today : null;
        return answer ?? Page();
    }

    public async Task<IActionResult> OnPostHariAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        return Form.Read(ModelState) is { } day && await TryAsync(() => Field.TypeAsync(Run.Id, Form.Block!, day, null, ct)) ? Done("hari") : Page();
    }

    public async Task<IActionResult> OnPostPerpanjangAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (Form.NewDue is null)
        {
            Wrong(nameof(Form.NewDue), "Pilih tanggal baru.");
        }
        else if (Attempt?.Limit is { } limit && Form.NewDue <= Show.Day(limit))
        {
            Wrong(nameof(Form.NewDue), $"Tanggal baru harus sesudah {Show.Date(limit)}.");
        }
        else if (!Calendar.IsWorkingDay(Form.NewDue.Value))
        {
            Wrong(nameof(Form.NewDue), $"{Show.Date(Form.NewDue.Value)} bukan hari kerja. Pilih misalnya {Show.Date(Calendar.AddWorkingDays(Form.NewDue.Value, 1))}.");
        }

        if (Form.Why?.Length > ImkLimits.Line)
        {
            Wrong(nameof(Form.Why), $"Alasan paling banyak {ImkLimits.Line} huruf.");
        }

        if (!IsLetter(Form.Number, Form.Date, nameof(Form.Number), nameof(Form.Date)))
        {
            return Page();
        }

        var (number, date, due) = (Form.Number!.Trim(), Form.Date!.Value, Form.NewDue!.Value);
        var note = string.IsNullOrWhiteSpace(Form.Why) ? null : Form.Why.Trim();
        var letter = Imk.Letter(ImkLetterKind.Extension, Step!.No, number, date, note, due);
        var done = await DoAsync(
            _ => new Move { Id = "perpanjang/" + Nonce, At = default, Step = Step!.No, Due = Closing(due), Reason = $"Perpanjangan, surat {number} tanggal {Show.Date(date)}" + (note is null ? "" : ": " + note) }, ct,
            also: (_, also) => Imk.ChangesAsync(Run.Id, "imk.extended", $"Surat {number}, sampai {Show.Date(due)}", survey => survey with { Letters = [.. survey.Letters, letter] }, also));
        return done ? Done("perpanjang") : Page();
    }

    public async Task<IActionResult> OnPostTemuanAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        if (Form.Answer?.Length > ImkLimits.Line)
        {
            Wrong(nameof(Form.Answer), $"Tulis paling banyak {ImkLimits.Line} huruf.");
        }

        return ModelState.IsValid && Survey.Findings.Any(finding => finding.No == Form.Finding) && await TryAsync(() => Imk.AnswerAsync(Run.Id, Form.Finding, Form.Answer, ct)) ? Done("temuan") : Page();
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
        if (!Form.Complete)
        {
            Wrong(nameof(Form.Complete), "Centang pernyataan bahwa data mentah sudah lengkap.");
        }

        if (Blocks.Count == 0)
        {
            ModelState.AddModelError("", "Belum ada blok sampel. Tugaskan petugas dahulu.");
        }

        if (Survey.OpenFindings.Count > 0)
        {
            ModelState.AddModelError("", $"Temuan yang belum dijawab: {string.Join(", ", Survey.OpenFindings.Select(finding => finding.No))}.");
        }

        if (Progress.Left > 0 && string.IsNullOrWhiteSpace(Form.Note))
        {
            Wrong(nameof(Form.Note), $"Masih ada {Show.Number(Progress.Left)} sampel tanpa hasil. Catat kemajuannya, atau tulis mengapa data tetap dinyatakan lengkap.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        List<string> evidence =
        [
            RunEvidence.Note($"Data mentah dinyatakan lengkap: sampel {Show.Number(Progress.Target)}, diperoleh {Show.Number(Progress.Obtained)}, tidak respons {Show.Number(Progress.NonResponse)}"
                + (Reasons() is { Length: > 0 } reasons ? $" ({reasons})" : "") + (Progress.Left > 0 ? $", tanpa hasil {Show.Number(Progress.Left)}" : "")),
            .. string.IsNullOrWhiteSpace(Form.Note) ? Array.Empty<string>() : [RunEvidence.Note(Form.Note.Trim())],
            .. FileEvidence,
        ];
        return await FinishAsync(evidence, ct);
    }

    protected override string? Saying(string key) => key switch
    {
        "hari" => "Kemajuan hari itu disimpan.",
        "perpanjang" => "Masa lapangan diperpanjang. Tanggal pertama tetap disimpan untuk laporan.",
        "temuan" => "Jawaban temuan disimpan.",
        "tugas" => "Penugasan disimpan.",
        "impor" => "Ekspor FASIH sudah diterapkan.",
        "tetap" => "Ekspor FASIH dibaca; tidak ada yang berubah.",
        _ => null,
    };

    private string Reasons() => string.Join(", ", ImkWords.Reasons.Select(reason => (reason, Count: Blocks.Sum(block => block.NonResponse(reason)))).Where(some => some.Count > 0)
        .Select(some => $"{some.reason.Words().ToLowerInvariant()} {Show.Number(some.Count)}"));

    protected override async Task ReadAsync(CancellationToken ct)
    {
        await base.ReadAsync(ct);
        Blocks = await Field.BlocksAsync(Run.Id, ct);
        Progress = ImkProgress.Of(Blocks, Calendar, Today);
    }

    public sealed class Input : DayInput
    {
        public int Finding { get; set; }
        public string? Answer { get; set; }
        public DateOnly? NewDue { get; set; }
        public string? Number { get; set; }
        public DateOnly? Date { get; set; }
        public string? Note { get; set; }

        /// <summary>Why the field period is longer.</summary>
        public string? Why { get; set; }
        public bool Complete { get; set; }
    }
}
