using DataPortal.Accounts;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>What a visitor's form says once it is complete.</summary>
/// <param name="Stamp">Null when the form's signature was missing or not ours.</param>
/// <param name="Address">The visitor's network, for the limits only; not kept with the request.</param>
/// <param name="Trapped">The field that people leave empty was filled in.</param>
/// <param name="Human">Asks whether a person sent it; asked only once the limits allow the form, so that nobody makes the portal call out at will.</param>
public sealed record Submission(
    FormStamp? Stamp, Requester Requester, Need Need, IReadOnlyList<FileReference> Files, string Address, bool Trapped, Func<CancellationToken, Task<HumanAnswer>> Human);

/// <summary>Step 5 of <i>Pelayanan Website</i>: a request arrives, by the form or by an officer who writes down what came another way.</summary>
public sealed class RequestIntake(
    IDocumentStore store, Registration registration, RequestClock clock, FormStamps stamps, AttemptLimits visits, Consent consent, AuditTrail audit,
    TimeProvider time, IOptions<RequestLimits> limits)
{
    /// <summary>Registers what a form says, or holds it for a check when something is odd. The same form again gives the same request.</summary>
    /// <exception cref="TooManyException">Too many from this address or with this e-mail.</exception>
    public async Task<Request> ReceiveAsync(Submission form, CancellationToken ct)
    {
        if (form.Stamp is { } stamp && await store.FirstAsync(RequestQueries.ByForm(stamp.Id), ct) is { } before)
        {
            return before;
        }

        Count($"form {form.Address}", limits.Value.RequestsPerAddressPerHour, TimeSpan.FromHours(1));
        Count($"mail {RequestQueries.Normal(form.Requester.Email)}", limits.Value.RequestsPerEmailPerDay, TimeSpan.FromDays(1));

        var suspicions = Suspicions(form, await form.Human(ct));
        var formId = form.Stamp?.Id ?? Document.NewId(time);
        try
        {
            return await store.CommitAsync(async ct =>
            {
                if (await store.FirstAsync(RequestQueries.ByForm(formId), ct) is { } same)
                {
                    return (same, []);
                }

                var draft = Draft(formId, Channel.Website, form.Requester with
                {
                    ConsentAt = time.GetUtcNow(),
                    ConsentVersion = consent.Version(form.Requester.Language),
                }, form.Need, form.Files, time.GetUtcNow());
                if (suspicions.Count > 0)
                {
                    var held = draft with { State = RequestState.Held, Suspicions = suspicions };
                    return (held, (IReadOnlyList<Change>)[RequestQueries.Collection.Insert(held),
                        audit.Entry("request.held", RequestQueries.Collection, held.Id, string.Join("; ", suspicions), "pemohon")]);
                }

                var (registered, changes) = await registration.RegisterAsync(draft, form.Stamp?.OpenedAt ?? time.GetUtcNow(), "request.received", "pemohon", ct);
                return (registered, (IReadOnlyList<Change>)changes);
            }, ct);
        }
        catch (DuplicateKeyException taken) when (taken.Index == "form")
        {
            // The same form twice at once: the other one was faster.
            return await store.FirstAsync(RequestQueries.ByForm(formId), ct) ?? throw new InvalidOperationException("The request of this form is gone.");
        }
    }

    /// <summary>An officer writes down a request that came by another channel, at the time it really came.</summary>
    public Task<Request> EnterAsync(string formId, Channel channel, Requester requester, Need need, IReadOnlyList<FileReference> files, DateTimeOffset receivedAt, Officer officer, CancellationToken ct) =>
        store.CommitAsync(async ct =>
        {
            if (await store.FirstAsync(RequestQueries.ByForm(formId), ct) is { } same)
            {
                return (same, []);
            }

            var draft = Draft(formId, channel, requester, need, files, receivedAt) with { Assigned = officer };
            var (registered, changes) = await registration.RegisterAsync(draft, receivedAt, "request.entered", null, ct);
            return (registered, (IReadOnlyList<Change>)changes);
        }, ct);

    private Request Draft(string formId, Channel channel, Requester requester, Need need, IReadOnlyList<FileReference> files, DateTimeOffset receivedAt) => new()
    {
        Id = Document.NewId(time),
        Token = RequestQueries.NewToken(),
        FormId = formId,
        Channel = channel,
        Requester = requester,
        Need = need,
        Items = [new RequestItem { No = 1, Title = need.Title }],
        State = RequestState.New,
        ReceivedAt = receivedAt,
        Due = clock.DueFrom(receivedAt),
        Entries = [new Entry { At = receivedAt, Kind = EntryKind.FromRequester, Text = need.Wanted, Files = files }],
    };

    private List<string> Suspicions(Submission form, HumanAnswer human)
    {
        List<string> found = [];
        if (form.Trapped)
        {
            found.Add("kolom jebakan terisi");
        }

        if (stamps.Oddity(form.Stamp) is { } odd)
        {
            found.Add(odd);
        }

        switch (human)
        {
            case HumanAnswer.Passed:
                break;
            case HumanAnswer.NoToken:
                found.Add("tanpa tanda reCAPTCHA (mungkin tanpa JavaScript)");
                break;
            case HumanAnswer.Refused:
                found.Add("reCAPTCHA menolak");
                break;
            case HumanAnswer.Unreachable:
                found.Add("reCAPTCHA tidak menjawab");
                break;
            default:
                throw new InvalidOperationException($"Unknown answer {human}.");
        }

        if (form.Need.Wanted.Split("http", StringSplitOptions.None).Length > 4)
        {
            found.Add("banyak tautan");
        }

        return found;
    }

    private void Count(string key, int limit, TimeSpan window)
    {
        if (visits.Take(key, limit, window) is { } wait)
        {
            throw new TooManyException(wait);
        }
    }
}
