using DataPortal.Storage;

namespace DataPortal.Tests.Storage;

public sealed record Note : Document
{
    public required string Topic { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateOnly? Due { get; init; }
    public long Size { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Number { get; init; }
}

/// <summary>What every engine must do. Each engine's test class inherits these tests.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected static Collection<Note> Notes { get; } = new Collection<Note>("notes")
        .Index("topic", note => note.Topic)
        .Index("at", note => note.At)
        .Index("due", note => note.Due)
        .Index("size", note => note.Size)
        .Many("tag", note => note.Tags)
        .Unique("number", note => note.Number);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IDocumentStore _store = null!;

    protected abstract Task<IDocumentStore> OpenAsync();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Gives_back_what_was_put_in()
    {
        var note = A("1") with { At = new(2026, 1, 2, 3, 4, 5, 678, 901, TimeSpan.FromHours(8)), Due = new(2026, 2, 28) };
        await _store.CommitAsync([Notes.Insert(note)], Ct);

        var found = await _store.FindAsync(Notes, "1", Ct);
        Assert.Equal(note with { Version = 1, Tags = found!.Tags }, found);
        Assert.Equal(note.At.Offset, found.At.Offset);
    }

    [Fact]
    public async Task Commits_all_or_nothing()
    {
        await _store.CommitAsync([Notes.Insert(A("1"))], Ct);

        await Assert.ThrowsAsync<StaleDocumentException>(() => _store.CommitAsync([Notes.Insert(A("2")), Notes.Insert(A("1"))], Ct));
        Assert.Null(await _store.FindAsync(Notes, "2", Ct));
    }

    private static Note A(string id) => new() { Id = id, Topic = "t", At = DateTimeOffset.UnixEpoch };
}

public sealed class MemoryStoreTests : StoreContract
{
    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(new MemoryStore());
}
