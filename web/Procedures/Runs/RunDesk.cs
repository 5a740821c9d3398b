using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Procedures.Runs;

/// <summary>What other slices add to a run that goes on: mail, documents of their own. Their changes are written in the very commit.</summary>
/// <param name="after">The run as it will be, and the marks that make it so.</param>
public delegate Task<IReadOnlyList<Change>> RunFollower(IServiceProvider services, Procedure procedure, Run? before, Advanced after, CancellationToken ct);

/// <summary>Opens runs and advances them in the store: the run, its marks, its audit line and what others add are one commit. Two who finish one step at once: the second is told.</summary>
public sealed class RunDesk(
    IDocumentStore store, ProcedureLibrary library, RunEngine engine, CurrentStaff staff, AuditTrail audit, TimeProvider clock, IEnumerable<RunFollower> followers, IServiceProvider services)
{
    public Task<Run?> FindAsync(string id, CancellationToken ct) => store.FindAsync(RunQueries.Runs, id, ct);

    /// <summary>The runs that do steps of this one in detail.</summary>
    public Task<IReadOnlyList<Run>> ChildrenAsync(string run, CancellationToken ct) => store.ListAsync(RunQueries.ChildrenOf(run).Top(500), ct);

    /// <exception cref="RunWithoutDocumentException">Its document vanished.</exception>
    public Procedure ProcedureOf(Run run) => library.Get(run.Procedure, run.ProcedureVersion);

    /// <summary>Opens a run of the current version of a procedure.</summary>
    /// <param name="opening">Names the run; a second with the same is refused by returning the first (a form sent twice).</param>
    /// <param name="also">Documents of the caller that begin with the run.</param>
    public Task<Run> OpenAsync(Procedure procedure, OpenRun opening, CancellationToken ct, IReadOnlyList<Change>? also = null) =>
        store.CommitAsync<Run>(async attempt =>
        {
            if (await FindAsync(opening.Run, attempt) is { } there)
            {
                return (there, []);
            }

            var opened = engine.Open(procedure, opening);
            return (opened.Run, [.. await ChangesAsync(procedure, null, opened, "run.opened", attempt), .. also ?? []]);
        }, ct);

    /// <summary>The changes that open a run, to go with a commit of another; none when it is there already.</summary>
    public async Task<IReadOnlyList<Change>> OpeningAsync(Procedure procedure, OpenRun opening, CancellationToken ct) =>
        await FindAsync(opening.Run, ct) is null ? await ChangesAsync(procedure, null, engine.Open(procedure, opening), "run.opened", ct) : [];

    /// <summary>Does what happened to a run. Idempotent by the event's name. A run whose document vanished can be cancelled, and nothing else.</summary>
    /// <param name="make">The event, from the run as it is now: read, decided and written again when somebody was faster.</param>
    /// <param name="also">Documents of the caller that change with it, from the run as it will be.</param>
    /// <exception cref="RunRuleException">It may not be; the message is for the person.</exception>
    public Task<Run> AdvanceAsync(string id, Func<Run, RunEvent> make, CancellationToken ct, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>>? also = null) =>
        AdvanceAllAsync(id, run => [make(run)], ct, also);

    /// <summary>Does several things that happened at once to a run: all or none.</summary>
    /// <inheritdoc cref="AdvanceAsync"/>
    public async Task<Run> AdvanceAllAsync(
        string id, Func<Run, IReadOnlyList<RunEvent>> make, CancellationToken ct, Func<Advanced, CancellationToken, Task<IReadOnlyList<Change>>>? also = null) =>
        await store.CommitAsync(async attempt =>
        {
            var run = await FindAsync(id, attempt) ?? throw new RunRuleException("Kegiatan itu tidak ada.");
            var happened = make(run);
            var procedure = happened is [CancelRun] ? library.Find(run.Procedure, run.ProcedureVersion) ?? RunEngine.Without(run) : ProcedureOf(run);
            var advanced = engine.Advance(procedure, run, happened);
            return advanced.Marks.Count == 0
                ? (run, [])
                : (advanced.Run, (IReadOnlyList<Change>)
                    [.. await ChangesAsync(procedure, run, advanced, "run.advanced", attempt), .. also is null ? [] : await also(advanced, attempt)]);
        }, ct);

    /// <summary>The frame of an event by the signed-in person, now: <c>desk.Now(new Complete { … })</c> fills in who and when.</summary>
    /// <param name="role">In which role, of those the person holds.</param>
    public T By<T>(T happened, Role? role = null) where T : RunEvent => happened with
    {
        At = clock.GetUtcNow(),
        ActorId = staff.Id,
        Actor = staff.Name,
        Role = role ?? happened.Role,
    };

    private async Task<IReadOnlyList<Change>> ChangesAsync(Procedure procedure, Run? before, Advanced after, string action, CancellationToken ct)
    {
        List<Change> changes = [before is null ? RunQueries.Runs.Insert(after.Run) : RunQueries.Runs.Replace(after.Run)];
        changes.AddRange(after.Marks.Select(ProcedureEvents.Collection.Insert));
        changes.Add(audit.Entry(action, RunQueries.Runs, after.Run.Id, string.Join(", ", after.Marks.Take(5).Select(mark => $"{mark.Mark}{(mark.Step.Length > 0 ? " " + mark.Step : "")}"))));
        foreach (var follower in followers)
        {
            changes.AddRange(await follower(services, procedure, before, after, ct));
        }

        if (before is not null && after.Run is { State: RunState.Ended, Parent: { } parent })
        {
            changes.AddRange(await ParentAsync(after.Run, parent, ct));
        }

        return changes;
    }

    /// <summary>The child's end completes the step it did in detail (§5.3). Where it cannot, a person does: the child's own end never fails for it.</summary>
    private async Task<IReadOnlyList<Change>> ParentAsync(Run child, RunParent parent, CancellationToken ct)
    {
        if (await FindAsync(parent.Run, ct) is not { IsOpen: true } run || run.OpenAttempt(parent.Step, parent.Item) is not { } open
            || (open.Child is { } other && other != child.Id) || library.Find(run.Procedure, run.ProcedureVersion) is not { } procedure)
        {
            return [];
        }

        try
        {
            // What the child found is decided by a person, at the parent's step: then this breaks a rule.
            var advanced = engine.Advance(procedure, run, By(new Complete { Id = $"run-ended/{child.Id}/{open.Number}", At = default, Step = parent.Step, Item = parent.Item, Evidence = [Attempt.ChildEvidence + child.Id] }));
            return advanced.Marks.Count == 0 ? [] : await ChangesAsync(procedure, run, advanced, "run.advanced", ct);
        }
        catch (RunRuleException)
        {
            return [];
        }
    }
}
