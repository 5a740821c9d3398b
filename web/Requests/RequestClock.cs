using DataPortal.Procedures;
using DataPortal.Shared;
using DataPortal.WorkingTime;

namespace DataPortal.Requests;

public enum ClockTone
{
    Fine,
    Soon,
    Late,

    /// <summary>The clock stands: the office waits for the requester.</summary>
    Standing,
    Ended,
}

/// <summary>A request's clock as a page shows it.</summary>
/// <param name="Text"><i>Sisa 2 menit</i>, <i>Terlambat 12 menit</i>, <i>Jam berhenti</i>.</param>
/// <param name="Small">The line below: when it is due, or since when it stands.</param>
/// <param name="Used">Share of the meter that is filled, 0 to 1.</param>
/// <param name="Goal">Where the standard stands in the meter, 0 to 1, once it is passed.</param>
/// <param name="Lead">Working time so far, without pauses.</param>
public sealed record ClockReading(ClockTone Tone, string Text, string Small, double Used, double? Goal, TimeSpan Lead);

/// <summary>
/// The clock of steps 6 and 7 of <i>Pelayanan Website</i>: what they promise is what the procedure's own table says, counted in the hours of its clock
/// (procedures.md §2, §6.3). Until the outcome is known both steps run, so the promise that ends first is the one kept.
/// </summary>
public sealed class RequestClock(WorkingCalendar calendar, ProcedureLibrary library, TimeProvider time)
{
    public const string ProcedureId = "pelayanan-website";
    public const string Intake = "5";
    public const string Notice = "6";
    public const string Answer = "7";

    /// <summary>Working days the office waits for an answer of the requester (procedures.md §6.3).</summary>
    public const int PatienceDays = 10;

    /// <exception cref="InvalidOperationException">The procedure is not among the documents.</exception>
    public Procedure Procedure => library.Find(ProcedureId) ?? throw new InvalidOperationException($"content/sop/{ProcedureId}.md is missing.");

    /// <summary>The version the request was registered under, which it keeps (procedures.md §1.1); the one in force where that is not known.</summary>
    public Procedure ProcedureOf(Request request) => request.ProcedureVersion is { } version && library.Find(ProcedureId, version) is { } found ? found : Procedure;

    public ProcedureStep Step(string no) => Procedure.Step(no);

    private WorkClock Clock => Step(Answer).Clock;

    public Deadline DueFrom(DateTimeOffset ready)
    {
        var first = new[] { Step(Notice), Step(Answer) }
            .Where(step => step.Standard is not null)
            .Select(step => (Step: step, Due: calendar.Due(step.Standard!, step.Clock, ready, null)))
            .Where(found => found.Due is not null)
            .MinBy(found => found.Due!.Limit);
        return first.Due is { } due
            ? new(due.Target, due.Limit, due.CalendarVersion, first.Step.StandardText)
            : throw new InvalidOperationException($"Steps {Notice} and {Answer} of {ProcedureId} have no standard time.");
    }

    /// <summary>The due moment after a pause (procedures.md §2.3, 7).</summary>
    public Deadline Pushed(Deadline due, DateTimeOffset from, DateTimeOffset to)
    {
        var pushed = calendar.Pushed(new(due.Target, due.Limit, due.CalendarVersion), Step(Answer).Standard!, Clock, from, to);
        return due with { Target = pushed.Target, Limit = pushed.Limit };
    }

    /// <summary>True when the promise is counted in days or longer: then, and only then, a reminder goes out before it is due (§1.5).</summary>
    public bool InDays => Step(Answer).Standard!.IsDate;

    /// <summary>Working time from arrival to a moment, without pauses.</summary>
    public TimeSpan Lead(Request request, DateTimeOffset until) => Between(request, request.ReceivedAt, until);

    /// <summary>Working time from opening to a moment, without pauses; null when no opening was observed.</summary>
    public TimeSpan? Work(Request request, DateTimeOffset until) => request.OpenedAt is { } opened ? Between(request, opened, until) : null;

