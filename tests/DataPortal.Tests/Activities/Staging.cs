using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Activities;

/// <summary>Opens runs for tests and looks at them.</summary>
internal static class Staging
{
    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Run> OpenRunAsync(this Portal portal, string procedure, string title = "Kegiatan uji")
    {
        var id = Document.NewId(portal.Clock);
        return await portal.Get<RunDesk>().OpenAsync(
            portal.Get<ProcedureLibrary>().Find(procedure)!, new(id, title, new Tick { Id = "buka/" + id, At = portal.Clock.GetUtcNow(), ActorId = "petugas-contoh", Actor = "Petugas Contoh" }), Ct);
    }

    public static async Task<Run> RunAsync(this Portal portal, string id) => (await portal.Get<RunDesk>().FindAsync(id, Ct))!;

    public static Task<Run> DoAsync(this Portal portal, Run run, Func<string, DateTimeOffset, RunEvent> make) =>
        portal.Get<RunDesk>().AdvanceAsync(run.Id, _ => make(Guid.NewGuid().ToString("N"), portal.Clock.GetUtcNow()), Ct);

    public static string Page(this Run run, string step, string item = "") => $"/petugas/kegiatan/{run.Id}/langkah/{step}{(item.Length > 0 ? "/" + item : "")}";

    public static Task<IReadOnlyList<ProcedureEvent>> LogAsync(this Portal portal, Run run) => portal.Store.ListAsync(RunQueries.Log(run.Id), Ct);
}

/// <summary>The generic pages as a person uses them.</summary>
internal static class Hands
{
    public static async Task<string> ReadAsync(this HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync(Staging.Ct);

    public static async Task<HttpResponseMessage> DoneAsync(this Task<HttpResponseMessage> sent)
    {
        var answer = await sent;
        Assert.True(answer.StatusCode == System.Net.HttpStatusCode.Redirect, $"{answer.StatusCode}: {await answer.ReadAsync()}");
        return answer;
    }

    /// <summary>Ticks what the document asks for and begins.</summary>
    public static Task<HttpResponseMessage> StartAsync(this HttpClient browser, Portal portal, Run run, string step, string item = "") =>
        browser.SubmitAsync(run.Page(step, item) + "?handler=Start",
            [("Nonce", Guid.NewGuid().ToString("N")), .. Requisites(portal, run, step)]).DoneAsync();

    /// <summary>Every box of <i>Kelengkapan</i>, ticked.</summary>
    public static IEnumerable<(string, string)> Requisites(Portal portal, Run run, string step) =>
        DataPortal.Activities.StepWork.Requisites(portal.Get<ProcedureLibrary>().Get(run.Procedure, run.ProcedureVersion).Step(step)).Select(one => ("Form.Ready", one));

    public static Task<HttpResponseMessage> FinishAsync(this HttpClient browser, Run run, string step, string item = "", params (string, string)[] fields) =>
        browser.SubmitAsync(run.Page(step, item) + "?handler=Finish", [("Nonce", Guid.NewGuid().ToString("N")), ("Form.Note", "ada"), .. fields]).DoneAsync();

    public static Task<HttpResponseMessage> ActAsync(this HttpClient browser, Run run, string step, string act, params (string, string)[] fields) =>
        browser.SubmitAsync($"{run.Page(step)}?handler={act}", [("Nonce", Guid.NewGuid().ToString("N")), .. fields]);

    public static Task<HttpResponseMessage> ActOnRunAsync(this HttpClient browser, Run run, string act, params (string, string)[] fields) =>
        browser.SubmitAsync($"/petugas/kegiatan/{run.Id}?handler={act}", [("Nonce", Guid.NewGuid().ToString("N")), .. fields]);
}
