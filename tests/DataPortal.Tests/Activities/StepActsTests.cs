using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using static DataPortal.Tests.Activities.Hands;
using static DataPortal.Tests.Activities.Staging;

namespace DataPortal.Tests.Activities;

/// <summary>The exceptions common to all procedures, each over the real pages (procedures.md §1.5).</summary>
public sealed class StepActsTests(Portal portal)
{
    [Fact]
    public async Task A_step_is_taken_paused_for_a_reason_and_goes_on()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var officer = portal.Staff(Role.FieldOfficer);
        await officer.ActAsync(run, "1", "Take").DoneAsync();
        Assert.Equal("petugas-contoh", (await portal.RunAsync(run.Id)).OpenAttempt("1")!.PersonId);
        await officer.ActAsync(run, "1", "GiveBack").DoneAsync();
        Assert.Null((await portal.RunAsync(run.Id)).OpenAttempt("1")!.PersonId);

        await officer.StartAsync(portal, run, "1");
        Assert.Contains("Pilih apa yang ditunggu", await (await officer.ActAsync(run, "1", "Pause")).ReadAsync());
        await officer.ActAsync(run, "1", "Pause", ("Acts.PauseWhy", "Agency"), ("Acts.PauseNote", "menunggu balasan dinas")).DoneAsync();
        Assert.Equal(PauseReason.Agency, (await portal.RunAsync(run.Id)).OpenAttempt("1")!.Pauses[^1].Why);
        Assert.Contains("menunggu balasan dinas", await officer.GetStringAsync(run.Page("1"), Ct));
        await officer.ActAsync(run, "1", "Resume").DoneAsync();
        Assert.Equal(AttemptState.Started, (await portal.RunAsync(run.Id)).OpenAttempt("1")!.State);
    }

    [Fact]
    public async Task What_a_colleague_took_is_theirs_and_whoever_comes_later_is_told_whose()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var (rina, dedi) = (portal.Person("rina-uji", "Rina Uji", Role.FieldOfficer), portal.Person("dedi-uji", "Dedi Uji", Role.FieldOfficer));
        await Task.WhenAll(rina.ActAsync(run, "1", "Take"), dedi.ActAsync(run, "1", "Take"));
        var holder = (await portal.RunAsync(run.Id)).OpenAttempt("1")!;
        Assert.Single(await portal.LogAsync(run), mark => mark.Mark == Mark.Assigned);
        var late = holder.PersonId == "rina-uji" ? dedi : rina;
        Assert.Contains($"sudah diambil {holder.Person}", await (await late.ActAsync(run, "1", "Take")).ReadAsync());
        var page = await late.GetStringAsync(run.Page("1"), Ct);
        Assert.Contains($"di tangan {holder.Person}", page);
        Assert.DoesNotContain("handler=Start", page);

        // Nor is it begun or entered late from a page that was opened while it was nobody's.
        Assert.Contains($"sudah diambil {holder.Person}", await (await late.SubmitAsync(run.Page("1") + "?handler=Start", [("Nonce", Guid.NewGuid().ToString("N")), .. Requisites(portal, run, "1")])).ReadAsync());
        Assert.Contains($"sudah diambil {holder.Person}", await (await late.ActAsync(run, "1", "Late", ("Acts.LateDone", "2026-11-16T09:00"), ("Acts.LateReason", "listrik padam"))).ReadAsync());
        Assert.Equal((AttemptState.Ready, holder.PersonId), ((await portal.RunAsync(run.Id)).OpenAttempt("1")!.State, (await portal.RunAsync(run.Id)).OpenAttempt("1")!.PersonId));
    }

    [Fact]
    public async Task A_due_date_is_moved_with_a_reason_and_the_first_stays_shown()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var lead = portal.Staff(Role.TeamLead);
        Assert.Contains("Tulis alasan tenggat digeser", await (await lead.ActAsync(run, "1", "Move", ("Acts.MoveDue", "2026-11-27"))).ReadAsync());
        await lead.ActAsync(run, "1", "Move", ("Acts.MoveDue", "2026-11-27"), ("Acts.MoveReason", "surat B-9")).DoneAsync();
        var page = await lead.GetStringAsync(run.Page("1"), Ct);
        Assert.Contains("27 November 2026", page);
        Assert.Contains("tenggat pertama Selasa, 17 November 2026", page);
    }

    [Fact]
    public async Task A_step_that_may_not_be_skipped_is_skipped_by_a_head_with_a_reason()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        Assert.Contains("tidak dapat dilakukan", await (await portal.Staff(Role.FieldOfficer).ActAsync(run, "1", "Skip", ("Acts.SkipReason", "malas"))).ReadAsync());
        var head = portal.Staff(Role.SectionHead);
        Assert.Contains("Tulis alasan", await (await head.ActAsync(run, "1", "Skip")).ReadAsync());
        await head.ActAsync(run, "1", "Skip", ("Acts.SkipReason", "surat tahun lalu masih berlaku")).DoneAsync();
        var mark = Assert.Single(await portal.LogAsync(run), mark => mark.Mark == Mark.Skipped);
        Assert.Equal((Role.SectionHead, "surat tahun lalu masih berlaku"), (mark.Role!.Value, mark.Reason));
    }

    [Fact]
    public async Task What_was_done_on_paper_is_entered_with_its_own_times_and_marked()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var officer = portal.Staff(Role.FieldOfficer);
        var early = await officer.ActAsync(run, "1", "Late", ("Acts.LateDone", "2025-11-13T10:00"), ("Acts.LateReason", "listrik padam"));
        Assert.Contains("lebih dari setahun sebelum kegiatan ini dibuka", await early.ReadAsync());
        var future = await officer.ActAsync(run, "1", "Late", ("Acts.LateDone", "2026-11-17T10:00"), ("Acts.LateReason", "listrik padam"));
        Assert.Contains("masa depan", await future.ReadAsync());
        // The run was opened after the work was done on paper.
        await officer.ActAsync(run, "1", "Late", ("Acts.LateStarted", "2026-11-13T08:00"), ("Acts.LateDone", "2026-11-13T09:00"), ("Acts.LateReason", "listrik padam")).DoneAsync();
        var done = (await portal.RunAsync(run.Id)).LastAttempt("1")!;
        Assert.True(done.IsLateEntry);
        Assert.Equal(done.Started, done.Ready);
        Assert.Contains(await portal.LogAsync(run), mark => mark is { Mark: Mark.Done, IsLateEntry: true, Reason: "listrik padam" });
    }

    [Fact]
    public async Task A_done_step_is_opened_again_only_by_somebody_above_who_did_it()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var officer = portal.Staff(Role.FieldOfficer);
        await officer.StartAsync(portal, run, "1");
        await officer.FinishAsync(run, "1");
        Assert.Contains("tidak dapat dilakukan", (await (await officer.ActAsync(run, "1", "Reopen", ("Acts.ReopenReason", "salah"))).ReadAsync()).Replace("sudah selesai", "tidak dapat dilakukan", StringComparison.Ordinal));
        Assert.Null((await portal.RunAsync(run.Id)).OpenAttempt("1"));
        var lead = portal.Staff(Role.TeamLead);
        await lead.ActAsync(run, "1", "Reopen", ("Acts.ReopenReason", "surat salah alamat")).DoneAsync();
        run = await portal.RunAsync(run.Id);
        Assert.Equal((2, AttemptState.Done), (run.OpenAttempt("1")!.Number, run.Attempts[0].State));
    }

    [Fact]
    public async Task A_step_is_handed_to_a_colleague_of_the_role()
    {
        var staff = new Staff { Id = Document.NewId(portal.Clock), Email = $"{Guid.NewGuid():N}@contoh.id", Name = "Rekan Penerima", Roles = [Role.FieldOfficer], CreatedAt = portal.Clock.GetUtcNow() };
        await portal.Store.CommitAsync([StaffQueries.Collection.Insert(staff)], Ct);
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var lead = portal.Staff(Role.TeamLead);
        Assert.Contains("Pilih kepada siapa", await (await lead.ActAsync(run, "1", "HandOver", ("Acts.HandTo", "tidak-ada"))).ReadAsync());
        await lead.ActAsync(run, "1", "HandOver", ("Acts.HandTo", staff.Id)).DoneAsync();
        Assert.Equal("Rekan Penerima", (await portal.RunAsync(run.Id)).OpenAttempt("1")!.Person);
    }

    [Fact]
    public async Task A_promise_to_the_public_is_paused_by_a_head_alone()
    {
        var run = await portal.OpenRunAsync("pst");
        var desk = portal.Staff(Role.DeskOfficer, Role.TeamLead);
        foreach (var step in (string[])["1", "2", "3"])
        {
            await desk.StartAsync(portal, run, step);
            await desk.FinishAsync(run, step);
        }

        await desk.StartAsync(portal, run, "4");
        Assert.Contains("tidak dapat dilakukan", await (await desk.ActAsync(run, "4", "Pause", ("Acts.PauseWhy", "Requester"))).ReadAsync());
        await portal.Staff(Role.SectionHead).ActAsync(run, "4", "Pause", ("Acts.PauseWhy", "Requester")).DoneAsync();
        Assert.Equal(AttemptState.Paused, (await portal.RunAsync(run.Id)).OpenAttempt("4")!.State);
    }

    [Fact]
    public async Task Two_who_finish_one_step_at_once_do_it_once_and_the_second_is_told()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var officer = portal.Staff(Role.FieldOfficer);
        await officer.StartAsync(portal, run, "1");
        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(at =>
            portal.Staff(Role.FieldOfficer).SubmitAsync(run.Page("1") + "?handler=Finish", ("Nonce", Guid.NewGuid().ToString("N")), ("Form.Note", $"tulisan {at}"))));
        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(await portal.LogAsync(run), mark => mark is { Mark: Mark.Done, Step: "1" });
        foreach (var answer in both.Where(answer => answer.StatusCode == HttpStatusCode.OK))
        {
            var page = await answer.ReadAsync();
            Assert.Contains("sudah selesai oleh Petugas Contoh", page);
            Assert.Contains("tulisan", page);
        }
    }

    [Fact]
    public async Task A_delegated_role_counts_on_its_days_and_the_log_shows_both_names()
    {
        using var own = new Portal();
        var run = await own.OpenRunAsync("pengumpulan-sektoral");
        var officer = own.Staff(Role.FieldOfficer);
        Assert.Equal(HttpStatusCode.OK, (await officer.ActAsync(run, "1", "Skip", ("Acts.SkipReason", "mendesak"))).StatusCode);
        var today = DateOnly.FromDateTime(own.Clock.GetUtcNow().UtcDateTime);
        Delegation Of(string id, int first, int last) => new()
        {
            Id = id,
            Role = Role.SectionHead,
            FromId = "kasi",
            From = "Kepala Seksi Uji",
            ToId = "petugas-contoh",
            To = "Petugas Contoh",
            First = today.AddDays(first),
            Last = today.AddDays(last),
            Reason = "cuti",
            By = "",
            MadeAt = default,
        };
        await own.Get<DelegationDesk>().AddAsync(Of("besok", 1, 3), Ct);
        Assert.Equal(HttpStatusCode.OK, (await officer.ActAsync(run, "1", "Skip", ("Acts.SkipReason", "mendesak"))).StatusCode);
        await own.Get<DelegationDesk>().AddAsync(Of("kini", 0, 1), Ct);
        await officer.ActAsync(run, "1", "Skip", ("Acts.SkipReason", "mendesak")).DoneAsync();
        var mark = Assert.Single(await own.LogAsync(run), mark => mark.Mark == Mark.Skipped);
        Assert.Equal(("Petugas Contoh", "Kepala Seksi Uji", Role.SectionHead), (mark.Actor, mark.OnBehalfOf, mark.Role!.Value));
        Assert.Contains("pelaksana harian Kepala Seksi Uji", await officer.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));

        await own.Get<DelegationDesk>().EndAsync("kini", Ct);
        Assert.Empty(own.Get<Delegations>().To("petugas-contoh"));
    }

    [Fact]
    public async Task Nobody_lends_themselves_a_role_above_their_own()
    {
        using var own = new Portal();
        Staff Person(string id, Role role) => new() { Id = id, Email = id + "@contoh.id", Name = id, Roles = [role], CreatedAt = own.Clock.GetUtcNow() };
        await own.Store.CommitAsync([StaffQueries.Collection.Insert(Person("kepala", Role.OfficeHead)), StaffQueries.Collection.Insert(Person("kasi", Role.SectionHead)), StaffQueries.Collection.Insert(Person("rina", Role.TeamLead))], Ct);
        var section = own.Person("kasi", "kasi", Role.SectionHead);
        (string, string)[] Form(string role, string from, string to) => [("Form.Role", role), ("Form.From", from), ("Form.To", to), ("Form.First", "2026-11-16"), ("Form.Last", "2026-11-20"), ("Form.Reason", "cuti tahunan")];
        Assert.Contains("peran di bawahnya", await (await section.SubmitAsync("/petugas/kegiatan/delegasi", Form("OfficeHead", "kepala", "kasi"))).ReadAsync());
        Assert.Empty(own.Get<Delegations>().To("kasi"));
        await section.SubmitAsync("/petugas/kegiatan/delegasi", Form("SectionHead", "kasi", "rina")).DoneAsync();
        await own.Person("kepala", "kepala", Role.OfficeHead).SubmitAsync("/petugas/kegiatan/delegasi", Form("OfficeHead", "kepala", "rina")).DoneAsync();
        var above = own.Get<Delegations>().To("rina").Single(one => one.Role == Role.OfficeHead);
        Assert.Equal(HttpStatusCode.Forbidden, (await section.SubmitAsync("/petugas/kegiatan/delegasi?handler=End", ("id", above.Id))).StatusCode);
        Assert.Equal(2, own.Get<Delegations>().To("rina").Count);
    }

    [Fact]
    public async Task A_head_delegates_on_the_page_and_takes_it_back()
    {
        using var own = new Portal();
        Staff Person(string id, string name, Role role) => new() { Id = id, Email = id + "@contoh.id", Name = name, Roles = [role], CreatedAt = own.Clock.GetUtcNow() };
        await own.Store.CommitAsync([StaffQueries.Collection.Insert(Person("kasi", "Kasi Uji", Role.SectionHead)), StaffQueries.Collection.Insert(Person("rina", "Rina Uji", Role.TeamLead))], Ct);
        var head = own.Staff(Role.OfficeHead);
        (string, string)[] form = [("Form.Role", "SectionHead"), ("Form.From", "kasi"), ("Form.To", "rina"), ("Form.First", "2026-11-16"), ("Form.Last", "2026-11-20"), ("Form.Reason", "cuti tahunan")];
        Assert.Contains("tidak memegang peran itu", await (await head.SubmitAsync("/petugas/kegiatan/delegasi", [.. form.Where(field => field.Item1 != "Form.From"), ("Form.From", "rina")])).ReadAsync());
        await head.SubmitAsync("/petugas/kegiatan/delegasi", form).DoneAsync();
        Assert.Contains("Rina Uji", await head.GetStringAsync("/petugas/kegiatan/delegasi", Ct));
        var made = Assert.Single(own.Get<Delegations>().To("rina"));
        await head.SubmitAsync("/petugas/kegiatan/delegasi?handler=End", ("id", made.Id)).DoneAsync();
        Assert.Empty(own.Get<Delegations>().To("rina"));
    }
}
