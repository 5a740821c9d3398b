using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Conformance;

/// <summary>Every figure of the conformance page is one the event log gives.</summary>
public sealed class ReconciliationTests(Portal portal)
{
    private static readonly Gen<ProcedureEvent> _marks =
        from run in Gen.Choose(0, 3)
        from step in Gen.Choose(0, 6)
        from item in Gen.Choose(0, 2)
        from attempt in Gen.Choose(1, 2)
        from mark in Gen.Frequency(
            (4, Gen.Elements(Mark.Ready, Mark.Started, Mark.Done)), (1, Gen.Elements(Mark.Paused, Mark.Resumed)), (1, Gen.Elements(Mark.Skipped, Mark.Cancelled, Mark.Reopened, Mark.Opened, Mark.Ended)), (1, Gen.Elements(Mark.Planned, Mark.Settled, Mark.Settled)))
        from minute in Gen.Choose(0, 400 * 24 * 60)
        from late in Gen.Choose(0, 14)
        from outcome in Gen.Elements("ya", "tidak")
        select Event(run, step, item, attempt, mark, minute, late == 0, outcome);

    private static ProcedureEvent Event(int run, int step, int item, int attempt, Mark mark, int minute, bool late, string outcome)
    {
        var name = $"run-{run}";
        var ofItem = mark is Mark.Planned or Mark.Settled;
        var ofRun = mark is Mark.Opened or Mark.Ended || ofItem;
        var thing = (item == 0 && !ofItem) || (ofRun && !ofItem) ? name : $"item-{item}";
        string[] kinds = (minute % 5) switch { 0 => ["belum lengkap", ""], 1 => ["angka tidak cocok"], 2 => ["belum lengkap", "belum lengkap"], _ => [] };
        return new()
        {
            Id = $"{name}.{step}.{thing}.{attempt}.{mark}.{minute}",
            At = Wib("2025-12-15 00:00").AddMinutes(minute),
            IsLateEntry = late,
            Procedure = "survei-sektoral",
            ProcedureVersion = "x",
            Run = name,
            Step = ofRun ? "" : $"{step + 1}",
            Item = thing,
            Attempt = ofRun ? 0 : attempt,
            Mark = mark,
            Outcome = mark == Mark.Ended ? outcome == "ya" ? "selesai" : "batal" : mark == Mark.Settled && outcome == "ya" ? null : outcome,
            Detail = mark != Mark.Done || minute % 3 == 0 ? null : new() { Order = -1, Event = "", Findings = [.. kinds.Select(kind => "Temuan " + kind)], Kinds = minute % 7 == 0 ? null : kinds },
        };
    }

