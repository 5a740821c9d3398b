using System.Text;
using DataPortal.Catalog;
using DataPortal.Procedures;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

/// <summary>The documents belong to all of one portal, so this test has one of its own.</summary>
public sealed class ItemVersionTests
{
    [Fact]
    public async Task An_items_marks_name_the_version_it_was_begun_under_also_when_another_came_into_force_meanwhile()
    {
        var ct = TestContext.Current.CancellationToken;
        using var portal = new Portal();
        var desk = portal.Get<CatalogDesk>();
        var before = portal.Get<ProcedureLibrary>().Find(ItemSteps.Procedure)!.Version;
        var file = await desk.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes("%PDF-1.7 satu")), "berkas.pdf", ct);
        var draft = await desk.CreateAsync(desk.New(ItemKind.Publication, new("Muara Enim dalam versi", "Muara Enim in versions"), "519") with { Files = [file], Source = new("BPS") }, ct);
        var text = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "content", "sop", "pelayanan-website.md"), ct)).Replace("tanggal_efektif: 2 Januari 2024", "tanggal_efektif: 2 Januari 2027", StringComparison.Ordinal);
        Assert.NotEqual(before, (await portal.Get<ProcedureKeeping>().PutInForceAsync(text, before, [], ct)).Version);
        await desk.PublishAsync(draft.Id, ct);
        var marks = await portal.Store.ListAsync(ProcedureEvents.Collection.Where("run", draft.Id), ct);
        Assert.Contains(marks, mark => mark.Mark is Mark.Done);
        Assert.All(marks, mark => Assert.Equal(before, mark.ProcedureVersion));
    }
}
