using Microsoft.Playwright;

namespace DataPortal.Browser.Support;

/// <summary>The person who makes the story's staff side: administrator by the first link, web admin and section head too.</summary>
internal static class Staff
{
    private const string Email = "admin@contoh.id";
    private const string Password = "padi kopi duku salak";

    private static bool _made;

    /// <summary>A window in which this person is signed in.</summary>
    public static async Task<IPage> StaffAsync(this RunningPortal portal, int width = 1280)
    {
        var page = await portal.OpenAsync(width);
        if (!_made)
        {
            await page.GotoAsync(portal.FirstLink ?? throw new InvalidOperationException("The portal printed no first sign-in link."));
            await page.GetByLabel("Nama lengkap").FillAsync("Nurhayati Contoh, S.ST.");
            await page.GetByLabel("Surel").FillAsync(Email);
            await page.GetByLabel("NIP").FillAsync("198001012005012001");
            await page.GetByLabel("Jabatan").FillAsync("Kepala Seksi Diseminasi dan Layanan Statistik");
            foreach (var role in await page.Locator("input[name='Form.Roles']").AllAsync())
            {
                await role.CheckAsync();
            }

            await page.GetByLabel("Sandi baru", new() { Exact = true }).FillAsync(Password);
            await page.GetByLabel("Sandi baru sekali lagi").FillAsync(Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Simpan sandi" }).ClickAsync();
            await page.WaitForURLAsync(url => !url.Contains("atur-sandi", StringComparison.Ordinal));
            _made = true;
        }

        if (!page.Url.EndsWith("/petugas", StringComparison.Ordinal))
        {
            await page.GotoAsync("/petugas");
        }

        if (page.Url.Contains("/petugas/masuk", StringComparison.Ordinal))
        {
            await page.SignInAsync();
            await page.WaitForURLAsync("**/petugas");
        }

        return page;
    }

    /// <summary>Fills the sign-in page that is shown.</summary>
    public static async Task SignInAsync(this IPage page)
    {
        await page.GetByLabel("Surel").FillAsync(Email);
        await page.GetByLabel("Sandi", new() { Exact = true }).FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Masuk" }).ClickAsync();
    }
}
