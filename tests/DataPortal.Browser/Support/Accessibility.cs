using System.Text.Json;
using Microsoft.Playwright;

namespace DataPortal.Browser.Support;

/// <summary>axe-core over the page as it stands (WCAG 2.2 A and AA, best practices), and the rules axe cannot know.</summary>
internal static class Accessibility
{
    private static readonly string _axe = Path.Combine(RunningPortal.Root, "tests", "DataPortal.Browser", "node_modules", "axe-core", "axe.min.js");

    public static async Task AssertAccessibleAsync(this IPage page)
    {
        Assert.SkipUnless(File.Exists(_axe), "axe-core is not installed (npm install in tests/DataPortal.Browser).");

        // Through the debugger's channel: the page's own content security policy, rightly, lets no foreign script in.
        await page.EvaluateAsync(await File.ReadAllTextAsync(_axe));
        var found = await page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        var violations = found.GetProperty("violations").EnumerateArray()
            .Select(violation => $"{violation.GetProperty("id").GetString()}: {violation.GetProperty("help").GetString()} — {string.Join(" | ", violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => node.GetProperty("html").GetString()))}")
            .ToList();
        Assert.True(violations.Count == 0, $"{page.Url}\n{string.Join('\n', violations)}");

        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{page.Url} scrolls sideways by {overflow} px at {page.ViewportSize?.Width} px.");
    }
}
