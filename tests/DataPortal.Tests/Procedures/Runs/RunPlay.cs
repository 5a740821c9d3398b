using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>A run being played event by event, in August 2026 unless said otherwise; moments are written <c>"03 08:00"</c>. After each event the invariants hold, and the log rebuilds the run.</summary>
internal sealed class RunPlay
{
    private readonly RunEngine _engine;
    private readonly Procedure _procedure;
    private readonly List<ProcedureEvent> _log = [];
    private int _events;

    public RunPlay(Procedure procedure, string opened, string? first = null, DateTimeOffset? due = null, WorkingCalendar? calendar = null)
    {
        (_procedure, _engine) = (procedure, new(calendar ?? Office));
        var after = _engine.Open(procedure, new("run", "Uji", new Tick { Id = "buka", At = At(opened) }, first, Due: due));
        Run = after.Run;
        _log.AddRange(after.Marks);
    }

    public Run Run { get; private set; }

    public static DateTimeOffset At(string moment) => Wib(moment.Length > 10 ? moment : "2026-08-" + moment);

    public Attempt Open(string step, string item = "") => Run.OpenAttempt(step, item) ?? throw new InvalidOperationException($"Step {step} {item} is not open.");

    public RunPlay Do(string at, RunEvent happened, string? why = null, Role? role = null, string? observed = null)
    {
        var named = happened with
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"e{_events++}"),
            At = At(at),
            ActorId = "r",
            Actor = "Rina",
            Role = role,
            Reason = why,
            ObservedAt = observed is null ? null : At(observed),
        };
        var after = _engine.Advance(_procedure, Run, named);
        RunInvariants.Hold(_procedure, Run, after.Run, named);
        Run = after.Run;
        _log.AddRange(after.Marks);
        Assert.Equal(RunQueries.Runs.Insert(Run).Body, RunQueries.Runs.Insert(RunFold.Replay(_log)).Body);
        return this;
    }

    public RunPlay Done(string at, string step, string item = "", string? outcome = null, string? finding = null) =>
        Do(at, new Complete { Id = "", At = default, Step = step, Item = item, Outcome = outcome, Findings = finding is null ? [] : [finding] });

    public RunPlay Started(string at, string step, string item = "") => Do(at, new Start { Id = "", At = default, Step = step, Item = item });

    public RunPlay Planned(string at, string key, string? from = null, string? due = null, string? person = null, string? held = null) =>
        Do(at, new PlanItem { Id = "", At = default, Key = key, Title = key, From = from is null ? null : At(from), Due = due is null ? null : At(due), PersonId = person, Person = person, Held = held });

    public RunPlay Ticked(string at) => Do(at, new Tick { Id = "", At = default });

    public string Refused(Action<RunPlay> act) => Assert.ThrowsAny<RunRuleException>(() => act(this)).Message;
}
