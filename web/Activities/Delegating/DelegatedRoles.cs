using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace DataPortal.Activities.Delegating;

/// <summary>
/// Opens the pages of activities to whom a role is delegated today: a substitute does there what the holder does. Nothing else of the role is lent,
/// and the page that lends roles is none of them.
/// </summary>
public sealed class DelegatedRoles(Delegations delegations) : AuthorizationHandler<RolesAuthorizationRequirement>
{
    private const string Runs = "petugas/kegiatan";
    private const string Steps = "petugas/langkah";

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAuthorizationRequirement requirement)
    {
        if (context.Resource is HttpContext http && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } && IsOfActivities(route.TrimStart('/'))
            && delegations.To(context.User.FindFirstValue(ClaimTypes.NameIdentifier)).Any(delegation => requirement.AllowedRoles.Contains(delegation.Role.ToString())))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool IsOfActivities(string route) =>
        !route.StartsWith(RunLinks.Delegations[2..], StringComparison.OrdinalIgnoreCase) && (IsUnder(route, Runs) || IsUnder(route, Steps));

    private static bool IsUnder(string route, string root) =>
        route.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (route.Length == root.Length || route[root.Length] == '/');
}
