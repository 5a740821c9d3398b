using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Support;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>The rules of procedures.md §1.5 and §2.3, on the survey procedure.</summary>
public sealed class RunRulesTests(Portal portal)
{
    private Procedure Survey => portal.Get<ProcedureLibrary>().Find("survei-sektoral")!;

    /// <summary>At its assignments a and b, due on the 12th.</summary>
    private RunPlay Field(string from = "04 07:30") => new RunPlay(Survey, "03 08:00").Done("03 08:10", "1").Planned("03 08:20", "a", from, "12 16:00", "r").Planned("03 08:20", "b", from, "12 16:00", "s")
        .Done("03 08:30", "2").Done("03 09:00", "3").Ticked("04 07:31");

    [Fact]
    public void What_was_done_on_paper_is_entered_later_with_its_times_and_a_reason()
    {
        var play = new RunPlay(Survey, "03 08:00");
        EnterLater paper = new() { Id = "", At = default, Step = "1", Started = RunPlay.At("03 08:05"), Done = RunPlay.At("03 08:20") };
        Assert.Equal("Tulis alasannya.", play.Refused(run => run.Do("05 08:00", paper)));
        Assert.Contains("masa depan", play.Refused(run => run.Do("03 08:10", paper, "listrik padam")), StringComparison.Ordinal);
        Assert.Contains("lebih dari setahun", play.Refused(run => run.Do("05 08:00", paper with { Started = RunPlay.At("03 08:00").AddYears(-1).AddMinutes(-1) }, "listrik padam")), StringComparison.Ordinal);
        play.Do("05 08:00", paper, "listrik padam");
        var done = play.Run.LastAttempt("1")!;
        Assert.Equal((true, RunPlay.At("03 08:05"), RunPlay.At("03 08:20"), RunPlay.At("03 08:20")), (done.IsLateEntry, done.Started, done.Done, play.Open("2").Ready));
    }

