using DataPortal.Shared;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace DataPortal.Accounts;

/// <summary>Addresses in one-time links: as <see cref="PortalLinks"/> says, and where nothing listens (the staff command on a resting portal) as configured.</summary>
public sealed class StaffAddress(PortalLinks links, IOptions<OfficeOptions> office, IConfiguration configuration, IServiceProvider services)
{
    public string To(string path)
    {
        var listens = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.Count > 0;
        return office.Value.PublicAddress.Length == 0 && !listens && configuration["urls"]?.Split(';')[0] is { Length: > 0 } configured
            ? configured.TrimEnd('/') + path
            : links.To(path, "id");
    }
}
