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
