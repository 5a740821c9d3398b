using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

public enum SignInState
{
    SignedIn,

    /// <summary>The password was right; the second factor is asked next.</summary>
    SecondFactor,

    /// <summary>Wrong, unknown, locked, disabled: which of them is not told.</summary>
    Refused,

    /// <summary>Too many failures: not even looked at.</summary>
    Wait,
}

/// <param name="Wait">How long to wait, when that is the answer.</param>
public sealed record SignInAnswer(SignInState State, TimeSpan? Wait = null);

/// <summary>
/// How people sign in. Known and unknown names get the same answer after the same work: one hash compared, one commit.
/// A name typed wrong may be a password typed in the wrong field, so it is never kept.
/// </summary>
public sealed class SignInDesk(
    StaffManager users, StaffSignIn signIn, StaffSessions sessions, AttemptLimits limiter, AuditTrail trail, CurrentStaff current,
    IPasswordHasher<StaffAccount> hasher, DummyHash dummy, IDocumentStore store, IOptions<AccountsOptions> options)
{
    /// <summary>How long failures count, and how long an account is locked.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromMinutes(15);

    public async Task<SignInAnswer> WithPasswordAsync(string email, string password, CancellationToken ct)
    {
        if (Take(StaffQueries.Key(email)) is { } wait)
        {
            return new(SignInState.Wait, wait);
        }

        var account = await users.FindByEmailAsync(email);
        if (account is not { Staff: { PasswordHash: not null, IsDisabled: false } } || await users.IsLockedOutAsync(account))
        {
            hasher.VerifyHashedPassword(dummy.Account, dummy.Hash, password);
            await store.CommitAsync([account is null
                ? trail.Entry("staff.sign-in-failed", StaffQueries.Collection, "-", "alamat tidak dikenal", "tidak dikenal")
                : trail.About(account.Staff, "staff.sign-in-failed", account.Staff.IsDisabled ? "nonaktif" : "terkunci", actor: "tidak dikenal")], ct);
            return new(SignInState.Refused);
        }

        var result = await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        return Answer(result, account);
    }

    /// <summary>The person who has given the password and not yet the second factor; null when too much time has passed.</summary>
    public async Task<Staff?> PendingAsync() => (await signIn.GetTwoFactorAuthenticationUserAsync())?.Staff;

    public Task<SignInAnswer> WithCodeAsync(string code) =>
        SecondStepAsync(() => signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false));

    public Task<SignInAnswer> WithRecoveryCodeAsync(string code) => SecondStepAsync(async () =>
    {
        var result = await signIn.TwoFactorRecoveryCodeSignInAsync(code);
        if (result == SignInResult.Failed && await signIn.GetTwoFactorAuthenticationUserAsync() is { } account)
        {
            // Identity leaves these uncounted.
            await users.AccessFailedAsync(account);
        }

        return result;
    });

    public async Task SignOutAsync(CancellationToken ct)
    {
        if (current.Id is { } id && sessions.CurrentId is { } session && await users.FindByIdAsync(id) is { } account)
        {
            await sessions.EndAsync(account.Staff, session, "staff.signed-out", ct);
        }

        await signIn.SignOutAsync();
    }

    private async Task<SignInAnswer> SecondStepAsync(Func<Task<SignInResult>> attempt)
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
        {
            return new(SignInState.Refused);
        }

        return Take(StaffQueries.Key(account.Staff.Email)) is { } wait ? new(SignInState.Wait, wait) : Answer(await attempt(), account);
    }

    private SignInAnswer Answer(SignInResult result, StaffAccount account)
    {
        if (!result.Succeeded && !result.RequiresTwoFactor)
        {
            return new(SignInState.Refused);
        }

        limiter.GiveBack(AccountKey(StaffQueries.Key(account.Staff.Email)));
        limiter.GiveBack(AddressKey);
        return new(result.Succeeded ? SignInState.SignedIn : SignInState.SecondFactor);
    }

    private string AddressKey => $"masuk/dari/{current.Network}";

    private static string AccountKey(string name) => $"masuk/nama/{(name.Length > 254 ? name[..254] : name)}";

    private TimeSpan? Take(string name) =>
        limiter.Take(AddressKey, options.Value.FailuresPerAddress, Window) ?? limiter.Take(AccountKey(name), options.Value.FailuresPerAccount, Window);
}

/// <summary>A password nobody has, hashed: compared with what is typed for a name nobody has.</summary>
public sealed class DummyHash
{
    public DummyHash(IPasswordHasher<StaffAccount> hasher)
    {
        Account = new(new() { Id = "-", Email = "-", Name = "-", CreatedAt = default });
        Hash = hasher.HashPassword(Account, Guid.NewGuid().ToString());
    }

    public StaffAccount Account { get; }
    public string Hash { get; }
}
