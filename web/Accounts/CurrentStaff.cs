using System.Security.Claims;
using DataPortal.Shared;

namespace DataPortal.Accounts;

/// <summary>Who is signed in, for use-case classes; null members when nobody is (the public, or work the portal does by itself).</summary>
public sealed class CurrentStaff(IHttpContextAccessor http)
{
    private ClaimsPrincipal? User => http.HttpContext?.User is { Identity.IsAuthenticated: true } user ? user : null;

    public string? Id => User?.FindFirstValue(ClaimTypes.NameIdentifier);

    /// <summary>The person's full name as colleagues and letters show it.</summary>
    public string? Name => User?.FindFirstValue(ClaimTypes.Name);

    public bool Has(Role role) => User?.IsInRole(role.ToString()) ?? false;

    /// <summary>The address the request came from, for the audit trail.</summary>
    public string? Address => http.HttpContext?.Connection.RemoteIpAddress?.ToString();

    /// <summary>What limits count by.</summary>
    public string Network => VisitorNetwork.Of(http.HttpContext?.Connection.RemoteIpAddress);
}
