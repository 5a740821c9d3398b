using System.Security.Cryptography;
using System.Text;
using DataPortal.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace DataPortal.Accounts;

/// <summary>Keeps the people of ASP.NET Core Identity in the document store. The user name is the e-mail address; roles and claims are <see cref="StaffClaims"/>'s.</summary>
public sealed class StaffStore(IDocumentStore store, IDataProtectionProvider protection, IdentityErrorDescriber errors) :
    IUserPasswordStore<StaffAccount>, IUserEmailStore<StaffAccount>, IUserSecurityStampStore<StaffAccount>, IUserLockoutStore<StaffAccount>,
    IUserTwoFactorStore<StaffAccount>, IUserAuthenticatorKeyStore<StaffAccount>, IUserTwoFactorRecoveryCodeStore<StaffAccount>
{
    private readonly IDataProtector _keys = protection.CreateProtector("DataPortal.Accounts.AuthenticatorKey");

    public void Dispose()
    {
    }

    public Task<IdentityResult> CreateAsync(StaffAccount user, CancellationToken cancellationToken) =>
        CommitAsync(user, StaffQueries.Collection.Insert(user.Staff), cancellationToken);

    public Task<IdentityResult> UpdateAsync(StaffAccount user, CancellationToken cancellationToken) =>
        CommitAsync(user, StaffQueries.Collection.Replace(user.Staff), cancellationToken);

    /// <summary>People are disabled, never deleted: the audit trail and signed reports name them.</summary>
    public Task<IdentityResult> DeleteAsync(StaffAccount user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Staff are disabled, not deleted.");

    public async Task<StaffAccount?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        await store.FindAsync(StaffQueries.Collection, userId, cancellationToken) is { } staff ? new(staff) : null;

    public Task<StaffAccount?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        FindByEmailAsync(normalizedUserName, cancellationToken);

    public async Task<StaffAccount?> FindByEmailAsync(string normalizedEmail, CancellationToken cancellationToken) =>
        await store.FirstAsync(StaffQueries.ByEmail(normalizedEmail), cancellationToken) is { } staff ? new(staff) : null;

    public Task<string> GetUserIdAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.Id);

    public Task<string?> GetUserNameAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Staff.Email);

    public Task SetUserNameAsync(StaffAccount user, string? userName, CancellationToken cancellationToken) => SetEmailAsync(user, userName, cancellationToken);

    public Task<string?> GetNormalizedUserNameAsync(StaffAccount user, CancellationToken cancellationToken) => GetNormalizedEmailAsync(user, cancellationToken);

    // The index makes the normal form from the address itself.
    public Task SetNormalizedUserNameAsync(StaffAccount user, string? normalizedName, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetEmailAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Staff.Email);

    public Task SetEmailAsync(StaffAccount user, string? email, CancellationToken cancellationToken) =>
        Set(user, user.Staff with { Email = email ?? throw new ArgumentNullException(nameof(email)) });

    // An address is confirmed by the one-time link that sets the first password.
    public Task<bool> GetEmailConfirmedAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.PasswordHash is not null);

    public Task SetEmailConfirmedAsync(StaffAccount user, bool confirmed, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> GetNormalizedEmailAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(StaffQueries.Key(user.Staff.Email));

    public Task SetNormalizedEmailAsync(StaffAccount user, string? normalizedEmail, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task SetPasswordHashAsync(StaffAccount user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(user, user.Staff with { PasswordHash = passwordHash });

    public Task<string?> GetPasswordHashAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.PasswordHash);

    public Task<bool> HasPasswordAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.PasswordHash is not null);

    public Task SetSecurityStampAsync(StaffAccount user, string stamp, CancellationToken cancellationToken) =>
        Set(user, user.Staff with { SecurityStamp = stamp });

    public Task<string?> GetSecurityStampAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Staff.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.LockedUntil);

    public Task SetLockoutEndDateAsync(StaffAccount user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(user, user.Staff with { LockedUntil = lockoutEnd });

    public Task<int> IncrementAccessFailedCountAsync(StaffAccount user, CancellationToken cancellationToken)
    {
        user.Staff = user.Staff with { FailedAttempts = user.Staff.FailedAttempts + 1 };
        return Task.FromResult(user.Staff.FailedAttempts);
    }

    public Task ResetAccessFailedCountAsync(StaffAccount user, CancellationToken cancellationToken) => Set(user, user.Staff with { FailedAttempts = 0 });

    public Task<int> GetAccessFailedCountAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.FailedAttempts);

    public Task<bool> GetLockoutEnabledAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task SetLockoutEnabledAsync(StaffAccount user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<bool> GetTwoFactorEnabledAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.HasSecondFactor);

    /// <summary>Having a confirmed key is having a second factor: only taking it away is done here.</summary>
    public Task SetTwoFactorEnabledAsync(StaffAccount user, bool enabled, CancellationToken cancellationToken) =>
        enabled ? Task.CompletedTask : Set(user, user.Staff with { AuthenticatorKey = null, RecoveryCodes = [] });

    public Task SetAuthenticatorKeyAsync(StaffAccount user, string key, CancellationToken cancellationToken) =>
        Set(user, user.Staff with { AuthenticatorKey = _keys.Protect(key) });

    public Task<string?> GetAuthenticatorKeyAsync(StaffAccount user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Staff.AuthenticatorKey is { } kept ? _keys.Unprotect(kept) : null);

    public Task ReplaceCodesAsync(StaffAccount user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(user, user.Staff with { RecoveryCodes = [.. recoveryCodes.Select(code => Hash(user, code))] });

    public Task<bool> RedeemCodeAsync(StaffAccount user, string code, CancellationToken cancellationToken)
    {
        var hash = Hash(user, code);
        var left = user.Staff.RecoveryCodes.Where(kept => kept != hash).ToList();
        var found = left.Count < user.Staff.RecoveryCodes.Count;
        user.Staff = user.Staff with { RecoveryCodes = left };
        return Task.FromResult(found);
    }

    public Task<int> CountCodesAsync(StaffAccount user, CancellationToken cancellationToken) => Task.FromResult(user.Staff.RecoveryCodes.Count);

    /// <summary>A code has 80 random bits: a plain hash, salted with the person, is as strong as a slow one.</summary>
    private static string Hash(StaffAccount user, string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{user.Staff.Id}:{RecoveryCode.Plain(code)}")));

    private static Task Set(StaffAccount user, Staff changed)
    {
        user.Staff = changed;
        return Task.CompletedTask;
    }

    private async Task<IdentityResult> CommitAsync(StaffAccount user, Change change, CancellationToken ct)
    {
        try
        {
            await store.CommitAsync([change, .. user.TakeAlong()], ct);
            user.Staff = user.Staff with { Version = change.NewVersion };
            return IdentityResult.Success;
        }
        catch (StaleDocumentException)
        {
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }
        catch (DuplicateKeyException)
        {
            return IdentityResult.Failed(errors.DuplicateEmail(user.Staff.Email));
        }
    }
}
