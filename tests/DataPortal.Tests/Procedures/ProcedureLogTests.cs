using DataPortal.Procedures;
using DataPortal.Storage;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Procedures;

public sealed class ProcedureLogTests(Portal portal)
{
    [Fact]
    public async Task A_mark_is_written_once_and_knows_the_version_of_its_procedure()
    {
        var ct = TestContext.Current.CancellationToken;
        var procedure = portal.Get<ProcedureLibrary>().Find("pelayanan-website")!;
        var run = Document.NewId(portal.Clock);
        Change Made() => portal.Get<ProcedureLog>().Mark(procedure, "7", run, Mark.Done, outcome: "ya", cause: "request.answered");
        await portal.Store.CommitAsync([Made()], ct);
        await Assert.ThrowsAsync<StaleDocumentException>(() => portal.Store.CommitAsync([Made()], ct));

        var kept = Assert.Single(await portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", run), ct));
        Assert.Equal((procedure.Version, "7", run, Mark.Done, "ya", "sistem", portal.Clock.GetUtcNow()),
            (kept.ProcedureVersion, kept.Step, kept.Item, kept.Mark, kept.Outcome, kept.Actor, kept.At));
    }

    [Fact]
    public void A_mark_of_a_step_or_an_event_that_is_not_there_is_refused()
    {
        var procedure = portal.Get<ProcedureLibrary>().Find("pelayanan-website")!;
        Assert.Throws<ArgumentException>(() => portal.Get<ProcedureLog>().Mark(procedure, "9", "run", Mark.Done));
        Assert.Throws<ArgumentException>(() => portal.Get<ProcedureLog>().Mark(procedure, "7", "run", Mark.Done, cause: "request.lost"));
    }
}
