using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DataPortal.Storage;
using Microsoft.AspNetCore.Identity;

namespace DataPortal.Accounts;

/// <summary>Time-based one-time passwords (RFC 6238): HMAC-SHA-1, 30 seconds, six digits, which every authenticator app speaks.</summary>
public static class Totp
{
    private const int StepSeconds = 30;

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238's default, and the only one every authenticator app knows; HMAC-SHA-1 is not broken.")]
    public static string CodeAt(byte[] key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        var hash = HMACSHA1.HashData(key, counter);
        var offset = hash[^1] & 15;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(offset)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The time step whose code this is, one step early or late allowed (RFC 6238 §5.2); null when it is none, or not after <paramref name="after"/>.</summary>
    public static long? Match(string base32Key, string code, DateTimeOffset now, long after)
    {
        var key = Decode(base32Key);
        var typed = Encoding.ASCII.GetBytes(string.Concat(code.Where(char.IsAsciiDigit)));
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (step > after && CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(CodeAt(key, step))))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Base 32 as RFC 4648 §6 writes it; spaces and case do not matter.</summary>
    public static byte[] Decode(string base32)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        List<byte> bytes = [];
        var (held, bits) = (0, 0);
        foreach (var letter in base32.ToUpperInvariant().Where(letter => letter is not (' ' or '=')))
        {
            var value = letters.IndexOf(letter, StringComparison.Ordinal);
            if (value < 0)
            {
                throw new FormatException("Not base 32.");
            }

            held = (held << 5 | value) & 0xfff;
            if ((bits += 5) >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
            }
        }

        return [.. bytes];
    }
}

/// <summary>Identity's authenticator provider by the portal's clock, with what Identity's own lacks: a code that was used is used up, also for two requests at once.</summary>
public sealed class TimedCodes(IDocumentStore store, TimeProvider clock) : IUserTwoFactorTokenProvider<StaffAccount>
{
    public Task<string> GenerateAsync(string purpose, UserManager<StaffAccount> manager, StaffAccount user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<StaffAccount> manager, StaffAccount user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key || Totp.Match(key, token, clock.GetUtcNow(), user.Staff.LastCodeStep) is not { } step)
        {
            return false;
        }

        try
        {
            var used = StaffQueries.Collection.Replace(user.Staff with { LastCodeStep = step });
            await store.CommitAsync([used], CancellationToken.None);
            user.Staff = user.Staff with { LastCodeStep = step, Version = used.NewVersion };
            return true;
        }
        catch (StaleDocumentException)
        {
            return false;
        }
    }

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<StaffAccount> manager, StaffAccount user) => Task.FromResult(user.Staff.HasSecondFactor);
}
