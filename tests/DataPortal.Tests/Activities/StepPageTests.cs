using System.Net;
using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Support;
using static DataPortal.Tests.Activities.Staging;

namespace DataPortal.Tests.Activities;

/// <summary>A step without a form of its own, over the real pages: the checklist of the document's words and what may be done to any step (procedures.md §1.2–§1.5, §5.3).</summary>
public sealed class StepPageTests(Portal portal)
{
    private const string Requisite = "Draft Surat Permintaan Data Statistik Sektoral dan Instrumen Pendukung";

    [Fact]
    public async Task What_the_document_asks_for_is_ticked_before_the_start_and_what_comes_out_is_noted_before_the_end()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var browser = portal.Staff(Role.FieldOfficer);

        var page = await browser.GetStringAsync(run.Page("1"), Ct);
        Assert.Contains(Requisite, page);
        Assert.Contains("1 hari kerja", page);

        await SeenAsync(browser.SubmitAsync(run.Page("1")), HttpStatusCode.Redirect);
        Assert.Contains("Belum dicentang", await (await browser.SubmitAsync(run.Page("1") + "?handler=Start")).Content.ReadAsStringAsync(Ct));
        Assert.Equal(AttemptState.Ready, (await portal.RunAsync(run.Id)).OpenAttempt("1")!.State);

        await SeenAsync(browser.SubmitAsync(run.Page("1") + "?handler=Start", ("Form.Ready", Requisite), ("Nonce", "n1")), HttpStatusCode.Redirect);
        Assert.Equal(AttemptState.Started, (await portal.RunAsync(run.Id)).OpenAttempt("1")!.State);

        var bare = await browser.SubmitAsync(run.Page("1") + "?handler=Finish", ("Nonce", "n2"));
        Assert.Contains("atau tulis di mana hasilnya", await bare.Content.ReadAsStringAsync(Ct));
        await SeenAsync(browser.SubmitAsync(run.Page("1") + "?handler=Finish", ("Nonce", "n2"), ("Form.Note", "Surat 12/2026 di map putaran")), HttpStatusCode.Redirect);

        run = await portal.RunAsync(run.Id);
        var done = run.LastAttempt("1")!;
        Assert.Equal((AttemptState.Done, "Petugas Contoh"), (done.State, done.DoneBy));
        Assert.Contains("tick/" + Requisite, done.Evidence);
        Assert.Contains("note/Surat 12/2026 di map putaran", done.Evidence);
        Assert.Equal(AttemptState.Ready, run.OpenAttempt("2")!.State);
    }

    [Fact]
    public async Task A_form_sent_twice_does_nothing_twice()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        var browser = portal.Staff(Role.FieldOfficer);
        for (var time = 0; time < 2; time++)
        {
            await SeenAsync(browser.SubmitAsync(run.Page("1") + "?handler=Start", ("Form.Ready", Requisite), ("Nonce", "same")), HttpStatusCode.Redirect);
        }

        Assert.Single(await portal.LogAsync(run), mark => mark.Mark == Mark.Started);
        for (var time = 0; time < 2; time++)
        {
            await SeenAsync(browser.SubmitAsync(run.Page("1") + "?handler=Finish", ("Form.Note", "ada"), ("Nonce", "same")), HttpStatusCode.Redirect);
        }

        Assert.Single(await portal.LogAsync(run), mark => mark.Mark == Mark.Done);
    }

    [Fact]
    public async Task Who_comes_second_is_told_who_was_first_and_keeps_what_was_typed()
    {
        var run = await portal.OpenRunAsync("pengumpulan-sektoral");
        await portal.DoAsync(run, (id, at) => new Start { Id = id, At = at, Step = "1", ActorId = "lain", Actor = "Rekan Contoh" });
        await portal.DoAsync(run, (id, at) => new Complete { Id = id, At = at, Step = "1", ActorId = "lain", Actor = "Rekan Contoh" });

        var late = await portal.Staff(Role.FieldOfficer).SubmitAsync(run.Page("1") + "?handler=Finish", ("Form.Note", "Yang saya ketik"), ("Nonce", "second"));
        var page = await late.Content.ReadAsStringAsync(Ct);
        Assert.Contains("sudah selesai oleh Rekan Contoh", page);
        Assert.Contains("Yang saya ketik", page);
    }

    private static async Task SeenAsync(Task<HttpResponseMessage> sent, HttpStatusCode expected)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Ct)}");
    }
}
