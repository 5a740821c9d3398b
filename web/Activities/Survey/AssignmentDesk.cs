using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>What an officer hands in.</summary>
/// <param name="Answers">What was done about each finding, by its number.</param>
public sealed record HandInDraft(IReadOnlyList<FileReference> Files, string? Link, int Obtained, IReadOnlyList<NonResponse> NonResponses, string? Note, IReadOnlyDictionary<int, string> Answers);

/// <summary>Step 4 of a survey from the officer's side: begin, hand in, give back, say that nothing can be obtained.</summary>
public sealed class AssignmentDesk(SurveyTools tools)
{
    /// <summary>The portal event a hand-in is (appendix A).</summary>
    public const string HandedIn = "activity.handed-in";

    public Task<Assignment?> FindAsync(string run, string item, CancellationToken ct) => tools.Store.FindAsync(SurveyQueries.Assignments, SurveyQueries.AssignmentId(run, item), ct);

    /// <summary>Whether it is the person's to do: their own, or of an officer they stand in for today.</summary>
    public bool IsMine(Assignment assignment) => tools.Staff.Id is { } me && assignment.GivenBack is null
        && (assignment.OfficerId == me || tools.Rights.StandsInFor(assignment.OfficerId, Role.FieldOfficer) is not null);

    /// <summary><i>Mulai</i></summary>
    public async Task StartAsync(Run run, ProcedureStep step, Assignment assignment, CancellationToken ct)
    {
        Mine(assignment);
        Briefed(run, assignment);
        await tools.Runs.AdvanceAllAsync(run.Id, now => [
            .. Returned(now, step, assignment, $"open/{step.No}/{assignment.Item}/{now.OpenAttempt(step.No, assignment.Item)?.Number}"),
            tools.By(new Start { Id = $"mulai/{step.No}/{assignment.Item}/{now.OpenAttempt(step.No, assignment.Item)?.Number}", At = default, Step = step.No, Item = assignment.Item }, Role.FieldOfficer, assignment.OfficerId)], ct);
    }

    /// <summary>Hands in what was collected: completes the step.</summary>
    /// <exception cref="RunRuleException">It is not theirs, not ready, or was handed in already.</exception>
    public async Task HandInAsync(Run run, ProcedureStep step, Assignment assignment, HandInDraft draft, LateTimes? late, string nonce, CancellationToken ct)
    {
        Mine(assignment);
        Briefed(run, assignment);
        await tools.Runs.AdvanceAllAsync(
            run.Id,
            now => [
                .. Returned(now, step, assignment, nonce),
                tools.By(
                    SurveyTools.Completed(
                        new()
                        {
                            Id = nonce, At = default, Step = step.No, Item = assignment.Item, Cause = HandedIn,
                            Evidence =
                            [
                                .. draft.Files.Select(RunEvidence.Of), .. draft.Link is { } link ? [RunEvidence.Note(link)] : Array.Empty<string>(),
                                RunEvidence.Note($"{draft.Obtained} dari {assignment.PlannedUnits} satuan"),
                            ],
                        }, late), Role.FieldOfficer, assignment.OfficerId),
            ],
            ct,
            async (after, attempt) =>
            {
                var kept = (await FindAsync(run.Id, assignment.Item, attempt))!;
                var number = after.Run.LastAttempt(step.No, assignment.Item)!.Number;
                var handIn = new HandIn(number, late?.Done ?? tools.Now, tools.MyId, tools.MyName, draft.Files, draft.Link, draft.Obtained, draft.NonResponses, draft.Note);
                return [SurveyQueries.Assignments.Replace(kept with
                {
                    HandIns = [.. kept.HandIns, handIn], Refused = null,
                    Findings = [.. kept.Findings.Select(finding => finding.State is FindingState.Open or FindingState.Reopened && draft.Answers.TryGetValue(finding.No, out var answer)
                        ? finding with { State = FindingState.Answered, Steps = [.. finding.Steps, new(tools.Now, tools.MyName, FindingState.Answered, answer)] }
                        : finding)],
                })];
            });
    }

    /// <summary><i>Mengembalikan tugas</i>, with a reason: it waits for Kasie JRS to give it to another.</summary>
    public async Task GiveBackAsync(Run run, ProcedureStep step, Assignment assignment, string? reason, string nonce, CancellationToken ct)
    {
        Mine(assignment);
        var why = SurveyTools.Reasoned(reason);
        await ToLeadAsync(run, step, assignment, $"tugas dikembalikan petugas: {why}", nonce, kept => kept with
        {
            GivenBack = new(tools.Now, tools.MyId, tools.MyName, why),
            Refused = null,
            History = [.. kept.History, new(AssignmentChangeKind.GivenBack, tools.Now, tools.MyName, "Dikembalikan petugas", why, tools.MyId)],
        }, ct);
    }

    /// <summary>Says that nothing can be obtained there, with a reason: Kasie JRS settles it or sends the officer on.</summary>
    public async Task RefuseAsync(Run run, ProcedureStep step, Assignment assignment, string? reason, string nonce, CancellationToken ct)
    {
        Mine(assignment);
        var why = SurveyTools.Reasoned(reason);
        await ToLeadAsync(run, step, assignment, $"dilaporkan tidak diperoleh: {why}", nonce, kept => kept with
        {
            Refused = new(tools.Now, tools.MyId, tools.MyName, why),
            History = [.. kept.History, new(AssignmentChangeKind.Refused, tools.Now, tools.MyName, "Dilaporkan tidak diperoleh", why)],
        }, ct);
    }

    private async Task ToLeadAsync(Run run, ProcedureStep step, Assignment assignment, string why, string nonce, Func<Assignment, Assignment> change, CancellationToken ct)
    {
        var allocation = await tools.Store.FindAsync(SurveyQueries.Allocations, run.Id, ct);
        await tools.Runs.AdvanceAsync(
            run.Id,
            _ => tools.By(
                new Assign { Id = nonce, At = default, Step = step.No, Item = assignment.Item, PersonId = allocation?.LeadId, Person = allocation?.LeadId is null ? "Kasie JRS" : allocation.Lead, Reason = why }, Role.FieldOfficer, assignment.OfficerId),
            ct,
            async (_, attempt) => [SurveyQueries.Assignments.Replace(change((await FindAsync(run.Id, assignment.Item, attempt))!))]);
    }

    private void Mine(Assignment assignment) => SurveyTools.Need(IsMine(assignment), assignment.GivenBack is null
        ? $"Penugasan ini dipegang {assignment.Officer}."
        : "Tugas ini sudah Anda kembalikan; Kasie JRS akan mengalihkannya.");

    private static void Briefed(Run run, Assignment assignment) => SurveyTools.Need(
        run.FindItem(assignment.Item)?.Held is null, $"Belum dapat dimulai: {run.FindItem(assignment.Item)?.Held}. Hubungi Kasie JRS untuk briefing susulan.");

    /// <summary>The attempt is the officer's again when it lay with Kasie JRS (a report that nothing can be obtained).</summary>
    private IEnumerable<RunEvent> Returned(Run run, ProcedureStep step, Assignment assignment, string nonce) =>
        run.OpenAttempt(step.No, assignment.Item) is { } open && open.PersonId != assignment.OfficerId
            ? [tools.By(new Assign { Id = nonce + "/kembali", At = default, Step = step.No, Item = assignment.Item, PersonId = assignment.OfficerId, Person = assignment.Officer }, Role.FieldOfficer, assignment.OfficerId)]
            : [];
}
