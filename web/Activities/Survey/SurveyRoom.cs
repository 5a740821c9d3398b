using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>All a survey's closing pages and its report look at, read at once.</summary>
public sealed record SurveyRoom(
    Run Run, SurveySteps Steps, SurveyPlan? Plan, Allocation? Allocation, Briefing? Briefing, IReadOnlyList<Assignment> Assignments, Compilation? Compilation, Dispatch? Dispatch)
{
    public ResponseTable Response { get; } = ResponseTable.Of(
        Assignments, Steps.AreOfASurvey ? AssignmentStates.OfAll(Run, Steps, Assignments) : Assignments.ToDictionary(assignment => assignment.Item, _ => AssignmentState.Planned, StringComparer.Ordinal));

    public static async Task<SurveyRoom> ReadAsync(IDocumentStore store, Run run, Procedure procedure, CancellationToken ct) => new(
        run, new(procedure),
        await store.FindAsync(SurveyQueries.Plans, run.Id, ct), await store.FindAsync(SurveyQueries.Allocations, run.Id, ct), await store.FindAsync(SurveyQueries.Briefings, run.Id, ct),
        await store.ListAsync(SurveyQueries.Of(run.Id), ct), await store.FindAsync(SurveyQueries.Compilations, run.Id, ct), await store.FindAsync(SurveyQueries.Dispatches, run.Id, ct));
}
