using System.Globalization;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.WorkingTime;
using FsCheck;
using FsCheck.Fluent;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>Random procedures and random event orders never reach an impossible state, and the log rebuilds the run.</summary>
public sealed class RunProperties
{
    private const int Cases = 1000;
    private readonly RunEngine _engine = new(Office);

    [Fact]
    public void No_order_of_events_reaches_an_impossible_state_and_the_log_rebuilds_the_run() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    /// <summary>Runs that go on long are reached only when what happens mostly fits.</summary>
    [Fact]
    public void Random_runs_reach_their_end_and_come_by_every_mark()
    {
        HashSet<Mark> marks = [];
        var (ended, loops, joins) = (0, 0, 0);
        for (var seed = 0; seed < 600; seed++)
        {
            var (_, run, log) = Play(seed);
            marks.UnionWith(log.Select(mark => mark.Mark));
            ended += run.State == RunState.Ended ? 1 : 0;
            loops += run.Attempts.Any(attempt => attempt.Number > 2) ? 1 : 0;
            joins += run.Items.Any(item => item.Arrived is { Length: > 0 }) ? 1 : 0;
        }

        Assert.Equal(Enum.GetValues<Mark>(), marks.Order());
        Assert.True(ended > 100 && loops > 60 && joins > 30, string.Create(CultureInfo.InvariantCulture, $"{ended} ended, {loops} looped, {joins} joined"));
    }

    /// <summary>Repairs lead back to repairs: reckoning them all anew comes to an end, changes dates only, and the log has it.</summary>
    [Fact]
    public void A_corrected_calendar_moves_due_moments_and_nothing_else()
    {
        var moved = 0;
        for (var seed = 0; seed < 400; seed++)
        {
            var (procedure, run, log) = Play(seed);
            DateOnly[] off = [.. Enumerable.Range(0, 60).Select(day => DateOnly.FromDateTime(run.LastAt.Date).AddDays(day - 20)).Where((day, at) => at % 3 == 0)];
            var corrected = new WorkingCalendar(Office.Data.With([.. off.GroupBy(day => day.Year).Select(year => KeyValuePair.Create<int, IReadOnlyList<Holiday>>(
                year.Key, [.. Office.Data.Holidays(year.Key), .. year.Where(day => Office.Data.Holidays(year.Key).All(kept => kept.Date != day)).Select(day => new Holiday(day, "Libur uji", default, "uji"))]))]));
            var after = new RunEngine(corrected).Advance(procedure, run, new Tick { Id = "kalender", At = run.LastAt });
            RunInvariants.Hold(procedure, run, after.Run, null);
            Assert.Equal(Text(after.Run with { Version = 0 }), Text(RunFold.Replay([.. log, .. after.Marks])));
            foreach (var mark in after.Marks.Where(mark => mark.Reason == "kalender kerja berubah"))
            {
                var (before, now) = (run.OpenAttempt(mark.Step, mark.Item == "run" ? "" : mark.Item)!, after.Run.OpenAttempt(mark.Step, mark.Item == "run" ? "" : mark.Item)!);
                Assert.True(before.Set is null || before.SetBy is not null, $"Seed {seed}: a date somebody set was moved: {before}");
                Assert.Equal((before.State, before.Ready, before.Set, before.SetBy, before.FirstLimit), (now.State, now.Ready, now.Set, now.SetBy, now.FirstLimit));
                moved += before.SetBy is null ? 0 : 1;
            }
        }

        Assert.True(moved > 0, "No repair was moved: the property holds nothing.");
    }

    private bool Holds(int seed)
    {
        var (procedure, run, log) = Play(seed);
        Assert.Equal(Enumerable.Range(0, log.Count), log.Select(mark => mark.Detail!.Order));
        Assert.Equal(log.Select(mark => mark.Id).Order(StringComparer.Ordinal).Distinct(), log.Select(mark => mark.Id));
        var kept = log.Select(mark => ProcedureEvents.Collection.Read(ProcedureEvents.Collection.Insert(mark).Body));
        Assert.Equal(Text(run), Text(RunFold.Replay(kept)));
        return procedure.Steps.Count > 0;
    }

