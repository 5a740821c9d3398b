using System.Net;
using AngleSharp.Html.Parser;
using DataPortal.Content;
using DataPortal.Tests.Support;

namespace DataPortal.Tests.Content;

public sealed class ContentPagesTests(Portal portal)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Pages => [.. new[]
    {
        "halaman/tentang", "halaman/privasi", "halaman/aksesibilitas", "halaman/kontak", "halaman/standar-layanan", "halaman/cara-membaca-tabel", "halaman/api",
        "bantuan", "bantuan/pengguna-data", "bantuan/admin-web", "bantuan/kepala-seksi", "bantuan/pelaksana-lapangan", "bantuan/pengelola-sistem",
    }.SelectMany(path => new[] { $"/{path}", $"/en/{path}" })];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_page_stands_in_both_languages_whole(string path)
    {
        using var page = new HtmlParser().ParseDocument(await portal.Browser().GetStringAsync(path, Ct));
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Equal(path.StartsWith("/en", StringComparison.Ordinal) ? "en" : "id", page.DocumentElement.GetAttribute("lang"));
        var main = page.QuerySelector("main")!;
        Assert.DoesNotContain("{{", main.InnerHtml, StringComparison.Ordinal);
        Assert.Empty(main.QuerySelectorAll("[style], script"));
        Assert.All(main.QuerySelectorAll("a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
        Assert.All(main.QuerySelectorAll("article a[href^='/']"), link => Assert.Equal(path.StartsWith("/en", StringComparison.Ordinal), link.GetAttribute("href")!.StartsWith("/en/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_the_office_has_not_filled_in_is_marked_as_an_example()
    {
        using var page = new HtmlParser().ParseDocument(await portal.Browser().GetStringAsync("/halaman/kontak", Ct));
        Assert.Contains(page.QuerySelectorAll("article li"), line => line.TextContent.Contains("pst1603@contoh.go.id", StringComparison.Ordinal) && line.QuerySelector(".sample") is not null);
    }

    [Theory]
    [InlineData("/halaman/tidak-ada")]
    [InlineData("/en/bantuan/tidak-ada")]
    [InlineData("/halaman/..%2Fmail%2Fuji-surel")]
    public async Task A_page_that_is_not_there_is_not_found(string path) =>
        Assert.Equal(HttpStatusCode.NotFound, (await portal.Browser().GetAsync(path, Ct)).StatusCode);

    [Fact]
    public void A_page_with_an_unknown_field_stops_the_start()
    {
        var folder = Directory.CreateTempSubdirectory("halaman").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "pages"));
        File.WriteAllText(Path.Combine(folder, "pages", "a.id.md"), "---\ntitle: A\n---\nbaris\n{{salah}}\n");
        var root = new ContentRoot(
            new Microsoft.Extensions.Configuration.ConfigurationManager { ["Content:Path"] = folder },
            new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { ContentRootPath = folder });
        var stopped = Assert.Throws<ContentException>(() => new ContentPages(root, new(), portal.Get<OfficeFields>()));
        Directory.Delete(folder, recursive: true);
        Assert.Contains("content/pages/a.id.md:5: unknown field salah", stopped.Message, StringComparison.Ordinal);
        Assert.Contains("has no page in the other language", stopped.Message, StringComparison.Ordinal);
    }
}
