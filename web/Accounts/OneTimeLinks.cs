using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace DataPortal.Accounts;

public enum LinkPurpose
{
    /// <summary>Makes the first administrator of a portal that has no staff.</summary>
    First,

    /// <summary>Sets the first password of an invited person.</summary>
    Invitation,

    /// <summary>Sets a new password.</summary>
    Reset,
}

/// <summary>A link that sets a password once. Only the token's hash is kept; using the link deletes this document in the same commit, so of two uses one fails.</summary>
public sealed record OneTimeLink : Document
{
    public required string TokenHash { get; init; }
    public string? StaffId { get; init; }
    public required LinkPurpose Purpose { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The token, protected; only of the first link, which is printed again at each start while nobody used it.</summary>
    public string? Protected { get; init; }
}

/// <summary>Identity's tokens for invitations and password resets: kept in the store, so that they expire by the portal's clock, are used once, and give way to newer ones.</summary>
public sealed class OneTimeLinks(IDocumentStore store, IDataProtectionProvider protection, TimeProvider clock) : IUserTwoFactorTokenProvider<StaffAccount>
{
    public const string Provider = "Tautan";

    private const string FirstId = "pertama";

    private readonly IDataProtector _protector = protection.CreateProtector("DataPortal.Accounts.FirstLink");

    public static TimeSpan InvitationLasts { get; } = TimeSpan.FromDays(7);
    public static TimeSpan ResetLasts { get; } = TimeSpan.FromHours(1);

    public static string PathOf(string token) => $"/petugas/atur-sandi?tautan={token}";

    /// <summary>Puts a new link, and the end of the person's older ones, along with the person's next write.</summary>
    /// <returns>The token. It is shown once and nowhere kept.</returns>
    public async Task<string> GenerateAsync(string purpose, UserManager<StaffAccount> manager, StaffAccount user)
    {
        var invitation = user.Staff.PasswordHash is null;
        var token = NewToken();
        foreach (var older in await store.ListAsync(StaffQueries.LinksOf(user.Staff.Id), CancellationToken.None))
        {
            user.Along(StaffQueries.Links.Delete(older));
        }

        user.Along(StaffQueries.Links.Insert(new OneTimeLink
        {
            Id = Document.NewId(clock),
            TokenHash = Hash(token),
            StaffId = user.Staff.Id,
            Purpose = invitation ? LinkPurpose.Invitation : LinkPurpose.Reset,
            ExpiresAt = clock.GetUtcNow() + (invitation ? InvitationLasts : ResetLasts),
        }));
        return token;
    }

    /// <summary>Puts the end of the link along with the person's next write.</summary>
    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffAccount> manager, StaffAccount user)
    {
        if (await FindAsync(token, CancellationToken.None) is not { } link || link.StaffId != user.Staff.Id)
        {
            return false;
        }

        user.Along(StaffQueries.Links.Delete(link));
        return true;
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffAccount> manager, StaffAccount user) => Task.FromResult(false);

    /// <summary>The link behind a token; null when it was used, has expired or never was.</summary>
    public async Task<OneTimeLink?> FindAsync(string? token, CancellationToken ct) =>
        token is { Length: > 0 and < 100 } && await store.FirstAsync(StaffQueries.LinkByToken(Hash(token)), ct) is { } link && link.ExpiresAt > clock.GetUtcNow()
            ? link
            : null;

    /// <summary>The token that makes the first administrator; the same until it is used or expires. Null when the portal has staff.</summary>
    public async Task<string?> FirstTokenAsync(CancellationToken ct)
    {
        if (await store.CountAsync(StaffQueries.Collection.All(), ct) > 0)
        {
            return null;
        }

        return await store.CommitAsync(async ct =>
        {
            var kept = await store.FindAsync(StaffQueries.Links, FirstId, ct);
            if (kept is { Protected: { } secret } && kept.ExpiresAt > clock.GetUtcNow() && Read(secret) is { } again)
            {
                return (again, (IReadOnlyList<Change>)[]);
            }

            var token = NewToken();
            var link = new OneTimeLink
            {
                Id = FirstId,
                TokenHash = Hash(token),
                Purpose = LinkPurpose.First,
                ExpiresAt = clock.GetUtcNow() + InvitationLasts,
                Protected = _protector.Protect(token),
            };
            return (token, [kept is null ? StaffQueries.Links.Insert(link) : StaffQueries.Links.Replace(link with { Version = kept.Version })]);
        }, ct);
    }

    private string? Read(string secret)
    {
        try
        {
            return _protector.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            // The keys were lost (a copy of the store without them): a new link takes its place.
            return null;
        }
    }

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
