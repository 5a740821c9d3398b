using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Imk;

/// <summary>An officer's blocks in an IMK survey that is under way.</summary>
/// <param name="Due">The nearest due date of those with something left; where nothing is, the last.</param>
public sealed record BlockLine(string Title, string Address, int Count, int Target, int Obtained, int NonResponses, DateOnly Due)
{
    public int Left => Math.Max(0, Target - Obtained - NonResponses);
}

/// <summary>What an officer holds of IMK surveys (procedures.md §5.3, step 2: as in 000 step 4): blocks are no items of a run, so the work lists ask here.</summary>
public sealed class OfficerBlocks(IDocumentStore store, RunDesk runs, ProcedureLibrary library)
{
    private const int Most = 500;

    /// <summary>Survey by survey whose field work is under way, the nearest due date first.</summary>
    public async Task<IReadOnlyList<BlockLine>> ListAsync(string staffId, CancellationToken ct)
    {
        List<BlockLine> lines = [];
        foreach (var group in (await store.ListAsync(ImkQueries.OfStaff(staffId).Top(Most), ct)).GroupBy(block => block.Run))
        {
            if (await runs.FindAsync(group.Key, ct) is { IsOpen: true } run && library.Find(run.Procedure, run.ProcedureVersion) is { } procedure && new ImkSteps(procedure).Field is { } field
                && run.OpenAttempt(field.No) is not null)
            {
                var left = group.Where(block => block.Obtained + block.NonResponses < block.Target).ToList();
                lines.Add(new(
                    run.Title, ImkLinks.Mine(run.Id, field.No), group.Count(), group.Sum(block => block.Target), group.Sum(block => block.Obtained), group.Sum(block => block.NonResponses), left.Count > 0 ? left.Min(block => block.Due) : group.Max(block => block.Due)));
            }
        }

        return [.. lines.OrderBy(line => line.Due)];
    }
}
