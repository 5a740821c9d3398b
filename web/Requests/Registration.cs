using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>
/// Gives a request its number, its due moment, its first marks and its receipt, all in one commit: shared by the form, by what staff enter,
/// and by a held request that is accepted.
/// </summary>
public sealed class Registration(IDocumentStore store, RequestClock clock, RequestMarks marks, RequestMail mail, AuditTrail audit, TimeProvider time)
{
    public const string Series = "requests";

    /// <param name="draft">Without a number; <see cref="Request.Version"/> 0 when it is not in the store yet.</param>
    /// <param name="opened">When the form's first page was shown, or the message arrived.</param>
    public async Task<(Request Registered, List<Change> Changes)> RegisterAsync(Request draft, DateTimeOffset opened, string action, string? actor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var year = Show.Day(now).Year;
        var (number, taken) = await YearlyCounter.NextAsync(store, Series, year, ct);
        var request = draft with
        {
            Number = $"{year}-{number:D4}",
            State = RequestState.New,
            RegisteredAt = now,
            Due = clock.DueFrom(draft.ReceivedAt),
            ProcedureVersion = clock.Procedure.Version,
        };

        var receipt = mail.Receipt(request);
        request = request with
        {
            MailThread = receipt?.MessageId,
            Entries = [.. request.Entries, new Entry
            {
                At = now,
                Kind = EntryKind.Event,
                Text = request.Requester.Email is { } email ? $"Tanda terima dikirim ke {RequestWords.Masked(email)}" : $"Terdaftar dengan nomor {request.Number}",
                English = request.Requester.Email is { } address ? $"Receipt sent to {RequestWords.Masked(address)}" : $"Registered as number {request.Number}",
            }],
        };

        List<Change> changes =
        [
            taken,
            request.Version == 0 ? RequestQueries.Collection.Insert(request) : RequestQueries.Collection.Replace(request),
            audit.Entry(action, RequestQueries.Collection, request.Id, request.Number, actor),
            .. marks.Registered(request, opened),
        ];
        if (receipt is not null)
        {
            changes.Add(Outbox.Collection.Insert(receipt));
        }

        return (request, changes);
    }
}
