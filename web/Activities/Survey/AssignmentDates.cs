using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities.Survey;

/// <summary>Keeps the day an assignment is due by with that of its repair, when a corrected calendar moved it (procedures.md §2.3, 6).</summary>
internal static class AssignmentDates
{
    public static async Task<IReadOnlyList<Change>> FollowAsync(IServiceProvider services, Procedure procedure, Run? before, Advanced after, CancellationToken ct)
    {
        // A date a person set says so in the mark; the page that sets it keeps it.
        var moved = after.Marks.Where(mark => mark is { Mark: Mark.Moved, Detail.Set: null, Limit: not null } && mark.Item != mark.Run).ToList();
        if (moved.Count == 0 || new SurveySteps(procedure).Collection is not { } collection)
        {
            return [];
        }

        var store = services.GetRequiredService<IDocumentStore>();
        List<Change> changes = [];
        foreach (var mark in moved.Where(mark => mark.Step == collection.No))
        {
            var due = Shared.Show.Day(mark.Limit!.Value);
            if (await store.FindAsync(SurveyQueries.Assignments, SurveyQueries.AssignmentId(mark.Run, mark.Item), ct) is { } kept && kept.Due != due)
            {
                changes.Add(SurveyQueries.Assignments.Replace(kept with
                {
                    Due = due,
                    History = [.. kept.History, new(AssignmentChangeKind.Moved, mark.At, mark.Actor ?? "sistem", $"Tenggat perbaikan bergeser ke {Shared.Show.Date(due)}", mark.Reason)],
                }));
            }
        }

        return changes;
    }
}
