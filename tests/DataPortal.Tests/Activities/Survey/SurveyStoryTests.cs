using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Requests;
using DataPortal.WorkingTime;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>procedures.md §4.3 over the pages, as people do it.</summary>
public sealed class SurveyStoryTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_survey_with_a_repair_a_refused_target_a_late_briefing_and_a_moved_date_comes_to_its_compilation()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var plan = (await office.RunAsync()).LastAttempt("1")!;
        Assert.Equal((Wib("2026-08-03 08:05"), Wib("2026-08-03 08:20")), (plan.Started, plan.Done));

        await office.AllocateAsync();
        var allocated = (await office.RunAsync()).LastAttempt("2")!;
        Assert.Equal((Wib("2026-08-03 08:30"), Wib("2026-08-03 08:45"), "Jaka"), (allocated.Started, allocated.Done, allocated.DoneBy));
        Assert.Contains("Sampai diterima: 1 jam 15 menit", await office.As("Kabid").PageAsync(office.Page("alokasi", "2")), StringComparison.Ordinal);
        Assert.Equal(AssignmentState.Planned, await office.StateAsync("s1"));

        // Budi is not at the briefing: his waits, Rina's wait for their day only.
        office.At("2026-08-03 11:00");
        await office.BriefAsync("rina");
        var briefed = (await office.RunAsync()).LastAttempt("3")!;
        Assert.Equal((Wib("2026-08-03 10:10"), Wib("2026-08-03 10:40")), (briefed.Started, briefed.Done));
        office.At("2026-08-05 07:31");
        await office.WakeAsync();
        Assert.Equal((AssignmentState.Ready, AssignmentState.Planned), (await office.StateAsync("s1"), await office.StateAsync("s2")));
        Assert.Contains("belum ikut briefing", await office.As("Budi").PageAsync(office.TaskOf("s2")), StringComparison.Ordinal);

        office.At("2026-08-05 09:00");
        await FieldOffice.PressAsync(
            office.As("Jaka"), office.Page("briefing", "3"), "FollowUp", ("Form.Person", "budi"), ("Form.Day", "2026-08-05"), ("Form.From", "08:00"), ("Form.To", "08:20"), ("Form.Place", "Ruang JRS"));
        Assert.Equal(AssignmentState.Ready, await office.StateAsync("s2"));

        // Rina begins and hands in; it comes back with a finding, is repaired and accepted.
        office.At("2026-08-06 09:00");
        await FieldOffice.PressAsync(office.As("Rina"), office.TaskOf("s1"), "Start");
        Assert.Equal(AssignmentState.Started, await office.StateAsync("s1"));
        office.At("2026-08-07 10:00");
        await office.HandInAsync("Rina", "s1", ("Form.Obtained", "8"), ("Form.NonResponse[0]", "2"));
        Assert.Equal(AssignmentState.HandedIn, await office.StateAsync("s1"));
        var handedIn = (await Staging.LogAsync(office.Portal, await office.RunAsync())).Last(mark => mark.Mark == DataPortal.Procedures.Mark.Done);
        Assert.Equal(("4", "s1", "activity.handed-in"), (handedIn.Step, handedIn.Item, handedIn.Cause));

        office.At("2026-08-07 13:10");
        await office.As("Jaka").PageAsync(office.CheckOf("s1"));
        Assert.Equal(AssignmentState.Checking, await office.StateAsync("s1"));
        office.At("2026-08-07 14:00");
        await office.CheckAsync("Jaka", "s1", repair: true);
        Assert.Equal(AssignmentState.Returned, await office.StateAsync("s1"));
        Assert.Equal(Wib("2026-08-11 16:00"), (await office.RunAsync()).OpenAttempt("4", "s1")!.Limit);
        var returned = await office.As("Rina").PageAsync(office.TaskOf("s1"));
        Assert.Contains("Dikembalikan untuk diperbaiki", returned, StringComparison.Ordinal);
        Assert.Contains("Tabel 2 kosong", returned, StringComparison.Ordinal);
        Assert.Contains("1 temuan perlu diperbaiki", await office.As("Rina").PageAsync("/petugas/kegiatan/penugasan-saya"), StringComparison.Ordinal);

        office.At("2026-08-10 10:00");
        await office.HandInAsync("Rina", "s1", ("Form.Obtained", "8"), ("Form.NonResponse[0]", "2"), ("Form.Answers[0].Text", "Tabel 2 sudah dilengkapi"));
        office.At("2026-08-10 11:00");
        await office.CheckAsync("Jaka", "s1", repair: false, ("Form.Verdicts[0].Word", "beres"));
        Assert.Equal(AssignmentState.Accepted, await office.StateAsync("s1"));
        Assert.Equal(FindingState.Confirmed, (await office.AssignmentAsync("s1")).Findings[0].State);
        Assert.Contains("diterima", await office.As("Rina").PageAsync("/petugas/kegiatan/penugasan-saya"), StringComparison.Ordinal);

        // Budi's target refuses; Jaka settles it.
        await FieldOffice.PressAsync(office.As("Budi"), office.TaskOf("s2"), "Refused", ("Form.RefusedReason", "Dinas menolak"));
        Assert.Equal("jaka", (await office.RunAsync()).OpenAttempt("4", "s2")!.PersonId);
        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s2"), "NotObtained", ("Form.SettleReason", "Sudah didatangi dua kali"));
        Assert.Equal(AssignmentState.NotObtained, await office.StateAsync("s2"));

        // The last one gets more time; the date set first stays.
        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s3"), "Postpone", ("Form.Due", "2026-08-20"), ("Form.PostponeReason", "Banjir"));
        var moved = (await office.RunAsync()).OpenAttempt("4", "s3")!;
        Assert.Equal((Wib("2026-08-20 16:00"), Wib("2026-08-14 16:30")), (moved.Limit, moved.FirstLimit));
        Assert.Equal((new DateOnly(2026, 8, 20), new DateOnly(2026, 8, 14)), ((await office.AssignmentAsync("s3")).Due, (await office.AssignmentAsync("s3")).FirstDue));

        office.At("2026-08-18 09:00");
        await office.HandInAsync("Rina", "s3");
        Assert.Null((await office.RunAsync()).OpenAttempt("6"));
        await office.CheckAsync("Jaka", "s3", repair: false);
        Assert.Equal(AttemptState.Ready, (await office.RunAsync()).OpenAttempt("6")!.State);
    }

    [Fact]
    public async Task From_the_third_attempt_the_officer_reads_that_the_Kabid_was_told_and_a_finding_can_be_opened_again()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await office.HandInAsync("Rina", "s1");
        await office.CheckAsync("Jaka", "s1", repair: true);
        await office.HandInAsync("Rina", "s1", ("Form.Answers[0].Text", "Sudah"));

        var jaka = office.As("Jaka");
        var undecided = await FieldOffice.RefusedAsync((await WebForm.OpenAsync(jaka, office.CheckOf("s1"))).With(("Form.Decision", "tidak"), ("Form.Note", "Catatan yang diketik")), jaka);
        Assert.Contains("pilih beres atau dibuka lagi", undecided, StringComparison.Ordinal);
        Assert.Contains("Catatan yang diketik", undecided, StringComparison.Ordinal);

        await FieldOffice.DoneAsync(
            (await WebForm.OpenAsync(jaka, office.CheckOf("s1"))).With(("Form.Decision", "ya"), ("Form.Verdicts[0].Word", "buka"), ("Form.Verdicts[0].Text", "Masih kosong"), ("Form.RepairDue", "2026-08-06")), jaka);
        var assignment = await office.AssignmentAsync("s1");
        Assert.Equal(FindingState.Reopened, assignment.Findings[0].State);
        Assert.Equal((3, Wib("2026-08-06 16:00"), "rina"), ((await office.RunAsync()).OpenAttempt("4", "s1") is { } open ? (open.Number, open.Limit, open.PersonId) : default));
        var page = await office.As("Rina").PageAsync(office.TaskOf("s1"));
        Assert.Contains("percobaan ke-3; Kabid sudah diberi tahu", page, StringComparison.Ordinal);
        Assert.Contains("Masih kosong", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_off_entered_later_moves_the_repair_and_the_day_of_its_assignment_unless_the_checker_set_it()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await office.HandInAsync("Rina", "s1");
        await office.HandInAsync("Budi", "s2");
        await office.CheckAsync("Jaka", "s1", repair: true);
        await office.CheckAsync("Jaka", "s2", repair: true, ("Form.RepairDue", "2026-08-07"));
        Assert.Equal(new DateOnly(2026, 8, 7), (await office.AssignmentAsync("s1")).Due);

        var calendar = office.Portal.Get<WorkingCalendar>();
        var list = string.Join('\n', ["tanggal,nama,jenis,dasar", "2026-08-06,Libur uji,libur nasional,SKB uji",
            .. calendar.Data.Holidays(2026).Select(day => $"{day.Date:yyyy-MM-dd},\"{day.Name}\",{(day.Kind == HolidayKind.National ? "libur nasional" : "cuti bersama")},\"{day.Decree}\"")]);
        await office.Portal.Get<CalendarKeeping>().KeepAsync(2026, list, calendar.Version, Ct);
        for (var left = 200; left > 0 && (await office.AssignmentAsync("s1")).Due != new DateOnly(2026, 8, 10); left--)
        {
            await Task.Delay(25, Ct);
        }

        Assert.Equal((new DateOnly(2026, 8, 10), new DateOnly(2026, 8, 7)), ((await office.AssignmentAsync("s1")).Due, (await office.AssignmentAsync("s2")).Due));
        Assert.Equal((Wib("2026-08-10 16:00"), "kalender kerja berubah"), ((await office.RunAsync()).OpenAttempt("4", "s1")!.Limit, (await office.AssignmentAsync("s1")).History[^1].Reason));
        Assert.Contains("tenggat 10 Agustus 2026", await office.As("Rina").PageAsync("/petugas/kegiatan/penugasan-saya"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_given_back_waits_for_Kasie_JRS_who_gives_it_to_another_officer()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await FieldOffice.PressAsync(office.As("Budi"), office.TaskOf("s2"), "Surrender", ("Form.SurrenderReason", "Sakit"));
        Assert.Equal(AssignmentState.GivenBack, await office.StateAsync("s2"));
        Assert.Equal("jaka", (await office.RunAsync()).OpenAttempt("4", "s2")!.PersonId);

        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s2"), "Reassign", ("Form.Officer", "rina"), ("Form.ReassignReason", "Budi sakit"));
        Assert.Equal(AssignmentState.Ready, await office.StateAsync("s2"));
        Assert.Equal("rina", (await office.RunAsync()).OpenAttempt("4", "s2")!.PersonId);
        Assert.Contains("dialihkan", await office.As("Budi").PageAsync("/petugas/kegiatan/penugasan-saya"), StringComparison.Ordinal);
        await office.HandInAsync("Rina", "s2");
    }

    [Fact]
    public async Task Whoever_was_not_briefed_cannot_take_over_until_let_off_with_a_reason()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s2"), "Reassign", ("Form.Officer", "sari"), ("Form.ReassignReason", "Budi pindah"));
        Assert.DoesNotContain("Serahkan hasil", await office.As("Sari").PageAsync(office.TaskOf("s2")), StringComparison.Ordinal);

        await FieldOffice.PressAsync(office.As("Jaka"), office.Page("briefing", "3"), "Waive", ("Form.Waived", "sari"), ("Form.Reason", "Pernah ikut tahun lalu"));
        await office.HandInAsync("Sari", "s2");
        Assert.Equal(AssignmentState.HandedIn, await office.StateAsync("s2"));
    }

    [Fact]
    public async Task Who_collected_does_not_check()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s2"), "Reassign", ("Form.Officer", "jaka"), ("Form.ReassignReason", "Tidak ada orang"));
        await FieldOffice.PressAsync(office.As("Jaka"), office.Page("briefing", "3"), "Waive", ("Form.Waived", "jaka"), ("Form.Reason", "Memimpin briefing"));
        await office.HandInAsync("Jaka", "s2");
        Assert.Contains("Kasie JRS lain yang memeriksanya", await office.As("Jaka").PageAsync(office.CheckOf("s2")), StringComparison.Ordinal);
        Assert.Equal(AssignmentState.HandedIn, await office.StateAsync("s2"));
        await office.CheckAsync("Joko", "s2", repair: false);
        Assert.Equal(AssignmentState.Accepted, await office.StateAsync("s2"));
    }

    [Fact]
    public async Task A_report_that_nothing_can_be_obtained_may_be_answered_with_go_on_and_the_officer_hands_in_after_all()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        await FieldOffice.PressAsync(office.As("Budi"), office.TaskOf("s2"), "Refused", ("Form.RefusedReason", "Tutup"));
        await FieldOffice.PressAsync(office.As("Jaka"), office.TaskOf("s2"), "GoOn", ("Form.GoOnReason", "Coba lagi Senin"));
        Assert.Equal("budi", (await office.RunAsync()).OpenAttempt("4", "s2")!.PersonId);
        await office.HandInAsync("Budi", "s2");
        Assert.Null((await office.AssignmentAsync("s2")).Refused);
    }

    [Fact]
    public async Task The_same_hand_in_sent_twice_is_kept_once()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        var rina = office.As("Rina");
        var form = (await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn")).With(("Form.Obtained", "10")).Attach("Files", "hasil.pdf", FieldOffice.Pdf);
        await FieldOffice.DoneAsync(form, rina);
        await FieldOffice.DoneAsync(form, rina);
        Assert.Single((await office.AssignmentAsync("s1")).HandIns);
    }

    [Fact]
    public async Task What_was_collected_on_paper_is_entered_later_with_its_own_times_and_a_reason()
    {
        using var office = await FieldOffice.InTheFieldAsync();
        office.At("2026-08-12 15:00");
        var rina = office.As("Rina");
        var form = (await WebForm.OpenAsync(rina, office.TaskOf("s1"), "HandIn")).With(("Form.Obtained", "10"), ("Form.Link", "https://contoh.go.id/hasil"), ("Late.Done", "2026-08-06T10:00"));
        Assert.Contains("Tulis mengapa baru dicatat sekarang", await FieldOffice.RefusedAsync(form, rina), StringComparison.Ordinal);
        await FieldOffice.DoneAsync(form.With(("Late.Started", "2026-08-06T08:00"), ("Late.Reason", "Tidak ada sinyal")), rina);
        var done = (await office.RunAsync()).LastAttempt("4", "s1")!;
        Assert.Equal((Wib("2026-08-06 08:00"), Wib("2026-08-06 10:00"), true), (done.Started, done.Done, done.IsLateEntry));
        Assert.Equal(Wib("2026-08-06 10:00"), (await office.AssignmentAsync("s1")).HandedInAt);
    }
}
