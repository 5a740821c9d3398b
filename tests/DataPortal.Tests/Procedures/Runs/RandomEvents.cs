using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>What people and clocks do to a run: mostly what fits, often what does not.</summary>
internal sealed class RandomEvents(Random random, Procedure procedure)
{
    private static readonly string?[] _people = ["ani", "budi", null];
    private DateTimeOffset _now = Wib("2026-08-03 08:00");
    private int _number;

    public DateTimeOffset Now => _now;

    public RunEvent Next(Run run)
    {
        _now = random.Next(20) == 0 ? _now.AddMinutes(-random.Next(1, 5000)) : _now.AddMinutes(random.Next(3) switch { 0 => random.Next(3), 1 => random.Next(300), _ => random.Next(4000) });
        var person = _people[random.Next(_people.Length)];
        return Kind(run) with
        {
            Id = $"e{_number++}",
            At = _now,
            ActorId = person,
            Actor = person,
            Role = random.Next(3) == 0 ? Role.SectionHead : Role.FieldOfficer,
            Reason = random.Next(4) == 0 ? null : "sebab",
            ObservedAt = random.Next(8) == 0 ? _now.AddMinutes(random.Next(-3000, 200)) : null,
        };
    }

    private RunEvent Kind(Run run)
    {
        var kind = random.Next(100);
        var happened = kind switch
        {
            < 60 => Step(run),
            < 74 => new PlanItem { Id = "", At = default, Key = Key(run), Title = "Butir", From = Day(), Due = Day(5), PersonId = _people[random.Next(3)], Held = random.Next(6) == 0 ? "belum briefing" : null },
            < 79 => new SettleItem { Id = "", At = default, Key = Key(run), Outcome = "tidak diperoleh" },
            < 81 => new SettleRest { Id = "", At = default, Outcome = "ditutup" },
            < 99 => (RunEvent)new Tick { Id = "", At = default },
            _ => new CancelRun { Id = "", At = default },
        };
        return happened;
    }

    private StepEvent Step(Run run)
    {
        var open = run.Attempts.Where(attempt => attempt.IsOpen).ToList();
        var (step, item) = open.Count > 0 && random.Next(12) > 0
            ? open[random.Next(open.Count)] is var chosen ? (chosen.Step, chosen.Item) : default
            : (random.Next(30) == 0 ? "99" : procedure.Steps[random.Next(procedure.Steps.Count)].No, random.Next(2) == 0 ? "" : Key(run));
        var outcomes = procedure.FindStep(step)?.Next.Outcomes ?? [];
        var outcome = outcomes.Count > 0 && random.Next(10) > 0 ? outcomes[random.Next(outcomes.Count)].Word : null;
        string[] findings = random.Next(4) == 0 ? [] : ["Tabel 2 kosong"];
        return random.Next(20) switch
        {
            < 3 => new Start { Id = "", At = default, Step = step, Item = item, Evidence = random.Next(4) == 0 ? ["run/anak"] : [] },
            < 9 => new Complete { Id = "", At = default, Step = step, Item = item, Outcome = outcome, Findings = findings, RepairDue = random.Next(8) == 0 ? Day(3) : null },
            9 => new EnterLater { Id = "", At = default, Step = step, Item = item, Outcome = outcome, Findings = findings, Started = random.Next(2) == 0 ? _now.AddMinutes(-random.Next(600)) : null, Done = _now.AddMinutes(random.Next(-400, 20)) },
            10 or 11 => new PauseStep { Id = "", At = default, Step = step, Item = item, Why = PauseReason.Requester },
            12 => new Resume { Id = "", At = default, Step = step, Item = item },
            13 or 14 => new Skip { Id = "", At = default, Step = step, Item = item, Outcome = outcome },
            15 => new Assign { Id = "", At = default, Step = step, Item = item, PersonId = _people[random.Next(3)] },
            16 => new Move { Id = "", At = default, Step = step, Item = item, Due = Day(4) ?? _now.AddYears(random.Next(4000)) },
            17 when run.Attempts.Count > 0 && run.Attempts[random.Next(run.Attempts.Count)] is var done => new Reopen { Id = "", At = default, Step = done.Step, Item = done.Item },
            _ => new Complete { Id = "", At = default, Step = step, Item = item, Outcome = outcome, Findings = findings },
        };
    }

    private string Key(Run run) => random.Next(40) == 0 ? run.Id : random.Next(15) == 0 ? "" : ((string[])["a", "b", "c", "d"])[random.Next(4)];

    private DateTimeOffset? Day(int later = 0) => random.Next(3) == 0 ? null : _now.AddDays(random.Next(-2, 4) + later);
}
