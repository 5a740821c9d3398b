using System.Diagnostics;
using System.Globalization;
using DataPortal.Procedures;
using DataPortal.Procedures.Conformance;
using DataPortal.Storage;
using DataPortal.WorkingTime;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Benchmarks;

/// <summary>A year of a procedure out of a log with very many marks: reading the log, counting it the first time and again, and the same figures by SQL over a table of the same marks.</summary>
internal static class ConformancePages
{
    private const string Id = "pelayanan-website";

    public static async Task RunAsync(string folder, int count)
    {
        var calendar = new WorkingCalendar(CalendarFiles.Read(BenchContent.Root));
        var library = new ProcedureLibrary(BenchContent.Root, Offered.Anything);
        var procedure = library.Find(Id)!;
        var options = new StorageOptions { Engine = "sqlite", Path = folder };
        ICollection[] collections = [ProcedureEvents.Collection, YearlyCounter.Collection];
        using (var storage = StorageEngines.Open(options, collections, NullLogger.Instance))
        {
            if (await storage.Documents.CountAsync(ProcedureEvents.Collection.All(), default) == 0)
            {
                await Fill.WriteAsync(storage.Documents, ProcedureEvents.Collection, Log(procedure, count));
            }
        }

        using var opened = StorageEngines.Open(options, collections, NullLogger.Instance);
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var tally = new ConformanceTally(opened.Documents, library, calendar, new NewYear(), NullLogger<ConformanceTally>.Instance);
        var watch = Stopwatch.StartNew();
        await tally.StartAsync(default);
        var started = watch.Elapsed;
        var year = new Period(2026);
        var figures = await WhenReadAsync(tally, procedure, year);
        var read = watch.Elapsed;
        var held = GC.GetTotalMemory(true) - before;
        Console.WriteLine(Text($"{count:N0} events: start waited {started.TotalMilliseconds:F0} ms; read in the background and counted for the first time after {read.TotalSeconds:F1} s; {held / 1e6:F0} MB held, {held / (double)count:F0} bytes an event"));

        // Another calendar makes every time anew: what the first page after a start, or after a correction, costs beyond reading.
        calendar.Use(calendar.Data.With([KeyValuePair.Create<int, IReadOnlyList<Holiday>>(2030, [])]));
        watch.Restart();
        figures = await tally.FiguresAsync(procedure, year, default);
        var cold = watch.Elapsed;
        watch.Restart();
        await tally.FiguresAsync(procedure, year with { Month = 7 }, default);
        var other = watch.Elapsed;
        watch.Restart();
        await tally.FiguresAsync(procedure, year, default);
        var warm = watch.Elapsed;
        watch.Restart();
        await tally.CasesAsync(procedure, new(year, "7", CaseKind.Over, 1), default);
        Console.WriteLine(Text($"A year's figures, every time reckoned anew: {cold.TotalMilliseconds:F0} ms; a month, times known: {other.TotalMilliseconds:F0} ms; the same year again: {warm.TotalMilliseconds:F2} ms; a list of cases: {watch.Elapsed.TotalMilliseconds:F0} ms"));
        await tally.StopAsync(default);

        using var sql = new Sql(Path.Combine(folder, "flat.db"));
        await sql.FillAsync(opened.Documents, procedure, calendar);
        foreach (var round in new[] { "first", "again" })
        {
            watch.Restart();
            var rows = sql.Steps(year);
            var step7 = rows["7"];
            Console.WriteLine(Text($"The same by SQL over a flat SQLite table, {round}: {watch.Elapsed.TotalMilliseconds:F0} ms (steps and months only)"));
            var ours = figures.Step("7")!;
            if ((ours.Done, ours.Within, ours.Lead.P50.Ticks, ours.Lead.P95.Ticks) != step7)
            {
                throw new InvalidOperationException($"The figures differ: {(ours.Done, ours.Within, ours.Lead.P50.Ticks, ours.Lead.P95.Ticks)} and {step7}.");
            }
        }
    }

