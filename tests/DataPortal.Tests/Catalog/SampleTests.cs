using DataPortal.Catalog;
using DataPortal.Catalog.Samples;
using DataPortal.Catalog.Search;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace DataPortal.Tests.Catalog;

public sealed class SampleTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_fill_the_shelves_once_and_say_what_they_are()
    {
        await using var own = new Portal();
        var samples = own.Services.GetServices<ISampleContent>().OfType<CatalogSamples>().Single();
        await samples.LoadAsync(Ct);
        await samples.LoadAsync(Ct);

        var items = await own.Store.ListAsync(CatalogQueries.Published(), Ct);
        Assert.Equal(items.Count, items.Select(item => item.Title.Id).Distinct().Count());
        Assert.All(Enum.GetValues<ItemKind>().Where(kind => kind is not ItemKind.Table), kind => Assert.Contains(items, item => item.Kind == kind));
        Assert.All(items, item => Assert.Empty(own.Get<CatalogDesk>().Missing(item)));

        var page = await own.Browser().GetStringAsync("/publikasi", Ct);
        Assert.Contains("<span class=\"sample\">contoh</span>", page, StringComparison.Ordinal);
        var book = items.First(item => item is { Kind: ItemKind.Publication, IsSample: true });
        using var pdf = await own.Browser().GetAsync($"/berkas/{book.Files[0].Hash}/{book.Files[0].Name}", Ct);
        Assert.StartsWith("%PDF-", await pdf.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.NotEmpty(await own.Store.ListAsync(ReleasePlan.From(own.Clock.GetUtcNow()), Ct));

        var answer = (await own.Get<CatalogSearch>().SearchAsync(new() { Text = "ipm" }, Ct)).Answer;
        Assert.True(answer!.Item.IsSample);
    }
}
