using DataPortal.Storage;
using DataPortal.Storage.Sqlite;
using DataPortal.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataPortal.Tests.Storage;

public sealed class SqliteStoreTests : StoreContract
{
    private readonly TemporaryFolder _folder = new();

    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(Open(All));

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Questions_are_answered_from_indexes()
    {
        using var store = Open(All, "plan.sqlite");
        await store.CommitAsync([.. Enumerable.Range(0, 2_000).Select(at => Notes.Insert(new Note
        {
            Id = $"{at:0000}",
            Topic = $"t{at % 50}",
            Size = at,
            Mood = (Mood)(at % 3),
            At = DateTimeOffset.UnixEpoch.AddHours(at),
            Number = $"{at}",
            Tags = [$"a{at}", $"b{at % 10}"],
        }))], Ct);

        var last = (await store.FindAsync(Notes, "0042", Ct))!;
        Uses(store, Notes.Where("topic", "t7"), "notes:topic");
        Uses(store, Notes.Where("number", "7"), "notes:number");
        Uses(store, Notes.All().AtLeast("size", 5L).Before("size", 9L).OrderBy("size"), "notes:size");
        Uses(store, Notes.All().StartsWith("topic", "t1").OrderBy("topic"), "notes:topic");
        Uses(store, Notes.All().OrderByDescending("size").Top(10), "notes:size");
        Uses(store, Notes.All().OrderBy("size").Top(10).After(last), "notes:size");
        Uses(store, Notes.Where("mood", Mood.Calm).OrderByDescending("at").Top(10), "notes:mood+at");
        Uses(store, Notes.Where("mood", Mood.Calm).OrderByDescending("at").Top(10).After(last), "notes:mood+at");
        Uses(store, Notes.All().Top(10).After(last), "sqlite_autoindex_notes_1");
        Assert.Contains(store.Plan(Notes.Where("tag", "b3").OrderBy("size")), line => line.Contains("SEARCH notes.tag USING PRIMARY KEY (key=?)", StringComparison.Ordinal));

        static void Uses(SqliteStore store, Query<Note> query, string index)
        {
            var plan = string.Join('\n', store.Plan(query));
            Assert.Contains($"INDEX {index}", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN d\n", plan + "\n", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_index_declared_later_finds_what_was_kept_before()
    {
        var before = new Collection<Note>("notes").Index("size", note => note.Size).Many("old", note => note.Tags);
        using (var store = Open([before], "grow.sqlite"))
        {
            await store.CommitAsync([before.Insert(new Note { Id = "1", Topic = "a", Tags = ["x"], Size = 3 }), before.Insert(new Note { Id = "2", Topic = "b" })], Ct);
            await store.CommitAsync([before.Replace((await store.FindAsync(before, "2", Ct))! with { Size = 4 })], Ct);
        }

        using (var store = Open(All, "grow.sqlite"))
        {
            Assert.Equal("1", Assert.Single(await store.ListAsync(Notes.Where("topic", "a"), Ct)).Id);
            Assert.Equal("1", Assert.Single(await store.ListAsync(Notes.Where("tag", "x"), Ct)).Id);
            Assert.Equal(2, (await store.FindAsync(Notes, "2", Ct))!.Version);
            await store.CommitAsync([Notes.Replace((await store.FindAsync(Notes, "2", Ct))! with { Tags = ["x"] })], Ct);
        }

        var unlike = new Collection<Note>("notes").Index("topic", note => note.Topic?.ToUpperInvariant()).Many("tag", note => note.Tags).Edition(2);
        using (var store = Open([unlike], "grow.sqlite"))
        {
            Assert.Equal("2", Assert.Single(await store.ListAsync(unlike.Where("topic", "B").Where("tag", "x"), Ct)).Id);
        }
    }

    [Fact]
    public async Task A_unique_index_that_kept_documents_break_stops_the_start_and_changes_nothing()
    {
        var before = new Collection<Note>("notes").Index("topic", note => note.Topic);
        using (var store = Open([before], "twins.sqlite"))
        {
            await store.CommitAsync([before.Insert(new Note { Id = "1", Topic = "a", Number = "n" }), before.Insert(new Note { Id = "2", Number = "n" })], Ct);
        }

        var refused = Assert.Throws<StorageRefusedException>(() => Open([Notes], "twins.sqlite"));
        Assert.Contains("number", refused.Message, StringComparison.Ordinal);
        using (var store = Open([before], "twins.sqlite"))
        {
            Assert.Equal("1", Assert.Single(await store.ListAsync(before.Where("topic", "a"), Ct)).Id);
        }
    }

    [Fact]
    public async Task What_was_committed_is_there_after_reopening()
    {
        using (var store = Open(All, "again.sqlite"))
        {
            await store.CommitAsync([Notes.Insert(new Note { Id = "1", Topic = "a" })], Ct);
        }

        using (var store = Open(All, "again.sqlite"))
        {
            Assert.Equal("a", (await store.FindAsync(Notes, "1", Ct))!.Topic);
            Assert.Equal(["counters", "notes", "others"], store.Collections());
            Assert.Equal("1", Assert.Single(store.Everything("notes")).Id);
        }
    }

    [Fact]
    public void Every_commit_is_synced_to_a_write_ahead_log()
    {
        using var session = new SqliteSession(_folder.File("pragma.sqlite"), writes: true);

        Assert.Equal("wal", session.Value("pragma journal_mode"));
        Assert.Equal(2L, session.Value("pragma synchronous"));
    }

    [Fact]
    public void The_newer_of_system_and_bundled_library_is_used()
    {
        Assert.Matches(@"^3\.\d+\.\d+ \((system|bundled)\)$", SqliteLibrary.Use());
        if (File.Exists("/lib/x86_64-linux-gnu/libsqlite3.so.0"))
        {
            Assert.EndsWith("(system)", SqliteLibrary.Use(), StringComparison.Ordinal);
        }
    }

    private SqliteStore Open(IReadOnlyList<ICollection> collections, string name = "contract.sqlite") => new(_folder.File(name), collections, NullLogger.Instance);
}
