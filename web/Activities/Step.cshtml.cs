using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Activities;

/// <summary>A step that has no form of its own: a checklist of the document's own words (procedures.md §5.3), or the run of its sub-procedure.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead, Role.DeskOfficer, Role.Treasurer)]
public sealed class StepModel(StepTools tools) : StepPage(tools)
{
    private const int MostFindings = 30;

    public sealed class Input
    {
        public const int LongestNote = 2000;

        /// <summary>What is at hand, by the document's words.</summary>
        public List<string>? Ready { get; set; }
        public string? Outcome { get; set; }
        public List<string?> Findings { get; set; } = [];

        /// <summary>The kind of each, in their order.</summary>
        public List<string?> Kinds { get; set; } = [];
        public DateOnly? RepairDue { get; set; }
        public string? Note { get; set; }
        public string? LetterNumber { get; set; }
        public DateOnly? LetterDate { get; set; }

        /// <summary>Whether a date of its own can be set for the repair.</summary>
        internal bool MayRepairDate { get; set; }
    }

    [BindProperty]
    public Input Form { get; set; } = new();

    public IReadOnlyList<SelectListItem> Requisites => [.. StepWork.Requisites(Step!).Select(item => new SelectListItem(item, item))];
    public string? Output => StepWork.Output(Step!);
    public bool IsOutside => StepWork.IsOutside(Procedure, Step!);
    public bool MayStart => Attempt is { State: AttemptState.Ready } && MayDo && !IsWithOther;

    /// <summary>A step done in detail ends with its sub-run; only a decision on what that found, or one whose sub-run was cancelled, is made here.</summary>
    public bool MayFinish => Attempt is { State: AttemptState.Started } && MayDo && !IsWithOther && Child is not { IsOpen: true };

    /// <summary>What was typed into a form that is not there any more, because somebody was faster: shown, so that it is not lost.</summary>
    public IReadOnlyList<string> Unsaved => MayFinish || !HttpMethods.IsPost(Request.Method)
        ? [] : [.. Form.Findings.Append(Form.Note).Select(Typed).OfType<string>(), .. Kept.Select(file => file.Name)];

    public async Task<IActionResult> OnGetAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        await ReadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostStartAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        await ReadAsync(ct);
        var id = $"mulai/{Nonce}";
        if (Run.HasSeen(id))
        {
            return Back("mulai");
        }

        if (!MayDo)
        {
            return Forbid();
        }

        var missing = StepWork.Requisites(Step!).Except(Form.Ready ?? []).ToList();
        if (missing.Count > 0)
        {
            ModelState.AddModelError("Form.Ready", $"Belum dicentang: {string.Join(", ", missing)}.");
            return Page();
        }

        List<string> evidence = [.. StepWork.Requisites(Step!).Select(RunEvidence.Tick)];
        try
        {
            if (Sub is not null)
            {
                await Tools.SubRuns.CheckAsync(Run, Sub, ct);
                evidence.Add(Procedures.Runs.Attempt.ChildEvidence + Nonce);
            }

            if (IsWithOther)
            {
                throw new RunRuleException(TakenBy(Attempt!));
            }

            if (Attempt is not { State: AttemptState.Ready })
            {
                throw Attempt is { IsOpen: false } settled ? new StepSettledException(settled) : new RunRuleException(Attempt is { State: AttemptState.Started } started
                    ? $"Langkah ini sudah dimulai{(started.Person is { } who ? $" oleh {who}" : "")}." : "Langkah ini belum siap.");
            }
        }
        catch (RunRuleException broken)
        {
            ModelState.AddModelError("", broken.Message);
            return Page();
        }

