using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities.Survey;

/// <summary>Step 1 of a survey: the plan.</summary>
public sealed class PlanDesk(SurveyTools tools)
{
    public Task<SurveyPlan?> FindAsync(string run, CancellationToken ct) => tools.Store.FindAsync(SurveyQueries.Plans, run, ct);

    /// <summary>Whether the person may write the plan and the allocation: the Kabid, or another head in their place.</summary>
    public bool MayPlan => tools.Rights.IsHead;

    /// <summary>Saves the plan: the step is done by that.</summary>
    /// <param name="evidence">The instrument's files.</param>
    /// <exception cref="RunRuleException">The step is not open, or the plan is not theirs to write.</exception>
    public async Task SaveAsync(Run run, ProcedureStep step, SurveyPlan plan, IReadOnlyList<string> evidence, LateTimes? late, string nonce, CancellationToken ct)
    {
        SurveyTools.Need(MayPlan, "Rencana disimpan oleh Kabid.");
        await tools.Runs.AdvanceAsync(
            run.Id,
            _ => tools.By(
                SurveyTools.Completed(
                    new()
                    {
                        Id = nonce,
                        At = default,
                        Step = step.No,
                        Evidence = [.. evidence, RunEvidence.Note($"{plan.Targets.Count} sasaran, {plan.PlannedUnits} satuan")],
                    }, late),
                tools.Has(Role.DivisionHead) ? Role.DivisionHead : tools.LeadRole),
            ct,
            async (_, attempt) =>
            {
                var before = await FindAsync(run.Id, attempt);
                return [SurveyTools.Put(SurveyQueries.Plans, before, plan with { SavedAt = tools.Now, SavedBy = tools.MyName })];
            });
    }
}
