using DataPortal.Storage;
using DataPortal.Storage.LiteDb;
using DataPortal.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Tests.Storage.LiteDb;

public sealed class LiteDbStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(Open(All));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_committed_is_there_after_reopening()
    {
        using (var store = Open(All, "again.litedb"))
        {
            await store.CommitAsync([Notes.Insert(new Note { Id = "1", Topic = "a" })], Ct);
        }

        using (var store = Open(All, "again.litedb"))
        {
            Assert.Equal("a", (await store.FindAsync(Notes, "1", Ct))!.Topic);
            Assert.Equal(["counters", "notes", "others"], store.Collections());
            Assert.Equal("1", Assert.Single(store.Everything("notes")).Id);
        }
    }

    [Fact]
    public async Task An_index_declared_later_finds_what_was_kept_before()
    {
        var before = new Collection<Note>("notes").Index("size", note => note.Size);
        using (var store = Open([before], "grow.litedb"))
        {
            await store.CommitAsync([before.Insert(new Note { Id = "1", Topic = "a", Tags = ["x"], Number = "n" }), before.Insert(new Note { Id = "2", Topic = "b" })], Ct);
        }

        using (var store = Open(All, "grow.litedb"))
        {
            Assert.Equal("1", Assert.Single(await store.ListAsync(Notes.Where("topic", "a").Where("tag", "x"), Ct)).Id);
            await store.CommitAsync([Notes.Replace((await store.FindAsync(Notes, "2", Ct))! with { Topic = "c" })], Ct);
        }

        var twins = new Collection<Note>("notes").Unique("size", note => 1);
        Assert.Throws<StorageRefusedException>(() => Open([twins], "grow.litedb"));
        using (var store = Open(All, "grow.litedb"))
        {
            Assert.Equal("2", Assert.Single(await store.ListAsync(Notes.Where("topic", "c"), Ct)).Id);
        }
    }

    [Fact]
    public async Task The_log_is_emptied_into_the_data_file_as_it_grows()
    {
        var path = _folder.File("grown.litedb");
        using var store = Open(All, "grown.litedb");
        for (var at = 0; at < 60; at++)
        {
            await store.CommitAsync([Notes.Insert(new Note { Id = $"{at}", Text = new string('x', 400_000) })], Ct);
        }

        Assert.InRange(new FileInfo(_folder.File("grown-log.litedb")).Length, 0, 12 << 20);
        Assert.InRange(new FileInfo(path).Length, 10 << 20, 100 << 20);
    }

    private LiteDbStore Open(IReadOnlyList<ICollection> collections, string name = "contract.litedb") => new(_folder.File(name), collections, NullLogger.Instance);
}
