using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;

namespace DataPortal.Activities;

/// <summary>Runs that do a step of another in detail (procedures.md §5.3).</summary>
public sealed class SubRuns(RunDesk desk)
{
    /// <summary>No run is the detail of itself.</summary>
    /// <exception cref="RunRuleException">The document is that of the run or of one it is the detail of.</exception>
    public async Task CheckAsync(Run run, Procedure sub, CancellationToken ct)
    {
        HashSet<string> seen = [];
        for (Run? above = run; above is not null && seen.Add(above.Id); above = above.Parent is { } parent ? await desk.FindAsync(parent.Run, ct) : null)
        {
            if (above.Procedure == sub.Id)
            {
                throw new RunRuleException($"SOP rinci {sub.Name} adalah dokumen kegiatan ini sendiri atau induknya; kegiatan rinci tidak dapat dibuka. Perbaiki kolom Sub di dokumennya.");
            }
        }
    }

    /// <summary>The changes that open the run which does a step in detail, to go with the step's own start: one is never there without the other.</summary>
    /// <param name="parent">As it is once the step has started.</param>
    /// <param name="id">The name of the run, which the start of the parent's step has in its evidence.</param>
    public Task<IReadOnlyList<Change>> OpeningAsync(Run parent, ProcedureStep step, string item, Procedure sub, string id, CancellationToken ct) =>
        desk.OpeningAsync(sub, Opening(parent, step, item, sub, id), ct);

    /// <summary>Opens a run the log of its parent names and that is not there: a portal of before stopped between the two.</summary>
    public Task<Run> OpenAsync(Run parent, ProcedureStep step, string item, Procedure sub, string id, CancellationToken ct) =>
        desk.OpenAsync(sub, Opening(parent, step, item, sub, id), ct);

    private OpenRun Opening(Run parent, ProcedureStep step, string item, Procedure sub, string id)
    {
        var about = parent.FindItem(item);
        var title = $"{sub.Name}: {parent.Title}{(about is null ? "" : ", " + about.Title)}";
        return new(id, title, desk.By(new Tick { Id = $"buka/{id}", At = default }), Parent: new(parent.Id, step.No, item), Due: parent.OpenAttempt(step.No, item)?.Limit ?? parent.Due);
    }

    /// <summary>Cancels what does a step of a cancelled run in detail.</summary>
    public async Task CancelAsync(Run cancelled, string reason, CancellationToken ct)
    {
        foreach (var child in await desk.ChildrenAsync(cancelled.Id, ct))
        {
            if (child.IsOpen)
            {
                var done = await desk.AdvanceAsync(child.Id, _ => desk.By(new CancelRun { Id = $"induk-batal/{cancelled.Id}", At = default, Reason = $"kegiatan induk dibatalkan: {reason}" }), ct);
                await CancelAsync(done, reason, ct);
            }
        }
    }
}
