using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>Identity's sign-in, with a session of ours behind every cookie.</summary>
public sealed class StaffSignIn(
    UserManager<StaffAccount> users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<StaffAccount> claims, IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffAccount>> logger, IAuthenticationSchemeProvider schemes, IUserConfirmation<StaffAccount> confirmation, StaffSessions sessions)
    : SignInManager<StaffAccount>(users, http, claims, options, logger, schemes, confirmation)
{
    public override Task<bool> CanSignInAsync(StaffAccount user) => Task.FromResult(!user.Staff.IsDisabled && user.Staff.PasswordHash is not null);

    public override async Task SignInWithClaimsAsync(StaffAccount user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var session = await sessions.BeginAsync(user.Staff, Context.RequestAborted);
        await base.SignInWithClaimsAsync(user, authenticationProperties, [.. additionalClaims, new(StaffSessions.Claim, session.Id)]);
    }
}

/// <summary>Asks at every request whether the session behind the cookie still lives, and sends people where they must go.</summary>
internal sealed class StaffCookie(StaffSessions sessions, StaffClaims claims) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var ct = context.HttpContext.RequestAborted;
        if (context.Principal?.FindFirstValue(StaffSessions.Claim) is { } id && await sessions.FindLiveAsync(id, ct) is var (session, staff))
        {
            context.ReplacePrincipal(claims.Of(staff, session.Id));
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.HttpContext.User.HasClaim(claim => claim.Type == StaffClaims.NeedsSecondFactor))
        {
            context.Response.Redirect(context.Request.PathBase + "/petugas/akun/faktor-kedua");
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return Task.CompletedTask;
    }
}
