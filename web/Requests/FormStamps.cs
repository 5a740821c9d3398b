using System.Security.Cryptography;
using System.Text.Json;
using DataPortal.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace DataPortal.Requests;

/// <summary>
/// What a form carries, signed: which form it is and when it was first shown. Sent twice it is one request; sent faster than a person
/// types, or much later, it is held for a check, never refused.
/// </summary>
public sealed record FormStamp(string Id, DateTimeOffset OpenedAt, DateTimeOffset SignedAt);

/// <summary>Signs and reads <see cref="FormStamp"/>s with the portal's data-protection keys.</summary>
public sealed class FormStamps(IDataProtectionProvider protection, TimeProvider clock, IOptions<RequestLimits> limits)
{
    private readonly IDataProtector _protector = protection.CreateProtector("DataPortal.Requests.FormStamp");

    public FormStamp New()
    {
        var now = clock.GetUtcNow();
        return new(Document.NewId(clock), now, now);
    }

    public string Sign(FormStamp stamp) => _protector.Protect(JsonSerializer.Serialize(stamp with { SignedAt = clock.GetUtcNow() }));

    /// <returns>Null when it is not ours or was changed.</returns>
    public FormStamp? Read(string? stamp)
    {
        if (string.IsNullOrEmpty(stamp) || stamp.Length > 4096)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<FormStamp>(_protector.Unprotect(stamp));
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Why a form with this stamp wants a look, in the office's words; null when nothing is odd.</summary>
    public string? Oddity(FormStamp? stamp) => stamp switch
    {
        null => "tanda formulir tidak sah",
        _ when clock.GetUtcNow() - stamp.OpenedAt < TimeSpan.FromSeconds(limits.Value.FormSeconds) => "formulir diisi lebih cepat daripada orang mengetik",
        _ when clock.GetUtcNow() - stamp.SignedAt > TimeSpan.FromHours(limits.Value.FormHours) => "formulir lama dikirim kembali",
        _ => null,
    };
}
