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

/// <summary>The open steps of the signed-in person: their own, those of whom they stand in for today, and those of their roles nobody has taken. Answered from indexes alone, however many runs there are.</summary>
public sealed class WorkList(IDocumentStore store, RunRights rights, TimeProvider clock)
{
    public const int PageSize = 25;

    /// <summary>How long what was done stays in the person's list.</summary>
    public static readonly TimeSpan DoneShown = TimeSpan.FromDays(90);

    public string Me => rights.PersonId ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>The roles the person holds, or that are delegated to them today.</summary>
    public IReadOnlyList<Role> Roles => [.. Enum.GetValues<Role>().Where(rights.Has)];

    /// <summary>What is in the person's hands: what is theirs, and, of each they stand in for today, what that one has in the delegated role.</summary>
    private IReadOnlyList<Query<WorkItem>> Mine => [WorkQueries.Of(Me), .. rights.StandsIn.Select(delegation => WorkQueries.Of(delegation.FromId).InRole(delegation.Role))];

    public async Task<WorkPage> ListAsync(WorkFilter filter, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return filter.Tab switch
        {
            WorkTab.All => await PageAsync(Mine, filter, ct),
            WorkTab.Late => await PageAsync([.. Mine.Select(mine => mine.DueBefore(now))], filter, ct),
            WorkTab.Back => await PageAsync([.. Mine.Select(mine => mine.Back())], filter, ct),
            WorkTab.Resting => await PageAsync([.. Mine.Select(mine => mine.Resting())], filter, ct),
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
        var midnight = Midnight(Show.Day(now).AddDays(1));
        var free = await SumAsync(Roles.Select(WorkQueries.Free), ct);
        var mine = Mine;
        return new(
            await SumAsync(mine, ct), await SumAsync(mine.Select(own => own.DueBefore(now)), ct), await SumAsync(mine.Select(own => own.DueFrom(now).DueBefore(midnight)), ct),
            await SumAsync(mine.Select(own => own.Back()), ct), await SumAsync(mine.Select(own => own.Resting()), ct), free);
    }

    /// <summary>The beginning of a day of the office.</summary>
    internal static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7));

    private async Task<int> SumAsync(IEnumerable<Query<WorkItem>> lists, CancellationToken ct)
    {
        var sum = 0;
        foreach (var list in lists)
        {
            sum += await store.CountAsync(list, ct);
        }

        return sum;
    }

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
