using DataPortal.Mail;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace DataPortal.Accounts.Pages;

/// <summary>What is typed about a person: by an administrator, or by the first one about themselves.</summary>
public class StaffForm
{
    public string? Name { get; set; }
    public string? Email { get; set; }
    public string? Nip { get; set; }
    public string? JobTitle { get; set; }
    public string[] Roles { get; set; } = [];

    public static IReadOnlyList<SelectListItem> Choices { get; } = [.. Enum.GetValues<Role>().Select(role => new SelectListItem(RoleWords.Of(role), role.ToString()))];

    public StaffDraft Draft() => new(Name!.Trim(), Email!.Trim(), Digits(Nip), string.IsNullOrWhiteSpace(JobTitle) ? null : JobTitle.Trim(), [.. Roles.Select(Enum.Parse<Role>).Distinct()]);

    public IEnumerable<(string Field, string Message)> Check()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 120)
        {
            yield return (nameof(Name), "Tulis nama lengkap");
        }

        if (!Sender.IsAddress(Email?.Trim()))
        {
            yield return (nameof(Email), "Tulis alamat surel lengkap, misalnya nama@contoh.id");
        }

        if (Digits(Nip) is { } nip && nip.Length != 18)
        {
            yield return (nameof(Nip), "NIP terdiri dari 18 angka");
        }

        if (JobTitle?.Length > 120)
        {
            yield return (nameof(JobTitle), "Tulis jabatan paling banyak 120 huruf");
        }

        if (!Roles.All(role => Enum.TryParse<Role>(role, out var known) && Enum.IsDefined(known)))
        {
            yield return (nameof(Roles), "Pilih peran dari daftar");
        }
    }

    /// <summary>People write a NIP in groups; kept are its digits. What is no digit and no space stays, to be refused.</summary>
    private static string? Digits(string? nip) => string.IsNullOrWhiteSpace(nip) ? null : string.Concat(nip.Where(letter => !char.IsWhiteSpace(letter))) is var kept && kept.All(char.IsAsciiDigit) ? kept : "?";
}
