using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Procedures.Runs;

/// <summary>The office's other documents as the engine runs them (procedures.md §5.3, §6.3, §7.3, §8.3).</summary>
public sealed class DocumentRunTests(Portal portal)
{
    private Procedure Document(string id) => portal.Get<ProcedureLibrary>().Find(id)!;

    [Fact]
    public void The_repair_of_an_IMK_survey_is_due_when_its_evaluation_is_and_that_month_runs_on()
    {
        var play = new RunPlay(Document("imk-tahunan"), "2026-01-05 08:00").Started("2026-01-06 09:00", "1").Done("2026-01-20 09:00", "1");
        Assert.Equal(RunPlay.At("2026-04-20 16:00"), play.Open("2").Limit);

        play.Done("2026-04-10 09:00", "2");
        var month = play.Open("3").Limit;
        Assert.Equal(RunPlay.At("2026-05-11 16:00"), month);
        Assert.Contains("temuan", play.Refused(run => run.Done("2026-04-20 09:00", "3", outcome: "tidak")), StringComparison.Ordinal);
        Assert.Contains("ya atau tidak", play.Refused(run => run.Done("2026-04-20 09:00", "3")), StringComparison.Ordinal);

        play.Done("2026-04-20 09:00", "3", outcome: "tidak", finding: "Blok 12 tidak wajar");
        Assert.Equal((2, month), (play.Open("2").Number, play.Open("2").Limit));
        play.Done("2026-05-04 09:00", "2");
        Assert.Equal((2, month), (play.Open("3").Number, play.Open("3").Limit));
        play.Done("2026-05-05 09:00", "3", outcome: "tidak", finding: "Blok 12 masih").Done("2026-05-12 09:00", "2");
        Assert.Equal((3, month, true), (play.Open("3").Number, play.Open("3").Limit, play.Open("3").IsLate(RunPlay.At("2026-05-12 10:00"))));
        play.Done("2026-05-12 11:00", "3", outcome: "ya").Done("2026-05-20 09:00", "4");
        Assert.Equal(RunState.Ended, play.Run.State);
    }

