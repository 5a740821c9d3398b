using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Work;

/// <summary>Makes work items from runs, and keeps them in step with them.</summary>
public static class WorkItems
{
    /// <summary>What stands in a work item was changed since: all are made anew at start.</summary>
    public const int Edition = 2;

    /// <summary>Longest head of an identifier: the rest is a hash.</summary>
    private const int LongestRun = 100;

    /// <summary>Findings that are copied; all stand in the run.</summary>
    private const int MostFindings = 20;

    public static string IdOf(string run, string step, string item, int number) =>
        $"{(run.Length > LongestRun ? RunEngine.Hash(run) : run)}.{RunEngine.Hash($"{step}\n{item}\n{number}")}";

    /// <summary>An attempt as the work lists show it; null when they do not.</summary>
    /// <param name="doneBy">Identifier of who did it, where that is known.</param>
    public static WorkItem? Of(Procedure procedure, Run run, Attempt attempt, string? doneBy = null)
    {
        if (procedure.FindStep(attempt.Step) is not { } step || !(attempt.IsOpen || attempt.State == AttemptState.Done))
        {
            return null;
        }

        var about = attempt.Item.Length > 0 ? run.FindItem(attempt.Item) : null;
        return new()
        {
            Id = IdOf(run.Id, attempt.Step, attempt.Item, attempt.Number),
            Run = run.Id,
            RunTitle = run.Title,
            Procedure = run.Procedure,
            ProcedureName = procedure.Name,
            Step = step.No,
            Activity = step.Activity,
            Form = step.Form,
            Item = attempt.Item,
            ItemTitle = about?.Title,
            Number = attempt.Number,
            State = attempt.State,
            Role = AskedOf(procedure, attempt) ?? RunRights.RoleOf(procedure, step),
            PersonId = attempt.PersonId,
            Person = attempt.Person,
            Ready = attempt.Ready,
            Limit = attempt.Limit,
            Until = attempt.State == AttemptState.Waiting ? attempt.Until : null,
            Held = attempt.State == AttemptState.Waiting ? about?.Held : null,
            Clock = step.Clock,
            IsDated = attempt.Set is not null || step.Standard is { IsDate: true } or { Unit: StandardUnit.Scheduled },
            Findings = SentBackWith(procedure, run, attempt),
            IsSample = RunSamples.IsSample(run),
            ChangedAt = run.LastAt,
            DoneAt = attempt.Done,
            DoneById = attempt.Done is null ? null : doneBy ?? attempt.PersonId,
            Outcome = attempt.Outcome,
        };
    }

    /// <summary>Whose role is asked, where a step was given to an actor and to nobody by name: an allocation waits for <i>terima</i>, a refusal for a decision.</summary>
    private static Role? AskedOf(Procedure procedure, Attempt attempt) =>
        attempt is { PersonId: null, Person: { } asked } ? procedure.Actors.FirstOrDefault(actor => actor.Label == asked)?.Role : null;

    /// <summary>What the decision found that sent the work back to this attempt; empty when none did.</summary>
    public static IReadOnlyList<string> SentBackWith(Procedure procedure, Run run, Attempt attempt)
    {
        if (attempt.Number == 1)
        {
            return [];
        }

        var decision = run.Attempts.LastOrDefault(other => other.Item == attempt.Item && other.State == AttemptState.Done && other.Findings.Count > 0 && other.Done <= (attempt.Ready ?? DateTimeOffset.MaxValue));
        return decision is not null && procedure.FindStep(decision.Step)?.Next.Outcomes.Any(next => next.Word == decision.Outcome && next.Step == attempt.Step) == true
            ? [.. decision.Findings.Take(MostFindings)]
            : [];
    }

