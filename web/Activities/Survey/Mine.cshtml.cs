using DataPortal.Accounts;
using DataPortal.Activities.Imk;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace DataPortal.Activities.Survey;

/// <summary>One assignment of a list, with where it stands.</summary>
public sealed record AssignmentLine(Assignment Assignment, AssignmentState State, Attempt? Attempt, string Address);

/// <summary>What is the officer's: what came back first, then by date; and everything they handed in.</summary>
[Allow(Role.TeamLead, Role.FieldOfficer, Role.DivisionHead, Role.SectionHead, Role.OfficeHead)]
public sealed class MineModel(SurveyTools survey, OfficerBlocks blocks) : PageModel
{
    private const int Most = 500;

    public IReadOnlyList<AssignmentLine> Open { get; private set; } = [];

    /// <summary><i>Yang sudah saya serahkan</i>: stays after acceptance.</summary>
    public IReadOnlyList<AssignmentLine> HandedIn { get; private set; } = [];
    /// <summary>Sample blocks of IMK surveys, survey by survey.</summary>
    public IReadOnlyList<BlockLine> Blocks { get; private set; } = [];
    public DateTimeOffset Now => survey.Now;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Dictionary<string, (Run Run, SurveySteps Steps)?> runs = [];
        var me = survey.MyId;
        List<AssignmentLine> mine = [];
        var held = await survey.Store.ListAsync(SurveyQueries.OfOfficer(me).Top(Most), ct);
        var given = await survey.Store.ListAsync(SurveyQueries.ThroughHandsOf(me).Top(Most), ct);
        foreach (var assignment in held.Concat(given).DistinctBy(one => one.Id))
        {
            if (!runs.TryGetValue(assignment.Run, out var known))
            {
                known = null;
                if (await survey.Runs.FindAsync(assignment.Run, ct) is { } run && StepsOf(run) is { AreOfASurvey: true } steps)
                {
                    known = (run, steps);
                }

                runs[assignment.Run] = known;
            }

            if (known is ({ } its, { } kept))
            {
                var state = assignment.OfficerId == me && assignment.GivenBack is null ? AssignmentStates.Of(its, kept, assignment) : assignment.OfficerId == me ? AssignmentState.GivenBack : AssignmentState.HandedOver;
                mine.Add(new(assignment, state, its.OpenAttempt(kept.Collection!.No, assignment.Item), AssignmentLinks.Of(kept, assignment)));
            }
        }

        Open = [.. mine.Where(line => line.State is AssignmentState.Returned or AssignmentState.Reported or AssignmentState.Started or AssignmentState.Ready or AssignmentState.Planned)
            .OrderBy(line => line.State == AssignmentState.Returned || line.Assignment.ToAnswer.Any() ? 0 : line.State == AssignmentState.Planned ? 2 : 1).ThenBy(line => line.Assignment.Due)];
        HandedIn = [.. mine.Where(line => line.Assignment.HandIns.Any(handIn => handIn.ById == me || line.Assignment.OfficerId == me) || line.State is AssignmentState.HandedOver or AssignmentState.GivenBack)
            .OrderByDescending(line => line.Assignment.HandedInAt)];
        Blocks = await blocks.ListAsync(me, ct);
    }

    private SurveySteps? StepsOf(Run run)
    {
        try
        {
            return new(survey.Runs.ProcedureOf(run));
        }
        catch (RunWithoutDocumentException)
        {
            return null;
        }
    }
}
