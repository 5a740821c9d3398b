using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Survey;

/// <summary>Step 4 of a survey from the side of Kasie JRS: hand over, move dates, settle what cannot be obtained.</summary>
public sealed class FieldLead(SurveyTools tools)
{
    /// <summary><i>Alihkan</i>: another officer, with a reason.</summary>
    public async Task HandOverAsync(Run run, ProcedureStep step, Assignment assignment, Staff officer, string? reason, string nonce, CancellationToken ct)
    {
        Leads();
        var why = SurveyTools.Reasoned(reason);
        Collecting(run, step, assignment);
        SurveyTools.Need(officer.Id != assignment.OfficerId || assignment.GivenBack is not null, $"Penugasan ini sudah dipegang {officer.Name}.");
        var briefing = await tools.Store.FindAsync(SurveyQueries.Briefings, run.Id, ct);
        await tools.Runs.AdvanceAllAsync(
            run.Id,
            now => [
                tools.By(Planned(now, assignment.Item) with
                {
                    Id = nonce, PersonId = officer.Id, Person = officer.Name, Held = briefing?.Frees(officer.Id) == true ? null : Briefing.NotBriefed, Reason = why,
                }, tools.LeadRole),
                .. now.OpenAttempt(step.No, assignment.Item) is null
                    ? Array.Empty<RunEvent>()
                    : [tools.By(new Assign { Id = nonce + "/orang", At = default, Step = step.No, Item = assignment.Item, PersonId = officer.Id, Person = officer.Name, Reason = why }, tools.LeadRole)],
            ],
            ct,
            async (_, attempt) =>
            {
                var kept = await KeptAsync(assignment, attempt);
                return [SurveyQueries.Assignments.Replace(kept with
                {
                    OfficerId = officer.Id, Officer = officer.Name, GivenBack = null, Refused = null,
                    History = [.. kept.History, new(AssignmentChangeKind.HandedOver, tools.Now, tools.MyName, $"Dialihkan dari {kept.Officer} ke {officer.Name}", why, kept.OfficerId)],
                })];
            });
    }

    /// <summary>A new due date, with a reason. The date set first stays for reports.</summary>
    public async Task MoveAsync(Run run, ProcedureStep step, Assignment assignment, DateOnly due, string? reason, string nonce, CancellationToken ct)
    {
        Leads();
        var why = SurveyTools.Reasoned(reason);
        Collecting(run, step, assignment);
        SurveyTools.Need(due >= assignment.From, "Tenggat baru lebih awal daripada tanggal mulai.");
        SurveyTools.Need(due >= tools.Today, "Tenggat baru sudah lewat.");
        var moment = tools.Closing(due);
        var repair = run.OpenAttempt(step.No, assignment.Item)?.Set is not null;
        await tools.Runs.AdvanceAsync(
            run.Id,
            now => repair
                ? tools.By(new Move { Id = nonce, At = default, Step = step.No, Item = assignment.Item, Due = moment, Reason = why }, tools.LeadRole)
                : tools.By(Planned(now, assignment.Item) with { Id = nonce, Due = moment, Reason = why }, tools.LeadRole),
            ct,
            async (_, attempt) =>
            {
                var kept = await KeptAsync(assignment, attempt);
                return [SurveyQueries.Assignments.Replace(kept with
                {
                    Due = due,
                    History = [.. kept.History, new(AssignmentChangeKind.Moved, tools.Now, tools.MyName, $"Tenggat {(repair ? "perbaikan " : "")}digeser ke {Shared.Show.Date(due)}", why)],
                })];
            });
    }

    /// <summary>Settles an assignment without the rest of its way: not obtained, or no longer wanted.</summary>
    /// <param name="outcome"><see cref="AssignmentStates.NotObtained"/> or <see cref="AssignmentStates.Cancelled"/>.</param>
    public async Task SettleAsync(Run run, Assignment assignment, string outcome, string? reason, string nonce, CancellationToken ct)
    {
        Leads();
        var why = SurveyTools.Reasoned(reason);
        await tools.Runs.AdvanceAsync(
            run.Id,
            _ => tools.By(new SettleItem { Id = nonce, At = default, Key = assignment.Item, Outcome = outcome, Reason = why }, tools.LeadRole),
            ct,
            async (_, attempt) =>
            {
                var kept = await KeptAsync(assignment, attempt);
                var (kind, words) = outcome == AssignmentStates.NotObtained ? (AssignmentChangeKind.NotObtained, "Tidak diperoleh") : (AssignmentChangeKind.Cancelled, "Dibatalkan");
                return [SurveyQueries.Assignments.Replace(kept with { Refused = null, GivenBack = null, History = [.. kept.History, new(kind, tools.Now, tools.MyName, words, why)] })];
            });
    }

