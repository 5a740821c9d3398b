using System.Globalization;
using DataPortal.Accounts;
using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Work;

/// <summary>
/// The collected letter of a working day, from the office's opening on: what is due on the next working day and today, and, to the role above, what is late by one working day
/// (procedures.md §1.5). Standards in minutes and hours send none. One letter a person and day, on however many machines; a day on which the portal was down is caught up.
/// </summary>
public sealed class WorkReminders(
    IDocumentStore store, WorkRoles roles, WorkMail mail, WorkingCalendar calendar, TimeProvider clock, ILogger<WorkReminders> logger) : BackgroundService
{
    /// <summary>Days without a letter that are caught up at most: what is older stands in the lists.</summary>
    private const int CaughtUp = 14;

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
                logger.LogError(failed, "The letters of what is due could not be written; they are tried again in a minute.");
            }
        }
        while (await minute.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Writes what is to be written today. Doing it again changes nothing.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = Show.Day(now);
        if (calendar.Hours(WorkClock.Office, today) is not [var opening, ..] || now < WorkList.Midnight(today) + opening.From.ToTimeSpan()
            || await store.FindAsync(WorkQueries.State, WorkState.TheOne, ct) is var state && state?.Letters >= today)
        {
            return;
        }

        var last = state?.Letters is { } kept && kept > today.AddDays(-CaughtUp) ? kept : calendar.AddWorkingDays(today, -1);
        Dictionary<string, (Staff Person, DueToday Due)> letters = [];
        await foreach (var work in store.StreamAsync(WorkQueries.DatedBetween(WorkList.Midnight(last), WorkList.Midnight(calendar.AddWorkingDays(today, 1).AddDays(1))), ct))
        {
            if (work.IsSample)
            {
                continue;
            }

            var due = Show.Day(work.Limit!.Value);
            var escalates = due < today && calendar.AddWorkingDays(due, 1) > last;
            foreach (var (person, instead) in await roles.DoersAsync(work, ct))
            {
                // What falls due when the delegation is over is not the substitute's.
                if (instead is null || due <= instead.Last)
                {
                    var letter = Of(person);
                    (due < today ? letter.Late : due == today ? letter.Today : letter.Next).Add((work, instead));
                }
            }

            if (escalates && work.Role is { } role)
            {
                (await roles.AboveAsync(role, ct)).ToList().ForEach(above => Of(above.Person).Above.Add((work, above.For)));
            }
        }

        foreach (var (person, due) in letters.Values)
        {
            await WriteAsync(person, due, today, now, ct);
        }

        await store.CommitAsync(async attempt => (true, await store.FindAsync(WorkQueries.State, WorkState.TheOne, attempt) is { } there
            ? there.Letters >= today ? [] : [WorkQueries.State.Replace(there with { Letters = today })]
            : (IReadOnlyList<Change>)[WorkQueries.State.Insert(new() { Id = WorkState.TheOne, Letters = today })]), ct);

        DueToday Of(Staff person) => letters.TryGetValue(person.Id, out var letter) ? letter.Due : (letters[person.Id] = (person, new())).Due;
    }

    private async Task WriteAsync(Staff person, DueToday due, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        var id = $"{person.Id}.{today.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        if (await store.FindAsync(WorkQueries.Letters, id, ct) is not null)
        {
            return;
        }

        if ((await store.FindAsync(WorkQueries.Settings, person.Id, ct))?.NoDailyLetter == true)
        {
            // What the person leads and what is late there is told all the same: that is a rule of the procedure, not a convenience.
            due.Late.Clear();
            due.Today.Clear();
            due.Next.Clear();
        }

        if (due.IsEmpty)
        {
            return;
        }

        try
        {
            await store.CommitAsync([WorkQueries.Letters.Insert(new() { Id = id, At = now }), Outbox.Collection.Insert(mail.Daily(person, due, today))], ct);
        }
        catch (StaleDocumentException)
        {
            // Another machine wrote the same letter a moment ago.
        }
    }
}
