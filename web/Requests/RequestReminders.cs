using System.Runtime.CompilerServices;
using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Requests;

/// <summary>That a reminder went out. Its identifier names request, occasion and due moment: a second of the same is refused by the store.</summary>
public sealed record RequestReminder : Document
{
    public required DateTimeOffset At { get; init; }

    public static Collection<RequestReminder> Collection { get; } = new Collection<RequestReminder>("request_reminders").Index("at", reminder => reminder.At).Backstage();
}

/// <summary>
/// What the portal does about requests by itself, once a minute: tells the admins before (standards in days) and when something is overdue, the section
/// head one working day later (procedures.md §1.5), and closes what waited ten working days for its requester. Each once, on however many machines.
/// </summary>
public sealed class RequestReminders(
    IDocumentStore store, RequestDesk desk, RequestClock clock, RequestMail mail, Colleagues colleagues, TimeProvider time, ILogger<RequestReminders> logger) : BackgroundService
{
    /// <summary>How many requests are read at a time.</summary>
    internal const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var minute = new PeriodicTimer(TimeSpan.FromMinutes(1));
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogError(failed, "Reminders could not be written; they are tried again in a minute.");
            }
        }
        while (await minute.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Everything that is to be done now. Doing it again changes nothing.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await foreach (var request in AllAsync(RequestQueries.DueBefore(now), ct))
        {
            await RemindAsync(request, "due", "Lewat tenggat", Role.WebAdmin, ct);
            if (Midnight(clock.AddWorkingDays(Show.Day(request.Due.Limit), 1)) + Show.Local(request.Due.Limit).TimeOfDay <= now)
            {
                await RemindAsync(request, "late", "Terlambat satu hari kerja", Role.SectionHead, ct);
            }
        }

        if (clock.InDays)
        {
            var tomorrow = Midnight(clock.AddWorkingDays(Show.Day(now), 1).AddDays(1));
            await foreach (var request in AllAsync(RequestQueries.DueFrom(now).Before("due", tomorrow), ct))
            {
                await RemindAsync(request, "before", "Tenggat besok", Role.WebAdmin, ct);
            }
        }

        await foreach (var request in AllAsync(RequestQueries.WaitingSinceBefore(now.AddDays(-RequestClock.PatienceDays)), ct))
        {
            if (!request.IsSample)
            {
                await desk.CloseUnansweredAsync(request.Id, ct);
            }
        }
    }

    /// <summary>All that answer the query, however many, a batch at a time; by key, because what is closed meanwhile leaves the query.</summary>
    private async IAsyncEnumerable<Request> AllAsync(Query<Request> query, [EnumeratorCancellation] CancellationToken ct)
    {
        for (IReadOnlyList<Request>? batch = null; batch is null || batch.Count == Batch;)
        {
            batch = await store.ListAsync((batch is null ? query : query.After(batch[^1])).Top(Batch), ct);
            foreach (var request in batch)
            {
                yield return request;
            }
        }
    }

    private async Task RemindAsync(Request request, string occasion, string words, Role role, CancellationToken ct)
    {
        var id = $"{request.Id}.{occasion}.{request.Due.Limit.ToUnixTimeSeconds()}";
        if (request.IsSample || await store.FindAsync(RequestReminder.Collection, id, ct) is not null)
        {
            return;
        }

        var letters = (await colleagues.HoldingAsync(role, ct)).Select(person => mail.Reminder(request, words, person.Email, person.Name)).Select(Outbox.Collection.Insert);
        try
        {
            await store.CommitAsync([RequestReminder.Collection.Insert(new() { Id = id, At = time.GetUtcNow() }), .. letters], ct);
        }
        catch (StaleDocumentException)
        {
            // Another machine wrote the same reminder a moment ago.
        }
    }

    private static DateTimeOffset Midnight(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7));
}
