using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>Identity's manager by the portal's clock: its own lockout reads the machine's. A failed attempt is written with its audit line.</summary>
public sealed class StaffManager(
    IUserStore<StaffAccount> store, IOptions<IdentityOptions> options, IPasswordHasher<StaffAccount> hasher, IEnumerable<IUserValidator<StaffAccount>> userRules,
    IEnumerable<IPasswordValidator<StaffAccount>> passwordRules, ILookupNormalizer names, IdentityErrorDescriber errors, IServiceProvider services,
    ILogger<UserManager<StaffAccount>> logger, AuditTrail trail, TimeProvider clock)
    : UserManager<StaffAccount>(store, options, hasher, userRules, passwordRules, names, errors, services, logger)
{
    public override Task<bool> IsLockedOutAsync(StaffAccount user) => Task.FromResult(user.Staff.LockedUntil > clock.GetUtcNow());

    public override async Task<IdentityResult> AccessFailedAsync(StaffAccount user)
    {
        for (var left = 5; ; left--)
        {
            var failed = user.Staff.FailedAttempts + 1;
            var locked = failed >= Options.Lockout.MaxFailedAccessAttempts;
            user.Staff = locked
                ? user.Staff with { FailedAttempts = 0, LockedUntil = clock.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan }
                : user.Staff with { FailedAttempts = failed };
            user.Along(trail.About(user.Staff, locked ? "staff.locked-out" : "staff.sign-in-failed", actor: "tidak dikenal"));
            var result = await UpdateUserAsync(user);
            if (result.Succeeded || left == 1 || await FindByIdAsync(user.Staff.Id) is not { } fresh)
            {
                return result;
            }

            // Attempts at the same moment: each is counted.
            user.Staff = fresh.Staff;
        }
    }

    /// <summary>Takes a proven key into use, with new recovery codes and a new security stamp, in one write.</summary>
    /// <returns>The recovery codes; null when someone else changed the person meanwhile.</returns>
    public async Task<IReadOnlyList<string>?> SetSecondFactorAsync(StaffAccount user, string key, long step, int codes)
    {
        await ((IUserAuthenticatorKeyStore<StaffAccount>)Store).SetAuthenticatorKeyAsync(user, key, CancellationToken);
        user.Staff = user.Staff with { LastCodeStep = step, SecurityStamp = Guid.NewGuid().ToString("N") };
        return await GenerateNewTwoFactorRecoveryCodesAsync(user, codes) is { } made ? [.. made] : null;
    }

    protected override string CreateTwoFactorRecoveryCode() => RecoveryCode.Make();
}

/// <summary>A code that stands in once for a lost authenticator: 80 random bits as <c>XXXX-XXXX-XXXX-XXXX</c>, without letters that look alike.</summary>
internal static class RecoveryCode
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    public static string Make() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 4)));

    /// <summary>As typed, without spaces, hyphens and case.</summary>
    public static string Plain(string code) => string.Concat(code.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}

/// <summary>What Identity says, in the words of the pages.</summary>
public sealed class StaffErrors : IdentityErrorDescriber
{
    public override IdentityError ConcurrencyFailure() =>
        new() { Code = nameof(ConcurrencyFailure), Description = "Data ini baru saja diubah orang lain. Muat ulang halaman, lalu coba lagi." };

    public override IdentityError DuplicateEmail(string email) => new() { Code = nameof(DuplicateEmail), Description = "Alamat surel ini sudah dipakai petugas lain" };

    public override IdentityError DuplicateUserName(string userName) => DuplicateEmail(userName);

    public override IdentityError InvalidEmail(string? email) =>
        new() { Code = nameof(InvalidEmail), Description = "Tulis alamat surel lengkap, misalnya nama@contoh.id" };

    public override IdentityError InvalidUserName(string? userName) => InvalidEmail(userName);

    public override IdentityError PasswordMismatch() => new() { Code = nameof(PasswordMismatch), Description = "Sandi yang sekarang tidak cocok" };

    public override IdentityError InvalidToken() => new() { Code = nameof(InvalidToken), Description = "Tautan ini sudah dipakai atau kedaluwarsa" };
}
