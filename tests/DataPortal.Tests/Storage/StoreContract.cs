using DataPortal.Storage;

namespace DataPortal.Tests.Storage;

public enum Mood
{
    Calm,
    Angry,
    Bored,
}

public sealed record Note : Document
{
    public string? Topic { get; init; }
    public DateTimeOffset? At { get; init; }
    public DateOnly? Due { get; init; }
    public long? Size { get; init; }
    public double? Weight { get; init; }
    public Mood? Mood { get; init; }
    public bool? Read { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Number { get; init; }
    public string? Text { get; init; }
}

/// <summary>What every engine must do. Each engine's test class inherits these tests; its other parts hold queries, commits and concurrency.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private IDocumentStore _store = null!;

    public static Collection<Note> Notes { get; } = Declare("notes");

    /// <summary>The same again: commits often touch several collections.</summary>
    public static Collection<Note> Others { get; } = Declare("others");

    protected static IReadOnlyList<ICollection> All { get; } = [Notes, Others, YearlyCounter.Collection];

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An empty store.</summary>
    protected abstract Task<IDocumentStore> OpenAsync();

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        (_store as IDisposable)?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private static Collection<Note> Declare(string name) => new Collection<Note>(name)
        .Index("topic", note => note.Topic)
        .Index("at", note => note.At)
        .Index("due", note => note.Due)
        .Index("size", note => note.Size)
        .Index("weight", note => note.Weight)
        .Index("mood", note => note.Mood)
        .Index("read", note => note.Read)
        .Many("tag", note => note.Tags)
        .Unique("number", note => note.Number)
        .Pair("mood", "at");

    private static Note A(string id) => new() { Id = id };

    private Task InsertAsync(params IEnumerable<Note> notes) => _store.CommitAsync([.. notes.Select(Notes.Insert)], Ct);

    private async Task<string> IdsAsync(Query<Note> query) => string.Join(' ', (await _store.ListAsync(query, Ct)).Select(note => note.Id));
}

public sealed class MemoryStoreTests : StoreContract
{
    protected override Task<IDocumentStore> OpenAsync() => Task.FromResult<IDocumentStore>(new MemoryStore(All));
}
