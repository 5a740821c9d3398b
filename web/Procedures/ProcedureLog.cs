using DataPortal.Accounts;
using DataPortal.Storage;

namespace DataPortal.Procedures;

/// <summary>
/// Makes marks of steps as changes (procedures.md §1.6), to be written in the very commit that makes them true.
/// The same mark made twice has the same identifier, so the store refuses the second: that is its idempotence.
/// </summary>
public sealed class ProcedureLog(CurrentStaff staff, TimeProvider clock)
{
    /// <param name="run">The run it belongs to: a request, a round, a month.</param>
    /// <param name="item">What the step is done per; null: the run itself.</param>
    /// <param name="attempt">From 1; a loop back begins the next.</param>
    /// <param name="time">How often this mark was made in this attempt, from 1: an attempt may be paused twice.</param>
    /// <param name="outcome">The decision's word.</param>
    /// <param name="cause">The portal event behind it (appendix A).</param>
    /// <param name="observedAt">When it happened, where that is not now.</param>
    /// <param name="actor">Who, when it is not the signed-in person: <c>pemohon</c>, <c>sistem</c>.</param>
    /// <param name="role">In which role, where it matters.</param>
    /// <param name="evidence">Hashes of files, identifiers of documents.</param>
    /// <exception cref="ArgumentException">The procedure has no such step, or the event is not known.</exception>
    public Change Mark(
        Procedure procedure, string step, string run, Mark mark, string? item = null, int attempt = 1, int time = 1, string? outcome = null, string? reason = null,
        string? cause = null, DateTimeOffset? observedAt = null, string? actor = null, Role? role = null, string? onBehalfOf = null, IReadOnlyList<string>? evidence = null)
    {
        _ = procedure.Step(step);
        if (cause is not null && !PortalEvents.Known.Contains(cause))
        {
            throw new ArgumentException($"There is no event {cause}.", nameof(cause));
        }

        return ProcedureEvents.Collection.Insert(new ProcedureEvent
        {
            Id = ProcedureEvents.IdOf(run, step, item ?? run, attempt, mark, time),
            At = clock.GetUtcNow(),
            ObservedAt = observedAt,
            Procedure = procedure.Id,
            ProcedureVersion = procedure.Version,
            Run = run,
            Step = step,
            Item = item ?? run,
            Attempt = attempt,
            Mark = mark,
            Outcome = outcome,
            Actor = actor ?? staff.Name ?? "sistem",
            Role = role,
            OnBehalfOf = onBehalfOf,
            Reason = reason,
            Evidence = evidence ?? [],
            Cause = cause,
        });
    }
}
