using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>The tabs of the queue.</summary>
public enum QueueTab
{
    Open,
    Mine,

    /// <summary>A message of the requester lies unread; also of requests that have ended.</summary>
    Unread,
    Held,
    Closed,
}

/// <summary>What the queue is narrowed to. Empty members narrow nothing.</summary>
public sealed record QueueFilter(QueueTab Tab, string? Words = null, Channel? Channel = null, RequestState? State = null, string? Subject = null, int Page = 1);

/// <summary>The tiles and tabs of the queue.</summary>
public sealed record QueueCounts(int Late, int Soon, int InTime, int Waiting, int ClosedToday, int Open, int Mine, int Unread, int Held, int Closed);

public sealed record QueuePage(IReadOnlyList<Request> Requests, int Total, int Page, int Pages);

/// <summary>Who else has looked at a request a moment ago. One document an officer and request.</summary>
public sealed record RequestView : Document
{
    public required string RequestId { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset At { get; init; }

    public static Collection<RequestView> Collection { get; } = new Collection<RequestView>("request_views").Index("request", view => view.RequestId).Backstage();
}

/// <summary>What lies before the office: due first, who takes what, and who is looking at it now.</summary>
public sealed class RequestQueue(IDocumentStore store, RequestClock clock, RequestMarks marks, AuditTrail audit, CurrentStaff staff, TimeProvider time)
{
    public const int PageSize = 25;

    /// <summary>How long a look at a request counts as having it open.</summary>
    private static readonly TimeSpan _lookLasts = TimeSpan.FromMinutes(10);

    /// <summary>The signed-in officer.</summary>
    public Officer Me => new(staff.Id ?? throw new InvalidOperationException("Nobody is signed in."), staff.Name ?? "Petugas");

    public async Task<QueuePage> ListAsync(QueueFilter filter, CancellationToken ct)
    {
        var query = filter.Tab switch
        {
            QueueTab.Open => RequestQueries.Open(),
            QueueTab.Mine => RequestQueries.Open().Where("assigned", Me.Id),
            QueueTab.Unread => RequestQueries.Unread(),
            QueueTab.Held => RequestQueries.Held(),
            QueueTab.Closed => RequestQueries.Closed(),
            _ => throw new InvalidOperationException($"Unknown tab {filter.Tab}."),
        };
        if (filter.Channel is { } channel)
        {
            query = query.Where("channel", channel);
        }

        if (filter.State is { } state)
        {
            query = query.Where("state", state);
        }

        if (!string.IsNullOrWhiteSpace(filter.Subject))
        {
            query = query.Where("subject", filter.Subject);
        }

        query = query.Saying(filter.Words);
        var total = await store.CountAsync(query, ct);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(filter.Page, 1, pages);
        return new(await store.ListAsync(query.Skip((page - 1) * PageSize).Top(PageSize), ct), total, page, pages);
    }

    public async Task<QueueCounts> CountAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var late = await store.CountAsync(RequestQueries.DueBefore(now), ct);
        var beforeSoon = await store.CountAsync(RequestQueries.DueBefore(clock.SoonBefore(now)), ct);
        var waiting = await store.CountAsync(RequestQueries.Waiting(), ct);
        var open = await store.CountAsync(RequestQueries.Open(), ct);
        return new(
            late, Math.Max(0, beforeSoon - late), Math.Max(0, open - waiting - Math.Max(beforeSoon, late)), waiting,
            await store.CountAsync(RequestQueries.ClosedSince(new DateTimeOffset(Show.Day(now).ToDateTime(TimeOnly.MinValue), Show.Local(now).Offset)), ct),
            open,
            await store.CountAsync(RequestQueries.Open().Where("assigned", Me.Id), ct),
            await store.CountAsync(RequestQueries.Unread(), ct),
            await store.CountAsync(RequestQueries.Held(), ct),
            await store.CountAsync(RequestQueries.Closed(), ct));
    }

    /// <param name="name">Number, or identifier of a request that has none yet.</param>
    public async Task<Request?> FindAsync(string name, CancellationToken ct) =>
        await store.FirstAsync(RequestQueries.ByNumber(name), ct) ?? await store.FindAsync(RequestQueries.Collection, name, ct);

    /// <summary>How many other requests this e-mail has made, for the officer's eye.</summary>
    public async Task<int> EarlierAsync(Request request, CancellationToken ct) =>
        request.Requester.Email is { } email ? Math.Max(0, await store.CountAsync(RequestQueries.ByEmail(email), ct) - 1) : 0;

