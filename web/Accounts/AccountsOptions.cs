using System.ComponentModel.DataAnnotations;

namespace DataPortal.Accounts;

/// <summary>Configuration section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    public const string Section = "Accounts";

    /// <summary>Whether WebAdmin and SystemAdmin must use a second factor. False only for a demonstration; the pages say so.</summary>
    public bool RequireSecondFactor { get; init; } = true;

    /// <summary>Failed sign-ins from one address in 15 minutes before the next is refused unread.</summary>
    [Range(1, 100_000, ErrorMessage = "Accounts:FailuresPerAddress must be between 1 and 100000.")]
    public int FailuresPerAddress { get; init; } = 30;

    /// <summary>Failed sign-ins with one e-mail address, known or not, in 15 minutes before the next is refused unread.</summary>
    [Range(1, 1000, ErrorMessage = "Accounts:FailuresPerAccount must be between 1 and 1000.")]
    public int FailuresPerAccount { get; init; } = 5;

    /// <summary>Whether this person must have a second factor before their roles count.</summary>
    public bool Requires(Staff staff) => RequireSecondFactor && staff.Roles.Any(role => role is Role.WebAdmin or Role.SystemAdmin);
}
