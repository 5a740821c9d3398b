using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Tests.Storage;

public sealed class StorageEnginesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_new_folder_is_made_marked_and_kept_to()
    {
        using (var store = Open("auto"))
        {
            Assert.Equal(StorageEngines.BuiltIn.First(), store.Engine);
            await store.Documents.CommitAsync([YearlyCounter.Collection.Insert(new() { Id = "a-2026", Last = 7 })], TestContext.Current.CancellationToken);
        }

        Assert.Equal(StorageEngines.BuiltIn.First(), File.ReadAllText(_folder.File("new/data/engine")).Trim());
        using var again = Open("auto");
        Assert.Equal(7, (await again.Documents.FindAsync(YearlyCounter.Collection, "a-2026", TestContext.Current.CancellationToken))!.Last);
    }

    [Fact]
    public void A_folder_of_another_engine_is_refused_with_what_to_do()
    {
        Directory.CreateDirectory(_folder.File("new/data"));
        File.WriteAllText(_folder.File("new/data/engine"), "litedb\n");

        var refused = Assert.Throws<StorageRefusedException>(() => Open("sqlite"));
        Assert.Contains("was written by 'litedb'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("scripts/copy-store litedb:", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new/data/portal.sqlite")));
    }

    [Fact]
    public void A_folder_of_an_engine_that_is_not_built_in_is_not_taken_for_empty()
    {
        Directory.CreateDirectory(_folder.File("new/data"));
        File.WriteAllText(_folder.File("new/data/engine"), "punchcards\n");

        Assert.Contains("punchcards", Assert.Throws<StorageRefusedException>(() => Open("auto")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_portal_at_a_time_uses_a_folder()
    {
        using (Open("sqlite"))
        {
            Assert.Contains("Another portal", Assert.Throws<StorageRefusedException>(() => Open("sqlite")).Message, StringComparison.Ordinal);
        }

        using var after = Open("sqlite");
        Assert.Equal("sqlite", after.Engine);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_in_words()
    {
        File.WriteAllText(_folder.File("new"), "a file stands in the way");

        Assert.Contains("Storage:Path", Assert.Throws<StorageRefusedException>(() => Open("sqlite")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_said_in_words()
    {
        Directory.CreateDirectory(_folder.File("new/data"));
        File.WriteAllText(_folder.File("new/data/portal.sqlite"), new string('x', 5000));

        Assert.Contains("portal.sqlite", Assert.Throws<StorageRefusedException>(() => Open("sqlite")).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("new/data/engine")));
    }

    [Theory]
    [InlineData("oracle", null, "auto, sqlite, litedb or postgres")]
    [InlineData("memory", null, "must not be memory")]
    [InlineData("postgres", null, "Storage:Postgres")]
    public void A_wrong_setting_stops_the_start_with_words(string engine, string? postgres, string words)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Engine"] = engine,
            ["Storage:Postgres"] = postgres,
            ["Storage:Path"] = _folder.File("portal"),
        }).Build();
        var services = new ServiceCollection().AddLogging().AddStorage(settings)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Production", ContentRootPath = _folder.File("") });
        using var provider = services.BuildServiceProvider();

        Assert.Contains(StartFaults.InSettings(services, provider), fault => fault.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_whole_portal_runs_on_a_folder()
    {
        using var portal = new WebApplicationFactory<Program>().WithWebHostBuilder(builder => builder
            .UseSetting("Storage:Path", _folder.File("portal")).UseSetting("Storage:Engine", "auto"));

        using var browser = portal.CreateClient();
        Assert.True((await browser.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        Assert.True(File.Exists(_folder.File("portal/engine")));
        Assert.IsAssignableFrom<IDocumentEngine>(portal.Services.GetRequiredService<IDocumentStore>());
        Assert.IsType<DiskFileStore>(portal.Services.GetRequiredService<IFileStore>());
    }

    private OpenStorage Open(string engine) => StorageEngines.Open(
        new() { Path = _folder.File("new/data"), Engine = engine }, [YearlyCounter.Collection], NullLogger.Instance);
}
