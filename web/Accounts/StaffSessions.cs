using System.Security.Cryptography;
using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>Who is signed in where. A session is over 8 hours after it was last used, 7 days after it began, or when it is ended.</summary>
public sealed class StaffSessions(IDocumentStore store, AuditTrail trail, IHttpContextAccessor http, TimeProvider clock)
{
    public const string Claim = "sesi";

    public static TimeSpan Idle { get; } = TimeSpan.FromHours(8);
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <summary>How often the last use is written, at most.</summary>
    public static TimeSpan SeenEvery { get; } = TimeSpan.FromMinutes(5);

    public string? CurrentId => http.HttpContext?.User.FindFirst(Claim)?.Value;

    /// <summary>Begins a session at the device of this request, and forgets the person's sessions that are over.</summary>
    public async Task<StaffSession> BeginAsync(Staff staff, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var session = new StaffSession
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            StaffId = staff.Id,
            StartedAt = now,
            LastSeenAt = now,
            Stamp = staff.SecurityStamp,
            Address = http.HttpContext?.Connection.RemoteIpAddress?.ToString(),
            Device = DeviceWords.Of(http.HttpContext?.Request.Headers.UserAgent.ToString()),
        };
        return await store.CommitAsync(async ct => (session, (IReadOnlyList<Change>)
        [
            StaffQueries.Sessions.Insert(session),
            .. (await store.ListAsync(StaffQueries.SessionsOf(staff.Id), ct)).Where(other => !IsLive(other, staff)).Select(StaffQueries.Sessions.Delete),
            trail.About(staff, "staff.signed-in", session.Device, by: staff),
        ]), ct);
    }

    /// <summary>The session and its person, when both may still be used.</summary>
    public async Task<(StaffSession Session, Staff Staff)?> FindLiveAsync(string id, CancellationToken ct)
    {
        if (await store.FindAsync(StaffQueries.Sessions, id, ct) is not { } session
            || await store.FindAsync(StaffQueries.Collection, session.StaffId, ct) is not { } staff
            || !IsLive(session, staff))
        {
            return null;
        }

        if (clock.GetUtcNow() - session.LastSeenAt >= SeenEvery)
        {
            try
            {
                await store.CommitAsync([StaffQueries.Sessions.Replace(session with { LastSeenAt = clock.GetUtcNow() })], ct);
            }
            catch (StaleDocumentException)
            {
                // Another request of the same person wrote it, or ended it: the next request sees which.
            }
        }

        return (session, staff);
    }

    /// <summary>The live sessions of a person, last used first.</summary>
    public async Task<IReadOnlyList<StaffSession>> OfAsync(Staff staff, CancellationToken ct) =>
        [.. (await store.ListAsync(StaffQueries.SessionsOf(staff.Id), ct)).Where(session => IsLive(session, staff))];

    /// <summary>Ends one of the person's own sessions. Nothing happens when it is not theirs or over already.</summary>
    public Task EndAsync(Staff staff, string id, string action, CancellationToken ct) => store.CommitAsync(async ct =>
        await store.FindAsync(StaffQueries.Sessions, id, ct) is { } session && session.StaffId == staff.Id
            ? (true, (IReadOnlyList<Change>)[StaffQueries.Sessions.Delete(session), trail.About(staff, action, session.Device)])
            : (false, []), ct);

    /// <summary>Ends every session of a person except, when given, one.</summary>
    /// <returns>How many were ended.</returns>
    public Task<int> EndAllAsync(Staff staff, string? except, CancellationToken ct) => store.CommitAsync(async ct =>
    {
        var ended = (await store.ListAsync(StaffQueries.SessionsOf(staff.Id), ct)).Where(session => session.Id != except).ToList();
        return (ended.Count, (IReadOnlyList<Change>)(ended.Count == 0 ? []
            : [.. ended.Select(StaffQueries.Sessions.Delete), trail.About(staff, "staff.sessions-ended", $"{ended.Count} sesi")]));
    }, ct);

    /// <summary>Puts along with the person's next write: this session goes on under the new stamp, all others end with it.</summary>
    internal async Task KeepOnlyCurrentAsync(StaffAccount account, CancellationToken ct)
    {
        foreach (var session in await store.ListAsync(StaffQueries.SessionsOf(account.Staff.Id), ct))
        {
            account.Along(session.Id == CurrentId
                ? staff => StaffQueries.Sessions.Replace(session with { Stamp = staff.SecurityStamp })
                : _ => StaffQueries.Sessions.Delete(session));
        }
    }

    private bool IsLive(StaffSession session, Staff staff) => !staff.IsDisabled && session.Stamp == staff.SecurityStamp
        && clock.GetUtcNow() - session.LastSeenAt < Idle + SeenEvery && clock.GetUtcNow() - session.StartedAt < Longest;
}

/// <summary>A browser's own description in words a person recognises their device by. A guess: nothing rests on it.</summary>
internal static class DeviceWords
{
    // The first that matches: Edge calls itself Chrome too, and Chrome calls itself Safari.
    private static readonly (string Mark, string Word)[] _browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari")];

    private static readonly (string Mark, string Word)[] _systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string? agent)
    {
        string Word((string Mark, string Word)[] words, string other) =>
            words.FirstOrDefault(entry => agent?.Contains(entry.Mark, StringComparison.Ordinal) == true).Word ?? other;
        return $"{Word(_browsers, "Peramban lain")} di {Word(_systems, "perangkat lain")}";
    }
}