        var sub = Sub;
        return !await DoAsync(
            _ => new Start { Id = id, At = default, Step = step, Item = Item, Evidence = evidence }, ct,
            also: sub is null ? null : (after, attempt) => Tools.SubRuns.OpeningAsync(after.Run, Step!, Item, sub, Nonce!, attempt)) ? Page()
            : sub is null ? Back("mulai") : Redirect(Url.Content(RunLinks.Run(Nonce!)));
    }

    /// <summary>One more box for a finding.</summary>
    public async Task<IActionResult> OnPostMoreAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        await TakeFilesAsync(ct);
        if (Form.Findings.Count < MostFindings)
        {
            Form.Findings.Add(null);
        }

        await ReadAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostFinishAsync(string run, string step, string? item, CancellationToken ct)
    {
        if (await LoadAsync(run, step, item, ct) is { } answer)
        {
            return answer;
        }

        var id = $"selesai/{Nonce}";
        if (Run.HasSeen(id))
        {
            return Back("selesai");
        }

        if (!MayDo)
        {
            return Forbid();
        }

        await TakeFilesAsync(ct);
        await ReadAsync(ct);
        var found = Form.Findings.Select((typed, at) => (Text: Typed(typed), Kind: Form.Kinds.ElementAtOrDefault(at) ?? "")).Where(one => one.Text is not null).Take(MostFindings).ToList();
        var findings = found.Select(one => one.Text!).ToList();
        Check(findings);
        if (Attempt is { State: AttemptState.Ready })
        {
            ModelState.AddModelError("", IsWithOther ? TakenBy(Attempt) : "Tekan mulai lebih dahulu; yang sudah selesai di luar portal dicatat sebagai susulan.");
        }
        else if (IsWithOther)
        {
            ModelState.AddModelError("", TakenBy(Attempt!));
        }
        else if (Child is { IsOpen: true })
        {
            ModelState.AddModelError("", "Langkah ini selesai ketika kegiatan rincinya selesai.");
        }

        List<string> evidence = [.. FileEvidence];
        if (Note is { } note)
        {
            evidence.Add(RunEvidence.Note(note));
        }

        if (Typed(Form.LetterNumber) is { } number && Form.LetterDate is { } date)
        {
            evidence.Add(RunEvidence.Letter(number, date));
        }

        return ModelState.IsValid && await DoAsync(_ => new Complete
        {
            Id = id,
            At = default,
            Step = step,
            Item = Item,
            Outcome = IsDecision ? Form.Outcome : null,
            Findings = IsDecision ? findings : [],
            Kinds = IsDecision ? [.. found.Select(one => one.Kind)] : [],
            Evidence = evidence,
            RepairDue = IsDecision && Form.RepairDue is { } day ? Closing(day) : null,
        }, ct) ? Back("selesai") : Page();
    }

    protected override Task ReadAsync(CancellationToken ct)
    {
        while (Form.Findings.Count < 2)
        {
            Form.Findings.Add(null);
        }

        while (Form.Kinds.Count < Form.Findings.Count)
        {
            Form.Kinds.Add(null);
        }

        Form.MayRepairDate = Step!.Repair?.Kind != RepairKind.Shared && Step.Next.Outcomes.Any(IsBack);
        return Task.CompletedTask;
    }

    protected override string? FormName => null;

    private string? Note => string.IsNullOrWhiteSpace(Form.Note) ? null : Form.Note.Trim();

    private void Check(List<string> findings)
    {
        var isBack = false;
        if (IsDecision)
        {
            var chosen = Step!.Next.Outcomes.FirstOrDefault(outcome => outcome.Word == Form.Outcome);
            isBack = chosen is not null && IsBack(chosen);
            if (chosen is null)
            {
                ModelState.AddModelError("Form.Outcome", $"Pilih keputusannya: {string.Join(" atau ", Step.Next.Outcomes.Select(outcome => outcome.Word))}.");
            }
            else if (isBack && findings.Count == 0)
            {
                ModelState.AddModelError("Form.Findings[0]", "Tulis sedikitnya satu temuan: apa yang harus diperbaiki.");
            }
        }

        // What is sent back is not made yet; its findings are what is handed on.
        if (!isBack && Output is { } output && Kept.Count == 0 && Note is null && Child is null)
        {
            ModelState.AddModelError("Form.Note", $"Lampirkan {output}, atau tulis di mana hasilnya.");
        }

        if (Note is { Length: > Input.LongestNote })
        {
            ModelState.AddModelError("Form.Note", $"Catatan paling panjang {Input.LongestNote} huruf.");
        }

        if (Typed(Form.LetterNumber) is null != Form.LetterDate is null)
        {
            ModelState.AddModelError(Form.LetterDate is null ? "Form.LetterDate" : "Form.LetterNumber", "Tulis nomor dan tanggal suratnya.");
        }
    }
}
