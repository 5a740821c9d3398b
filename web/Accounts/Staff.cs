using System.Text.Json.Serialization;
using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>A person who works in the portal.</summary>
public sealed record Staff : Document
{
    public required string Email { get; init; }

    /// <summary>The full name with titles, as letters and reports sign it.</summary>
    public required string Name { get; init; }

    /// <summary>Nomor Induk Pegawai: 18 digits; null for people who are no civil servants.</summary>
    public string? Nip { get; init; }

    /// <summary>The post as reports print it under the signature.</summary>
    public string? JobTitle { get; init; }

    public IReadOnlyList<Role> Roles { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>Null until the person has set a password by a one-time link.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Changes with everything that signs in (password, second factor): a session made under another stamp is over.</summary>
    public string SecurityStamp { get; init; } = "";

    public int FailedAttempts { get; init; }
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The authenticator app's key, protected; null without a second factor.</summary>
    public string? AuthenticatorKey { get; init; }

    /// <summary>The time step of the last code that was accepted: no code works twice (RFC 6238 §5.2).</summary>
    public long LastCodeStep { get; init; }

    /// <summary>Hashes of the recovery codes not yet used.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    [JsonIgnore]
    public bool IsDisabled => DisabledAt is not null;

    [JsonIgnore]
    public bool HasSecondFactor => AuthenticatorKey is not null;

    [JsonIgnore]
    public string RoleText => Roles.Count == 0 ? "–" : string.Join(", ", Roles.Select(RoleWords.Of));
}

/// <summary>A person in the hands of ASP.NET Core Identity, which changes what it holds. What else belongs to the same commit is put along.</summary>
public sealed class StaffAccount(Staff staff)
{
    private readonly List<Func<Staff, Change>> _along = [];

    public Staff Staff { get; internal set; } = staff;

    /// <summary>Committed together with the next write of this person, or not at all.</summary>
    public void Along(Change change) => _along.Add(_ => change);

    /// <param name="change">Made from the person as it is about to be written.</param>
    public void Along(Func<Staff, Change> change) => _along.Add(change);

    internal IReadOnlyList<Change> TakeAlong()
    {
        Change[] taken = [.. _along.Select(change => change(Staff))];
        _along.Clear();
        return taken;
    }
}
