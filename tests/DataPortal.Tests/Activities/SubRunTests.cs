using DataPortal.Accounts;
using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Tests.Procedures;
using DataPortal.Tests.Support;
using static DataPortal.Tests.Activities.Staging;

namespace DataPortal.Tests.Activities;

/// <summary>Steps done in detail by a run of another document, and runs begun anew when their document changed (procedures.md §1.5, §5.3).</summary>
public sealed class SubRunTests
{
    [Fact]
    public async Task A_step_with_a_sub_procedure_opens_a_run_of_it_and_ends_with_it()
    {
        using var portal = new Portal();
        var keeping = portal.Get<ProcedureKeeping>();
        await keeping.PutInForceAsync(Text("anak"), null, [], Ct);
        await keeping.PutInForceAsync(Text("induk", "anak"), null, [], Ct);
        var lead = portal.Staff(Role.TeamLead);
        var run = await portal.OpenRunAsync("induk");
        await lead.StartAsync(portal, run, "1");
        run = await portal.RunAsync(run.Id);
        var child = await portal.RunAsync(run.OpenAttempt("1")!.Child!);
        Assert.Equal(("anak", run.Id, "1"), (child.Procedure, child.Parent!.Run, child.Parent.Step));
        Assert.Contains("selesai ketika kegiatan rinci", await (await lead.SubmitAsync(run.Page("1") + "?handler=Finish", ("Form.Note", "x"))).ReadAsync());
        Assert.Contains(child.Id, await lead.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));

        await lead.StartAsync(portal, child, "1");
        await lead.FinishAsync(child, "1");
        Assert.Equal(RunState.Ended, (await portal.RunAsync(run.Id)).State);
    }

    [Fact]
    public async Task A_run_in_detail_that_is_not_there_is_opened_by_a_button_and_by_no_look_at_the_page()
    {
        using var portal = new Portal();
        var keeping = portal.Get<ProcedureKeeping>();
        await keeping.PutInForceAsync(Text("anak"), null, [], Ct);
        await keeping.PutInForceAsync(Text("induk", "anak"), null, [], Ct);
        var lead = portal.Staff(Role.TeamLead);
        var run = await portal.OpenRunAsync("induk");

        // As a portal of before left it that stopped between the step's start and the opening of its run in detail.
        await portal.DoAsync(run, (id, at) => new Start { Id = id, At = at, Step = "1", Evidence = [Attempt.ChildEvidence + "hilang"] });
        Assert.Contains("Kegiatan rinci belum terbuka", await lead.GetStringAsync(run.Page("1"), Ct));
        using (var head = await lead.SendAsync(new(HttpMethod.Head, run.Page("1")), Ct))
        {
            Assert.Null(await portal.Get<RunDesk>().FindAsync("hilang", Ct));
        }

        await lead.ActAsync(run, "1", "Child").DoneAsync();
        Assert.Equal((run.Id, "1"), ((await portal.RunAsync("hilang")).Parent!.Run, (await portal.RunAsync("hilang")).Parent!.Step));
        Assert.DoesNotContain("Kegiatan rinci belum terbuka", await lead.GetStringAsync(run.Page("1"), Ct));
    }

    [Fact]
    public async Task Without_the_document_the_step_says_so_and_runs_by_its_own_words()
    {
        using var portal = new Portal();
        await portal.Get<ProcedureKeeping>().PutInForceAsync(Text("induk", "belum-ada"), null, [], Ct);
        var lead = portal.Staff(Role.TeamLead);
        var run = await portal.OpenRunAsync("induk");
        Assert.Contains("SOP rinci belum ada", await lead.GetStringAsync(run.Page("1"), Ct));
        await lead.StartAsync(portal, run, "1");
        await lead.FinishAsync(run, "1");
        Assert.Equal(RunState.Ended, (await portal.RunAsync(run.Id)).State);
    }

    [Fact]
    public async Task A_run_cannot_be_the_detail_of_itself_and_a_cancelled_one_takes_its_details_along()
    {
        using var portal = new Portal();
        var keeping = portal.Get<ProcedureKeeping>();
        var child = await keeping.PutInForceAsync(Text("anak"), null, [], Ct);
        var parent = await keeping.PutInForceAsync(Text("induk", "anak"), null, [], Ct);
        var run = await portal.OpenRunAsync("induk");

        // Nobody is a detail of itself in the documents of one day; over two versions it could be.
        await keeping.PutInForceAsync(Text("induk"), parent.Version, [], Ct);
        await keeping.PutInForceAsync(Text("anak", "induk"), child.Version, [], Ct);
        var lead = portal.Staff(Role.TeamLead);
        await lead.StartAsync(portal, run, "1");
        var detail = await portal.RunAsync((await portal.RunAsync(run.Id)).OpenAttempt("1")!.Child!);
        var refused = await lead.SubmitAsync(detail.Page("1") + "?handler=Start", ("Form.Ready", "Surat"), ("Form.Ready", "Daftar"));
        Assert.Contains("kegiatan rinci tidak dapat dibuka", await refused.ReadAsync());
        Assert.Equal(AttemptState.Ready, (await portal.RunAsync(detail.Id)).OpenAttempt("1")!.State);

        await lead.ActOnRunAsync(run, "Cancel", ("Form.CancelReason", "batal semua")).DoneAsync();
        Assert.Equal(RunState.Cancelled, (await portal.RunAsync(detail.Id)).State);
    }

    [Fact]
    public async Task A_run_of_an_old_version_is_ended_and_begun_again_each_linked_to_the_other()
    {
        using var portal = new Portal();
        var keeping = portal.Get<ProcedureKeeping>();
        var first = await keeping.PutInForceAsync(Text("induk"), null, [], Ct);
        var run = await portal.OpenRunAsync("induk", "Kegiatan lama");
        var second = await keeping.PutInForceAsync(Text("induk", time: "3 jam"), first.Version, [], Ct);
        var lead = portal.Staff(Role.TeamLead);
        Assert.Contains("Dokumennya sudah berganti", await lead.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));
        var sent = await lead.ActOnRunAsync(run, "Anew", ("Form.AnewReason", "waktu baku berubah")).DoneAsync();
        var fresh = await portal.RunAsync(sent.Headers.Location!.ToString().Split('/')[^1].Split('?')[0]);
        Assert.Equal((second.Version, run.Id, RunState.Open), (fresh.ProcedureVersion, fresh.Replaces, fresh.State));
        Assert.Equal(RunState.Cancelled, (await portal.RunAsync(run.Id)).State);
        Assert.Contains(fresh.Id, await lead.GetStringAsync($"/petugas/kegiatan/{run.Id}", Ct));
        Assert.Contains(run.Id, await lead.GetStringAsync($"/petugas/kegiatan/{fresh.Id}", Ct));
    }

    private static string Text(string id, string sub = "", string time = "1 jam") => TinyDocument.Of(id, $"| 1 | Kerja {id} | tim | Surat, Daftar | {time} | Hasil | selesai | {sub} | | |");
}