    [Theory]
    [InlineData("survei-sektoral", null)]
    [InlineData("survei-sektoral", 7)]
    [InlineData("pengumpulan-sektoral", null)]
    [InlineData("pelayanan-website", null)]
    public void Figures_counted_in_columns_are_those_counted_from_the_events_one_by_one(string id, int? month)
    {
        var procedure = portal.Get<ProcedureLibrary>().Find(id)!;
        var period = new Period(2026, month);
        Prop.ForAll((from marks in Gen.ListOf(_marks) from seed in Gen.Choose(0, 1000) select (Marks: marks.Select(mark => mark with { Procedure = id, Id = $"{id}.{mark.Id}" }).DistinctBy(mark => mark.Id).ToList(), seed)).ToArbitrary(), given =>
        {
            var tally = new EventTally();
            var shuffled = given.Marks.Concat(given.Marks.Take(3)).ToArray();
            new Random(given.seed).Shuffle(shuffled);
            foreach (var mark in shuffled)
            {
                tally.Add(mark);
            }

            var figures = new ConformanceCount(tally, procedure, _ => procedure, Office).Count(period, Wib("2027-03-01 09:00"));
            var naive = new NaiveFigures(given.Marks, procedure, period, Office);
            Compare(procedure, figures, naive);
            Lists(tally, procedure, figures, period);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(160));
    }

    private static void Compare(Procedure procedure, ConformanceFigures figures, NaiveFigures naive)
    {
        foreach (var step in procedure.Steps)
        {
            var (row, done) = (figures.Step(step.No)!, naive.DoneAt(step.No));
            var timed = done.Where(attempt => !attempt.Late).ToList();
            Assert.Equal((done.Count, done.Count - timed.Count), (row.Done, row.LateEntries));
            Assert.Equal((timed.Count(one => one.Within is not null), timed.Count(one => one.Within == true), timed.Count(one => one.Unmeasured)), (row.Judged, row.Within, row.Unmeasured));
            Assert.Equal(step.Standard?.Target is null ? null : timed.Count(one => one.OnTarget), row.WithinTarget);
            Same(timed.Select(one => one.Wait), row.Wait);
            Same(timed.Select(one => one.Work), row.Work);
            Same(timed.Select(one => one.Lead), row.Lead);
            var both = timed.Where(one => one.Wait is not null && one.Lead is not null).ToList();
            Assert.Equal((Sum(both.Select(one => one.Wait)), Sum(both.Select(one => one.Lead))), (row.WaitSum, row.LeadSum));
            Assert.False(row.WaitSum > TimeSpan.Zero && row.WaitShare > (figures.Stuck?.WaitShare ?? 0), $"More of step {step.No} is waiting than where it is said to be stuck.");
        }

        var items = naive.Items();
        Assert.Equal((items.Ended, items.Settled, items.Open), (figures.Items.Ended, figures.Items.Settled, figures.Items.Open));
        Same(items.Cycles.Select(time => (TimeSpan?)time), figures.Items.Cycle);
        var found = naive.Findings();
        Assert.Equal(found.Keys.Order(StringComparer.Ordinal), figures.Findings.Select(step => step.Step).Order(StringComparer.Ordinal));
        foreach (var step in figures.Findings)
        {
            Assert.Equal((found[step.Step].Checks, found[step.Step].Kinds.Values.Sum()), (step.Checks, step.Count));
            Assert.Equal(found[step.Step].Kinds.OrderBy(kind => kind.Key, StringComparer.Ordinal), step.Kinds.Select(kind => KeyValuePair.Create(kind.Kind, kind.Count)).OrderBy(kind => kind.Key, StringComparer.Ordinal));
        }

        if (figures.Procedure.Id == "survei-sektoral")
        {
            Assert.Equal(naive.Loop("5", "4", "ya"), (figures.Loops[0].Decided, figures.Loops[0].FirstPass, figures.Loops[0].Reworked));
        }

        foreach (var kind in Enum.GetValues<DeviationKind>())
        {
            Assert.Equal(naive.Deviations(kind), figures.DeviationCounts.GetValueOrDefault(kind));
        }
    }

    /// <summary>A list of cases is as long as the figure it is opened from.</summary>
    private static void Lists(EventTally tally, Procedure procedure, ConformanceFigures figures, Period period)
    {
        foreach (var row in figures.Steps)
        {
            int Count(CaseKind kind) => new CaseFinder(tally, procedure, _ => procedure, Office).Find(new(period, row.No, kind, 1)).Count;
            Assert.Equal((row.Done, row.Within, row.Judged - row.Within, row.Unmeasured, row.LateEntries, row.Open),
                (Count(CaseKind.Done), Count(CaseKind.Within), Count(CaseKind.Over), Count(CaseKind.Unmeasured), Count(CaseKind.LateEntry), Count(CaseKind.Open)));
            Assert.Equal(figures.Findings.FirstOrDefault(found => found.Step == row.No)?.Checks ?? 0, Count(CaseKind.Found));
        }
    }

    [Fact]
    public void Runs_that_conform_are_those_whose_every_step_does()
    {
        var procedure = portal.Get<ProcedureLibrary>().Find("survei-sektoral")!;
        var period = new Period(2026);

        // With marks of the run itself: opened at the beginning of the year, ended somewhere in it.
        Prop.ForAll((from marks in Gen.ListOf(_marks) from ends in Gen.ListOf(Gen.Choose(0, 400 * 24 * 60), 4) select (Marks: marks, Ends: ends)).ToArbitrary(), given =>
        {
            List<ProcedureEvent> log = [.. given.Marks.Where(mark => mark.Step.Length > 0).DistinctBy(mark => mark.Id), .. given.Ends.Select((minute, run) => Event(run, 0, 0, 0, Mark.Ended, minute, false, "ya"))];
            var tally = new EventTally();
            log.ForEach(tally.Add);
            var figures = new ConformanceCount(tally, procedure, _ => procedure, Office).Count(period, Wib("2027-03-01 09:00"));
            Assert.Equal(new NaiveFigures(log, procedure, period, Office).Runs(), (figures.Runs.Ended, figures.Runs.Conform));
            Assert.Equal((figures.Runs.Ended, figures.Runs.Conform), (figures.Months.Sum(month => month.RunsEnded), figures.Months.Sum(month => month.RunsConform)));
            Assert.Equal((figures.Done, figures.Judged, figures.Within), (figures.Months.Sum(month => month.Done), figures.Months.Sum(month => month.Judged), figures.Months.Sum(month => month.Within)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(120));
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan?> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time!.Value);

    private static void Same(IEnumerable<TimeSpan?> times, Spread spread)
    {
        var ordered = times.OfType<TimeSpan>().Order().ToArray();
        Assert.Equal(ordered.Length, spread.Count);
        if (ordered.Length < Spread.Fewest)
        {
            Assert.Equal(ordered, spread.Few.Select(one => one.Time));
            return;
        }

        // Nearest rank: the first value with at least p percent of all at or below it.
        TimeSpan At(double percent) => ordered.First(value => ordered.Count(other => other <= value) * 100.0 / ordered.Length >= percent);
        Assert.Equal((At(50), At(80), At(95)), (spread.P50, spread.P80, spread.P95));
    }
}