    /// <summary>Working time it lay before an officer opened it.</summary>
    public TimeSpan Wait(Request request, DateTimeOffset until) => Between(request, request.ReceivedAt, request.OpenedAt ?? until);

    public TimeSpan Working(DateTimeOffset from, DateTimeOffset to) => calendar.Working(Clock, from, to);

    /// <summary>Paused working time in all.</summary>
    public TimeSpan Paused(Request request, DateTimeOffset until) =>
        request.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) => sum + calendar.Working(Clock, pause.From, pause.To ?? until));

    /// <summary>Requests due before this have used more than half of their time: <i>hampir tenggat</i>.</summary>
    public DateTimeOffset SoonBefore(DateTimeOffset now) => calendar.Add(Clock, now, Allowance(now) / 2);

    public bool IsOpen(DateTimeOffset now) => calendar.IsOpen(Clock, now);

    public DateTimeOffset NextOpening(DateTimeOffset now) => calendar.NextOpening(Clock, now);

    /// <summary>The last day on which an answer of the requester still comes in time.</summary>
    public DateOnly AnswerBy(DateTimeOffset asked) => calendar.AddWorkingDays(Show.Day(asked), PatienceDays);

    public DateOnly AddWorkingDays(DateOnly day, int days) => calendar.AddWorkingDays(day, days);

    public ClockReading Read(Request request)
    {
        var now = time.GetUtcNow();
        var until = request.ClosedAt ?? now;
        var lead = Lead(request, until);
        // Only ended pauses have pushed the due moment.
        var allowed = calendar.Working(Clock, request.ReceivedAt, request.Due.Limit)
            - Paused(request with { Pauses = [.. request.Pauses.Where(pause => pause.To is not null)] }, until);
        var share = allowed > TimeSpan.Zero ? lead / allowed : 1;
        var due = request.Due.Limit;
        var dueWords = Show.Day(due) == Show.Day(now)
            ? Speech.T($"tenggat {Show.Time(due)} hari ini", $"due {Show.Time(due)} today")
            : Speech.T($"tenggat {Show.ShortDate(due)} {Show.Time(due)}", $"due {Show.ShortDate(due)} {Show.Time(due)}");
        if (request.State is RequestState.Closed)
        {
            return new(ClockTone.Ended, Speech.T($"Selesai dalam {RequestWords.Used(lead)}", $"Closed after {RequestWords.Used(lead)}"),
                dueWords, Math.Min(1, share), share > 1 ? 1 / share : null, lead);
        }

        if (request.OpenPause is { } pause)
        {
            return new(ClockTone.Standing, Speech.T("Jam berhenti", "The clock stands"),
                Speech.T($"menunggu pemohon sejak {Show.LongDate(pause.From)}", $"waiting for the requester since {Show.LongDate(pause.From)}"), Math.Min(1, share), null, lead);
        }

        if (now > due)
        {
            var late = calendar.Working(Clock, due, now);
            return new(ClockTone.Late, Speech.T($"Terlambat {RequestWords.Duration(late)}", $"Late by {RequestWords.Duration(late)}"), dueWords, 1, share > 1 ? 1 / share : null, lead);
        }

        var left = calendar.Working(Clock, now, due);
        return new(due < SoonBefore(now) ? ClockTone.Soon : ClockTone.Fine,
            Speech.T($"Sisa {RequestWords.Duration(left)}", $"{RequestWords.Duration(left)} left"), dueWords, Math.Clamp(share, 0, 1), null, lead);
    }

    /// <summary>The standard as working time, from a moment on.</summary>
    private TimeSpan Allowance(DateTimeOffset from) => calendar.Working(Clock, from, DueFrom(from).Limit);

    private TimeSpan Between(Request request, DateTimeOffset from, DateTimeOffset until)
    {
        if (until <= from)
        {
            return TimeSpan.Zero;
        }

        var paused = request.Pauses.Aggregate(TimeSpan.Zero, (sum, pause) =>
        {
            var (begin, end) = (Later(pause.From, from), Earlier(pause.To ?? until, until));
            return end > begin ? sum + calendar.Working(Clock, begin, end) : sum;
        });
        return calendar.Working(Clock, from, until) - paused;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
