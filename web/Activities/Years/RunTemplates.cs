using DataPortal.Activities.Imk;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Years;

/// <summary>What new runs of the surveys begin with, out of last year's.</summary>
public static class RunTemplates
{
    /// <summary>An IMK survey: its field staff, who must be trained again, and its sample blocks without officers, their dates moved by as much as the run's.</summary>
    public static async Task<IReadOnlyList<Change>> ImkAsync(IServiceProvider services, Run template, string run, PlannedActivity planned, CancellationToken ct)
    {
        var store = services.GetRequiredService<IDocumentStore>();
        if (await store.FindAsync(ImkQueries.Surveys, template.Id, ct) is not { } old)
        {
            return [];
        }

        var desk = services.GetRequiredService<YearDesk>();
        var years = planned.From.Year - Show.Day(template.OpenedAt).Year;
        List<Change> changes = [];
        if (old.Trainees.Count > 0)
        {
            changes.Add(ImkQueries.Surveys.Insert(new ImkSurvey { Id = run, Trainees = [.. old.Trainees.Select(person => person with { TrainedOn = null })] }));
        }

        foreach (var block in await store.ListAsync(ImkQueries.Of(template.Id).Top(ImkLimits.Blocks), ct))
        {
            var due = desk.Working(block.FirstDue.AddYears(years));
            changes.Add(ImkQueries.Blocks.Insert(new ImkBlock
            {
                Id = ImkQueries.BlockId(run, block.Key),
                Run = run,
                Key = block.Key,
                Name = block.Name,
                Target = block.Target,
                From = desk.Working(block.From.AddYears(years)),
                Due = due,
                FirstDue = due,
            }));
        }

        return changes;
    }

    /// <summary>
    /// A sectoral survey: its plan with the same targets and instruments, and its allocation with the same officers, as far as they may still be sent; year and dates moved by as much as the run's.
    /// Each counts only once it is saved at its step.
    /// </summary>
    public static async Task<IReadOnlyList<Change>> SurveyAsync(IServiceProvider services, Run template, string run, PlannedActivity planned, CancellationToken ct)
    {
        var store = services.GetRequiredService<IDocumentStore>();
        if (await store.FindAsync(SurveyQueries.Plans, template.Id, ct) is not { } old)
        {
            return [];
        }

        var desk = services.GetRequiredService<YearDesk>();
        var years = planned.From.Year - Show.Day(template.OpenedAt).Year;
        List<Change> changes =
        [
            SurveyQueries.Plans.Insert(old with
            {
                Id = run, Title = planned.Title, Year = old.Year + years, Period = YearCopy.Title(old.Period, years), From = desk.Working(old.From.AddYears(years)), To = desk.Working(old.To.AddYears(years)),
                SavedAt = services.GetRequiredService<TimeProvider>().GetUtcNow(), SavedBy = planned.Owner,
            }),
        ];
        if (await store.FindAsync(SurveyQueries.Allocations, template.Id, ct) is { Rows.Count: > 0 } allocation)
        {
            var there = (await services.GetRequiredService<AllocationDesk>().OfficersAsync(ct)).ToDictionary(officer => officer.Id, officer => officer.Name, StringComparer.Ordinal);
            DateOnly? Next(DateOnly? day) => day is { } known ? desk.Working(known.AddYears(years)) : null;
            changes.Add(SurveyQueries.Allocations.Insert(new Allocation
            {
                Id = run,
                Rows =
                [
                    .. allocation.Rows.Select(row => row.OfficerId is { } officer && there.TryGetValue(officer, out var name)
                        ? row with { Officer = name, From = Next(row.From), Due = Next(row.Due) }
                        : row with { OfficerId = null, Officer = null, From = Next(row.From), Due = Next(row.Due) }),
                ],
            }));
        }

        return changes;
    }
}
