using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using DataPortal.Accounts;
using DataPortal.Activities;
using DataPortal.Activities.Delegating;
using DataPortal.Activities.Work;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Benchmarks;

/// <summary><i>Langkah saya</i> of one person: out of the work lists' own documents, and the way without them, by reading all open runs. Same store, same answer.</summary>
internal static class WorkLists
{
    private const int Runs = 5000;
    private const int People = 50;
    private const int Rounds = 40;

    private static readonly DateTimeOffset _begin = new(2026, 11, 2, 8, 0, 0, TimeSpan.FromHours(7));

    public static async Task RunAsync(string folder, int events)
    {
        var procedure = new ProcedureLibrary(BenchContent.Root, Offered.Anything).Find("survei-sektoral")!;
        var options = new StorageOptions { Engine = "sqlite", Path = folder };
        ICollection[] collections = [RunQueries.Runs, ProcedureEvents.Collection, WorkQueries.Items, YearlyCounter.Collection];
        using (var storage = StorageEngines.Open(options, collections, NullLogger.Instance))
        {
            if (await storage.Documents.CountAsync(RunQueries.Runs.All(), default) == 0)
            {
                await FillAsync(storage.Documents, procedure, events);
            }
        }

        using var opened = StorageEngines.Open(options, collections, NullLogger.Instance);
        var store = opened.Documents;
        var staff = new CurrentStaff(new HttpContextAccessor
        {
            HttpContext = new DefaultHttpContext { User = new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "p7"), new(ClaimTypes.Name, "Petugas 7"), new(ClaimTypes.Role, nameof(Role.FieldOfficer))], "bench")) },
        });
        var list = new WorkList(store, new RunRights(staff, new Delegations(store, new Then(), NullLogger<Delegations>.Instance)), new Then());
        var all = await store.CountAsync(WorkQueries.Items.All(), default);
        Console.WriteLine(Text($"{Runs:N0} open runs, {all:N0} attempts, {await store.CountAsync(ProcedureEvents.Collection.All(), default):N0} events"));

        var watch = Stopwatch.StartNew();
        List<double> lists = [], counts = [];
        WorkPage page = WorkPage.Empty;
        WorkCounts? tiles = null;
        for (var round = 0; round < Rounds; round++)
        {
            watch.Restart();
            tiles = await list.CountAsync(default);
            counts.Add(watch.Elapsed.TotalMilliseconds);
            page = await list.ListAsync(new(WorkTab.All), default);
            await list.ListAsync(new(WorkTab.Free), default);
            lists.Add(watch.Elapsed.TotalMilliseconds);
        }

        lists.Sort();
        counts.Sort();
        Console.WriteLine(Text($"Langkah saya (counts, first page, what can be taken): slowest {lists[^1]:F1} ms, median {lists[Rounds / 2]:F1} ms; of it the counts {counts[Rounds / 2]:F1} ms; {page.Total} own steps, {tiles!.Late} late"));

        List<double> scans = [];
        var found = 0;
        for (var round = 0; round < 3; round++)
        {
            watch.Restart();
            found = 0;
            await foreach (var run in store.StreamAsync(RunQueries.Open(), default))
            {
                found += run.Attempts.Count(attempt => attempt.IsOpen && (attempt.PersonId == "p7" || (attempt.PersonId is null && RunRights.RoleOf(procedure, procedure.Step(attempt.Step)) == Role.FieldOfficer)));
            }

            scans.Add(watch.Elapsed.TotalMilliseconds);
        }

        scans.Sort();
        Console.WriteLine(Text($"The same by reading all open runs: median {scans[1]:F0} ms; {scans[1] / lists[Rounds / 2]:F0} times as long"));
        if (found != tiles.Open + tiles.Free)
        {
            throw new InvalidOperationException($"The answers differ: {found} and {tiles.Open + tiles.Free}.");
        }
    }

    /// <summary>Surveys in the field: most assignments done, one open, of one of the people; the log filled up to so many events.</summary>
    private static async Task FillAsync(IDocumentStore store, Procedure procedure, int events)
    {
        var engine = new RunEngine(new WorkingCalendar(CalendarFiles.Read(BenchContent.Root)));
        var (pattern, log) = Play(engine, procedure);
        IEnumerable<Run> runs = Enumerable.Range(0, Runs).Select(at => pattern with
        {
            Id = $"{at:x8}5f3c4b1d9a7e2c608d41b3f6",
            Title = $"Survei {at}",
            Attempts = [.. pattern.Attempts.Select(attempt => attempt.IsOpen ? attempt with { PersonId = "p" + at % People, Person = "Petugas " + at % People, Limit = attempt.Limit?.AddDays(at % 30) } : attempt)],
        });
        await Fill.WriteAsync(store, RunQueries.Runs, runs);
        await Fill.WriteAsync(store, WorkQueries.Items, runs.SelectMany(run => run.Attempts.Select(attempt => WorkItems.Of(procedure, run, attempt, "p1"))).OfType<WorkItem>());
        await Fill.WriteAsync(store, ProcedureEvents.Collection, Enumerable.Range(0, events).Select(at =>
        {
            var (run, order) = (at / log.Count, at % log.Count);
            var id = $"{run:x8}5f3c4b1d9a7e2c608d41b3f6";
            return log[order] with { Id = $"{id}.{order:D6}", Run = id };
        }));
    }

    private static (Run Run, List<ProcedureEvent> Log) Play(RunEngine engine, Procedure procedure)
    {
        var at = _begin;
        var made = 0;
        var opened = engine.Open(procedure, new("muster", "Survei", new Tick { Id = "0", At = at }));
        var (run, log) = (opened.Run, opened.Marks.ToList());
        void Do(RunEvent happened)
        {
            var after = engine.Advance(procedure, run, happened with { Id = $"e{made++}", At = at = at.AddMinutes(5), Actor = "Petugas", ActorId = "p1" });
            run = after.Run;
            log.AddRange(after.Marks);
        }

        Do(new Complete { Id = "", At = at, Step = "1" });
        for (var item = 0; item < 6; item++)
        {
            Do(new PlanItem { Id = "", At = at, Key = "i" + item, Title = "Dinas " + item, Due = _begin.AddDays(20), PersonId = "p1", Person = "Petugas 1" });
        }

        Do(new Complete { Id = "", At = at, Step = "2" });
        Do(new Complete { Id = "", At = at, Step = "3" });
        for (var item = 0; item < 5; item++)
        {
            foreach (var repair in item < 2 ? new[] { true, false } : [false])
            {
                Do(new Start { Id = "", At = at, Step = "4", Item = "i" + item });
                Do(new Complete { Id = "", At = at, Step = "4", Item = "i" + item });
                Do(new Start { Id = "", At = at, Step = "5", Item = "i" + item });
                Do(new Complete { Id = "", At = at, Step = "5", Item = "i" + item, Outcome = repair ? "ya" : "tidak", Findings = repair ? ["Tabel 2 kosong"] : [] });
            }
        }

        return (run, log);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Then : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 12, 2, 2, 0, 0, TimeSpan.Zero);
    }
}
