using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Survey;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Requests;
using DataPortal.Tests.Support;
using static DataPortal.Tests.WorkingTime.Calendars;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>How one gets on from step to step of a survey: what comes next, what came before its time, what is left out.</summary>
public sealed class SurveyWayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_done_leads_on_to_the_next_step_of_the_same_person_and_names_whose_it_else_is()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        var plan = await office.As("Kabid").GetStringAsync(office.Page("rencana", "1") + "?kabar=simpan", Ct);
        Assert.Contains($"Berikutnya:</span>", plan, StringComparison.Ordinal);
        Assert.Contains($"href=\"{office.Page("alokasi", "2")}\">langkah 2", plan, StringComparison.Ordinal);
        var lead = Answers.PageText(await office.As("Jaka").GetStringAsync(office.Page("rencana", "1"), Ct));
        Assert.Contains("Berikutnya: langkah 2, Alokasi pelaksanaan dan jadwal oleh", lead, StringComparison.Ordinal);

        await office.AllocateAsync();
        Assert.Contains($"href=\"{office.Page("briefing", "3")}\">langkah 3, Briefing", await office.As("Jaka").GetStringAsync(office.Page("alokasi", "2"), Ct), StringComparison.Ordinal);
        Assert.Contains($"href=\"{office.Page("briefing", "3")}\">langkah 3, Briefing", await office.As("Jaka").GetStringAsync($"/petugas/kegiatan/{office.Run}", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_briefing_before_the_allocation_was_taken_says_what_it_waits_for()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        Assert.Contains("Briefing dicatat setelah alokasi disimpan Kabid", await office.As("Jaka").GetStringAsync(office.Page("briefing", "3"), Ct), StringComparison.Ordinal);
        office.At("2026-08-03 08:30");
        await office.PasteAsync("Dinas Pertanian; Rina\nDinas Perdagangan; Budi\nSemendo Darat Laut; Rina");
        await FieldOffice.PressAsync(office.As("Kabid"), office.Page("alokasi", "2"), "Save", ("Form.Lead", "jaka"));
        var page = await office.As("Jaka").GetStringAsync(office.Page("briefing", "3"), Ct);
        Assert.Contains("Briefing dicatat setelah alokasi diterima Jaka", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{office.Page("alokasi", "2")}\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_briefing_held_before_its_step_was_ready_is_told_the_moment_and_entered_late_with_a_reason()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        await office.AllocateAsync();
        office.At("2026-08-03 11:00");
        var jaka = office.As("Jaka");
        var form = await WebForm.OpenAsync(jaka, office.Page("briefing", "3"));
        form.With(("Form.From", "08:00"), ("Form.To", "08:30"), ("Form.Place", "Ruang rapat"), ("Form.Link", "https://contoh.go.id/pedoman")).Also("Form.Present", "rina").Also("Form.Present", "budi");
        var refused = WebUtility.HtmlDecode(await FieldOffice.RefusedAsync(form, jaka));
        Assert.Contains("Langkah ini baru siap 3 Agustus 2026 pukul 08.45", refused, StringComparison.Ordinal);
        Assert.Contains("Mengapa briefing mendahului alokasi", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"08:00", refused, StringComparison.Ordinal);

        await FieldOffice.DoneAsync(form.With(("Form.Early", "Kabid rapat sampai siang")), jaka);
        var briefing = (await office.Portal.Store.FindAsync(SurveyQueries.Briefings, office.Run, Ct))!;
        Assert.Equal((Wib("2026-08-03 08:00"), Wib("2026-08-03 08:30"), "Kabid rapat sampai siang"), (briefing.From, briefing.To, briefing.Early));
        var attempt = (await office.RunAsync()).LastAttempt("3")!;
        Assert.Equal((true, AttemptState.Done), (attempt.IsLateEntry, attempt.State));

        // Nothing before the step is a mark of it: its beginning is not measured, and its end is not before it was ready.
        Assert.Null(attempt.Started);
        Assert.Equal(Wib("2026-08-03 08:45"), attempt.Done);
        Assert.Contains(attempt.Evidence, line => line.Contains("08.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_head_skips_the_briefing_with_a_reason_and_nobody_waits_for_it()
    {
        using var office = await FieldOffice.OpenAsync();
        await office.PlanAsync();
        await office.AllocateAsync();
        office.At("2026-08-03 11:00");
        Assert.DoesNotContain("Lewati langkah ini", await office.As("Jaka").GetStringAsync(office.Page("briefing", "3"), Ct), StringComparison.Ordinal);
        var kabid = office.As("Kabid");
        var form = await WebForm.OpenAsync(kabid, office.Page("briefing", "3"), "Skip");
        Assert.Contains("Tulis alasan", await FieldOffice.RefusedAsync(form, kabid), StringComparison.Ordinal);
        await FieldOffice.DoneAsync(form.With(("Acts.SkipReason", "Petugas sama dengan triwulan lalu")), kabid);
        var run = await office.RunAsync();
        Assert.Equal(AttemptState.Skipped, run.LastAttempt("3")!.State);
        Assert.All(run.Items, item => Assert.Null(item.Held));
        Assert.Contains("Tidak ada briefing: Petugas sama", await kabid.GetStringAsync(office.Page("briefing", "3"), Ct), StringComparison.Ordinal);

        office.At("2026-08-05 07:31");
        await office.WakeAsync();
        await office.HandInAsync("Rina", run.Items[0].Key);
        Assert.Equal(AssignmentState.HandedIn, await office.StateAsync(run.Items[0].Key));

        // A check that is skipped sends nothing back.
        var skip = await WebForm.OpenAsync(kabid, office.CheckOf(run.Items[0].Key), "Skip");
        Assert.DoesNotContain("value=\"ya\"", await kabid.GetStringAsync(office.CheckOf(run.Items[0].Key), Ct), StringComparison.Ordinal);
        await FieldOffice.DoneAsync(skip.With(("Acts.SkipReason", "Data dari laporan yang sudah diaudit"), ("Acts.SkipOutcome", "tidak")), kabid);
        Assert.Equal(AssignmentState.Accepted, await office.StateAsync(run.Items[0].Key));
    }

    [Fact]
    public async Task Plan_allocation_and_assignments_are_not_skipped()
    {
        using var office = await FieldOffice.OpenAsync();
        var kabid = office.As("Kabid");
        Assert.DoesNotContain("Lewati langkah ini", await kabid.GetStringAsync(office.Page("rencana", "1"), Ct), StringComparison.Ordinal);
        using var sent = await kabid.SubmitAsync(office.Page("rencana", "1") + "?handler=Skip", ("Acts.SkipReason", "tidak perlu"));
        Assert.True((await office.RunAsync()).OpenAttempt("1") is { IsOpen: true });
    }
}
