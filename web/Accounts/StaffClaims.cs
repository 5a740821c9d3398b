using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>
/// What a signed-in person carries: identifier, full name, a claim a role, the session. Made anew for every request, so a change of roles counts at once.
/// Who must have a second factor and has none yet carries no role, only <see cref="NeedsSecondFactor"/>.
/// </summary>
public sealed class StaffClaims(IOptions<AccountsOptions> options) : IUserClaimsPrincipalFactory<StaffAccount>
{
    public const string NeedsSecondFactor = "perlu-faktor-kedua";

    public Task<ClaimsPrincipal> CreateAsync(StaffAccount user) => Task.FromResult(Of(user.Staff));

    public ClaimsPrincipal Of(Staff staff, string? session = null)
    {
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, staff.Id), new(ClaimTypes.Name, staff.Name)];
        if (session is not null)
        {
            claims.Add(new(StaffSessions.Claim, session));
        }

        if (options.Value.Requires(staff) && !staff.HasSecondFactor)
        {
            claims.Add(new(NeedsSecondFactor, "ya"));
        }
        else
        {
            claims.AddRange(staff.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())));
        }

        return new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}