    private static async Task<ConformanceFigures> WhenReadAsync(ConformanceTally tally, Procedure procedure, Period year)
    {
        while (true)
        {
            try
            {
                return await tally.FiguresAsync(procedure, year, default);
            }
            catch (LogStillReadException)
            {
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Requests spread over a year, ten marks each: registered, opened, one in eight paused, answered.</summary>
    private static IEnumerable<ProcedureEvent> Log(Procedure procedure, int count)
    {
        var random = new Random(1603);
        var start = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.FromHours(7));
        var runs = count / 8;
        var made = 0;
        for (var at = 0; made < count; at++)
        {
            var run = $"{at:x8}5f3c4b1d9a7e2c608d41b3f6";
            var moment = start.AddSeconds(at % runs * (364.0 * 86400 / runs));
            var opened = moment.AddSeconds(random.Next(20, 900));
            List<ProcedureEvent> marks = [Mark("5", Procedures.Mark.Ready, moment.AddMinutes(-2)), Mark("5", Procedures.Mark.Done, moment), Mark("7", Procedures.Mark.Ready, moment), Mark("6", Procedures.Mark.Ready, moment), Mark("7", Procedures.Mark.Started, opened)];
            if (random.Next(8) == 0)
            {
                marks.AddRange([Mark("7", Procedures.Mark.Paused, opened.AddMinutes(1)), Mark("7", Procedures.Mark.Resumed, opened.AddDays(1))]);
                opened = opened.AddDays(1);
            }

            var done = opened.AddSeconds(random.Next(10, 400));
            marks.AddRange([Mark("7", Procedures.Mark.Done, done, "ya"), Mark("6", Procedures.Mark.Cancelled, done)]);
            foreach (var mark in marks.Take(count - made))
            {
                made++;
                yield return mark;
            }

            ProcedureEvent Mark(string step, Mark mark, DateTimeOffset when, string? outcome = null) => new()
            {
                Id = ProcedureEvents.IdOf(run, step, run, 1, mark),
                At = when,
                Procedure = procedure.Id,
                ProcedureVersion = procedure.Version,
                Run = run,
                Step = step,
                Item = run,
                Mark = mark,
                Outcome = outcome,
                Actor = "Petugas Contoh",
            };
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class NewYear : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2027, 1, 2, 2, 0, 0, TimeSpan.Zero);
    }

    /// <summary>The marks as plain columns; <c>w</c> is the working time before the mark, so that SQL need only subtract.</summary>
    private sealed class Sql : IDisposable
    {
        private readonly SqliteConnection _connection;

        public Sql(string path)
        {
            File.Delete(path);
            _connection = new($"Data Source={path}");
            _connection.Open();
            Execute("create table e (procedure text, run text, step text, item text, attempt int, mark text, at int, w int)");
        }

        public void Dispose() => _connection.Dispose();

        public async Task FillAsync(IDocumentStore store, Procedure procedure, WorkingCalendar calendar)
        {
            var origin = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var transaction = _connection.BeginTransaction();
            using var insert = _connection.CreateCommand();
            insert.CommandText = "insert into e values ($1, $2, $3, $4, $5, $6, $7, $8)";
            SqliteParameter[] parameters = [.. Enumerable.Range(1, 8).Select(at => insert.Parameters.AddWithValue($"${at}", 0L))];
            await foreach (var mark in store.StreamAsync(ProcedureEvents.Collection.All(), default))
            {
                object[] values =
                [
                    mark.Procedure, mark.Run, mark.Step, mark.Item, mark.Attempt, mark.Mark.ToString(), mark.Moment.UtcTicks, calendar.Working(procedure.Step(mark.Step).Clock, origin, mark.Moment).Ticks,
                ];
                for (var at = 0; at < values.Length; at++)
                {
                    parameters[at].Value = values[at];
                }

                insert.ExecuteNonQuery();
            }

            transaction.Commit();
            Execute("create index e_attempt on e (procedure, run, step, item, attempt)");
            Execute("analyze");
        }

        /// <returns>By step: done, within five minutes of lead, p50 and p95 of lead.</returns>
        public Dictionary<string, (int Done, int Within, long P50, long P95)> Steps(Period year)
        {
            Execute("drop table if exists temp.t");
            Execute($"""
                create temp table t as
                select step, done_at, sw - rw as wait, dw - sw - max(paused, 0) as work, dw - rw - max(paused, 0) as lead from (
                  select run, step, item, attempt,
                    min(case when mark = 'Ready' then w end) as rw, min(case when mark = 'Started' then w end) as sw, min(case when mark = 'Done' then w end) as dw,
                    min(case when mark = 'Done' then at end) as done_at,
                    sum(case mark when 'Resumed' then w when 'Paused' then -w else 0 end) as paused
                  from e where procedure = '{Id}' group by run, step, item, attempt)
                where done_at >= {year.From.UtcTicks} and done_at < {year.To.UtcTicks}
                """);
            Execute("select step, (done_at / 864000000000) / 30 as month, count(*), sum(lead <= 3000000000) from t group by step, month");
            foreach (var measure in new[] { "wait", "work" })
            {
                Ranks(measure);
            }

            return Ranks("lead");
        }

        private Dictionary<string, (int Done, int Within, long P50, long P95)> Ranks(string measure)
        {
            Dictionary<string, (int, int, long, long)> found = [];
            using var command = _connection.CreateCommand();
            command.CommandText = $"""
                select step, n, within, max(case when k = (n * 50 + 99) / 100 then v end), max(case when k = (n * 80 + 99) / 100 then v end), max(case when k = (n * 95 + 99) / 100 then v end) from (
                  select step, {measure} as v, row_number() over (partition by step order by {measure}) as k, count(*) over (partition by step) as n,
                    sum({measure} <= 3000000000) over (partition by step) as within
                  from t where {measure} is not null)
                group by step
                """;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                found[reader.GetString(0)] = (reader.GetInt32(1), reader.GetInt32(2), reader.GetInt64(3), reader.GetInt64(5));
            }

            return found;
        }

        private void Execute(string text)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = text;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
            }
        }
    }
}
