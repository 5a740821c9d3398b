using Microsoft.Playwright;

namespace DataPortal.Browser.Support;

/// <summary>What a visitor of the story does more than once.</summary>
internal static class Visitor
{
    /// <summary>Fills the request form as a visitor would, the pace included, and sends it.</summary>
    public static async Task AskAsync(this IPage page, string name, string email, string wanted)
    {
        await page.GetByLabel("Nama", new() { Exact = true }).FillAsync(name);
        await page.GetByLabel("Surel", new() { Exact = true }).FillAsync(email);
        await page.GetByLabel("Data yang Anda cari").FillAsync(wanted);
        await page.Locator("input[name='Form.Purpose']").First.CheckAsync();
        await page.Locator("input[name='Form.Consent']").CheckAsync();

        // Nobody fills this form in less; the time trap would hold it for a person to look at.
        await page.WaitForTimeoutAsync(4_000);
        await page.GetByRole(AriaRole.Button, new() { Name = "Kirim permintaan" }).ClickAsync();
        await page.WaitForLoadStateAsync();
        if (await page.GetByRole(AriaRole.Button, new() { Name = "Tetap kirim" }).IsVisibleAsync())
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Tetap kirim" }).ClickAsync();
        }

        await page.WaitForURLAsync("**/tanda-terima");
    }

    /// <summary>Opens the demonstration's mailbox and, in it, the newest letter to this address with these words in its subject.</summary>
    public static async Task OpenLetterAsync(this IPage page, string email, string subject)
    {
        for (var left = 40; ; left--)
        {
            await page.GotoAsync("/demo/surel");
            var letter = page.Locator("main li, main tr").Filter(new() { HasText = email }).Filter(new() { HasText = subject }).GetByRole(AriaRole.Link).First;
            if (await letter.IsVisibleAsync())
            {
                await letter.ClickAsync();
                await page.WaitForLoadStateAsync();
                return;
            }

            Assert.True(left > 0, $"No letter to {email} about “{subject}” arrived. The mailbox holds:\n{await page.Locator("main").InnerTextAsync()}");
            await page.WaitForTimeoutAsync(500);
        }
    }
}
