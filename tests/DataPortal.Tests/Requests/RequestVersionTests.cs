using DataPortal.Procedures;
using DataPortal.Requests;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Requests;

/// <summary>The documents belong to all of one portal, so this test has one of its own.</summary>
public sealed class RequestVersionTests
{
    [Fact]
    public async Task A_request_keeps_the_version_it_was_registered_under_and_the_next_has_the_new_one()
    {
        var ct = TestContext.Current.CancellationToken;
        using var portal = new Portal();
        var before = portal.Get<ProcedureLibrary>().Find(RequestClock.ProcedureId)!.Version;
        var first = await portal.AskAsync();
        var text = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "content", "sop", "pelayanan-website.md"), ct)).Replace("tanggal_efektif: 2 Januari 2024", "tanggal_efektif: 2 Januari 2027", StringComparison.Ordinal);
        var after = (await portal.Get<ProcedureKeeping>().PutInForceAsync(text, before, [], ct)).Version;
        var second = await portal.AskAsync();
        foreach (var (request, version) in new[] { (first, before), (second, after) })
        {
            await portal.Store.CommitAsync([.. portal.Get<RequestMarks>().Opened(request)], ct);
            var marks = await portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", request.Id), ct);
            Assert.Contains(marks, mark => mark.Mark is Mark.Started);
            Assert.All(marks, mark => Assert.Equal(version, mark.ProcedureVersion));
        }
    }
}
