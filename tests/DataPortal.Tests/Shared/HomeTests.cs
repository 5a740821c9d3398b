using DataPortal.Tests.Support;

namespace DataPortal.Tests.Shared;

public sealed class HomeTests(Portal portal)
{
    [Theory]
    [InlineData("/", "lang=\"id\"")]
    [InlineData("/en/", "lang=\"en\"")]
    public async Task The_home_page_speaks_the_language_of_its_address(string address, string expected) =>
        Assert.Contains(expected, await portal.Browser().GetStringAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
}