    [Fact]
    public void What_ran_on_paper_before_its_step_was_ready_was_ready_when_it_began()
    {
        var play = new RunPlay(Survey, "05 08:00");
        play.Do("05 08:01", new EnterLater { Id = "", At = default, Step = "1", Started = RunPlay.At("03 08:05"), Done = RunPlay.At("03 08:20") }, "listrik padam");
        var first = play.Run.LastAttempt("1")!;
        Assert.Equal((true, RunPlay.At("03 08:05"), RunPlay.At("03 08:05"), RunPlay.At("03 08:20"), RunPlay.At("03 08:20")), (first.IsLateEntry, first.Ready, first.Started, first.Done, play.Open("2").Ready));

        play.Done("05 09:20", "2");
        EnterLater briefing = new() { Id = "", At = default, Step = "3", Done = RunPlay.At("04 14:00") };
        Assert.Contains("5 Agustus 2026 pukul 09.20", play.Refused(run => run.Do("05 10:00", briefing, "briefing kemarin")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_is_ready_when_the_last_item_was_done_in_whatever_order_they_were_entered()
    {
        var play = Field().Done("10 08:00", "4", "b").Done("10 09:00", "4", "a").Done("10 15:00", "5", "a", "tidak");
        play.Do("11 08:00", new EnterLater { Id = "", At = default, Step = "5", Item = "b", Outcome = "tidak", Done = RunPlay.At("10 10:00") }, "di lapangan");
        Assert.Equal(RunPlay.At("10 15:00"), play.Open("6").Ready);
    }

    [Fact]
    public void A_pause_needs_work_that_was_begun_and_moves_the_due_moment()
    {
        var play = new RunPlay(Survey, "03 08:00");
        PauseStep pause = new() { Id = "", At = default, Step = "1", Why = PauseReason.Superior };
        Assert.Contains("belum dimulai", play.Refused(run => run.Do("03 08:01", pause)), StringComparison.Ordinal);
        play.Started("03 08:05", "1").Do("03 08:10", pause);
        Assert.False(play.Open("1").IsLate(RunPlay.At("03 15:00")), "While it is paused its time stands still.");
        Assert.Contains("penundaan", play.Refused(run => run.Do("03 09:00", new Resume { Id = "", At = default, Step = "1" }, observed: "03 08:07")), StringComparison.Ordinal);
        play.Do("03 09:10", new Resume { Id = "", At = default, Step = "1" });
        Assert.Equal((RunPlay.At("03 09:30"), AttemptState.Started), (play.Open("1").Limit, play.Open("1").State));
        play.Do("03 09:11", pause).Done("03 10:11", "1");
        Assert.Equal((RunPlay.At("03 10:30"), false), (play.Run.LastAttempt("1")!.Limit, play.Run.LastAttempt("1")!.IsLate(RunPlay.At("04 10:11"))));
    }

    [Fact]
    public void Only_a_section_head_pauses_what_is_promised_to_the_public()
    {
        var visit = new RunPlay(portal.Get<ProcedureLibrary>().Find("pst")!, "03 09:00").Done("03 09:00", "1").Started("03 09:01", "2");
        PauseStep pause = new() { Id = "", At = default, Step = "2", Why = PauseReason.Requester };
        Assert.Contains("janji kepada publik", visit.Refused(run => run.Do("03 09:02", pause, role: Role.DeskOfficer)), StringComparison.Ordinal);
        visit.Do("03 09:02", pause, role: Role.SectionHead);
        Assert.Equal(AttemptState.Paused, visit.Open("2").State);
    }

    [Fact]
    public void What_waits_for_its_day_is_woken_once_and_ready_from_that_day_on()
    {
        var play = Field("05 07:30");
        Assert.Equal(RunPlay.At("05 07:30"), RunQueries.Wakes(play.Run));
        play.Planned("05 07:20", "b", "05 07:30", null, "s").Ticked("06 10:00");
        Assert.Equal((RunPlay.At("05 07:30"), AttemptState.Waiting, null), (play.Open("4", "a").Ready, play.Open("4", "b").State, RunQueries.Wakes(play.Run)));
        Assert.Contains("tanggalnya belum ditetapkan", play.Refused(run => run.Started("06 10:00", "4", "b")), StringComparison.Ordinal);
        play.Planned("06 11:00", "b", "05 07:30", "12 16:00", "s");
        Assert.Equal(RunPlay.At("06 11:00"), play.Open("4", "b").Ready);
    }

    [Fact]
    public void A_beginning_that_was_put_off_still_counts_when_the_step_before_is_done_again()
    {
        var play = Field("10 07:30").Do("04 08:00", new Reopen { Id = "", At = default, Step = "3" }, "bahan salah").Done("04 10:00", "3");
        Assert.Equal((2, AttemptState.Waiting, RunPlay.At("10 07:30")), (play.Open("4", "a").Number, play.Open("4", "a").State, RunQueries.Wakes(play.Run)));
    }

    [Fact]
    public void A_person_and_a_date_that_change_are_followed_again_and_again()
    {
        var play = Field("10 07:30").Planned("04 09:00", "a", "10 07:30", "12 16:00", "t");
        Assert.Equal("t", play.Open("4", "a").PersonId);
        play.Ticked("10 07:30").Planned("10 08:00", "a", "10 07:30", "13 16:00", "t").Planned("10 09:00", "a", "10 07:30", "14 16:00", "t");
        Assert.Equal((RunPlay.At("14 16:00"), RunPlay.At("12 16:00")), (play.Open("4", "a").Limit, play.Open("4", "a").FirstLimit));
        play.Do("10 10:00", new Assign { Id = "", At = default, Step = "4", Item = "a" }).Do("10 11:00", new Assign { Id = "", At = default, Step = "4", Item = "a", PersonId = "u", Person = "u" });
        play.Planned("10 12:00", "a", "10 07:30", "14 16:00", "v");
        Assert.Equal("u", play.Open("4", "a").PersonId);
    }

    [Fact]
    public void A_step_of_an_item_done_again_takes_back_what_the_run_began_behind_it()
    {
        var play = Field().Done("10 09:00", "4", "a").Done("10 10:00", "5", "a", "tidak").Done("10 09:00", "4", "b").Done("10 11:00", "5", "b", "tidak").Started("10 12:00", "6");
        Reopen again = new() { Id = "", At = default, Step = "5", Item = "a" };
        Assert.Equal("Tulis alasannya.", play.Refused(run => run.Do("10 13:00", again)));
        play.Do("10 13:00", again, "salah tekan");
        Assert.Equal((AttemptState.Cancelled, 2, ItemState.Open), (play.Run.LastAttempt("6")!.State, play.Open("5", "a").Number, play.Run.FindItem("a")!.State));
        play.Done("10 14:00", "5", "a", "tidak");
        Assert.Equal(2, play.Open("6").Number);
        play.Done("10 15:00", "6");
        Assert.Contains("Langkah 7 sedang dikerjakan", play.Refused(run => run.Do("10 16:00", again, "salah tekan")), StringComparison.Ordinal);
        play.Done("10 15:30", "7").Do("11 09:00", new Reopen { Id = "", At = default, Step = "7" }, "surat salah");
        Assert.Equal((RunState.Open, null, 2), (play.Run.State, play.Run.EndedAt, play.Open("7").Number));
    }

    [Fact]
    public void A_step_of_the_run_done_again_lets_no_item_be_reopened_in_its_place()
    {
        var play = Field().Done("10 09:00", "4", "a").Do("10 10:00", new Reopen { Id = "", At = default, Step = "3" }, "bahan salah");
        Assert.Contains("Langkah 3 sedang dikerjakan", play.Refused(run => run.Do("10 11:00", new Reopen { Id = "", At = default, Step = "4", Item = "a" }, "salah")), StringComparison.Ordinal);
    }

    [Fact]
    public void When_all_that_was_planned_is_settled_before_its_turn_the_run_goes_on_behind_it()
    {
        SettleItem gone = new() { Id = "", At = default, Key = "a", Outcome = "batal" };
        var play = new RunPlay(Survey, "03 08:00").Done("03 08:10", "1").Planned("03 08:20", "a", null, "12 16:00").Do("03 08:21", gone, "dinas dilebur").Done("03 08:30", "2").Done("03 09:00", "3");
        Assert.Equal(AttemptState.Ready, play.Open("6").State);

        var empty = new RunPlay(Survey, "03 08:00").Done("03 08:10", "1").Done("03 08:30", "2");
        SettleRest rest = new() { Id = "", At = default, Outcome = "tidak ada" };
        Assert.Contains("Tidak ada butir", empty.Refused(run => run.Do("03 08:31", rest, "tidak ada sasaran")), StringComparison.Ordinal);
        empty.Done("03 09:00", "3").Do("03 10:00", rest, "tidak ada sasaran");
        Assert.Equal(AttemptState.Ready, empty.Open("6").State);
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_nothing_open_and_deletes_nothing()
    {
        var play = Field().Done("10 09:00", "4", "a").Do("10 10:00", new CancelRun { Id = "", At = default }, "anggaran dialihkan");
        Assert.Equal((RunState.Cancelled, "anggaran dialihkan", 6), (play.Run.State, play.Run.Reason, play.Run.Attempts.Count));
        Assert.All(play.Run.Items, item => Assert.Equal((ItemState.Settled, "batal"), (item.State, item.Outcome)));
        Assert.Contains("dibatalkan", play.Refused(run => run.Do("10 11:00", new Reopen { Id = "", At = default, Step = "3" }, "jadi lagi")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_was_set_back_marks_at_the_last_moment_there_was()
    {
        var play = new RunPlay(Survey, "03 08:00").Started("03 08:10", "1").Done("02 07:00", "1");
        Assert.Equal((RunPlay.At("03 08:10"), RunPlay.At("03 08:10")), (play.Run.LastAttempt("1")!.Done, play.Open("2").Ready));
        Assert.Contains("masa depan", play.Refused(run => run.Do("03 08:20", new Start { Id = "", At = default, Step = "2" }, observed: "03 08:30")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_corrected_calendar_moves_what_is_under_way_and_leaves_what_is_done()
    {
        var calendar = new WorkingCalendar(Office.Data);
        var play = new RunPlay(portal.Get<ProcedureLibrary>().Find("pengumpulan-sektoral")!, "03 08:00", calendar: calendar).Planned("03 08:00", "a").Done("03 09:00", "1").Done("03 10:00", "2");
        Assert.Equal(RunPlay.At("10 16:00"), play.Open("3", "a").Limit);
        calendar.Use(Office.Data.With([KeyValuePair.Create<int, IReadOnlyList<Holiday>>(2026, [.. Office.Data.Holidays(2026), new(new(2026, 8, 5), "Libur uji", default, "uji")])]));
        var done = play.Run.LastAttempt("1")!;
        play.Ticked("04 08:00");
        Assert.Equal((RunPlay.At("11 16:00"), null, calendar.Version), (play.Open("3", "a").Limit, play.Open("3", "a").FirstLimit, play.Open("3", "a").Calendar));
        Assert.Same(done, play.Run.LastAttempt("1"));
    }

    [Fact]
    public void A_repair_whose_date_the_reading_gives_follows_a_corrected_calendar_and_one_that_was_set_stays()
    {
        var calendar = new WorkingCalendar(Office.Data);
        var play = new RunPlay(Survey, "03 08:00", calendar: calendar).Done("03 08:10", "1");
        foreach (var key in (string[])["a", "b", "c"])
        {
            play.Planned("03 08:20", key, null, "12 16:00").Planned("03 08:21", key, null, "12 16:00");
        }

        play.Done("03 08:30", "2").Done("03 09:00", "3");
        foreach (var key in (string[])["a", "b", "c"])
        {
            play.Done("10 09:00", "4", key);
        }

        Complete back = new() { Id = "", At = default, Step = "5", Outcome = "ya", Findings = ["Tabel 2 kosong"] };
        play.Do("10 10:00", back with { Item = "a" }).Do("10 10:00", back with { Item = "b", RepairDue = RunPlay.At("12 16:00") }).Do("10 10:00", back with { Item = "c" });
        play.Do("10 11:00", new Move { Id = "", At = default, Step = "4", Item = "c", Due = RunPlay.At("12 16:00") }, "petugas sakit sehari");
        play.Do("10 12:00", new Move { Id = "", At = default, Step = "4", Item = "c", Due = RunPlay.At("14 16:00") }, "petugas sakit");
        Assert.Equal((RunPlay.At("12 16:00"), "5"), (play.Open("4", "a").Limit, play.Open("4", "a").SetBy));

        Off(calendar, 11);
        play.Ticked("10 13:00");
        Assert.Equal((RunPlay.At("13 16:00"), null, calendar.Version), (play.Open("4", "a").Limit, play.Open("4", "a").FirstLimit, play.Open("4", "a").Calendar));
        Assert.Equal((RunPlay.At("12 16:00"), RunPlay.At("14 16:00")), (play.Open("4", "b").Limit, play.Open("4", "c").Limit));

        // What was paused meanwhile follows when it goes on.
        play.Started("10 14:00", "4", "a").Do("10 15:00", new PauseStep { Id = "", At = default, Step = "4", Item = "a", Why = PauseReason.Agency });
        Off(calendar, 11, 12);
        play.Ticked("10 15:30");
        Assert.Equal(RunPlay.At("13 16:00"), play.Open("4", "a").Limit);
        play.Do("10 15:45", new Resume { Id = "", At = default, Step = "4", Item = "a" });
        Assert.Equal((RunPlay.At("14 16:30"), RunPlay.At("12 16:00"), RunPlay.At("14 16:00")), (play.Open("4", "a").Limit, play.Open("4", "b").Limit, play.Open("4", "c").Limit));

        // The 13th was paused from opening to closing: one working day more.
        play.Do("10 15:50", new PauseStep { Id = "", At = default, Step = "4", Item = "a", Why = PauseReason.Agency }).Do("13 16:30", new Resume { Id = "", At = default, Step = "4", Item = "a" });
        Assert.Equal(RunPlay.At("18 16:00"), play.Open("4", "a").Limit);
    }

    [Fact]
    public void A_repair_that_shares_the_time_of_its_decision_follows_a_corrected_calendar_with_it()
    {
        var calendar = new WorkingCalendar(Office.Data);
        var play = new RunPlay(portal.Get<ProcedureLibrary>().Find("imk-tahunan")!, "03 08:00", calendar: calendar).Done("05 09:00", "1").Done("06 09:00", "2");
        Assert.Equal(Wib("2026-09-07 16:00"), play.Open("3").Limit);
        play.Done("10 09:00", "3", outcome: "tidak", finding: "Raw data blok 3 belum lengkap").Done("12 09:00", "2").Done("13 09:00", "3", outcome: "tidak", finding: "masih");
        Assert.Equal(Wib("2026-09-07 16:00"), play.Open("2").Limit);
        calendar.Use(Office.Data.With([KeyValuePair.Create<int, IReadOnlyList<Holiday>>(2026, [.. Office.Data.Holidays(2026), new(new(2026, 9, 7), "Libur uji", default, "uji")])]));
        play.Ticked("14 08:00");
        Assert.Equal(Wib("2026-09-08 16:00"), play.Open("2").Limit);
        play.Done("14 09:00", "2").Ticked("14 10:00");
        Assert.Equal(Wib("2026-09-08 16:00"), play.Open("3").Limit);
    }

    [Fact]
    public void What_is_left_of_the_first_time_is_reckoned_anew_with_a_corrected_calendar()
    {
        var calendar = new WorkingCalendar(Office.Data);
        var play = new RunPlay(portal.Get<ProcedureLibrary>().Find("pengumpulan-sektoral")!, "03 08:00", calendar: calendar).Planned("03 08:00", "a").Done("03 09:00", "1").Done("03 10:00", "2").Done("04 09:00", "3", "a");
        play.Done("04 10:00", "4", "a", "tidak", "Tabel 1 kosong");
        Assert.Equal(RunPlay.At("10 16:00"), play.Open("3", "a").Limit);
        Off(calendar, 5);
        play.Ticked("04 11:00");
        Assert.Equal(RunPlay.At("11 16:00"), play.Open("3", "a").Limit);
    }

    private static void Off(WorkingCalendar calendar, params int[] days) =>
        calendar.Use(Office.Data.With([KeyValuePair.Create<int, IReadOnlyList<Holiday>>(2026, [.. Office.Data.Holidays(2026), .. days.Where(day => Office.Data.Holidays(2026).All(kept => kept.Date != new DateOnly(2026, 8, day))).Select(day => new Holiday(new(2026, 8, day), "Libur uji", default, "uji"))])]));
}
