using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>What an officer sends: words, files and published items.</summary>
public sealed record Reply(string Text, IReadOnlyList<FileReference> Files, IReadOnlyList<AttachedItem> Items);

/// <summary>What an officer does with one request. Each act is one commit with its marks, its letter and its audit line,
/// and is refused when the request changed since the officer saw it.</summary>
public sealed class RequestDesk(
    IDocumentStore store, Registration registration, RequestClock clock, RequestMarks marks, RequestMail mail, AuditTrail audit, CurrentStaff staff, TimeProvider time)
{
    private Officer Me => new(staff.Id ?? throw new InvalidOperationException("Nobody is signed in."), staff.Name ?? "Petugas");

    /// <summary>Keeps a note that only officers see.</summary>
    public Task<Request> NoteAsync(string id, string text, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var request = await store.FindAsync(RequestQueries.Collection, id, ct) ?? throw new RequestClosedException(id);
        var changed = request with { Entries = [.. request.Entries, new Entry { At = time.GetUtcNow(), Kind = EntryKind.Note, By = Me.Name, Text = text.Trim() }] };
        return (changed, (IReadOnlyList<Change>)[RequestQueries.Collection.Replace(changed), audit.Entry("request.noted", RequestQueries.Collection, id, request.Name)]);
    }, ct);

    /// <summary>A message without a decision; the clock goes on.</summary>
    public Task<Request> MessageAsync(string id, long seen, Reply reply, CancellationToken ct) => ChangeAsync(id, seen, (request, now) =>
    {
        var entry = Said(request, reply, now);
        var changed = request with { Assigned = request.Assigned ?? Me, Entries = [.. request.Entries, entry] };
        return new(changed, "request.messaged", Letter(mail.Message(changed, entry)));
    }, ct);

    /// <summary><i>Perlu penjelasan</i>: asks back, and the clock stands until the requester answers (procedures.md §6.3).</summary>
    public Task<Request> AskAsync(string id, long seen, Reply reply, CancellationToken ct) => ChangeAsync(id, seen, (request, now) =>
    {
        var entry = Said(MustBeOpen(request), reply, now);
        var changed = request with { Assigned = request.Assigned ?? Me, Entries = [.. request.Entries, entry] };
        List<Change> also = [.. Letter(mail.Question(changed, entry, clock.AnswerBy(now)))];
        if (changed.OpenPause is null)
        {
            changed = changed with { State = RequestState.Waiting, Pauses = [.. changed.Pauses, new Pause(now, null, "menunggu pemohon")] };
            also.AddRange(marks.Paused(changed, changed.Pauses.Count));
        }

        return new(changed, "request.asked", also);
    }, ct);

    /// <summary>Writes down what the requester answered by another way; the clock goes on when it stood.</summary>
    public Task<Request> HeardAsync(string id, long seen, string text, Channel channel, CancellationToken ct) => ChangeAsync(id, seen, (request, now) =>
    {
        var changed = MustBeOpen(request) with
        {
            Entries = [.. request.Entries, new Entry { At = now, Kind = EntryKind.FromRequester, Text = text.Trim(), SentBy = channel, RecordedBy = Me.Name }],
        };
        List<Change> also = [];
        if (changed.OpenPause is not null)
        {
            changed = Resume(clock, changed, now);
            also.AddRange(marks.Resumed(changed, changed.Pauses.Count));
        }

        return new(changed, "request.heard", also);
    }, ct);

    /// <summary>Steps 6 and 7: the decision for every item, and the answer that carries it.</summary>
    /// <param name="items">All items of the request, each decided.</param>
    /// <exception cref="DecisionIncompleteException">An item has no decision, or a decision lacks its reason.</exception>
    public Task<Request> DecideAsync(string id, long seen, Reply reply, IReadOnlyList<RequestItem> items, CancellationToken ct) => ChangeAsync(id, seen, (request, now) =>
    {
        MustBeOpen(request);
        var incomplete = items.FirstOrDefault(item => item switch
        {
            { Decision: ItemDecision.Available } => false,
            { Decision: ItemDecision.NotHeld } => item.NotHeldReason is null,
            { Decision: ItemDecision.Refused } => item.RefusalReason is null,
            _ => true,
        });
        if (items.Count == 0 || incomplete is not null)
        {
            throw new DecisionIncompleteException(incomplete?.No ?? 1);
        }

        var entry = Said(request, reply, now);
        List<Change> also = [];
        var changed = request;
        if (changed.OpenPause is not null)
        {
            changed = Resume(clock, changed, now);
            also.AddRange(marks.Resumed(changed, changed.Pauses.Count));
        }

        changed = changed with { Items = items, Outcome = OutcomeOf(items), Assigned = changed.Assigned ?? Me, Entries = [.. changed.Entries, entry] };
        changed = Close(changed, changed.Outcome!.Value, now, Me) with { OnTime = now <= changed.Due.Limit };
        also.AddRange(marks.Decided(changed));
        also.AddRange(Letter(mail.Decision(changed, entry)));
        return new(changed, "request.decided", also, $"{changed.Number}: {changed.Outcome}");
    }, ct);

    /// <summary>Accepts a held request: it gets its number, and its clock has run since it came.</summary>
    public async Task<Request> AcceptAsync(string id, long seen, CancellationToken ct)
    {
        try
        {
            return await store.CommitAsync(async ct =>
            {
                var request = await ReadAsync(id, seen, ct);
                if (request.State is not RequestState.Held)
                {
                    throw new RequestClosedException(request.Name);
                }

                var (registered, changes) = await registration.RegisterAsync(request, request.ReceivedAt, "request.accepted", null, ct);
                return (registered, (IReadOnlyList<Change>)changes);
            }, ct);
        }
        catch (StaleDocumentException)
        {
            throw new RequestChangedException();
        }
    }

    /// <summary>Spam: ends without a letter and is counted nowhere.</summary>
    public Task<Request> SpamAsync(string id, long seen, CancellationToken ct) => EndAsync(id, seen, Outcome.Spam, "Ditandai spam", "spam", ct);

    /// <summary>The requester withdrew it by telephone or in person.</summary>
    public Task<Request> WithdrawAsync(string id, long seen, CancellationToken ct) => EndAsync(id, seen, Outcome.Withdrawn, "Ditarik atas permintaan pemohon", "ditarik pemohon", ct);

    /// <summary>Corrects the line and the subject under which it is counted, and splits it into items.</summary>
    /// <param name="items">Titles of its items, one each; empty leaves them.</param>
    public Task<Request> ClassifyAsync(string id, long seen, string title, string? subject, IReadOnlyList<string> items, CancellationToken ct) => ChangeAsync(id, seen, (request, now) =>
    {
        var parts = items.Where(item => item.Trim().Length > 0).Select((item, at) => new RequestItem { No = at + 1, Title = item.Trim() }).ToList();
        var changed = request with
        {
            Need = request.Need with { Title = title.Trim(), Subject = string.IsNullOrWhiteSpace(subject) ? null : subject },
            Items = request.State is RequestState.Closed || parts.Count == 0 ? request.Items : parts,
            Entries = [.. request.Entries, new Entry { At = now, Kind = EntryKind.InternalEvent, Text = $"Judul, subjek, atau rincian diperbaiki oleh {Me.Name}" }],
        };
        return new(changed, "request.classified", []);
    }, ct);

    /// <summary>Ends a request whose requester did not answer for ten working days. Done by the portal itself.</summary>
    public Task<bool> CloseUnansweredAsync(string id, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var now = time.GetUtcNow();
        if (await store.FindAsync(RequestQueries.Collection, id, ct) is not { State: RequestState.Waiting, OpenPause: { } pause } request || Show.Day(now) <= clock.AnswerBy(pause.From))
        {
            return (false, []);
        }

        var changed = Close(request with { Pauses = [.. request.Pauses.SkipLast(1), pause with { To = now }] }, Outcome.NoAnswer, now, null) with
        {
            Entries = [.. request.Entries, new Entry { At = now, Kind = EntryKind.Event, Text = "Ditutup: sepuluh hari kerja tanpa jawaban pemohon", English = "Closed: ten working days without an answer from you" }],
        };
        return (true, (IReadOnlyList<Change>)[RequestQueries.Collection.Replace(changed),
            audit.Entry("request.closed-unanswered", RequestQueries.Collection, id, changed.Number, "sistem"), .. marks.Cancelled(changed, "pemohon tidak menjawab"), .. Letter(mail.ClosedUnanswered(changed))]);
    }, ct);

    /// <summary>Ends the open pause and pushes what is due by the time paused.</summary>
    internal static Request Resume(RequestClock clock, Request request, DateTimeOffset now)
    {
        var pause = request.OpenPause ?? throw new InvalidOperationException("The clock does not stand.");
        return request with
        {
            State = RequestState.Opened,
            Pauses = [.. request.Pauses.Select(one => one == pause ? one with { To = now } : one)],
            Due = clock.Pushed(request.Due, pause.From, now),
        };
    }

    private static Outcome OutcomeOf(IReadOnlyList<RequestItem> items) =>
        items.All(item => item.Decision is ItemDecision.Available) ? Outcome.Fulfilled
        : items.Any(item => item.Decision is ItemDecision.Available) ? Outcome.Partly
        : items.All(item => item.Decision is ItemDecision.Refused) ? Outcome.Refused
        : Outcome.NotHeld;

    private static Request MustBeOpen(Request request) => request.IsOpen ? request : throw new RequestClosedException(request.Name);

    private Task<Request> EndAsync(string id, long seen, Outcome outcome, string words, string reason, CancellationToken ct) => ChangeAsync(id, seen, (request, now) =>
    {
        if (request.State is RequestState.Closed)
        {
            throw new RequestClosedException(request.Name);
        }

        var running = request.OpenPause is null ? request : Resume(clock, request, now);
        var changed = Close(running, outcome, now, Me) with
        {
            Entries = [.. running.Entries, new Entry
            {
                At = now,
                Kind = outcome is Outcome.Withdrawn ? EntryKind.Event : EntryKind.InternalEvent,
                Text = words,
                English = outcome is Outcome.Withdrawn ? "Withdrawn at your wish" : null,
            }],
        };
        return new(changed, outcome is Outcome.Spam ? "request.spam" : "request.withdrawn", request.Number is null ? [] : [.. marks.Cancelled(changed, reason)]);
    }, ct);

    private Request Close(Request request, Outcome outcome, DateTimeOffset now, Officer? by)
    {
        var closed = request with { State = RequestState.Closed, Outcome = outcome, ClosedAt = now, ClosedBy = by };
        return closed with { WorkingTimeUsed = clock.Lead(closed, now), WorkingTimeSinceOpened = clock.Work(closed, now) };
    }

    /// <summary>An answer to someone without e-mail was given by the channel they came by; it is recorded so.</summary>
    private Entry Said(Request request, Reply reply, DateTimeOffset now) => new()
    {
        At = now,
        Kind = EntryKind.FromOffice,
        By = Me.Name,
        Text = reply.Text.Trim(),
        Files = reply.Files,
        Items = reply.Items,
        SentBy = request.Requester.Email is null ? request.Channel : null,
    };

    private static IReadOnlyList<Change> Letter(OutgoingMessage? letter) => letter is null ? [] : [Outbox.Collection.Insert(letter)];

    private async Task<Request> ReadAsync(string id, long seen, CancellationToken ct)
    {
        var request = await store.FindAsync(RequestQueries.Collection, id, ct) ?? throw new RequestClosedException(id);
        return request.Version == seen ? request : throw new RequestChangedException();
    }

    private async Task<Request> ChangeAsync(string id, long seen, Func<Request, DateTimeOffset, Act> act, CancellationToken ct)
    {
        var request = await ReadAsync(id, seen, ct);
        var done = act(request, time.GetUtcNow());

        // Acts are refused unless the officer saw the request as it is, its last message included.
        done = done with { Changed = done.Changed with { UnreadSince = null } };
        try
        {
            await store.CommitAsync([RequestQueries.Collection.Replace(done.Changed), audit.Entry(done.Action, RequestQueries.Collection, id, done.Summary ?? done.Changed.Name), .. done.Also], ct);
        }
        catch (StaleDocumentException)
        {
            throw new RequestChangedException();
        }

        return done.Changed;
    }

    private sealed record Act(Request Changed, string Action, IReadOnlyList<Change> Also, string? Summary = null);
}

/// <summary>The request changed since the officer opened its page: a colleague or the requester was faster.</summary>
public sealed class RequestChangedException() : Exception("The request changed since it was read.");

/// <summary>A decision lacks its reason.</summary>
public sealed class DecisionIncompleteException(int item) : Exception($"Item {item} is not decided.")
{
    public int Item { get; } = item;
}