    /// <summary>The first look of an admin at a new request: <i>started</i> of steps 6 and 7. Looking again changes nothing.</summary>
    public Task<Request?> OpenAsync(string id, CancellationToken ct) => store.CommitAsync<Request?>(async ct =>
    {
        var request = await store.FindAsync(RequestQueries.Collection, id, ct);
        if (request is not { State: RequestState.New })
        {
            return (request, []);
        }

        var now = time.GetUtcNow();
        var opened = request with
        {
            State = RequestState.Opened,
            OpenedAt = now,
            Entries = [.. request.Entries, new Entry { At = now, Kind = EntryKind.InternalEvent, Text = $"Dibuka oleh {Me.Name}" }],
        };
        return (opened with { Version = opened.Version + 1 },
            (IReadOnlyList<Change>)[RequestQueries.Collection.Replace(opened), audit.Entry("request.opened", RequestQueries.Collection, id, opened.Number), .. marks.Opened(opened)]);
    }, ct);

    /// <summary>Someone who may answer has the requester's new message before them. A message that came since <paramref name="seen"/> was read stays unread.</summary>
    public async Task ReadAsync(Request seen, CancellationToken ct)
    {
        if (seen.UnreadSince is null)
        {
            return;
        }

        try
        {
            await store.CommitAsync([RequestQueries.Collection.Replace(seen with { UnreadSince = null }), audit.Entry("request.read", RequestQueries.Collection, seen.Id, seen.Name)], ct);
        }
        catch (StaleDocumentException)
        {
            // Something happened to it a moment ago: the page shows it anew, and the mark waits for the next look.
        }
    }

    /// <summary><i>Ambil</i>: the officer takes it; taking from nobody needs no asking.</summary>
    /// <exception cref="AlreadyTakenException">A colleague was faster.</exception>
    public Task<Request> ClaimAsync(string id, CancellationToken ct) => AssignAsync(id, Me, request =>
        request.Assigned is { } other && other.Id != Me.Id ? throw new AlreadyTakenException(other.Name) : $"Diambil oleh {Me.Name}", "request.claimed", ct);

    /// <summary><i>Alihkan</i>, with a word to the colleague.</summary>
    public Task<Request> HandOverAsync(string id, Officer to, CancellationToken ct) =>
        AssignAsync(id, to, request => $"Dialihkan dari {request.Assigned?.Name ?? "antrean"} ke {to.Name} oleh {Me.Name}", "request.handed-over", ct);

    /// <summary><i>Kembalikan</i> to the queue.</summary>
    public Task<Request> ReleaseAsync(string id, CancellationToken ct) => AssignAsync(id, null, _ => $"Dikembalikan ke antrean oleh {Me.Name}", "request.released", ct);

    /// <summary>Notes that the officer has it open now, and tells who else has.</summary>
    public async Task<IReadOnlyList<RequestView>> LookAsync(Request request, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var mine = new RequestView { Id = $"{request.Id}.{Me.Id}", RequestId = request.Id, Name = Me.Name, At = now };
        var before = await store.FindAsync(RequestView.Collection, mine.Id, ct);
        if (before is null || now - before.At > TimeSpan.FromSeconds(30))
        {
            try
            {
                await store.CommitAsync([before is null ? RequestView.Collection.Insert(mine) : RequestView.Collection.Replace(mine with { Version = before.Version })], ct);
            }
            catch (StaleDocumentException)
            {
                // The same officer in two windows; either look counts.
            }
        }

        return [.. (await store.ListAsync(RequestView.Collection.Where("request", request.Id), ct))
            .Where(view => view.Id != mine.Id && now - view.At < _lookLasts).OrderByDescending(view => view.At)];
    }

    private Task<Request> AssignAsync(string id, Officer? to, Func<Request, string> words, string action, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var request = await store.FindAsync(RequestQueries.Collection, id, ct) ?? throw new RequestClosedException(id);
        if (!request.IsOpen)
        {
            throw new RequestClosedException(request.Name);
        }

        if (request.Assigned == to)
        {
            return (request, []);
        }

        var said = words(request);
        var changed = request with
        {
            Assigned = to,
            Entries = [.. request.Entries, new Entry { At = time.GetUtcNow(), Kind = EntryKind.InternalEvent, Text = said }],
        };
        return (changed, (IReadOnlyList<Change>)[RequestQueries.Collection.Replace(changed), audit.Entry(action, RequestQueries.Collection, id, said)]);
    }, ct);
}

/// <summary>A colleague took the request first.</summary>
public sealed class AlreadyTakenException(string name) : Exception($"Already taken by {name}.")
{
    public string Officer { get; } = name;
}
