using DataPortal.Procedures;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>
/// The marks a request leaves in the procedure's log (procedures.md §1.2, §6.3). A request is one run. Registering it makes both 6 and 7 ready
/// (the deferred choice of step 5); opening starts both; the outcome names which was done, and the other vanishes from the measures.
/// </summary>
public sealed class RequestMarks(ProcedureLog log, RequestClock clock)
{
    /// <param name="opened">When the form's first page was shown, or the message arrived.</param>
    public IEnumerable<Change> Registered(Request request, DateTimeOffset opened) =>
    [
        Mark(request, RequestClock.Intake, Procedures.Mark.Ready, observedAt: opened),
        Mark(request, RequestClock.Intake, Procedures.Mark.Done, cause: "request.received"),
        Mark(request, RequestClock.Notice, Procedures.Mark.Ready, observedAt: request.ReceivedAt),
        Mark(request, RequestClock.Answer, Procedures.Mark.Ready, observedAt: request.ReceivedAt),
    ];

    public IEnumerable<Change> Opened(Request request) => Both(request, Procedures.Mark.Started);

    /// <param name="time">Which pause it is, from 1.</param>
    public IEnumerable<Change> Paused(Request request, int time) => Both(request, Procedures.Mark.Paused, time, "menunggu pemohon");

    public IEnumerable<Change> Resumed(Request request, int time) => Both(request, Procedures.Mark.Resumed, time);

    /// <summary>A request with several items may end partly in 6 and partly in 7: then both are done.</summary>
    public IEnumerable<Change> Decided(Request request)
    {
        var held = request.Items.Any(item => item.Decision is ItemDecision.Available);
        var notHeld = request.Items.Any(item => item.Decision is ItemDecision.NotHeld or ItemDecision.Refused);
        yield return notHeld
            ? Mark(request, RequestClock.Notice, Procedures.Mark.Done, outcome: "tidak", cause: "request.not-held")
            : Mark(request, RequestClock.Notice, Procedures.Mark.Cancelled, reason: "pilihan lain ditempuh");
        yield return held
            ? Mark(request, RequestClock.Answer, Procedures.Mark.Done, outcome: "ya", cause: "request.answered")
            : Mark(request, RequestClock.Answer, Procedures.Mark.Cancelled, reason: "pilihan lain ditempuh");
    }

    public IEnumerable<Change> Cancelled(Request request, string reason) => Both(request, Procedures.Mark.Cancelled, reason: reason);

    private IEnumerable<Change> Both(Request request, Mark mark, int time = 1, string? reason = null) =>
    [
        Mark(request, RequestClock.Notice, mark, time, reason),
        Mark(request, RequestClock.Answer, mark, time, reason),
    ];

    private Change Mark(
        Request request, string step, Mark mark, int time = 1, string? reason = null, string? outcome = null, string? cause = null, DateTimeOffset? observedAt = null) =>
        log.Mark(clock.ProcedureOf(request), step, request.Id, mark, time: time, reason: reason, outcome: outcome, cause: cause, observedAt: observedAt);
}
