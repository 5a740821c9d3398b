using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Survey;

/// <summary>A finding as the checker writes it.</summary>
/// <param name="Kind">Of <see cref="FindingKinds"/>; empty when none was chosen.</param>
public sealed record FindingDraft(string What, string Where, string ToDo, string Kind = "");

/// <summary>What the checker says of a finding the officer answered.</summary>
/// <param name="Confirmed">False: opened again.</param>
public sealed record Verdict(int No, bool Confirmed, string? Text);

/// <summary>What a check says.</summary>
/// <param name="RepairDue">The day by which it shall be repaired; null: what the document's reading says.</param>
public sealed record CheckDraft(bool Repair, IReadOnlyList<FindingDraft> Found, IReadOnlyList<Verdict> Verdicts, DateOnly? RepairDue, string? Note);

/// <summary>Step 5 of a survey: the check of what was handed in.</summary>
public sealed class CheckDesk(SurveyTools tools)
{
    /// <summary>Whether the person may check: a team lead who did not collect it (§4.3).</summary>
    public bool MayCheck(Assignment assignment) => tools.Has(Role.TeamLead) && !IsCollector(assignment);

    /// <summary>Whether it is the person's own work: who has it, whoever handed it in for them, and who did.</summary>
    public bool IsCollector(Assignment assignment) => assignment.OfficerId == tools.MyId || assignment.HandIns.Any(handIn => handIn.ById == tools.MyId);

    /// <summary>Kasie JRS opens what was handed in: the check has begun.</summary>
    public async Task<bool> OpenAsync(Run run, Attempt? attempt, Assignment assignment, CancellationToken ct) =>
        MayCheck(assignment) && await tools.BeginAsync(run, attempt, Role.TeamLead, ct);

    /// <summary>Accepts what was handed in, or sends it back with findings.</summary>
    /// <exception cref="RunRuleException">Not theirs to check, checked already, or the findings and the decision do not fit.</exception>
    public async Task DecideAsync(Run run, SurveySteps steps, Assignment assignment, CheckDraft draft, LateTimes? late, string nonce, CancellationToken ct)
    {
        SurveyTools.Need(tools.Has(Role.TeamLead), "Hasil diperiksa oleh Kasie JRS.");
        SurveyTools.Need(!IsCollector(assignment), "Anda sendiri yang mengumpulkan. Kasie JRS lain yang memeriksa.");
        var verdicts = draft.Verdicts.ToDictionary(verdict => verdict.No);
        var reopened = assignment.ToConfirm.Where(finding => verdicts.TryGetValue(finding.No, out var verdict) && !verdict.Confirmed).ToList();
        SurveyTools.Need(assignment.ToConfirm.All(finding => verdicts.ContainsKey(finding.No)), "Nyatakan setiap temuan sebelumnya: beres, atau dibuka lagi.");
        SurveyTools.Need(!draft.Repair || draft.Found.Count + reopened.Count > 0, "Tulis sedikitnya satu temuan: apa yang harus diperbaiki.");
        SurveyTools.Need(draft.Repair || draft.Found.Count + reopened.Count == 0, "Masih ada temuan. Pilih perlu diperbaiki, atau hapus temuannya.");
        var step = steps.Check!;
        await tools.Runs.AdvanceAsync(
            run.Id,
            _ => tools.By(
                SurveyTools.Completed(new()
                {
                    Id = nonce,
                    At = default,
                    Step = step.No,
                    Item = assignment.Item,
                    Outcome = draft.Repair ? steps.RepairWord : steps.AcceptWord,
                    Findings = [.. reopened.Select(finding => $"Dibuka lagi, nomor {finding.No}: {finding.What}"), .. draft.Found.Select(found => $"{found.What} ({found.Where}): {found.ToDo}")],
                    Kinds = [.. reopened.Select(finding => finding.Kind ?? ""), .. draft.Found.Select(found => found.Kind)],
                    RepairDue = draft is { Repair: true, RepairDue: { } day } ? tools.Closing(day) : null,
                    Reason = draft.Note,
                }, late), Role.TeamLead),
            ct,
            async (after, attempt) =>
            {
                var kept = await tools.Store.FindAsync(SurveyQueries.Assignments, assignment.Id, attempt) ?? throw new RunRuleException("Penugasan itu tidak ada.");
                return [SurveyQueries.Assignments.Replace(Checked(kept, draft, late?.Done ?? tools.Now, verdicts, after.Run, steps))];
            });
    }

    private Assignment Checked(Assignment kept, CheckDraft draft, DateTimeOffset at, Dictionary<int, Verdict> verdicts, Run after, SurveySteps steps)
    {
        var number = after.LastAttempt(steps.Check!.No, kept.Item)!.Number;
        var due = draft.Repair ? after.OpenAttempt(steps.Collection!.No, kept.Item)?.Limit : null;
        var next = kept.Findings.Count + 1;
        return kept with
        {
            Checks = [.. kept.Checks, new(number, at, tools.MyId, tools.MyName, draft.Repair, due, draft.Note)],
            Due = due is { } limit ? Shared.Show.Day(limit) : kept.Due,
            Findings = [
                .. kept.Findings.Select(finding => finding.State == FindingState.Answered && verdicts.TryGetValue(finding.No, out var verdict)
                    ? finding with
                    {
                        State = verdict.Confirmed ? FindingState.Confirmed : FindingState.Reopened,
                        Steps = [.. finding.Steps, new(tools.Now, tools.MyName, verdict.Confirmed ? FindingState.Confirmed : FindingState.Reopened, verdict.Text)],
                    }
                    : finding),
                .. draft.Found.Select((found, index) => new Finding { No = next + index, Attempt = number, What = found.What, Where = found.Where, ToDo = found.ToDo, Kind = found.Kind.Length > 0 ? found.Kind : null })],
        };
    }
}
