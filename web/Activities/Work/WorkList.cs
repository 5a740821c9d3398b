using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Activities.Work;

/// <summary>The tabs of <i>langkah saya</i>.</summary>
public enum WorkTab
{
    All,
    Late,

    /// <summary><i>Kembali untuk diperbaiki</i></summary>
    Back,

    /// <summary>Paused, or waiting for its day.</summary>
    Resting,

    /// <summary>Nobody's yet, of the person's roles.</summary>
    Free,

    /// <summary><i>Yang sudah saya serahkan</i></summary>
    Done,
}

/// <summary>What the list is narrowed to. Empty members narrow nothing.</summary>
public sealed record WorkFilter(WorkTab Tab, string? Words = null, string? Procedure = null, int Page = 1);

/// <param name="Today">Due today and not late yet.</param>
public sealed record WorkCounts(int Open, int Late, int Today, int Back, int Resting, int Free);

public sealed record WorkPage(IReadOnlyList<WorkItem> Items, int Total, int Page, int Pages)
{
    public static WorkPage Empty { get; } = new([], 0, 1, 1);
}

/// <summary>The open steps of the signed-in person: their own, and those of their roles nobody has taken. Answered from indexes alone, however many runs there are.</summary>
public sealed class WorkList(IDocumentStore store, RunRights rights, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>How long what was done stays in the person's list.</summary>
    public static readonly TimeSpan DoneShown = TimeSpan.FromDays(90);

    public string Me => rights.PersonId ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The roles the person holds, or that are delegated to them today.</summary>
    public IReadOnlyList<Role> Roles => [.. Enum.GetValues<Role>().Where(rights.Has)];

    public async Task<WorkPage> ListAsync(WorkFilter filter, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return filter.Tab switch
        {
            WorkTab.All => await PageAsync([WorkQueries.Of(Me)], filter, ct),
            WorkTab.Late => await PageAsync([WorkQueries.Of(Me).DueBefore(now)], filter, ct),
            WorkTab.Back => await PageAsync([WorkQueries.Of(Me).Back()], filter, ct),
            WorkTab.Resting => await PageAsync([WorkQueries.Of(Me).Resting()], filter, ct),
            WorkTab.Free => await PageAsync([.. Roles.Select(WorkQueries.Free)], filter, ct),
            WorkTab.Done => await PageAsync([WorkQueries.DoneBy(Me, now - DoneShown)], filter, ct),
            _ => throw new InvalidOperationException($"Unknown tab {filter.Tab}."),
        };
    }

    /// <summary>The open steps of another person, for who leads them.</summary>
    public Task<WorkPage> OfAsync(string person, int page, CancellationToken ct) => PageAsync([WorkQueries.Of(person)], new(WorkTab.All, Page: page), ct);

    public async Task<WorkCounts> CountAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var midnight = Midnight(now);
        var own = WorkQueries.Of(Me);
        var free = 0;
        foreach (var role in Roles)
        {
            free += await store.CountAsync(WorkQueries.Free(role), ct);
        }

        return new(
            await store.CountAsync(own, ct), await store.CountAsync(own.DueBefore(now), ct), await store.CountAsync(own.DueFrom(now).DueBefore(midnight), ct),
            await store.CountAsync(own.Back(), ct), await store.CountAsync(own.Resting(), ct), free);
    }

    /// <summary>The end of the office's day.</summary>
    internal static DateTimeOffset Midnight(DateTimeOffset now) => new(Show.Day(now).AddDays(1).ToDateTime(TimeOnly.MinValue), Show.Local(now).Offset);

    /// <summary>One page out of lists that are each in order: a person holds few roles, so the heads of each are read and merged.</summary>
    private async Task<WorkPage> PageAsync(IReadOnlyList<Query<WorkItem>> lists, WorkFilter filter, CancellationToken ct)
    {
        lists = [.. lists.Select(list => list.OfProcedure(filter.Procedure).Saying(filter.Words))];
        List<int> counts = [];
        foreach (var list in lists)
        {
            counts.Add(await store.CountAsync(list, ct));
        }

        var total = counts.Sum();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        var skip = (page - 1) * PageSize;
        var full = lists.Where((_, index) => counts[index] > 0).ToList();
        if (full.Count <= 1)
        {
            return new(full.Count == 0 ? [] : await store.ListAsync(full[0].Skip(skip).Top(PageSize), ct), total, page, pages);
        }

        List<WorkItem> heads = [];
        foreach (var list in full)
        {
            heads.AddRange(await store.ListAsync(list.Top(skip + PageSize), ct));
        }

        return new([.. heads.OrderBy(work => WorkQueries.TurnOf(work), StringComparer.Ordinal).ThenBy(work => work.Id, StringComparer.Ordinal).Skip(skip).Take(PageSize)], total, page, pages);
    }
}
