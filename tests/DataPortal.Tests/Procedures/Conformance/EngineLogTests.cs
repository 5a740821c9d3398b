using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Procedures.Runs;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>What the engine did is what the measures count: random runs of random procedures, told by their logs alone.</summary>
public sealed class EngineLogTests
{
    private readonly RunEngine _engine = new(Office);

    [Fact]
    public void Every_attempt_of_a_random_run_is_counted_as_the_engine_left_it()
    {
        var (done, open, ended) = (0, 0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var (procedure, run, log) = Play(seed);
            var tally = new EventTally();
            log.ForEach(tally.Add);
            foreach (var attempt in run.Attempts)
            {
                var item = attempt.Item.Length == 0 ? run.Id : attempt.Item;
                var marks = AttemptMarks.Of(log.Where(mark => mark.Step == attempt.Step && mark.Item == item && mark.Attempt == attempt.Number && AttemptMark.IsOfAttempt(mark.Mark)).Select(AttemptMark.Of));
                Assert.Equal((seed, attempt.State, attempt.Ready, attempt.Started), (seed, marks.State, marks.Ready, marks.Started));
                Assert.Equal((seed, attempt.State is AttemptState.Done ? attempt.Done : null, attempt.IsLateEntry), (seed, marks.Done, marks.IsLateEntry));
                Assert.Equal((seed, attempt.IsOpen ? attempt.Limit : null), (seed, attempt.IsOpen ? marks.Current : null));
            }

            // Every year the run may touch: each attempt done is counted once.
            var counted = Enumerable.Range(2024, 8).Select(year => new ConformanceCount(tally, procedure, _ => procedure, Office).Count(new(year), log.Max(mark => mark.At))).ToList();
            foreach (var step in procedure.Steps)
            {
                Assert.Equal((seed, step.No, run.Attempts.Count(attempt => attempt.Step == step.No && attempt.State == AttemptState.Done)), (seed, step.No, counted.Sum(year => year.Step(step.No)!.Done)));
                Assert.Equal(run.Attempts.Count(attempt => attempt.Step == step.No && attempt.State is AttemptState.Ready or AttemptState.Started or AttemptState.Paused), counted[0].Step(step.No)!.Open);
            }

            Assert.Equal((seed, run.Items.Count(item => item.State == ItemState.Ended), run.Items.Count(item => item.State == ItemState.Settled), run.Items.Count(item => item.IsOpen)),
                (seed, counted.Sum(year => year.Items.Ended), counted.Sum(year => year.Items.Settled), counted[0].Items.Open));
            Assert.Equal((seed, run.Attempts.Where(attempt => attempt.State == AttemptState.Done).Sum(attempt => attempt.Findings.Count)), (seed, counted.Sum(year => year.Findings.Sum(step => step.Count))));
            Assert.Equal((seed, run.State == RunState.Ended ? 1 : 0, run.State == RunState.Cancelled ? 1 : 0), (seed, counted.Sum(year => year.Runs.Ended), counted.Sum(year => year.Runs.Cancelled)));
            done += run.Attempts.Count(attempt => attempt.State == AttemptState.Done);
            open += run.Attempts.Count(attempt => attempt.IsOpen);
            ended += run.State == RunState.Ended ? 1 : 0;
        }

        Assert.True(done > 500 && open > 50 && ended > 50, $"{done} done, {open} open, {ended} ended");
    }

    private (Procedure Procedure, Run Run, List<ProcedureEvent> Log) Play(int seed)
    {
        var random = new Random(seed);
        var (procedure, first) = RandomProcedures.Make(random);
        var events = new RandomEvents(random, procedure);
        var opened = _engine.Open(procedure, new("run", "Acak", new Tick { Id = "buka", At = events.Now }, first, Due: random.Next(3) == 0 ? events.Now.AddDays(9) : null));
        var run = opened.Run;
        List<ProcedureEvent> log = [.. opened.Marks];
        for (var left = random.Next(1, 90); left > 0; left--)
        {
            try
            {
                var after = _engine.Advance(procedure, run, events.Next(run));
                run = after.Run;
                log.AddRange(after.Marks);
            }
            catch (RunRuleException)
            {
                // What the rules refuse leaves no mark.
            }
        }

        return (procedure, run, log);
    }
}
