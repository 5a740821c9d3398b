using DataPortal.Browser.Support;

namespace DataPortal.Browser;

public sealed class HomeTests(RunningPortal portal)
{
    [Theory]
    [InlineData("/", 360)]
    [InlineData("/", 1280)]
    [InlineData("/en/", 360)]
    public async Task The_home_page_is_accessible(string address, int width)
    {
        var page = await portal.OpenAsync(width);
        await page.GotoAsync(address);
        await page.AssertAccessibleAsync();
    }
}
