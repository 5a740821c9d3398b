using System.Net;
using DataPortal.Accounts;
using DataPortal.Activities.Survey;
using DataPortal.Catalog;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities.Survey;

/// <summary>Steps 6 and 7 of a survey, its board and its report (procedures.md §4.3).</summary>
public sealed class SurveyEndTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_survey_is_compiled_joins_the_collection_is_sent_and_ends()
    {
        var run = await ReachedAsync("akhir", settle: true);
        var lead = portal.Staff(Role.TeamLead);
        var page = $"/petugas/kegiatan/{run}/kompilasi/6";

        var shown = await lead.GetStringAsync(page, Ct);
        Assert.Contains("dari 10 satuan, 80,0 persen", shown, StringComparison.Ordinal);

        var early = await lead.SubmitAsync(page + "?handler=Selesai", ("Form.Evaluation", "Berjalan baik."));
        Assert.Equal(HttpStatusCode.OK, early.StatusCode);
        var refused = await early.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Lampirkan laporan dan kompilasinya", refused, StringComparison.Ordinal);
        Assert.Contains("Berjalan baik.", refused, StringComparison.Ordinal);

        // Opening the page has begun the step.
        Assert.Equal(AttemptState.Started, (await FindAsync(run)).OpenAttempt("6")!.State);
        var file = await portal.Get<IFileStore>().PutAsync(new MemoryStream("%PDF-1.4 contoh"u8.ToArray()), "laporan.pdf", "application/pdf", 1000, Ct);
        var signed = portal.Get<DataPortal.Shared.Forms.Attachments>().Sign(file);
        var done = await lead.SubmitAsync(page + "?handler=Selesai", ("Form.Evaluation", "Berjalan baik."), ("Form.IsFinal", "true"), ("KeptFiles", signed));
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Contains(file.Hash, (await FindAsync(run)).LastAttempt("6")!.Evidence[0], StringComparison.Ordinal);

        // What is final stays as it was.
        var after = await lead.SubmitAsync(page + "?handler=Simpan", ("Form.Evaluation", "Ditulis ulang."));
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
        var final = (await portal.Store.FindAsync(SurveyQueries.Compilations, run, Ct))!;
        Assert.Equal(("Berjalan baik.", true), (final.Evaluation, final.FinalAt is not null));

        page = $"/petugas/kegiatan/{run}/pengiriman/7";
        await portal.Staff(Role.DivisionHead).GetStringAsync(page, Ct);
        Assert.Equal(AttemptState.Ready, (await FindAsync(run)).OpenAttempt("7")!.State);
        await lead.GetStringAsync(page, Ct);
        var half = await lead.SubmitAsync(page + "?handler=Selesai");
        var words = await half.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Hasil belum masuk koleksi", words, StringComparison.Ordinal);
        Assert.Contains("Pengiriman belum dicatat", words, StringComparison.Ordinal);

        var subject = portal.Get<Subjects>().All[0].Code;
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(page + "?handler=Koleksi", ("Entry.Title", "Hasil survei akhir"), ("Entry.Subject", subject))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(
            page + "?handler=Kirim", ("Form.To", "BPS RI"), ("Form.On", "2026-11-16"), ("Form.LetterNumber", "B-1/1603"), ("Form.Channel", "Email"), ("KeptFiles", signed))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(page + "?handler=Selesai")).StatusCode);

        Assert.Equal(RunState.Ended, (await FindAsync(run)).State);
        var dispatch = (await portal.Store.FindAsync(SurveyQueries.Dispatches, run, Ct))!;
        var item = (await portal.Store.FindAsync(CatalogQueries.Items, dispatch.Item!, Ct))!;
        Assert.Equal((DataPortal.Catalog.ItemState.Draft, file.Hash), (item.State, item.Files[0].Hash));

        var pdf = await lead.GetAsync($"/petugas/kegiatan/{run}/laporan.pdf", Ct);
        Assert.Equal("application/pdf", pdf.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task What_is_typed_beside_the_thing_that_is_done_stays_on_the_page()
    {
        var run = await ReachedAsync("isian", settle: true);
        var lead = portal.Staff(Role.TeamLead);
        var file = await portal.Get<IFileStore>().PutAsync(new MemoryStream("%PDF-1.4 contoh"u8.ToArray()), "laporan.pdf", "application/pdf", 1000, Ct);
        var signed = portal.Get<DataPortal.Shared.Forms.Attachments>().Sign(file);
        var compiled = $"/petugas/kegiatan/{run}/kompilasi/6";
        await lead.GetStringAsync(compiled, Ct);
        await lead.SubmitAsync(compiled + "?handler=Selesai", ("Form.IsFinal", "true"), ("KeptFiles", signed));

        var page = $"/petugas/kegiatan/{run}/pengiriman/7";
        await lead.GetStringAsync(page, Ct);
        (string, string)[] typed = [("Form.To", "BPS RI, Direktorat Contoh"), ("Form.LetterNumber", "B-77/1603"), ("Form.Channel", "Letter"), ("KeptFiles", signed)];

        // The act is refused: what the other form holds is still there, and is no mistake.
        var refused = await (await lead.SubmitAsync(page + "?handler=Koleksi", [("Entry.Title", ""), .. typed])).Content.ReadAsStringAsync(Ct);
        Assert.Contains("Isi judul", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("Isi tanggal kirim", refused, StringComparison.Ordinal);
        Assert.Contains("value=\"B-77/1603\"", refused, StringComparison.Ordinal);

        // The act is done: the page that follows has it too, its file included.
        var subject = portal.Get<Subjects>().All[0].Code;
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(page + "?handler=Koleksi", [("Entry.Title", "Hasil isian"), ("Entry.Subject", subject), .. typed])).StatusCode);
        var after = await lead.GetStringAsync(page, Ct);
        Assert.Contains("value=\"B-77/1603\"", after, StringComparison.Ordinal);
        Assert.Contains("value=\"BPS RI, Direktorat Contoh\"", after, StringComparison.Ordinal);
        Assert.Contains("laporan.pdf", after, StringComparison.Ordinal);
        Assert.Null((await portal.Store.FindAsync(SurveyQueries.Dispatches, run, Ct))!.Sent);
    }

    [Fact]
    public async Task The_board_shows_officers_ages_and_what_should_be_there_and_only_a_head_closes_early()
    {
        var run = await ReachedAsync("papan", settle: false);
        var board = await portal.Staff(Role.DivisionHead).GetStringAsync($"/petugas/kegiatan/{run}/papan", Ct);
        Assert.Contains("Seharusnya hari ini", board, StringComparison.Ordinal);
        Assert.Contains("Rina", board, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"chart board-time\"", board, StringComparison.Ordinal);
        Assert.Contains("Semendo Darat Laut", board, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Staff(Role.FieldOfficer).GetAsync($"/petugas/kegiatan/{run}/papan", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await portal.Staff(Role.TeamLead).SubmitAsync($"/petugas/kegiatan/{run}/papan?handler=Tutup", ("Form.Reason", "Cukup"))).StatusCode);
        var head = portal.Staff(Role.DivisionHead);
        Assert.Contains("Tulis alasannya", await (await head.SubmitAsync($"/petugas/kegiatan/{run}/papan?handler=Tutup")).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await head.SubmitAsync($"/petugas/kegiatan/{run}/papan?handler=Tutup", ("Form.Reason", "Anggaran habis"))).StatusCode);
        Assert.NotNull((await FindAsync(run)).OpenAttempt("6"));
    }

    private async Task<Run> FindAsync(string run) => (await portal.Get<RunDesk>().FindAsync(run, Ct))!;

    /// <summary>A survey of one target with ten units, at the collection; or with eight of them accepted.</summary>
    private async Task<string> ReachedAsync(string run, bool settle)
    {
        var desk = portal.Get<RunDesk>();
        var procedure = portal.Get<ProcedureLibrary>().Find("survei-sektoral")!;
        var at = portal.Clock.GetUtcNow();
        var events = 0;
        T By<T>(T happened) where T : RunEvent => happened with { Id = $"e{events++}", At = at };
        await desk.OpenAsync(procedure, new(run, "Survei " + run, By(new Tick { Id = "", At = at })), Ct);
        var due = at.AddDays(7);
        await desk.AdvanceAsync(run, _ => By(new PlanItem { Id = "", At = at, Key = "a", Title = "Dinas A", Due = due, PersonId = "r", Person = "Rina" }), Ct);
        foreach (var step in (string[])["1", "2", "3"])
        {
            await desk.AdvanceAsync(run, _ => By(new Complete { Id = "", At = at, Step = step }), Ct);
        }

        if (settle)
        {
            await desk.AdvanceAsync(run, _ => By(new Complete { Id = "", At = at, Step = "4", Item = "a" }), Ct);
            await desk.AdvanceAsync(run, _ => By(new Complete { Id = "", At = at, Step = "5", Item = "a", Outcome = "tidak" }), Ct);
        }

        await portal.Store.CommitAsync(
        [
            SurveyQueries.Assignments.Insert(new()
            {
                Id = SurveyQueries.AssignmentId(run, "a"), Run = run, Item = "a", RunTitle = "Survei " + run, TargetKey = "a", Target = "Dinas A", Kecamatan = "1603010", OfficerId = "r", Officer = "Rina",
                From = new(2026, 11, 16), Due = new(2026, 11, 23), FirstDue = new(2026, 11, 23), PlannedUnits = 10,
                HandIns = settle ? [new(1, at, "r", "Rina", [], null, 8, [new(NonResponseReason.Refused, 2)], null)] : [],
            }),
        ], Ct);
        return run;
    }
}
