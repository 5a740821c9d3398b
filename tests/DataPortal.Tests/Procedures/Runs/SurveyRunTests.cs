using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Support;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>The engine on the office's own survey procedure (procedures.md §4.3).</summary>
public sealed class SurveyRunTests(Portal portal)
{
    private readonly RunEngine _engine = new(Office);
    private readonly List<ProcedureEvent> _log = [];
    private Run _run = null!;
    private int _events;

    private Procedure Survey => portal.Get<ProcedureLibrary>().Find("survei-sektoral")!;

    [Fact]
    public void A_survey_goes_its_way_with_one_repair_and_the_log_rebuilds_it()
    {
        var opened = _engine.Open(Survey, new("run", "Survei uji", At<Tick>("2026-08-03 08:00")));
        (_run, _) = (opened.Run, opened.Marks);
        _log.AddRange(opened.Marks);
        Assert.Equal(Wib("2026-08-03 08:30"), _run.OpenAttempt("1")!.Limit);

        Do(At<Start>("2026-08-03 08:05") with { Step = "1" });
        Do(At<Complete>("2026-08-03 08:20") with { Step = "1" });
        foreach (var key in (string[])["a", "b"])
        {
            Do(At<PlanItem>("2026-08-03 08:25") with { Key = key, Title = "Dinas " + key, From = Wib("2026-08-05 07:30"), Due = Wib("2026-08-12 16:00"), Person = "Rina", PersonId = "r", Held = "belum ikut briefing" });
        }

        Do(At<Complete>("2026-08-03 09:00") with { Step = "2" });
        Do(At<Complete>("2026-08-03 10:00") with { Step = "3" });
        Assert.Equal(AttemptState.Waiting, _run.OpenAttempt("4", "a")!.State);
        Assert.Throws<StepNotReadyException>(() => Do(At<Start>("2026-08-03 10:00") with { Step = "4", Item = "a" }));

        foreach (var key in (string[])["a", "b"])
        {
            Do(At<PlanItem>("2026-08-03 10:05") with { Key = key, Title = "Dinas " + key, From = Wib("2026-08-05 07:30"), Due = Wib("2026-08-12 16:00"), Person = "Rina", PersonId = "r" });
        }

        Assert.Equal(Wib("2026-08-05 07:30"), RunQueries.Wakes(_run));
        Do(At<Tick>("2026-08-05 07:31"));
        Assert.Equal((Wib("2026-08-05 07:30"), Wib("2026-08-12 16:00"), "Rina"), (_run.OpenAttempt("4", "a")!.Ready, _run.OpenAttempt("4", "a")!.Limit, _run.OpenAttempt("4", "a")!.Person));

        Do(At<Complete>("2026-08-10 10:00") with { Step = "4", Item = "a" });
        Assert.Throws<RunRuleException>(() => Do(At<Complete>("2026-08-10 10:30") with { Step = "5", Item = "a", Outcome = "ya" }));
        Do(At<Complete>("2026-08-10 10:30") with { Step = "5", Item = "a", Outcome = "ya", Findings = ["Tabel 2 kosong"] });
        var repair = _run.OpenAttempt("4", "a")!;
        Assert.Equal((2, Wib("2026-08-12 16:00"), "Rina"), (repair.Number, repair.Limit, repair.Person));

        var handIn = At<Complete>("2026-08-11 10:00") with { Step = "4", Item = "a" };
        Do(handIn);
        var before = _run;
        Do(handIn);
        Assert.Same(before, _run);
        Assert.Throws<StepSettledException>(() => Do(At<Complete>("2026-08-11 10:01") with { Step = "4", Item = "a" }));
        Do(At<Complete>("2026-08-11 11:00") with { Step = "5", Item = "a", Outcome = "tidak" });
        Assert.Null(_run.OpenAttempt("6"));

        Do(At<SettleItem>("2026-08-12 11:00") with { Key = "b", Outcome = "tidak diperoleh", Reason = "Dinas menolak" });
        Do(At<Complete>("2026-08-12 12:00") with { Step = "6" });
        Do(At<Complete>("2026-08-12 13:30") with { Step = "7" });
        Assert.Equal(RunState.Ended, _run.State);

        Assert.Equal(Text(_run), Text(RunFold.Replay(_log)));
    }

    private static string Text(Run run) => RunQueries.Runs.Insert(run).Body;

    private void Do(RunEvent happened)
    {
        var after = _engine.Advance(Survey, _run, happened);
        _run = after.Run;
        _log.AddRange(after.Marks);
    }

    private T At<T>(string moment) where T : RunEvent => (T)Events.Make<T>($"e{_events++}", Wib(moment));
}

/// <summary>Events by kind, for tests: the required members get a name that must be replaced.</summary>
internal static class Events
{
    public static RunEvent Make<T>(string id, DateTimeOffset at) where T : RunEvent => typeof(T).Name switch
    {
        nameof(Start) => new Start { Id = id, At = at, Step = "?" },
        nameof(Complete) => new Complete { Id = id, At = at, Step = "?" },
        nameof(PlanItem) => new PlanItem { Id = id, At = at, Key = "?" },
        nameof(SettleItem) => new SettleItem { Id = id, At = at, Key = "?", Outcome = "?" },
        nameof(Tick) => new Tick { Id = id, At = at },
        _ => throw new ArgumentOutOfRangeException(typeof(T).Name),
    };
}
