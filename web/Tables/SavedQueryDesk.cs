using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.RateLimiting;
using DataPortal.Shared;
using DataPortal.Storage;
using DataPortal.Tables.Api;
using Microsoft.Extensions.Options;

namespace DataPortal.Tables;

/// <summary>A selection that is not kept, and why: one sentence for the one who asked.</summary>
public sealed class SavedQueryRefusedException(string why) : Exception(why);

/// <summary>Too many new ones from one address, or from all.</summary>
/// <param name="seconds">For Retry-After.</param>
public sealed class TooManySavedQueriesException(int seconds) : Exception(string.Create(CultureInfo.InvariantCulture, $"Wait {seconds} s."))
{
    public int Seconds { get; } = seconds;
}

/// <summary>Keeps selections visitors want to come back to: no account, bounded in size and number, the same one once.</summary>
public sealed class SavedQueryDesk(IDocumentStore store, TimeProvider clock, IOptions<ApiLimits> limits) : IDisposable
{
    public const int MostChoices = 50;
    public const int MostCharacters = 10_000;

    private const string Letters = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int IdLength = 12;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new() { PermitLimit = limits.Value.SavedQueriesPerAddressPerHour, Window = TimeSpan.FromHours(1) }));

    private readonly FixedWindowRateLimiter _portal = new(new() { PermitLimit = limits.Value.SavedQueriesPerDay, Window = TimeSpan.FromDays(1) });

    public void Dispose()
    {
        _limiter.Dispose();
        _portal.Dispose();
    }

    /// <returns>Null when nothing was kept under this identifier.</returns>
    public async Task<SavedQuery?> FindAsync(string id, CancellationToken ct) =>
        id.Length == IdLength && id.All(Letters.Contains) ? await store.FindAsync(TableQueries.SavedQueries, id, ct) : null;

    /// <summary>Keeps a selection whose parts were checked against the table by the caller. <see cref="Document.Id"/> and <see cref="SavedQuery.CreatedAt"/> are set here.</summary>
    /// <param name="visitor">Where it came from; null without a network.</param>
    /// <exception cref="SavedQueryRefusedException">It is too large.</exception>
    /// <exception cref="TooManySavedQueriesException">The address made <c>Limits:SavedQueriesPerAddressPerHour</c> new ones within the hour, or all addresses <c>Limits:SavedQueriesPerDay</c> within a day.</exception>
    public async Task<SavedQuery> KeepAsync(SavedQuery query, System.Net.IPAddress? visitor, CancellationToken ct)
    {
        query = query with { Id = "", Version = 0, CreatedAt = default };
        var said = JsonSerializer.SerializeToUtf8Bytes(query);
        if (query.Choices.Count > MostChoices || said.Length > MostCharacters)
        {
            throw new SavedQueryRefusedException(Speech.T("Pilihan ini terlalu panjang untuk disimpan. Gunakan ungkapan seperti * atau top(5) sebagai ganti daftar kode.",
                "This selection is too long to keep. Use expressions such as * or top(5) in place of a list of codes."));
        }

        var id = string.Create(IdLength, SHA256.HashData(said), (name, hash) =>
        {
            for (var at = 0; at < name.Length; at++)
            {
                name[at] = Letters[hash[at] % Letters.Length];
            }
        });
        if (await store.FindAsync(TableQueries.SavedQueries, id, ct) is { } known)
        {
            return known;
        }

        using var lease = _limiter.AttemptAcquire(VisitorNetwork.Of(visitor));
        if (!lease.IsAcquired)
        {
            throw new TooManySavedQueriesException(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 3_600);
        }

        using var day = _portal.AttemptAcquire();
        if (!day.IsAcquired)
        {
            throw new TooManySavedQueriesException(day.TryGetMetadata(MetadataName.RetryAfter, out var until) ? Math.Max(1, (int)Math.Ceiling(until.TotalSeconds)) : 86_400);
        }

        query = query with { Id = id, CreatedAt = clock.GetUtcNow() };
        try
        {
            await store.CommitAsync([TableQueries.SavedQueries.Insert(query)], ct);
        }
        catch (StaleDocumentException)
        {
            // Someone kept the same at the same moment: it is the same.
        }

        return query with { Version = 1 };
    }
}
