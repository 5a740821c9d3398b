using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace DataPortal.Shared;

/// <summary>Addresses of this portal as they are written in mail and on paper: absolute, in the reader's language.</summary>
public sealed class PortalLinks(IOptions<OfficeOptions> office, IServiceProvider services)
{
    /// <summary>Scheme, host and port without a final slash: <c>Office:PublicAddress</c>, or where the portal listens when that is empty.</summary>
    public string Root => office.Value.PublicAddress is { Length: > 0 } set ? set.TrimEnd('/') : Listening();

    /// <param name="path">Begins with <c>/</c> or <c>~/</c>, without a language.</param>
    /// <param name="language"><c>id</c> or <c>en</c>.</param>
    public string To(string path, string language) => Root + (language == "en" ? "/en" : "") + path.TrimStart('~');

    private string Listening()
    {
        // Read late: the address is known only once the server listens, and a port of 0 only then becomes one.
        var address = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
        return address.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal).TrimEnd('/');
    }
}
