using System.Net;
using DataPortal.Shared;

namespace DataPortal.Tests.Shared;

public sealed class VisitorNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Addresses_of_one_network_count_as_one_visitor(string one, string other, bool same) =>
        Assert.Equal(same, VisitorNetwork.Of(IPAddress.Parse(one)) == VisitorNetwork.Of(IPAddress.Parse(other)));
}
