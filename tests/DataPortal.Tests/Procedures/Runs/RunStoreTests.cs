using DataPortal.Activities.Work;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>Runs in the real app over a real store (SQLite).</summary>
public sealed class RunStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Portal _portal;

    public RunStoreTests() =>
        _portal = new() { Settings = new Dictionary<string, string> { ["Storage:Engine"] = "sqlite", ["Storage:Path"] = _folder.File("portal") } };

    private RunDesk Desk => _portal.Get<RunDesk>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _portal.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Of_two_who_finish_one_step_at_once_one_wins_and_the_other_is_told()
    {
        await OpenAsync("survei-sektoral", "satu");
        var told = await Task.WhenAll(Enumerable.Range(0, 8).Select(who => Task.Run(() => RefusedAsync(() => Desk.AdvanceAsync("satu", _ => Done($"selesai-{who}", "1"), Ct)))));
        Assert.Single(told, fault => fault is null);
        Assert.Equal(7, told.Count(fault => fault is StepSettledException { Attempt.Step: "1" }));
        var log = await _portal.Store.ListAsync(RunQueries.Log("satu"), Ct);
        Assert.Single(log, mark => mark.Mark == Mark.Done);
        Assert.Equal(Text((await Desk.FindAsync("satu", Ct))! with { Version = 0 }), Text(RunFold.Replay(log)));
    }

    [Fact]
    public async Task Twenty_items_done_at_once_all_land_and_a_form_sent_twice_counts_once()
    {
        var run = await OpenAsync("survei-sektoral", "lapangan");
        await Desk.AdvanceAllAsync(run.Id, _ =>
        [
            Done("1", "1"), .. Enumerable.Range(0, 20).Select(number => (RunEvent)Desk.By(new PlanItem { Id = $"p{number}", At = default, Key = $"b{number}", Title = "Butir", Due = Wib("2026-11-20 16:00") })),
            Done("2", "2"), Done("3", "3"),
        ], Ct);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => Task.Run(() => Desk.AdvanceAsync(run.Id, _ => Done($"selesai-{number % 20}", "4", $"b{number % 20}"), Ct))));
        var now = (await Desk.FindAsync(run.Id, Ct))!;
        Assert.Equal(20, now.Attempts.Count(attempt => attempt is { Step: "5", State: AttemptState.Ready }));
        Assert.Equal(now.Marks, await _portal.Store.CountAsync(RunQueries.Log(run.Id), Ct));
    }

    [Fact]
    public async Task A_run_whose_document_vanished_can_be_read_and_not_continued_and_spins_nothing()
    {
        await OpenAsync("survei-sektoral", "hilang");
        var run = (await Desk.FindAsync("hilang", Ct))!;
        await _portal.Store.CommitAsync([RunQueries.Runs.Replace(run with { ProcedureVersion = "tidak-ada", Attempts = [run.Attempts[0] with { State = AttemptState.Waiting, Ready = null, Until = Wib("2026-11-01 07:30") }] })], Ct);
        Assert.Equal("Survei uji", (await Desk.FindAsync("hilang", Ct))!.Title);
        var fault = await Assert.ThrowsAsync<RunWithoutDocumentException>(() => Desk.AdvanceAsync("hilang", _ => Done("x", "1"), Ct));
        Assert.Contains("tetap dapat dibaca", fault.Message, StringComparison.Ordinal);

        // It is tried once and then left alone, and another that waits behind it is woken.
        await OpenAsync("survei-sektoral", "sesudah");
        await Desk.AdvanceAllAsync("sesudah", _ =>
            [Done("1", "1"), Desk.By(new PlanItem { Id = "p", At = default, Key = "a", Title = "A", From = Wib("2026-11-16 10:00"), Due = Wib("2026-11-20 16:00") }), Done("2", "2"), Done("3", "3")], Ct);
        var looked = new CountingLogger();
        using var waker = new RunWaker(_portal.Store, Desk, _portal.Clock, looked);
        await waker.DoDueAsync(Ct);
        _portal.Clock.Advance(TimeSpan.FromMinutes(61));
        await waker.DoDueAsync(Ct);
        Assert.Equal(Wib("2026-11-16 10:00"), (await Desk.FindAsync("sesudah", Ct))!.OpenAttempt("4", "a")!.Ready);
        var tried = looked.Count;
        await waker.DoDueAsync(Ct);
        await waker.DoDueAsync(Ct);
        Assert.Equal((2, 2), (tried, looked.Count));
    }

    [Fact]
    public async Task A_run_whose_document_vanished_is_cancelled_without_it_and_nothing_of_it_stays_in_the_work_lists()
    {
        var kept = await OpenAsync("pengumpulan-sektoral", "yatim");
        await Desk.AdvanceAllAsync("yatim", _ => [Desk.By(new PlanItem { Id = "p", At = default, Key = "a", Title = "A" }), Desk.By(new Assign { Id = "ambil", At = default, Step = "1", PersonId = "r", Person = "Rina" })], Ct);
        Assert.NotEmpty(await _portal.Store.ListAsync(WorkQueries.In("yatim"), Ct));
        kept = (await Desk.FindAsync("yatim", Ct))!;
        await _portal.Store.CommitAsync([RunQueries.Runs.Replace(kept with { ProcedureVersion = "tidak-ada" })], Ct);

        CancelRun stop = new() { Id = "batal", At = default, Reason = "dokumennya hilang" };
        Assert.Equal("Tulis alasannya.", (await RefusedAsync(() => Desk.AdvanceAsync("yatim", _ => Desk.By(stop with { Reason = " " }), Ct)))!.Message);
        Assert.IsType<RunWithoutDocumentException>(await RefusedAsync(() => Desk.AdvanceAllAsync("yatim", _ => [Done("x", "1"), Desk.By(stop)], Ct)));
        var run = await Desk.AdvanceAsync("yatim", _ => Desk.By(stop), Ct);
        Assert.Equal((RunState.Cancelled, "dokumennya hilang", "batal"), (run.State, run.Reason, run.FindItem("a")!.Outcome));
        Assert.All(run.Attempts, attempt => Assert.Equal(AttemptState.Cancelled, attempt.State));
        Assert.Empty(await _portal.Store.ListAsync(WorkQueries.In("yatim"), Ct));
        var log = await _portal.Store.ListAsync(RunQueries.Log("yatim"), Ct);
        Assert.Equal(("pengumpulan-sektoral", "tidak-ada", Mark.Ended), (log[^1].Procedure, log[^1].ProcedureVersion, log[^1].Mark));
        Assert.Equal(run.Marks, (await Desk.AdvanceAsync("yatim", _ => Desk.By(stop), Ct)).Marks);
    }

    [Fact]
    public async Task A_day_off_entered_later_moves_what_is_due_in_open_runs()
    {
        var run = await OpenAsync("pengumpulan-sektoral", "putaran");
        Assert.Equal(Wib("2026-11-17 16:00"), run.OpenAttempt("1")!.Limit);
        var calendar = _portal.Get<WorkingCalendar>();
        var list = string.Join('\n', ["tanggal,nama,jenis,dasar", "2026-11-17,Libur uji,libur nasional,SKB uji",
            .. calendar.Data.Holidays(2026).Select(day => $"{day.Date:yyyy-MM-dd},\"{day.Name}\",{(day.Kind == HolidayKind.National ? "libur nasional" : "cuti bersama")},\"{day.Decree}\"")]);
        await _portal.Get<CalendarKeeping>().KeepAsync(2026, list, calendar.Version, Ct);
        for (var left = 200; left > 0 && run.OpenAttempt("1")!.Limit != Wib("2026-11-18 16:00"); left--)
        {
            await Task.Delay(25, Ct);
            run = (await Desk.FindAsync("putaran", Ct))!;
        }

        Assert.Equal((Wib("2026-11-18 16:00"), calendar.Version), (run.OpenAttempt("1")!.Limit, run.OpenAttempt("1")!.Calendar));
        Assert.Contains(await _portal.Store.ListAsync(RunQueries.Log("putaran"), Ct), mark => mark is { Mark: Mark.Moved, Reason: "kalender kerja berubah", Actor: "sistem" });
    }

    [Fact]
    public async Task The_end_of_a_run_completes_the_step_it_did_in_detail()
    {
        await OpenAsync("imk-tahunan", "induk");
        await Desk.AdvanceAsync("induk", _ => Desk.By(new Start { Id = "mulai", At = default, Step = "1", Evidence = [Attempt.ChildEvidence + "anak"] }), Ct);
        await OpenAsync("pst", "anak", new("induk", "1", ""));
        await OpenAsync("pst", "asing", new("induk", "1", ""));
        foreach (var child in (string[])["asing", "anak"])
        {
            await Desk.AdvanceAllAsync(child, _ => [.. ((string[])["1", "2", "3", "4", "6", "7", "10"]).Select(step => Done(child + step, step, "", step == "7" ? "tidak" : null))], Ct);
            Assert.Equal(child == "asing", (await Desk.FindAsync("induk", Ct))!.OpenAttempt("1") is not null);
        }

        var parent = (await Desk.FindAsync("induk", Ct))!;
        Assert.Equal((AttemptState.Done, "anak", AttemptState.Ready), (parent.LastAttempt("1")!.State, parent.LastAttempt("1")!.Child, parent.OpenAttempt("2")!.State));
    }

    [Fact]
    public async Task What_cannot_complete_its_parent_ends_all_the_same()
    {
        await OpenAsync("imk-tahunan", "induk");
        await Desk.AdvanceAllAsync("induk", _ => [Done("1", "1"), Done("2", "2")], Ct);
        await OpenAsync("pst", "anak", new("induk", "3", ""));
        await Desk.AdvanceAllAsync("anak", _ => [.. ((string[])["1", "2", "3", "4", "6", "7", "10"]).Select(step => Done(step, step, "", step == "7" ? "tidak" : null))], Ct);
        Assert.Equal(RunState.Ended, (await Desk.FindAsync("anak", Ct))!.State);
        Assert.NotNull((await Desk.FindAsync("induk", Ct))!.OpenAttempt("3"));
    }

    private Task<Run> OpenAsync(string procedure, string id, RunParent? parent = null) => Desk.OpenAsync(
        _portal.Get<ProcedureLibrary>().Find(procedure)!, new(id, "Survei uji", Desk.By(new Tick { Id = "buka/" + id, At = default }), Parent: parent), Ct);

    private RunEvent Done(string id, string step, string item = "", string? outcome = null) => Desk.By(new Complete { Id = id, At = default, Step = step, Item = item, Outcome = outcome });

    private static async Task<Exception?> RefusedAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RunRuleException fault)
        {
            return fault;
        }
    }

    private static string Text(Run run) => RunQueries.Runs.Insert(run).Body;

    private sealed class CountingLogger : Microsoft.Extensions.Logging.ILogger<RunWaker>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Count++;
    }
}