    /// <summary>Writes what the marks changed of the lists, in the commit of the run.</summary>
    public static async Task<IReadOnlyList<Change>> FollowAsync(IServiceProvider services, Procedure procedure, Run? before, Advanced after, CancellationToken ct)
    {
        var (store, staff) = (services.GetRequiredService<IDocumentStore>(), services.GetRequiredService<CurrentStaff>());
        var marks = after.Marks.ToLookup(mark => (mark.Step, Item: mark.Item == mark.Run ? "" : mark.Item, mark.Attempt));
        var planned = after.Marks.Where(mark => mark.Mark == Mark.Planned).Select(mark => mark.Item).ToHashSet(StringComparer.Ordinal);
        List<Change> changes = [];
        foreach (var attempt in after.Run.Attempts)
        {
            var told = marks[(attempt.Step, attempt.Item, attempt.Number)];
            if (!told.Any() && !(attempt.IsOpen && planned.Contains(attempt.Item)))
            {
                continue;
            }

            var doneBy = told.Any(mark => mark.Mark == Mark.Done && mark.Actor == staff.Name) ? staff.Id : null;
            if (await ChangeAsync(store, Of(procedure, after.Run, attempt, doneBy), IdOf(after.Run.Id, attempt.Step, attempt.Item, attempt.Number), ct) is { } change)
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    /// <summary>What makes the kept item the wanted one; null when it is.</summary>
    internal static async Task<Change?> ChangeAsync(IDocumentStore store, WorkItem? wanted, string id, CancellationToken ct)
    {
        var kept = await store.FindAsync(WorkQueries.Items, id, ct);
        return (kept, wanted) switch
        {
            (null, null) => null,
            (null, _) => WorkQueries.Items.Insert(wanted),
            (_, null) => WorkQueries.Items.Delete(kept),
            _ => Same(kept, wanted) ? null : WorkQueries.Items.Replace(wanted with { Version = kept.Version, DoneById = wanted.DoneById ?? kept.DoneById }),
        };
    }

    private static bool Same(WorkItem kept, WorkItem wanted) =>
        kept.Findings.SequenceEqual(wanted.Findings)
        && kept == wanted with { Version = kept.Version, Findings = kept.Findings, ChangedAt = kept.ChangedAt, DoneById = wanted.DoneById ?? kept.DoneById };
}

/// <summary>Makes the work items of all runs once, when there are none yet or they say other things now; while it does, the lists fill.</summary>
public sealed class WorkRebuild(IDocumentStore store, ProcedureLibrary library, TimeProvider clock, ILogger<WorkRebuild> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if ((await store.FindAsync(WorkQueries.State, WorkState.TheOne, stoppingToken))?.Edition != WorkItems.Edition)
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The portal stops; the next start begins again.
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "The work lists could not be made; the next start tries again");
        }
    }

    /// <summary>Makes them all. Doing it again changes nothing.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await foreach (var run in store.StreamAsync(RunQueries.Runs.All(), ct))
        {
            await store.CommitAsync(async attempt => (true, await RebuildAsync(run.Id, attempt)), ct);
        }

        await store.CommitAsync(async attempt => (true, await store.FindAsync(WorkQueries.State, WorkState.TheOne, attempt) is { } state
            ? [WorkQueries.State.Replace(state with { Edition = WorkItems.Edition })]
            : (IReadOnlyList<Change>)[WorkQueries.State.Insert(new() { Id = WorkState.TheOne, Edition = WorkItems.Edition })]), ct);
    }

    private async Task<IReadOnlyList<Change>> RebuildAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(RunQueries.Runs, id, ct) is not { } run || library.Find(run.Procedure, run.ProcedureVersion) is not { } procedure)
        {
            return [];
        }

        var recent = clock.GetUtcNow() - WorkList.DoneShown;
        var wanted = run.Attempts.Where(attempt => attempt.IsOpen || attempt.Done > recent)
            .Select(attempt => WorkItems.Of(procedure, run, attempt)).OfType<WorkItem>().ToDictionary(work => work.Id);
        List<Change> changes = [];
        foreach (var kept in await store.ListAsync(WorkQueries.In(id), ct))
        {
            if (!wanted.ContainsKey(kept.Id) && kept.DoneAt is null)
            {
                changes.Add(WorkQueries.Items.Delete(kept));
            }
        }

        foreach (var work in wanted.Values)
        {
            if (await WorkItems.ChangeAsync(store, work, work.Id, ct) is { } change)
            {
                changes.Add(change);
            }
        }

        // Written again as it is: whoever advances the run meanwhile is refused, or refuses this.
        return changes.Count == 0 ? [] : [RunQueries.Runs.Replace(run), .. changes];
    }
}
