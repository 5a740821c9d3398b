using System.Diagnostics;
using System.Globalization;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Benchmarks;

/// <summary>Long runs: the replay of their log beside reading its records alone, one act of the engine, and one act with its commit in a real store.</summary>
internal static class RunActs
{
    private const int Rounds = 20;

    private static readonly string _sop = Path.Combine(BenchContent.Root.Folder("sop"), "survei-sektoral.md");
    private static readonly Offered _offered = new(
        new HashSet<string> { "penugasan" }, new HashSet<string> { "rencana", "alokasi", "briefing", "penugasan", "pemeriksaan", "kompilasi", "pengiriman" });

    private static readonly DateTimeOffset _begin = new(2026, 8, 3, 8, 0, 0, TimeSpan.FromHours(7));

    public static async Task RunAsync(string folder)
    {
        var procedure = ProcedureFile.Parse("sop/survei-sektoral.md", await File.ReadAllTextAsync(_sop), _offered);
        var engine = new RunEngine(new WorkingCalendar(CalendarFiles.Read(BenchContent.Root)));
        var (_, log) = Play(engine, procedure, 2000, 10_000);
        string[] records = [.. log.Take(10_000).Select(mark => ProcedureEvents.Collection.Insert(mark).Body)];
        Tell($"Replay of a run of {records.Length:N0} events", Time(() => RunFold.Replay(records.Select(ProcedureEvents.Collection.Read))), "reading the same records alone", Time(() => _ = records.Select(ProcedureEvents.Collection.Read).Count()));

        foreach (var items in (int[])[200, 2000])
        {
            var (run, _) = Play(engine, procedure, items, items * 5 / 2);
            var item = run.Attempts.First(attempt => attempt is { IsOpen: true, Step: "4" }).Item;
            var body = RunQueries.Runs.Insert(run).Body;
            Complete Done(string name) => new() { Id = name, At = run.LastAt.AddMinutes(1), Step = "4", Item = item };
            Tell($"{run.Attempts.Count:N0} attempts ({items:N0} items, document of {body.Length / 1e6:F2} MB): the engine's act", Time(() => engine.Advance(procedure, run, Done("x"))), "reading the document", Time(() => RunQueries.Runs.Read(body)));

            using var storage = StorageEngines.Open(
                new StorageOptions { Engine = "sqlite", Path = Path.Combine(folder, items.ToString(CultureInfo.InvariantCulture)) }, [RunQueries.Runs, ProcedureEvents.Collection], NullLogger.Instance);
            var store = storage.Documents;
            await store.CommitAsync([RunQueries.Runs.Insert(run)], default);
            List<double> acts = [], commits = [];
            foreach (var open in run.Attempts.Where(attempt => attempt is { IsOpen: true, Step: "4" }).Take(Rounds * 2))
            {
                var watch = Stopwatch.StartNew();
                var now = (await store.FindAsync(RunQueries.Runs, run.Id, default))!;
                var after = engine.Advance(procedure, now, new Complete { Id = "selesai/" + open.Item, At = run.LastAt.AddMinutes(1), Step = "4", Item = open.Item });
                Change[] changes = [RunQueries.Runs.Replace(after.Run), .. after.Marks.Select(ProcedureEvents.Collection.Insert)];
                var made = watch.Elapsed.TotalMilliseconds;
                await store.CommitAsync(changes, default);
                commits.Add(watch.Elapsed.TotalMilliseconds - made);
                acts.Add(watch.Elapsed.TotalMilliseconds);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  the whole act, read, done and committed (SQLite): median {Middle(acts):F1} ms, slowest {acts.Max():F1} ms; of it the commit: median {Middle(commits):F1} ms"));
        }
    }

    /// <summary>A survey with these many assignments, each handed in and some checked and returned, until it has so many attempts.</summary>
    private static (Run Run, List<ProcedureEvent> Log) Play(RunEngine engine, Procedure procedure, int items, int attempts)
    {
        var number = 0;
        var at = _begin;
        var opened = engine.Open(procedure, new("run", "Survei", new Tick { Id = "buka", At = at }));
        var (run, log) = (opened.Run, opened.Marks.ToList());
        void Do(IReadOnlyList<RunEvent> happened)
        {
            var after = engine.Advance(procedure, run, happened);
            run = after.Run;
            log.AddRange(after.Marks);
        }

        string Name() => string.Create(CultureInfo.InvariantCulture, $"{number++:D8}-0199-7abc-def012345678");
        Complete Done(string step, string item = "", string? outcome = null) =>
            new() { Id = Name(), At = at = at.AddSeconds(1), ActorId = "0199abcdef0123456789abcdef012345", Actor = "Petugas Contoh", Step = step, Item = item, Outcome = outcome, Findings = outcome == "ya" ? ["Tabel 2 kosong"] : [] };
        string Key(int item) => string.Create(CultureInfo.InvariantCulture, $"penugasan-{item:D6}");

        Do([Done("1"), .. Enumerable.Range(0, items).Select(item => new PlanItem { Id = Name(), At = at, Key = Key(item), Title = $"Dinas contoh {item}", From = _begin, Due = _begin.AddDays(9), PersonId = "0199abcdef0123456789abcdef012345", Person = "Petugas Contoh" }), Done("2"), Done("3")]);
        for (var item = 0; run.Attempts.Count < attempts; item = (item + 1) % (items / 2))
        {
            List<RunEvent> some = [];
            for (var left = 50; left > 0; left--, item = (item + 1) % (items / 2))
            {
                some.AddRange([Done("4", Key(item)), Done("5", Key(item), "ya")]);
            }

            Do(some);
        }

        return (run, log);
    }

    private static double Time(Action act)
    {
        List<double> times = [];
        for (var round = -Rounds; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            act();
            if (round >= 0)
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        return Middle(times);
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static void Tell(string what, double took, string beside, double other) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {took:F1} ms; {beside}: {other:F1} ms; ratio {took / other:F2}"));
}
