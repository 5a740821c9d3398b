using DataPortal.Accounts;
using DataPortal.Procedures.Runs;
using Microsoft.AspNetCore.Mvc;

namespace DataPortal.Activities.Imk;

/// <summary>Evaluation (seed 001, step 3): the result of the checks, and the decision with findings one by one. The province's letter is recorded where there is one.</summary>
[Allow(Role.TeamLead, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class EvaluateModel(ImkTools tools) : ImkPage(tools)
{
    /// <summary>Empty lines shown for findings beside those typed.</summary>
    private const int Lines = 5;

    protected override string FormName => ImkSteps.EvaluationForm;

    [BindProperty]
    public Input Form { get; set; } = new();

    /// <summary>Findings that were answered and not found again since: to be looked at before deciding.</summary>
    public IReadOnlyList<ImkFinding> Answered => [.. Survey.Findings.Where(finding => finding.ClosedAt is not null)];

    public int FindingLines => Math.Clamp((Form.Findings?.Count ?? 0) + 1, Lines, ImkLimits.Findings);

    public async Task<IActionResult> OnGetAsync(string run, string step, CancellationToken ct) => await OpenAsync(run, step, ct) ?? Page();

    public async Task<IActionResult> OnPostMulaiAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        return HasRequisites() ? await BeginAsync(TickEvidence, ct) : Page();
    }

    public async Task<IActionResult> OnPostPutusAsync(string run, string step, CancellationToken ct)
    {
        if (await OpenAsync(run, step, ct) is { } answer)
        {
            return answer;
        }

        await TakeFilesAsync(ct);
        HasRequisites();
        var chosen = Step!.Next.Outcomes.FirstOrDefault(outcome => outcome.Word == Form.Outcome);
        var isRepair = chosen is not null && chosen.Word == Steps.RepairWord;
        var typed = (Form.Findings ?? []).Select((finding, at) => new Found(finding?.Trim() ?? "", FindingKinds.Known(Step, Form.Kinds?.ElementAtOrDefault(at)))).Where(finding => finding.Text.Length > 0);
        List<Found> findings = [.. Answered.Where(finding => Form.Again?.Contains(finding.No) == true).Select(finding => new Found(finding.Text, finding.Kind ?? "")), .. typed];
        if (chosen is null)
        {
            Wrong(nameof(Form.Outcome), "Pilih keputusan.");
        }

        if (isRepair && findings.Count == 0)
        {
            Wrong(nameof(Form.Findings), "Tulis sedikitnya satu temuan: apa yang harus diperbaiki, dan di blok atau unit mana.");
        }

        if (!isRepair && chosen is not null && findings.Count > 0)
        {
            Wrong(nameof(Form.Findings), $"Data dinyatakan berkualitas, tetapi ada temuan. Kosongkan temuannya, atau pilih {Steps.RepairWord}.");
        }

        if (findings.Count > ImkLimits.Findings || findings.Exists(finding => finding.Text.Length > ImkLimits.Line))
        {
            Wrong(nameof(Form.Findings), $"Paling banyak {ImkLimits.Findings} temuan, masing-masing paling banyak {ImkLimits.Line} huruf.");
        }

        if (Kept.Count == 0 && ModelState[nameof(Files)] is not { Errors.Count: > 0 })
        {
            ModelState.AddModelError(nameof(Files), "Lampirkan hasil pemeriksaan.");
        }

        if (!string.IsNullOrWhiteSpace(Form.Number) || Form.Date is not null)
        {
            IsLetter(Form.Number, Form.Date, nameof(Form.Number), nameof(Form.Date));
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var letter = Form.Date is { } date ? Imk.Letter(ImkLetterKind.Province, Step.No, Form.Number!.Trim(), date, null) : null;
        List<string> evidence = [.. letter is null ? Array.Empty<string>() : [RunEvidence.Letter(letter.Number, letter.Date)], .. FileEvidence];
        var found = isRepair ? findings : [];
        return await FinishAsync(evidence, ct, chosen!.Word, [.. found.Select(one => one.Text)], [.. found.Select(one => one.Kind)],
            (after, also) => KeepAsync(after.Run.LastAttempt(Step.No)?.Number ?? 1, found, letter, also));
    }

    private sealed record Found(string Text, string Kind);

    private async Task<IReadOnlyList<Storage.Change>> KeepAsync(int attempt, List<Found> findings, ImkLetter? letter, CancellationToken ct) =>
        findings.Count == 0 && letter is null ? [] : await Imk.ChangesAsync(Run.Id, "imk.evaluated", $"{findings.Count} temuan", survey => survey with
        {
            Findings = [.. survey.Findings, .. findings.Select((found, at) => new ImkFinding(survey.Findings.Count + at + 1, attempt, found.Text, found.Kind.Length > 0 ? found.Kind : null))],
            Letters = letter is null ? survey.Letters : [.. survey.Letters, letter],
        }, ct);

    public sealed class Input
    {
        public string? Outcome { get; set; }
        public List<string?>? Findings { get; set; }

        /// <summary>The kind of each, in their order.</summary>
        public List<string?>? Kinds { get; set; }

        /// <summary>Earlier findings whose repair is not enough: they are found again.</summary>
        public List<int>? Again { get; set; }
        public string? Number { get; set; }
        public DateOnly? Date { get; set; }
    }
}
