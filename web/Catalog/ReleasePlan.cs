using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Catalog;

/// <summary>Something the office will release, and when: a line of the release calendar (<i>rencana terbit</i>).</summary>
public sealed record PlannedRelease : Document
{
    public required DateTimeOffset At { get; init; }
    public required Bilingual Title { get; init; }
    public required string Subject { get; init; }
    public ItemKind? Kind { get; init; }

    /// <summary>The item it became, or will become.</summary>
    public string? Item { get; init; }

    /// <summary>Why the moment was changed; shown beside it.</summary>
    public Bilingual? Note { get; init; }

    /// <summary>The moment first promised, when it was changed.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>How often it was changed: calendars keep the newest (RFC 5545, SEQUENCE).</summary>
    public int Changes { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
    public bool IsSample { get; init; }
}

/// <summary>Keeps the release calendar.</summary>
public sealed class ReleasePlan(IDocumentStore store, AuditTrail audit, TimeProvider clock)
{
    public static Collection<PlannedRelease> Collection { get; } = new Collection<PlannedRelease>("release_plan")
        .Index("at", planned => planned.At)
        .Index("item", planned => planned.Item)
        .Index("sample", planned => planned.IsSample);

    /// <summary>From a moment on, soonest first.</summary>
    public static Query<PlannedRelease> From(DateTimeOffset moment) => Collection.All().AtLeast("at", moment).OrderBy("at");

    /// <summary>Before a moment, latest first.</summary>
    public static Query<PlannedRelease> Before(DateTimeOffset moment) => Collection.All().Before("at", moment).OrderByDescending("at");

    public Task<PlannedRelease> AddAsync(PlannedRelease planned, CancellationToken ct) => store.CommitAsync(ct =>
    {
        var made = planned with { Id = planned.Id.Length > 0 ? planned.Id : Document.NewId(clock), UpdatedAt = clock.GetUtcNow() };
        return Task.FromResult<(PlannedRelease, IReadOnlyList<Change>)>((made, [Collection.Insert(made), audit.Entry("release.planned", Collection, made.Id, made.Title.Id)]));
    }, ct);

    /// <exception cref="UnknownItemException">There is no such entry.</exception>
    public Task<PlannedRelease> ChangeAsync(string id, Func<PlannedRelease, PlannedRelease> change, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var read = await store.FindAsync(Collection, id, ct) ?? throw new UnknownItemException(id);
        var next = change(read) with { UpdatedAt = clock.GetUtcNow(), Changes = read.Changes + 1 };
        next = next.At == read.At ? next : next with { FirstAt = read.FirstAt ?? read.At };
        return (next, (IReadOnlyList<Change>)[Collection.Replace(next), audit.Entry("release.replanned", Collection, id, next.Title.Id)]);
    }, ct);

    public Task<PlannedRelease> RemoveAsync(string id, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var read = await store.FindAsync(Collection, id, ct) ?? throw new UnknownItemException(id);
        return (read, (IReadOnlyList<Change>)[Collection.Delete(read), audit.Entry("release.unplanned", Collection, id, read.Title.Id)]);
    }, ct);
}
