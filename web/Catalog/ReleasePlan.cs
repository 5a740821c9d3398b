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

    /// <summary>True: the day is promised, no hour.</summary>
    public bool IsDay { get; init; }

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

    /// <summary>
    /// All that is to come, soonest first: what staff wrote, drafts and new figures the portal will publish by itself, and the days tables promise their next figures for.
    /// Says titles and moments, never figures. What staff wrote of an item stands for the rest that is known of it.
    /// </summary>
    public async Task<IReadOnlyList<PlannedRelease>> ComingAsync(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var written = await store.ListAsync(From(now).Top(most), ct);
        var known = written.Where(planned => planned.Item is not null).Select(planned => planned.Item!).ToHashSet(StringComparer.Ordinal);
        List<PlannedRelease> coming = [.. written];
        foreach (var item in await store.ListAsync(CatalogQueries.PublishedFrom(now).Top(most), ct))
        {
            // Its page is not there yet: the line leads nowhere.
            Add(item, item.PublishAt!.Value, null, null, isDay: false);
        }

        foreach (var item in await store.ListAsync(CatalogQueries.RevisedFrom(now).Top(most), ct))
        {
            Add(item, item.RevisedAt!.Value, item.Id, new("data baru", "new figures"), isDay: false);
        }

        foreach (var item in await store.ListAsync(CatalogQueries.NextFrom(Show.Day(now)).Top(most), ct))
        {
            var day = item.NextRelease!.Value.ToDateTime(TimeOnly.MinValue);
            Add(item, new(day, Show.Jakarta.GetUtcOffset(day)), item.Id, new("rencana data berikutnya", "next figures planned"), isDay: true);
        }

        return [.. coming.OrderBy(planned => planned.At).Take(most)];

        void Add(CatalogItem item, DateTimeOffset at, string? address, Bilingual? note, bool isDay)
        {
            if (known.Add(item.Id))
            {
                coming.Add(new() { Id = $"terbit-{item.Id}", At = at, Title = item.Title, Subject = item.Subject, Kind = item.Kind, Item = address, Note = note, IsDay = isDay, UpdatedAt = item.UpdatedAt, IsSample = item.IsSample });
            }
        }
    }

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