    private (Procedure Procedure, Run Run, List<ProcedureEvent> Log) Play(int seed)
    {
        var random = new Random(seed);
        var (procedure, first) = RandomProcedures.Make(random);
        var events = new RandomEvents(random, procedure);
        var opened = _engine.Open(procedure, new("run", "Acak", new Tick { Id = "buka", At = events.Now }, first, Due: random.Next(3) == 0 ? events.Now.AddDays(9) : null));
        var run = opened.Run;
        List<ProcedureEvent> log = [.. opened.Marks];
        List<RunEvent> done = [];
        RunInvariants.Hold(procedure, null, run, null);
        for (var left = random.Next(1, 90); left > 0; left--)
        {
            var happened = events.Next(run);
            var before = Text(run);
            Advanced after;
            try
            {
                after = _engine.Advance(procedure, run, happened);
            }
            catch (RunRuleException broken)
            {
                Assert.NotEmpty(broken.Message);
                Assert.Equal(before, Text(run));
                continue;
            }
            catch (Exception fault)
            {
                throw new InvalidOperationException($"Seed {seed}: {happened} made {fault}", fault);
            }

            try
            {
                Assert.Equal(before, Text(run));
                RunInvariants.Hold(procedure, run, after.Run, happened);
                log.AddRange(after.Marks);
                run = random.Next(3) == 0 ? RunQueries.Runs.Read(Text(after.Run)) with { Version = 0 } : after.Run;
                if (after.Marks.Count > 0)
                {
                    done.Add(happened);
                }

                if (done.Count > 0)
                {
                    Assert.Empty(_engine.Advance(procedure, run, done[^1]).Marks);
                    Assert.Same(run, _engine.Advance(procedure, run, done[random.Next(done.Count)]).Run);
                }
            }
            catch (Exception fault) when (fault is not InvalidOperationException)
            {
                throw new InvalidOperationException($"Seed {seed}, after {happened}\n{string.Join('\n', procedure.Steps.Select(step => $"{step.No} {step.Per} {step.Next.Kind} {string.Join(' ', step.Next.Outcomes)} {step.StandardText}"))}\n{string.Join('\n', log.Select(mark => $"{mark.Mark} {mark.Step} {mark.Item} {mark.Attempt} {mark.Moment:yyyy-MM-dd HH:mm} {mark.Outcome}"))}\n{fault.Message}", fault);
            }
        }

        return (procedure, run, log);
    }

    private static string Text(Run run) => RunQueries.Runs.Insert(run).Body;
}

