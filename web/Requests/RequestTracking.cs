using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>What a requester does with a request of theirs: follow it, add to it, withdraw it, rate it, get a lost link again. Whoever holds the link may.</summary>
public sealed class RequestTracking(
    IDocumentStore store, RequestClock clock, RequestMarks marks, RequestMail mail, Colleagues colleagues, AuditTrail audit, AttemptLimits visits, TimeProvider time, IOptions<RequestLimits> limits)
{
    /// <summary>Working days after the end during which the requester may still write (mock <i>pelacakan</i>: two weeks).</summary>
    public const int AfterwardsDays = 10;

    public async Task<Request?> FindAsync(string token, CancellationToken ct) =>
        token.Length is > 20 and < 100 ? await store.FirstAsync(RequestQueries.ByToken(token), ct) : null;

    /// <summary>The last day on which a closed request takes messages.</summary>
    public DateOnly? WritableUntil(Request request) => request.ClosedAt is { } closed ? clock.AddWorkingDays(Show.Day(closed), AfterwardsDays) : null;

    public bool IsWritable(Request request) => request.State is not RequestState.Closed
        || (request.Outcome is not Outcome.Spam && WritableUntil(request) >= Show.Day(time.GetUtcNow()));

    /// <summary>A message or file of the requester: unread until an officer sees it. When the office waited for it, the clock goes on.</summary>
    /// <exception cref="TooManyException">Too many messages in this hour.</exception>
    /// <exception cref="RequestClosedException">It no longer takes messages.</exception>
    public Task<Request> WriteAsync(string token, string text, IReadOnlyList<FileReference> files, CancellationToken ct)
    {
        if (visits.Take($"message {RequestQueries.TokenHash(token)}", limits.Value.MessagesPerRequestPerHour, TimeSpan.FromHours(1)) is { } wait)
        {
            throw new TooManyException(wait);
        }

        return Change(token, async (request, now, ct) =>
        {
            if (!IsWritable(request))
            {
                throw new RequestClosedException(request.Name);
            }

            var changed = request with
            {
                UnreadSince = request.UnreadSince ?? now,
                Entries = [.. request.Entries, new Entry { At = now, Kind = EntryKind.FromRequester, Text = text, Files = files }],
            };
            List<Change> also = [];
            if (changed.OpenPause is not null)
            {
                changed = Resume(changed, now);
                also.AddRange(marks.Resumed(changed, changed.Pauses.Count));
            }

            // One letter until someone has looked, however much is written. What is held may be a robot's: it is checked in the queue and mails nobody.
            if (request.UnreadSince is null && request is { IsSample: false, State: not RequestState.Held })
            {
                also.AddRange((await colleagues.AnsweringAsync(changed, ct)).Select(person => Outbox.Collection.Insert(mail.NewMessage(changed, person.Email, person.Name))));
            }

            return (changed, "request.message", also);
        }, ct);
    }

    /// <summary><i>Tarik permintaan.</i></summary>
    /// <exception cref="RequestClosedException">It has ended already.</exception>
    public Task<Request> WithdrawAsync(string token, CancellationToken ct) => Change(token, (request, now) =>
    {
        if (request.State is RequestState.Closed)
        {
            throw new RequestClosedException(request.Name);
        }

        var changed = request.OpenPause is null ? request : Resume(request, now);
        changed = changed with
        {
            State = RequestState.Closed,
            Outcome = Outcome.Withdrawn,
            ClosedAt = now,
            Entries = [.. changed.Entries, new Entry { At = now, Kind = EntryKind.Event, Text = "Permintaan ditarik oleh pemohon", English = "You withdrew the request" }],
        };
        changed = changed with { WorkingTimeUsed = clock.Lead(changed, now), WorkingTimeSinceOpened = clock.Work(changed, now) };
        return (changed, "request.withdrawn", request.Number is null ? [] : [.. marks.Cancelled(changed, "ditarik pemohon")]);
    }, ct);

    /// <param name="score">1 to 10.</param>
    public Task<Request> RateAsync(string token, int score, string? comment, CancellationToken ct) => Change(token, (request, now) =>
        (request with { Satisfaction = new(Math.Clamp(score, 1, 10), string.IsNullOrWhiteSpace(comment) ? null : comment.Trim(), now) }, "request.rated", []), ct);

    /// <summary>Sends one letter with the links of an address's open and recent requests. Says nothing about whether there were any.</summary>
    /// <exception cref="TooManyException">Too many from this network address.</exception>
    public async Task SendLinksAsync(string email, string address, string language, CancellationToken ct)
    {
        if (visits.Take($"links {address}", limits.Value.LostLinksPerAddressPerHour, TimeSpan.FromHours(1)) is { } wait)
        {
            throw new TooManyException(wait);
        }

        // More letters to one address would be a way to annoy its owner; the answer on the page stays the same.
        if (visits.Take($"links to {RequestQueries.Normal(email)}", 3, TimeSpan.FromHours(1)) is not null)
        {
            return;
        }

        var recent = time.GetUtcNow().AddDays(-90);
        var found = (await store.ListAsync(RequestQueries.ByEmail(email).Top(50), ct))
            .Where(request => request.State is not (RequestState.Closed or RequestState.Held) || (request.ClosedAt >= recent && request.Outcome is not Outcome.Spam))
            .Take(20).ToList();
        if (found.Count > 0)
        {
            await store.CommitAsync([Outbox.Collection.Insert(mail.Links(found[0].Requester.Email!, found, language)),
                audit.Entry("request.links-sent", RequestQueries.Collection, found[0].Id, $"{found.Count} permintaan", "pemohon")], ct);
        }
    }

    private Request Resume(Request request, DateTimeOffset now) => RequestDesk.Resume(clock, request, now);

    private Task<Request> Change(string token, Func<Request, DateTimeOffset, (Request Changed, string Action, IReadOnlyList<Change> Also)> change, CancellationToken ct) =>
        Change(token, (request, now, _) => Task.FromResult(change(request, now)), ct);

    private Task<Request> Change(
        string token, Func<Request, DateTimeOffset, CancellationToken, Task<(Request Changed, string Action, IReadOnlyList<Change> Also)>> change, CancellationToken ct) =>
        store.CommitAsync(async ct =>
        {
            var request = await FindAsync(token, ct) ?? throw new RequestClosedException("");
            var (changed, action, also) = await change(request, time.GetUtcNow(), ct);
            return (changed, (IReadOnlyList<Change>)[RequestQueries.Collection.Replace(changed), audit.Entry(action, RequestQueries.Collection, changed.Id, changed.Name, "pemohon"), .. also]);
        }, ct);
}

/// <summary>Something was done to a request that has ended.</summary>
public sealed class RequestClosedException(string number) : Exception($"Request {number} has ended.");
