using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Routing;
using static DataPortal.Tests.Activities.Staging;

namespace DataPortal.Tests.Activities;

/// <summary>Runs over the real pages: opened by hand, worked through, listed, stopped (procedures.md §1.2–§1.5).</summary>
public sealed class RunPagesTests(Portal portal)
{
    [Fact]
    public void Whatever_activities_give_answers_HEAD_too() => Assert.Empty(portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText is { } route && (route.TrimStart('/').StartsWith("petugas/kegiatan", StringComparison.Ordinal) || route.TrimStart('/').StartsWith("petugas/langkah", StringComparison.Ordinal)))
        .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { } answers && answers.HttpMethods.Contains("GET") && !answers.HttpMethods.Contains("HEAD"))
        .Select(endpoint => endpoint.RoutePattern.RawText));

    [Fact]
    public async Task A_round_is_opened_by_hand_and_goes_its_whole_way_through_the_plain_pages()
    {
        var (lead, officer) = (portal.Staff(Role.TeamLead), portal.Staff(Role.FieldOfficer));
        var sent = await lead.SubmitAsync("/petugas/kegiatan/baru?prosedur=pengumpulan-sektoral", ("Nonce", Guid.NewGuid().ToString("N")), ("Form.Title", "Putaran uji semester satu")).DoneAsync();
        var run = await portal.RunAsync(sent.Headers.Location!.ToString().Split('/')[^1].Split('?')[0]);
        Assert.Contains("Putaran uji semester satu", await officer.GetStringAsync("/petugas/kegiatan?prosedur=pengumpulan-sektoral", Ct));

        await officer.StartAsync(portal, run, "1");
        await officer.FinishAsync(run, "1");
        await lead.ActOnRunAsync(run, "Items", ("Form.Titles", "Dinas Uji Satu\nDinas Uji Dua")).DoneAsync();
        await officer.StartAsync(portal, run, "2");
        await officer.FinishAsync(run, "2");
        run = await portal.RunAsync(run.Id);
        Assert.Equal(["dinas-uji-satu", "dinas-uji-dua"], run.Items.Select(item => item.Key));

        await lead.StartAsync(portal, run, "3", "dinas-uji-satu");
        await lead.FinishAsync(run, "3", "dinas-uji-satu");
        await lead.StartAsync(portal, run, "4", "dinas-uji-satu");
        var bare = await lead.SubmitAsync(run.Page("4", "dinas-uji-satu") + "?handler=Finish", ("Form.Note", "ada"), ("Form.Outcome", "tidak"));
        Assert.Contains("Tulis sedikitnya satu temuan", await bare.ReadAsync());
        // What is sent back has findings, and no output yet.
        await lead.SubmitAsync(run.Page("4", "dinas-uji-satu") + "?handler=Finish", ("Nonce", Guid.NewGuid().ToString("N")), ("Form.Outcome", "tidak"), ("Form.Findings[0]", "Tabel tiga kosong")).DoneAsync();
        Assert.Contains("Tabel tiga kosong", await lead.GetStringAsync(run.Page("3", "dinas-uji-satu"), Ct));

        await lead.StartAsync(portal, run, "3", "dinas-uji-satu");
        await lead.FinishAsync(run, "3", "dinas-uji-satu");
        await lead.StartAsync(portal, run, "4", "dinas-uji-satu");
        await lead.FinishAsync(run, "4", "dinas-uji-satu", ("Form.Outcome", "ya"));
        await lead.ActOnRunAsync(run, "Settle", ("Form.SettleKey", "dinas-uji-dua"), ("Form.SettleOutcome", "nihil"), ("Form.SettleReason", "tidak punya datanya")).DoneAsync();

        await officer.StartAsync(portal, run, "5");
        await officer.FinishAsync(run, "5");
        run = await portal.RunAsync(run.Id);
        Assert.Equal(RunState.Ended, run.State);
        Assert.Equal(2, run.LastAttempt("3", "dinas-uji-satu")!.Number);
        var page = await officer.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct);
        Assert.Contains("tidak punya datanya", page);
        Assert.Contains("percobaan ke-2", page);
        Assert.Contains("<svg class=\"flow-chart", page);
    }

    [Fact]
    public async Task Only_procedures_are_offered_whose_runs_the_person_may_open()
    {
        var treasurer = await portal.Staff(Role.Treasurer).GetStringAsync("/petugas/kegiatan/baru", Ct);
        Assert.DoesNotContain("?prosedur=", treasurer);
        Assert.Contains("Tidak ada prosedur yang kegiatannya Anda buka", treasurer);
        var officer = await portal.Staff(Role.FieldOfficer).GetStringAsync("/petugas/kegiatan/baru", Ct);
        Assert.Contains("?prosedur=pengumpulan-sektoral", officer);
        Assert.DoesNotContain("?prosedur=survei-sektoral", officer);
        Assert.Contains("?prosedur=survei-sektoral", await portal.Staff(Role.TeamLead).GetStringAsync("/petugas/kegiatan/baru", Ct));
    }

    [Fact]
    public async Task A_visit_is_opened_and_its_decision_leads_on()
    {
        var desk = portal.Staff(Role.DeskOfficer);
        var sent = await desk.SubmitAsync("/petugas/kegiatan/baru?prosedur=pst", ("Nonce", Guid.NewGuid().ToString("N")), ("Form.Title", "Kunjungan uji")).DoneAsync();
        var run = await portal.RunAsync(sent.Headers.Location!.ToString().Split('/')[^1].Split('?')[0]);
        foreach (var step in (string[])["1", "2", "3", "4", "6"])
        {
            await desk.StartAsync(portal, run, step);
            await desk.FinishAsync(run, step);
        }

        await desk.StartAsync(portal, run, "7");
        await desk.FinishAsync(run, "7", "", ("Form.Outcome", "tidak"));
        run = await portal.RunAsync(run.Id);
        Assert.NotNull(run.OpenAttempt("10"));
        await desk.StartAsync(portal, run, "10");
        await desk.FinishAsync(run, "10");
        Assert.Equal(RunState.Ended, (await portal.RunAsync(run.Id)).State);
    }

    [Fact]
    public async Task The_order_of_an_office_above_is_a_letter()
    {
        var lead = portal.Staff(Role.TeamLead);
        const string address = "/petugas/kegiatan/baru?prosedur=imk-tahunan";
        Assert.Contains("nomor dan tanggal surat perintah", await (await lead.SubmitAsync(address, ("Form.Title", "IMK uji"))).ReadAsync());
        var sent = await lead.SubmitAsync(address, ("Form.Title", "IMK uji"), ("Form.LetterNumber", "B-77/BPS"), ("Form.LetterDate", "2026-11-02")).DoneAsync();
        var page = await lead.GetStringAsync(sent.Headers.Location!.ToString(), Ct);
        Assert.Contains("Surat B-77/BPS, 2 November 2026", page);
    }

    [Fact]
    public async Task What_the_portal_runs_by_itself_is_not_opened_by_hand()
    {
        var lead = portal.Staff(Role.TeamLead);
        Assert.DoesNotContain("prosedur=pelayanan-website", await lead.GetStringAsync("/petugas/kegiatan/baru", Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/petugas/kegiatan/baru?prosedur=pelayanan-website", Ct)).StatusCode);
    }

    [Theory]
    [InlineData("survei-sektoral", "/rencana/1")]
    [InlineData("imk-tahunan", "/pelatihan/1")]
    public async Task A_step_with_a_form_of_its_own_is_done_there(string procedure, string place)
    {
        var run = await portal.OpenRunAsync(procedure);
        var answer = await portal.Staff(Role.DivisionHead).GetAsync(run.Page("1"), Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.EndsWith(run.Id + place, answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_run_opened_twice_by_one_form_is_one_run()
    {
        var lead = portal.Staff(Role.TeamLead);
        var nonce = Guid.NewGuid().ToString("N");
        for (var time = 0; time < 2; time++)
        {
            var sent = await lead.SubmitAsync("/petugas/kegiatan/baru?prosedur=pengumpulan-sektoral", ("Nonce", nonce), ("Form.Title", "Sekali saja")).DoneAsync();
            Assert.Contains(nonce, sent.Headers.Location!.ToString());
        }
    }

    [Fact]
    public async Task A_run_whose_document_vanished_is_still_read_says_what_to_do_and_can_be_cancelled()
    {
        var run = new Run { Id = Document.NewId(portal.Clock), Procedure = "hilang", ProcedureVersion = "000000000000", Title = "Kegiatan yatim", FirstStep = "1", OpenedAt = portal.Clock.GetUtcNow(), Attempts = [new() { Step = "1", Item = "", Number = 1, State = AttemptState.Ready, Ready = portal.Clock.GetUtcNow() }] };
        await portal.Store.CommitAsync([RunQueries.Runs.Insert(run)], Ct);
        var head = portal.Staff(Role.OfficeHead);
        var page = await head.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct);
        Assert.Contains("Kegiatan yatim", page);
        Assert.Contains("tidak ditemukan", page);
        Assert.Contains("pulihkan dokumennya untuk melanjutkan, atau batalkan", page);
        Assert.Equal(HttpStatusCode.Redirect, (await head.GetAsync(run.Page("1"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await head.GetAsync("/petugas/kegiatan", Ct)).StatusCode);
        Assert.DoesNotContain("Batalkan kegiatan", await portal.Staff(Role.FieldOfficer).GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));

        Assert.Contains("Tulis mengapa", await (await head.ActOnRunAsync(run, "Cancel")).ReadAsync());
        await head.ActOnRunAsync(run, "Cancel", ("Form.CancelReason", "dokumennya tidak ada lagi")).DoneAsync();
        run = await portal.RunAsync(run.Id);
        Assert.Equal((RunState.Cancelled, AttemptState.Cancelled, "dokumennya tidak ada lagi"), (run.State, run.LastAttempt("1")!.State, run.Reason));
        Assert.Contains("dokumennya tidak ada lagi", await head.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));
    }

    [Fact]
    public async Task A_run_is_cancelled_by_its_owner_with_a_reason_and_nothing_is_deleted()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var owner = portal.Staff(Role.TeamLead);
        Assert.Contains("Tulis mengapa", await (await owner.ActOnRunAsync(run, "Cancel")).ReadAsync());
        await owner.ActOnRunAsync(run, "Cancel", ("Form.CancelReason", "tidak jadi dilaksanakan")).DoneAsync();
        run = await portal.RunAsync(run.Id);
        Assert.Equal((RunState.Cancelled, AttemptState.Cancelled), (run.State, run.LastAttempt("1")!.State));
        Assert.Contains("tidak jadi dilaksanakan", await owner.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));
        Assert.Contains("sudah dibatalkan", await (await portal.Staff(Role.FieldOfficer).SubmitAsync(run.Page("1") + "?handler=Finish", ("Form.Note", "terlambat"))).ReadAsync());
    }

    [Fact]
    public async Task Who_has_no_part_in_runs_sees_none_and_who_has_one_does_only_that()
    {
        var run = await portal.OpenRunAsync("survei-sektoral");
        var admin = portal.Staff(Role.WebAdmin);
        foreach (var address in (string[])["/petugas/kegiatan", "/petugas/kegiatan/baru", $"/petugas/kegiatan/{run.Id}", run.Page("1"), "/petugas/kegiatan/delegasi"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync(address, Ct)).StatusCode);
        }

        var officer = portal.Staff(Role.FieldOfficer);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/petugas/kegiatan/delegasi", Ct)).StatusCode);
        var other = await portal.Get<RunDesk>().OpenAsync(portal.Get<ProcedureLibrary>().Find("survei-sektoral")!, new(Document.NewId(portal.Clock), "Milik orang lain", new Tick { Id = "x", At = portal.Clock.GetUtcNow(), ActorId = "lain", Actor = "Lain" }), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.ActOnRunAsync(other, "Cancel", ("Form.CancelReason", "iseng"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.SubmitAsync("/petugas/kegiatan/baru?prosedur=survei-sektoral", ("Form.Title", "Iseng"))).StatusCode);
        Assert.True((await portal.RunAsync(other.Id)).IsOpen);
    }

    [Fact]
    public async Task A_file_is_handed_out_only_where_a_step_names_it()
    {
        var (run, other) = (await portal.OpenRunAsync("pengumpulan-sektoral"), await portal.OpenRunAsync("pengumpulan-sektoral"));
        var file = await portal.Get<IFileStore>().PutAsync(new MemoryStream("isi"u8.ToArray()), "bukti uji.txt", "text/plain", 100, Ct);
        await portal.DoAsync(run, (id, at) => new Complete { Id = id, At = at, Step = "1", Evidence = [DataPortal.Activities.RunEvidence.Of(file)] });
        var officer = portal.Staff(Role.FieldOfficer);
        Assert.Contains(file.Hash, await officer.GetStringAsync(run.Page("1"), Ct));
        Assert.Equal("isi", await officer.GetStringAsync($"/petugas/kegiatan/{run.Id}/berkas/{file.Hash}/x", Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/petugas/kegiatan/{other.Id}/berkas/{file.Hash}/x", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Staff(Role.WebAdmin).GetAsync($"/petugas/kegiatan/{run.Id}/berkas/{file.Hash}/x", Ct)).StatusCode);
    }
}
