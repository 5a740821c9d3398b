using System.Text;
using DataPortal.Shared;
using DataPortal.Storage;

namespace DataPortal.Accounts;

/// <summary>What <c>scripts/staff</c> answers: text, and 0 when it was done.</summary>
public sealed record CommandAnswer(int Code, string Text);

/// <summary>People without a browser: <c>add EMAIL ROLE…</c>, <c>link EMAIL</c>, <c>list</c>, <c>disable EMAIL</c>, <c>enable EMAIL</c>.</summary>
public sealed class StaffCommand(StaffDesk desk, IDocumentStore store)
{
    private static string Usage => $"""
        scripts/staff add SUREL PERAN… [--nama="Nama lengkap"]   menambah petugas dan mencetak tautan sekali pakai
        scripts/staff link SUREL                                  membuat tautan sekali pakai untuk mengatur sandi
        scripts/staff list                                        mendaftar petugas
        scripts/staff disable SUREL                               menonaktifkan petugas dan mengakhiri sesinya
        scripts/staff enable SUREL                                mengaktifkan petugas lagi
        PERAN: {string.Join(", ", Enum.GetNames<Role>())}
        """;

    /// <summary>Runs one command; its words as they were typed after <c>staff</c>.</summary>
    public async Task<CommandAnswer> RunAsync(IReadOnlyList<string> words, CancellationToken ct)
    {
        try
        {
            return words.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray() switch
            {
                ["add", var email, _, ..] typed => await AddAsync(email, [.. typed.Skip(2)], words.FirstOrDefault(word => word.StartsWith("--nama=", StringComparison.Ordinal))?["--nama=".Length..]),
                ["link", var email] => new(0, $"Tautan: {await desk.SendLinkAsync((await FindAsync(email, ct)).Id, byMail: false)}"),
                ["list"] => new(0, await ListAsync(ct)),
                ["disable", var email] => await DisableAsync(email, ct),
                ["enable", var email] => await EnableAsync(email, ct),
                _ => new(2, Usage),
            };
        }
        catch (StaffRuleException broken)
        {
            return new(1, broken.Message);
        }
    }

    private async Task<CommandAnswer> AddAsync(string email, string[] roles, string? name)
    {
        if (roles.FirstOrDefault(role => !Enum.TryParse<Role>(role, ignoreCase: true, out var known) || !Enum.IsDefined(known)) is { } unknown)
        {
            return new(2, $"Tidak ada peran {unknown}. Pilih dari: {string.Join(", ", Enum.GetNames<Role>())}");
        }

        Role[] chosen = [.. roles.Select(role => Enum.Parse<Role>(role, ignoreCase: true)).Distinct()];
        var (staff, link) = await desk.InviteAsync(new(string.IsNullOrWhiteSpace(name) ? email.Split('@')[0] : name.Trim(), email, null, null, chosen), byMail: false);
        return new(0, $"{staff.Email} ditambahkan: {staff.RoleText}\nTautan: {link}");
    }

    private async Task<CommandAnswer> DisableAsync(string email, CancellationToken ct)
    {
        await desk.DisableAsync((await FindAsync(email, ct)).Id, ct);
        return new(0, $"{email} dinonaktifkan; sesinya diakhiri.");
    }

    private async Task<CommandAnswer> EnableAsync(string email, CancellationToken ct)
    {
        await desk.EnableAsync((await FindAsync(email, ct)).Id);
        return new(0, $"{email} diaktifkan.");
    }

    private async Task<string> ListAsync(CancellationToken ct)
    {
        var list = new StringBuilder();
        foreach (var staff in await store.ListAsync(StaffQueries.Everyone(), ct))
        {
            var state = staff.IsDisabled ? "nonaktif" : staff.PasswordHash is null ? "belum mengatur sandi" : staff.HasSecondFactor ? "aktif, faktor kedua" : "aktif";
            list.Append(staff.Email).Append('\t').Append(staff.Name).Append('\t').AppendJoin(',', staff.Roles).Append('\t').Append(state).Append('\t').Append(Show.Date(staff.CreatedAt)).Append('\n');
        }

        return list.Length == 0 ? "Belum ada petugas." : list.ToString().TrimEnd('\n');
    }

    private async Task<Staff> FindAsync(string email, CancellationToken ct) =>
        await store.FirstAsync(StaffQueries.ByEmail(email), ct) ?? throw new StaffRuleException("", $"Tidak ada petugas dengan alamat {email}.");
}