    /// <summary>
    /// Collection is closed early by a head (§4.3, step 6): what is still being collected becomes <i>tidak diperoleh</i>. What was handed in was collected:
    /// it stays, and its check decides, as for any other.
    /// </summary>
    /// <exception cref="RunRuleException">Nothing is being collected any more.</exception>
    public async Task CloseAsync(Run run, SurveySteps steps, string? reason, string nonce, CancellationToken ct)
    {
        SurveyTools.Need(tools.Rights.IsHead, "Pengumpulan ditutup lebih awal oleh Kabid.");
        var why = SurveyTools.Reasoned(reason);
        await tools.Runs.AdvanceAllAsync(
            run.Id,
            now =>
            {
                if (now.Items.Any(item => now.HasSeen($"{nonce}/{item.Key}")))
                {
                    return [];
                }

                List<RunEvent> settled =
                [
                    .. now.Items.Where(item => item.IsOpen && now.OpenAttempt(steps.Check!.No, item.Key) is null)
                        .Select(item => tools.By(new SettleItem { Id = $"{nonce}/{item.Key}", At = default, Key = item.Key, Outcome = AssignmentStates.NotObtained, Reason = why }, tools.LeadRole)),
                ];
                SurveyTools.Need(settled.Count > 0, "Tidak ada lagi yang sedang dikumpulkan. Yang sudah diserahkan diperiksa dahulu.");
                return settled;
            },
            ct,
            async (after, attempt) =>
            {
                List<Storage.Change> changes = [];
                foreach (var key in after.Marks.Where(mark => mark.Mark == Mark.Settled).Select(mark => mark.Item).Distinct())
                {
                    if (await tools.Store.FindAsync(SurveyQueries.Assignments, SurveyQueries.AssignmentId(run.Id, key), attempt) is { } kept)
                    {
                        changes.Add(SurveyQueries.Assignments.Replace(kept with
                        {
                            Refused = null,
                            GivenBack = null,
                            History = [.. kept.History, new(AssignmentChangeKind.NotObtained, tools.Now, tools.MyName, "Pengumpulan ditutup lebih awal: tidak diperoleh", why)],
                        }));
                    }
                }

                return changes;
            });
    }

    /// <summary>The officer shall try again although nothing could be obtained.</summary>
    public async Task GoOnAsync(Run run, ProcedureStep step, Assignment assignment, string? reason, string nonce, CancellationToken ct)
    {
        Leads();
        var why = SurveyTools.Reasoned(reason);
        SurveyTools.Need(assignment.Refused is not null, "Petugas tidak melaporkan apa pun yang perlu diputuskan.");
        await tools.Runs.AdvanceAsync(
            run.Id,
            _ => tools.By(
                new Assign { Id = nonce, At = default, Step = step.No, Item = assignment.Item, PersonId = assignment.OfficerId, Person = assignment.Officer, Reason = "diminta dilanjutkan: " + why }, tools.LeadRole),
            ct,
            async (_, attempt) =>
            {
                var kept = await KeptAsync(assignment, attempt);
                return [SurveyQueries.Assignments.Replace(kept with { Refused = null, History = [.. kept.History, new(AssignmentChangeKind.GoOn, tools.Now, tools.MyName, "Diminta dilanjutkan", why)] })];
            });
    }

    private void Leads() => SurveyTools.Need(tools.LeadsField, "Ini diputuskan Kasie JRS.");

    private static void Collecting(Run run, ProcedureStep step, Assignment assignment)
    {
        var last = run.LastAttempt(step.No, assignment.Item);
        SurveyTools.Need(run.FindItem(assignment.Item) is { IsOpen: true } && last is null or { IsOpen: true }, "Penugasan ini sudah diserahkan atau dituntaskan.");
    }

    private async Task<Assignment> KeptAsync(Assignment assignment, CancellationToken ct) =>
        await tools.Store.FindAsync(SurveyQueries.Assignments, assignment.Id, ct) ?? throw new RunRuleException("Penugasan itu tidak ada.");

    /// <summary>The item as it is now.</summary>
    private static PlanItem Planned(Run run, string key) => run.FindItem(key) is { } item
        ? new() { Id = "", At = default, Key = key, Title = item.Title, From = item.From, Due = item.Due, PersonId = item.PersonId, Person = item.Person, Held = item.Held }
        : throw new RunRuleException("Penugasan itu tidak ada.");
}
