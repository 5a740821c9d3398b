using System.Net;
using System.Net.Sockets;

namespace DataPortal.Shared;

/// <summary>What limits count by. A visitor of IPv6 has a network of 2^64 addresses to choose from (RFC 6177), so its first 64 bits are the visitor.</summary>
public static class VisitorNetwork
{
    public static string Of(IPAddress? address) => address switch
    {
        null => "-",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8)) + "/64",
        _ => address.ToString(),
    };
}
