using System.Security.Cryptography;
using System.Text;
using DataPortal.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>A key shown for an authenticator app, not yet in use.</summary>
/// <param name="Key">Base 32.</param>
/// <param name="Address"><c>otpauth://totp/…</c>, as the QR code holds it.</param>
/// <param name="Sealed">The key as the form carries it back: protected, for this person only.</param>
public sealed record OfferedKey(string Key, string Address, string Sealed);

/// <summary>What people do with their own account. Each change ends their other sessions.</summary>
public sealed class OwnAccount(
    StaffManager users, StaffSessions sessions, AuditTrail trail, CurrentStaff current, AttemptLimits limiter, IDataProtectionProvider protection,
    IOptions<OfficeOptions> office, IOptions<AccountsOptions> options, TimeProvider clock)
{
    private const int Codes = 10;

    private readonly IDataProtector _offers = protection.CreateProtector("DataPortal.Accounts.OfferedKey");

    /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
    public async Task<StaffAccount> AccountAsync() =>
        (current.Id is { } id ? await users.FindByIdAsync(id) : null) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <exception cref="StaffRuleException">The present password is wrong, or the new one too short or too common.</exception>
    public async Task ChangePasswordAsync(string present, string password, CancellationToken ct)
    {
        var account = await AccountAsync();
        await VerifyAsync(account, present);
        await sessions.KeepOnlyCurrentAsync(account, ct);
        account.Along(staff => trail.About(staff, "staff.password-changed"));
        StaffDesk.Check(await users.ChangePasswordAsync(account, present, password));
    }

    public OfferedKey Offer(Staff staff) => Offered(staff, users.GenerateNewAuthenticatorKey());

    /// <summary>The key a form carried back; a new one when it is not this person's.</summary>
    public OfferedKey Reopen(Staff staff, string? sealedKey) => Open(staff, sealedKey) is { } key ? Offered(staff, key) : Offer(staff);

    /// <summary>Takes the offered key into use when the code proves that the app has it.</summary>
    /// <param name="present">The present password; asked when a second factor is replaced.</param>
    /// <returns>Ten recovery codes, to be shown once.</returns>
    /// <exception cref="StaffRuleException">The code or the password does not match.</exception>
    public async Task<IReadOnlyList<string>> SetSecondFactorAsync(string? sealedKey, string code, string? present, CancellationToken ct)
    {
        var account = await AccountAsync();
        if (account.Staff.HasSecondFactor)
        {
            await VerifyAsync(account, present ?? "");
        }

        if (Open(account.Staff, sealedKey) is not { } key || Totp.Match(key, code, clock.GetUtcNow(), 0) is not { } step)
        {
            throw new StaffRuleException("Code", "Kode tidak cocok. Tulis enam angka yang sedang tampil di aplikasi autentikator");
        }

        await sessions.KeepOnlyCurrentAsync(account, ct);
        account.Along(staff => trail.About(staff, "staff.second-factor-set"));
        return await users.SetSecondFactorAsync(account, key, step, Codes) ?? throw Changed();
    }

    /// <returns>Ten new recovery codes, to be shown once; the old ones no longer work.</returns>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(string present)
    {
        var account = await AccountAsync();
        await VerifyAsync(account, present);
        account.Along(staff => trail.About(staff, "staff.recovery-codes-made"));
        return [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(account, Codes) ?? throw Changed()];
    }

    /// <exception cref="StaffRuleException">The role requires it, or the password is wrong.</exception>
    public async Task RemoveSecondFactorAsync(string present, CancellationToken ct)
    {
        var account = await AccountAsync();
        if (options.Value.Requires(account.Staff))
        {
            throw new StaffRuleException("", "Peran Anda mewajibkan faktor kedua. Anda dapat menggantinya, tidak mematikannya.");
        }

        await VerifyAsync(account, present);
        await sessions.KeepOnlyCurrentAsync(account, ct);
        account.Along(staff => trail.About(staff, "staff.second-factor-removed"));
        StaffDesk.Check(await users.SetTwoFactorEnabledAsync(account, false));
    }

    private static StaffRuleException Changed() => new("", new StaffErrors().ConcurrencyFailure().Description);

    /// <summary>An unattended screen must not become a way to guess the password.</summary>
    private async Task VerifyAsync(StaffAccount account, string present)
    {
        var key = $"sandi/{account.Staff.Id}";
        if (limiter.Take(key, 5, SignInDesk.Window) is { } wait)
        {
            throw new StaffRuleException("Current", $"Terlalu sering salah. Coba lagi {WaitWords.Of(wait)} lagi");
        }

        if (!await users.CheckPasswordAsync(account, present))
        {
            throw new StaffRuleException("Current", new StaffErrors().PasswordMismatch().Description);
        }

        limiter.GiveBack(key);
    }

    private OfferedKey Offered(Staff staff, string key)
    {
        var issuer = Uri.EscapeDataString($"Meja Petugas {office.Value.ShortName}");
        return new(key, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(staff.Email)}?secret={key}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
            Convert.ToBase64String(_offers.Protect(Encoding.UTF8.GetBytes($"{staff.Id} {key}"))));
    }

    private string? Open(Staff staff, string? sealedKey)
    {
        try
        {
            return sealedKey is not null && Encoding.UTF8.GetString(_offers.Unprotect(Convert.FromBase64String(sealedKey))).Split(' ') is [var id, var key] && id == staff.Id ? key : null;
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            return null;
        }
    }
}

internal static class WaitWords
{
    /// <summary>12 menit</summary>
    public static string Of(TimeSpan wait) => wait < TimeSpan.FromMinutes(1) ? "1 menit" : $"{Math.Ceiling(wait.TotalMinutes):0} menit";
}