/// <summary>What is true of every run at every moment.</summary>
internal static class RunInvariants
{
    public static void Hold(Procedure procedure, Run? before, Run run, RunEvent? happened)
    {
        foreach (var of in run.Attempts.GroupBy(attempt => (attempt.Step, attempt.Item)))
        {
            Is(of.Count(attempt => attempt.IsOpen) <= 1, $"two open attempts at {of.Key}");
            Is(of.Select(attempt => attempt.Number).SequenceEqual(Enumerable.Range(1, of.Count())), $"attempts at {of.Key} are not numbered from 1");
            Is(of.SkipLast(1).All(attempt => !attempt.IsOpen), $"an earlier attempt at {of.Key} is open");
            var step = procedure.Step(of.Key.Step);
            Is(step.IsPerItem == of.Key.Item.Length > 0 && !step.IsCounted, $"{of.Key} is done per the wrong thing");
        }

        foreach (var attempt in run.Attempts)
        {
            Times(attempt);
            Is(attempt.Item.Length == 0 || run.FindItem(attempt.Item) is not null, $"an attempt of no item: {attempt}");
            Is(!attempt.IsOpen || attempt.Item.Length == 0 || run.FindItem(attempt.Item)!.IsOpen, $"a settled item has an open attempt: {attempt}");
        }

        var open = run.Attempts.Where(attempt => attempt.IsOpen).ToList();
        if (run.IsOpen)
        {
            Is(open.Count > 0 || (run.Items.Count == 0 && procedure.Steps.Any(step => step.IsPerItem)), "the run is stuck");
            var isWithRun = open.Any(attempt => attempt.Item.Length == 0);
            Is(!isWithRun || open.All(attempt => attempt.Item.Length == 0), "the run goes on while its items are under way");
            Is(isWithRun || run.Items.All(item => !item.IsOpen || open.Any(attempt => attempt.Item == item.Key)), "an open item is stuck");
        }
        else
        {
            Is(open.Count == 0 && run.Items.All(item => !item.IsOpen), "something of an ended run is open");
            Is(run.Attempts.All(attempt => attempt.Done <= run.EndedAt), "the run ended before its last step");
        }

        Is(run.Items.Select(item => item.Key).Distinct().Count() == run.Items.Count, "two items of one name");
        Is(run.Items.All(item => item.State != ItemState.Settled || item.Outcome is not null), "an item settled without an outcome");
        Is(open.All(attempt => attempt.Until is not { } until || happened is not Tick || (until > run.LastAt && until > happened.At)), "what waited for its day waits on");
        Is(before is null || run.LastAt >= before.LastAt, "time went back");
        Is(before is null || run.Attempts.Count >= before.Attempts.Count, "an attempt vanished");
        if (before is not null)
        {
            Kept(before, run);
        }
    }

    private static void Times(Attempt attempt)
    {
        Is(!(attempt.Started < attempt.Ready) && !(attempt.Done < attempt.Started) && !(attempt.Done < attempt.Ready), $"marks out of order: {attempt}");
        Is(attempt.IsOpen == attempt.Done is null, $"open and done: {attempt}");
        Is(attempt.State is not (AttemptState.Ready or AttemptState.Started or AttemptState.Paused or AttemptState.Done) || attempt.Ready is not null, $"never ready: {attempt}");
        Is(attempt.State is AttemptState.Paused == attempt.Pauses.Any(pause => pause.To is null), $"a pause is open: {attempt}");
        Is(!(attempt.Target > attempt.Limit), $"target after limit: {attempt}");
        var last = attempt.Started;
        foreach (var pause in attempt.Pauses)
        {
            Is(pause.From >= last && !(pause.To < pause.From), $"pauses out of order: {attempt}");
            last = pause.To ?? pause.From;
        }

        Is(attempt.Pauses.Count == 0 || !(attempt.Done < last), $"done within a pause: {attempt}");
    }

    private static void Kept(Run before, Run run)
    {
        for (var index = 0; index < before.Attempts.Count; index++)
        {
            var (was, now) = (before.Attempts[index], run.Attempts[index]);
            Is(was.IsOpen || (was.State, was.Ready, was.Started, was.Done, was.Outcome) == (now.State, now.Ready, now.Started, now.Done, now.Outcome), $"what was done is changed: {now}");
        }

        // A step of the run is ready when all before it is done, not earlier.
        var settled = run.Attempts.Where(attempt => attempt.State is AttemptState.Done or AttemptState.Skipped).Max(attempt => attempt.Done);
        Is(run.Attempts.Where((attempt, index) => attempt is { IsOpen: true, Item: "", Ready: not null } && (index >= before.Attempts.Count || before.Attempts[index].Ready is null)).All(attempt => !(attempt.Ready < settled)),
            "a step of the run is ready before what precedes it is done");
        Is(run.Items.All(item => before.FindItem(item.Key) is not { FirstDue: { } first } || item.FirstDue == first), "the first date of an item is lost");
    }

    private static void Is(bool holds, string problem)
    {
        if (!holds)
        {
            throw new ArgumentException(problem);
        }
    }
}
