using DataPortal.Procedures;
using DataPortal.Procedures.Runs;

namespace DataPortal.Activities;

/// <summary>A step of a run that can be done now.</summary>
/// <param name="Attempt">Of several items the one due first, the person's own before others'.</param>
/// <param name="Place">The item's name; null: the run itself.</param>
/// <param name="More">Other items that wait at the same step.</param>
/// <param name="IsMine">Whether it is of the person's work, and its page opens to them.</param>
/// <param name="Who">Who does it, in words.</param>
public sealed record NextStep(ProcedureStep Step, Attempt Attempt, string? Place, int More, bool IsMine, string Who);

/// <summary>Where a run goes on: its open steps as the person who looks can reach them.</summary>
public static class NextSteps
{
    public static IReadOnlyList<NextStep> Of(Run run, Procedure procedure, RunRights rights)
    {
        if (!run.IsOpen)
        {
            return [];
        }

        var items = run.Items.ToDictionary(item => item.Key, StringComparer.Ordinal);
        List<NextStep> next = [];
        foreach (var open in run.Attempts.Where(attempt => attempt.IsDoable).GroupBy(attempt => attempt.Step).OrderBy(group => procedure.Steps.ToList().FindIndex(step => step.No == group.Key)))
        {
            if (procedure.FindStep(open.Key) is not { } step)
            {
                continue;
            }

            var mine = open.Where(attempt => rights.OpensTo(step) && IsMine(procedure, step, attempt, rights)).OrderBy(attempt => attempt.Limit ?? DateTimeOffset.MaxValue).ToList();
            var first = mine.Count > 0 ? mine[0] : open.First();
            next.Add(new(
                step, first, items.GetValueOrDefault(first.Item)?.Title, (mine.Count > 0 ? mine.Count : open.Count()) - 1, mine.Count > 0,
                first.Person ?? (RunRights.RoleOf(procedure, step) is { } role ? Accounts.RoleWords.Of(role) : "portal")));
        }

        return next;
    }

    /// <summary>What was given to an actor by its label and to nobody by name is asked of that actor: an allocation waits for <i>terima</i>, not for the Kabid who saved it.</summary>
    private static bool IsMine(Procedure procedure, ProcedureStep step, Attempt attempt, RunRights rights) => attempt is { PersonId: null, Person: { } asked }
        ? procedure.Actors.Any(actor => actor.Label == asked && actor.Role is { } role && rights.Has(role))
        : rights.IsMine(procedure, step, attempt);
}
