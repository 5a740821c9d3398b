using System.Text;
using DataPortal.Catalog;
using DataPortal.Shared;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Catalog;

/// <summary>Puts items on the portal's shelf for a test.</summary>
internal static class Shelf
{
    public static async Task<CatalogItem> PublishAsync(this Portal portal, Bilingual title, Func<CatalogItem, CatalogItem>? with = null, ItemKind kind = ItemKind.Publication, string fileName = "berkas.pdf")
    {
        var ct = TestContext.Current.CancellationToken;
        var desk = portal.Get<CatalogDesk>();
        var file = await desk.KeepAsync(new MemoryStream(Encoding.UTF8.GetBytes("%PDF-1.7 " + title.Id)), fileName, ct);
        var draft = desk.New(kind, title, "519") with { Files = kind is ItemKind.Table ? [] : [file], HasFigures = kind is ItemKind.Table, Source = new("BPS") };
        draft = draft with { Kind = kind };
        var made = await desk.CreateAsync(with?.Invoke(draft) ?? draft, ct);
        return await desk.PublishAsync(made.Id, ct);
    }
}
