using DataPortal.Browser.Support;
using Microsoft.Playwright;

namespace DataPortal.Browser;

/// <summary>A field officer on a bad line: what is filled in is kept on the phone until the server has it, and counts once.</summary>
public sealed class FieldStoryTests(RunningPortal portal)
{
    private const string Note = "Selesai di lapangan, tanpa jaringan";

    [Fact]
    public async Task What_is_handed_in_without_a_line_is_kept_and_sent_once_when_the_line_is_back()
    {
        var phone = await portal.StaffAsync(500);
        var (run, step) = await BeginAsync(phone, "Pengumpulan uji luring");
        await phone.GotoAsync(step);

        await phone.Context.SetOfflineAsync(true);
        await phone.GotoAsync(step);
        await Assertions.Expect(phone.Locator("[data-kept-page]")).ToContainTextAsync("Halaman ini disimpan pukul");
        await phone.Locator("form[data-keep] textarea[name='Form.Note']").FillAsync(Note);
        await phone.Locator("form[data-keep] input[type=file]").SetInputFilesAsync(new FilePayload { Name = "hasil.csv", MimeType = "text/csv", Buffer = "kecamatan;jumlah\nRambang;12\n"u8.ToArray() });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Selesai", Exact = true }).ClickAsync();
        await Assertions.Expect(phone.Locator(".kept")).ToContainTextAsync("Tersimpan di ponsel, belum terkirim");

        // What was opened before can be read; what was not says so; what waits is said everywhere, and comes back into its form.
        await phone.GotoAsync("/petugas/langkah");
        await Assertions.Expect(phone.Locator("#belum-terkirim")).ToContainTextAsync("1 isian tersimpan di ponsel, belum terkirim");
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Langkah saya" })).ToBeVisibleAsync();
        await phone.GotoAsync("/petugas/kegiatan");
        await Assertions.Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Tidak ada jaringan" })).ToBeVisibleAsync();
        await phone.GotoAsync(step);
        await Assertions.Expect(phone.Locator("form[data-keep] textarea[name='Form.Note']")).ToHaveValueAsync(Note);
        Assert.Equal("hasil.csv", await phone.Locator("form[data-keep] input[type=file]").EvaluateAsync<string>("field => field.files[0].name"));

        await phone.Context.SetOfflineAsync(false);
        await phone.WaitForURLAsync("**/langkah/1?pesan=selesai");
        await phone.GotoAsync(run);
        Assert.Equal(0, await phone.Locator("#belum-terkirim").CountAsync());
        Assert.Single(await phone.Locator("a", new() { HasText = "hasil.csv" }).AllAsync());
    }

