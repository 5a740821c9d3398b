using System.Security.Cryptography;
using System.Text;
using DataPortal.Accounts;
using DataPortal.Activities.Delegating;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace DataPortal.Activities.Work;

/// <summary>A person's settings: the collected letter, and the secret address of the calendar feed.</summary>
public sealed class WorkPreferences(IDocumentStore store, CurrentStaff staff, AuditTrail audit, PortalLinks links, IDataProtectionProvider protection, TimeProvider clock)
{
    private readonly IDataProtector _protector = protection.CreateProtector("DataPortal.Activities.Work.Calendar");

    private string Me => staff.Id ?? throw new InvalidOperationException("Nobody is signed in.");

    public async Task<WorkSettings> FindAsync(CancellationToken ct) => await store.FindAsync(WorkQueries.Settings, Me, ct) ?? new() { Id = Me };

    /// <summary>The feed's address, for the person alone; null without a feed, or when its secret cannot be read any more.</summary>
    public string? Address(WorkSettings settings)
    {
        try
        {
            return settings.CalendarSecret is { } secret ? $"{links.To("/petugas/langkah.ics", "id")}?kunci={_protector.Unprotect(secret)}" : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public Task LettersAsync(bool wanted, CancellationToken ct) =>
        ChangeAsync(settings => settings with { NoDailyLetter = !wanted }, wanted ? "work.letters-on" : "work.letters-off", ct);

    /// <summary>Makes a feed; one that was there stops at once.</summary>
    public Task OpenFeedAsync(CancellationToken ct)
    {
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return ChangeAsync(settings => settings with { CalendarKey = WorkQueries.Hash(key), CalendarSecret = _protector.Protect(key), CalendarSince = clock.GetUtcNow() }, "work.calendar-opened", ct);
    }

    public Task CloseFeedAsync(CancellationToken ct) =>
        ChangeAsync(settings => settings with { CalendarKey = null, CalendarSecret = null, CalendarSince = null }, "work.calendar-closed", ct);

    private Task ChangeAsync(Func<WorkSettings, WorkSettings> change, string action, CancellationToken ct) => store.CommitAsync(async attempt =>
    {
        var kept = await FindAsync(attempt);
        var wanted = change(kept);
        return (true, (IReadOnlyList<Change>)(wanted == kept ? []
            : [kept.Version == 0 ? WorkQueries.Settings.Insert(wanted) : WorkQueries.Settings.Replace(wanted), audit.Entry(action, WorkQueries.Settings, kept.Id)]));
    }, ct);
}

/// <summary>The calendar feed: each open step with a due moment is an event that ends then (RFC 5545). Whoever knows its secret address reads it, and nobody else.</summary>
public static class WorkCalendar
{
    /// <summary>Events of one feed.</summary>
    private const int Most = 500;

    private static readonly TimeSpan _shown = TimeSpan.FromMinutes(30);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/petugas/langkah.ics", [HttpMethods.Get, HttpMethods.Head], [AllowAnonymous] async (string? kunci, HttpResponse response, IDocumentStore store, Delegations delegations, PortalLinks links, IOptions<OfficeOptions> office, CancellationToken ct) =>
        {
            if (kunci is not { Length: > 0 and < 100 } || await store.FirstAsync(WorkQueries.ByCalendarKey(kunci), ct) is not { } settings
                || await store.FindAsync(StaffQueries.Collection, settings.Id, ct) is not { IsDisabled: false } person)
            {
                return Results.NotFound();
            }

            var works = await WorksAsync(store, delegations, person, ct);
            var content = Encoding.UTF8.GetBytes(Text(works, links, office.Value));
            response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(content, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\""));
        });

    /// <summary>Their own, then what they may take; of a delegated role, on its days alone, what falls due until its last one.</summary>
    private static async Task<IReadOnlyList<(WorkItem Work, Delegation? For)>> WorksAsync(IDocumentStore store, Delegations delegations, Staff person, CancellationToken ct)
    {
        List<(WorkItem Work, Delegation? For)> works = [];
        var given = delegations.To(person.Id);
        await AddAsync(WorkQueries.Of(person.Id), null);
        foreach (var delegation in given)
        {
            await AddAsync(WorkQueries.Of(delegation.FromId).InRole(delegation.Role), delegation);
        }

        foreach (var role in person.Roles)
        {
            await AddAsync(WorkQueries.Free(role), null);
        }

        foreach (var delegation in given)
        {
            await AddAsync(WorkQueries.Free(delegation.Role), delegation);
        }

        return [.. works.DistinctBy(one => one.Work.Id).Take(Most)];

        async Task AddAsync(Query<WorkItem> query, Delegation? instead)
        {
            var found = await store.ListAsync((instead is null ? query : query.DueBefore(WorkList.Midnight(instead.Last.AddDays(1)))).Top(Most), ct);
            works.AddRange(found.Select(work => (work, instead)));
        }
    }

    private static string Text(IEnumerable<(WorkItem Work, Delegation? For)> works, PortalLinks links, OfficeOptions office)
    {
        var calendar = new CalendarText("Langkah saya", "Langkah saya " + office.ShortName);
        calendar.Line("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        calendar.Line("X-PUBLISHED-TTL:PT1H"); // the same, for Outlook
        foreach (var (work, instead) in works)
        {
            if (work.Limit is not { } limit)
            {
                continue;
            }

            calendar.Line("BEGIN:VEVENT");
            calendar.Line($"UID:{work.Id}@langkah.{office.Code}");
            calendar.Line("DTSTAMP:" + CalendarText.Utc(work.ChangedAt));
            calendar.Line("LAST-MODIFIED:" + CalendarText.Utc(work.ChangedAt));
            calendar.Line("SEQUENCE:" + work.Version.ToString(System.Globalization.CultureInfo.InvariantCulture));
            calendar.Line("DTSTART:" + CalendarText.Utc(limit - _shown));
            calendar.Line("DTEND:" + CalendarText.Utc(limit));
            calendar.Line("SUMMARY:" + CalendarText.Escaped($"{(work.IsBack ? "PERBAIKI: " : work.PersonId is null ? "Belum diambil: " : "")}{work.About}, langkah {work.Step}{(instead is null ? "" : $" (untuk {instead.From})")}"));
            calendar.Line("DESCRIPTION:" + CalendarText.Escaped(string.Join('\n',
            [
                $"{work.Activity} ({work.RunTitle})", $"Tenggat: {Show.Moment(limit)}", $"Keadaan: {WorkRows.State(work)}", .. instead is null ? Array.Empty<string>() : [$"Anda pelaksana harian {instead.From} sampai {Show.Date(instead.Last)}"], .. work.Findings.Select(finding => "Temuan: " + finding),
            ])));
            calendar.Line("CATEGORIES:" + CalendarText.Escaped(work.ProcedureName));
            calendar.Line("STATUS:" + (work.PersonId is null ? "TENTATIVE" : "CONFIRMED"));
            calendar.Line("URL:" + links.To(work.Link, "id"));
            calendar.Line("TRANSP:TRANSPARENT");
            calendar.Line("END:VEVENT");
        }

        return calendar.End();
    }
}