    [Fact]
    public void The_longer_field_period_of_an_IMK_survey_keeps_its_first_date()
    {
        var play = new RunPlay(Document("imk-tahunan"), "2026-01-05 08:00").Done("2026-01-20 09:00", "1");
        var first = play.Open("2").Limit;
        Move longer = new() { Id = "", At = default, Step = "2", Due = RunPlay.At("2026-05-29 16:30") };
        Assert.Equal("Tulis alasannya.", play.Refused(run => run.Do("2026-04-01 09:00", longer)));
        Assert.Contains("terlalu jauh", play.Refused(run => run.Do("2026-04-01 09:00", longer with { Due = DateTimeOffset.MaxValue }, "salah ketik")), StringComparison.Ordinal);
        play.Do("2026-04-01 09:00", longer, "surat B-12");
        Assert.Equal((first, RunPlay.At("2026-05-29 16:30")), (play.Open("2").FirstLimit, play.Open("2").Limit));
        Assert.Contains("tidak punya langkah yang dikerjakan tiap butir", play.Refused(run => run.Planned("2026-04-02 09:00", "a")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_collection_round_returns_what_does_not_fit_and_is_closed_with_what_came()
    {
        var play = new RunPlay(Document("pengumpulan-sektoral"), "03 08:00").Planned("03 08:10", "dinkes").Planned("03 08:10", "dikbud").Planned("03 08:10", "pupr").Done("03 15:00", "1").Done("04 09:00", "2");
        Assert.Equal(RunPlay.At("11 16:00"), play.Open("3", "dinkes").Limit);
        play.Planned("05 09:00", "kelurahan");
        Assert.Equal((RunPlay.At("05 09:00"), RunPlay.At("12 16:00")), (play.Open("3", "kelurahan").Ready, play.Open("3", "kelurahan").Limit));

        // Returned at once: what is left of the first five days; returned late: two days at the least.
        play.Done("05 10:00", "3", "dinkes").Done("05 11:00", "4", "dinkes", "tidak", "kolom kosong");
        Assert.Equal((2, RunPlay.At("11 16:00")), (play.Open("3", "dinkes").Number, play.Open("3", "dinkes").Limit));
        play.Done("11 10:00", "3", "dikbud").Done("11 11:00", "4", "dikbud", "tidak", "kolom kosong");
        Assert.Equal(RunPlay.At("13 16:00"), play.Open("3", "dikbud").Limit);

        play.Done("06 09:00", "3", "dinkes").Done("12 09:00", "4", "dinkes", "ya").Done("12 10:00", "3", "dikbud").Done("12 11:00", "4", "dikbud", "ya");
        Assert.Null(play.Run.OpenAttempt("5"));
        Assert.Equal("Tulis alasannya.", play.Refused(run => run.Do("13 09:00", new SettleRest { Id = "", At = default, Outcome = "ditutup tanpa data" })));
        play.Do("13 09:00", new SettleRest { Id = "", At = default, Outcome = "ditutup tanpa data" }, "batas waktu lewat");
        Assert.Equal((RunPlay.At("13 09:00"), RunPlay.At("14 16:30")), (play.Open("5").Ready, play.Open("5").Limit));
        Assert.Equal(["ditutup tanpa data", "ditutup tanpa data"], play.Run.Items.Where(item => item.State == ItemState.Settled).Select(item => item.Outcome));
        Assert.Contains("ditutup", play.Refused(run => run.Planned("13 10:00", "baru")), StringComparison.Ordinal);
        play.Done("14 09:00", "5");
        Assert.Equal((RunState.Ended, "Kegiatan ini sudah selesai."), (play.Run.State, play.Refused(run => run.Planned("14 10:00", "baru"))));
    }

    [Fact]
    public void A_visit_skips_what_may_be_skipped_and_ends_when_the_bag_is_taken()
    {
        var play = new RunPlay(Document("pst"), "03 09:00");
        Skip skip = new() { Id = "", At = default, Step = "1" };
        play.Do("03 09:00", skip).Started("03 09:01", "2").Done("03 09:03", "2").Done("03 09:05", "3");
        Assert.Contains("persetujuan kepala seksi", play.Refused(run => run.Do("03 09:06", skip with { Step = "4" }, "terburu-buru", Role.DeskOfficer)), StringComparison.Ordinal);
        Assert.Equal("Tulis alasannya.", play.Refused(run => run.Do("03 09:06", skip with { Step = "4" }, null, Role.SectionHead)));
        play.Do("03 09:06", skip with { Step = "4" }, "sudah dikenal", Role.SectionHead);
        play.Do("03 09:06", skip with { Step = "6" }).Do("03 09:06", skip with { Step = "7", Outcome = "ya" }).Do("03 09:06", skip with { Step = "8" }).Done("03 09:15", "9", outcome: "ya").Done("03 09:20", "10");
        Assert.Equal((RunState.Ended, RunPlay.At("03 09:20")), (play.Run.State, play.Run.EndedAt));
        Assert.Null(play.Run.LastAttempt("11"));

        var referred = new RunPlay(Document("pst"), "03 09:00");
        foreach (var step in (string[])["1", "2", "3", "4", "6"])
        {
            referred.Done("03 09:05", step);
        }

        referred.Done("03 09:06", "7", outcome: "tidak");
        Assert.Equal((null, null, AttemptState.Ready), (referred.Run.LastAttempt("8"), referred.Run.LastAttempt("9"), referred.Open("10").State));
    }

    [Fact]
    public void The_years_report_of_the_desk_is_a_run_of_its_own()
    {
        var play = new RunPlay(Document("pst"), "2027-01-04 08:00", "11").Done("2027-01-20 09:00", "11").Done("2027-01-20 09:01", "12");
        Assert.Equal(RunState.Ended, play.Run.State);
    }

    [Theory]
    [InlineData("6", "7")]
    [InlineData("7", "6")]
    public void Whichever_answer_to_a_request_is_done_first_makes_the_other_vanish(string chosen, string other)
    {
        var play = new RunPlay(Document("pelayanan-website"), "03 09:00", "5");
        Assert.True(play.Run.IsOpen && play.Run.Attempts.Count == 0, "It waits for what is asked for.");
        play.Planned("03 09:00", "satu").Planned("03 09:00", "dua").Done("03 09:01", "5", "satu").Done("03 09:02", "5", "dua");
        Assert.Equal(RunPlay.At("03 09:06"), play.Open("6", "satu").Limit);
        play.Started("03 09:02", other, "satu").Done("03 09:04", chosen, "satu");
        Assert.Equal((AttemptState.Cancelled, AttemptState.Ready), (play.Run.LastAttempt(other, "satu")!.State, play.Open(other, "dua").State));
        Assert.Contains("dibatalkan", play.Refused(run => run.Done("03 09:05", other, "satu")), StringComparison.Ordinal);
        play.Done("03 09:06", other, "dua");
        Assert.Equal((RunState.Ended, null), (play.Run.State, play.Run.LastAttempt("8")));
    }

    [Fact]
    public void Nothing_begins_with_what_is_only_counted() =>
        Assert.Throws<ArgumentException>(() => new RunPlay(Document("pelayanan-website"), "03 09:00", "2"));
}
