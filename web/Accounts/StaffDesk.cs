using DataPortal.Mail;
using DataPortal.Shared;
using DataPortal.Storage;
using Microsoft.AspNetCore.Identity;

namespace DataPortal.Accounts;

/// <summary>What is written about a person.</summary>
public sealed record StaffDraft(string Name, string Email, string? Nip, string? JobTitle, IReadOnlyList<Role> Roles);

/// <summary>A rule about people was broken; the message says what to do, the field where.</summary>
public sealed class StaffRuleException(string field, string message) : Exception(message)
{
    /// <summary>Name of the entry (<c>Email</c>, <c>Password</c> …), or empty.</summary>
    public string Field { get; } = field;
}

/// <summary>A one-time link was used, has expired, gave way to a newer one, or never was.</summary>
public sealed class LinkGoneException() : Exception("Tautan ini sudah dipakai atau kedaluwarsa.");

/// <summary>How people come into the portal, change, and leave. Every change is one commit with its audit line and its mail.</summary>
public sealed class StaffDesk(
    StaffManager users, OneTimeLinks links, MailComposer mail, StaffAddress address, AuditTrail trail, AttemptLimits limiter, CurrentStaff current, IDocumentStore store, TimeProvider clock)
{
    /// <summary>Adds a person, who sets a password by the link.</summary>
    /// <param name="byMail">Whether the link goes out by e-mail; else only the caller has it.</param>
    /// <returns>The person and the one-time link.</returns>
    /// <exception cref="StaffRuleException">The address is none, or taken.</exception>
    public async Task<(Staff Staff, string Link)> InviteAsync(StaffDraft draft, bool byMail)
    {
        var account = New(draft);
        var link = await LinkAsync(account);
        account.Along(staff => trail.About(staff, "staff.invited", staff.RoleText));
        if (byMail)
        {
            account.Along(Outbox.Collection.Insert(Letter(account.Staff, link)));
        }

        Check(await users.CreateAsync(account));
        return (account.Staff, link);
    }

    /// <summary>Makes a new link to set a password; the older ones of the person end.</summary>
    /// <returns>The one-time link.</returns>
    /// <exception cref="StaffRuleException">The person is disabled.</exception>
    public async Task<string> SendLinkAsync(string id, bool byMail)
    {
        var account = await FindAsync(id);
        if (account.Staff.IsDisabled)
        {
            throw new StaffRuleException("", "Petugas ini nonaktif. Aktifkan dahulu, lalu buat tautannya.");
        }

        var link = await LinkAsync(account);
        account.Along(staff => trail.About(staff, "staff.link-made", byMail ? "dikirim lewat surel" : null));
        if (byMail)
        {
            account.Along(Outbox.Collection.Insert(Letter(account.Staff, link)));
        }

        Check(await users.UpdateAsync(account));
        return link;
    }

    /// <summary>Sends a link to whoever has this address, if anybody has. The caller cannot tell: the work and the answer are the same.</summary>
    /// <returns>How long to wait, when it was asked too often; else null.</returns>
    public async Task<TimeSpan?> ForgotAsync(string email, CancellationToken ct)
    {
        if ((limiter.Take($"lupa/dari/{current.Network}", 20, SignInDesk.Window) ?? limiter.Take($"lupa/nama/{StaffQueries.Key(email)}", 3, SignInDesk.Window)) is { } wait)
        {
            return wait;
        }

        if (await users.FindByEmailAsync(email) is { Staff.IsDisabled: false } account)
        {
            var link = await LinkAsync(account);
            account.Along(Outbox.Collection.Insert(Letter(account.Staff, link)));
            account.Along(staff => trail.About(staff, "staff.link-asked", actor: "tidak dikenal"));
            Check(await users.UpdateAsync(account));
            return null;
        }

        Letter(new() { Id = "-", Email = "tidak.ada@contoh.id", Name = "-", PasswordHash = "-", CreatedAt = clock.GetUtcNow() }, address.To("/petugas"));
        await store.CommitAsync([trail.Entry("staff.link-asked", StaffQueries.Collection, "-", "alamat tidak dikenal", "tidak dikenal")], ct);
        return null;
    }

    /// <summary>Sets a password by a one-time link, ends every session and lifts the lock. The first link makes the first administrator of it.</summary>
    /// <param name="first">Who the first administrator is; else null.</param>
    /// <exception cref="LinkGoneException"/>
    /// <exception cref="StaffRuleException">The password is too short or too common, or the address is none.</exception>
    public async Task SetPasswordAsync(string token, string password, StaffDraft? first, CancellationToken ct)
    {
        var link = await links.FindAsync(token, ct) ?? throw new LinkGoneException();
        if (link.Purpose is LinkPurpose.First)
        {
            if (first is null || await store.CountAsync(StaffQueries.Collection.All(), ct) > 0)
            {
                throw new LinkGoneException();
            }

            var administrator = New(first with { Roles = [.. first.Roles.Append(Role.SystemAdmin).Distinct()] });
            administrator.Along(StaffQueries.Links.Delete(link));
            administrator.Along(staff => trail.About(staff, "staff.first-made", staff.RoleText, by: staff));
            Check(await users.CreateAsync(administrator, password));
            return;
        }

        if (await users.FindByIdAsync(link.StaffId!) is not { Staff.IsDisabled: false } account)
        {
            throw new LinkGoneException();
        }

        await EndSessionsAsync(account, ct);
        account.Staff = account.Staff with { FailedAttempts = 0, LockedUntil = null };
        account.Along(staff => trail.About(staff, "staff.password-set", by: staff));
        Check(await users.ResetPasswordAsync(account, token, password));
    }

    /// <exception cref="StaffRuleException">The address is taken, someone else changed the person, or no administrator would be left.</exception>
    public async Task ChangeAsync(string id, long version, StaffDraft draft, CancellationToken ct)
    {
        var account = await FindAsync(id);
        var before = account.Staff;
        if (before.Version != version)
        {
            throw new StaffRuleException("", "Data ini baru saja diubah orang lain. Muat ulang halaman, lalu coba lagi.");
        }

        account.Staff = before with { Name = draft.Name, Email = draft.Email, Nip = draft.Nip, JobTitle = draft.JobTitle, Roles = draft.Roles };
        await KeepAnAdministratorAsync(before, account, ct);
        if (!before.Roles.ToHashSet().SetEquals(draft.Roles))
        {
            account.Along(staff => trail.About(staff, "staff.roles-changed", $"{before.RoleText} → {staff.RoleText}"));
        }

        if (before with { Roles = account.Staff.Roles } != account.Staff)
        {
            account.Along(staff => trail.About(staff, "staff.changed"));
        }

        Check(await users.UpdateAsync(account));
    }

    /// <summary>Ends every session and link of a person, who cannot sign in until enabled again.</summary>
    /// <exception cref="StaffRuleException">No administrator would be left.</exception>
    public async Task DisableAsync(string id, CancellationToken ct)
    {
        var account = await FindAsync(id);
        if (account.Staff.IsDisabled)
        {
            return;
        }

        var before = account.Staff;
        account.Staff = before with { DisabledAt = clock.GetUtcNow() };
        await KeepAnAdministratorAsync(before, account, ct);
        await EndSessionsAsync(account, ct);
        foreach (var link in await store.ListAsync(StaffQueries.LinksOf(id), ct))
        {
            account.Along(StaffQueries.Links.Delete(link));
        }

        account.Along(staff => trail.About(staff, "staff.disabled"));
        Check(await users.UpdateAsync(account));
    }

    public async Task EnableAsync(string id)
    {
        var account = await FindAsync(id);
        account.Staff = account.Staff with { DisabledAt = null };
        account.Along(staff => trail.About(staff, "staff.enabled"));
        Check(await users.UpdateAsync(account));
    }

    /// <summary>For a person who lost both the authenticator and the recovery codes: it is set anew at the next sign-in.</summary>
    public async Task RemoveSecondFactorAsync(string id, CancellationToken ct)
    {
        var account = await FindAsync(id);
        await EndSessionsAsync(account, ct);
        account.Along(staff => trail.About(staff, "staff.second-factor-removed", "oleh pengelola"));
        Check(await users.SetTwoFactorEnabledAsync(account, false));
    }

    internal static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            var error = result.Errors.First();
            throw error.Code switch
            {
                nameof(IdentityErrorDescriber.InvalidToken) => new LinkGoneException(),
                nameof(IdentityErrorDescriber.PasswordMismatch) => new StaffRuleException("Current", error.Description),
                _ => new StaffRuleException(error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Password"
                    : error.Code.Contains("Email", StringComparison.Ordinal) || error.Code.Contains("UserName", StringComparison.Ordinal) ? "Email" : "", error.Description),
            };
        }
    }

    private async Task<string> LinkAsync(StaffAccount account) => address.To(OneTimeLinks.PathOf(await users.GeneratePasswordResetTokenAsync(account)));

    private OutgoingMessage Letter(Staff staff, string link)
    {
        var invitation = staff.PasswordHash is null;
        return mail.Compose(invitation ? "undangan-petugas" : "atur-ulang-sandi", "id", staff.Email, staff.Name, new Dictionary<string, string>
        {
            ["nama"] = staff.Name,
            ["tautan"] = link,
            ["sampai"] = Show.Moment(clock.GetUtcNow() + (invitation ? OneTimeLinks.InvitationLasts : OneTimeLinks.ResetLasts)),
        }, $"{StaffQueries.Collection.Name}/{staff.Id}");
    }

    private async Task EndSessionsAsync(StaffAccount account, CancellationToken ct)
    {
        foreach (var session in await store.ListAsync(StaffQueries.SessionsOf(account.Staff.Id), ct))
        {
            account.Along(StaffQueries.Sessions.Delete(session));
        }
    }

    private async Task KeepAnAdministratorAsync(Staff before, StaffAccount account, CancellationToken ct)
    {
        static bool Administers(Staff staff) => !staff.IsDisabled && staff.Roles.Contains(Role.SystemAdmin);
        if (!Administers(before) || Administers(account.Staff))
        {
            return;
        }

        var other = (await store.ListAsync(StaffQueries.Holding(Role.SystemAdmin).Top(2), ct)).FirstOrDefault(staff => staff.Id != before.Id)
            ?? throw new StaffRuleException("Roles", "Harus ada paling sedikit satu pengelola sistem yang aktif. Beri peran itu kepada petugas lain dahulu");
        // The one who stays is written along: two who take each other's role in the same instant collide, and one stays.
        account.Along(StaffQueries.Collection.Replace(other));
    }

    private StaffAccount New(StaffDraft draft) => new(new()
    {
        Id = Document.NewId(clock),
        Email = draft.Email,
        Name = draft.Name,
        Nip = draft.Nip,
        JobTitle = draft.JobTitle,
        Roles = draft.Roles,
        CreatedAt = clock.GetUtcNow(),
    });

    private async Task<StaffAccount> FindAsync(string id) =>
        await users.FindByIdAsync(id) ?? throw new StaffRuleException("", "Petugas ini tidak ada.");
}