    [Fact]
    public async Task When_the_answer_was_lost_on_the_way_the_second_sending_changes_nothing()
    {
        var phone = await portal.StaffAsync(500);
        var (_, step) = await BeginAsync(phone, "Pengumpulan uji jawaban hilang");
        await phone.Locator("form[data-keep] textarea[name='Form.Note']").FillAsync(Note);
        var lost = 0;
        await phone.Context.RouteAsync("**/langkah/1?handler=Finish", async route =>
        {
            if (lost++ == 0)
            {
                await route.FetchAsync(new() { MaxRedirects = 0 });
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await phone.GetByRole(AriaRole.Button, new() { Name = "Selesai", Exact = true }).ClickAsync();
        await Assertions.Expect(phone.Locator(".kept")).ToContainTextAsync("belum terkirim");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Kirim lagi" }).ClickAsync();
        await phone.WaitForURLAsync("**/langkah/1?pesan=selesai");
        Assert.Equal(2, lost);
        Assert.Equal(1, (await phone.Locator("main").InnerTextAsync()).Split(Note).Length - 1);
        await phone.GotoAsync(step);
        Assert.Equal(0, await phone.Locator("form[data-keep]").CountAsync());
    }

    [Fact]
    public async Task When_the_session_is_over_nothing_is_lost_and_the_page_says_to_sign_in_again()
    {
        var phone = await portal.StaffAsync(500);
        var (_, step) = await BeginAsync(phone, "Pengumpulan uji sesi habis");
        await phone.Locator("form[data-keep] textarea[name='Form.Note']").FillAsync(Note);
        await phone.EvaluateAsync("async () => (await caches.open('petugas-halaman-1')).put('/petugas/langkah?milik=lain', new Response('halaman orang lain'))");
        await phone.Context.ClearCookiesAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Selesai", Exact = true }).ClickAsync();
        await Assertions.Expect(phone.Locator(".kept")).ToContainTextAsync("Masuk lagi, lalu kirim");

        await phone.GetByRole(AriaRole.Link, new() { Name = "Masuk lagi" }).ClickAsync();
        await Assertions.Expect(phone.Locator("#belum-terkirim")).ToContainTextAsync("yang belum terkirim");
        await phone.SignInAsync();
        await phone.WaitForURLAsync("**/langkah/1?pesan=selesai");
        Assert.Contains(Note, await phone.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.False(await phone.EvaluateAsync<bool>("async () => await caches.match('/petugas/langkah?milik=lain') !== undefined"), "Pages kept before the sign-in may be another person's.");
    }

    [Fact]
    public async Task Signing_out_asks_first_and_then_leaves_nothing_of_the_person_on_the_phone()
    {
        var phone = await portal.StaffAsync(500);
        var (_, step) = await BeginAsync(phone, "Pengumpulan uji keluar");
        await phone.GotoAsync(step);
        await phone.Context.SetOfflineAsync(true);
        await phone.Locator("form[data-keep] textarea[name='Form.Note']").FillAsync(Note);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Selesai", Exact = true }).ClickAsync();
        await Assertions.Expect(phone.Locator(".kept")).ToContainTextAsync("belum terkirim");
        List<string> asked = [];
        phone.Dialog += async (_, dialog) =>
        {
            asked.Add(dialog.Message);
            await dialog.AcceptAsync();
        };
        await phone.GetByRole(AriaRole.Button, new() { Name = "Keluar" }).ClickAsync();
        await phone.WaitForTimeoutAsync(500);
        await phone.Context.SetOfflineAsync(false);
        Assert.Contains(asked, words => words.StartsWith("Ada 1 isian yang belum terkirim", StringComparison.Ordinal));
        await phone.GotoAsync("/petugas/masuk");
        Assert.Equal(0, await phone.EvaluateAsync<int>("async () => (await (await import('/js/keep-store.js')).all()).length"));
        Assert.False(await phone.EvaluateAsync<bool>("async () => (await caches.keys()).some(name => name.startsWith('petugas-halaman'))"));
    }

    [Fact]
    public async Task My_steps_are_light_enough_for_a_bad_line()
    {
        var phone = await portal.StaffAsync(500);
        await BeginAsync(phone, "Pengumpulan uji berat halaman");
        var fresh = await phone.Context.NewPageAsync();
        var session = await phone.Context.NewCDPSessionAsync(fresh);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setCacheDisabled", new() { ["cacheDisabled"] = true });
        await session.SendAsync("Network.setBypassServiceWorker", new() { ["bypass"] = true });
        var bytes = 0.0;
        session.Event("Network.loadingFinished").OnEvent += (_, told) => bytes += told?.GetProperty("encodedDataLength").GetDouble() ?? 0;
        await fresh.GotoAsync("/petugas/langkah", new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(bytes, 1_000, 50_000);
        await fresh.AssertAccessibleAsync();
        TestContext.Current.SendDiagnosticMessage($"Langkah saya, first load: {bytes:N0} bytes");
    }

    /// <summary>Opens a round of collection whose first step is a checklist, and begins that step.</summary>
    private static async Task<(string Run, string Step)> BeginAsync(IPage page, string title)
    {
        await page.GotoAsync("/petugas/kegiatan/baru?prosedur=pengumpulan-sektoral");
        await page.GetByLabel("Judul").FillAsync(title);
        await page.GetByRole(AriaRole.Button, new() { Name = "Buka kegiatan" }).ClickAsync();
        await page.WaitForURLAsync("**/petugas/kegiatan/*pesan=dibuka*");
        var run = new Uri(page.Url).AbsolutePath;
        var step = run + "/langkah/1";

        // The list too was opened while there was a line.
        await page.GotoAsync("/petugas/langkah");
        await page.WaitForFunctionAsync("navigator.serviceWorker.ready");
        await page.GotoAsync("/petugas/langkah");
        await page.GotoAsync(step);
        foreach (var tick in await page.Locator("input[name='Form.Ready']").AllAsync())
        {
            await tick.CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Mulai", Exact = true }).ClickAsync();
        await page.Locator("form[data-keep]").WaitForAsync();
        return (run, step);
    }
}
